"""Addresses of the data room."""

from django.urls import path

from tryggve.web.data import views

app_name = "data"
urlpatterns = [
    path("", views.releases, name="releases"),
    path("ny/", views.new, name="new"),
    path("<int:pk>/", views.release, name="release"),
    path("<int:pk>/andringar/", views.changes, name="changes"),
    path("<int:pk>/visa/", views.go_live, name="go_live"),
    path("<int:pk>/lagg-bort/", views.discard, name="discard"),
    path("<int:pk>/fil/", views.raw, name="raw"),
]
