"""How one file is read by `tryggve import`: by its layout, a mapping or a survey's definition."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tryggve.errors import Language, TryggveError, UnknownLayoutError, UnreadableFileError, UsageError, Where
from tryggve.sources import load_mapping, open_file
from tryggve.sources.registry import knows
from tryggve.sources.table_search import find_table

if TYPE_CHECKING:
    from tryggve.web.data.actions import Imported


def add_ways(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say what a file's columns mean."""
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--mapping", type=Path, metavar="TOML", help="vad tabellens kolumner betyder / a table's columns")
    way.add_argument("--survey", type=Path, metavar="TOML", help="enkätens definition / a survey's definition")
    parser.add_argument(
        "--place", default="", metavar="NAME", help="enkätens kommun, annars den egna / the survey's, else your own"
    )


def check_ways(args: argparse.Namespace) -> None:
    """Refuse arguments that cannot be meant.

    Raises:
        UsageError: where one mapping or definition is given several files, or a place without a survey.
        UnreadableFileError: where a file is not there.
    """
    for path in (*args.files, *(p for p in (args.mapping, args.survey) if p)):
        if not path.is_file():
            raise no_such_file(path)
    if (args.mapping or args.survey) and len(args.files) > 1:
        raise UsageError(
            sv="Med --mapping eller --survey läses en fil i taget; den andra skulle ersätta den första.",
            en="With --mapping or --survey one file is read at a time; the second would replace the first.",
        )
    if args.place and not args.survey:
        raise UsageError(sv="--place hör till --survey.", en="--place belongs to --survey.")


def no_such_file(path: Path) -> UnreadableFileError:
    """Return the error that says that a file is not there, with those that are."""
    near = sorted(p.name for p in path.parent.glob(f"*{path.suffix}"))[:5] if path.parent.is_dir() else []
    listed = ", ".join(near)
    return UnreadableFileError(
        sv=f"Filen finns inte. I mappen finns: {listed}." if near else "Filen finns inte. Kontrollera sökvägen.",
        en=f"There is no such file. The folder holds: {listed}." if near else "There is no such file. Check the path.",
        where=Where(file=str(path)),
    )


def import_one(path: Path, args: argparse.Namespace, *, by: str) -> Imported:
    """Read one file into a draft in the way that the arguments say.

    Raises:
        TryggveError: whatever the reader says; of an unknown table also which command maps it.
    """
    from tryggve.web.data.actions import import_file
    from tryggve.web.data.mapped_files import import_mapped
    from tryggve.web.data.surveys import Handed, import_survey

    if args.mapping:
        return import_mapped(path, mapping=load_mapping(args.mapping), by=by)
    if args.survey:
        return import_survey(Handed(path), definition=Handed(args.survey), place=args.place or _own_place(), by=by)
    try:
        return import_file(path, by=by)
    except UnknownLayoutError as error:
        return _by_saved_mapping(path, error, by=by, language=args.language)


def _own_place() -> str:
    from django.conf import settings

    return str(settings.TRYGGVE_PLACE)


def _by_saved_mapping(path: Path, error: UnknownLayoutError, *, by: str, language: Language) -> Imported:
    from tryggve.web.data.mapped_files import import_known, mapping_behind

    if not _is_table(path):
        raise error
    imported = import_known(path, by=by)
    if imported is None:
        raise _map_it(path, error)
    saved = mapping_behind(imported.release)
    if saved:
        told = {"sv": f"läst med kolumnkartan ”{saved.name}” … ", "en": f"read with the mapping “{saved.name}” … "}
        print(told[language], end="", flush=True)
    return imported


def _is_table(path: Path) -> bool:
    try:
        file = open_file(path)
        find_table(file)
    except TryggveError:
        return False
    return not knows(file)


def _map_it(path: Path, error: UnknownLayoutError) -> UnknownLayoutError:
    kept = path.with_suffix(".toml")
    commands = f"\n  tryggve mapping '{path}' --save '{kept}'\n  tryggve import '{path}' --mapping '{kept}'"
    return UnknownLayoutError(
        sv=f"{error.sv} Gör så här, och rätta kartan emellan:{commands}",
        en=f"{error.en} Do this, and mend the mapping in between:{commands}",
        where=error.where,
    )
