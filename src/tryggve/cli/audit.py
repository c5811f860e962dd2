"""`tryggve audit`: check that the log is whole."""

from __future__ import annotations

import argparse

from tryggve.cli.web_app import start_web_app
from tryggve.errors import Language

NAME = "audit"
HELP: dict[Language, str] = {
    "sv": "Kontrollera att loggen är hel: inget ändrat, borttaget eller insatt",
    "en": "Check that the log is whole: nothing altered, removed or put in",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``audit``."""
    parser.add_argument("what", choices=("verify",))


def run(args: argparse.Namespace) -> int:
    """Walk the chain; exit code 1 where it is broken."""
    start_web_app()
    from tryggve.web.audit.chain import check_chain

    found = check_chain()
    if found.whole:
        words = {
            "sv": "Loggen är hel: {} händelser. Senaste kontrollsumma, att spara utanför systemet: {}",
            "en": "The log is whole: {} events. Latest checksum, to keep outside the system: {}",
        }
        print(words[args.language].format(found.events, found.head))
        return 0
    if found.broken_at is not None:
        words = {
            "sv": "Loggen är bruten vid händelse {}. Jämför med en säkerhetskopia.",
            "en": "The log is broken at event {}. Compare with a backup.",
        }
        print(words[args.language].format(found.broken_at))
    else:
        words = {
            "sv": "Händelser saknas i slutet av loggen, efter händelse {}. Jämför med en säkerhetskopia.",
            "en": "Events are missing at the end of the log, after event {}. Compare with a backup.",
        }
        print(words[args.language].format(found.events))
    return 1
