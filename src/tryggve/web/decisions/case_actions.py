"""What is written about a plan's case: its number, who took part, its days and who may read the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction

from tryggve.errors import UsageError
from tryggve.plan.calendar import CONSULTATION_WEEKS, Step, check_order, plan_back
from tryggve.web.audit.actions import record
from tryggve.web.decisions.models import CaseNumber, CaseStep, DraftReaders, Participant
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.models import Plan


@transaction.atomic
def number_case(plan: Plan, *, number: str, by: str) -> None:
    """Note the registry's number of the case; empty takes it away."""
    old = CaseNumber.objects.filter(plan=plan).first()
    before, after = {"number": old.number if old else ""}, {"number": number}
    if before == after:
        return
    if number:
        CaseNumber.objects.update_or_create(plan=plan, defaults={"number": number})
    else:
        CaseNumber.objects.filter(plan=plan).delete()
    record("decisions.number_case", by=by, about=f"plan {plan.pk}", before=before, after=after)


@transaction.atomic
def add_participant(
    plan: Plan, *, how: str, by: str, unit: Unit | None = None, name: str = "", when: str = ""
) -> Participant:
    """Note who took part in drafting the plan.

    Raises:
        UsageError: neither a unit nor a name is given.
    """
    if unit is None and not name:
        raise UsageError(
            sv="Välj en enhet eller skriv vilken funktion eller grupp som medverkade.",
            en="Choose a unit, or write which function or group took part.",
        )
    row = Participant.objects.create(plan=plan, unit=unit, name="" if unit else name, how=how, when=when)
    after = {"who": str(row), "how": how, "when": when}
    record("decisions.add_participant", by=by, about=f"plan {plan.pk}", after=after)
    return row


@transaction.atomic
def remove_participant(participant: Participant, *, by: str) -> None:
    """Take away a note of who took part."""
    before = {"who": str(participant), "how": participant.how, "when": participant.when}
    about = f"plan {participant.plan_id}"
    participant.delete()
    record("decisions.remove_participant", by=by, about=about, before=before)


def plan_path_back(plan: Plan, *, council: dt.date, by: str, weeks: int = CONSULTATION_WEEKS) -> None:
    """Give every step of the case a day, counted from the council's meeting.

    Raises:
        BadValueError: the meeting is on a Sunday.
    """
    save_path(plan, days=plan_back(council, weeks=weeks), by=by)


@transaction.atomic
def save_path(plan: Plan, *, days: Mapping[Step, dt.date], by: str) -> None:
    """Keep the days of the case as given; a step that is left out is taken away.

    Raises:
        BadValueError: a step lies on a Sunday, or before one that must come first.
    """
    check_order(days)
    old = {row.step: row for row in CaseStep.objects.select_for_update().filter(plan=plan)}
    before = {step: row.day.isoformat() for step, row in old.items()}
    CaseStep.objects.filter(plan=plan).exclude(step__in=[step.value for step in days]).delete()
    for step, day in days.items():
        CaseStep.objects.update_or_create(plan=plan, step=step.value, defaults={"day": day})
    after = {step.value: day.isoformat() for step, day in days.items()}
    record("decisions.save_path", by=by, about=f"plan {plan.pk}", before=before, after=after)


@transaction.atomic
def mark_step(step: CaseStep, *, done: dt.date | None, by: str) -> None:
    """Note when a step was taken; nothing takes the note away."""
    before = {"step": step.step, "done": step.done.isoformat() if step.done else ""}
    step.done = done
    step.save(update_fields=["done"])
    after = {"step": step.step, "done": done.isoformat() if done else ""}
    record("decisions.mark_step", by=by, about=f"plan {step.plan_id}", before=before, after=after)


@transaction.atomic
def choose_readers(plan: Plan, *, who: str, units: Sequence[Unit], by: str) -> None:
    """Choose who may read the plan until it is decided; ``units`` count only where not all may."""
    row, _ = DraftReaders.objects.select_for_update().get_or_create(plan=plan)
    before = {"who": row.who, "units": sorted(unit.name for unit in row.units.all())}
    row.who = who
    row.save(update_fields=["who"])
    row.units.set(units if who == "writers" else [])
    after = {"who": who, "units": sorted(unit.name for unit in row.units.all())}
    record("decisions.choose_readers", by=by, about=f"plan {plan.pk}", before=before, after=after)
