"""The room's registration."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The room ``decisions``."""

    name = "tryggve.web.decisions"
