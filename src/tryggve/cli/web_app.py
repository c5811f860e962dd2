"""Starting Django for a command; nothing here runs until a command needs the database."""

from __future__ import annotations

import os


def open_web_app() -> None:
    """Load the settings and the rooms, and leave the database as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tryggve.web.settings")
    import django

    django.setup()


def start_web_app() -> None:
    """Load the settings and the rooms, and bring the database's tables and findings up to date."""
    open_web_app()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from tryggve.web.situation.actions import renew_findings

    renew_findings(by="tryggve")
