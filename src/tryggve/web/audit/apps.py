"""The audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what, when (Sv: logg)."""

    name = "tryggve.web.audit"
