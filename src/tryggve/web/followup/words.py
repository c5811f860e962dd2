"""The room's words for states and missing figures, in the page's language."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.clock import NAMES, Counted, Origin, State, Step
from tryggve.plan.dates import from_code, known_words
from tryggve.plan.operational import EnteredCount, InPlan
from tryggve.plan.rollup import Line, Missing, RollUp, Weight
from tryggve.plan.status import ActivityStatus
from tryggve.publish.numbers import NBSP, format_count, format_number
from tryggve.web.followup.policies import PeriodState
from tryggve.web.mistakes import language_now


def status_word(status: ActivityStatus) -> str:
    """Name what an owner says of an activity."""
    return {
        ActivityStatus.NOT_STARTED: _("Inte påbörjad"),
        ActivityStatus.ONGOING: _("Pågår"),
        ActivityStatus.DONE: _("Genomförd"),
        ActivityStatus.PAUSED: _("Pausad"),
        ActivityStatus.CANCELLED: _("Inställd"),
    }[status]


def missing_word(missing: Missing) -> str:
    """Say why a figure is not there."""
    return {
        Missing.NOT_REPORTED: _("inte rapporterat"),
        Missing.NOT_STATED: _("inte angivet"),
        Missing.NOT_PLANNED: _("saknas i planen"),
    }[missing]


def answer_word(answer: InPlan) -> str:
    """Name what a unit answers of its operational plan."""
    return {
        InPlan.YES: _("Inskriven"),
        InPlan.CHANGED: _("Inskriven men ändrad"),
        InPlan.NO: _("Inte inskriven"),
    }[answer]


def answer_words(answer: InPlan | None, *, date: dt.date | None, when: str, paragraph: str, what: str) -> str:
    """Write an answer: ``Inskriven 24 januari 2024, § 6. Tekniska nämnden``; nothing told is said as such."""
    if answer is None:
        return _("Inget besked")
    day = f" {known_words(date, when, language_now())}" if date else ""
    number = f", §\N{NO-BREAK SPACE}{paragraph}" if paragraph else ""
    return f"{answer_word(answer)}{day}{number}" + (f". {what}" if what else "")


def goal_answer_words(*, done: bool, when: str) -> str:
    """Write an answer on a yes-or-no goal: ``Ja, klart maj 2026``, ``Nej (maj 2026)``."""
    said = from_code(when).text(language_now())
    return (_("Ja, klart %(when)s") if done else _("Nej (%(when)s)")) % {"when": said}


def entered_words(count: EnteredCount) -> str:
    """Say how many activities are in their unit's operational plan, and of how many nobody has told."""
    text = ngettext(
        "%(entered)d av %(all)d aktivitet är inskriven i verksamhetsplan och budget",
        "%(entered)d av %(all)d aktiviteter är inskrivna i verksamhetsplan och budget",
        count.activities,
    )
    parts = [
        (count.changed, ngettext("%(n)d av dem med ändring", "%(n)d av dem med ändring", count.changed)),
        (count.no, ngettext("%(n)d är inte det", "%(n)d är inte det", count.no)),
        (count.not_told, ngettext("%(n)d saknar besked", "%(n)d saknar besked", count.not_told)),
    ]
    said = [text % {"entered": count.entered, "all": count.activities}]
    return ", ".join(said + [part % {"n": number} for number, part in parts if number]) + "."


def weight_word(weight: Weight) -> str:
    """Name how activities weigh in a mean."""
    return {Weight.EQUAL: _("Alla väger lika"), Weight.BUDGET: _("Efter budget")}[weight]


def period_word(state: PeriodState) -> str:
    """Name a period's state."""
    return {
        PeriodState.UPCOMING: _("Öppnar senare"),
        PeriodState.OPEN: _("Öppen"),
        PeriodState.CLOSED: _("Tiden har gått ut"),
        PeriodState.LOCKED: _("Låst"),
    }[state]


def clock_word(state: State) -> str:
    """Name how a step of the law stands."""
    return {
        State.UNKNOWN: _("Inget datum angivet"),
        State.IN_TIME: _("I tid"),
        State.SOON: _("Snart dags"),
        State.OVERDUE: _("Försenat"),
    }[state]


def counted_words(counted: Counted) -> str:
    """Say what a clock counts from: ``Räknat från 11 december 2023, när planen beslutades.``"""
    what = {
        Origin.PLAN_DECIDED: _("när planen beslutades"),
        Origin.PLAN_EVALUATED: _("när utvärderingen av planen beslutades"),
        Origin.PICTURE_ADOPTED: _("när lägesbilden fastställdes"),
        Origin.ENTERED: _("det datum som är inskrivet under Uppföljning"),
    }[counted.origin]
    day = from_code(counted.when).text(language_now()) if counted.when else date_format(counted.day, "j F Y")
    return _("Räknat från %(day)s, %(what)s.") % {"day": day, "what": what}


def step_words() -> list[tuple[str, str]]:
    """Return the law's steps as choices."""
    return [(step.value, NAMES[step].text(language_now())) for step in Step]


def kronor(amount: Decimal | Missing | None) -> str:
    """Write money in whole kronor, or why it is not there."""
    if isinstance(amount, Missing):
        return missing_word(amount)
    return "–" if amount is None else f"{format_count(float(amount), language_now())}{NBSP}kr"


def share(part: float | Missing) -> str:
    """Write a share as whole per cent, or why it is not there."""
    if isinstance(part, Missing):
        return missing_word(part)
    return f"{format_number(part * 100, language_now())}{NBSP}%" if language_now() == "sv" else f"{part * 100:.0f}%"


def compared(total: RollUp) -> str:
    """Write the outcome beside the budget of the same activities."""
    return _of(total.outcome_compared, total.budget_compared) if total.with_both else "–"


def of_budget(line: Line) -> str:
    """Write what an activity has cost beside its budget: ``39 000 kr av 40 000 kr``."""
    return kronor(line.outcome) if line.budget is None else _of(line.outcome, line.budget)


def _of(outcome: Decimal | None, budget: Decimal) -> str:
    return _("%(outcome)s av %(budget)s") % {"outcome": kronor(outcome), "budget": kronor(budget)}


def over_budget(total: RollUp) -> str:
    """Say by how much the outcome passes the budget of the same activities; empty where it does not."""
    over = total.outcome_compared - total.budget_compared if total.with_both else Decimal()
    return _("%(amount)s över budget") % {"amount": kronor(over)} if over > 0 else ""


def dose(line: Line) -> str:
    """Write delivered dose beside the planned: ``31 av 40``."""
    done = missing_word(Missing.NOT_STATED) if line.dose is None else amount(line.dose)
    if line.planned_dose is None:
        return done
    text = _("%(done)s, planerat %(planned)s") if line.dose is None else _("%(done)s av %(planned)s")
    return text % {"done": done, "planned": amount(line.planned_dose)}


def planned_words(line: Line, *, unit: str) -> str:
    """Say what the plan wants done, beside the field where the delivered is written."""
    if line.planned_dose is None:
        return _("Planen anger ingen omfattning")
    return _("Planerat: %(planned)s %(unit)s") % {"planned": amount(line.planned_dose), "unit": unit}


def passed_words(line: Line, *, unit: str, before: float | None = None) -> str:
    """Ask whether figures that pass the plan are right, while a slip is still mended; empty where none does.

    ``before`` is the amount reported in an earlier period. It is a running total, so a smaller one is asked about too.
    """
    said = []
    if before is not None and line.dose is not None and line.dose < before:
        last = f"{amount(before)} {unit}".strip()
        said.append(_("Mindre än förut, %(last)s. Skriv allt som är genomfört hittills.") % {"last": last})
    if line.planned_dose is not None and line.dose is not None and line.dose > line.planned_dose:
        planned = f"{amount(line.planned_dose)} {unit}".strip()
        said.append(_("Mer än planerat, %(planned)s.") % {"planned": planned})
    if line.budget is not None and line.outcome is not None and line.outcome > line.budget:
        said.append(_("Mer än årets budget, %(budget)s.") % {"budget": kronor(line.budget)})
    return " ".join([*said, _("Stämmer det?")]) if said else ""


def before_words(dose: float, *, unit: str, at: dt.datetime) -> str:
    """Say what was reported last, in an earlier period: ``Senast rapporterat: 10 tunnlar, januari 2026``."""
    said = f"{amount(dose)} {unit}".strip()
    return _("Senast rapporterat: %(said)s, %(when)s") % {"said": said, "when": date_format(at, "F Y")}


def budget_words(line: Line) -> str:
    """Say what the plan gives for the year, beside the field where the cost is written."""
    if line.budget is None:
        return _("Planen anger ingen budget för %(year)s") % {"year": line.year}
    return _("Budget %(year)s: %(budget)s") % {"year": line.year, "budget": kronor(line.budget)}


def amount(value: float) -> str:
    """Write a number of things with its decimal only where it has one."""
    return format_number(value, language_now(), decimals=0 if value == round(value) else 1)
