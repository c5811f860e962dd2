"""`tryggve manage`: Django's own commands, for those who look after the installation."""

from __future__ import annotations

import argparse
import os

from tryggve.errors import Language

NAME = "manage"
HELP: dict[Language, str] = {
    "sv": "Kör ett av Djangos egna kommandon, t.ex. check --deploy",
    "en": "Run one of Django's own commands, e.g. check --deploy",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Pass everything on."""
    parser.add_argument("words", nargs=argparse.REMAINDER, metavar="...")


def run(args: argparse.Namespace) -> int:
    """Hand the words over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tryggve.web.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["tryggve manage", *args.words])
    return 0
