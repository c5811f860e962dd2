"""Addresses of the follow-up room."""

from django.urls import path

from tryggve.web.followup import link_views, manage_views, views

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
    path("uppfoljning/lank/<int:pk>/aterkalla/", manage_views.revoke_link, name="revoke_link"),
    path("uppfoljning/rapport/<int:pk>/tillbaka/", manage_views.send_back, name="send_back"),
    path("rapport/<str:token>/", link_views.by_link, name="by_link"),
]
