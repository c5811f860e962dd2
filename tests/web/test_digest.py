"""The weekly mail: one a person, only with what is due, and never in July or on red days."""

from __future__ import annotations

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.utils import translation

from tryggve.cli.main import main
from tryggve.errors import UsageError
from tryggve.plan.clock import Step
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.actions import plan_next
from tryggve.web.decisions.consultations import send
from tryggve.web.followup import actions
from tryggve.web.followup.digest import send_digest
from tryggve.web.organisation.models import Function, Membership, Unit
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Activity, Measure, Plan, Priority
from web.conftest import PASSWORD
from web.mail_server import REFUSED, mail_server

pytestmark = pytest.mark.django_db
OPEN, LATE = dt.date(2026, 5, 11), dt.date(2026, 5, 25)


def person(name: str, role: Role, *, unit: Unit | None = None, municipality: str = "9901") -> User:
    user = add_person(username=name, password=PASSWORD, role=role, by="provet")
    User.objects.filter(pk=user.pk).update(email=f"{name}@example.org")
    Membership.objects.update_or_create(user=user, defaults={"municipality": municipality})
    if unit:
        Function.objects.create(unit=unit, title="Chef", holder=user)
    return user


@pytest.fixture(autouse=True)
def period(db):
    """Two units with an activity each, to be reported between 1 and 20 May 2026."""
    plan = Plan.objects.create(municipality="9901", title="Trygghetsplan")
    measure = Measure.objects.create(priority=Priority.objects.create(plan=plan, title="Unga"), title="Vuxna")
    for unit, title, name in (("Fritid", "Vuxna ute", "olle"), ("Teknik", "Belysning", "tove")):
        made = Unit.objects.create(municipality="9901", name=unit, kind="department")
        Activity.objects.create(measure=measure, title=title, owner=made)
        person(name, Role.OWNER, unit=made)
    person("anna", Role.COORDINATOR)
    person("rut", Role.READER)
    person("stina", Role.COORDINATOR, municipality="9902")
    days = {"opens": dt.date(2026, 5, 1), "closes": dt.date(2026, 5, 20)}
    return actions.create_period(plan=plan, name="Tertial 1", year=2026, by="anna", **days)


def bodies() -> dict[str, str]:
    return {letter.to[0].partition("@")[0]: letter.body for letter in mail.outbox}


def test_each_owner_gets_one_mail_about_their_own_only():
    assert send_digest(today=OPEN, by="cron").reached == ("olle", "tove")
    assert len(mail.outbox) == 2
    assert "”Vuxna ute” ska rapporteras senast 20 maj 2026" in bodies()["olle"]
    assert "Belysning" not in bodies()["olle"]


def test_coordinator_is_told_what_is_late_and_what_the_law_wants():
    actions.record_step(municipality="9901", step=Step.PICTURE, date=dt.date(2024, 3, 1), note="", by="anna")
    assert send_digest(today=LATE, by="cron").reached == ("anna", "olle", "tove")
    assert "2 aktiviteter hos andra är sena (Fritid, Teknik)" in bodies()["anna"]
    assert "försenat sedan 1 mars 2026" in bodies()["anna"]
    assert "är inte rapporterad" in bodies()["tove"]


def test_who_has_reported_is_left_in_peace(period):
    said = actions.Said(actions.ActivityStatus.ONGOING)
    entry = actions.Entry(Activity.objects.get(title="Vuxna ute"), said, 0)
    actions.report(period, entries=[entry], by="olle", today=OPEN)
    assert send_digest(today=OPEN, by="cron").reached == ("tove",)


def test_locked_period_reminds_nobody(period):
    actions.lock_period(period, by="anna")
    assert send_digest(today=LATE, by="cron").reached == ()


@pytest.mark.parametrize("day", ["2026-05-14", "2026-05-24", "2026-07-06"])
def test_no_mail_on_red_days_or_in_july(day):
    assert send_digest(today=dt.date.fromisoformat(day), by="cron").reached == ()
    assert mail.outbox == []


def test_english_mail_is_english():
    with translation.override("en"):
        send_digest(today=OPEN, by="cron")
    assert '"Vuxna ute" is to be reported by' in bodies()["olle"]
    assert mail.outbox[0].subject == "The safety work: 1 thing to do"


def test_command_tells_how_many_and_why_none(capsys):
    assert main(["digest", "--date", "2026-05-11"]) == 0
    assert "2 brev skickade." in capsys.readouterr().out
    assert main(["--language", "en", "digest", "--date", "2026-07-06"]) == 0
    assert "No mails in July or on red days." in capsys.readouterr().out


def test_an_address_that_the_server_refuses_does_not_keep_the_others_waiting(monkeypatch, capsys):
    def refuse(letter, **_more):
        if letter.to == ["olle@example.org"]:
            raise SMTPRecipientsRefused({})
        mail.outbox.append(letter)
        return 1

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    assert main(["digest", "--date", "2026-05-11"]) == 1
    assert "Gick inte att skicka till: olle" in capsys.readouterr().out
    assert list(bodies()) == ["tove"]
    assert AuditEvent.objects.filter(action="followup.send_digest").count() == 1


def test_mail_leads_to_the_site_s_own_address(settings):
    settings.TRYGGVE_ADDRESS = "https://trygghet.example.org"
    send_digest(today=OPEN, by="cron")
    assert "https://trygghet.example.org/uppfoljning/" in bodies()["olle"]


def test_secretary_is_told_of_answers_and_decisions_that_are_near_and_of_no_others():
    plan, unit = Plan.objects.get(), Unit.objects.get(name="Fritid")
    person("sara", Role.SECRETARY)
    for due, whom in (
        (OPEN + dt.timedelta(days=10), unit),
        (OPEN + dt.timedelta(days=60), Unit.objects.get(name="Teknik")),
    ):
        send(plan, unit=whom, sent=OPEN, due=due, by="anna")
        plan.refresh_from_db()
    plan_next(plan, what="Anta planen", body="Kommunfullmäktige", when="2026-04", by="anna")
    send_digest(today=OPEN, by="cron")
    told = bodies()["sara"]
    assert "Remissvar från Fritid (Trygghetsplan): senast 21 maj 2026" in told
    assert "För in beslutet: Anta planen (Kommunfullmäktige, Trygghetsplan): skulle varit klart 30 april 2026" in told
    assert "Teknik" not in told
    assert "Remissvar" not in bodies()["olle"]


def over_smtp(settings, server) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False


def test_a_real_mail_server_gets_one_readable_letter_a_person_over_one_connection(settings):
    with mail_server() as server:
        over_smtp(settings, server)
        assert send_digest(today=LATE, by="cron").reached == ("anna", "olle", "tove")
    letters = {letter["To"]: letter for letter in server.letters}
    assert server.sessions == 1
    assert list(letters) == ["anna@example.org", "olle@example.org", "tove@example.org"]
    assert letters["olle@example.org"]["Subject"] == "Trygghetsarbetet: 1 sak att göra"
    text = letters["olle@example.org"].get_body().get_content()
    assert "”Vuxna ute” är inte rapporterad. Sista dag var 20 maj 2026." in text
    assert "Belysning" not in text


def test_a_mailbox_that_a_real_server_refuses_is_tried_again_and_the_others_are_not(settings):
    User.objects.filter(username="olle").update(email=REFUSED)
    with mail_server() as server:
        over_smtp(settings, server)
        first = send_digest(today=OPEN, by="cron")
        User.objects.filter(username="olle").update(email="olle@example.org")
        again = send_digest(today=OPEN + dt.timedelta(days=1), by="cron")
    assert (first.reached, first.failed, again.reached) == (("tove",), ("olle",), ("olle",))
    assert [letter["To"] for letter in server.letters] == ["tove@example.org", "olle@example.org"]


def test_a_server_that_is_down_is_said_and_everybody_is_mailed_when_it_is_back(settings):
    with mail_server() as server:
        over_smtp(settings, server)
    with pytest.raises(UsageError, match="cannot be reached"):
        send_digest(today=OPEN, by="cron")
    assert not AuditEvent.objects.filter(action="followup.send_digest").exists()
    with mail_server() as server:
        over_smtp(settings, server)
        assert send_digest(today=OPEN, by="cron").reached == ("olle", "tove")


def test_the_morning_after_a_red_day_carries_the_week_s_letter():
    ascension_day = dt.date(2026, 5, 14)
    assert send_digest(today=ascension_day, by="cron").reached == ()
    assert send_digest(today=ascension_day + dt.timedelta(days=1), by="cron").reached == ("olle", "tove")
    assert send_digest(today=ascension_day + dt.timedelta(days=2), by="cron").reached == ()


def test_what_is_late_stands_first_in_the_letter(period):
    days = {"opens": dt.date(2026, 5, 21), "closes": dt.date(2026, 6, 20)}
    actions.create_period(plan=period.plan, name="Tertial 2", year=2026, by="anna", **days)
    send_digest(today=LATE, by="cron")
    late, coming = bodies()["olle"].splitlines()[:2]
    assert "Tertial 1: ”Vuxna ute” är inte rapporterad" in late
    assert "Tertial 2: ”Vuxna ute” ska rapporteras senast 20 juni 2026" in coming
