"""`tryggve restore`: a backup into a new folder, and into an empty PostgreSQL database where one is used."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from tryggve.cli.web_app import open_web_app
from tryggve.errors import Language, UsageError

NAME = "restore"
HELP: dict[Language, str] = {
    "sv": "Återställ en säkerhetskopia till en ny mapp (och till DATABASE_URL om den är satt)",
    "en": "Restore a backup to a new folder (and to DATABASE_URL if it is set)",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``restore``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="fil från tryggve backup / made by tryggve backup")
    parser.add_argument("--to", type=Path, required=True, metavar="FOLDER", help="ny mapp / new folder")


def run(args: argparse.Namespace) -> int:
    """Unpack, check, bring the database up to date, and say what to set."""
    if args.to.exists() and (not args.to.is_dir() or any(args.to.iterdir())):
        raise UsageError(
            sv=f"{args.to} finns redan och är inte tom. Ange en ny mapp.",
            en=f"{args.to} is there already and not empty. Name a new folder.",
        )
    from tryggve.web.database.backup_file import read_backup

    manifest = read_backup(args.file, to=args.to)
    # The backup is opened as an installation of its own; where it is to go in the end is remembered.
    address = os.environ.pop("DATABASE_URL", "")
    os.environ["TRYGGVE_DATA"] = str(args.to)
    open_web_app()
    from tryggve.web.database.restoring import bring_up, hand_over

    bring_up(manifest, to=args.to)
    if address:
        hand_over(address, folder=args.to)
    words = {
        "sv": "Återställt till {}: {} filer. Loggen är hel: {} händelser, senaste kontrollsumma {}\n"
        "Sätt TRYGGVE_DATA={} och starta med tryggve serve.",
        "en": "Restored to {}: {} files. The log is whole: {} events, latest checksum {}\n"
        "Set TRYGGVE_DATA={} and start with tryggve serve.",
    }
    count = len(manifest.sha256) - 1
    print(words[args.language].format(args.to, count, manifest.events, manifest.head, args.to.resolve()))
    return 0
