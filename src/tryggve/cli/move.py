"""`tryggve move`: the whole installation's database into another one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tryggve.cli.web_app import open_web_app
from tryggve.errors import Language, UsageError

if TYPE_CHECKING:
    from tryggve.web.database.copying import Copied

NAME = "move"
HELP: dict[Language, str] = {
    "sv": "Flytta allt i databasen till en annan databas, t.ex. från SQLite till PostgreSQL",
    "en": "Move everything in the database to another one, e.g. from SQLite to PostgreSQL",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``move``."""
    parser.add_argument("--to", required=True, metavar="URL", help="postgresql://NAMN:LÖSENORD@DATOR/DATABAS")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="kopiera filerna hit också / copy the files here")


def run(args: argparse.Namespace) -> int:
    """Make the tables, copy all rows, check them, and say what to set."""
    open_web_app()
    from django.conf import settings

    from tryggve.web.database.copying import copy_rows, require_current, require_unused
    from tryggve.web.database.kept_files import copy_files
    from tryggve.web.database.other import make_tables, opened, shown

    require_current("default")
    if args.data:
        _require_empty(args.data)
    with opened(args.to) as other:
        require_unused(other)
        _say(args.language, sv=f"Gör tabeller i {shown(args.to)} …", en=f"Making tables in {shown(args.to)} …")
        make_tables(args.to, alias=other)
        copied = copy_rows(source="default", target=other, tell=_tell)
    if args.data:
        count = copy_files(settings.TRYGGVE_DATA, to=args.data)
        _say(args.language, sv=f"{count} filer kopierade till {args.data}.", en=f"{count} files copied to {args.data}.")
    _sum_up(copied, args.language)
    _what_now(shown(args.to), args.data, args.language)
    return 0


def _tell(table: str, rows: int) -> None:
    if rows:
        print(f"  {table:40} {rows:>9}", flush=True)


def _sum_up(copied: Copied, language: Language) -> None:
    from tryggve.web.database.tables import unknown_tables

    _say(
        language,
        sv=f"{copied.rows} rader i {len(copied.tables)} tabeller kopierade och jämförda. Loggen är hel: "
        f"{copied.events} händelser. Senaste kontrollsumma: {copied.head}",
        en=f"{copied.rows} rows in {len(copied.tables)} tables copied and compared. The log is whole: "
        f"{copied.events} events. Latest checksum: {copied.head}",
    )
    if left := unknown_tables(using="default"):
        named = ", ".join(left)
        _say(language, sv=f"Inte kopierade, för de görs på nytt: {named}.", en=f"Not copied, made anew: {named}.")


def _what_now(address: str, folder: Path | None, language: Language) -> None:
    lines = [f"DATABASE_URL={address}", *([f"TRYGGVE_DATA={folder.resolve()}"] if folder else [])]
    _say(
        language,
        sv="Sätt nu, och starta om (*** står för lösenordet). Den gamla databasen är orörd; behåll den ett tag.",
        en="Now set, and restart (*** stands for the password). The old database is untouched; keep it for a while.",
    )
    print("\n".join(f"  {line}" for line in lines))


def _require_empty(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            sv=f"{folder} finns redan och är inte tom. Ange en ny mapp.",
            en=f"{folder} is there already and not empty. Name a new folder.",
        )


def _say(language: Language, *, sv: str, en: str) -> None:
    print(sv if language == "sv" else en, flush=True)
