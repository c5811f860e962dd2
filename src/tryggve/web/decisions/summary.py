"""What those who were asked said of a plan, and how it was heeded (Sv: remissammanställning)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.errors import Language
from tryggve.plan.dates import from_code
from tryggve.publish.blocks import Block, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.terms.places import find_place
from tryggve.web.decisions.decision_words import number_of
from tryggve.web.decisions.models import Consultation
from tryggve.web.decisions.words import heeded_names, stance_names
from tryggve.web.frame import own_place
from tryggve.web.plans.models import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One kind of answer and who gave it."""

    name: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One unit's consultation in words."""

    row: Consultation
    stance: str
    heeded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All answers to a plan's consultation (Sv: remissammanställning)."""

    rows: tuple[Answered, ...]
    counted: tuple[Counted, ...]

    @property
    def answered(self) -> int:
        """How many have answered."""
        return sum(one.row.answered is not None for one in self.rows)

    @property
    def unheeded(self) -> int:
        """How many answers wait for the municipality to say how it heeds them."""
        return sum(one.row.answered is not None and not one.row.heeded for one in self.rows)

    @property
    def headline(self) -> str:
        """How many of those asked have answered, as a sentence."""
        text = ngettext(
            "%(answered)s av %(all)s har svarat på remissen",
            "%(answered)s av %(all)s har svarat på remissen",
            len(self.rows),
        )
        return text % {"answered": self.answered, "all": len(self.rows)}


def summary_of(plan: Plan) -> Summary:
    """Gather the answers to a plan's consultation."""
    stances, heeded = stance_names(), heeded_names()
    asked = sorted(
        plan.consultations.select_related("unit").prefetch_related("extensions"), key=lambda one: one.unit.name
    )
    rows = tuple(
        Answered(row=one, stance=stances.get(one.stance, ""), heeded=heeded.get(one.heeded, "")) for one in asked
    )
    counted = [
        (name, [one for one in rows if one.row.answered and one.row.stance == code]) for code, name in stances.items()
    ]
    counted.append((_("Utan angivet ställningstagande"), [one for one in rows if one.row.answered and not one.stance]))
    counted.append((_("Har inte svarat"), [one for one in rows if not one.row.answered]))
    return Summary(
        rows=rows,
        counted=tuple(
            Counted(name=name, units=tuple(one.row.unit.name for one in some)) for name, some in counted if some
        ),
    )


def summary_document(plan: Plan, *, made: dt.date, language: Language) -> Document:
    """Return the summary as a document for the council."""
    place, summary = find_place(plan.municipality) or own_place(), summary_of(plan)
    return Document(
        title=_("Remissammanställning: %(title)s") % {"title": plan.title},
        language=language,
        author=_("%(name)s kommun") % {"name": place.name},
        made=made,
        kicker=summary.headline if summary.rows else _("Planen har inte skickats på remiss."),
        note=_("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": place.name}
        if place.made_up
        else "",
        blocks=tuple(_blocks(plan, summary, language)),
    )


def _blocks(plan: Plan, summary: Summary, language: Language) -> Iterator[Block]:
    if number := number_of(plan):
        yield Facts(((_("Diarienummer"), number),))
    if not summary.rows:
        return
    yield TableBlock(
        caption=_("Svaren i korthet"),
        head=(_("Ställningstagande"), _("Antal"), _("Vilka")),
        rows=tuple((one.name, str(len(one.units)), ", ".join(one.units)) for one in summary.counted),
        numeric=frozenset({1}),
    )
    yield Heading(1, _("Svar och bemötande"))
    for one in summary.rows:
        yield Heading(2, one.row.unit.name)
        yield Facts(tuple(_facts(one, language)))
        if one.row.answer.strip():
            yield Paragraph(one.row.answer)
        if one.heeded:
            yield Paragraph(f"{one.heeded}: {one.row.response}")


def _facts(one: Answered, language: Language) -> Iterator[tuple[str, str]]:
    if one.row.answered is None:
        yield _("Svar"), _("Har inte svarat, svar senast %(day)s") % {"day": _day(one.row.due, language)}
        return
    yield _("Svar"), ", ".join(p for p in (one.row.answered_by, _day(one.row.answered, language)) if p)
    yield _("Ställningstagande"), one.stance or _("Inte angivet")


def _day(day: dt.date, language: Language) -> str:
    return from_code(day.isoformat()).text(language)
