"""The address of the start page."""

from django.urls import path

from tryggve.web.start import views

app_name = "start"
urlpatterns = [path("start/", views.start, name="start")]
