"""`tryggve backup`: the database and the files into one zip."""

from __future__ import annotations

import argparse
from pathlib import Path

from tryggve.cli.web_app import open_web_app
from tryggve.errors import Language, UsageError

NAME = "backup"
HELP: dict[Language, str] = {
    "sv": "Skriv en säkerhetskopia av databasen och filerna till en zip-fil",
    "en": "Write a backup of the database and the files to a zip file",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``backup``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="t.ex. / e.g. tryggve-2026-11-25.zip")


def run(args: argparse.Namespace) -> int:
    """Write the backup and say what it holds."""
    if args.file.exists():
        raise UsageError(
            sv=f"{args.file} finns redan. Ange ett nytt namn; en säkerhetskopia skrivs aldrig över.",
            en=f"{args.file} is there already. Give a new name; a backup is never written over.",
        )
    open_web_app()
    from tryggve.web.database.backup import write_backup

    made = write_backup(args.file)
    words = {
        "sv": "{}: databasen och {} filer. Loggen: {} händelser, senaste kontrollsumma {}",
        "en": "{}: the database and {} files. The log: {} events, latest checksum {}",
    }
    print(words[args.language].format(args.file, len(made.sha256) - 1, made.events, made.head))
    return 0
