"""The room's registration."""

from django.apps import AppConfig


class StartConfig(AppConfig):
    """The room ``start``."""

    name = "tryggve.web.start"
