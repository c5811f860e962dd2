"""The follow-up report of a plan and period, as a document for the council."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.errors import Language
from tryggve.plan.operational import InPlan
from tryggve.plan.rollup import By, RollUp, Weight, roll_up
from tryggve.plan.status import ActivityStatus
from tryggve.publish.blocks import Block, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.publish.numbers import NBSP
from tryggve.terms.places import find_place
from tryggve.web.decisions.decision_words import decision_words
from tryggve.web.decisions.queries import adopted
from tryggve.web.followup.corrections import Correction, corrections
from tryggve.web.followup.law_clock import clocks
from tryggve.web.followup.models import Report
from tryggve.web.followup.queries import PeriodView, Row
from tryggve.web.followup.report_priorities import claims_headline, priority_blocks, sources
from tryggve.web.followup.words import (
    amount,
    answer_words,
    clock_word,
    compared,
    entered_words,
    kronor,
    share,
    status_word,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """The report of a period (Sv: uppföljningsrapport): the headline, and the document that holds the rest."""

    headline: str
    document: Document


def report_paper(view: PeriodView, *, weight: Weight, today: dt.date, language: Language) -> ReportPaper:
    """Write the report of a period whose rows are all of the plan's; ``today`` is the day that it speaks of."""
    period = view.period
    place = find_place(period.plan.municipality)
    name = place.name if place else ""
    said = headline(view)
    document = Document(
        title=_("Uppföljning av %(plan)s: %(period)s") % {"plan": period.plan.title, "period": period.name},
        language=language,
        author=_("%(name)s kommun") % {"name": name},
        made=today,
        kicker=_("Rapport till kommunfullmäktige, 13 § lagen (2023:196)")
        if period.plan.law_plan
        else _("Uppföljningsrapport"),
        note=_("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": name}
        if place and place.made_up
        else "",
        blocks=tuple(_blocks(view, said, weight=weight, today=today, language=language)),
    )
    return ReportPaper(headline=said, document=document)


def headline(view: PeriodView) -> str:
    """Say in a sentence without a full stop how much is reported and done."""
    reported = ngettext(
        "%(reported)d av %(all)d aktivitet är rapporterad",
        "%(reported)d av %(all)d aktiviteter är rapporterade",
        len(view.rows),
    ) % {"reported": view.reported, "all": len(view.rows)}
    done = sum(row.line.status is ActivityStatus.DONE for row in view.rows)
    return reported + (
        ngettext(" och %(n)d är genomförd", " och %(n)d är genomförda", done) % {"n": done} if done else ""
    )


def _blocks(view: PeriodView, said: str, *, weight: Weight, today: dt.date, language: Language) -> Iterator[Block]:
    yield Paragraph(
        " ".join([f"{said}.", *_silence(view), claims_headline(view.period.plan, language)]).strip(), lead=True
    )
    yield _facts(view, today, language)
    yield from _statuses(view)
    yield from _unreported(view)
    yield from priority_blocks(view, language)
    yield from _money(view, weight, language)
    yield from _operational(view)
    yield from _corrected(corrections(view.period, view.rows))
    yield from _clocks(view, today, language)
    yield Heading(1, _("Källor"))
    yield Paragraph(sources(view.period, today))


def _facts(view: PeriodView, today: dt.date, language: Language) -> Facts:
    period, decision = view.period, adopted(view.period.plan)
    span = f"{date_format(period.opens, 'j F Y')} – {date_format(period.closes, 'j F Y')}"
    pairs = [
        (_("Plan"), period.plan.title),
        (_("Beslutad"), decision_words(decision, language) if decision else _("Inte beslutad, utkast")),
        (_("Period"), f"{period.name}, {span}"),
        (_("Budgetår"), str(period.budget_year)),
        (_("Rapporteringen"), _lock_words(view)),
        (_("Uppgifterna gäller"), date_format(today, "j F Y")),
    ]
    return Facts(tuple(pairs))


def _lock_words(view: PeriodView) -> str:
    if view.period.locked_at:
        return _("låst %(day)s") % {"day": date_format(view.period.locked_at, "j F Y")}
    return _("inte låst, kan ändras")


def _silence(view: PeriodView) -> Iterator[str]:
    missing = len(view.rows) - view.reported
    if missing:
        text = ngettext(
            "%(n)d är inte rapporterad; den räknas varken som 0 procent eller som inställd.",
            "%(n)d är inte rapporterade; de räknas varken som 0 procent eller som inställda.",
            missing,
        )
        yield text % {"n": missing}


def _statuses(view: PeriodView) -> Iterator[Block]:
    yield Heading(1, _("Läget i aktiviteterna"))
    counts = [(status_word(one), sum(row.line.status is one for row in view.rows)) for one in ActivityStatus]
    counts.append((_("Inte rapporterad"), len(view.rows) - view.reported))
    yield TableBlock(
        caption=_("Antal aktiviteter efter läge"),
        head=(_("Läge"), _("Aktiviteter")),
        rows=tuple((name, str(count)) for name, count in counts if count),
        numeric=frozenset({1}),
    )


def _unreported(view: PeriodView) -> Iterator[Block]:
    rows = [row for row in view.rows if not row.line.reported]
    locked = view.period.locked_at is not None
    if not rows:
        return
    yield Heading(2, _("Inte rapporterat"))
    yield TableBlock(
        caption=_("Aktiviteter som inte är rapporterade"),
        head=(_("Aktivitet"), _("Ansvarig"), _("Läge")),
        rows=tuple((row.activity.title, _owner(row), _lateness(row, locked=locked)) for row in rows),
    )


def _owner(row: Row) -> str:
    return row.activity.owner.name if row.activity.owner else _("Ingen ansvarig")


def _lateness(row: Row, *, locked: bool) -> str:
    waiting = _("inte rapporterad när perioden låstes") if locked else _("tiden har inte gått ut")
    late = ngettext("%(n)d dag sen", "%(n)d dagar sen", row.late) % {"n": row.late} if row.late else waiting
    return _("tillbakaskickad, %(late)s") % {"late": late} if row.latest else late


def _money(view: PeriodView, weight: Weight, language: Language) -> Iterator[Block]:
    lines = [row.line for row in view.rows]
    if not lines:
        return
    total = roll_up(lines, weight=weight)[0]
    yield Heading(1, _("Budget mot utfall"))
    yield _sums(_("Efter ansvarig enhet"), _("Ansvarig"), roll_up(lines, by=By.UNIT, weight=weight), total)
    yield _sums(
        _("Efter prioriterat område"), _("Prioriterat område"), roll_up(lines, by=By.PRIORITY, weight=weight), total
    )
    note = _("Kostnaden är hittills under budgetåret, omfattningen sedan aktiviteten började.")
    yield Paragraph(f"{_('Så är det räknat:')} {total.rule.text(language)} {note}")


def _sums(caption: str, name: str, groups: Iterable[RollUp], total: RollUp) -> TableBlock:
    rows = [_sum_row(group.key or _("Ingen ansvarig"), group) for group in groups]
    if len(rows) > 1:
        rows.append(_sum_row(_("Totalt"), total))
    head = (name, _("Rapporterat"), _("Genomfört"), _("Budget"), _("Utfall av samma aktiviteters budget"))
    return TableBlock(caption=caption, head=head, rows=tuple(rows), numeric=frozenset({1, 2, 3, 4}))


def _sum_row(name: str, group: RollUp) -> tuple[str, ...]:
    reported = _("%(reported)d av %(all)d") % {"reported": group.reported, "all": group.activities}
    done = share(group.delivered)
    if group.with_dose and group.with_dose < group.activities:
        part = _("(för %(n)d av %(all)d)") % {"n": group.with_dose, "all": group.activities}
        done += " " + part.replace(" ", NBSP)
    outcome = compared(group) if group.with_both else kronor(group.outcome)
    return (name, reported, done, kronor(group.budget), outcome)


def _operational(view: PeriodView) -> Iterator[Block]:
    asked = [row for row in view.rows if row.asks_operational]
    if not asked:
        return
    yield Heading(1, _("Inskrivet i nämndernas verksamhetsplaner och budgetar"))
    yield Paragraph(entered_words(view.entered))
    yield TableBlock(
        caption=_("Besked från ansvarig enhet"),
        head=(_("Aktivitet"), _("Ansvarig"), _("Besked")),
        rows=tuple((row.activity.title, _owner(row), _answer(row)) for row in asked),
    )


def _answer(row: Row) -> str:
    found = row.answer
    if found is None:
        return answer_words(None, date=None, when="", paragraph="", what="")
    return answer_words(
        InPlan(found.answer), date=found.date, when=found.when, paragraph=found.paragraph, what=found.what
    )


def _corrected(found: list[Correction]) -> Iterator[Block]:
    if not found:
        return
    yield Heading(1, _("Rättat efter att perioden låstes"))
    yield TableBlock(
        caption=_("Det som var låst, och det som gäller nu"),
        head=(_("Aktivitet"), _("När perioden låstes"), _("Efter rättelsen"), _("Skäl")),
        rows=tuple((one.row.activity.title, _said(one.before), _said(one.after), one.reopening.why) for one in found),
    )


def _said(report: Report | None) -> str:
    if report is None:
        return _("inte rapporterat")
    parts = [status_word(ActivityStatus(report.status))]
    if report.dose is not None:
        parts.append(f"{amount(report.dose)} {report.activity.dose_unit}".strip())
    if report.cost is not None:
        parts.append(kronor(report.cost))
    return ", ".join(parts)


def _clocks(view: PeriodView, today: dt.date, language: Language) -> Iterator[Block]:
    yield Heading(1, _("Lagens klocka"))
    found = clocks(view.period.plan.municipality, today=today)
    yield TableBlock(
        caption=_("Vad lagen (2023:196) kräver åter och åter"),
        head=(_("Steg"), _("Senast"), _("Läge")),
        rows=tuple(
            (one.name.text(language), date_format(one.due, "j F Y") if one.due else "–", clock_word(one.state))
            for one in found
        ),
    )
    yield Paragraph(" ".join(dict.fromkeys(one.rule.text(language) for one in found)))
