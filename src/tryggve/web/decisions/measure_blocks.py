"""A plan's measures on paper: why each should work, for whom, what it risks, who does what for which money."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from tryggve.errors import BadValueError, Language
from tryggve.plan.dates import from_code
from tryggve.plan.evidence import evidence_library
from tryggve.plan.spatial import spatial_plans
from tryggve.publish.blocks import Block, Facts, Heading, Paragraph, TableBlock
from tryggve.publish.numbers import format_number
from tryggve.web.decisions.content import Content
from tryggve.web.plans.words import reach_words, sort_words

Pairs = Iterator[tuple[str, str]]


def measure_blocks(priority: Content, language: Language) -> Iterator[Block]:
    """Print a priority's measures, each with what is written of it and its activities."""
    if priority["measures"]:
        yield Heading(2, _("Åtgärder"))
    goals = {goal["id"]: goal["title"] for goal in priority["goals"]}
    for measure in priority["measures"]:
        yield Heading(3, measure["title"])
        if facts := (*_facts(measure, goals), *_evidence(measure["evidence"], language)):
            yield Facts(facts)
        if measure["activities"]:
            yield from _activities(measure, language)


def _facts(measure: Content, goals: dict[int, str]) -> Pairs:
    told = (
        *((_("Motverkar"), measure["cause"]), (_("Så ska det verka"), measure["mechanism"])),
        (_("Slag"), _sort(measure)),
        *((_("Målgrupp"), measure["target_group"]), (_("Platser"), measure["places"])),
        (_("Fysisk plan"), _spatial(measure["spatial_plans"])),
        *((_("Väntas på kort sikt"), measure["effect_short"]), (_("Väntas på lång sikt"), measure["effect_long"])),
        (_("Leder till"), "; ".join(goals[pk] for pk in measure["goals"] if pk in goals)),
        *((_("Risker"), measure["risks"]), (_("Kan flytta problemet"), measure["risk_displacement"])),
        *((_("Kan peka ut"), measure["risk_stigma"]), (_("Integritet"), measure["risk_privacy"])),
    )
    yield from ((name, " ".join(text.split())) for name, text in told if text.strip())


def _sort(measure: Content) -> str:
    changes = measure["changes_conditions"]
    verb = "" if changes is None else _("ändrar förutsättningarna") if changes else _("möter följderna")
    told = (sort_words().get(measure["sort"], ""), reach_words().get(measure["reach"], ""), verb)
    words = ", ".join(text.lower() for text in told if text)
    return words[:1].upper() + words[1:]


def _spatial(text: str) -> str:
    try:
        plans = spatial_plans(text)
    except BadValueError:  # a line from before they were read; printed as it stands
        return "; ".join(line.strip() for line in text.splitlines() if line.strip())
    return "; ".join(f"{one.name} ({one.address})" if one.address else one.name for one in plans)


def _evidence(key: str, language: Language) -> Pairs:
    found = evidence_library().get(key) if key else None
    if found is None:
        return
    told = (found.name, found.support, found.finding)
    said = " ".join(f"{words.text(language).rstrip('.')}." for words in told)
    yield _("Forskningen"), f"{said} ({found.source})"
    if found.warning:
        yield _("Varning"), found.warning.text(language)


def _activities(measure: Content, language: Language) -> Iterator[Block]:
    rows = []
    for activity in measure["activities"]:
        owner = ", ".join(name for name in (activity["owner"], *activity["partners"]) if name)
        told = (_span(activity, language), _dose(activity, language), _money(activity, language))
        rows.append((activity["title"], owner or "–", *told))
    yield TableBlock(
        caption=_("Aktiviteter: %(measure)s") % {"measure": measure["title"]},
        head=(_("Aktivitet"), _("Ansvarig och medverkande"), _("När"), _("Omfattning"), _("Budget, kr")),
        rows=tuple(rows),
        numeric=frozenset({4}),
    )
    yield from _years(measure, language)
    yield from _milestones(measure, language)
    for activity in measure["activities"]:
        if activity["in_operational_plan"]:
            text = _("%(activity)s, i verksamhetsplan: %(decision)s")
            yield Paragraph(text % {"activity": activity["title"], "decision": activity["in_operational_plan"]})


def _years(measure: Content, language: Language) -> Iterator[Block]:
    """Print the money by year and what pays it, where a sum alone does not say it all."""
    rows = [(activity, row) for activity in measure["activities"] for row in activity["budgets"]]
    years = sorted({row["year"] for _activity, row in rows})
    funded = any(row["funding"] for _activity, row in rows)
    if not funded and len(years) < 2:
        return
    lines = []
    for activity in measure["activities"]:
        own = activity["budgets"]
        if own:
            amounts = [[Decimal(row["amount"]) for row in own if row["year"] == year] for year in years]
            cells = (format_number(float(sum(found)), language) if found else "–" for found in amounts)
            funding = ", ".join(dict.fromkeys(row["funding"] for row in own if row["funding"]))
            lines.append((activity["title"], *cells, *([funding or "–"] if funded else [])))
    yield TableBlock(
        caption=_("Budget per år, kr: %(measure)s") % {"measure": measure["title"]},
        head=(_("Aktivitet"), *(str(year) for year in years), *([_("Finansiering")] if funded else [])),
        rows=tuple(lines),
        numeric=frozenset(range(1, len(years) + 1)),
    )


def _milestones(measure: Content, language: Language) -> Iterator[Block]:
    rows = [(activity["title"], row) for activity in measure["activities"] for row in activity["milestones"]]
    if rows:
        yield TableBlock(
            caption=_("Delmål: %(measure)s") % {"measure": measure["title"]},
            head=(_("När"), _("Delmål"), _("Aktivitet"), _("Klart")),
            rows=tuple(
                (date_words(row["when"], language), row["text"], title, _("Ja") if row["done"] else _("Nej"))
                for title, row in rows
            ),
        )


def date_words(code: str, language: Language) -> str:
    """Return a stored date in words; a dash where none is said."""
    return from_code(code).text(language) if code else "–"


def _span(activity: Content, language: Language) -> str:
    words = dict.fromkeys(date_words(code, language) for code in (activity["starts"], activity["ends"]) if code)
    return "–".join(words) or "–"


def _dose(activity: Content, language: Language) -> str:
    if activity["planned_dose"] is None:
        return "–"
    return f"{format_number(activity['planned_dose'], language)} {activity['dose_unit']}".strip()


def _money(activity: Content, language: Language) -> str:
    total = sum((Decimal(row["amount"]) for row in activity["budgets"]), Decimal(0))
    return format_number(float(total), language) if activity["budgets"] else "–"
