"""The situation room."""

from django.apps import AppConfig


class SituationConfig(AppConfig):
    """Findings and charts by place (Sv: lägesbild)."""

    name = "tryggve.web.situation"
