"""Consultation, decision, the frozen plan, and the page that everybody may read."""

from __future__ import annotations

import datetime as dt
import re
import shutil

import pytest
from django.urls import get_resolver
from django.utils import timezone, translation
from django.utils.formats import date_format

from plan.made_findings import change, side
from tryggve.analysis.codec import finding_to_json
from tryggve.errors import BadValueError, NotAllowedError, UsageError
from tryggve.plan.clock import Step
from tryggve.plan.freezing import is_unaltered
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions import consultations
from tryggve.web.decisions.actions import decide, plan_next, propose, take_back
from tryggve.web.decisions.models import Consultation, Decision, FrozenPlan
from tryggve.web.decisions.policies import DecisionKind, may_decide
from tryggve.web.followup.actions import record_step
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import save_part
from tryggve.web.plans.copies import new_version
from tryggve.web.plans.models import Claim, Plan
from tryggve.web.situation.book import judged_on
from tryggve.web.situation.models import StoredFinding
from tryggve.web.situation.queries import _findings
from web.plan_example import DECIDED_ON, member, plan, unit

pytestmark = pytest.mark.django_db
SENT, DUE = dt.date(2023, 9, 4), dt.date(2023, 10, 16)


def adopt(made, *, public_from=DECIDED_ON, date=DECIDED_ON, **more):
    made.refresh_from_db()
    if made.status != PlanStatus.PROPOSED:
        propose(made, by="anna")
    values = {"body": "Kommunfullmäktige", "paragraph": "142", "case_number": "KS 2023/0418"} | more
    decision = decide(made, kind=DecisionKind.ADOPT, date=date, public_from=public_from, by="anna", **values)
    made.refresh_from_db()
    return decision


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Rolled-back tests reuse row numbers, by which findings are remembered."""
    _findings.cache_clear()


def judge_today(finding):
    """Put a finding where the situation room keeps today's."""
    StoredFinding.objects.create(
        place="9901",
        release_set=judged_on(),
        family="",
        rank=StoredFinding.objects.count(),
        indicator=finding.indicator,
        content=finding_to_json(finding),
    )
    _findings.cache_clear()


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode().replace("&nbsp;", " ")).split())


# What the state allows


@pytest.mark.parametrize(
    ("status", "possible"),
    [
        ("draft", {"commission", "consult"}),
        ("consultation", {"commission"}),
        ("proposed", {"commission", "consult", "refer_back", "table", "adopt"}),
        ("decided", {"evaluate"}),
        ("evaluated", set()),
        ("replaced", set()),
    ],
)
def test_each_state_allows_its_decisions(status, possible):
    assert {kind.value for kind in DecisionKind if may_decide(status, kind)} == possible


def test_draft_cannot_be_adopted():
    with pytest.raises(NotAllowedError):
        decide(plan(), kind=DecisionKind.ADOPT, body="KF", date=DECIDED_ON, by="anna")


def test_referral_back_makes_the_plan_a_draft_and_tabling_leaves_it_proposed():
    made = plan()
    propose(made, by="anna")
    decide(made, kind=DecisionKind.TABLE, body="KS", date=DECIDED_ON, by="anna")
    made.refresh_from_db()
    assert made.status == PlanStatus.PROPOSED
    decide(made, kind=DecisionKind.REFER_BACK, body="KF", date=DECIDED_ON, by="anna")
    made.refresh_from_db()
    assert made.status == PlanStatus.DRAFT


def test_proposed_plan_can_be_taken_back():
    made = plan()
    propose(made, by="anna")
    take_back(made, by="anna")
    made.refresh_from_db()
    assert made.status == PlanStatus.DRAFT


def test_decision_dated_tomorrow_is_refused():
    tomorrow = timezone.localdate() + dt.timedelta(days=2)
    made = plan()
    with pytest.raises(UsageError, match="not been yet"):
        decide(made, kind=DecisionKind.COMMISSION, body="KS", date=tomorrow, by="anna")


def test_plan_is_not_public_before_its_decision():
    with pytest.raises(UsageError, match="before the decision"):
        adopt(plan(), public_from=DECIDED_ON - dt.timedelta(days=1))


# Adoption


def test_adoption_freezes_the_content_with_its_hash():
    made = plan()
    frozen = adopt(made).frozen
    assert made.status == PlanStatus.DECIDED
    assert frozen.content["priorities"][0]["goals"][0]["title"] == "Fler unga trygga ute"
    stored = FrozenPlan.objects.get(pk=frozen.pk)
    assert is_unaltered(stored.content, sha256=stored.sha256)


def test_adoption_keeps_each_claims_finding_as_it_was_decided():
    made = plan()
    adopt(made)
    claims = Claim.objects.filter(priority__plan=made)
    assert all(claim.decided == claim.finding for claim in claims)
    assert claims.exclude(finding=None).count() == 1


def test_adoption_leaves_one_event_with_the_hash_and_the_chain_is_whole():
    made = plan()
    decision = adopt(made)
    event = AuditEvent.objects.get(action="decisions.decide")
    assert (event.who, event.object) == ("anna", f"plan {made.pk}")
    assert (event.before["status"], event.after["status"]) == ("proposed", "decided")
    assert event.after["sha256"] == decision.frozen.sha256
    assert check_chain().whole


def decided_finding(made):
    claim = Claim.objects.filter(priority__plan=made).exclude(finding=None).get()
    return claim.finding, claim.decided


def test_draft_follows_the_data_until_it_is_adopted():
    made = plan()
    newer = change(side(2024, 70, 2), side(2022, 60, 2))
    judge_today(newer)
    frozen = adopt(made).frozen
    assert decided_finding(made)[1] == finding_to_json(newer)
    assert frozen.content["priorities"][0]["claims"][0]["finding"] == finding_to_json(newer)


def test_figures_that_came_after_the_decision_were_not_decided_on(live):
    made = plan()
    judge_today(change(side(2024, 70, 2), side(2022, 60, 2)))
    adopt(made)
    kept, decided = decided_finding(made)
    assert decided == kept


def test_adopted_plan_can_no_longer_be_edited():
    made = plan()
    adopt(made)
    with pytest.raises(NotAllowedError):
        save_part(made, values={"title": "Något annat"}, revision=made.revision, by="anna")


def test_empty_plan_is_not_adopted_and_nothing_is_left_behind():
    made = Plan.objects.create(municipality="9901", title="Tom", status="proposed")
    with pytest.raises(UsageError, match="no priority"):
        adopt(made)
    made.refresh_from_db()
    assert made.status == PlanStatus.PROPOSED
    assert not Decision.objects.exists()


def test_adopted_version_replaces_the_one_it_follows():
    first = plan()
    adopt(first)
    second = new_version(first, by="anna")
    adopt(second, date=dt.date(2024, 6, 17), public_from=dt.date(2024, 6, 17))
    first.refresh_from_db()
    assert (first.status, second.status) == (PlanStatus.REPLACED, PlanStatus.DECIDED)


# Consultation


def test_consultation_moves_a_draft_and_keeps_only_the_links_hash():
    made = plan()
    sent = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    made.refresh_from_db()
    assert made.status == PlanStatus.CONSULTATION
    assert sent.token not in str(list(Consultation.objects.values())) + str(list(AuditEvent.objects.values()))
    assert consultations.by_token(sent.token) == sent.consultation


def test_link_answers_once(client):
    made = plan()
    token = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").token
    address = f"/remiss/{token}/"
    assert "Fler unga trygga ute" in page(client, address)
    form = {"answered_by": "Siv, ordförande", "answer": "Vi tillstyrker."}
    assert "Tack, svaret är lämnat" in client.post(address, form).content.decode()
    assert client.get(address).status_code == 404
    assert client.post(address, form | {"answer": "Vi ändrar oss."}).status_code == 404
    assert Consultation.objects.get().answer == "Vi tillstyrker."


def test_link_page_is_kept_from_caches_search_engines_and_other_sites(client):
    token = consultations.send(plan(), unit=unit(), sent=SENT, due=DUE, by="anna").token
    answer = client.get(f"/remiss/{token}/")
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"


def test_hostile_plan_text_is_shown_as_text_to_the_one_who_answers(client):
    made = plan(background="<script>alert(1)</script>")
    token = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").token
    shown = client.get(f"/remiss/{token}/").content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_wrong_link_and_stored_hash_open_nothing(client):
    consultations.send(plan(), unit=unit(), sent=SENT, due=DUE, by="anna")
    for token in ("fel", Consultation.objects.get().token_hash):
        assert client.get(f"/remiss/{token}/").status_code == 404


def test_link_ends_when_the_plan_is_decided(client):
    made = plan()
    token = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").token
    adopt(made)
    assert client.get(f"/remiss/{token}/").status_code == 404


def test_answer_due_on_a_sunday_is_refused():
    with pytest.raises(BadValueError):
        consultations.send(plan(), unit=unit(), sent=SENT, due=dt.date(2023, 10, 15), by="anna")


def test_unit_that_has_the_plan_is_not_sent_it_again():
    made = plan()
    consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")
    with pytest.raises(UsageError):
        consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna")


def test_secretary_types_in_an_answer_that_came_on_paper():
    made = plan()
    sent = consultations.send(made, unit=unit(), sent=SENT, due=DUE, by="anna").consultation
    secretary = member("sara", Role.SECRETARY)
    form = {"answered_by": "Siv", "answer": "Inget att invända."}
    assert secretary.post(f"/beslut/remissvar/{sent.pk}/", form).status_code == 302
    assert "Svarade" in page(secretary, f"/beslut/{made.pk}/")


# Pages and roles


def test_secretary_takes_a_plan_all_the_way_in_the_browser(client):
    made = plan()
    secretary = member("sara", Role.SECRETARY)
    form = {"unit": unit().pk, "sent": "2023-09-04", "due": "2023-10-16"}
    assert "/remiss/" in page_of_post(secretary, f"/beslut/{made.pk}/remiss/", form)
    secretary.post(f"/beslut/{made.pk}/lage/", {"to": "proposed"})
    decision = {"kind": "adopt", "body": "Kommunfullmäktige", "date": "2023-12-15", "paragraph": "142"}
    secretary.post(f"/beslut/{made.pk}/beslut/", decision | {"public_from": "2023-12-15", "step": "adopt"})
    step = {"what": "Reviderad plan", "body": "Kommunfullmäktige", "when": "före sommaren 2024"}
    secretary.post(f"/beslut/{made.pk}/nasta/", step)
    shown = page(client, f"/trygghetsplan/{made.pk}/")
    assert "Kommunfullmäktige 15 december 2023, § 142" in shown
    assert "Före sommaren 2024 Kommunfullmäktige: Reviderad plan" in shown


def page_of_post(client, address, form):
    answer = client.post(address, form)
    assert answer.status_code == 200
    return answer.content.decode()


def test_faulty_decision_is_told_on_the_page_and_changes_nothing():
    made = plan()
    secretary = member("sara", Role.SECRETARY)
    wrong = {"kind": "commission", "body": "KS", "date": "2999-01-01"}
    answer = secretary.post(f"/beslut/{made.pk}/beslut/", wrong)
    assert answer.status_code == 422
    assert "inte har varit än" in answer.content.decode()
    assert not Decision.objects.exists()


def test_calendar_on_the_page_counts_back_and_refuses_sundays():
    made = plan()
    secretary = member("sara", Role.SECRETARY)
    assert "måndag 7 december 2026" in page(secretary, f"/beslut/{made.pk}/?council=2026-12-14")
    assert "söndag" in page(secretary, f"/beslut/{made.pk}/?council=2026-12-13")


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST])
def test_others_than_secretary_and_coordinator_decide_nothing(role):
    made = plan()
    person = member("olle", role)
    assert person.get(f"/beslut/{made.pk}/").status_code == 200
    for room in ("beslut", "lage", "remiss", "nasta"):
        assert person.post(f"/beslut/{made.pk}/{room}/", {}).status_code == 403


def test_member_of_another_municipality_sees_nothing():
    made = plan()
    stranger = member("ossian", Role.COORDINATOR, municipality="9902")
    assert stranger.get(f"/beslut/{made.pk}/").status_code == 404
    assert stranger.post(f"/beslut/{made.pk}/beslut/", {}).status_code == 404
    assert stranger.get(f"/plan/{made.pk}/plan.pdf").status_code == 404
    assert made.title not in page(stranger, "/beslut/")


def test_visitor_is_sent_to_sign_in_even_when_reading_is_open(client):
    made = plan()
    for address in ("/beslut/", f"/beslut/{made.pk}/", f"/plan/{made.pk}/plan.pdf"):
        assert client.get(address)["Location"].startswith("/logga-in/")


def test_menu_shows_decisions_to_members_only(client, db):
    assert 'href="/beslut/"' in member("sara", Role.SECRETARY).get("/sa-laser-du/").content.decode()
    assert 'href="/beslut/"' not in client.get("/sa-laser-du/").content.decode()


# The public page


def test_public_page_shows_the_frozen_text_whatever_the_rows_say_later(client):
    made = plan()
    adopt(made)
    Plan.objects.filter(pk=made.pk).update(title="Ändrad i efterhand", background="Nytt")
    shown = page(client, f"/trygghetsplan/{made.pk}/")
    assert "Trygghetsplan 2024–2026" in shown
    assert "Ändrad i efterhand" not in shown


def test_public_page_says_when_figures_page_and_decision_are_from(client, live):
    made = plan()
    adopt(made)
    shown = page(client, f"/trygghetsplan/{made.pk}/")
    for words in ("Sidan uppdaterad", "Siffrorna hämtade", "Planen beslutad 15 december 2023"):
        assert words in shown


@pytest.mark.parametrize(
    ("years", "said"), [(0, "Planen ska följas upp senast"), (3, "Försenat: planen skulle ha följts upp senast")]
)
def test_public_page_says_when_the_law_wants_the_plan_followed_up(client, years, said):
    made = plan()
    day = timezone.localdate() - dt.timedelta(days=365 * years)
    adopt(made, date=day, public_from=day)
    assert said in page(client, f"/trygghetsplan/{made.pk}/")


def test_public_page_counts_from_the_step_entered_latest_as_the_follow_up_page_does(client):
    made = plan()
    today = timezone.localdate()
    day, entered = today - dt.timedelta(days=365 * 3), today - dt.timedelta(days=100)
    adopt(made, date=day, public_from=day)
    record_step(municipality=made.municipality, step=Step.FOLLOW_UP, date=entered, note="Helår", by="anna")
    shown, own = page(client, f"/trygghetsplan/{made.pk}/"), page(member("anna", Role.COORDINATOR), "/uppfoljning/")
    counted = f"Räknat från {date_format(entered, 'j F Y')}, det datum som är inskrivet under Uppföljning."
    assert "Försenat" not in shown
    assert "Helår" not in shown
    assert counted in shown
    assert f"{counted} Helår." in own


def test_plan_that_is_not_the_laws_has_no_follow_up_clock(client):
    made = plan(law_plan=False)
    adopt(made)
    assert "följas upp" not in page(client, f"/trygghetsplan/{made.pk}/")


def test_refuted_claim_stands_beside_what_was_decided(client):
    made = plan()
    adopt(made)
    judge_today(change(side(2024, 48, 2), side(2022, 60, 2)))
    shown = page(client, f"/trygghetsplan/{made.pk}/")
    assert "Stämmer inte längre Beslutat 2023: 60,0 procent" in shown
    assert "Nu: Säkerställd minskning" in shown
    assert "Planens enda slutsats stämmer inte längre" in shown
    assert "Unga säger att de saknar mötesplatser." in shown


def test_public_page_answers_each_goal_in_three_parts(client):
    made = plan()
    adopt(made)
    shown = page(client, f"/trygghetsplan/{made.pk}/")
    assert re.search(
        r"Fler unga trygga ute Senast 2026, Fritidsnämnden Uppnått\? .+ På rätt väg\? .+ Sedan sist\? ", shown
    )


def test_claim_that_nothing_measures_cannot_be_told(client):
    made = plan()
    adopt(made)
    assert "Går inte att avgöra Beslutat 2023:" in page(client, f"/trygghetsplan/{made.pk}/")


def test_altered_frozen_text_is_said_on_the_page(client):
    made = plan()
    frozen = adopt(made).frozen
    FrozenPlan.objects.filter(pk=frozen.pk).update(content=frozen.content | {"vision": "Något annat"})
    assert "stämmer inte med sin kontrollsumma" in page(client, f"/trygghetsplan/{made.pk}/")


@pytest.mark.parametrize("status", ["draft", "consultation", "proposed"])
def test_undecided_plan_has_no_public_page(client, status):
    made = plan()
    Plan.objects.filter(pk=made.pk).update(status=status)
    assert client.get(f"/trygghetsplan/{made.pk}/").status_code == 404
    assert client.get(f"/trygghetsplan/{made.pk}/plan.pdf").status_code == 404
    assert made.title not in page(client, "/trygghetsplan/")


@pytest.mark.parametrize("days", [None, 9])
def test_decided_plan_is_not_public_before_its_day(client, days):
    made = plan()
    adopt(made, public_from=days and timezone.localdate() + dt.timedelta(days=days))
    assert client.get(f"/trygghetsplan/{made.pk}/").status_code == 404
    assert client.get(f"/trygghetsplan/{made.pk}/plan.pdf").status_code == 404
    assert made.title not in page(client, "/trygghetsplan/")


def test_other_municipalitys_plan_is_not_on_this_ones_page(client):
    made = plan(municipality="9902")
    adopt(made)
    assert client.get(f"/trygghetsplan/{made.pk}/").status_code == 404


def test_draft_that_follows_a_public_plan_does_not_leak(client):
    first = plan()
    adopt(first)
    second = new_version(first, by="anna")
    Plan.objects.filter(pk=second.pk).update(title="Hemligt utkast")
    assert "Hemligt utkast" not in page(client, "/trygghetsplan/") + page(client, f"/trygghetsplan/{first.pk}/")


def test_public_page_in_english(client):
    made = plan()
    adopt(made)
    plan_next(made, what="Revised plan", body="KF", when="<2024-s", by="anna")
    shown = page(client, f"/en/trygghetsplan/{made.pk}/")
    assert "Cannot be told Decided 2023:" in shown
    assert "Before summer 2024" in shown


def addresses(patterns, prefix=""):
    """Return an address for each pattern, with something in every place that one of its converters takes."""
    for pattern in patterns:
        whole = prefix + str(pattern.pattern)
        for name, converter in pattern.pattern.converters.items():
            value = next(v for v in ("1", "abc", converter.regex.split("|")[0]) if re.fullmatch(converter.regex, v))
            whole = re.sub(rf"<(\w+:)?{name}>", "abc" if re.fullmatch(converter.regex, "abc") else value, whole)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, whole)
        else:
            yield whole


# Public by law or by nature, or opened by a token of their own.
OPEN = re.compile(
    r"trygghetsplan/|remiss/abc/|rapport/abc/|logga-in/|hjalp/|sa-laser-du/|tillganglighet/|inbjudan/|losenord/(glomt|nytt)/|uppfoljning/kalender.ics"
)


def test_every_other_address_is_closed_to_visitors_when_reading_is_closed(client, settings):
    pytest.importorskip("typst")
    settings.TRYGGVE_OPEN_READING = False
    made = plan()
    adopt(made)
    with translation.override("sv"):
        listed = list(addresses(get_resolver().url_patterns))
    assert "beslut/1/" in listed
    for address in listed:
        answer = client.get(f"/{address}")
        if OPEN.match(address):
            assert answer.status_code in (200, 404), address
        else:
            assert answer.status_code in (302, 405), address
            assert answer.status_code == 405 or "/logga-in/" in answer["Location"], address
    assert "Trygghetsplan 2024–2026" in page(client, "/trygghetsplan/")


def test_documents_are_accessible_pdfs(client):
    pytest.importorskip("typst")
    made = plan()
    draft = member("sara", Role.SECRETARY).get(f"/plan/{made.pk}/plan.pdf")
    adopt(made)
    public = client.get(f"/trygghetsplan/{made.pk}/plan.pdf")
    for answer in (draft, public):
        assert answer["Content-Type"] == "application/pdf"
        assert b"<pdfuaid:part>1<" in answer.content
    assert public["Content-Disposition"] == 'inline; filename="trygghetsplan-2024-2026.pdf"'


def test_decided_document_says_decision_and_claims_as_they_were(client, tmp_path):
    pytest.importorskip("typst")
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not here: the document's text is not read back")
    from publish.test_blocks import text_of

    made = plan()
    adopt(made)
    judge_today(change(side(2024, 48, 2), side(2022, 60, 2)))
    text = text_of(client.get(f"/trygghetsplan/{made.pk}/plan.pdf").content, tmp_path)
    assert "Kommunfullmäktige 15 december 2023, § 142" in text
    assert "Säkerställd ökning" in text
    assert "Stämmer inte längre" not in text
