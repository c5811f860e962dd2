"""The example's cases: a picture for the decided plan, and a next plan on its way to the council."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from tryggve.cli.example_files.evening_picture import ALT, evening_picture
from tryggve.cli.example_files.plans import example_plan
from tryggve.plan.calendar import Step, plan_back
from tryggve.plan.holidays import holidays
from tryggve.publish.photographs import read_photograph
from tryggve.web.decisions import case_actions, consultations
from tryggve.web.decisions.actions import Details, decide
from tryggve.web.decisions.consultations import Sent
from tryggve.web.decisions.models import Consultation, PublicFace
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.decisions.publishing import show_picture
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.loading import load_plan, loaded_plan
from tryggve.web.plans.models import Plan

_CREDIT = "Teckning: Tryggve"
_ASKED = (
    ("Socialnämnden", "committee"),
    ("Tekniska nämnden", "committee"),
    ("Barn- och utbildningsnämnden", "committee"),
    ("Ekhamrahus AB", "company"),
    ("Polisen", "partner"),
    ("Föreningsrådet", "partner"),
)


@transaction.atomic
def enter_cases(*, by: str, today: dt.date) -> None:
    """Give the decided plan its picture and put the next plan on its way; what is there already is left alone."""
    decided = loaded_plan(example_plan("ekhamra_plan"))
    if decided and not PublicFace.objects.filter(plan=decided).exists():
        _picture(decided, year="2024", walkers=4, lit=0.45, caption="Kväll i Ekhamra", by=by)
        _went(decided, council=dt.date(2023, 12, 11), by=by)
    coming = example_plan("ekhamra_2027")
    if loaded_plan(coming) is None:
        _on_its_way(load_plan(coming, by=by).plan, by=by, today=today)


def _went(plan: Plan, *, council: dt.date, by: str) -> None:
    """Note the days of a case that is over; the steps that the case does not tell are marked by hand."""
    case_actions.save_path(plan, days=plan_back(council), by=by)
    for row in plan.case_steps.filter(step__in=(Step.COMMITTEE.value, Step.BOARD.value, Step.NOTICE.value)):
        case_actions.mark_step(row, done=row.day, by=by)
    answered = plan.case_steps.get(step=Step.ANSWERED.value)
    case_actions.mark_step(answered, done=answered.day, by=by)


def _on_its_way(plan: Plan, *, by: str, today: dt.date) -> None:
    days = plan_back(_council_after(today + dt.timedelta(weeks=11)))
    decide(
        plan,
        kind=DecisionKind.COMMISSION,
        body="Kommunstyrelsen",
        date=days[Step.SENT] - dt.timedelta(weeks=22),
        paragraph="§ 57",
        case_number="KS 2026/0231",
        details=Details(addressee="kommundirektören"),
        by=by,
    )
    _took_part(plan, before=days[Step.SENT], by=by)
    case_actions.save_path(plan, days=days, by=by)
    units = [_unit(name, kind) for name, kind in _ASKED]
    sent = consultations.send_to(plan, units=units, sent=days[Step.SENT], due=days[Step.ANSWERED], by=by)
    _answered(sent, on=today, by=by)
    _picture(plan, year="2027", walkers=8, lit=0.8, caption="Kväll i Ekhamra", by=by)


def _took_part(plan: Plan, *, before: dt.date, by: str) -> None:
    spring, workshop = before - dt.timedelta(weeks=14), before - dt.timedelta(weeks=9)
    lines = (
        ("Fritidsförvaltningen", "", "arbetsgrupp om kvällar och stråk", f"{spring:%Y-%m}"),
        ("Utbildningsförvaltningen", "", "verkstad om orsaker", f"{workshop:%Y-%m-%d}"),
        ("Polisen", "", "gemensam lägesbild", f"{spring:%Y-%m}"),
        ("", "Boende i Norrbacken", "dialog vid tre köksbord", f"{workshop:%Y-%m}"),
    )
    for unit, name, how, when in lines:
        row = Unit.objects.get(municipality=plan.municipality, name=unit) if unit else None
        case_actions.add_participant(plan, unit=row, name=name, how=how, when=when, by=by)


def _answered(sent: list[Sent], *, on: dt.date, by: str) -> None:
    rows: dict[str, Consultation] = {one.consultation.unit.name: one.consultation for one in sent}
    consultations.answer(
        rows["Tekniska nämnden"],
        text="Nämnden tillstyrker planen, under förutsättning att medel för åtgärderna efter vandringarna avsätts.",
        answered_by="Tekniska nämnden § 12",
        stance="support",
        on=on,
        by=by,
    )
    consultations.answer(
        rows["Socialnämnden"],
        text="Nämnden föreslår att våld i nära relationer blir ett eget mål, eftersom hemmet nämns i bakgrunden.",
        answered_by="Socialnämnden § 9",
        stance="changes",
        on=on,
        by=by,
    )
    consultations.respond(
        rows["Tekniska nämnden"],
        heeded="partly",
        response="Medlen prövas i budgeten för nästa år. Planen säger nu att förslagen ska redovisas dit.",
        by=by,
    )
    longer = rows["Föreningsrådet"]
    later = _working_day(longer.due + dt.timedelta(days=4))
    consultations.extend(longer, due=later, why="Rådet möts först veckan efter.", by=by)


def _picture(plan: Plan, *, year: str, walkers: int, lit: float, caption: str, by: str) -> None:
    picture = read_photograph(evening_picture(walkers=walkers, lit=lit))
    show_picture(plan, picture=picture, alt=ALT[year], caption=caption, credit=_CREDIT, by=by)


def _unit(name: str, kind: str) -> Unit:
    return Unit.objects.get_or_create(municipality="9901", name=name, defaults={"kind": kind})[0]


def _council_after(day: dt.date) -> dt.date:
    """Return the first Monday from a day on that is neither a holiday nor in July."""
    while day.weekday() or day in holidays(day.year) or day.month == 7:
        day += dt.timedelta(days=1)
    return day


def _working_day(day: dt.date) -> dt.date:
    while day.weekday() > 4 or day in holidays(day.year):
        day += dt.timedelta(days=1)
    return day
