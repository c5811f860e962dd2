"""What the registers give to other rooms: the law's checklist, the weekly mail, the calendar, the public page."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from tryggve.plan.clock import Step
from tryggve.plan.law import check_law
from tryggve.web.followup.actions import make_calendar_address, record_step
from tryggve.web.followup.digest import send_digest
from tryggve.web.followup.models import WeeklyMail
from tryggve.web.organisation.models import Function
from tryggve.web.people.roles import Role
from tryggve.web.plans.law_facts import law_facts
from tryggve.web.registers import actions
from tryggve.web.registers.due_dates import register_items
from tryggve.web.registers.kinds import MEETING
from tryggve.web.registers.models import ActionPoint, Agreement, Coordination, Council, Meeting, Member
from web.plan_example import member, plan
from web.registers_example import TODAY, cooperation
from web.test_files import decided

pytestmark = pytest.mark.django_db
PARAGRAPHS = {"§ 7": "annan-planering", "§§ 8–9": "overenskommelser", "§ 10": "radet", "§§ 11–12": "samordning"}


def states(made, *, today: dt.date = TODAY) -> dict[str, str]:
    return {point.paragraph: point.state.value for point in check_law(law_facts(made, today=today))}


def test_an_empty_register_leaves_the_law_s_points_untold(db):
    found = states(plan())
    assert {found[paragraph] for paragraph in ("§ 7", "§§ 8–9", "§ 10", "§ 13")} == {"untold"}


def test_what_is_registered_meets_the_law_s_points(db):
    ours = cooperation()
    record_step(municipality="9901", step=Step.COUNCIL, date=TODAY, note="", by="anna")
    found = states(ours.plan)
    assert {found[paragraph] for paragraph in ("§ 7", "§§ 8–9", "§ 10", "§§ 11–12", "§ 13")} == {"met"}


@pytest.mark.parametrize(
    ("paragraph", "model", "values"),
    [
        ("§§ 8–9", Agreement, {"purpose": ""}),
        ("§§ 8–9", Agreement, {"ends": "2025"}),
        ("§§ 8–9", Agreement, {"written": False}),
        ("§ 10", Council, {"municipality_leads": False}),
        ("§ 10", Member, {"leading": False}),
        ("§§ 11–12", Coordination, {"email": "", "phone": ""}),
    ],
)
def test_what_a_register_lacks_is_missing_in_the_law_s_list(db, settings, paragraph, model, values):
    settings.TRYGGVE_CONTACT = ""
    ours = cooperation()
    model.objects.update(**values)
    assert states(ours.plan)[paragraph] == "missing"


def test_a_removed_row_no_longer_counts(db):
    ours = cooperation()
    for kind in ("agreement", "council", "other_planning", "why_apart"):
        actions.remove_row(ours[kind], by="anna")
    found = states(ours.plan)
    assert {found[paragraph] for paragraph in ("§ 7", "§§ 8–9", "§ 10")} == {"untold"}


def test_another_municipality_s_registers_meet_nothing_here(db):
    cooperation("2081")
    found = states(plan())
    assert {found[paragraph] for paragraph in ("§ 7", "§§ 8–9", "§ 10")} == {"untold"}


def test_the_law_s_list_leads_to_where_each_thing_is_registered(db):
    ours, client = cooperation(), member("anna", Role.COORDINATOR)
    page = client.get(f"/plan/{ours.plan.pk}/lagen/").content.decode()
    for part in (*PARAGRAPHS.values(), "ledning"):
        assert f"{part}/" in page


def owner(unit) -> User:
    member("olle", Role.OWNER)
    User.objects.update(email="x@example.org")
    user = User.objects.get(username="olle")
    Function.objects.create(unit=unit, title="Chef", holder=user)
    return user


def mailed(name: str) -> str:
    mail.outbox.clear()
    WeeklyMail.objects.all().delete()  # as if a week had passed
    send_digest(today=TODAY, by="cron")
    user = User.objects.get(username=name)
    return "".join(letter.body for letter in mail.outbox if letter.to == [user.email])


def test_the_weekly_mail_tells_an_owner_of_their_late_point(db):
    ours = cooperation()
    owner(ours.police)
    assert "”Räkna lamporna” skulle vara klart februari 2026" in mailed("olle")
    ActionPoint.objects.update(due="2026-03-10")
    assert "”Räkna lamporna” ska vara klart senast 10 mars 2026" in mailed("olle")
    ActionPoint.objects.update(due="2026-06")
    assert mailed("olle") == ""


def test_a_point_that_is_done_or_removed_is_mailed_to_nobody(db):
    ours = cooperation()
    owner(ours.police)
    actions.finish_point(ours["action_point"], on=TODAY, by="anna")
    assert mailed("olle") == ""
    actions.reopen_point(ours["action_point"], by="anna")
    actions.remove_row(ours["meeting"], by="anna")
    assert mailed("olle") == ""


def test_the_coordinator_is_told_of_others_and_of_agreements(db):
    cooperation()
    member("anna", Role.COORDINATOR)
    User.objects.update(email="anna@example.org")
    Agreement.objects.update(ends="2026-05")
    body = mailed("anna")
    assert "1 åtgärdspunkt hos andra är försenad" in body
    assert "”Med polisen” löper snart ut: maj 2026" in body


def test_a_reader_and_another_municipality_are_told_nothing(db):
    cooperation()
    for name, role, place in (("rolf", Role.READER, "9901"), ("stina", Role.COORDINATOR, "2081")):
        member(name, role, place)
        User.objects.filter(username=name).update(email=f"{name}@example.org")
    assert "Rådet" not in mailed("rolf")
    assert "Räkna" not in mailed("stina")
    assert "åtgärdspunkt" not in mailed("stina")


def test_the_calendar_holds_meetings_and_own_points(db):
    ours = cooperation(today=timezone.localdate())
    user = owner(ours.police)
    token = make_calendar_address(user, by="olle")
    feed = Client().get(f"/uppfoljning/kalender.ics?nyckel={token}").content.decode().replace("\r\n ", "")
    assert "Klart senast: Räkna lamporna" in feed
    assert "Rådet: möte" in feed
    assert "löper ut" not in feed, "agreements are the coordinator's"


def test_the_calendar_holds_the_day_agreed_until_a_meeting_is_put_in(db):
    ours = cooperation()
    member("anna", Role.COORDINATOR)
    Meeting.objects.update(next_meeting=dt.date(2026, 6, 1))
    user = User.objects.get(username="anna")

    def days() -> list[dt.date]:
        return [item.day for item in register_items(user, "9901", today=TODAY) if item.sv == "Rådet: möte"]

    assert days() == [TODAY, dt.date(2026, 6, 1)]
    actions.add_row(
        MEETING,
        parent=ours["council"],
        values={"date": dt.date(2026, 6, 1)},
        by="anna",
    )
    assert sorted(days()) == [TODAY, dt.date(2026, 6, 1)]


def test_the_public_plan_page_says_whom_to_ask(db):
    cooperation()
    ours = decided(plan())
    page = Client().get(f"/trygghetsplan/{ours.pk}/").content.decode()
    assert "trygghet@example.org" in page
    assert "Samordnaren" in page
    Coordination.objects.update(email="")
    assert "Samordnaren" not in Client().get(f"/trygghetsplan/{ours.pk}/").content.decode()


def start_page(name: str, role: Role) -> str:
    return member(name, role).get("/start/").content.decode()


def test_the_start_page_tells_an_owner_of_their_own_points_only(db):
    ours = cooperation()
    owner(ours.police)
    assert "Från rådet: Räkna lamporna" in start_page("olle", Role.OWNER)
    Function.objects.all().delete()
    assert "Räkna lamporna" not in start_page("olle", Role.OWNER)


def test_the_start_page_tells_whoever_keeps_the_registers_of_late_points_and_agreements(db):
    cooperation()
    Agreement.objects.update(ends="2025")
    for name, role in (("sara", Role.SECRETARY), ("anna", Role.COORDINATOR)):
        page = start_page(name, role)
        assert "Från rådet: Räkna lamporna" in page
        assert "Förnya eller avsluta: Med polisen" in page
    page = start_page("rolf", Role.READER)
    assert "Räkna lamporna" not in page
    assert "Med polisen" not in page
