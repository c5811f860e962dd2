"""Addresses of the attachments."""

from django.urls import path

from tryggve.web.files import views

app_name = "files"
urlpatterns = [
    path("bilagor/<slug:word>/<int:pk>/ny/", views.new, name="new"),
    path("bilagor/<int:pk>/", views.read, name="read"),
    path("bilagor/<int:pk>/visa/", views.show, name="show"),
    path("bilagor/<int:pk>/ta-bort/", views.remove, name="remove"),
    path("bilagor/<int:pk>/aterstall/", views.restore, name="restore"),
]
