"""`tryggve import`: read files into the database and put them live."""

from __future__ import annotations

import argparse
import getpass
from pathlib import Path
from typing import TYPE_CHECKING

from tryggve.cli.import_ways import add_ways, check_ways, import_one
from tryggve.cli.web_app import start_web_app
from tryggve.errors import Language

if TYPE_CHECKING:
    from tryggve.web.data.models import Release

NAME = "import"
HELP: dict[Language, str] = {
    "sv": "Läs in filer från Brå, SCB, regionen med flera och räkna fram slutsatser",
    "en": "Read files from Brå, SCB, the region and others, and work out findings",
}
SHOWN_CHANGES = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``import``."""
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path, help="xlsx, csv, px, json, geojson")
    add_ways(parser)
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--go-live", action="store_true", help="visa även reviderade filer / show revised files too")
    when.add_argument("--draft", action="store_true", help="visa inget ännu / show nothing yet")
    parser.add_argument("--by", default="", metavar="NAME", help="vem som läser in / who imports")


def run(args: argparse.Namespace) -> int:
    """Read every file; those that may go live do so together, also when a later file is at fault."""
    language: Language = args.language
    check_ways(args)
    start_web_app()
    from tryggve.web.data.actions import make_live

    by = args.by or getpass.getuser()
    ready: list[Release] = []
    try:
        for file in args.files:
            found = _read(file, args, by=by)
            if found and _may_go_live(found, args, language):
                ready.append(found)
    finally:
        if ready:
            _say(language, sv="Räknar fram slutsatser …", en="Working out findings …")
            make_live(*ready, by=by)
            _say(
                language,
                sv="1 utgåva visas nu." if len(ready) == 1 else f"{len(ready)} utgåvor visas nu.",
                en=f"{len(ready)} now live.",
            )
    return 0


def _read(path: Path, args: argparse.Namespace, *, by: str) -> Release | None:
    from tryggve.publish.numbers import format_count
    from tryggve.web.data.actions import import_areas
    from tryggve.web.data.areas import is_map

    language: Language = args.language
    print(f"{path.name} … ", end="", flush=True)
    if is_map(path, name=path.name):
        count = import_areas(path, by=by)
        _say(language, sv=f"karta med {count} områden.", en=f"a map of {count} areas.")
        return None
    imported = import_one(path, args, by=by)
    release = imported.release
    if imported.known_before and release.status == "live":
        when = f"{release.retrieved:%Y-%m-%d}"
        _say(
            language,
            sv=f"redan inläst {when} av {release.by}, visas.",
            en=f"already imported {when} by {release.by}, live.",
        )
        return None
    rows = format_count(release.row_count, language)
    _say(language, sv=f"{rows} uppgifter, {release.period}.", en=f"{rows} figures, {release.period}.")
    return release


def _may_go_live(release: Release, args: argparse.Namespace, language: Language) -> bool:
    from tryggve.web.data.queries import live_counterpart

    before = live_counterpart(release)
    if before:
        _tell_changes(before, release, language)
    if args.draft or (before and not args.go_live):
        _say(
            language,
            sv="  Sparad som utkast. Kör om med --go-live för att visa den, eller öppna Källor.",
            en="  Kept as a draft. Run again with --go-live to show it, or open Källor (sources).",
        )
        return False
    return True


def _tell_changes(before: Release, after: Release, language: Language) -> None:
    from tryggve.publish.figures.table import outcome_cells
    from tryggve.web.data.queries import changes_between

    changes = changes_between(before, after)
    added, removed, changed = len(changes.added), len(changes.removed), len(changes.changed)
    _say(
        language,
        sv=f"  Jämfört med {before.file_name}: {added} nya, {removed} borttagna, {changed} ändrade uppgifter.",
        en=f"  Compared with {before.file_name}: {added} added, {removed} removed, {changed} changed figures.",
    )
    for pair in changes.changed[:SHOWN_CHANGES]:
        old, new = (outcome_cells(row.outcome, language)[0] for row in (pair.old, pair.new))
        print(f"    {pair.new.measure}, {pair.new.area.name} {pair.new.period.label}: {old} → {new}")


def _say(language: Language, *, sv: str, en: str) -> None:
    print(sv if language == "sv" else en)
