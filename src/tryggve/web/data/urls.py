"""Addresses of the data room."""

from django.urls import path

from tryggve.web.data import mapping_views, survey_views, views

app_name = "data"
urlpatterns = [
    path("", views.releases, name="releases"),
    path("ny/", views.new, name="new"),
    path("kolumner/<slug:token>/", mapping_views.waiting, name="mapping"),
    path("undersokning/", survey_views.survey, name="survey"),
    path("undersokning/exempel/", survey_views.example, name="survey_example"),
    path("<int:pk>/", views.release, name="release"),
    path("<int:pk>/kolumner/", mapping_views.again, name="mapping_again"),
    path("<int:pk>/andringar/", views.changes, name="changes"),
    path("<int:pk>/visa/", views.go_live, name="go_live"),
    path("<int:pk>/lagg-bort/", views.discard, name="discard"),
    path("<int:pk>/fil/", views.raw, name="raw"),
]
