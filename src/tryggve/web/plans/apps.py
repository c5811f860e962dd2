"""The room's registration."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The room ``plans``."""

    name = "tryggve.web.plans"
