"""The room's registration."""

from django.apps import AppConfig


class FollowupConfig(AppConfig):
    """The room ``followup``."""

    name = "tryggve.web.followup"
