"""The registers of cooperation: pages, forms, who may write, and what never leaves the municipality."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.web.audit.models import AuditEvent
from tryggve.web.organisation.models import Function, Unit
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import StaleError
from tryggve.web.registers import actions
from tryggve.web.registers.kinds import (
    ACTION,
    AGENDA,
    AGREEMENT,
    COORDINATION,
    COUNCIL,
    KINDS,
    MEETING,
    REASON,
    content_of,
)
from tryggve.web.registers.law import last_informed
from tryggve.web.registers.models import ActionPoint, AgendaPoint, Agreement, Council, LeadingBody, Meeting, Member
from tryggve.web.registers.queries import agreed_day, information_in, living
from web.plan_example import member
from web.registers_example import NOTES, TODAY, Cooperation, cooperation

pytestmark = pytest.mark.django_db
BOARD = ("agreement", "council", "member", "meeting", "agenda_point", "action_point", "leading_body")


@pytest.fixture
def ours(db) -> Cooperation:
    return cooperation()


@pytest.fixture
def client(db) -> Client:
    return member("anna", Role.COORDINATOR)


@pytest.fixture
def secretary(db) -> Client:
    return member("sara", Role.SECRETARY)


def pages(made: Cooperation) -> list[str]:
    meeting, agreement = made["meeting"].pk, made["agreement"].pk
    return [
        "/samverkan/",
        "/samverkan/samordning/",
        "/samverkan/ledning/",
        "/overenskommelser/",
        f"/overenskommelser/{agreement}/",
        "/radet/",
        f"/radet/mote/{meeting}/",
        f"/radet/mote/{meeting}/minnesanteckningar/",
        f"/radet/mote/{meeting}/minnesanteckningar.pdf",
        f"/plan/{made.plan.pk}/annan-planering/",
        *(f"/samverkan/{KINDS[kind].word}/{row.pk}/historik/" for kind, row in made.rows.items()),
    ]


def forms(made: Cooperation) -> list[str]:
    found = []
    for name, row in made.rows.items():
        kind = KINDS[name]
        parent = f"{getattr(row, f'{kind.parent}_id')}/" if kind.parent else ""
        found += [f"/samverkan/{kind.word}/ny/{parent}", f"/samverkan/{kind.word}/{row.pk}/andra/"]
    return found


def test_members_read_every_page_in_both_languages(ours):
    reader = member("rolf", Role.READER)
    for path in pages(ours):
        for start in ("", "/en"):
            assert reader.get(start + path).status_code == 200, start + path


def test_pages_stand_before_anything_is_registered(client):
    for path in ("/samverkan/", "/samverkan/samordning/", "/samverkan/ledning/", "/overenskommelser/", "/radet/"):
        assert client.get(path).status_code == 200, path
    assert "Ingen samverkan är registrerad ännu" in client.get("/samverkan/").content.decode()
    assert "Papperskorgen är tom" in client.get("/samverkan/papperskorg/").content.decode()


def test_visitors_are_asked_to_sign_in_everywhere(ours, visitor):
    for path in [*pages(ours), *forms(ours), "/samverkan/papperskorg/"]:
        assert visitor.get(path)["Location"].startswith("/logga-in/"), path


def test_other_municipalities_find_nothing(db):
    ours = cooperation(name="Hemligt ")
    stranger = member("stina", Role.COORDINATOR, "2081")
    theirs = [path for path in pages(ours) if str(ours["meeting"].pk) in path or "plan/" in path]
    for path in [*theirs, *(path for path in forms(ours) if any(sign.isdigit() for sign in path))]:
        assert stranger.get(path).status_code == 404, path
    for kind, row in ours.rows.items():
        for step in ("ta-bort", "aterstall"):
            assert stranger.post(f"/samverkan/{KINDS[kind].word}/{row.pk}/{step}/").status_code == 404
    point, agenda, agreement = ours["action_point"].pk, ours["agenda_point"].pk, ours["agreement"].pk
    for path in (f"/radet/atgardspunkt/{point}/klar/", f"/radet/punkt/{agenda}/flytta/"):
        assert stranger.post(path).status_code == 404
    assert stranger.post(f"/overenskommelser/{agreement}/avsluta/").status_code == 404
    for path in ("/samverkan/", "/overenskommelser/", "/radet/", "/samverkan/samordning/", "/samverkan/ledning/"):
        said = stranger.get(path).content.decode()
        assert "Hemligt" not in said, path


def test_a_form_offers_only_the_own_municipality_s_units_and_plans(client, ours):
    Unit.objects.create(municipality="2081", name="Hemliga nämnden", kind="committee")
    page = client.get("/samverkan/overenskommelse/ny/").content.decode()
    assert "Polisen" in page
    assert "Hemliga nämnden" not in page
    other = Unit.objects.get(name="Hemliga nämnden")
    answer = client.post("/samverkan/overenskommelse/ny/", {"title": "Ny", "parties": [other.pk]})
    assert answer.status_code == 422


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST, Role.ADMINISTRATOR])
def test_others_read_and_do_not_write(ours, role):
    other = member("olle", role)
    for path in forms(ours):
        assert other.get(path).status_code == 403, path
    for kind, row in ours.rows.items():
        assert other.post(f"/samverkan/{KINDS[kind].word}/{row.pk}/ta-bort/").status_code == 403
    assert other.get("/samverkan/papperskorg/").status_code == 403
    page = other.get(f"/radet/mote/{ours['meeting'].pk}/").content.decode()
    assert "/andra/" not in page
    assert "Markera som klar" not in page


def test_the_secretary_writes_the_council_s_rows_and_the_coordinator_all(ours, client, secretary):
    for path in forms(ours):
        assert client.get(path).status_code in {200, 302}, path
    for kind, row in ours.rows.items():
        expected = 200 if kind in BOARD else 403
        assert secretary.get(f"/samverkan/{KINDS[kind].word}/{row.pk}/andra/").status_code == expected, kind


def test_an_agreement_is_added_with_dates_in_words_and_shown(client, ours):
    sent = {
        "title": "Medborgarlöfte",
        "parties": [ours.police.pk],
        "other_parties": "Svenska kyrkan, Hyresgästföreningen",
        "purpose": "Trygg kväll",
        "areas": "Centrum",
        "starts": "hösten 2025",
        "written": "on",
    }
    answer = client.post("/samverkan/overenskommelse/ny/", sent)
    made = Agreement.objects.get(title="Medborgarlöfte")
    assert answer["Location"] == f"/overenskommelser/{made.pk}/"
    page = client.get(answer["Location"]).content.decode()
    for words in ("Polisen, Svenska kyrkan, Hyresgästföreningen", "från hösten 2025", "Komplett", "Gäller"):
        assert words in page
    event = AuditEvent.objects.get(action="registers.add_agreement", object=f"agreement {made.pk}")
    assert event.after["title"] == "Medborgarlöfte"


def test_a_faulty_form_keeps_what_was_typed_and_points_at_the_field(client):
    sent = {"title": "Avtal", "starts": "2026", "ends": "2025", "purpose": "Mitt syfte"}
    answer = client.post("/samverkan/overenskommelse/ny/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mitt syfte" in page
    assert "Slutet ligger före början" in page
    assert not Agreement.objects.exists()


def test_an_incomplete_agreement_says_what_the_law_misses(client):
    made = actions.add_row(AGREEMENT, parent="9901", values={"title": "Tunt", "written": False}, by="anna")
    page = client.get(f"/overenskommelser/{made.pk}/").content.decode()
    assert "Saknar parter, syfte, områden för samverkan, skriftlig form" in page
    assert "1 av 1 gällande överenskommelser saknar" in client.get("/overenskommelser/").content.decode()


def test_an_agreement_ends_with_a_reason_and_can_be_taken_back(client, ours):
    path = f"/overenskommelser/{ours['agreement'].pk}/avsluta/"
    refused = client.post(path, {"on": "2026-02-01", "why": ""})
    assert refused.status_code == 422
    assert 'value="2026-02-01"' in refused.content.decode()
    page = client.post(path, {"on": "2026-02-01", "why": "Ersatt av en ny"}, follow=True).content.decode()
    assert "Avslutad 1 februari 2026: Ersatt av en ny" in page
    client.post(path)
    assert Agreement.objects.get().ended is None


def test_an_end_to_come_is_not_called_an_end_that_was(client, ours):
    path = f"/overenskommelser/{ours['agreement'].pk}/avsluta/"
    page = client.post(path, {"on": "2098-01-31", "why": "Sammanslagning"}, follow=True).content.decode()
    assert "Slutar gälla 31 januari 2098" in page


def test_an_agreement_ends_as_exactly_as_is_known(client, ours):
    own = f"/overenskommelser/{ours['agreement'].pk}/"
    client.post(f"{own}avsluta/", {"on": "hösten 2024", "why": "Ersatt av en ny"})
    kept = Agreement.objects.get()
    assert (kept.ended, kept.ended_when) == (dt.date(2024, 12, 31), "2024-h")
    assert "Avslutad hösten 2024: Ersatt av en ny" in client.get(own).content.decode()
    history = client.get(f"/samverkan/overenskommelse/{kept.pk}/historik/").content.decode()
    assert "hösten 2024" in history and "31 december 2024" not in history
    client.post(f"{own}avsluta/")
    assert (Agreement.objects.get().ended, Agreement.objects.get().ended_when) == (None, "")


def test_the_councils_decision_on_who_leads_is_told_as_it_is_known(client):
    client.post("/samverkan/ledning/ny/", {"name": "Kommunstyrelsen", "decided": "våren 2019", "paragraph": "8"})
    assert LeadingBody.objects.get().decided == "2019-v"
    assert "våren 2019, § 8" in client.get("/samverkan/ledning/").content.decode()
    again = client.get(f"/samverkan/ledning/{LeadingBody.objects.get().pk}/andra/").content.decode()
    assert 'value="våren 2019"' in again


@pytest.mark.parametrize("decided", ["32 mars", "2097"])
def test_a_decision_on_who_leads_at_no_time_or_to_come_is_refused(client, decided):
    answer = client.post("/samverkan/ledning/ny/", {"name": "Kommunstyrelsen", "decided": decided})
    assert answer.status_code == 422
    assert not LeadingBody.objects.exists()


def test_information_that_is_to_come_is_not_told_as_given(client):
    actions.add_row(COORDINATION, parent="9901", values={"title": "Samordnaren"}, by="anna")
    for date, title in (("mars 2024", "Planen"), ("2097-05", "Nästa enkät")):
        client.post("/samverkan/information/ny/", {"date": date, "title": title, "channel": "Webben"})
    page = client.get("/samverkan/").content.decode()
    assert "senast information mars 2024: Planen" in page
    assert "senast information maj 2097" not in page


def test_information_is_told_as_it_is_known_and_the_latest_stands_first(client):
    for date, title in (("våren 2024", "Enkäten"), ("2024-05-30", "Planen"), ("2023", "Vandringarna")):
        client.post("/samverkan/information/ny/", {"date": date, "title": title, "channel": "Webben"})
    assert [row.title for row in information_in("9901")] == ["Enkäten", "Planen", "Vandringarna"]
    page = client.get("/samverkan/samordning/").content.decode()
    assert "<td>våren 2024</td>" in page and "<td>30 maj 2024</td>" in page
    actions.add_row(COORDINATION, parent="9901", values={"title": "Samordnaren"}, by="anna")
    assert "senast information våren 2024: Enkäten" in client.get("/samverkan/").content.decode()
    assert last_informed("9901", today=dt.date(2024, 6, 30)) == dt.date(2024, 5, 31)
    assert last_informed("9901", today=dt.date(2024, 4, 2)) == dt.date(2024, 4, 2)
    assert last_informed("9901", today=dt.date(2022, 12, 31)) is None


def test_two_editors_the_second_sees_the_difference_and_chooses(client, ours):
    path = f"/samverkan/overenskommelse/{ours['agreement'].pk}/andra/"
    first = {"title": "Anna var först", "written": "on", "revision": "1"}
    client.post(path, first)
    second = client.post(path, {**first, "title": "Bo skrev annat", "ends": "2028"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "Anna var först" in page
    assert "Bo skrev annat" in page
    assert Agreement.objects.get().title == "Anna var först"
    client.post(path, {**first, "title": "Bo skrev annat", "revision": "2"})
    assert Agreement.objects.get().title == "Bo skrev annat"


def test_the_difference_is_told_in_words(client, ours):
    path = f"/samverkan/atgardspunkt/{ours['action_point'].pk}/andra/"
    client.post(path, {"title": "Räkna", "due": "2026-05", "revision": "1"})
    page = client.post(path, {"title": "Räkna", "due": "hösten 2026", "revision": "1"}).content.decode()
    assert "maj 2026" in page
    assert "<td>hösten 2026</td>" in page


def test_saving_the_same_twice_is_no_quarrel(ours):
    point = ours["action_point"]
    values = {"title": "Räkna alla"}
    actions.save_row(point, values=values, revision=1, by="anna")
    actions.save_row(point, values=values, revision=1, by="bo")
    with pytest.raises(StaleError):
        actions.save_row(point, values={"title": "Räkna några"}, revision=1, by="bo")


def test_removing_offers_undo_and_the_bin_gives_back(client, ours):
    for kind, row in ours.rows.items():
        word = KINDS[kind].word
        page = client.post(f"/samverkan/{word}/{row.pk}/ta-bort/", follow=True).content.decode()
        assert f"/samverkan/{word}/{row.pk}/aterstall/" in page, kind
        assert client.get(f"/samverkan/{word}/{row.pk}/andra/").status_code == 404
        assert f"/samverkan/{word}/{row.pk}/aterstall/" in client.get("/samverkan/papperskorg/").content.decode()
        client.post(f"/samverkan/{word}/{row.pk}/aterstall/")
        assert client.get(f"/samverkan/{word}/{row.pk}/andra/").status_code == 200


def test_what_lay_under_a_removed_meeting_goes_and_comes_with_it(ours):
    actions.remove_row(ours["meeting"], by="anna")
    assert not living(AGENDA, "9901").exists()
    assert not living(ACTION, "9901").exists()
    with pytest.raises(NotAllowedError):
        actions.save_row(ours["action_point"], values={"title": "Nej"}, revision=1, by="anna")
    actions.restore_row(ours["meeting"], by="anna")
    assert living(AGENDA, "9901").exists()


def test_a_part_of_something_removed_is_not_restored_alone(client, ours):
    actions.remove_row(ours["agenda_point"], by="anna")
    actions.remove_row(ours["meeting"], by="anna")
    assert client.post(f"/samverkan/punkt/{ours['agenda_point'].pk}/aterstall/").status_code == 409


def test_there_is_one_council_at_a_time(client, ours):
    answer = client.get("/samverkan/rad/ny/")
    assert answer["Location"] == f"/samverkan/rad/{ours['council'].pk}/andra/"
    with pytest.raises(UsageError):
        actions.add_row(COUNCIL, parent="9901", values={"name": "Ett till"}, by="anna")
    actions.remove_row(ours["council"], by="anna")
    actions.add_row(COUNCIL, parent="9901", values={"name": "Ett nytt"}, by="anna")
    assert client.post(f"/samverkan/rad/{ours['council'].pk}/aterstall/").status_code == 400
    assert Council.objects.filter(removed_at__isnull=True).get().name == "Ett nytt"


def test_a_plan_has_one_reason_to_stand_alone(ours):
    with pytest.raises(UsageError):
        actions.add_row(REASON, parent=ours.plan, values={"reason": "En till"}, by="anna")


def test_a_kind_under_a_parent_is_not_added_without_it(client, ours):
    assert client.get("/samverkan/mote/ny/").status_code == 404
    assert client.get(f"/samverkan/overenskommelse/ny/{ours['council'].pk}/").status_code == 404
    assert client.get("/samverkan/hittepa/ny/").status_code == 404


def test_a_seat_says_where_it_is(client, ours):
    answer = client.post(f"/samverkan/ledamot/ny/{ours['council'].pk}/", {"title": "Chef"})
    assert answer.status_code == 422
    assert "Välj en enhet ovanför" in answer.content.decode()


def test_a_seat_that_was_left_stands_among_the_former(client, ours):
    actions.save_row(ours["member"], values={"ends": "2024"}, revision=1, by="anna")
    page = client.get("/radet/").content.decode()
    assert "Tidigare ledamöter" in page
    assert "Inga ledamöter är registrerade" in page


def test_a_member_from_outside_who_does_not_lead_is_pointed_out(client, ours):
    Member.objects.update(leading=False)
    assert "inte i ledande ställning, som lagens 10 § kräver" in client.get("/radet/").content.decode()


def test_a_new_meeting_begins_with_the_day_that_was_agreed(client, ours):
    day = timezone.localdate() + dt.timedelta(days=30)
    Meeting.objects.update(next_meeting=day)
    path = f"/samverkan/mote/ny/{ours['council'].pk}/"
    assert f'value="{day}"' in client.get(path).content.decode()
    client.post(path, {"date": day})
    assert agreed_day(ours["council"], today=timezone.localdate()) is None


def test_points_of_the_agenda_move_one_step_and_stop_at_the_end(client, ours):
    meeting = ours["meeting"]
    for title in ("Två", "Tre"):
        actions.add_row(AGENDA, parent=meeting, values={"title": title}, by="anna")
    two = AgendaPoint.objects.get(title="Två")
    for way, expected in (("up", ["Två", "Läget", "Tre"]), ("up", ["Två", "Läget", "Tre"]), ("down", None)):
        client.post(f"/radet/punkt/{two.pk}/flytta/", {"to": way})
        titles = list(living(AGENDA, "9901").values_list("title", flat=True))
        assert titles == (expected or ["Läget", "Två", "Tre"])


def test_whoever_acts_for_the_unit_says_that_its_point_is_done(ours):
    owner = member("olle", Role.OWNER)
    path = f"/radet/atgardspunkt/{ours['action_point'].pk}/klar/"
    assert owner.post(path, {"to": "done"}).status_code == 403
    Function.objects.create(unit=ours.police, title="Chef", holder_id=int(owner.session["_auth_user_id"]))
    assert "Markera som klar" in owner.get(f"/radet/mote/{ours['meeting'].pk}/").content.decode()
    owner.post(path, {"to": "done"})
    owner.post(path, {"to": "done"})
    assert ActionPoint.objects.get().done == timezone.localdate()
    owner.post(path, {"to": "open"})
    assert ActionPoint.objects.get().done is None
    done = AuditEvent.objects.filter(object__endswith=f"action_point {ours['action_point'].pk}", who="olle")
    assert [event.action for event in done] == ["registers.finish_action_point", "registers.reopen_action_point"]


def test_notes_and_who_was_there_stay_out_of_the_log(ours):
    meeting = ours["meeting"]
    actions.save_row(meeting, values={"present": "Bo Ek", "place": "Annexet"}, revision=1, by="anna")
    events = str([(event.before, event.after) for event in AuditEvent.objects.all()])
    assert "Annexet" in events
    for personal in (NOTES, "Anna Persson", "Bo Ek"):
        assert personal not in events
    assert content_of(ours["agenda_point"])["notes"] == NOTES, "but two editors still see what differs"


def test_history_tells_fields_and_dates_in_words(client, ours):
    actions.save_row(ours["action_point"], values={"due": "2026-05-31"}, revision=1, by="anna")
    page = client.get(f"/samverkan/mote/{ours['meeting'].pk}/historik/").content.decode()
    assert "Klart senast" in page
    assert "31 maj 2026" in page
    assert "2026-05-31" not in page
    assert "2 mars 2026" in page


def test_minutes_hold_the_notes_and_what_was_agreed(client, ours):
    page = client.get(f"/radet/mote/{ours['meeting'].pk}/minnesanteckningar/").content.decode()
    for words in ("Minnesanteckningar", NOTES, "Räkna lamporna", "februari 2026", "Polisen"):
        assert words in page
    pdf = client.get(f"/radet/mote/{ours['meeting'].pk}/minnesanteckningar.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert 'filename="minnesanteckningar-2026-03-02.pdf"' in pdf["Content-Disposition"]


def test_before_the_meeting_the_page_is_an_agenda_with_what_is_left(client, ours):
    coming = {"date": dt.date(2098, 1, 7)}
    meeting = actions.add_row(MEETING, parent=ours["council"], values=coming, by="anna")
    actions.add_row(AGENDA, parent=meeting, values={"title": "Val av ämne"}, by="anna")
    page = client.get(f"/radet/mote/{meeting.pk}/minnesanteckningar/").content.decode()
    for words in ("Dagordning:", "Val av ämne", "Kvar från tidigare möten", "Räkna lamporna"):
        assert words in page
    for words in ("Inget är antecknat", "Inga åtgärdspunkter", "Minnesanteckningar"):
        assert words not in page
    actions.finish_point(ours["action_point"], on=TODAY, by="anna")
    assert "Kvar från tidigare" not in client.get(f"/radet/mote/{meeting.pk}/").content.decode()


def test_long_registers_ask_the_database_no_more_than_short_ones(client, ours):
    def grow(number):
        unit = Unit.objects.create(municipality="9901", name=f"Enhet {number}", kind="partner")
        actions.add_row(AGREEMENT, parent="9901", values={"title": f"Avtal {number}", "parties": [unit]}, by="anna")
        values = {"title": f"Plats {number}", "unit": unit}
        row = actions.add_row(KINDS["member"], parent=ours["council"], values=values, by="anna")
        actions.add_row(ACTION, parent=ours["meeting"], values=values, by="anna")
        if number % 2:
            actions.remove_row(row, by="anna")

    reader = member("olle", Role.OWNER)
    paths = ("/samverkan/", "/overenskommelser/", "/radet/", f"/radet/mote/{ours['meeting'].pk}/")
    asked = [(client, path) for path in (*paths, "/samverkan/papperskorg/")] + [(reader, path) for path in paths]
    for number in range(3):
        grow(number)
    counts = [_queries(who, path) for who, path in asked]
    for number in range(3, 15):
        grow(number)
    assert [_queries(who, path) for who, path in asked] == counts


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_menu_shows_the_room_and_a_plan_s_ties_under_plan(client, ours):
    page = client.get(f"/plan/{ours.plan.pk}/annan-planering/").content.decode()
    here = page.split('aria-current="page"')[1].split("</a>")[0]
    assert here.endswith("Plan")
    assert reverse("registers:start") in client.get("/").content.decode()


def test_a_stored_script_is_shown_as_text(client, ours):
    for kind, row in ours.rows.items():
        named = "title" if hasattr(row, "title") else "name" if hasattr(row, "name") else ""
        if named:
            actions.save_row(row, values={named: f"<i>{kind}"}, revision=1, by="anna")
    for path in pages(ours):
        if not path.endswith(".pdf"):
            assert "<i>" not in client.get(path).content.decode(), path


def test_coordination_without_a_contact_says_so(client):
    actions.add_row(COORDINATION, parent="9901", values={"title": "Samordnaren"}, by="anna")
    assert "Samordnaren samordnar men saknar kontaktväg" in client.get("/samverkan/samordning/").content.decode()
