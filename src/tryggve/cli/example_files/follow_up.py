"""The made-up municipality's follow-up: two years that are locked, one report that is due, and the committees' answers.

Needs a started web app; ``tryggve demo`` imports it once that is done.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from tryggve.plan.clock import Step
from tryggve.plan.dates import from_code
from tryggve.plan.operational import Entered, InPlan
from tryggve.plan.status import ActivityStatus
from tryggve.web.followup import actions
from tryggve.web.followup.goal_answers import Answered, answer_goal
from tryggve.web.followup.list_changes import DIVISION, state_step
from tryggve.web.followup.models import GoalAnswer, OperationalAnswer, Reopening, Report, ReportingPeriod, StepTaken
from tryggve.web.plans.models import Activity, Goal, Plan

ONGOING, DONE, PAUSED = ActivityStatus.ONGOING, ActivityStatus.DONE, ActivityStatus.PAUSED
_LIGHTS = "Byta till starkare armaturer längs sex stråk"
_COURSES = "Kurser i föräldrastöd"
_DUE = 6  # days since the last day of the report that is due


@dataclass(frozen=True, slots=True)
class _Told:
    """What the example's owner says of an activity in a year."""

    title: str
    dose: float
    cost: int
    comment: str = ""
    status: ActivityStatus = ONGOING


_2024 = (
    _Told(_LIGHTS, 2, 398_000),
    _Told("Gallra buskage vid gångtunnlar", 5, 52_000),
    _Told("Fyra trygghetsvandringar om året", 4, 36_000),
    _Told("Läxhjälp fyra kvällar i veckan", 52, 171_000, "Började i september som planerat."),
    _Told("Mentorer för ungdomar utan arbete", 12, 231_000),
    _Told("Gemensamma områdespass med polisen", 48, 118_000),
    _Told("Föräldramöten i årskurs 6 och 8", 6, 22_000),
    _Told(_COURSES, 5, 128_000),
    _Told("Fältare och nattvandrare fredagar och lördagar", 38, 192_000),
)
_2025 = (
    _Told(_LIGHTS, 4, 461_000, "Två stråk fick vänta på elnätsbolaget."),
    _Told("Gallra buskage vid gångtunnlar", 10, 58_000),
    _Told("Fyra trygghetsvandringar om året", 7, 31_000, "En vandring flyttades på grund av snöoväder."),
    _Told("Läxhjälp fyra kvällar i veckan", 178, 348_000),
    _Told("Mentorer för ungdomar utan arbete", 27, 250_000),
    _Told("Föräldramöten i årskurs 6 och 8", 15, 28_000),
    _Told(_COURSES, 11, 139_000),
    _Told("Fältare och nattvandrare fredagar och lördagar", 79, 205_000),
)
_NOW = (
    _Told(_LIGHTS, 5, 240_000),
    _Told("Fyra trygghetsvandringar om året", 11, 39_000),
    _Told("Mentorer för ungdomar utan arbete", 31, 98_000, "Statsbidraget minskade, nya matchningar väntar.", PAUSED),
    _Told("Föräldramöten i årskurs 6 och 8", 24, 27_000, status=DONE),
    _Told(_COURSES, 15, 0),
    _Told("Fältare och nattvandrare fredagar och lördagar", 112, 171_000),
)
_ANSWERS = {
    _LIGHTS: Entered(InPlan.YES, dt.date(2024, 1, 24), "6", "Tekniska nämnden"),
    "Fyra trygghetsvandringar om året": Entered(InPlan.YES, dt.date(2024, 2, 6), "11", "Fritidsnämnden"),
    "Läxhjälp fyra kvällar i veckan": Entered(
        InPlan.CHANGED, dt.date(2024, 1, 30), "9", "Tre kvällar i veckan första terminen, sedan fyra"
    ),
    "Mentorer för ungdomar utan arbete": Entered(InPlan.YES, dt.date(2024, 2, 13), "14", "Socialnämnden"),
    "Gemensamma områdespass med polisen": Entered(InPlan.NO, what="Bolagets styrelse tar upp den i nästa affärsplan"),
    "Föräldramöten i årskurs 6 och 8": Entered(InPlan.YES, dt.date(2024, 1, 30), "9", "Barn- och utbildningsnämnden"),
    "Fältare och nattvandrare fredagar och lördagar": Entered(InPlan.YES, dt.date(2024, 2, 6), "11", "Fritidsnämnden"),
}
_STEPS = (
    (Step.PICTURE, dt.date(2025, 10, 6), "Brottsförebyggande rådet gick igenom lägesbilden"),
    (Step.FOLLOW_UP, dt.date(2026, 2, 23), "Helår 2025"),
    (Step.COUNCIL, dt.date(2025, 3, 31), "§ 28, Helår 2024"),
    (Step.COUNCIL, dt.date(2026, 3, 30), "§ 31, Helår 2025"),
)

_AGREEMENT = "Skriftlig överenskommelse med polisen varje år"
_GOAL_ANSWERS = (
    Answered(done=False, when="2024-12", note="Överenskommelsen finns, men ingen årsplan är påskriven."),
    Answered(done=True, when="2025-12", note="Årsplanen för 2026 är påskriven av båda."),
)


def load_follow_up(plan: Plan, *, by: str) -> bool:
    """Fill the example plan's follow-up once; return whether anything was made."""
    if plan.periods.exists():
        return False
    _answers(plan, by=by)
    _goal_answers(plan)
    _list_step(plan, by=by)
    first = _year(plan, 2024, _2024, by=by)
    _correct(first, by=by)
    _year(plan, 2025, _2025, by=by)
    _due(plan, today=timezone.localdate(), by=by)
    for step, date, note in _STEPS:
        if not StepTaken.objects.filter(municipality=plan.municipality, step=step.value, date=date).exists():
            actions.record_step(municipality=plan.municipality, step=step, date=date, note=note, by=by)
    return True


def _year(plan: Plan, year: int, told: tuple[_Told, ...], *, by: str) -> ReportingPeriod:
    opens, closes = dt.date(year + 1, 1, 7), dt.date(year + 1, 1, 31)
    period = actions.create_period(plan=plan, name=f"Helår {year}", opens=opens, closes=closes, year=year, by=by)
    _tell(period, told, on=dt.date(year + 1, 1, 20))
    _lock(period, on=dt.date(year + 1, 2, 3), by=by)
    return period


def _due(plan: Plan, *, today: dt.date, by: str) -> None:
    closes = today - dt.timedelta(days=_DUE)
    opens = closes - dt.timedelta(days=21)
    year = min(today.year, 2026)  # the plan's last year
    period = actions.create_period(plan=plan, name=f"Lägesrapport {year}", opens=opens, closes=closes, year=year, by=by)
    _tell(period, _NOW, on=closes - dt.timedelta(days=3))
    sent = Report.objects.get(period=period, activity__title=_COURSES)
    actions.return_report(sent, note="Kostnaden saknas", by=by)


def _correct(period: ReportingPeriod, *, by: str) -> None:
    """Let the first year be opened again, for an invoice that came late."""
    actions.reopen_period(period, why="En faktura för armaturerna kom efter låsningen", by=by)
    Reopening.objects.filter(period=period).update(at=_at(dt.date(2025, 2, 10)))
    _tell(period, (_Told(_LIGHTS, 2, 438_000, "Med fakturan från december."),), on=dt.date(2025, 2, 11))
    _lock(period, on=dt.date(2025, 2, 14), by=by)


def _tell(period: ReportingPeriod, told: tuple[_Told, ...], *, on: dt.date) -> None:
    for one in told:
        activity = Activity.objects.get(measure__priority__plan=period.plan, title=one.title)
        newest = period.reports.filter(activity=activity).last()
        said = actions.Said(one.status, one.dose, Decimal(one.cost) if one.cost else None, one.comment)
        entry = actions.Entry(activity, said, newest.pk if newest else 0)
        owner = activity.owner.name if activity.owner else "Ekhamra"
        made = actions.report(period, entries=[entry], by=owner, today=on)
        # Dated as if the example had been followed up all along.
        Report.objects.filter(pk=made[0].pk).update(at=_at(on))


def _lock(period: ReportingPeriod, *, on: dt.date, by: str) -> None:
    actions.lock_period(period, by=by)
    ReportingPeriod.objects.filter(pk=period.pk).update(locked_at=_at(on))


def _answers(plan: Plan, *, by: str) -> None:
    for title, entered in _ANSWERS.items():
        activity = Activity.objects.get(measure__priority__plan=plan, title=title)
        actions.answer_operational(activity, entered=entered, by=by)
        OperationalAnswer.objects.filter(activity=activity).update(at=_at(entered.date or dt.date(2024, 3, 1)))


def _goal_answers(plan: Plan) -> None:
    goal = Goal.objects.get(priority__plan=plan, title=_AGREEMENT)
    for answered in _GOAL_ANSWERS:
        made = answer_goal(goal, answered=answered, by=goal.owner.name if goal.owner else "Ekhamra")
        GoalAnswer.objects.filter(pk=made.pk).update(at=_at(from_code(answered.when).last))


def _list_step(plan: Plan, *, by: str) -> None:
    goal = Goal.objects.get(priority__plan=plan, indicator="police_areas")
    kept, note = ["Norrbacken"], "Området går nu fram till järnvägen."
    state_step(goal, kind=DIVISION, when="2025-12", before=kept, after=kept, note=note, by=by)


def _at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
