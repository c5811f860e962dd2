"""Evaluations: what the system knows, what people judge, and the next version that follows from it."""

from __future__ import annotations

import datetime as dt
import re
import shutil

import pytest
from django.utils import timezone
from django.utils.translation import override

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.freezing import is_unaltered
from tryggve.plan.status import PlanStatus
from tryggve.publish.evaluation_words import limits_words
from tryggve.terms.places import find_place
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.actions import decide
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.evaluation.actions import begin, finish, judge_goal, judge_priority
from tryggve.web.evaluation.content import content_of
from tryggve.web.evaluation.document import delivered, evaluation_document
from tryggve.web.evaluation.models import Evaluation, GoalJudgement, RevisionNote
from tryggve.web.evaluation.results import dose_of
from tryggve.web.evaluation.revising import revise
from tryggve.web.followup.models import Report, ReportingPeriod
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import StaleError, add_part
from tryggve.web.plans.models import Activity, Goal, Measure, Plan, Priority
from tryggve.web.plans.parts import PRIORITY
from web.plan_example import member, plan
from web.test_decisions import _nothing_remembered, adopt, page  # noqa: F401  the fixture is for every test here

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 20)
JUDGED = {
    "relevance": "still",
    "reason": "Området är rätt.",
    "proposal": "keep",
    "proposal_reason": "Det behövs mer tid.",
    "lessons": "",
}


@pytest.fixture
def decided() -> Plan:
    made = plan()
    Measure.objects.get(priority__plan=made).goals.set(Goal.objects.filter(priority__plan=made))
    adopt(made)
    return made


@pytest.fixture
def evaluation(decided) -> Evaluation:
    return begin(decided, starts="2024", ends="2026", as_of=TODAY, author="Anna", by="anna")


def judge(evaluation, priority=None, **other: str):
    priority = priority or evaluation.plan.priorities.get()
    judge_priority(evaluation, priority=priority, values=JUDGED | other, revision=0, by="anna")
    for goal in priority.goals.exclude(judgements__evaluation=evaluation):
        said = {"participants": "", "judgement": "Lovande."}
        judge_goal(evaluation, goal=goal, values=said, revision=0, by="anna")


def report(activity, *, dose: float | None, at: dt.datetime | None = None, returned: bool = False):
    period, _ = ReportingPeriod.objects.get_or_create(
        plan=activity.measure.priority.plan, name="T1", opens=dt.date(2026, 1, 1), closes=dt.date(2026, 2, 1)
    )
    return Report.objects.create(
        period=period,
        activity=activity,
        status="ongoing",
        dose=dose,
        at=at or dt.datetime(2026, 2, 1, tzinfo=dt.UTC),
        by="bo",
        returned_at=timezone.now() if returned else None,
    )


# What the state allows


def test_draft_plan_is_not_evaluated():
    with pytest.raises(NotAllowedError, match="not decided"):
        begin(plan(), starts="2024", ends="2026", as_of=TODAY, author="Anna", by="anna")


def test_evaluation_without_a_verdict_is_not_finished_and_says_what_is_lacking(evaluation):
    with pytest.raises(UsageError, match="Trygga unga: a verdict on relevance, a reason"):
        finish(evaluation, by="anna")
    judge(evaluation, reason="")
    with pytest.raises(UsageError, match="Trygga unga: a reason for the verdict"):
        finish(evaluation, by="anna")


def test_goal_without_a_judgement_keeps_the_evaluation_open_and_is_named_before_the_button(evaluation):
    judge(evaluation)
    GoalJudgement.objects.update(judgement=" ")
    goal = Goal.objects.get()
    with pytest.raises(UsageError, match="a judgement of the goal"):
        finish(evaluation, by="anna")
    client, address = member("anna", Role.COORDINATOR), f"/utvardering/{evaluation.pk}/avsluta/"
    text = page(client, address)
    assert f"{goal.title} saknar bedömning av målet" in text
    assert "Avsluta och lås" not in text
    assert client.post(address).status_code == 422
    assert Evaluation.objects.get().status == "draft"
    GoalJudgement.objects.update(judgement="Kan inte bedömas: siffrorna kommer först nästa år.")
    assert "Avsluta och lås" in page(client, address)


def test_each_line_of_what_is_lacking_leads_to_the_form_where_it_is_written(evaluation):
    client, start = member("anna", Role.COORDINATOR), f"/utvardering/{evaluation.pk}/"
    judge(evaluation, reason="")
    GoalJudgement.objects.update(judgement="")
    priority, goal = evaluation.plan.priorities.get(), Goal.objects.get()
    html = client.get(f"{start}avsluta/").content.decode()
    card = html[html.index('<section class="card gaps">') :].partition("</section>")[0]
    assert re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', card) == [
        (f"{start}omrade/{priority.pk}/", f"{priority.title} saknar skäl till omdömet"),
        (f"{start}mal/{goal.pk}/", f"{goal.title} saknar bedömning av målet"),
    ]
    assert "2 saker är kvar att skriva" in card
    assert all(client.get(f"{start}{form}/").status_code == 200 for form in (f"omrade/{priority.pk}", f"mal/{goal.pk}"))


def test_evaluation_promises_no_estimate_where_no_goal_has_a_design_that_will_do(evaluation):
    never, later = "Effekten kan inte bedömas", "En skattning av effekten kommer senare"
    said = content_of(evaluation)
    assert never in said["limits"]
    assert later not in said["limits"]
    with_design = limits_words("sv", assessable=True)
    assert later in with_design
    assert never not in with_design


def test_document_says_where_a_goal_has_no_judgement(evaluation):
    place = find_place(evaluation.plan.municipality)
    document = evaluation_document(content_of(evaluation), place=place, language="sv", finished=False)
    assert "Bedömning: Ingen bedömning" in [getattr(block, "text", "") for block in document.blocks]


def test_finished_evaluation_is_kept_with_its_hash_and_takes_no_more_words(evaluation):
    judge(evaluation)
    finished = finish(evaluation, by="anna")
    assert is_unaltered(Evaluation.objects.get().content, sha256=finished.sha256)
    assert set(finished.content) == {"sv", "en"}
    goal = Goal.objects.get()
    with pytest.raises(NotAllowedError):
        judge_goal(evaluation, goal=goal, values={"participants": "", "judgement": "x"}, revision=0, by="anna")
    with pytest.raises(NotAllowedError):
        finish(evaluation, by="anna")


def test_finished_evaluation_says_what_it_said_then_whatever_is_reported_later(evaluation):
    judge(evaluation)
    finish(evaluation, by="anna")
    report(Activity.objects.get(), dose=5)
    text = page(member("rolf", Role.READER), f"/utvardering/{evaluation.pk}/")
    assert "inte rapporterat" in text


def test_each_write_leaves_one_event_and_what_people_said_stays_out_of_the_log(evaluation):
    before = AuditEvent.objects.count()
    values = {"participants": "Kalle säger nej", "judgement": "svårt"}
    judge_goal(evaluation, goal=Goal.objects.get(), values=values, revision=0, by="anna")
    event = AuditEvent.objects.order_by("-id").first()
    assert AuditEvent.objects.count() == before + 1
    assert (event.action, event.after) == (
        "evaluation.judge_goal",
        {"characters": {"participants": 15, "judgement": 5}},
    )
    assert check_chain().whole


def test_two_who_judge_at_once_see_each_other(evaluation):
    values = {"participants": "", "judgement": "ett"}
    goal = Goal.objects.get()
    judge_goal(evaluation, goal=goal, values=values, revision=0, by="anna")
    with pytest.raises(StaleError) as found:
        judge_goal(evaluation, goal=goal, values=values | {"judgement": "två"}, revision=0, by="bo")
    assert (found.value.theirs, found.value.yours) == ({"judgement": "ett"}, {"judgement": "två"})
    assert GoalJudgement.objects.get().judgement == "ett"


# What was delivered


def dose(**more):
    (told,) = dose_of(Goal.objects.get(), as_of=TODAY, **more)
    return told


def test_what_is_not_reported_is_no_per_cent(decided):
    Activity.objects.update(planned_dose=40, dose_unit="kvällar")
    told = dose()
    assert (told["reported"], told["percent"], told["delivered"]) == (False, None, "inte rapporterat")
    assert told["planned"] == "40\N{NO-BREAK SPACE}kvällar"


def test_newest_report_up_to_the_day_counts(decided):
    Activity.objects.update(planned_dose=40, dose_unit="kvällar")
    report(Activity.objects.get(), dose=10)
    report(Activity.objects.get(), dose=20, at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC))
    report(Activity.objects.get(), dose=40, at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    assert (dose()["percent"], dose()["delivered"]) == (50, "20\N{NO-BREAK SPACE}kvällar")


def test_report_that_was_sent_back_counts_as_none(decided):
    Activity.objects.update(planned_dose=40)
    report(Activity.objects.get(), dose=10, returned=True)
    assert not dose()["reported"]


def test_report_without_a_dose_is_told_as_such(decided):
    Activity.objects.update(planned_dose=40)
    report(Activity.objects.get(), dose=None)
    assert (dose()["percent"], dose()["delivered"], dose()["status"]) == (None, "inte angivet", "Pågår")


# The next version


def test_draft_evaluation_makes_no_new_version(evaluation):
    with pytest.raises(NotAllowedError, match="is a draft"):
        revise(evaluation, by="anna")


def test_dropped_priority_waits_in_the_recycle_bin_and_changed_one_carries_the_reason(decided):
    Plan.objects.filter(pk=decided.pk).update(status="draft")
    decided.refresh_from_db()
    other = add_part(PRIORITY, parent=decided, values={"title": "Inga utsatta områden"}, by="anna")
    Plan.objects.filter(pk=decided.pk).update(status="decided")
    decided.refresh_from_db()
    made = begin(decided, starts="2024", ends="2026", as_of=TODAY, author="Anna", by="anna")
    judge(made, decided.priorities.get(title="Trygga unga"), proposal="drop")
    judge(made, other, proposal="change", proposal_reason="Byt målet.")
    finish(made, by="anna")
    draft = revise(made, by="anna")
    assert draft.priorities.get(title="Trygga unga").removed_at is not None
    assert draft.priorities.get(title="Inga utsatta områden").removed_at is None
    assert RevisionNote.objects.get().text == "Byt målet."
    client = member("anna", Role.COORDINATOR)
    assert "Byt målet." in page(client, f"/plan/{draft.pk}/")
    assert "Borttaget · Prioriterat område Trygga unga" in page(client, f"/plan/{draft.pk}/skillnader/")
    assert Priority.objects.filter(plan=decided, removed_at__isnull=True).count() == 2
    with pytest.raises(UsageError, match="already"):
        revise(made, by="anna")


# Pages


def test_newcomer_is_told_what_an_evaluation_is():
    text = page(member("anna", Role.COORDINATOR), "/utvardering/")
    assert "ingen beslutad plan att utvärdera" in text


def test_start_lists_decided_plans_with_their_state(decided):
    assert "ingen utvärdering är påbörjad" in page(member("anna", Role.COORDINATOR), "/utvardering/")
    Plan.objects.update(ends="2024")
    assert "Perioden har löpt ut" in page(member("anna", Role.COORDINATOR), "/utvardering/")
    begin(decided, starts="2024", ends="2024", as_of=TODAY, author="Anna", by="anna")
    assert "Perioden har löpt ut, utvärdering pågår" in page(member("anna", Role.COORDINATOR), "/utvardering/")


def test_whole_evaluation_is_written_through_the_forms(decided):
    client = member("anna", Role.COORDINATOR)
    form = {"starts": "2024", "ends": "2026", "as_of": "2026-11-20", "author": "Anna"}
    assert client.post(f"/utvardering/plan/{decided.pk}/ny/", form).status_code == 302
    made = Evaluation.objects.get()
    start, goal, priority = f"/utvardering/{made.pk}/", Goal.objects.get(), Priority.objects.get()
    frame = form | {"summary": "Det gick bra.", "revision": "1"}
    assert client.post(f"{start}andra/", frame).status_code == 302
    said = {"participants": "De unga är nöjda.", "judgement": "Lovande.", "revision": "0"}
    assert client.post(f"{start}mal/{goal.pk}/", said).status_code == 302
    assert client.post(f"{start}omrade/{priority.pk}/", JUDGED | {"revision": "0"}).status_code == 302
    text = page(client, start)
    for words in ("Det gick bra.", "De unga är nöjda.", "Lovande.", "Fortfarande relevant", "Behåll"):
        assert words in text
    assert "Den säger inte att planen var orsaken" in text
    assert client.post(f"{start}avsluta/").status_code == 302
    assert "För in beslutet om utvärderingen" in page(client, start)
    assert client.get(f"{start}andra/").status_code == 409


def test_form_that_is_filled_in_wrongly_keeps_what_was_typed(decided):
    client = member("anna", Role.COORDINATOR)
    form = {"starts": "2026", "ends": "2024", "as_of": "i går", "author": "Anna Ek"}
    answer = client.post(f"/utvardering/plan/{decided.pk}/ny/", form)
    assert answer.status_code == 422
    assert "Perioden slutar innan den börjar" in answer.content.decode()
    assert 'value="Anna Ek"' in answer.content.decode()


def test_verdict_that_is_not_on_the_list_is_refused(evaluation):
    address = f"/utvardering/{evaluation.pk}/omrade/{Priority.objects.get().pk}/"
    answer = member("anna", Role.COORDINATOR).post(address, JUDGED | {"relevance": "kanske", "revision": "0"})
    assert answer.status_code == 422


def test_stale_form_shows_both_versions(evaluation):
    client, address = member("anna", Role.COORDINATOR), f"/utvardering/{evaluation.pk}/mal/{Goal.objects.get().pk}/"
    client.post(address, {"judgement": "Mitt första", "participants": "", "revision": "0"})
    answer = client.post(address, {"judgement": "Mitt andra", "participants": "", "revision": "0"})
    assert answer.status_code == 409
    assert "Mitt första" in answer.content.decode() and "Mitt andra" in answer.content.decode()


def test_draft_is_thrown_away_only_after_a_question(evaluation):
    client, address = member("anna", Role.COORDINATOR), f"/utvardering/{evaluation.pk}/kasta/"
    assert "kan inte fås tillbaka" in page(client, address)
    assert Evaluation.objects.exists()
    client.post(address)
    assert not Evaluation.objects.exists()


def test_evaluation_decision_moves_the_plan_and_the_case_page_leads_to_the_evaluation(evaluation):
    judge(evaluation)
    finish(evaluation, by="anna")
    assert f"/utvardering/{evaluation.pk}/" in (
        member("anna", Role.COORDINATOR).get(f"/beslut/{evaluation.plan_id}/").content.decode()
    )
    decide(evaluation.plan, kind=DecisionKind.EVALUATE, body="KF", date=dt.date(2024, 5, 20), by="anna")
    evaluation.plan.refresh_from_db()
    assert evaluation.plan.status == PlanStatus.EVALUATED


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_document_holds_what_the_page_says(evaluation, tmp_path):
    judge(evaluation, lessons="Börja tidigare.")
    client = member("rolf", Role.READER)
    answer = client.get(f"/utvardering/{evaluation.pk}/utvardering.pdf")
    assert answer["Content-Type"] == "application/pdf"
    (tmp_path / "u.pdf").write_bytes(answer.content)
    import subprocess

    text = subprocess.run(["pdftotext", tmp_path / "u.pdf", "-"], capture_output=True, check=True).stdout.decode()
    for words in ("inte avslutad", "Fortfarande relevant", "Börja tidigare.", "inte rapporterat", "kan inte bedömas"):
        assert words in text


# Who may


def addresses(evaluation):
    start = f"/utvardering/{evaluation.pk}/"
    return [
        f"{start}andra/",
        f"{start}mal/{Goal.objects.get().pk}/",
        f"{start}omrade/{Priority.objects.get().pk}/",
        f"{start}avsluta/",
        f"{start}kasta/",
        f"/utvardering/plan/{evaluation.plan_id}/ny/",
    ]


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST, Role.SECRETARY, Role.ADMINISTRATOR])
def test_members_read_but_only_who_writes_plans_writes(evaluation, role):
    client = member("rolf", role)
    assert client.get("/utvardering/").status_code == 200
    assert client.get(f"/utvardering/{evaluation.pk}/").status_code == 200
    for address in addresses(evaluation):
        assert client.get(address).status_code == 403, address
        assert client.post(address, {}).status_code == 403, address
    assert client.post(f"/utvardering/{evaluation.pk}/reviderad-plan/").status_code == 403


def test_another_municipality_sees_nothing(evaluation):
    client = member("sven", Role.COORDINATOR, "2081")
    start = f"/utvardering/{evaluation.pk}/"
    assert "Trygghetsplan" not in page(client, "/utvardering/").replace("Trygghetsplan Hjälp", "")
    for address in (start, f"{start}utvardering.pdf", *addresses(evaluation)):
        assert client.get(address).status_code == 404, address
    assert client.post(f"{start}reviderad-plan/").status_code == 404


def test_visitor_is_asked_to_sign_in(evaluation, visitor):
    for address in ("/utvardering/", f"/utvardering/{evaluation.pk}/", f"/utvardering/{evaluation.pk}/utvardering.pdf"):
        assert visitor.get(address).status_code == 302, address


def test_goal_of_another_plan_is_not_judged_here(evaluation):
    other = plan("En annan plan")
    goal = Goal.objects.get(priority__plan=other)
    client = member("anna", Role.COORDINATOR)
    assert client.get(f"/utvardering/{evaluation.pk}/mal/{goal.pk}/").status_code == 404
    assert client.get(f"/utvardering/{evaluation.pk}/omrade/{goal.priority_id}/").status_code == 404


def test_part_of_what_was_planned_is_written_as_its_language_does():
    dose = {"delivered": "5 stråk", "percent": 83}
    assert delivered(dose) == "5 stråk (83\N{NO-BREAK SPACE}%)"
    with override("en"):
        assert delivered(dose) == "5 stråk (83%)"
