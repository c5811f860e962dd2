"""Addresses of the people room."""

from django.urls import path

from tryggve.web.people import account_views, views

app_name = "people"
urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("konto/", account_views.account, name="account"),
    path("losenord/", views.change_password, name="change_password"),
    path("losenord/glomt/", account_views.ask_reset, name="ask_reset"),
    path("losenord/nytt/<str:who>/<str:token>/", account_views.new_password, name="new_password"),
]
