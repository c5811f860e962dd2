"""The weekly mail: one for each person who has something due, none in July or on red days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.clock import State
from tryggve.plan.holidays import may_mail
from tryggve.web.followup.actions import record_digest
from tryggve.web.followup.law_clock import clocks, home_of
from tryggve.web.followup.mail import deliver, open_server
from tryggve.web.followup.models import WeeklyMail
from tryggve.web.followup.permissions import own_units
from tryggve.web.followup.policies import PeriodState
from tryggve.web.followup.queries import PeriodView, periods_of, view_of
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.registers.due_dates import register_lines
from tryggve.web.start.decision_duties import decision_duties

SOON = dt.timedelta(days=21)  # an answer or a decision that is due later is no matter of this week


@dataclass(frozen=True, slots=True)
class Sent:
    """Whom the digest reached and whom it did not, by user name."""

    reached: tuple[str, ...]
    failed: tuple[str, ...]


def send_digest(*, today: dt.date, by: str) -> Sent:
    """Mail everybody who has something due and has had no mail this week; on a day without mail nobody is reached.

    It may be run every morning: who has been mailed since Monday is left in peace, and who could not be reached, or
    whose Monday was a red day, is mailed the next time.

    Raises:
        UsageError: the mail server cannot be reached.
    """
    reached: list[str] = []
    failed: list[str] = []
    server: BaseEmailBackend | None = None
    for user in _people(today) if may_mail(today) else ():
        with translation.override(_language(user)):
            lines = list(_lines(user, today))
            if not lines:
                continue
            server = server or open_server()
            sent = deliver(_letter(user, lines), server=server)
        (reached if sent else failed).append(user.username)
        if sent:
            record_digest(user, lines=len(lines), on=today, by=by)
    if server is not None:
        server.close()
    return Sent(tuple(reached), tuple(failed))


def _people(today: dt.date) -> QuerySet[User]:
    monday = today - dt.timedelta(days=today.weekday())
    people = User.objects.filter(is_active=True, memberships__isnull=False).exclude(email="")
    return people.exclude(weekly_mail__sent_on__gte=monday).distinct().order_by("username")


def _language(user: User) -> str:
    """Return the language that a person has chosen, else the one that the command runs in."""
    chosen = WeeklyMail.objects.filter(user=user).values_list("language", flat=True).first()
    return chosen or language_now()


def _letter(user: User, lines: list[str]) -> EmailMultiAlternatives:
    subject = ngettext(
        "Trygghetsarbetet: %(count)d sak att göra", "Trygghetsarbetet: %(count)d saker att göra", len(lines)
    )
    address = settings.TRYGGVE_ADDRESS + reverse("followup:overview")
    where = _("Rapportera och se mer: %(address)s") % {"address": address}
    closing = _("Du får högst ett brev i veckan, och inget i juli. Språket väljer du på sidan Uppföljning.")
    body = "\n".join([*(f"- {line}" for line in lines), "", where, "", closing, ""])
    return EmailMultiAlternatives(subject % {"count": len(lines)}, body, None, [user.email])


def _lines(user: User, today: dt.date) -> Iterator[str]:
    own = own_units(user, today=today)
    for period in periods_of(user).order_by("closes", "id"):  # what is late comes first
        view = view_of(period, user, today=today)
        if view.state in (PeriodState.OPEN, PeriodState.CLOSED):
            yield from _own_lines(view, own)
            if may(user, Right.REPORT_ALL):
                yield from _late_of_others(view, own)
    home = home_of(user)
    if home and may(user, Right.REPORT_ALL):
        yield from _law_lines(home, today)
    yield from _decision_lines(user, today)
    if home:
        yield from register_lines(user, home, today=today)


def _own_lines(view: PeriodView, own: frozenset[int]) -> Iterator[str]:
    waiting = [row for row in view.rows if row.activity.owner_id in own and not row.line.reported]
    for row in waiting:
        names = {
            "period": view.period.name,
            "activity": row.activity.title,
            "day": date_format(view.period.closes, "j F Y"),
        }
        if row.latest:
            yield _("%(period)s: ”%(activity)s” är tillbakaskickad med en fråga och behöver rapporteras igen.") % names
        elif row.late:
            yield _("%(period)s: ”%(activity)s” är inte rapporterad. Sista dag var %(day)s.") % names
        else:
            yield _("%(period)s: ”%(activity)s” ska rapporteras senast %(day)s.") % names


def _late_of_others(view: PeriodView, own: frozenset[int]) -> Iterator[str]:
    late = [row for row in view.late if row.activity.owner_id not in own]
    if late:
        text = ngettext(
            "%(period)s: %(count)d aktivitet hos andra är sen (%(units)s).",
            "%(period)s: %(count)d aktiviteter hos andra är sena (%(units)s).",
            len(late),
        )
        units = sorted({row.line.unit or _("Ingen ansvarig") for row in late})
        yield text % {"period": view.period.name, "count": len(late), "units": ", ".join(units)}


def _decision_lines(user: User, today: dt.date) -> Iterator[str]:
    soon = today + SOON
    for duty in decision_duties(user, today):
        if duty.day is not None and duty.day <= soon:
            told = {"what": duty.text, "detail": duty.detail, "day": date_format(duty.day, "j F Y")}
            text = (
                _("%(what)s (%(detail)s): skulle varit klart %(day)s.")
                if duty.late
                else _("%(what)s (%(detail)s): senast %(day)s.")
            )
            yield text % told


def _law_lines(home: str, today: dt.date) -> Iterator[str]:
    for found in clocks(home, today=today):
        if found.due is not None and found.state in (State.SOON, State.OVERDUE):
            step = {"step": found.name.text(language_now()), "day": date_format(found.due, "j F Y")}
            text = (
                _("%(step)s: försenat sedan %(day)s.")
                if found.state is State.OVERDUE
                else _("%(step)s: senast %(day)s.")
            )
            yield text % step
