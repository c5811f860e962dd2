"""Addresses of the situation room."""

from django.urls import path

from tryggve.web.situation import downloads, views

app_name = "situation"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("platser/", views.places, name="places"),
    path("lagesbild/", views.themes, name="themes"),
    path("plats/<slug:address>/", views.overview, name="place_overview"),
    path("plats/<slug:address>/lagesbild/", views.themes, name="place_themes"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/", views.indicator, name="indicator"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/<slug:figure>.csv", downloads.table, name="table"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/<slug:figure>.svg", downloads.picture, name="picture"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/<slug:figure>.png", downloads.bitmap, name="bitmap"),
]
