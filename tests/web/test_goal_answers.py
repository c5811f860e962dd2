"""Yes-or-no goals: who may answer, what is kept, and where the answer is seen."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tryggve.errors import NotAllowedError
from tryggve.plan.status import PlanStatus
from tryggve.publish.blocks import Paragraph, TableBlock
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.actions import decide, propose
from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.evaluation.results import result_of
from tryggve.web.followup.goal_answers import Answered, answer_goal
from tryggve.web.followup.models import GoalAnswer
from tryggve.web.followup.queries import view_of
from tryggve.web.followup.report_priorities import priority_blocks
from tryggve.web.people.roles import Role
from tryggve.web.plans.goal_cards import goal_card
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.start.duties import duties_of
from web.followup_example import Example, make_example, signed_in

pytestmark = pytest.mark.django_db
ASK_AGAIN = {"done": "nej", "when": "2024", "note": ""}
YES = {"done": "ja", "when": "mars 2025", "note": "Beslutat § 84"}


@pytest.fixture
def example(db) -> Example:
    return make_example()


@pytest.fixture
def goal(example) -> Goal:
    priority = example.walks.measure.priority
    return Goal.objects.create(
        priority=priority, title="Avtal finns", kind="yes_no", deadline="2025-06", owner=example.leisure
    )


@pytest.fixture
def adopted(goal) -> Plan:
    plan = goal.priority.plan
    propose(plan, by="provet")
    values = {"body": "Kommunfullmäktige", "date": dt.date(2024, 1, 15), "paragraph": "1", "case_number": "KS 1"}
    decide(plan, kind=DecisionKind.ADOPT, public_from=dt.date(2024, 1, 20), by="provet", **values)
    plan.refresh_from_db()
    assert plan.status == PlanStatus.DECIDED
    return plan


@pytest.fixture
def anna(db) -> Client:
    return signed_in("anna", Role.COORDINATOR)


@pytest.fixture
def owner(example) -> Client:
    return signed_in("olle", Role.OWNER, unit=example.leisure)


def address(goal: Goal) -> str:
    return f"/mal/{goal.pk}/svara/"


def text(page) -> str:
    return re.sub(r"\s+", " ", page.content.decode().replace("\xa0", " "))


def say(goal: Goal, *, done: bool, when: str, note: str = "") -> None:
    answer_goal(goal, answered=Answered(done=done, when=when, note=note), by="provet")


def short(goal: Goal) -> list[str]:
    return [said.short for said in goal_card(goal).answers]


def duties(client: Client, *, today: dt.date) -> list[str]:
    user = User.objects.get(pk=client.session["_auth_user_id"])
    return [duty.text for duty in duties_of(user, today=today) if "väntar på ert svar" in duty.text]


def test_owner_answers_a_decided_goal_and_nothing_in_the_plan_changes(owner, goal, adopted):
    before = Goal.objects.get(pk=goal.pk).revision
    page = owner.post(address(goal), YES, follow=True)
    assert "Ja, klart mars 2025" in text(page)
    assert "Beslutat § 84" in text(page)
    made = GoalAnswer.objects.get()
    assert (made.done, made.when, made.by, made.on_behalf_of) == (True, "2025-03", "olle", "")
    assert Goal.objects.get(pk=goal.pk).revision == before


def test_note_stays_out_of_the_log(owner, goal):
    owner.post(address(goal), YES)
    event = AuditEvent.objects.get(action="followup.answer_goal")
    assert event.after == {"done": True, "when": "2025-03", "on_behalf_of": ""}
    assert event.object.startswith(f"plan {goal.priority.plan_id} ")


def test_coordinator_answers_on_behalf_of_the_unit(anna, goal):
    assert "Du svarar för Fritid" in text(anna.get(address(goal)))
    anna.post(address(goal), YES)
    assert GoalAnswer.objects.get().on_behalf_of == "Fritid"


def test_day_of_an_answer_is_written_in_words(anna, goal):
    anna.post(address(goal), YES)
    GoalAnswer.objects.update(at=dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC))
    assert "anna, för Fritid, 2 mars 2026" in text(anna.get(address(goal)))


def test_newest_answer_counts_and_the_older_stays_visible(anna, goal):
    anna.post(address(goal), ASK_AGAIN)
    assert short(goal) == ["Nej, 2024", "Mäts inte", "Första svaret"]
    anna.post(address(goal), YES)
    assert short(goal) == ["Ja, mars 2025", "Mäts inte", "Tidigare nej (2024)"]
    page = text(anna.get(f"/mal/{goal.pk}/"))
    assert "Tidigare svar:" in page
    assert "Nej (2024)" in page
    assert "Svara på nytt" in page


def test_done_after_the_deadline_is_not_met_in_time(goal):
    say(goal, done=True, when="2025-09")
    assert short(goal)[0] == "Nej, klart först september 2025"
    assert "efter måldatum (juni 2025)" in goal_card(goal).said.met.sentence


def test_imprecise_date_that_may_lie_before_the_deadline_counts_as_in_time(goal):
    say(goal, done=True, when="2025")
    assert short(goal)[0] == "Ja, 2025"


def test_others_may_not_answer(goal, example):
    other = signed_in("teo", Role.OWNER, unit=example.streets)
    reader = signed_in("lena", Role.READER, unit=example.leisure)
    foreign = signed_in("frida", Role.COORDINATOR, municipality="2081")
    assert [client.post(address(goal), YES).status_code for client in (other, reader, foreign)] == [403, 403, 404]
    assert Client().post(address(goal), YES).status_code == 302
    assert not GoalAnswer.objects.exists()
    assert "Svara på målet" not in text(reader.get(f"/mal/{goal.pk}/"))


def test_what_is_measured_is_answered_by_figures(anna, goal):
    Goal.objects.filter(pk=goal.pk).update(kind="zero")
    assert anna.post(address(goal), YES).status_code == 409
    goal.refresh_from_db()
    with pytest.raises(NotAllowedError, match="figures answer it"):
        say(goal, done=True, when="2025")


def test_removed_goal_takes_no_answer(goal):
    goal.removed_at = timezone.now()
    with pytest.raises(NotAllowedError, match="recycle bin"):
        say(goal, done=True, when="2025")


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"when": "2025"}, "Välj ja eller nej."),
        ({"done": "ja"}, "Fyll i det här fältet."),
        ({"done": "ja", "when": "snart"}, "är inget datum"),
        ({"done": "ja", "when": "2090-01"}, "Skriv en dag som har varit."),
    ],
)
def test_faulty_answer_keeps_what_was_typed(anna, goal, sent, said):
    page = anna.post(address(goal), {**sent, "note": "Mitt skrivna"})
    assert page.status_code == 422
    assert said in text(page)
    assert "Mitt skrivna" in text(page)
    assert not GoalAnswer.objects.exists()


def test_note_with_a_personal_identity_number_never_reaches_the_public_page(anna, goal):
    page = anna.post(address(goal), YES | {"note": "Anna 19800101-1234 ledde arbetet"})
    assert page.status_code == 422
    assert "Det här ser ut som ett personnummer." in text(page)
    assert not GoalAnswer.objects.exists()


def test_answer_is_on_the_public_page_without_the_name_of_who_answered(adopted, goal):
    say(goal, done=True, when="2025-03", note="Beslutat § 84")
    page = text(Client().get(f"/trygghetsplan/{adopted.pk}/"))
    assert "Ja, mars 2025" in page
    assert "Beslutat § 84" in page
    own = text(Client().get(f"/mal/{goal.pk}/"))
    assert "Ja, klart mars 2025" in own
    assert "provet" not in own


def test_answer_is_in_the_report_the_plan_and_the_evaluation(anna, adopted, goal, example):
    say(goal, done=True, when="2025-03", note="Beslutat § 84")
    view = view_of(example.period, User.objects.get(username="anna"), today=timezone.localdate())
    blocks = list(priority_blocks(view, "sv"))
    rows = [row for block in blocks if isinstance(block, TableBlock) for row in block.rows]
    assert ("Avtal finns", "Ja, mars 2025", "Mäts inte", "Första svaret") in rows
    assert any(isinstance(block, Paragraph) and "Beslutat § 84" in block.text for block in blocks)
    assert "Ja, mars 2025" in text(anna.get(f"/plan/{adopted.pk}/"))
    assert "Beslutat § 84" in result_of(goal)["answers"][0]["sentence"]


def test_unanswered_goal_waits_only_after_its_deadline(owner, anna, goal, adopted):
    before, after = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
    assert duties(owner, today=before) == []
    assert duties(owner, today=after) == duties(anna, today=after) == ["1 mål väntar på ert svar"]
    say(goal, done=False, when="2025-03")
    assert duties(owner, today=after) == ["1 mål väntar på ert svar"]  # a no from before says nothing of the end
    say(goal, done=False, when="2025-07-01")
    assert duties(owner, today=after) == []


def test_drafts_and_others_goals_wait_for_nobody(owner, goal, example):
    assert duties(owner, today=dt.date(2030, 1, 1)) == []
    goal.priority.plan.status = PlanStatus.DECIDED.value
    goal.priority.plan.save()
    assert duties(signed_in("teo", Role.OWNER, unit=example.streets), today=dt.date(2030, 1, 1)) == []
    assert duties(signed_in("lena", Role.READER, unit=example.leisure), today=dt.date(2030, 1, 1)) == []


def test_follow_up_leads_to_the_goals(anna, goal, adopted):
    assert "/uppfoljning/mal/" in text(anna.get("/uppfoljning/"))
    page = text(anna.get("/uppfoljning/mal/"))
    assert "1 mål väntar på ert svar" in page
    assert address(goal) in page
    foreign = signed_in("frida", Role.COORDINATOR, municipality="2081")
    assert "Här finns inga mål att svara på" in text(foreign.get("/uppfoljning/mal/"))


def test_every_cell_of_a_goal_on_a_phone_says_what_it_is(anna, goal, adopted):
    page = anna.get("/uppfoljning/mal/").content.decode()
    cells = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    labels = [re.findall(r'<span class="narrow-label(?: asks)?">([^<]+)</span>', cell) for cell in cells]
    assert labels == [["Senast"], ["Ansvarig"], ["Uppnått?"], []]
    assert ">Svara<" in cells[3]


def test_many_goals_are_asked_for_in_one_question(anna, goal, adopted, django_assert_max_num_queries):
    anna.get(f"/plan/{adopted.pk}/")
    for number in range(6):
        more = Goal.objects.create(priority=goal.priority, title=f"Mål {number}", kind="yes_no", deadline="2025")
        say(more, done=True, when="2025")
    with django_assert_max_num_queries(400) as seen:
        anna.get(f"/plan/{adopted.pk}/")
    assert sum("followup_goalanswer" in query["sql"] for query in seen) == 1
