"""`tryggve findings`: print what the figures say of a place."""

from __future__ import annotations

import argparse
import difflib
import json
import shutil
import textwrap
from collections.abc import Sequence

from tryggve.cli.web_app import start_web_app
from tryggve.errors import Language, NothingHereError, UsageError
from tryggve.terms import Area, Finding

NAME = "findings"
HELP: dict[Language, str] = {
    "sv": "Skriv ut vad siffrorna säger om en plats",
    "en": "Print what the figures say of a place",
}
_FEWEST_COLUMNS = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``findings``."""
    parser.add_argument("--place", default="", metavar="NAME", help="namn eller kod / name or code")
    parser.add_argument("--all", action="store_true", help="alla slutsatser / every finding")
    parser.add_argument("--top", type=int, default=5, metavar="N", help="hur många / how many")
    parser.add_argument("--baseline", type=int, metavar="YEAR", help="jämför med detta år / count from this year")
    parser.add_argument("--json", action="store_true", help="som data / as data")


def run(args: argparse.Namespace) -> int:
    """Print the findings, the most important first."""
    start_web_app()
    from tryggve.indicators.catalogue import load_catalogue

    place = _place(args.place)
    every = _every(place, args.baseline)
    shown = every if args.all else _top(every, args.top)
    if args.json:
        from tryggve.publish.spoken import spoken_finding

        print(json.dumps([spoken_finding(f, load_catalogue()) for f in shown], ensure_ascii=False, indent=1))
        return 0
    print(_title(place, every, args.language))
    for number, finding in enumerate(shown, start=1):
        print("\n" + _paragraph(number, finding, args.language))
    return 0


def _every(place: Area, baseline: int | None) -> tuple[Finding, ...]:
    from tryggve.analysis.findings import findings_for
    from tryggve.indicators.catalogue import load_catalogue
    from tryggve.web.situation.book import current_book
    from tryggve.web.situation.queries import findings_of

    if baseline is not None:
        return findings_for(place, current_book(), load_catalogue(), baseline=baseline)
    return findings_of(place)


def _top(findings: Sequence[Finding], count: int) -> tuple[Finding, ...]:
    from tryggve.analysis.ranking import top_findings
    from tryggve.indicators.catalogue import load_catalogue

    return top_findings(findings, load_catalogue(), count)


def _place(text: str) -> Area:
    from tryggve.terms.places import find_place
    from tryggve.web.frame import own_place
    from tryggve.web.situation.queries import places_with_figures

    known = places_with_figures()
    if not known:
        raise NothingHereError(
            sv="Databasen är tom. Läs in en fil först: tryggve import FIL",
            en="The database is empty. Import a file first: tryggve import FILE",
        )
    place = find_place(text) if text else own_place()
    if place is not None and any(place.code == shown.code for shown in known):
        return place
    names = [shown.name for shown in known]
    near = difflib.get_close_matches(text, names, n=3, cutoff=0.5) or names[:12]
    asked = text or (place.name if place else "")
    raise UsageError(
        sv=f"Det finns inga siffror för ”{asked}”. Välj med --place bland: {', '.join(near)}.",
        en=f'There are no figures for "{asked}". Choose with --place among: {", ".join(near)}.',
    )


def _title(place: Area, findings: Sequence[Finding], language: Language) -> str:
    clear = sum(1 for finding in findings if finding.certain)
    words = {
        "sv": "{}: {} slutsatser, {} säkerställda.",
        "en": "{}: {} findings, {} clear.",
    }
    text = words[language].format(place.name, len(findings), clear)
    if not place.made_up:
        return text
    said = {"sv": "Påhittad kommun: alla siffror är exempel.", "en": "Made-up municipality: all figures are examples."}
    return f"{text} {said[language]}"


def _paragraph(number: int, finding: Finding, language: Language) -> str:
    from tryggve.indicators.catalogue import load_catalogue
    from tryggve.publish.wording import word

    said = word(finding, load_catalogue(), language)
    width = max(shutil.get_terminal_size((100, 24)).columns, _FEWEST_COLUMNS)
    lead = f"{number:2}. "
    lines = (f"{said.symbol} {said.verdict}", said.headline, said.detail, said.next_best)
    indented = [textwrap.fill(line, width, initial_indent="    ", subsequent_indent="    ") for line in lines if line]
    return lead + "\n".join(indented).lstrip()
