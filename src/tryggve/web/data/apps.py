"""The data room."""

from django.apps import AppConfig


class DataConfig(AppConfig):
    """Releases and their figures (Sv: källor)."""

    name = "tryggve.web.data"
