"""The room's registration."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """The room ``evaluation``."""

    name = "tryggve.web.evaluation"
