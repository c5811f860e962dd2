"""What changes periods, reports and secret addresses; every write says who, is one transaction and leaves an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from tryggve.plan.clock import Step
from tryggve.plan.operational import Entered
from tryggve.plan.status import ActivityStatus
from tryggve.web.audit.actions import record
from tryggve.web.followup.models import (
    CalendarAddress,
    MailedBook,
    OperationalAnswer,
    Reopening,
    Report,
    ReportingLink,
    ReportingPeriod,
    StepTaken,
    WeeklyMail,
)
from tryggve.web.followup.policies import require_locked, require_taking, require_unlocked
from tryggve.web.followup.tokens import new_token, token_hash
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.models import Activity, Plan


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says of an activity."""

    status: ActivityStatus
    dose: float | None = None
    cost: Decimal | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity of a filled-in form.

    ``seen`` is the report that was on the page, 0 for none, and ``seen_answer`` the answer about the operational plan.
    ``said`` or ``entered`` is None where nothing new is said of it. ``way`` is empty for the page itself.
    """

    activity: Activity
    said: Said | None
    seen: int
    on_behalf_of: str = ""
    entered: Entered | None = None
    seen_answer: int = 0
    way: str = ""


@transaction.atomic
def create_period(*, plan: Plan, name: str, opens: dt.date, closes: dt.date, year: int, by: str) -> ReportingPeriod:
    """Make a period; it opens by itself on its day."""
    period = ReportingPeriod.objects.create(plan=plan, name=name, opens=opens, closes=closes, year=year)
    after = {"name": name, "opens": f"{opens}", "closes": f"{closes}", "year": year}
    record("followup.create_period", by=by, about=_about(period), after=after)
    return period


@transaction.atomic
def lock_period(period: ReportingPeriod, *, by: str) -> None:
    """Lock a period: no more reports are taken and its personal links stop working for good."""
    current = _held(period)
    require_unlocked(current, manages=True)
    current.locked_at = timezone.now()
    current.save(update_fields=["locked_at"])
    ended = current.links.filter(revoked_at__isnull=True).update(revoked_at=current.locked_at)
    after = {"locked_at": current.locked_at.isoformat(), "links_ended": ended}
    record("followup.lock_period", by=by, about=_about(current), after=after)


@transaction.atomic
def reopen_period(period: ReportingPeriod, *, why: str, by: str) -> None:
    """Open a locked period again. What was reported stays; a correction becomes a newer report before it."""
    current = _held(period)
    require_locked(current)
    before = {"locked_at": current.locked_at.isoformat() if current.locked_at else "", "why": current.reopened_why}
    if current.locked_at:
        Reopening.objects.create(period=current, locked_at=current.locked_at, why=why, at=timezone.now(), by=by)
    current.locked_at, current.reopened_why = None, why
    current.save(update_fields=["locked_at", "reopened_why"])
    record("followup.reopen_period", by=by, about=_about(current), before=before, after={"why": why})


@transaction.atomic
def report(period: ReportingPeriod, *, entries: Iterable[Entry], by: str, today: dt.date) -> list[Report]:
    """Store what is said of some activities: all of it or nothing.

    Raises:
        NotAllowedError: the period takes no reports.
        StaleError: somebody reported on one of them while the form was open.
    """
    current = _held(period)
    require_taking(current, today=today)
    made = []
    for entry in entries:
        if entry.entered:
            _answer_one(entry, entry.entered, by=by)
        if entry.said:
            made.append(_report_one(current, entry, entry.said, by=by))
    return made


@transaction.atomic
def return_report(found: Report, *, note: str, by: str) -> None:
    """Send a report back to its owner with a note; it counts no longer."""
    require_unlocked(_held(found.period), manages=True)
    found.returned_note, found.returned_at = note, timezone.now()
    found.save(update_fields=["returned_note", "returned_at"])
    record("followup.return_report", by=by, about=_about_report(found), after={"note": note})


@transaction.atomic
def make_link(period: ReportingPeriod, *, unit: Unit, name: str, by: str) -> str:
    """Make a personal link by which somebody reports a unit's activities; return its token, which is kept nowhere."""
    require_unlocked(_held(period), manages=True)
    token = new_token()
    link = ReportingLink.objects.create(
        period=period, unit=unit, token_hash=token_hash(token), name=name, made_at=timezone.now()
    )
    record(
        "followup.make_link", by=by, about=f"{_about(period)} link {link.pk}", after={"unit": unit.name, "name": name}
    )
    return token


@transaction.atomic
def revoke_link(link: ReportingLink, *, by: str) -> None:
    """End a personal link."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        record("followup.revoke_link", by=by, about=f"{_about(link.period)} link {link.pk}", before={"name": link.name})


@transaction.atomic
def make_calendar_address(user: User, *, by: str) -> str:
    """Give a person a new secret address of the calendar; the old one stops working. Return the token."""
    token = new_token()
    CalendarAddress.objects.update_or_create(
        user=user, defaults={"token_hash": token_hash(token), "made_at": timezone.now()}
    )
    record("followup.make_calendar_address", by=by, about=f"person {user.username}")
    return token


@transaction.atomic
def record_step(*, municipality: str, step: Step, date: dt.date, note: str, by: str, when: str = "") -> StepTaken:
    """Keep when the municipality did what the law wants again and again; ``date`` and ``when`` as ``StepTaken`` has."""
    taken = StepTaken.objects.create(
        municipality=municipality, step=step.value, date=date, when=when, note=note, by=by, at=timezone.now()
    )
    after = {"step": step.value, "date": when or f"{date}", "note": note}
    record("followup.record_step", by=by, about=f"municipality {municipality}", after=after)
    return taken


@transaction.atomic
def record_mailed_book(period: ReportingPeriod, *, unit: Unit, function: str, by: str) -> MailedBook:
    """Keep that a unit's workbook was mailed; the address itself stays out of the log."""
    made = MailedBook.objects.create(period=period, unit=unit, function=function, at=timezone.now(), by=by)
    record("followup.mail_book", by=by, about=_about(period), after={"unit": unit.name, "function": function})
    return made


@transaction.atomic
def choose_mail_language(user: User, *, language: str, by: str) -> None:
    """Let a person choose the language of their weekly mail."""
    before = WeeklyMail.objects.filter(user=user).values_list("language", flat=True).first() or ""
    WeeklyMail.objects.update_or_create(user=user, defaults={"language": language})
    about = f"person {user.username}"
    record(
        "followup.choose_mail_language", by=by, about=about, before={"language": before}, after={"language": language}
    )


@transaction.atomic
def record_digest(user: User, *, lines: int, on: dt.date, by: str) -> None:
    """Keep that a person got the week's mail."""
    WeeklyMail.objects.update_or_create(user=user, defaults={"sent_on": on})
    record("followup.send_digest", by=by, about=f"person {user.username}", after={"lines": lines})


@transaction.atomic
def answer_operational(activity: Activity, *, entered: Entered, by: str, on_behalf_of: str = "") -> OperationalAnswer:
    """Keep whether an activity is in its unit's operational plan and budget; the newest answer counts."""
    before = _before(activity.operational_answers.last())
    made = OperationalAnswer.objects.create(
        activity=activity,
        answer=entered.answer.value,
        date=entered.date,
        when=entered.when,
        paragraph=entered.paragraph,
        what=entered.what,
        at=timezone.now(),
        by=by,
        on_behalf_of=on_behalf_of,
    )
    after = _told_answer(made.answer, made.when or made.date, made.paragraph)
    about = f"activity {activity.pk} operational answer {made.pk}"
    record("followup.answer_operational", by=by, about=about, before=before, after=after)
    return made


def _answer_one(entry: Entry, entered: Entered, *, by: str) -> None:
    newest = entry.activity.operational_answers.last()
    if newest is not None and newest.pk != entry.seen_answer:
        yours = _told_answer(entered.answer.value, entered.when or entered.date, entered.paragraph)
        raise StaleError(theirs=_before(newest), yours=yours, revision=newest.pk)
    answer_operational(entry.activity, entered=entered, by=by, on_behalf_of=entry.on_behalf_of)


def _before(newest: OperationalAnswer | None) -> dict[str, object]:
    return _told_answer(newest.answer, newest.when or newest.date, newest.paragraph) if newest else {}


def _told_answer(answer: str, date: dt.date | str | None, paragraph: str) -> dict[str, object]:
    # What was changed is free text, and stays out of the log for the same reason as comments do.
    return {"answer": answer, "date": f"{date}" if date else None, "paragraph": paragraph}


def _report_one(period: ReportingPeriod, entry: Entry, said: Said, *, by: str) -> Report:
    newest = period.reports.filter(activity=entry.activity).last()
    yours = _told(said)
    before = _told(_said(newest)) if newest else {}
    if newest is not None and newest.pk != entry.seen:
        raise StaleError(theirs=before, yours=yours, revision=newest.pk)
    made = Report.objects.create(
        period=period,
        activity=entry.activity,
        at=timezone.now(),
        by=by,
        on_behalf_of=entry.on_behalf_of,
        way=entry.way,
        **asdict(said),
    )
    record("followup.report", by=by, about=_about_report(made), before=before, after=yours)
    return made


def _held(period: ReportingPeriod) -> ReportingPeriod:
    return ReportingPeriod.objects.select_for_update().get(pk=period.pk)


def _said(found: Report) -> Said:
    return Said(ActivityStatus(found.status), found.dose, found.cost, found.comment)


def _told(said: Said) -> dict[str, object]:
    # The comment stays out of the log, which can never be cleaned of what should not have been written.
    return {"status": said.status.value, "dose": said.dose, "cost": None if said.cost is None else f"{said.cost}"}


def _about(period: ReportingPeriod) -> str:
    return f"plan {period.plan_id} period {period.pk}"


def _about_report(found: Report) -> str:
    return f"{_about(found.period)} activity {found.activity_id} report {found.pk}"
