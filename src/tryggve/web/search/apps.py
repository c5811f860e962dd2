"""The room's registration."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The room ``search``."""

    name = "tryggve.web.search"
