"""Addresses of the people room."""

from django.urls import path

from tryggve.web.people import views

app_name = "people"
urlpatterns = [
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("losenord/", views.change_password, name="change_password"),
]
