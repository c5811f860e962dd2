"""The room's registration."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """The room ``plans``."""

    name = "tryggve.web.plans"

    def ready(self) -> None:
        """Let files be attached here; models can be read only now."""
        from tryggve.web.files.subjects import take_files
        from tryggve.web.plans.attachable import PLAN_FILES

        take_files(PLAN_FILES)
