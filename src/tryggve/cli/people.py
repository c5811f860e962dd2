"""`tryggve people`: give somebody an account."""

from __future__ import annotations

import argparse
import getpass
import os

from tryggve.cli.web_app import start_web_app, warn_without_place
from tryggve.errors import Language, UsageError

NAME = "people"
_ROLES = ("coordinator", "owner", "analyst", "secretary", "reader", "administrator")
HELP: dict[Language, str] = {"sv": "Lägg till en användare", "en": "Add a user"}

_NO_EMAIL: dict[Language, str] = {
    "sv": "Kontot har ingen e-postadress: den som glömmer lösenordet får ingen länk. Skriv in den under Ditt konto, "
    "eller ge --email.",
    "en": "The account has no e-mail address: whoever forgets the password gets no link. Enter it under Your "
    "account, or give --email.",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``people``."""
    parser.add_argument("what", choices=("add",))
    parser.add_argument("username", metavar="NAME")
    parser.add_argument("--email", default="")
    parser.add_argument("--role", choices=_ROLES, default="reader")


def _asked(question: str) -> str:
    try:
        return getpass.getpass(question)
    except EOFError as error:
        raise UsageError(
            sv="Här finns ingen terminal att fråga i. Lägg lösenordet i TRYGGVE_PASSWORD och kör igen.",
            en="There is no terminal to ask in. Put the password in TRYGGVE_PASSWORD and run again.",
        ) from error


def run(args: argparse.Namespace) -> int:
    """Ask for a password and make the account; TRYGGVE_PASSWORD may hold it for a script."""
    start_web_app()
    warn_without_place(args.language)
    from tryggve.web.people.actions import add_person
    from tryggve.web.people.roles import Role

    ask = {"sv": "Lösenord (minst 12 tecken): ", "en": "Password (at least 12 characters): "}
    password = os.environ.get("TRYGGVE_PASSWORD") or _asked(ask[args.language])
    add_person(username=args.username, password=password, role=Role(args.role), email=args.email, by=getpass.getuser())
    done = {"sv": "{} kan nu logga in.", "en": "{} can now sign in."}
    print(done[args.language].format(args.username))
    if not args.email:
        print(_NO_EMAIL[args.language])
    return 0
