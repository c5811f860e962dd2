"""`tryggve plan`: a plan out to a table, in from a table, or in from a plan file."""

from __future__ import annotations

import argparse
import getpass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tryggve.cli.web_app import start_web_app
from tryggve.errors import Language, UsageError

if TYPE_CHECKING:
    from tryggve.web.plans.exchange import Stored
    from tryggve.web.plans.models import Plan

NAME = "plan"
HELP: dict[Language, str] = {
    "sv": "Exportera en plan till Excel eller CSV, läs in den igen, eller läs in en planfil",
    "en": "Export a plan to Excel or CSV, import it again, or load a plan file",
}

# What two municipalities' public pages say of their plans, by the name that the command knows it by.
EXAMPLES = {"boden": "boden_2021_2023", "kristianstad": "kristianstad"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``plan``."""
    parser.add_argument("what", choices=("export", "import", "load"))
    parser.add_argument(
        "which", metavar="PLAN|FILE", help="planens nummer eller titel, eller filen / number, title, file"
    )
    parser.add_argument("--to", type=Path, metavar="FILE", help="fil att skriva / file to write (.xlsx, .csv)")
    parser.add_argument("--into", default="", metavar="PLAN", help="planen som ändras / the plan to change")
    parser.add_argument("--write", action="store_true", help="spara, annars bara visa / store, else only show")


def run(args: argparse.Namespace) -> int:
    """Export, import or load, and tell what was done."""
    start_web_app()
    work = {"export": _export, "import": _import, "load": _load}[args.what]
    return work(args)


def _export(args: argparse.Namespace) -> int:
    from tryggve.plan.exchange_files import write_plan_file
    from tryggve.web.plans.exchange import items_of

    if args.to is None:
        raise UsageError(
            sv="Skriv vart planen ska: --to plan.xlsx eller --to plan.csv.",
            en="Write where the plan is to go: --to plan.xlsx or --to plan.csv.",
        )
    items = items_of(_plan(args.which))
    write_plan_file(args.to, items, language=args.language)
    said = {"sv": "{} rader skrivna till {}.", "en": "{} rows written to {}."}
    print(said[args.language].format(len(items), args.to))
    return 0


def _import(args: argparse.Namespace) -> int:
    from tryggve.plan.exchange_files import read_plan_file
    from tryggve.web.frame import own_place
    from tryggve.web.plans.exchange import preview_items, storage_faults, store_items

    into = _plan(args.into) if args.into else None
    municipality = into.municipality if into else own_place().code
    also = partial(storage_faults, municipality=municipality, into=into)
    items = read_plan_file(Path(args.which), also=also)
    if args.write:
        stored = store_items(items, municipality=municipality, by=getpass.getuser(), into=into)
    else:
        stored = preview_items(items, municipality=municipality, into=into)
    _tell(stored, args.language, written=args.write)
    return 0


def _load(args: argparse.Namespace) -> int:
    from tryggve.cli.example_files.plans import example_plan
    from tryggve.plan.plan_file import read_toml_plan
    from tryggve.web.plans.loading import load_plan

    example = EXAMPLES.get(args.which)
    file = example_plan(example) if example else read_toml_plan(Path(args.which))
    _tell(load_plan(file, by=getpass.getuser()), args.language, written=True)
    return 0


def _plan(which: str) -> Plan:
    from tryggve.web.plans.models import Plan

    plans = Plan.objects.filter(removed_at__isnull=True)
    found = plans.filter(pk=int(which)) if which.isdecimal() else plans.filter(title=which)
    if plan := found.order_by("-id").first():
        return plan
    known = ", ".join(f"{plan.pk} ({plan.title})" for plan in plans.order_by("-id")[:8])
    raise UsageError(
        sv=f"Det finns ingen plan ”{which}”. De som finns: {known or 'inga'}.",
        en=f'There is no plan "{which}". Those there are: {known or "none"}.',
    )


def _tell(stored: Stored, language: Language, *, written: bool) -> None:
    words = {
        "sv": "{}: {} nya, {} ändrade, {} oförändrade.",
        "en": "{}: {} new, {} changed, {} unchanged.",
    }
    print(words[language].format(stored.plan.title, len(stored.new), len(stored.changed), stored.same))
    for sign, titles in (("+", stored.new), ("~", stored.changed)):
        for title in titles:
            print(f"  {sign} {title}")
    if not written:
        ask = {"sv": "Inget är sparat. Kör igen med --write.", "en": "Nothing is stored. Run again with --write."}
        print(ask[language])
