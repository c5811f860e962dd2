"""The room's registration."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """The room ``registers``."""

    name = "tryggve.web.registers"

    def ready(self) -> None:
        """Let files be attached to agreements and meetings; models can be read only now."""
        from tryggve.web.files.subjects import take_files
        from tryggve.web.registers.attachable import AGREEMENT_FILES, MEETING_FILES

        take_files(AGREEMENT_FILES)
        take_files(MEETING_FILES)
