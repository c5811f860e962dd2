"""The command `tryggve`: finds the sub command, and tells what a user can mend in the user's language."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Protocol, cast

from tryggve import __version__
from tryggve.errors import Language, TryggveError

# One module a sub command, imported only when it is asked for: estimating needs neither Django nor a database.
COMMANDS = (
    "demo",
    "import_files",
    "mapping",
    "findings",
    "serve",
    "estimate",
    "example",
    "people",
    "digest",
    "plan",
    "audit",
    "move",
    "backup",
    "restore",
    "manage",
)
# "import" cannot be the name of a module that anybody may import by statement.
_MODULES = {"import": "import_files"}


class Command(Protocol):
    """A module of this folder that is a sub command, called by ``NAME`` or else by the module's own name.

    ``HELP`` is one line, per language or for both.
    """

    HELP: dict[Language, str] | str

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""
        ...

    def run(self, args: argparse.Namespace) -> int:
        """Do the work and return the exit code."""
        ...


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a fault that the user can mend is told without a traceback."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = _language(arguments)
    try:
        args = _parser(arguments, language).parse_args(arguments)
        return int(args.run(args))
    except TryggveError as error:
        print(f"tryggve: {error.text(language)}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output, e.g. `head`, has seen enough.
        sys.stderr.close()
        return 0


def _language(arguments: list[str]) -> Language:
    chosen = os.environ.get("TRYGGVE_LANGUAGE", "sv")
    for place, word in enumerate(arguments):
        if word == "--language" and place + 1 < len(arguments):
            chosen = arguments[place + 1]
        elif word.startswith("--language="):
            chosen = word.partition("=")[2]
    return "en" if chosen == "en" else "sv"


def _parser(arguments: list[str], language: Language) -> argparse.ArgumentParser:
    about = {
        "sv": "Tryggve: kommunens trygghetsarbete, med osäkerhet och källa för varje siffra.",
        "en": "Tryggve: a municipality's safety work, with the uncertainty and the source of every number.",
    }
    parser = argparse.ArgumentParser(prog="tryggve", description=about[language])
    parser.add_argument("--version", action="version", version=f"tryggve {__version__}")
    parser.add_argument("--language", choices=("sv", "en"), default=language, help="sv / en")
    found = parser.add_subparsers(metavar="COMMAND" if language == "en" else "KOMMANDO", required=True)
    for name in _needed(arguments):
        command = cast(Command, importlib.import_module(f"tryggve.cli.{name}"))
        about_it = command.HELP if isinstance(command.HELP, str) else command.HELP[language]
        sub = found.add_parser(getattr(command, "NAME", name), help=about_it, description=about_it)
        sub.add_argument("--language", choices=("sv", "en"), default=argparse.SUPPRESS, help="sv / en")
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def _needed(arguments: list[str]) -> tuple[str, ...]:
    """Return the modules to import: only the command's own where one is named, all of them for help and mistakes."""
    modules = (_MODULES.get(word, word.replace("-", "_")) for word in arguments)
    asked = next((module for module in modules if module in COMMANDS), None)
    return (asked,) if asked else COMMANDS


if __name__ == "__main__":
    sys.exit(main())
