"""The people room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Who may do what (Sv: användare)."""

    name = "tryggve.web.people"
