"""The address of the search page."""

from django.urls import path

from tryggve.web.search import views

app_name = "search"
urlpatterns = [path("sok/", views.search, name="search")]
