"""The part of the follow-up report that goes through the priorities: goals, claims, activities and comments."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.publish.blocks import Block, ClaimBlock, FigureBlock, Heading, Paragraph, TableBlock
from tryggve.publish.claim_words import states_headline
from tryggve.web.data.queries import live_releases
from tryggve.web.decisions.claims import ClaimLine, claim_line
from tryggve.web.decisions.queries import adopted, latest
from tryggve.web.followup.models import ReportingPeriod
from tryggve.web.followup.queries import PeriodView, Row
from tryggve.web.followup.words import dose, of_budget, status_word
from tryggve.web.plans.goal_cards import GoalCard, goal_card
from tryggve.web.plans.goal_figure import goal_figure
from tryggve.web.plans.models import Plan, Priority

_LOW = 150.0  # px, so that two goals' pictures stand on half a page of paper


def priority_blocks(view: PeriodView, language: Language) -> Iterator[Block]:
    """Go through the plan's priorities in their order."""
    plan = view.period.plan
    claims = _claims(plan, language)
    for priority in plan.priorities.filter(removed_at__isnull=True).order_by("order", "id"):
        rows = [row for row in view.rows if row.activity.measure.priority_id == priority.pk]
        cards = [goal_card(goal) for goal in priority.goals.filter(removed_at__isnull=True).order_by("order", "id")]
        tested = claims.get(priority.pk, [])
        if not (rows or cards or tested):
            continue
        yield Heading(1, priority.title)
        yield from _goals(cards, priority)
        yield from _said_claims(tested)
        yield from _activities(rows, priority)


def claims_headline(plan: Plan, language: Language) -> str:
    """Say how many of the decided plan's claims still hold; empty without any that figures can test."""
    states = [line.state for lines in _claims(plan, language).values() for line in lines if line.state]
    said = states_headline(states, language)
    return f"{said}." if said else ""


def sources(period: ReportingPeriod, today: dt.date) -> str:
    """Say where everything in the report comes from, and of which day it is."""
    releases = live_releases()
    fetched = latest(release.retrieved for release in releases)
    names = sorted({release.publisher for release in releases if release.publisher})
    said = [
        _("Läge, omfattning, kostnad och kommentarer är vad de ansvariga har rapporterat i %(period)s.")
        % {"period": period.name},
        _("Mål, budget och planerad omfattning kommer ur %(plan)s.") % {"plan": period.plan.title},
    ]
    if names and fetched:
        text = _(
            "Svaren på målen och slutsatserna är räknade den %(today)s på siffror från %(names)s, hämtade %(day)s."
        )
        day = date_format(fetched, "j F Y")
        said.append(text % {"today": date_format(today, "j F Y"), "names": ", ".join(names), "day": day})
    said.append(_("Det som inte är rapporterat är utelämnat ur summorna."))
    return " ".join(said)


def _claims(plan: Plan, language: Language) -> dict[int, list[ClaimLine]]:
    """Return the decided claims of each priority; none for a plan that is not decided."""
    decision = adopted(plan)
    if decision is None:
        return {}
    content, year = decision.frozen.content, decision.date.year
    return {
        part["id"]: [claim_line(claim, year=year, language=language) for claim in part["claims"]]
        for part in content["priorities"]
    }


def _goals(cards: list[GoalCard], priority: Priority) -> Iterator[Block]:
    if not cards:
        return
    yield Heading(2, _("Målen"))
    labels = tuple(said.label for said in cards[0].answers)
    yield TableBlock(
        caption=_("Målen inom %(priority)s och svaren på tre frågor") % {"priority": priority.title},
        head=(_("Mål"), *labels),
        rows=tuple((card.goal.title, *(said.short for said in card.answers)) for card in cards),
    )
    for card in cards:
        if figure := goal_figure(card.goal, height=_LOW):
            caption = _("%(goal)s: mätningarna och målet") % {"goal": card.goal.title}
            alt = f"{caption}. {figure.wide.description}"
            yield FigureBlock(svg=figure.wide.svg, narrow=figure.narrow.svg, alt=alt, caption=caption)
        if card.reported:
            yield Paragraph(f"{card.goal.title}: {card.said.met.sentence}")


def _said_claims(lines: list[ClaimLine]) -> Iterator[Block]:
    tested = [line.words for line in lines if line.words]
    if tested:
        yield Heading(2, _("Stämmer det som planen vilar på?"))
    for words in tested:
        yield ClaimBlock(symbol=words.symbol, state=words.state, tone=words.tone, text=words.text, detail=words.reason)


def _activities(rows: list[Row], priority: Priority) -> Iterator[Block]:
    if not rows:
        return
    yield Heading(2, _("Aktiviteter"))
    year = rows[0].line.year
    yield TableBlock(
        caption=_("Aktiviteter inom %(priority)s") % {"priority": priority.title},
        head=(
            *(_("Aktivitet"), _("Ansvarig"), _("Läge"), _("Genomfört")),
            _("Utfall av budget %(year)d") % {"year": year},
        ),
        rows=tuple(_activity(row) for row in rows),
        numeric=frozenset({4}),
    )
    commented = [row for row in rows if row.report and row.report.comment.strip()]
    if commented:
        yield Heading(3, _("Kommentarer"))
    for row in commented:
        comment = row.report.comment if row.report else ""
        yield Paragraph(f"{row.activity.title}: {' '.join(comment.split())}")


def _activity(row: Row) -> tuple[str, ...]:
    line, activity = row.line, row.activity
    owner = activity.owner.name if activity.owner else _("Ingen ansvarig")
    if line.status is None:
        return (activity.title, owner, _("Inte rapporterad"), "–", of_budget(line))
    done = f"{dose(line)} {activity.dose_unit}".strip()
    return (activity.title, owner, status_word(line.status), done, of_budget(line))
