"""Addresses of the follow-up room."""

from django.urls import path

from tryggve.web.followup import book_views, goal_views, link_views, list_views, manage_views, paper_views, views

app_name = "followup"
urlpatterns = [
    path("uppfoljning/", views.overview, name="overview"),
    path("uppfoljning/ny/", manage_views.new_period, name="new_period"),
    path("uppfoljning/kalender.ics", link_views.calendar, name="calendar"),
    path("uppfoljning/kalender/", manage_views.make_calendar_address, name="make_calendar_address"),
    path("uppfoljning/steg/", manage_views.take_step, name="take_step"),
    path("uppfoljning/<int:pk>/", views.period, name="period"),
    path("uppfoljning/<int:pk>/las/", manage_views.lock, name="lock"),
    path("uppfoljning/<int:pk>/oppna/", manage_views.reopen, name="reopen"),
    path("uppfoljning/<int:pk>/lank/", manage_views.make_link, name="make_link"),
    path("uppfoljning/<int:pk>/<int:unit>/rapport.xlsx", book_views.download, name="book"),
    path("uppfoljning/<int:pk>/<int:unit>/skicka/", book_views.send, name="send_book"),
    path("uppfoljning/<int:pk>/las-in/", book_views.take, name="take_book"),
    path("uppfoljning/<int:pk>/las-in/<str:token>/", book_views.read_in, name="read_book"),
    path("uppfoljning/<int:pk>/rapport/", paper_views.report, name="report_paper"),
    path("uppfoljning/<int:pk>/rapport.pdf", paper_views.report_pdf, name="report_pdf"),
    path("uppfoljning/<int:pk>/rapport/kf/", paper_views.to_council, name="to_council"),
    path("uppfoljning/bilaga/", paper_views.appendices, name="appendices"),
    path("uppfoljning/bilaga/<int:unit>/", paper_views.appendix, name="appendix"),
    path("uppfoljning/bilaga/<int:unit>/bilaga.pdf", paper_views.appendix_pdf, name="appendix_pdf"),
    path("uppfoljning/bilaga/<int:unit>/bilaga.xlsx", paper_views.appendix_book, name="appendix_book"),
    path("uppfoljning/veckobrev/", manage_views.mail_language, name="mail_language"),
    path("uppfoljning/mal/", goal_views.goals, name="goals"),
    path("mal/<int:pk>/svara/", goal_views.answer, name="answer_goal"),
    path("mal/<int:pk>/listan/", list_views.state, name="state_list"),
    path("mal/<int:pk>/listan/<int:step>/ta-tillbaka/", list_views.take_back, name="take_back_list"),
    path("uppfoljning/lank/<int:pk>/aterkalla/", manage_views.revoke_link, name="revoke_link"),
    path("uppfoljning/rapport/<int:pk>/tillbaka/", manage_views.send_back, name="send_back"),
    path("rapport/<str:token>/", link_views.by_link, name="by_link"),
]
