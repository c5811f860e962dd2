"""Starting Django for a command; nothing here runs until a command needs the database."""

from __future__ import annotations

import os
import sys

from tryggve.errors import Language

_NO_PLACE: dict[Language, str] = {
    "sv": "VARNING: TRYGGVE_PLACE är inte satt. Installationen blir den påhittade kommunen Ekhamra, och varje sida "
    "säger att siffrorna är exempel. För en riktig kommun: avsluta, sätt kommunkoden (export TRYGGVE_PLACE=2582 är "
    "Boden) och kör kommandot igen.",
    "en": "WARNING: TRYGGVE_PLACE is not set. The installation becomes the made-up municipality Ekhamra, and every "
    "page says that its figures are examples. For a real municipality: stop, set its code (export TRYGGVE_PLACE=2582 "
    "is Boden) and run the command again.",
}


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


def warn_without_place(language: Language) -> None:
    """Say that nobody has told which municipality this is; it goes on, for the made-up one needs no setting."""
    from django.conf import settings

    if not settings.PLACE_IS_CHOSEN:
        print(_NO_PLACE[language], file=sys.stderr, flush=True)
