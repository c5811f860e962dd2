"""`tryggve people`: give somebody an account."""

from __future__ import annotations

import argparse
import getpass
import os

from tryggve.cli.web_app import start_web_app
from tryggve.errors import Language

NAME = "people"
HELP: dict[Language, str] = {"sv": "Lägg till en användare", "en": "Add a user"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``people``."""
    parser.add_argument("what", choices=("add",))
    parser.add_argument("username", metavar="NAME")
    parser.add_argument("--role", choices=("coordinator", "reader"), default="reader")


def run(args: argparse.Namespace) -> int:
    """Ask for a password and make the account; TRYGGVE_PASSWORD may hold it for a script."""
    start_web_app()
    from tryggve.web.people.actions import add_person
    from tryggve.web.people.roles import Role

    ask = {"sv": "Lösenord (minst 12 tecken): ", "en": "Password (at least 12 characters): "}
    password = os.environ.get("TRYGGVE_PASSWORD") or getpass.getpass(ask[args.language])
    add_person(username=args.username, password=password, role=Role(args.role), by=getpass.getuser())
    done = {"sv": "{} kan nu logga in.", "en": "{} can now sign in."}
    print(done[args.language].format(args.username))
    return 0
