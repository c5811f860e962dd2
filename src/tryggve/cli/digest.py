"""`tryggve digest`: mail each person what is due; meant to be run once a week."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass

from tryggve.cli.web_app import start_web_app
from tryggve.errors import Language

NAME = "digest"
HELP: dict[Language, str] = {
    "sv": "Skicka veckans påminnelser, ett brev till var och en som har något att göra",
    "en": "Send the week's reminders, one mail to each person who has something due",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``digest``."""
    parser.add_argument("--date", type=dt.date.fromisoformat, default=None, metavar="YYYY-MM-DD")


def run(args: argparse.Namespace) -> int:
    """Send the mails; exit code 1 where one could not be sent."""
    start_web_app()
    from django.utils import timezone, translation

    from tryggve.plan.holidays import may_mail
    from tryggve.web.followup.digest import send_digest

    today = args.date or timezone.localdate()
    with translation.override(args.language):
        sent = send_digest(today=today, by=getpass.getuser())
    if not may_mail(today):
        words = {"sv": "Inga brev i juli eller på röda dagar.", "en": "No mails in July or on red days."}
        print(words[args.language])
    else:
        words = {"sv": "{} brev skickade.", "en": "{} mails sent."}
        print(words[args.language].format(len(sent.reached)))
    if sent.failed:
        words = {"sv": "Gick inte att skicka till: {}", "en": "Could not be sent to: {}"}
        print(words[args.language].format(", ".join(sent.failed)))
    return 1 if sent.failed else 0
