"""The start page: each role is told what waits for it, and nothing that waits for others or elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from plan.made_findings import change, side
from tryggve.plan.clock import Step
from tryggve.web.data.actions import import_file, make_live
from tryggve.web.decisions import consultations
from tryggve.web.decisions.actions import plan_next
from tryggve.web.followup import actions
from tryggve.web.organisation.actions import add_unit
from tryggve.web.organisation.invitations import invite
from tryggve.web.organisation.models import Function
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_claim
from tryggve.web.plans.models import Activity, Plan
from tryggve.web.situation.models import StoredFinding
from web.followup_example import make_example
from web.plan_example import member, plan, unit
from web.test_decisions import _nothing_remembered, adopt, judge_today  # noqa: F401  the fixture is for every test here

pytestmark = pytest.mark.django_db


def today() -> dt.date:
    return timezone.localdate()


def said(client: Client, start: str = "") -> str:
    answer = client.get(f"{start}/start/")
    assert answer.status_code == 200
    text = answer.content.decode().replace("\xa0", " ")
    return " ".join(re.sub(r"<[^>]+>", " ", text[text.index("<main") :]).split())


def owner(name: str = "olle", municipality: str = "9901") -> Client:
    client = member(name, Role.OWNER, municipality)
    holder = User.objects.get(username=name)
    Function.objects.create(unit=unit(municipality=municipality), title="Chef", holder=holder)
    return client


def period_of(made, *, opens: int, closes: int):
    days = {"opens": today() + dt.timedelta(days=opens), "closes": today() + dt.timedelta(days=closes)}
    return actions.create_period(plan=made, name="Tertial 1", year=today().year, by="anna", **days)


def test_where_nothing_waits_it_says_so_and_what_will_stand_there():
    shown = said(member("rut", Role.READER))
    assert "Inget väntar på dig just nu" in shown
    assert "När något ska rapporteras, granskas eller beslutas av dig står det här" in shown
    assert "Inget beslut är planerat." in shown


def test_visitor_signs_in_first():
    assert "/logga-in/?next=/start/" in Client().get("/start/")["Location"]


def test_owner_is_asked_to_report_their_own_and_told_when_it_is_late():
    made, client = plan(), owner()
    period = period_of(made, opens=-10, closes=10)
    assert "1 sak väntar på dig" in said(client)
    assert "Rapportera: Nattvandring" in said(client)
    type(period).objects.update(closes=today() - dt.timedelta(days=1))
    assert "1 sak är sen" in said(client)
    Activity.objects.update(owner=add_unit(municipality="9901", name="Andra", kind="department", by="x"))
    assert "Nattvandring" not in said(client)


def test_report_that_is_sent_back_is_asked_for_again_with_its_question():
    example, client = make_example(), member("olle", Role.OWNER)
    type(example.period).objects.update(opens=today() - dt.timedelta(days=9), closes=today() + dt.timedelta(days=9))
    example.period.refresh_from_db()
    Function.objects.get_or_create(unit=example.walks.owner, title="Chef", holder=User.objects.get(username="olle"))
    reported = actions.Entry(example.walks, actions.Said(actions.ActivityStatus.DONE, 3), 0)
    actions.report(example.period, entries=[reported], by="olle", today=today())
    assert example.walks.title not in said(client)
    actions.return_report(example.period.reports.get(), note="Vilka kvällar?", by="anna")
    assert f"Rapportera igen: {example.walks.title}" in said(client)
    assert "Vilka kvällar?" in said(client)


def test_coordinator_is_told_of_others_late_reports_and_the_laws_clock():
    period_of(plan(), opens=-40, closes=-1)
    old = today().replace(day=1, year=today().year - 3)
    actions.record_step(municipality="9901", step=Step.PICTURE, date=old, note="", by="anna")
    shown = said(member("anna", Role.COORDINATOR))
    assert "1 aktivitet hos andra är inte rapporterad" in shown
    assert "Tertial 1: Fritidsnämnden" in shown
    assert "Lagens klocka" in shown
    assert "Lagens klocka" not in said(member("olle", Role.OWNER))


def test_secretary_awaits_answers_and_enters_decisions_whose_day_has_passed():
    made = plan()
    consultations.send(made, unit=unit(), sent=today(), due=today() + dt.timedelta(days=9), by="anna")
    plan_next(made, what="Anta planen", body="Kommunfullmäktige", when="2024-04", by="anna")
    shown = said(member("sara", Role.SECRETARY))
    assert "Remissvar från Fritidsnämnden" in shown
    assert "För in beslutet: Anta planen" in shown
    assert "Skulle varit klart 30 april 2024" in shown
    reading = said(member("rut", Role.READER))
    assert "Remissvar" not in reading
    assert "För in beslutet" not in reading


@pytest.mark.parametrize(
    ("stance", "waits"), [("changes", True), ("reject", True), ("support", False), ("abstain", False), ("", False)]
)
def test_secretary_meets_the_answers_that_ask_for_another_plan(stance, waits):
    made = plan()
    asked = consultations.send(made, unit=unit(), sent=today(), due=today() + dt.timedelta(days=9), by="anna")
    answer = {"text": "Vi vill ha mer belysning.", "answered_by": "Fritidschefen", "on": today(), "by": "sara"}
    consultations.answer(asked.consultation, **answer, stance=stance)
    sara, told = member("sara", Role.SECRETARY), "Bemöt remissvaret från Fritidsnämnden"
    assert (told in said(sara)) is waits
    assert told not in said(member("rut", Role.READER))
    assert told not in said(member("frida", Role.SECRETARY, "2081"))
    consultations.respond(asked.consultation, heeded="yes", response="Belysningen är inlagd.", by="sara")
    assert told not in said(sara)


def test_decision_that_is_to_come_stands_beside_for_everybody():
    plan_next(plan(), what="Ny plan", body="Kommunstyrelsen", when="2097", by="anna")
    assert "Kommunstyrelsen, 2097 Ny plan" in said(member("rut", Role.READER))


def test_what_a_draft_lacks_waits_for_whoever_writes_it():
    plan()
    lacks = r"\d+ saker saknas i planen"
    assert re.search(lacks, said(member("anna", Role.COORDINATOR)))
    assert not re.search(lacks, said(member("rut", Role.READER)))


def test_drafts_that_have_come_the_furthest_are_told_of_before_newer_ones():
    for title, status in (("Remitterad", "consultation"), ("Föreslagen", "proposed"), ("A", "draft"), ("B", "draft")):
        Plan.objects.filter(pk=plan(title).pk).update(status=status)
    shown = said(member("anna", Role.COORDINATOR))
    duties = shown[: shown.index("Senaste nytt")] if "Senaste nytt" in shown else shown
    for title, told in (("Föreslagen", True), ("Remitterad", True), ("B", True), ("A", False)):
        assert bool(re.search(rf"saknas i planen {title}\b", duties)) is told, title


def test_new_file_waits_for_whoever_imports_until_it_is_reviewed(workbook):
    import_file(workbook, by="anna")
    assert "Granska Ekhamra.xlsx" in said(member("alva", Role.ANALYST))
    assert "Granska" not in said(member("olle", Role.OWNER))


def test_administrator_is_told_of_unused_invitations_and_empty_posts():
    plan()
    invite(username="eva", name="Eva Ek", email="eva@example.org", role=Role.OWNER, municipality="9901", by="x")
    shown = said(member("admin", Role.ADMINISTRATOR))
    assert "1 inbjudan är inte använd" in shown
    assert "Eva Ek" in shown
    assert "1 enhet med aktiviteter saknar innehavare" in shown


def test_claim_that_newer_figures_refute_is_news_beside_what_was_decided(live):
    """Only where the figures that refute it went live lately: the claim's indicator is one of the file's."""
    made, client = plan(), member("anna", Role.COORDINATOR)
    rose = replace(change(side(2022, 60, 2), side(2020, 48, 2)), indicator="ntu_unsafe_evening")
    add_claim(priority=made.priorities.get(), finding=rose, by="anna")
    adopt(made)
    assert "Stämmer inte längre" not in said(client)
    StoredFinding.objects.filter(indicator="ntu_unsafe_evening").delete()  # what the file itself says of it
    judge_today(replace(change(side(2024, 48, 2), side(2022, 60, 2)), indicator="ntu_unsafe_evening"))
    assert said(client).count("Stämmer inte längre Beslutat 2023") == 1


def test_decisions_and_new_figures_are_news(live):
    adopt(plan(), date=today(), public_from=today())
    shown = said(member("rut", Role.READER))
    assert "Antagande: Trygghetsplan 2024–2026" in shown
    assert "Nya siffror 2017–2025" in shown


def test_nothing_of_another_municipality_waits_here():
    made = plan("Grannens plan", "2081")
    period_of(made, opens=-10, closes=-1)
    consultations.send(
        made, unit=unit("Grannämnden", "2081"), sent=today(), due=today() + dt.timedelta(days=5), by="anna"
    )
    for name, role in (("anna", Role.COORDINATOR), ("sara", Role.SECRETARY), ("olle", Role.OWNER)):
        assert "Grann" not in said(member(name, role))


def test_english_start_page_is_english():
    period_of(plan(), opens=-10, closes=10)
    shown = said(owner(), "/en")
    assert "1 thing waits for you" in shown
    assert "Report: Nattvandring" in shown


def test_help_tells_each_role_its_own_jobs_and_everybody_how_to_read():
    def helped(client: Client) -> str:
        return client.get("/hjalp/").content.decode()

    everybody = helped(Client())
    assert "Läs en siffra" in everybody
    assert "Skriv en plan" not in everybody
    owners = helped(member("olle", Role.OWNER))
    assert "Rapportera en aktivitet" in owners
    assert "Skriv en plan" not in owners
    coordinators = helped(member("anna", Role.COORDINATOR))
    assert all(job in coordinators for job in ("Skriv en plan", "Gör en lägesbild", "Följ upp planen", "Handboken"))


def test_newcomer_is_told_what_comes_first_until_it_is_done():
    client = member("nyanna", Role.COORDINATOR)
    text = said(client)
    assert "6 steg kvar innan arbetet är i gång" in text
    steps = (
        "din e-postadress",
        "första siffrorna",
        "Lägg till enheterna",
        "Bjud in en kollega",
        "första lägesbilden",
        "första planen",
    )
    places = [text.find(step) for step in steps]
    assert places == sorted(places)
    assert places[0] > 0
    plan()
    member("kollega", Role.READER)
    assert "Bjud in en kollega" not in said(client)
    User.objects.filter(username="nyanna").update(email="nyanna@example.org")
    assert "din e-postadress" not in said(client)
    assert "Skapa den första planen" not in said(client)


def test_first_steps_are_told_to_those_who_may_take_them():
    text = said(member("rolf", Role.READER))
    assert "Så kommer ni i gång" not in text
    assert "Inget väntar på dig just nu" in text


def test_file_about_another_municipality_is_told_and_the_first_step_stays(workbook, settings):
    settings.TRYGGVE_PLACE = "2582"
    client = member("alva", Role.ANALYST, "2582")
    release = import_file(workbook, by="alva").release
    assert "Filen har inga siffror för Boden." in client.get(f"/kallor/{release.pk}/").content.decode()
    make_live(release, by="alva")
    assert "Läs in de första siffrorna" in said(client)
    settings.TRYGGVE_PLACE = "9901"
    assert "Filen har inga siffror för" not in client.get(f"/kallor/{release.pk}/").content.decode()
    assert "Läs in de första siffrorna" not in said(member("alva2", Role.ANALYST))


def test_help_says_plainly_where_the_handbook_is_and_leads_to_a_goal_s_answers(settings):
    settings.TRYGGVE_CONTACT = "trygghet@example.se"
    shown = member("anna", Role.COORDINATOR).get("/hjalp/").content.decode()
    assert "kan inte öppnas härifrån" in shown
    assert "trygghet@example.se" in shown
    assert 'href="/sa-laser-du/#malens-svar"' in Client().get("/hjalp/").content.decode()
