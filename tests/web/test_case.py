"""A plan's case: commission, who took part, its days, consultation, minutes, readers, and the registry's ZIP."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.formats import date_format

from tryggve.errors import BadValueError, NotAllowedError, UsageError
from tryggve.plan.calendar import Step
from tryggve.plan.dates import day_of
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions import case_actions, consultations, minutes
from tryggve.web.decisions.actions import Details, decide
from tryggve.web.decisions.decision_words import decision_words
from tryggve.web.decisions.minutes import appeal_until
from tryggve.web.decisions.models import UNKNOWN, Decision, Participant
from tryggve.web.decisions.policies import DecisionKind, likely_decision, require_sound_days
from tryggve.web.organisation.models import Function, Unit
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Plan
from tryggve.web.plans.queries import plans_of
from web.plan_example import DECIDED_ON, member, plan, unit
from web.test_decisions import DUE, SENT, adopt, page

pytestmark = pytest.mark.django_db
COUNCIL = dt.date(2026, 12, 14)
TODAY = dt.date(2026, 11, 25)


def secretary():
    return member("sara", Role.SECRETARY)


def commissioned(made, **more):
    values = {"body": "Kommunstyrelsen", "date": dt.date(2023, 2, 13), "paragraph": "21", "by": "anna"} | more
    return decide(made, kind=DecisionKind.COMMISSION, details=Details(addressee="kommundirektören"), **values)


# Commission, and who took part


def test_commission_and_participants_stand_in_the_case_the_document_and_on_the_public_page(client):
    made = plan()
    commissioned(made)
    case_actions.add_participant(made, unit=unit("Skolan"), how="verkstad om orsaker", when="2023-04", by="anna")
    case_actions.add_participant(made, name="Elevråden", how="intervjuer", by="anna")
    content = adopt(made).frozen.content
    assert [row["who"] for row in content["origin"]["participants"]] == ["Skolan", "Elevråden"]
    shown = page(client, f"/trygghetsplan/{made.pk}/")
    assert "Kommunstyrelsen gav kommundirektören i uppdrag att ta fram planen, 13 februari 2023, § 21." in shown
    assert "Skolan verkstad om orsaker, april 2023" in shown
    assert "verkstad om orsaker" in page(secretary(), f"/beslut/{made.pk}/")


def test_how_the_plan_was_made_is_frozen_with_it(client):
    made = plan()
    row = case_actions.add_participant(made, name="Elevråden", how="intervjuer", by="anna")
    adopt(made)
    case_actions.remove_participant(row, by="anna")
    assert "Elevråden" in page(client, f"/trygghetsplan/{made.pk}/")


def test_participant_is_a_unit_or_a_name():
    with pytest.raises(UsageError):
        case_actions.add_participant(plan(), how="verkstad", by="anna")


def test_participants_are_entered_and_taken_away_on_their_page():
    made, person = plan(), secretary()
    wrong = person.post(f"/beslut/{made.pk}/medverkande/", {"name": "Elevråden", "how": ""})
    assert (wrong.status_code, Participant.objects.count()) == (422, 0)
    assert "Elevråden" in wrong.content.decode()
    person.post(f"/beslut/{made.pk}/medverkande/", {"name": "Elevråden", "how": "intervjuer", "when": "hösten 2023"})
    assert "hösten 2023" in page(person, f"/beslut/{made.pk}/medverkande/")
    person.post(f"/beslut/medverkande/{Participant.objects.get().pk}/ta-bort/")
    assert not Participant.objects.exists()


# Dates as exact as they are known


@pytest.mark.parametrize(
    ("code", "date", "when"),
    [
        ("2023-12-15", dt.date(2023, 12, 15), ""),
        ("2020-12", dt.date(2020, 12, 31), "2020-12"),
        ("2026-11", TODAY, "2026-11"),
        ("2027", dt.date(2027, 12, 31), "2027"),
    ],
)
def test_decision_is_dated_the_last_day_that_can_have_been(code, date, when):
    assert day_of(code, today=TODAY) == (date, when)


@pytest.mark.parametrize(
    ("when", "public_from", "sound"),
    [
        ("2020-12", dt.date(2020, 12, 15), True),
        ("2020-12", dt.date(2020, 11, 30), False),
        ("2020", dt.date(2020, 1, 1), True),
        ("<2021-v", dt.date(2019, 5, 1), True),
        ("2020-12-31", dt.date(2020, 12, 30), False),
    ],
)
def test_plan_is_public_too_early_only_before_every_day_that_the_decision_can_have_been(when, public_from, sound):
    date, known = day_of(when, today=TODAY)
    refused = contextlib.nullcontext() if sound else pytest.raises(UsageError, match="cannot be public")
    with refused:
        require_sound_days(date, public_from=public_from, today=TODAY, when=known)


def test_decision_known_by_its_month_says_no_day(client):
    made = plan()
    adopt(
        made,
        body="",
        paragraph="",
        date=dt.date(2020, 12, 31),
        public_from=dt.date(2021, 1, 1),
        details=Details(when="2020-12"),
    )
    shown = page(client, f"/trygghetsplan/{made.pk}/")
    assert "Beslutad December 2020" in shown
    assert "31 december 2020" not in shown
    assert "Planen beslutad december 2020" in shown


def test_commission_without_a_known_day_says_its_body_alone():
    made = plan()
    decision = decide(
        made, kind=DecisionKind.COMMISSION, body="KS", date=DECIDED_ON, details=Details(when=UNKNOWN), by="a"
    )
    assert decision_words(decision, "sv") == "KS"


# The way to the decision


def test_case_is_planned_back_and_each_day_can_be_changed():
    made, person = plan(), secretary()
    person.post(f"/beslut/{made.pk}/vagen/baklanges/", {"council": "2026-12-14", "weeks": "4"})
    days = {Step(row.step): row.day for row in made.case_steps.all()}
    assert (days[Step.NOTICE], days[Step.APPEAL_ENDS]) == (dt.date(2026, 12, 7), dt.date(2027, 1, 20))
    form = {step.value: day.isoformat() for step, day in days.items()} | {"notice": "2026-12-04", "committee": ""}
    assert person.post(f"/beslut/{made.pk}/vagen/", form).status_code == 302
    assert made.case_steps.get(step="notice").day == dt.date(2026, 12, 4)
    assert not made.case_steps.filter(step="committee").exists()


@pytest.mark.parametrize(("step", "day"), [("board", "2026-12-20"), ("answered", "2026-11-01")])
def test_impossible_order_and_sunday_are_refused_with_what_was_typed(step, day):
    made, person = plan(), secretary()
    case_actions.plan_path_back(made, council=COUNCIL, by="anna")
    form = {row.step: row.day.isoformat() for row in made.case_steps.all()} | {step: day}
    answer = person.post(f"/beslut/{made.pk}/vagen/", form)
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.content.decode()
    assert str(made.case_steps.get(step=step).day) != day


def test_council_on_a_sunday_plans_nothing():
    made = plan()
    assert secretary().post(f"/beslut/{made.pk}/vagen/baklanges/", {"council": "2026-12-13"}).status_code == 422
    assert not made.case_steps.exists()


def test_steps_are_done_late_or_next():
    made, person = plan(), secretary()
    today = timezone.localdate()
    days = {Step.SENT: today - dt.timedelta(days=40), Step.COMMITTEE: today - dt.timedelta(days=9)}
    days |= {Step.BOARD: today + dt.timedelta(days=9)}
    weekdays = {step: day - dt.timedelta(days=day.weekday() == 6) for step, day in days.items()}
    case_actions.save_path(made, days=weekdays, by="anna")
    consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    shown = page(person, f"/beslut/{made.pk}/")
    assert "Remissen skickas Gjort" in shown
    assert "arbetsutskott bereder Försenat" in shown
    assert "lämnar förslag Härnäst" in shown
    person.post(f"/beslut/steg/{made.case_steps.get(step='committee').pk}/")
    assert "Försenat" not in page(person, f"/beslut/{made.pk}/")
    person.post(f"/beslut/steg/{made.case_steps.get(step='committee').pk}/")
    assert "Försenat" in page(person, f"/beslut/{made.pk}/")


def test_days_go_to_a_calendar_program():
    made = plan()
    case_actions.plan_path_back(made, council=COUNCIL, by="anna")
    answer = secretary().get(f"/beslut/{made.pk}/vagen.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART;VALUE=DATE:20261214" in answer.content.decode()


# Consultation


def test_plan_is_sent_to_many_with_one_day_and_a_link_each():
    made, person = plan(), secretary()
    units = [unit("Socialnämnden"), unit("Ekhamrahus AB")]
    form = {"unit": [one.pk for one in units], "sent": "2023-09-04", "due": "2023-10-16"}
    shown = person.post(f"/beslut/{made.pk}/remiss/", form).content.decode()
    assert shown.count("testserver/remiss/") == 2
    assert {row.due for row in made.consultations.all()} == {DUE}
    assert AuditEvent.objects.filter(action="decisions.consult").count() == 1


def test_short_time_to_answer_is_sent_with_a_warning():
    made, person = plan(), secretary()
    form = {"unit": [unit().pk], "sent": "2023-09-04", "due": "2023-09-13"}
    shown = person.post(f"/beslut/{made.pk}/remiss/", form).content.decode()
    assert "Remisstiden är 9 dagar, kortare än fyra veckor." in shown
    assert made.consultations.count() == 1
    form = {"unit": [unit("Socialnämnden").pk], "sent": "2023-09-04", "due": "2023-10-02"}
    assert "kortare än" not in person.post(f"/beslut/{made.pk}/remiss/", form).content.decode()


def test_group_without_members_is_not_asked_formally():
    made, person = plan(), secretary()
    group = Unit.objects.create(municipality="9901", name="Elever", kind="group")
    assert "Elever" not in person.get(f"/beslut/{made.pk}/remiss/").content.decode()
    form = {"unit": [group.pk], "sent": "2023-09-04", "due": "2023-10-16"}
    assert person.post(f"/beslut/{made.pk}/remiss/", form).status_code == 422
    assert not made.consultations.exists()


def test_sent_plan_is_offered_to_more():
    made, person = plan(), secretary()
    assert "Skicka på remiss" in page(person, f"/beslut/{made.pk}/")
    consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    shown = page(person, f"/beslut/{made.pk}/")
    assert "Skicka till fler" in shown
    assert "Skicka på remiss" not in shown


def test_one_unit_that_has_the_plan_stops_all():
    made = plan()
    consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    with pytest.raises(UsageError, match="Fritidsnämnden"):
        consultations.send_to(made, units=[unit("Socialnämnden"), unit()], sent=SENT, due=DUE, by="anna")
    assert made.consultations.count() == 1


def test_more_time_is_kept_with_its_reason_and_never_less():
    made = plan()
    row = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").consultation
    with pytest.raises(UsageError):
        consultations.extend(row, due=DUE, why="ändå", by="anna")
    with pytest.raises(BadValueError):
        consultations.extend(row, due=dt.date(2023, 10, 22), why="söndag", by="anna")
    consultations.extend(row, due=dt.date(2023, 10, 23), why="Nämnden möts senare.", by="anna")
    shown = page(secretary(), f"/beslut/{made.pk}/")
    assert "förlängd från 16 oktober 2023: Nämnden möts senare." in shown


def test_reminder_gives_a_new_link_and_spends_the_old(client):
    made = plan()
    sent = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    shown = secretary().post(f"/beslut/remissvar/{sent.consultation.pk}/paminn/").content.decode()
    token = shown.split("/remiss/")[1].split("/")[0]
    assert client.get(f"/remiss/{sent.token}/").status_code == 404
    assert client.get(f"/remiss/{token}/").status_code == 200


def answered(made, *, name="Fritidsnämnden", stance="changes", text="Vi vill ha fler fältare."):
    row = consultations.send(made, unit=unit(name), sent=SENT, due=DUE, by="anna").consultation
    consultations.answer(row, text=text, answered_by="Siv", stance=stance, on=DUE, by="siv")
    return row


def test_answers_are_counted_by_kind_and_met_one_by_one():
    made, person = plan(), secretary()
    row = answered(made)
    answered(made, name="Polisen", stance="support", text="Vi tillstyrker.")
    consultations.send(made, unit=unit("Skolan"), sent=SENT, due=DUE, by="anna")
    form = {"heeded": "partly", "response": "En fältare till."}
    assert person.post(f"/beslut/remissvar/{row.pk}/bemot/", {"heeded": "partly"}).status_code == 422
    person.post(f"/beslut/remissvar/{row.pk}/bemot/", form)
    shown = page(person, f"/beslut/{made.pk}/remissammanstallning/")
    assert "2 av 3 har svarat på remissen" in shown
    assert "Föreslår ändringar 1 Fritidsnämnden" in shown
    assert "Har inte svarat 1 Skolan" in shown
    assert "Delvis beaktat En fältare till." in shown
    assert person.get(f"/beslut/{made.pk}/remissammanstallning.pdf").content.startswith(b"%PDF")


def test_answer_and_response_stay_out_of_the_log():
    made = plan()
    row = answered(made, text="Anna Andersson på Storgatan.")
    consultations.respond(row, heeded="no", response="Inte om enskilda.", by="anna")
    told = str(list(AuditEvent.objects.values("before", "after")))
    assert "Storgatan" not in told
    assert "Inte om enskilda" not in told


def test_decided_plans_answers_are_met_no_more():
    made = plan()
    row = answered(made)
    adopt(made)
    with pytest.raises(NotAllowedError):
        consultations.respond(row, heeded="yes", response="Ja", by="anna")


# Minutes, motions, corrections


def test_appeal_time_is_three_weeks_from_the_announcement(client):
    made = plan()
    day = timezone.localdate()
    decision = adopt(made, date=day, public_from=day)
    monday = day + dt.timedelta(days=7 - day.weekday())
    minutes.enter_minutes(decision, adjusted=day, announced=monday, minutes="https://x.se/p", appeal="legality", by="a")
    until = minutes.appeal_until(decision)
    assert until >= monday + dt.timedelta(weeks=3)
    assert "Laglighetsprövning enligt 13 kap. kommunallagen" in page(client, f"/trygghetsplan/{made.pk}/")
    minutes.enter_minutes(decision, adjusted=day, announced=monday, minutes="", appeal="none", by="a")
    assert minutes.appeal_until(decision) is None


@pytest.mark.parametrize(
    ("adjusted", "announced"),
    [(DECIDED_ON - dt.timedelta(days=1), None), (DECIDED_ON, DECIDED_ON - dt.timedelta(days=1)), (None, DECIDED_ON)],
)
def test_minutes_out_of_order_are_refused(adjusted, announced):
    decision = adopt(plan())
    with pytest.raises(UsageError):
        minutes.enter_minutes(decision, adjusted=adjusted, announced=announced, minutes="", appeal="", by="a")


@pytest.mark.parametrize(("day", "sound"), [(dt.date(2020, 11, 30), False), (dt.date(2020, 12, 1), True)])
def test_minutes_of_a_decision_known_by_its_month_are_not_older_than_the_month(day, sound):
    decision = adopt(plan(), date=dt.date(2020, 12, 31), details=Details(when="2020-12"))
    with contextlib.nullcontext() if sound else pytest.raises(UsageError) as refused:
        minutes.enter_minutes(decision, adjusted=day, announced=None, minutes="", appeal="", by="a")
    if refused:
        assert "justerat 30 november 2020, före beslutet december 2020" in refused.value.text("sv")


def test_link_to_minutes_is_a_web_address():
    decision = adopt(plan())
    answer = secretary().post(f"/beslut/protokoll/{decision.pk}/uppgifter/", {"minutes": "javascript:alert(1)"})
    assert answer.status_code == 422
    decision.refresh_from_db()
    assert decision.minutes == ""


def test_motions_and_reservations_are_noted_by_party_with_their_outcome():
    made, person = plan(), secretary()
    decision = adopt(made)
    form = {"kind": "motion", "party": "Ekhamrapartiet", "text": "Återremiss.", "outcome": "lost"}
    person.post(f"/beslut/protokoll/{decision.pk}/yrkande/", form)
    reservation = {"kind": "reservation", "party": "Ekhamrapartiet", "text": "Oklart mål.", "outcome": "lost"}
    person.post(f"/beslut/protokoll/{decision.pk}/yrkande/", reservation)
    shown = page(person, f"/beslut/protokoll/{decision.pk}/")
    assert "Ekhamrapartiet Yrkande, avslag Återremiss." in shown
    assert "Ekhamrapartiet Reservation Oklart mål." in shown


def test_clerical_error_is_mended_by_a_new_row_and_the_old_is_kept(client):
    made, person = plan(), secretary()
    decision = adopt(made, paragraph="124")
    form = {"body": "Kommunfullmäktige", "date": "2023-12-15", "paragraph": "142", "why": "Omkastade siffror"}
    person.post(f"/beslut/protokoll/{decision.pk}/ratta/", form | {"case_number": "KS 2023/0418"})
    assert [row.paragraph for row in Decision.every.order_by("id")] == ["124", "142"]
    assert Decision.objects.get().paragraph == "142"
    assert "§ 142" in page(client, f"/trygghetsplan/{made.pk}/")
    assert "Stod tidigare: Kommunfullmäktige 15 december 2023, § 124 (Omkastade siffror)" in page(
        person, f"/beslut/{made.pk}/"
    )
    assert Decision.objects.get().frozen.sha256 == decision.frozen.sha256
    assert check_chain().whole


def test_corrected_row_is_not_corrected_again_and_nothing_is_no_correction():
    decision = adopt(plan())
    with pytest.raises(UsageError, match="Nothing is changed"):
        minutes.correct(decision, values={"body": decision.body}, why="?", by="a")
    minutes.correct(decision, values={"body": "KF"}, why="namnet", by="a")
    with pytest.raises(NotAllowedError):
        minutes.correct(decision, values={"body": "KS"}, why="igen", by="a")


def test_tabling_needs_its_day_and_referral_back_its_reason():
    made, person = plan(), secretary()
    Plan.objects.filter(pk=made.pk).update(status="proposed")
    for kind, missing in (("table", "bordlades"), ("refer_back", "återremitterades")):
        form = {"kind": kind, "body": "Kommunstyrelsen", "date": "2023-11-06"}
        answer = person.post(f"/beslut/{made.pk}/beslut/", form)
        assert answer.status_code == 422
        assert missing in answer.content.decode()
    form = {"kind": "table", "body": "Kommunstyrelsen", "date": "2023-11-06", "tabled_to": "2023-11-20"}
    person.post(f"/beslut/{made.pk}/beslut/", form)
    assert "Bordlagt till 20 november 2023" in page(person, f"/beslut/{made.pk}/")


# Who may read a draft


def test_draft_for_writers_alone_is_hidden_from_others_until_it_is_decided():
    made = plan()
    reader, owner = member("rut", Role.READER), member("olle", Role.OWNER)
    case_actions.choose_readers(made, who="writers", units=[], by="anna")
    for person in (reader, owner):
        assert person.get(f"/plan/{made.pk}/").status_code == 404
        assert person.get(f"/beslut/{made.pk}/").status_code == 404
        assert made.title not in page(person, "/beslut/")
    for role in (Role.COORDINATOR, Role.SECRETARY):
        assert member(role.value, role).get(f"/beslut/{made.pk}/").status_code == 200
    adopt(made)
    assert reader.get(f"/plan/{made.pk}/").status_code == 200


def test_units_that_are_named_read_the_draft():
    made = plan()
    owner = member("olle", Role.OWNER)
    Function.objects.create(unit=unit("Skolan"), title="Rektor", holder_id=owner.session["_auth_user_id"])
    case_actions.choose_readers(made, who="writers", units=[unit("Skolan")], by="anna")
    assert owner.get(f"/beslut/{made.pk}/").status_code == 200
    case_actions.choose_readers(made, who="writers", units=[unit("Socialnämnden")], by="anna")
    assert owner.get(f"/beslut/{made.pk}/").status_code == 404


def test_draft_for_all_is_read_by_all():
    from django.contrib.auth.models import User

    made = plan()
    member("rut", Role.READER)
    case_actions.choose_readers(made, who="all", units=[unit()], by="anna")
    assert made in plans_of(User.objects.get(username="rut"))


# The registry


def opened(client, made):
    answer = client.get(f"/beslut/{made.pk}/diariet.zip")
    assert answer["Content-Type"] == "application/zip"
    return answer.content, zipfile.ZipFile(io.BytesIO(answer.content))


def test_registry_gets_documents_data_and_sums_in_one_file():
    made, person = plan(), secretary()
    commissioned(made)
    answered(made)
    decision = adopt(made)
    content, archive = opened(person, made)
    names = {"plan.pdf", "remissammanstallning.pdf", "metadata.json", "metadata.html", "innehall.json"}
    assert set(archive.namelist()) == names | {"manifest-sha256.txt"}
    sums = dict(reversed(line.split("  ")) for line in archive.read("manifest-sha256.txt").decode().splitlines())
    assert sums == {name: hashlib.sha256(archive.read(name)).hexdigest() for name in names}
    assert hashlib.sha256(archive.read("innehall.json")).hexdigest() == decision.frozen.sha256
    facts = json.loads(archive.read("metadata.json"))
    assert facts["Diarienummer"] == "KS 2023/0418"
    assert [row["Beslutstyp"] for row in facts["Beslut"]] == ["Uppdrag att ta fram planen", "Antagande"]
    assert content == opened(person, made)[0]


def test_registrys_facts_are_written_alike_and_tell_each_answer():
    made = plan()
    commissioned(made, paragraph="§ 21")
    decide(
        made,
        kind=DecisionKind.COMMISSION,
        body="Kommunstyrelsen",
        date=dt.date(2023, 2, 28),
        details=Details(when="2023-02"),
        by="anna",
    )
    consultations.respond(answered(made), heeded="partly", response="En fältare till.", by="anna")
    adopt(made)
    facts = json.loads(opened(secretary(), made)[1].read("metadata.json"))
    said = [(row["Beslutsdatum"], row["Paragraf"], row["Diarienummer"]) for row in facts["Beslut"]]
    adopted = (DECIDED_ON.isoformat(), "142", "KS 2023/0418")
    assert sorted(said) == sorted([("2023-02-13", "21", ""), ("februari 2023", "", ""), adopted])
    told = facts["Remiss"][0]
    assert (told["Svarade"], told["Ställningstagande"], told["Beaktat"]) == (
        "Siv",
        "Föreslår ändringar",
        "Delvis beaktat",
    )


def test_hostile_text_is_text_in_the_registrys_page():
    made = plan(title="<script>alert(1)</script>")
    page_ = opened(secretary(), made)[1].read("metadata.html").decode()
    assert "<script>" not in page_


def test_registrys_number_is_typed_in_and_shown_everywhere(client):
    made, person = plan(), secretary()
    person.post(f"/beslut/{made.pk}/diarienummer/", {"number": "KS 2026/7"})
    for address in (f"/beslut/{made.pk}/", f"/plan/{made.pk}/", f"/beslut/{made.pk}/remissammanstallning/"):
        assert "KS 2026/7" in page(person, address)
    adopt(made, case_number="")
    assert "KS 2026/7" in page(client, f"/trygghetsplan/{made.pk}/")


# Roles and other municipalities


ROOMS = (
    *("diarienummer", "laskrets", "medverkande", "vagen", "vagen/baklanges", "remiss", "beslut"),
    *("offentlig-sida/bild", "offentlig-sida/dag", "offentlig-sida/publicera", "offentlig-sida/ta-ner"),
)


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST, Role.ADMINISTRATOR])
def test_others_write_nothing_in_a_case(role):
    made = plan()
    person = member("olle", role)
    for room in ROOMS:
        assert person.post(f"/beslut/{made.pk}/{room}/", {}).status_code == 403, room


def test_other_municipalitys_case_is_not_there():
    made = plan()
    case_actions.plan_path_back(made, council=COUNCIL, by="anna")
    row = answered(made)
    participant = case_actions.add_participant(made, name="Elevråden", how="intervjuer", by="anna")
    decision = adopt(made)
    motion = minutes.add_motion(decision, kind="motion", party="P", text="T", by="a")
    stranger = member("ossian", Role.COORDINATOR, municipality="9902")
    addresses = [f"/beslut/{made.pk}/{room}/" for room in ROOMS]
    addresses += [f"/beslut/remissvar/{row.pk}/{room}/" for room in ("svarstid", "paminn", "bemot")]
    addresses += [f"/beslut/protokoll/{decision.pk}/{room}/" for room in ("uppgifter", "yrkande", "ratta")]
    addresses += [f"/beslut/medverkande/{participant.pk}/ta-bort/", f"/beslut/yrkande/{motion.pk}/ta-bort/"]
    addresses += [f"/beslut/steg/{made.case_steps.first().pk}/"]
    for address in addresses:
        assert stranger.post(address, {}).status_code == 404, address
    reads = ("remissammanstallning/", "remissammanstallning.pdf", "diariet.zip", "vagen.ics", "medverkande/")
    for room in (*reads, "offentlig-sida/", "offentlig-sida/forhandsvisning/", "offentlig-sida/visa-bild/"):
        assert stranger.get(f"/beslut/{made.pk}/{room}").status_code == 404, room
    assert stranger.get(f"/beslut/protokoll/{decision.pk}/").status_code == 404


def test_decision_that_is_corrected_has_no_page_of_its_own():
    decision = adopt(plan())
    minutes.correct(decision, values={"body": "KF"}, why="namnet", by="a")
    assert secretary().get(f"/beslut/protokoll/{decision.pk}/").status_code == 404
    with pytest.raises(ObjectDoesNotExist):
        Decision.objects.get(pk=decision.pk)


# The forms propose what the case waits for


@pytest.mark.parametrize(
    ("status", "told", "proposed"),
    [
        ("draft", False, "commission"),
        ("draft", True, "consult"),
        ("consultation", True, "commission"),
        ("proposed", True, "adopt"),
        ("proposed", False, "adopt"),
        ("decided", True, "evaluate"),
        ("replaced", True, None),
    ],
)
def test_form_proposes_the_decision_that_the_state_waits_for(status, told, proposed):
    assert likely_decision(status, commissioned=told) == proposed


def test_decision_form_says_why_adoption_is_not_among_the_choices():
    made, person = plan(), secretary()
    draft = page(person, f"/beslut/{made.pk}/beslut/")
    assert "när den är lämnad till beredning: välj Lämna till beredning på ärendets sida" in draft
    told = person.post(f"/beslut/{made.pk}/lage/", {"to": "proposed"}, follow=True).content.decode()
    assert "Planens läge är nu: " in told
    assert "Nästa steg är att föra in beslutet." in told
    shown = page(person, f"/beslut/{made.pk}/beslut/")
    assert "när den är lämnad till beredning" not in shown


def test_consultation_is_to_be_answered_by_the_day_that_the_case_has_set():
    made, person = plan(), secretary()
    due = timezone.localdate() + dt.timedelta(days=40)
    due += dt.timedelta(days=(7 - due.weekday()) % 7)
    case_actions.save_path(made, days={Step.ANSWERED: due}, by="anna")
    answer = person.get(f"/beslut/{made.pk}/remiss/").content.decode()
    assert f'value="{due.isoformat()}"' in answer


def test_typed_in_answer_has_the_day_it_came_and_none_that_has_not_been():
    made, person = plan(), secretary()
    row = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").consultation
    form = {"answered_by": "Siv", "answer": "Tillstyrks."}
    later = timezone.localdate() + dt.timedelta(days=1)
    assert person.post(f"/beslut/remissvar/{row.pk}/", form | {"came": later.isoformat()}).status_code == 422
    assert person.post(f"/beslut/remissvar/{row.pk}/", form | {"came": "2023-09-20"}).status_code == 302
    row.refresh_from_db()
    assert row.answered == dt.date(2023, 9, 20)


def test_text_sent_out_does_not_tell_how_many_have_answered_so_far(client):
    made = plan()
    first = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").consultation
    token = consultations.send(made, unit=unit("Skolan"), sent=SENT, due=DUE, by="anna").token
    consultations.answer(first, text="Ja.", answered_by="Siv", on=SENT, by="anna")
    assert "fick planen på remiss" not in page(client, f"/remiss/{token}/")
    content = adopt(made).frozen.content
    assert len(content["origin"]["consultation"]) == 2
    assert "1 av 2 som fick planen på remiss svarade." in page(client, f"/trygghetsplan/{made.pk}/")


def test_text_sent_out_has_no_empty_part_of_how_the_plan_was_made(client):
    made = plan()
    token = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").token
    assert "Så togs planen fram" not in page(client, f"/remiss/{token}/")
    Participant.objects.create(plan=made, name="Elevråden", how="dialogmöte")
    assert "Så togs planen fram" in page(client, f"/remiss/{token}/")


def test_the_one_who_is_asked_reads_the_plan_as_a_document_while_the_link_is_open(client):
    made = plan()
    sent = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    address = f"/remiss/{sent.token}/plan.pdf"
    assert f'href="{address}"' in client.get(f"/remiss/{sent.token}/").content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    consultations.answer(sent.consultation, text="Ja.", answered_by="Siv", on=SENT, by="anna")
    assert client.get(address).status_code == 404


def test_receipt_shows_the_answer_its_day_and_that_it_can_be_kept(client):
    token = consultations.send(plan(), unit=unit(), sent=SENT, due=DUE, by="anna").token
    form = {"answered_by": "Fritidsnämnden § 31", "answer": "Vi <b>vill</b> ha fler fältare.", "stance": "changes"}
    shown = client.post(f"/remiss/{token}/", form).content.decode()
    today = date_format(timezone.localdate(), "j F Y")
    for said in (
        "Fritidsnämnden § 31",
        "Vi &lt;b&gt;vill&lt;/b&gt; ha fler",
        "Föreslår ändringar",
        today,
        "Skriv ut eller",
    ):
        assert said in shown


def test_only_those_who_decide_are_offered_to_plan_the_days():
    made = plan()
    assert "Planera baklänges" in page(secretary(), f"/beslut/{made.pk}/")
    assert "Planera baklänges" not in page(member("lars", Role.READER), f"/beslut/{made.pk}/")


def test_steps_before_the_council_are_behind_once_it_has_decided():
    made = plan()
    case_actions.save_path(made, days={Step.BOARD: dt.date(2023, 12, 4), Step.NOTICE: dt.date(2024, 1, 8)}, by="anna")
    adopt(made)
    shown = page(secretary(), f"/beslut/{made.pk}/")
    assert "Planen är beslutad" in shown
    assert "Försenat" not in shown
    assert "Markera som gjort" not in shown


def test_end_of_the_appeal_time_is_that_of_the_minutes_once_they_are_announced():
    made, day = plan(), timezone.localdate()
    planned = day + dt.timedelta(days=200)
    planned += dt.timedelta(days=(7 - planned.weekday()) % 7)
    case_actions.save_path(made, days={Step.APPEAL_ENDS: planned}, by="anna")
    decision = adopt(made, date=day, public_from=day)
    assert date_format(planned, "j F Y") in page(secretary(), f"/beslut/{made.pk}/")
    minutes.enter_minutes(decision, adjusted=day, announced=day, minutes="", appeal="legality", by="a")
    until = appeal_until(Decision.objects.get(pk=decision.pk))
    shown = page(secretary(), f"/beslut/{made.pk}/")
    assert f"Härnäst, senast {date_format(until, 'j F Y')}: tiden för laglighetsprövning" in shown
    assert date_format(planned, "j F Y") not in shown
    calendar = secretary().get(f"/beslut/{made.pk}/vagen.ics").content.decode()
    assert f"{until:%Y%m%d}" in calendar
    assert f"{planned:%Y%m%d}" not in calendar


def test_calendar_has_what_is_done_on_the_day_that_it_was_done():
    made, council = plan(), timezone.localdate() + dt.timedelta(days=90)
    council += dt.timedelta(days=(7 - council.weekday()) % 7)
    case_actions.save_path(made, days={Step.COUNCIL: council}, by="anna")
    assert f"{council:%Y%m%d}" in secretary().get(f"/beslut/{made.pk}/vagen.ics").content.decode()
    adopt(made)
    for calendar in (f"/beslut/{made.pk}/vagen.ics", "/uppfoljning/"):
        shown = secretary().get(calendar).content.decode()
        assert f"{council:%Y%m%d}" not in shown
        assert date_format(council, "F Y").capitalize() not in shown
    assert f"{DECIDED_ON:%Y%m%d}" in secretary().get(f"/beslut/{made.pk}/vagen.ics").content.decode()


def test_move_that_the_state_does_not_allow_is_refused_in_the_screens_own_words():
    made = plan()
    adopt(made)
    said = secretary().post(f"/beslut/{made.pk}/lage/", {"to": "draft"}).content.decode()
    assert "En plan med läget ”Gäller” kan inte få läget ”Utkast”" in said


@pytest.mark.parametrize("address", ["/beslut/", "/uppfoljning/"])
def test_plans_without_a_path_ask_no_question_each(address, django_assert_max_num_queries):
    made, person = plan(), secretary()
    case_actions.plan_path_back(made, council=COUNCIL, by="anna")
    with CaptureQueriesContext(connection) as before:
        assert person.get(address).status_code == 200
    for number in range(8):
        Plan.objects.create(municipality="9901", title=f"Plan {number}")
    with django_assert_max_num_queries(len(before) + 1):
        person.get(address)


def test_decision_form_asks_only_what_the_state_s_decisions_need():
    made, person = plan(), secretary()
    draft = person.get(f"/beslut/{made.pk}/beslut/").context["form"].fields
    assert "addressee" in draft
    assert "public_from" not in draft
    person.post(f"/beslut/{made.pk}/lage/", {"to": "proposed"})
    proposed = person.get(f"/beslut/{made.pk}/beslut/").context["form"].fields
    assert {"public_from", "tabled_to"} <= set(proposed)


def test_who_decided_is_told_as_missing_before_adoption():
    made, person = plan(), secretary()
    person.post(f"/beslut/{made.pk}/lage/", {"to": "proposed"})
    sent = {"kind": "adopt", "body": "", "date": timezone.localdate().isoformat()}
    told = "Det står inte vem som beslutade"
    assert told in person.post(f"/beslut/{made.pk}/beslut/", sent).content.decode()
    assert told not in person.post(f"/beslut/{made.pk}/beslut/", {**sent, "body": "Fullmäktige"}).content.decode()
