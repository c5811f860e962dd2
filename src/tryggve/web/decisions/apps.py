"""The room's registration."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """The room ``decisions``."""

    name = "tryggve.web.decisions"

    def ready(self) -> None:
        """Let files be attached here; models can be read only now."""
        from tryggve.web.decisions.attachable import CASE_FILES
        from tryggve.web.files.subjects import take_files

        take_files(CASE_FILES)
