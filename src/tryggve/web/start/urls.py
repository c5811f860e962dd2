"""The address of the start page."""

from django.urls import path

from tryggve.web.start import views
from tryggve.web.start.help import help_page

app_name = "start"
urlpatterns = [
    path("start/", views.start, name="start"),
    path("hjalp/", help_page, name="help"),
]
