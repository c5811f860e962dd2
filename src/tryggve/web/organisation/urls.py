"""Addresses of the organisation."""

from django.urls import path

from tryggve.web.organisation import people_views, views

app_name = "organisation"
urlpatterns = [
    path("organisation/", views.index, name="index"),
    path("organisation/ny-enhet/", views.new_unit, name="new_unit"),
    path("organisation/enhet/<int:pk>/", views.unit, name="unit"),
    path("organisation/enhet/<int:pk>/avsluta/", views.end_unit, name="end_unit"),
    path("organisation/enhet/<int:pk>/ny-funktion/", views.new_function, name="new_function"),
    path("organisation/funktion/<int:pk>/", views.function, name="function"),
    path("organisation/overlamning/", views.hand_over, name="hand_over"),
    path("organisation/personer/", people_views.people, name="people"),
    path("organisation/personer/<int:pk>/", people_views.person, name="person"),
    path("organisation/personer/<int:pk>/inbjudan/", people_views.invite_again, name="invite_again"),
    path("organisation/personer/<int:pk>/roll/", people_views.give_role, name="give_role"),
    path("organisation/personer/<int:pk>/ta-bort/", people_views.remove, name="remove"),
    path("inbjudan/<str:who>/<str:token>/", people_views.invitation, name="invitation"),
]
