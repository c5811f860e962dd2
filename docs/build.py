"""Builds the handbook pages that are made from data: rules by example, the indicators and a plan's states.

Run ``python docs/build.py`` after changing a case or an entry; a test holds the pages in step.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.status import MOVES, STATUS_NAMES, PlanStatus
from tryggve.publish.numbers import format_number
from tryggve.publish.words import group_label
from tryggve.terms import Group

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT / "tests/spec/cases"

HEADS: dict[str, dict[Language, str]] = {
    "rules": {"sv": "# Regler i exempel", "en": "# Rules by example"},
    "rules_lead": {
        "sv": "Varje exempel är också ett test: siffrorna in och exakt den mening som Tryggve skriver.",
        "en": "Each example is also a test: the figures that go in and the exact sentence that Tryggve writes.",
    },
    "figures": {
        "sv": "| Plats | Period | Värde | Känt fel | Svar |\n|---|---|---|---|---|",
        "en": "| Place | Period | Value | Known error | Answers |\n|---|---|---|---|---|",
    },
    "indicators": {"sv": "# Indikatorer", "en": "# Indicators"},
    "indicators_lead": {
        "sv": "Katalogen i `indicators/catalogue`. Minsta förändring som spelar roll (δ) är i indikatorns enhet; "
        "för andelar under tio procent räknas den i stället som en del av nivån.",
        "en": "The catalogue in `indicators/catalogue`. The smallest change that matters (δ) is in the indicator's "
        "unit; for shares under ten per cent it is a part of the level instead.",
    },
    "entries": {
        "sv": "| Indikator | Fråga | δ | Minsta antal svar | Källa |\n|---|---|---|---|---|",
        "en": "| Indicator | Question | δ | Fewest answers | Source |\n|---|---|---|---|---|",
    },
    "states": {"sv": "# Planens lägen", "en": "# The states of a plan"},
    "states_lead": {
        "sv": "Pilarna är allt som kan hända med en plans läge; inget annat går. När periodens sista dag har passerat "
        "står det att perioden har löpt ut och att utvärdering pågår, tills utvärderingen är beslutad.",
        "en": "The arrows are all that can happen to a plan's state; nothing else is possible. When its last day "
        "has passed the plan is said to be under evaluation, until the evaluation is decided.",
    },
    "moves": {"sv": "| Från | Till | Genom |\n|---|---|---|", "en": "| From | To | By |\n|---|---|---|"},
    "not_exact": {"sv": " (inte ordagrann)", "en": " (not verbatim)"},
}

STATES: dict[PlanStatus, dict[Language, str]] = {
    state: {"sv": swedish, "en": english} for state, (swedish, english) in STATUS_NAMES.items()
}
_PREPARED: dict[Language, str] = {"sv": "lämnas till beredning", "en": "handed over for preparation"}
_FOLLOWED: dict[Language, str] = {"sv": "en ny version antas", "en": "a new version is adopted"}
MOVED_BY: dict[tuple[PlanStatus, PlanStatus], dict[Language, str]] = {
    (PlanStatus.DRAFT, PlanStatus.CONSULTATION): {"sv": "skickas på remiss", "en": "sent on consultation"},
    (PlanStatus.DRAFT, PlanStatus.PROPOSED): _PREPARED,
    (PlanStatus.CONSULTATION, PlanStatus.DRAFT): {"sv": "tas tillbaka", "en": "taken back"},
    (PlanStatus.CONSULTATION, PlanStatus.PROPOSED): _PREPARED,
    (PlanStatus.PROPOSED, PlanStatus.DRAFT): {"sv": "återremiss, eller tas tillbaka", "en": "referred or taken back"},
    (PlanStatus.PROPOSED, PlanStatus.CONSULTATION): {"sv": "beslut om remiss", "en": "decision on consultation"},
    (PlanStatus.PROPOSED, PlanStatus.DECIDED): {"sv": "antagande", "en": "adoption"},
    (PlanStatus.DECIDED, PlanStatus.EVALUATED): {"sv": "beslut om utvärdering", "en": "decision on the evaluation"},
    (PlanStatus.DECIDED, PlanStatus.REPLACED): _FOLLOWED,
    (PlanStatus.EVALUATED, PlanStatus.REPLACED): _FOLLOWED,
}


def states_page(language: Language) -> str:
    """Return the diagram of a plan's states, and the same as a table."""
    moves = [(first, then) for first in PlanStatus for then in PlanStatus if then in MOVES[first]]
    lines = [HEADS["states"][language], "", HEADS["states_lead"][language], "", "```mermaid", "stateDiagram-v2"]
    lines += [f"    {state.value}: {STATES[state][language]}" for state in PlanStatus]
    lines += [f"    [*] --> {PlanStatus.DRAFT.value}"]
    lines += [f"    {one.value} --> {other.value}: {MOVED_BY[one, other][language]}" for one, other in moves]
    lines += ["```", "", HEADS["moves"][language]]
    for one, other in moves:
        lines.append(f"| {STATES[one][language]} | {STATES[other][language]} | {MOVED_BY[one, other][language]} |")
    return "\n".join(lines) + "\n"


def rules_page(language: Language) -> str:
    """Return the page of worked examples."""
    lines = [HEADS["rules"][language], "", HEADS["rules_lead"][language]]
    for path in sorted(CASES.glob("*.toml")):
        page = tomllib.loads(path.read_text(encoding="utf-8"))
        lines += ["", f"## {page[f'title_{language}']}"]
        for case in page["case"]:
            lines += ["", case[f"text_{language}"], "", HEADS["figures"][language]]
            whole = {"place": case["place"], "group": case.get("group", {})}
            lines += [_figure(whole | figure, language) for figure in [*case["figures"], *case.get("others", [])]]
            lines += ["", f"> {case[language]}"]
            if f"detail_{language}" in case:
                lines += [">", f"> {case[f'detail_{language}']}"]
    return "\n".join(lines) + "\n"


def indicators_page(language: Language) -> str:
    """Return the catalogue as tables, one a theme."""
    catalogue = load_catalogue()
    lines = [HEADS["indicators"][language], "", HEADS["indicators_lead"][language]]
    for theme in catalogue.themes:
        lines += ["", f"## {theme.sv if language == 'sv' else theme.en}", "", HEADS["entries"][language]]
        for indicator in catalogue.in_theme(theme.code):
            exact = "" if indicator.question_exact else HEADS["not_exact"][language]
            delta = format_number(
                indicator.delta, language, decimals=0 if indicator.delta == int(indicator.delta) else 1
            )
            cells = (
                f"{indicator.title.text(language)} (`{indicator.id}`)",
                indicator.question.text(language) + exact,
                delta,
                str(indicator.min_n or "–"),
                ", ".join(indicator.sources),
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _figure(figure: dict[str, Any], language: Language) -> str:
    def number(value: float) -> str:
        return format_number(value, language, decimals=len(str(value).partition(".")[2]))

    period = f"{figure['first']}–{figure['year']}" if "first" in figure else str(figure["year"])
    error = f"± {number(figure['margin'])}" if "margin" in figure else ""
    if "low" in figure:
        error = f"{number(figure['low'])}–{number(figure['high'])}"
    answers = format_number(figure["n"], language) if "n" in figure else ""
    who = ", ".join([figure["place"], *([group_label(Group.of(figure["group"]), language)] if figure["group"] else [])])
    return f"| {who} | {period} | {number(figure['value'])} | {error} | {answers} |"


PAGES = {
    "docs/sv/regler-i-exempel.md": lambda: rules_page("sv"),
    "docs/en/rules-by-example.md": lambda: rules_page("en"),
    "docs/sv/indikatorer.md": lambda: indicators_page("sv"),
    "docs/en/indicators.md": lambda: indicators_page("en"),
    "docs/sv/planens-lagen.md": lambda: states_page("sv"),
    "docs/en/plan-states.md": lambda: states_page("en"),
}


def main() -> int:
    """Write every page, and say which changed."""
    for name, build in PAGES.items():
        path = ROOT / name
        text = build()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
