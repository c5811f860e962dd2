"""The room's registration."""

from django.apps import AppConfig


class PictureConfig(AppConfig):
    """The room ``picture``."""

    name = "tryggve.web.picture"
