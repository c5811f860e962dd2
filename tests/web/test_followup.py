"""The follow-up room: periods, reports, personal links, the calendar and the weekly mail."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tryggve.errors import NotAllowedError
from tryggve.plan.clock import period_items
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.models import Decision
from tryggve.web.followup import actions
from tryggve.web.followup.models import CalendarAddress, Report, ReportingLink, ReportingPeriod, StepTaken
from tryggve.web.followup.policies import require_taking
from tryggve.web.followup.wheel import wheel_of
from tryggve.web.organisation.models import Function, Membership, Unit
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.models import Activity, Budget, Measure, Plan, Priority
from web.conftest import PASSWORD

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
DAY = dt.timedelta(days=1)


def person(name: str, role: Role, *, municipality: str = "9901", unit: Unit | None = None) -> Client:
    user = add_person(username=name, password=PASSWORD, role=role, by="provet")
    Membership.objects.update_or_create(user=user, defaults={"municipality": municipality})
    if unit:
        Function.objects.create(unit=unit, title="Chef", holder=user)
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def activity(plan: Plan, title: str, unit: Unit, *, amount: int = 600_000, **more) -> Activity:
    priority, _ = Priority.objects.get_or_create(plan=plan, title="Trygga unga")
    measure, _ = Measure.objects.get_or_create(priority=priority, title="Vuxna i ungas miljöer")
    made = Activity.objects.create(
        measure=measure, title=title, owner=unit, planned_dose=40, dose_unit="kvällar", **more
    )
    Budget.objects.create(activity=made, year=timezone.localdate().year, amount=amount)
    return made


@pytest.fixture
def leisure(db) -> Unit:
    return Unit.objects.create(municipality="9901", name="Fritid", kind="department")


@pytest.fixture
def streets(db) -> Unit:
    return Unit.objects.create(municipality="9901", name="Teknik", kind="department")


@pytest.fixture
def plan(db) -> Plan:
    return Plan.objects.create(municipality="9901", title="Trygghetsplan")


@pytest.fixture
def walks(plan, leisure) -> Activity:
    return activity(plan, "Vuxna ute på kvällar", leisure)


@pytest.fixture
def lights(plan, streets) -> Activity:
    return activity(plan, "Belysning vid gångstråken", streets)


@pytest.fixture
def period(plan, walks, lights) -> ReportingPeriod:
    today = timezone.localdate()
    return actions.create_period(
        plan=plan, name="Tertial 1", opens=today - 5 * DAY, closes=today + 5 * DAY, year=today.year, by="provet"
    )


@pytest.fixture
def late_period(period) -> ReportingPeriod:
    period.closes = timezone.localdate() - 3 * DAY
    period.save()
    return period


@pytest.fixture
def anna(db) -> Client:
    return person("anna", Role.COORDINATOR)


@pytest.fixture
def owner(leisure) -> Client:
    return person("olle", Role.OWNER, unit=leisure)


def fields(chosen: Activity, *, seen: int = 0, status="ongoing", dose="", cost="", comment="") -> dict[str, str]:
    said = {"status": status, "dose": dose, "cost": cost, "comment": comment, "seen": str(seen)}
    return {f"a{chosen.pk}-{name}": value for name, value in said.items()}


def text(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode().replace("\xa0", " "))


def address(period: ReportingPeriod) -> str:
    return f"/uppfoljning/{period.pk}/"


def test_owner_reports_status_dose_and_cost(owner, period, walks):
    said = fields(walks, dose="31,5", cost="420 000", comment="Går bra")
    assert owner.post(address(period), said).status_code == 302
    report = Report.objects.get()
    assert (report.status, report.dose, report.cost, report.by) == ("ongoing", 31.5, 420_000, "olle")
    event = AuditEvent.objects.get(action="followup.report")
    assert event.after == {"status": "ongoing", "dose": 31.5, "cost": "420000"}
    assert check_chain().whole


def test_comment_is_not_written_to_the_log_that_nobody_can_clean(owner, period, walks):
    owner.post(address(period), fields(walks, comment="Något om en person"))
    assert Report.objects.get().comment == "Något om en person"
    assert not [event for event in AuditEvent.objects.all() if "en person" in str((event.before, event.after))]


def test_form_shows_what_is_planned_and_asks_for_no_personal_data(owner, period):
    page = text(owner.get(address(period)))
    assert "Planerat: 40 kvällar" in page
    assert f"Budget {timezone.localdate().year}: 600 000 kr" in page
    assert "Skriv inga personuppgifter." in page


def test_owner_sees_only_the_activities_of_their_own_units(owner, period):
    for where in ("/uppfoljning/", address(period)):
        page = text(owner.get(where))
        assert "Belysning vid gångstråken" not in page
        assert "Teknik" not in page
    assert "Vuxna ute på kvällar" in page


def test_owner_is_refused_another_unit(owner, period, streets, lights):
    assert owner.get(f"{address(period)}?enhet={streets.pk}").status_code == 404
    owner.post(address(period), fields(lights))
    assert not Report.objects.exists()


def test_substitute_reports_only_on_the_days_they_stand_in(period, leisure, walks):
    client = person("sara", Role.OWNER)
    today = timezone.localdate()
    function = Function.objects.create(
        unit=leisure, title="Chef", substitute=User.objects.get(username="sara"), substitute_to=today
    )
    assert "Vuxna ute på kvällar" in text(client.get(address(period)))
    Function.objects.filter(pk=function.pk).update(substitute_to=today - DAY)
    assert "Vuxna ute på kvällar" not in text(client.get(address(period)))


def test_untouched_activity_stays_not_reported(owner, period, walks, leisure, plan):
    second = activity(plan, "Fältare", leisure)
    owner.post(address(period), fields(walks) | fields(second, status=""))
    assert [report.activity for report in Report.objects.all()] == [walks]


def test_dose_without_status_is_sent_back_to_the_form_and_nothing_is_saved(owner, period, walks, leisure, plan):
    second = activity(plan, "Fältare", leisure)
    page = owner.post(address(period), fields(walks) | fields(second, status="", dose="3"))
    assert page.status_code == 422
    assert "Välj läge." in text(page)
    assert not Report.objects.exists()


@pytest.mark.parametrize("wrong", [{"dose": "många"}, {"dose": "-1"}, {"cost": "-5"}, {"status": "klar"}])
def test_values_that_cannot_be_are_refused(owner, period, walks, wrong):
    assert owner.post(address(period), fields(walks, **wrong)).status_code == 422
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ({"dose": "ca 30"}, "Skriv ett tal, till exempel 65 eller 62,5."),
        ({"dose": "-3"}, "Skriv 0 eller mer."),
        ({"dose": "1.200"}, "Är det tusental eller decimaler? Skriv 1200 eller 1,2."),
        ({"cost": "12 tkr"}, "Skriv ett belopp i kronor, till exempel 120 000."),
        ({"cost": "0,125"}, "Skriv ett belopp i kronor, till exempel 120 000."),
        ({"cost": "-500"}, "Skriv 0 kronor eller mer."),
    ],
)
def test_slip_is_answered_in_plain_words_and_what_was_typed_stays(owner, period, walks, typed, answer):
    page = owner.post(address(period), fields(walks, comment="Gick bra", **typed))
    assert page.status_code == 422
    assert answer in text(page)
    assert f'value="{next(iter(typed.values()))}"' in text(page)
    assert "Gick bra" in text(page)


def test_comment_with_a_personal_identity_number_is_not_stored(owner, period, walks):
    page = owner.post(address(period), fields(walks, comment="Anna 19800101-1234 var nöjd"))
    assert page.status_code == 422
    assert "Det här ser ut som ett personnummer." in text(page)
    assert not Report.objects.exists()


def test_stored_comment_stops_nobody_who_reports_of_something_else(anna, period, walks, lights, leisure):
    said = actions.Said(actions.ActivityStatus.ONGOING, comment="Anna 19800101-1234 var nöjd")
    old = actions.report(period, entries=[actions.Entry(walks, said, 0)], by="olle", today=period.opens)[0]
    unchanged = fields(walks, comment=said.comment, seen=old.pk)
    assert anna.post(f"{address(period)}?enhet={leisure.pk}", unchanged | fields(lights)).status_code == 302


def test_receipt_asks_about_figures_that_pass_the_plan(owner, period, walks):
    page = owner.post(address(period), fields(walks, dose="400", cost="6.000.000"), follow=True)
    assert "Mer än planerat, 40 kvällar. Mer än årets budget, 600 000 kr. Stämmer det?" in text(page)
    seen = Report.objects.get().pk
    page = owner.post(address(period), fields(walks, dose="40", cost="600000", seen=seen), follow=True)
    assert "Stämmer det?" not in text(page)


def test_receipt_asks_about_a_running_total_that_has_shrunk(owner, period, walks):
    old = ReportingPeriod.objects.create(
        plan=period.plan, name="Tertial 0", opens=period.opens - 90 * DAY, closes=period.opens - 60 * DAY
    )
    said = actions.Said(actions.ActivityStatus.ONGOING, 11)
    actions.report(old, entries=[actions.Entry(walks, said, 0)], by="olle", today=timezone.localdate())
    page = owner.post(address(period), fields(walks, dose="3"), follow=True)
    asked = "Mindre än förut, 11 kvällar. Skriv allt som är genomfört hittills. Stämmer det?"
    assert asked in text(page)
    seen = period.reports.get().pk
    page = owner.post(address(period), fields(walks, dose="12", seen=seen), follow=True)
    assert "Stämmer det?" not in text(page)


def test_receipt_names_no_day_that_has_passed(owner, period, walks):
    assert "helst senast" in text(owner.post(address(period), fields(walks), follow=True))
    ReportingPeriod.objects.update(closes=timezone.localdate() - dt.timedelta(days=1))
    page = owner.post(address(period), fields(walks, dose="3", seen=Report.objects.get().pk), follow=True)
    assert "Sparat: 1 aktivitet är rapporterad" in text(page)
    assert "helst senast" not in text(page)


def test_saving_again_without_a_change_makes_no_new_report(owner, period, walks):
    owner.post(address(period), fields(walks, dose="3", cost="10,5"))
    seen = Report.objects.get().pk
    owner.post(address(period), fields(walks, dose="3", cost="10,50", seen=seen))
    assert Report.objects.count() == 1


def test_report_over_another_s_newer_one_is_shown_before_it_counts(owner, anna, period, walks, leisure):
    anna.post(f"{address(period)}?enhet={leisure.pk}", fields(walks, dose="9"))
    newest = Report.objects.get()
    page = owner.post(address(period), fields(walks, dose="3"))
    assert page.status_code == 422
    assert "Någon annan har rapporterat" in text(page)
    assert f'name="a{walks.pk}-seen" value="{newest.pk}"' in text(page)
    assert owner.post(address(period), fields(walks, dose="3", seen=newest.pk)).status_code == 302
    assert [report.dose for report in Report.objects.all()] == [9, 3]


def test_action_itself_refuses_an_older_sight(period, walks):
    said = actions.Said(actions.ActivityStatus.DONE)
    today = timezone.localdate()
    actions.report(period, entries=[actions.Entry(walks, said, 0)], by="olle", today=today)
    with pytest.raises(StaleError):
        actions.report(period, entries=[actions.Entry(walks, said, 0)], by="olle", today=today)


def test_coordinator_reports_on_behalf_and_it_is_shown(anna, period, walks, leisure):
    assert anna.post(f"{address(period)}?enhet={leisure.pk}", fields(walks)).status_code == 302
    assert Report.objects.get().on_behalf_of == "Fritid"
    assert "anna åt Fritid" in text(anna.get(address(period)))


def test_returned_report_counts_no_longer_and_says_why(anna, owner, period, walks):
    owner.post(address(period), fields(walks, dose="3"))
    found = Report.objects.get()
    assert "1 av 2" in text(anna.get("/uppfoljning/"))
    where = f"/uppfoljning/rapport/{found.pk}/tillbaka/"
    assert text(anna.get(where)).count("Skriv inga personuppgifter") == 1
    assert anna.get(where).status_code == 200
    assert anna.post(where, {"note": ""}).status_code == 422
    anna.post(where, {"note": "Kostnaden saknas"})
    assert "0 av 2 aktiviteter är rapporterade" in text(anna.get("/uppfoljning/"))
    assert "Kostnaden saknas" in text(owner.get(address(period)))
    owner.post(address(period), fields(walks, dose="3", cost="5", seen=found.pk))
    assert "1 av 2" in text(anna.get("/uppfoljning/"))


def test_locked_period_takes_no_report_and_ends_its_links(anna, owner, period, walks, leisure):
    token = actions.make_link(period, unit=leisure, name="Britta", by="anna")
    assert anna.post(f"{address(period)}las/").status_code == 302
    refused = owner.post(address(period), fields(walks))
    assert refused.status_code == 409
    assert "Be samordnaren att öppna perioden igen" in text(refused)
    assert Client().get(f"/rapport/{token}/").status_code == 404
    assert not Report.objects.exists()


@pytest.mark.parametrize("step", ["las/", "?enhet={unit}"])
def test_coordinator_is_told_to_reopen_a_locked_period(anna, period, walks, step):
    actions.lock_period(period, by="anna")
    refused = anna.post(f"{address(period)}{step.format(unit=walks.owner_id)}", fields(walks))
    assert refused.status_code == 409
    page = text(refused)
    assert "Tertial 1 är låst. Öppna perioden igen på dess sida" in page
    assert "Be samordnaren" not in page


def test_report_before_a_period_opens_is_told_the_day_in_words(period):
    period.opens = dt.date(2026, 12, 24)
    with pytest.raises(NotAllowedError) as refused:
        require_taking(period, today=dt.date(2026, 12, 23))
    assert refused.value.text("sv") == "Tertial 1 öppnar 24 december 2026. Rapportera då."


def test_reopened_period_keeps_the_old_value_beside_the_new(anna, owner, period, walks):
    owner.post(address(period), fields(walks, dose="3"))
    old = Report.objects.get()
    anna.post(f"{address(period)}las/")
    anna.post(f"{address(period)}oppna/", {"note": ""})
    assert ReportingPeriod.objects.get().locked_at is not None
    anna.post(f"{address(period)}oppna/", {"note": "Fel antal kvällar"})
    owner.post(address(period), fields(walks, dose="5", seen=old.pk))
    assert [report.dose for report in Report.objects.order_by("id")] == [3, 5]
    page = text(anna.get(address(period)))
    assert "Fel antal kvällar" in page
    assert "1 tidigare rapport" in page
    event = AuditEvent.objects.get(action="followup.reopen_period")
    assert event.before["locked_at"]


def test_link_of_a_locked_period_stays_dead_when_it_is_reopened(anna, period, leisure):
    token = actions.make_link(period, unit=leisure, name="Britta", by="anna")
    anna.post(f"{address(period)}las/")
    anna.post(f"{address(period)}oppna/", {"note": "Rättelse"})
    assert Client().get(f"/rapport/{token}/").status_code == 404


def test_period_that_has_not_opened_takes_no_report(owner, period, walks):
    ReportingPeriod.objects.update(opens=timezone.localdate() + DAY)
    assert owner.post(address(period), fields(walks)).status_code == 409


def test_late_is_closed_and_not_reported_and_silence_is_neither_zero_nor_cancelled(anna, late_period, walks):
    page = text(anna.get("/uppfoljning/"))
    assert "2 aktiviteter är sena." in page
    assert "Inte rapporterat, 3 dagar sent" in page
    assert "0 %" not in page
    assert "Inställd" not in page
    assert "Inte rapporterat är varken 0 procent eller inställt." in page


def test_late_report_is_still_taken(owner, late_period, walks):
    assert owner.post(address(late_period), fields(walks)).status_code == 302


def test_overview_sets_outcome_against_the_budget_of_the_same_activities(anna, owner, period, walks):
    owner.post(address(period), fields(walks, dose="30", cost="420000"))
    page = text(anna.get("/uppfoljning/"))
    assert "420 000 kr av 600 000 kr" in page
    assert "1 200 000 kr" in page
    assert re.search(r"75 %<br><span [^>]*>för 1 av 2</span>", page)  # the mean says how few it covers
    assert "inte rapporterat" in page


def test_activity_that_ended_before_the_year_is_not_expected(anna, period, plan, leisure):
    activity(plan, "Gammal aktivitet", leisure, ends=f"{timezone.localdate().year - 1}-12")
    activity(plan, "Kommande aktivitet", leisure, starts=f"{timezone.localdate().year + 1}-h")
    page = text(anna.get(address(period)))
    assert "Gammal aktivitet" not in page
    assert "Kommande aktivitet" not in page


def test_another_municipality_sees_nothing(period, walks, leisure):
    stranger = person("stina", Role.COORDINATOR, municipality="9902")
    assert "Tertial 1" not in text(stranger.get("/uppfoljning/"))
    report = Report.objects.create(period=period, activity=walks, status="done", at=timezone.now(), by="olle")
    link = ReportingLink.objects.create(
        period=period, unit=leisure, token_hash="x", name="Britta", made_at=timezone.now()
    )
    assert stranger.get(address(period)).status_code == 404
    for where in ("las/", "oppna/", "lank/"):
        assert stranger.post(address(period) + where, {"note": "x"}).status_code == 404
    assert stranger.post(f"/uppfoljning/lank/{link.pk}/aterkalla/").status_code == 404
    assert stranger.post(f"/uppfoljning/rapport/{report.pk}/tillbaka/", {"note": "x"}).status_code == 404
    values = {"plan": period.plan_id, "name": "Intrång", "year": 2026, "opens": "2026-01-01", "closes": "2026-01-02"}
    assert stranger.post("/uppfoljning/ny/", values).status_code == 422
    assert ReportingPeriod.objects.count() == 1


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST])
def test_only_the_coordinator_manages_periods(role, period, leisure, walks):
    client = person("rut", role)
    report = Report.objects.create(period=period, activity=walks, status="done", at=timezone.now(), by="olle")
    for where in ("las/", "oppna/", "lank/"):
        assert client.post(address(period) + where).status_code == 403
    assert client.post(f"/uppfoljning/rapport/{report.pk}/tillbaka/", {"note": "x"}).status_code == 403
    assert client.get("/uppfoljning/ny/").status_code == 403
    assert client.post("/uppfoljning/steg/").status_code == 403


def test_reader_reads_but_reports_nothing(period, walks, leisure):
    client = person("rut", Role.READER, unit=leisure)
    assert "Belysning vid gångstråken" in text(client.get(address(period)))
    assert client.post(address(period), fields(walks)).status_code == 403
    assert client.post(f"{address(period)}?enhet={leisure.pk}", fields(walks)).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize("where", ["/uppfoljning/", "/uppfoljning/1/", "/uppfoljning/ny/", "/en/uppfoljning/"])
def test_visitor_is_asked_to_sign_in(visitor, where):
    answer = visitor.get(where)
    assert answer.status_code == 302
    assert "/logga-in/" in answer["Location"]


def test_coordinator_makes_a_period(anna, plan):
    values = {"plan": plan.pk, "name": "Tertial 2", "year": "2026", "opens": "2026-08-20", "closes": "2026-09-10"}
    assert anna.post("/uppfoljning/ny/", values | {"closes": "2026-08-01"}).status_code == 422
    assert anna.post("/uppfoljning/ny/", values).status_code == 302
    assert "redan en period" in text(anna.post("/uppfoljning/ny/", values))
    assert ReportingPeriod.objects.get().budget_year == 2026


def made_link(anna: Client, period: ReportingPeriod, unit: Unit) -> str:
    page = anna.post(f"{address(period)}lank/", {"link-unit": unit.pk, "link-name": "Britta"})
    return re.search(r"/rapport/([\w-]+)/", page.content.decode())[1]


def test_link_is_shown_once_and_kept_only_as_a_hash(anna, period, leisure):
    token = made_link(anna, period, leisure)
    assert len(token) >= 43
    link = ReportingLink.objects.get()
    assert link.token_hash != token
    assert len(link.token_hash) == 64
    assert token not in anna.get(address(period)).content.decode()
    assert not [event for event in AuditEvent.objects.all() if token in str((event.object, event.before, event.after))]


def test_link_reports_without_an_account_and_sees_nothing_else(anna, period, walks, lights, leisure, settings):
    settings.TRYGGVE_OPEN_READING = False
    where = f"/rapport/{made_link(anna, period, leisure)}/"
    visitor = Client()
    page = visitor.get(where)
    assert "Vuxna ute på kvällar" in text(page)
    assert "Belysning vid gångstråken" not in text(page)
    assert "Teknik" not in text(page)
    assert page["X-Robots-Tag"].startswith("noindex")
    assert "no-store" in page["Cache-Control"]
    assert visitor.post(where, fields(walks, dose="4") | fields(lights)).status_code == 302
    assert [(r.activity, r.by) for r in Report.objects.all()] == [(walks, "Britta (länk)")]
    assert visitor.get("/uppfoljning/").status_code == 302
    assert visitor.get(address(period)).status_code == 302


def test_link_shows_what_was_reported_in_the_period_before(anna, plan, period, walks, leisure):
    first = period.opens - 300 * DAY
    old = actions.create_period(
        plan=plan, name="Helår", opens=first, closes=first + DAY, year=period.budget_year, by="provet"
    )
    told = {"activity": walks, "status": "ongoing", "by": "bo"}
    Report.objects.create(period=old, dose=10, at=dt.datetime(2026, 1, 20, tzinfo=dt.UTC), **told)
    where = f"/rapport/{made_link(anna, period, leisure)}/"
    assert "Senast rapporterat: 10 kvällar, januari 2026" in text(Client().get(where))
    later = dt.datetime(2026, 1, 21, tzinfo=dt.UTC)
    Report.objects.create(period=old, dose=11, at=later, returned_at=later, **told)
    assert "Senast rapporterat" not in text(Client().get(where))


def test_page_of_a_link_has_no_search_and_no_menu_for_who_has_no_account(anna, period, walks, leisure):
    where = f"/rapport/{made_link(anna, period, leisure)}/"
    page = text(Client().get(where))
    assert "Huvudmeny" not in page
    assert 'role="search"' not in page
    assert 'class="brand"' in page
    assert "Huvudmeny" in text(anna.get(where))


def test_revoked_and_wrong_links_open_nothing(anna, period, leisure, walks):
    token = made_link(anna, period, leisure)
    anna.post(f"/uppfoljning/lank/{ReportingLink.objects.get().pk}/aterkalla/")
    for wrong in (token, token[:-1], ReportingLink.objects.get().token_hash):
        assert Client().get(f"/rapport/{wrong}/").status_code == 404
        assert Client().post(f"/rapport/{wrong}/", fields(walks)).status_code == 404
    assert not Report.objects.exists()


def test_calendar_by_secret_address_holds_the_person_s_dates(anna, owner, period, visitor):
    anna.post("/uppfoljning/steg/", {"step": "picture", "date": "2025-03-01", "note": "KS § 12"})
    for client, law in ((anna, True), (owner, False)):
        page = client.post("/uppfoljning/kalender/").content.decode()
        token = re.search(r"nyckel=([\w-]+)", page)[1]
        feed = visitor.get(f"/uppfoljning/kalender.ics?nyckel={token}")
        assert feed["Content-Type"].startswith("text/calendar")
        body = feed.content.decode()
        assert "Tertial 1: sista dag att rapportera" in body
        assert ("DTSTART;VALUE=DATE:20270301" in body) is law
    assert not CalendarAddress.objects.filter(token_hash=token).exists()


def test_calendar_that_is_subscribed_to_holds_to_rfc_5545_line_by_line(anna, period, visitor):
    long = "Uppföljning av trygghetsarbetet; hösten, vintern och våren i hela kommunen " * 2
    ReportingPeriod.objects.filter(pk=period.pk).update(name=long[:100])
    page = anna.post("/uppfoljning/kalender/").content.decode()
    feed = visitor.get(f"/uppfoljning/kalender.ics?nyckel={re.search(r'nyckel=([^<&]+)', page)[1].strip()}").content
    assert feed.endswith(b"\r\n")
    assert b"\n" not in feed.replace(b"\r\n", b"")
    rows = feed.decode().removesuffix("\r\n").split("\r\n")
    assert all(1 <= len(row.encode()) <= 75 for row in rows)
    whole = feed.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.fullmatch(r"[A-Z-]+(;[A-Z-]+=[A-Z-]+)*:.+", row) for row in whole)
    assert whole[0] == "BEGIN:VCALENDAR"
    assert whole[-1] == "END:VCALENDAR"
    assert {"VERSION:2.0"} <= set(whole)
    assert any(row.startswith("PRODID:") for row in whole)
    events = "\n".join(whole).split("BEGIN:VEVENT\n")[1:]
    for event in events:
        for once in (r"UID:\S+@\S+", r"DTSTAMP:\d{8}T\d{6}Z", r"DTSTART;VALUE=DATE:\d{8}", r"SUMMARY:.+"):
            assert len(re.findall(f"^{once}$", event, re.MULTILINE)) == 1
    uids = re.findall(r"^UID:(.+)$", "\n".join(whole), re.MULTILINE)
    assert len(events) == len(set(uids)) == 2
    assert "Uppföljning av trygghetsarbetet\\; hösten\\, vintern" in "\n".join(whole)


def test_ended_link_says_what_to_do_and_is_not_told_from_a_wrong_one(anna, period, leisure):
    token = actions.make_link(period, unit=leisure, name="Lena", by="anna")
    actions.lock_period(period, by="anna")
    ended, wrong = (Client().get(f"/rapport/{one}/") for one in (token, "fel"))
    assert (ended.status_code, wrong.status_code) == (404, 404)
    assert "Länken gäller inte" in ended.content.decode()
    assert "Be den som samordnar" in wrong.content.decode()


def test_every_link_to_report_for_a_unit_says_which(anna, late_period):
    page = anna.get(f"/uppfoljning/{late_period.pk}/").content.decode()
    names = re.findall(r'href="\?enhet=\d+">([^<]+)<span class="visually-hidden"> ([^<]+)</span>', page)
    assert names
    assert len(set(names)) == len({unit for _text, unit in names})


def test_returned_report_is_pointed_out_above_the_form(anna, owner, period, walks):
    owner.post(f"/uppfoljning/{period.pk}/", fields(walks, status="ongoing"))
    actions.return_report(Report.objects.get(), note="Vilka kvällar?", by="anna")
    page = owner.get(f"/uppfoljning/{period.pk}/").content.decode()
    assert "1 rapport är tillbakaskickad med en fråga" in page
    assert f'<li><a href="#a{walks.pk}">' in page


def test_calendar_without_a_right_key_is_not_found(anna, visitor):
    anna.post("/uppfoljning/kalender/")
    for query in ("", "?nyckel=", "?nyckel=fel"):
        assert visitor.get(f"/uppfoljning/kalender.ics{query}").status_code == 404


def test_new_calendar_address_ends_the_old(anna, visitor):
    first, second = (
        re.search(r"nyckel=([\w-]+)", anna.post("/uppfoljning/kalender/").content.decode())[1] for _ in range(2)
    )
    assert visitor.get(f"/uppfoljning/kalender.ics?nyckel={first}").status_code == 404
    assert visitor.get(f"/uppfoljning/kalender.ics?nyckel={second}").status_code == 200


def test_law_s_clock_says_unknown_until_a_date_is_given(anna):
    page = text(anna.get("/uppfoljning/"))
    assert page.count("Inget datum angivet") == 3
    anna.post("/uppfoljning/steg/", {"step": "picture", "date": "2020-03-01", "note": ""})
    page = text(anna.get("/uppfoljning/"))
    assert "Försenat" in page
    assert "senast 1 mars 2022" in page


def test_a_step_that_has_not_been_taken_yet_is_not_kept(anna):
    tomorrow = timezone.localdate() + DAY
    anna.post("/uppfoljning/steg/", {"step": "picture", "date": f"{tomorrow}", "note": ""})
    assert not StepTaken.objects.exists()


def test_a_step_is_kept_as_exactly_as_it_is_known_and_counted_from_the_last_day_of_it(anna):
    for date in ("februari 2024", "2024-01-10"):
        anna.post("/uppfoljning/steg/", {"step": "council", "date": date, "note": "§ 12"})
    taken = StepTaken.objects.order_by("date").last()
    assert (taken.date, taken.when) == (dt.date(2024, 2, 29), "2024-02")
    assert AuditEvent.objects.filter(action="followup.record_step").order_by("id").first().after["date"] == "2024-02"
    page = text(anna.get("/uppfoljning/"))
    assert "senast 28 februari 2025" in page
    assert "Räknat från februari 2024, det datum som är inskrivet" in page
    leadership = text(anna.get("/samverkan/ledning/"))
    assert "<span>februari 2024</span>" in leadership and "<span>10 januari 2024</span>" in leadership


@pytest.mark.parametrize(("date", "said"), [("32 mars", "är inget datum här"), ("2097", "Tiden ligger i framtiden")])
def test_a_step_at_no_time_is_refused_with_what_was_typed(anna, date, said):
    answer = anna.post("/uppfoljning/steg/", {"step": "council", "date": date, "note": "§ 12"})
    assert answer.status_code == 422
    page = text(answer)
    assert said in page and f'value="{date}"' in page and 'value="§ 12"' in page and "autofocus" in page
    assert not StepTaken.objects.exists()
    assert anna.get("/uppfoljning/steg/?vikt=budget")["Location"] == "/uppfoljning/?vikt=budget"


def test_decided_law_plan_starts_the_clock_of_its_follow_up(anna, plan):
    Plan.objects.update(law_plan=True)
    Decision.objects.create(
        plan=plan, kind="adopt", body="Kommunfullmäktige", date=dt.date(2024, 6, 17), by="anna", at=timezone.now()
    )
    assert "senast 17 juni 2026" in text(anna.get("/uppfoljning/"))


def test_wheel_shows_the_dates_of_the_period(anna, period):
    page = text(anna.get("/uppfoljning/"))
    assert "Tertial 1: rapporteringen öppnar" in page
    assert "Tertial 1: sista dag att rapportera" in page


def test_wheel_shows_what_is_to_come_first_and_folds_what_has_been():
    today = timezone.localdate()
    items = period_items(uid="p", name="P", opens=today - dt.timedelta(days=1), closes=today)
    wheel = wheel_of(items, today=today)
    assert [item.uid for month in wheel.coming for item in month.items] == ["p-closes"]
    past = [item.uid for month in wheel.past for item in month.items]
    assert past == (["p-opens"] if (today - dt.timedelta(days=1)).year == today.year else [])
    assert wheel_of([], today=today) is None


def test_new_period_starts_from_the_law_s_plan_and_this_year_s_budget(anna, plan):
    Plan.objects.filter(pk=plan.pk).update(law_plan=True, status="decided")
    Plan.objects.create(municipality="9901", title="Aktivitetsplan")
    Plan.objects.create(municipality="9901", title="Nästa plan", law_plan=True, status="decided", starts="2097")
    page = anna.get("/uppfoljning/ny/").content.decode()
    assert f'<option value="{plan.pk}" selected>' in page
    assert f'value="{timezone.localdate().year}"' in page


def test_period_is_made_for_a_decided_plan_and_for_a_draft_only_where_none_is_decided(anna, plan):
    assert f'<option value="{plan.pk}"' in anna.get("/uppfoljning/ny/").content.decode()
    decided = Plan.objects.create(municipality="9901", title="Beslutad", status="decided")
    page = anna.get("/uppfoljning/ny/").content.decode()
    assert f'<option value="{plan.pk}"' not in page
    assert f'<option value="{decided.pk}"' in page
    values = {"plan": plan.pk, "name": "T", "year": "2026", "opens": "2026-08-20", "closes": "2026-09-10"}
    assert anna.post("/uppfoljning/ny/", values).status_code == 422


def test_new_period_warns_of_one_that_is_not_locked(anna, period):
    warning = "redan en period som inte är låst"
    assert warning in text(anna.get("/uppfoljning/ny/"))
    actions.lock_period(period, by="anna")
    assert warning not in text(anna.get("/uppfoljning/ny/"))


def test_locking_before_the_last_day_says_so(anna, period):
    page = text(anna.get(f"/uppfoljning/{period.pk}/las/"))
    assert "Sista dag att rapportera är" in page
    assert "Det är 5 dagar kvar." in page


def test_locking_after_the_last_day_tells_of_no_days_left(anna, late_period):
    assert "Sista dag att rapportera är" not in text(anna.get(f"/uppfoljning/{late_period.pk}/las/"))


def test_locking_asks_first_and_says_what_is_not_reported(anna, owner, period, walks, lights):
    owner.post(f"/uppfoljning/{period.pk}/", fields(walks))
    page = text(anna.get(f"/uppfoljning/{period.pk}/las/"))
    assert "fast 1 av 2 aktiviteter inte är rapporterade?" in page
    assert lights.title in page
    assert walks.title not in page
    assert ReportingPeriod.objects.get().locked_at is None
    assert owner.get(f"/uppfoljning/{period.pk}/las/").status_code == 403
    assert anna.post(f"/uppfoljning/{period.pk}/las/").status_code == 302
    assert ReportingPeriod.objects.get().locked_at is not None
    assert anna.get(f"/uppfoljning/{period.pk}/las/").status_code == 409


def test_outcome_over_the_budget_is_marked_with_how_much(anna, owner, period, walks):
    owner.post(f"/uppfoljning/{period.pk}/", fields(walks, cost="610000"))
    page = text(anna.get(f"/uppfoljning/{period.pk}/"))
    assert "610 000 kr av 600 000 kr" in page
    assert "10 000 kr över budget" in page
    owner.post(f"/uppfoljning/{period.pk}/", fields(walks, seen=Report.objects.get().pk, cost="600000"))
    assert "över budget" not in text(anna.get(f"/uppfoljning/{period.pk}/"))


def test_top_of_a_period_leads_to_the_personal_links_while_they_can_be_made(anna, period):
    page = anna.get(f"/uppfoljning/{period.pk}/").content.decode()
    assert 'href="#lankar"' in page
    assert 'id="lankar"' in page
    actions.lock_period(period, by="anna")
    assert 'href="#lankar"' not in anna.get(f"/uppfoljning/{period.pk}/").content.decode()


def test_done_without_an_amount_is_not_zero_of_the_planned(owner, anna, period, walks):
    owner.post(f"/uppfoljning/{period.pk}/", fields(walks, status="done"))
    assert "inte angivet, planerat" in text(anna.get(f"/uppfoljning/{period.pk}/"))


def test_several_years_are_summed_each_by_its_newest_period(anna, period, walks, plan):
    last = timezone.localdate().year - 1
    Budget.objects.create(activity=walks, year=last, amount=500_000)
    for month, cost in ((5, 100_000), (12, 480_000)):
        day = dt.date(last, month, 1)
        earlier = actions.create_period(plan=plan, name=f"{last}-{month}", opens=day, closes=day, year=last, by="anna")
        said = actions.Said(actions.ActivityStatus.ONGOING, cost=cost)
        actions.report(earlier, entries=[actions.Entry(walks, said, 0)], by="olle", today=day)
    page = text(anna.get("/uppfoljning/"))
    assert "Efter år" in page
    assert "480 000 kr av 500 000 kr" in page
    assert "100 000 kr av" not in page


def test_pages_stand_in_english(anna, owner, period, late_period):
    page = text(anna.get("/en/uppfoljning/"))
    assert "2 activities are late." in page
    assert "Not reported, 3 days late" in page
    assert "Not reported is neither 0 per cent nor cancelled." in page
    assert "Do not write personal data." in text(owner.get(f"/en{address(period)}"))


def test_menu_leads_to_the_room_for_members_only(anna, visitor):
    assert 'href="/uppfoljning/"' in text(anna.get("/"))
    assert 'href="/uppfoljning/"' not in text(visitor.get("/"))


def test_period_of_a_plan_without_activities_is_warned_of(anna, plan):
    assert "Ingen plan är beslutad ännu." in text(anna.get("/uppfoljning/ny/"))
    assert 'href="/uppfoljning/">Avbryt</a>' in text(anna.get("/uppfoljning/ny/"))
    values = {"plan": plan.pk, "name": "T", "year": "2026", "opens": "2026-08-20", "closes": "2026-09-10"}
    made = text(anna.post("/uppfoljning/ny/", values, follow=True))
    assert f"{plan.title} har ingen aktivitet 2026, så ingen har något att rapportera." in made
    Plan.objects.update(status="decided")
    assert "Ingen plan är beslutad ännu." not in text(anna.get("/uppfoljning/ny/"))


def test_no_period_is_offered_where_there_is_no_plan(anna):
    page = text(anna.get("/uppfoljning/"))
    assert "/uppfoljning/ny/" not in page
    assert 'href="/plan/">Till planerna</a>' in page
