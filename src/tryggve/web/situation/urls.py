"""Addresses of the situation room."""

from django.urls import path

from tryggve.web.situation.downloads import bitmap, picture, table
from tryggve.web.situation.views import indicator, overview, places, themes

app_name = "situation"
urlpatterns = [
    path("", overview, name="overview"),
    path("platser/", places, name="places"),
    path("lagesbild/", themes, name="themes"),
    path("plats/<slug:address>/", overview, name="place_overview"),
    path("plats/<slug:address>/lagesbild/", themes, name="place_themes"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/", indicator, name="indicator"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/<slug:figure>.csv", table, name="table"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/<slug:figure>.svg", picture, name="picture"),
    path("plats/<slug:address>/lagesbild/<slug:slug>/<slug:figure>.png", bitmap, name="bitmap"),
]
