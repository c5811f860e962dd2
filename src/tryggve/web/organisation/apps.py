"""The room's registration."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """The room ``organisation``."""

    name = "tryggve.web.organisation"
