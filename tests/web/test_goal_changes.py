"""A decided goal is changed by a decision: the decided text stays, and both are seen."""

from __future__ import annotations

import datetime as dt

import pytest

from tryggve.cli.example_files.evaluation import begin_example
from tryggve.cli.example_files.plans import example_plan
from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.freezing import is_unaltered
from tryggve.web.audit.models import AuditEvent
from tryggve.web.decisions.models import Decision, FrozenPlan
from tryggve.web.evaluation.goal_changes import ChangeDecision, change_goal, in_force
from tryggve.web.evaluation.models import Evaluation, GoalChange
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import StaleError, save_part
from tryggve.web.plans.copies import new_version
from tryggve.web.plans.loading import load_plan
from tryggve.web.plans.models import Goal, Plan
from web.plan_example import member, plan
from web.test_decisions import _nothing_remembered, adopt, page  # noqa: F401  the fixture is for every test here
from web.test_plan_example import figures  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
DECIDED = ChangeDecision(body="KS", date=dt.date(2025, 6, 10), paragraph="41", reason="Elnätet byts först 2027.")
FORM = {
    "target_low": "58",
    "deadline": "2027",
    "indicator": "",
    "group": "",
    "place": "",
    "baseline": "",
    "baseline_when": "",
    "baseline_note": "",
    "body": "KS",
    "date": "2025-06-10",
    "paragraph": "41",
    "reason": "Elnätet byts först 2027.",
}


@pytest.fixture
def goal() -> Goal:
    made = plan()
    Goal.objects.update(target_low=60.0)
    adopt(made)
    return Goal.objects.select_related("priority__plan").get()


def change(goal, *, revision: int | None = None, decided=DECIDED, **values):
    revision = goal.revision if revision is None else revision
    return change_goal(goal, values=values or {"target_low": 58.0}, decided=decided, revision=revision, by="anna")


def test_decided_goal_is_still_not_edited_as_a_draft(goal):
    with pytest.raises(NotAllowedError):
        save_part(goal, values={"target_low": 58.0}, revision=goal.revision, by="anna")


def test_change_keeps_before_and_after_and_the_frozen_plan_is_untouched(goal):
    change(goal, target_low=58.0, deadline="2027")
    kept = GoalChange.objects.get()
    assert (kept.before["target_low"], kept.after["target_low"]) == (60.0, 58.0)
    assert (kept.before["deadline"], kept.after["deadline"]) == ("2026", "2027")
    frozen = FrozenPlan.objects.get()
    assert is_unaltered(frozen.content, sha256=frozen.sha256)
    assert frozen.content["priorities"][0]["goals"][0]["target_low"] == 60.0
    assert Goal.objects.get().target_low == 58.0


def test_change_leaves_one_event_with_the_decision(goal):
    before = AuditEvent.objects.count()
    change(goal)
    event = AuditEvent.objects.order_by("-id").first()
    assert (AuditEvent.objects.count(), event.action) == (before + 1, "evaluation.change_goal")
    assert (event.before["target_low"], event.after["target_low"], event.after["paragraph"]) == (60.0, 58.0, "41")


def test_later_changes_lie_over_earlier_ones(goal):
    change(goal)
    goal.refresh_from_db()
    later = ChangeDecision(body="KF", date=dt.date(2025, 9, 1), paragraph="§ 80", reason="x")
    change(goal, decided=later, deadline="2027")
    fields = in_force(goal.pk, {"target_low": 60.0, "deadline": "2026"})
    assert (fields["target_low"], fields["deadline"]) == (58.0, "2027")


def test_goal_page_card_and_public_page_show_both(goal, visitor):
    change(goal)
    for client, address in (
        (member("rolf", Role.READER), f"/mal/{goal.pk}/"),
        (member("rolf", Role.READER), f"/plan/{goal.priority.plan_id}/"),
        (visitor, f"/trygghetsplan/{goal.priority.plan_id}/"),
    ):
        text = page(client, address)
        said = text.replace("\N{NO-BREAK SPACE}", " ")
        assert "Ändrat 10 juni 2025 av KS § 41" in said, address
        assert "Minst 58" in text and "Minst 60" in text, address
        assert "Elnätet byts först 2027." in text


def test_change_known_by_its_month_says_no_day(goal, visitor):
    address = f"/mal/{goal.pk}/andra-beslutat/"
    sent = FORM | {"date": "juni 2025", "revision": goal.revision}
    assert member("eva", Role.COORDINATOR).post(address, sent).status_code == 302
    kept = GoalChange.objects.get()
    assert (kept.date, kept.when) == (dt.date(2025, 6, 30), "2025-06")
    for shown in (f"/mal/{goal.pk}/", f"/trygghetsplan/{goal.priority.plan_id}/"):
        text = page(member("rolf", Role.READER), shown)
        assert "Ändrat juni 2025 av KS" in text
        assert "2025-06-30" not in text


def test_change_in_the_month_that_the_plan_was_adopted_in_is_not_before_it(goal):
    Decision.objects.filter(kind="adopt").update(date=dt.date(2025, 6, 30), when="2025-06")
    change(goal)
    assert GoalChange.objects.get().date == dt.date(2025, 6, 10)


def test_change_is_not_before_a_plan_that_was_adopted_nobody_knows_how_long_before_a_day(goal):
    Decision.objects.filter(kind="adopt").update(date=dt.date(2025, 12, 31), when="<2026")
    change(goal)
    assert GoalChange.objects.get().date == dt.date(2025, 6, 10)


def test_change_before_the_month_that_the_plan_was_adopted_in_is_refused(goal):
    Decision.objects.filter(kind="adopt").update(date=dt.date(2025, 7, 31), when="2025-07")
    with pytest.raises(UsageError) as refused:
        change(goal)
    assert "10 juni 2025, före planens beslut juli 2025" in refused.value.text("sv")


@pytest.mark.parametrize(("date", "said"), [("32 mars", "är inget datum här"), ("2097", "Tiden ligger i framtiden")])
def test_change_at_no_time_or_to_come_is_refused_with_what_was_typed(goal, date, said):
    address = f"/mal/{goal.pk}/andra-beslutat/"
    answer = member("eva", Role.COORDINATOR).post(address, FORM | {"date": date, "revision": goal.revision})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert f'value="{date}"' in answer.content.decode()
    assert not GoalChange.objects.exists()


def test_changed_target_is_told_in_short_where_the_title_says_another(live):
    made = plan()
    Goal.objects.update(title="Minst 60 procent av kvinnorna är trygga 2026", target_low=60.0)
    adopt(made)
    goal = Goal.objects.select_related("priority__plan").get()
    addresses = [f"/plan/{made.pk}/", "/"]
    reader = member("rolf", Role.READER)
    assert [address for address in addresses if "Målvärde nu" in page(reader, address)] == []
    change(goal)
    assert [address for address in addresses if "Målvärde nu: minst 58" in page(reader, address)] == addresses
    Goal.objects.update(title="Minst 58 procent av kvinnorna är trygga 2026")
    assert "Målvärde nu" not in page(reader, addresses[0])


def test_draft_goal_is_not_changed_by_decision():
    made = plan()
    goal = Goal.objects.get(priority__plan=made)
    with pytest.raises(NotAllowedError, match="not in force"):
        change(goal)


def test_replaced_plans_goals_are_left_as_they_are(goal):
    Plan.objects.update(status="replaced")
    with pytest.raises(NotAllowedError):
        change(goal)


def test_change_of_nothing_is_refused(goal):
    with pytest.raises(UsageError, match="Nothing in the goal is changed"):
        change(goal, target_low=60.0)


def test_change_before_the_plans_decision_or_after_today_is_refused(goal):
    for day, said in ((dt.date(2023, 1, 1), "before the plan's decision"), (dt.date(2100, 1, 1), "has not been yet")):
        decided = ChangeDecision(body="KS", date=day, paragraph="1", reason="x")
        with pytest.raises(UsageError, match=said):
            change(goal, decided=decided)


def test_two_who_change_at_once_see_each_other(goal):
    change(goal)
    with pytest.raises(StaleError):
        change(goal, revision=1, target_low=57.0)


def test_form_records_the_change_and_keeps_what_was_typed_when_wrong(goal):
    client, address = member("sekr", Role.SECRETARY), f"/mal/{goal.pk}/andra-beslutat/"
    form = FORM | {"revision": str(goal.revision)}
    answer = client.post(address, form | {"reason": ""})
    assert answer.status_code == 422 and 'value="58"' in answer.content.decode()
    assert not GoalChange.objects.exists()
    assert client.post(address, form | {"date": "2023-01-01"}).status_code == 422
    assert client.post(address, form).status_code == 302
    assert GoalChange.objects.get().after["deadline"] == "2027"


def test_baseline_of_what_was_measured_before_is_not_kept_for_a_new_indicator(figures):  # noqa: F811
    made = load_plan(example_plan("ekhamra_plan"), by="anna").plan
    goal = Goal.objects.get(priority__plan=made, title__startswith="Minst 68")
    client, address = member("sekr", Role.SECRETARY), f"/mal/{goal.pk}/andra-beslutat/"
    form = FORM | {"revision": "1", "indicator": "local_trust", "baseline": "61,0", "baseline_when": "2023"}
    answer = client.post(address, form | {"target_low": "68", "deadline": "2026"})
    assert answer.status_code == 422
    assert "Utgångsläget gäller det som mättes förut" in answer.content.decode()
    assert client.post(address, form | {"baseline": ""}).status_code == 302
    assert Goal.objects.get(pk=goal.pk).baseline != 61.0


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.ANALYST, Role.ADMINISTRATOR])
def test_only_who_enters_decisions_changes_decided_goals(goal, role):
    client = member("rolf", role)
    assert client.get(f"/mal/{goal.pk}/andra-beslutat/").status_code == 403
    assert client.post(f"/mal/{goal.pk}/andra-beslutat/", FORM).status_code == 403
    assert "andra-beslutat" not in client.get(f"/mal/{goal.pk}/").content.decode()


def test_another_municipality_and_a_visitor_change_nothing(goal, visitor):
    assert member("sven", Role.COORDINATOR, "2081").get(f"/mal/{goal.pk}/andra-beslutat/").status_code == 404
    assert visitor.get(f"/mal/{goal.pk}/andra-beslutat/").status_code == 302


def test_next_version_starts_from_the_changed_goal_and_shows_it_as_a_difference(goal):
    change(goal)
    draft = new_version(Plan.objects.get(), by="anna")
    assert Goal.objects.get(priority__plan=draft).target_low == 58.0
    client = member("rolf", Role.READER)
    text = page(client, f"/plan/{draft.pk}/skillnader/")
    assert "1 skillnad mellan version 1 och 2" in text
    assert "borttaget:" in text and "nytt:" in text
    assert client.get(f"/plan/{draft.pk}/plan.pdf").status_code == 200


def test_first_version_and_another_municipality_have_no_differences(goal, visitor):
    pk = goal.priority.plan_id
    assert member("rolf", Role.READER).get(f"/plan/{pk}/skillnader/").status_code == 404
    draft = new_version(Plan.objects.get(), by="anna")
    assert member("sven", Role.COORDINATOR, "2081").get(f"/plan/{draft.pk}/skillnader/").status_code == 404
    assert visitor.get(f"/plan/{draft.pk}/skillnader/").status_code == 302


def test_copy_of_a_decided_plan_differs_in_nothing(goal):
    draft = new_version(Plan.objects.get(), by="anna")
    text = page(member("rolf", Role.READER), f"/plan/{draft.pk}/skillnader/")
    assert "Inget skiljer version 2 från version 1" in text


def test_example_evaluation_is_begun_once_and_changes_one_goal(figures):  # noqa: F811
    load_plan(example_plan("ekhamra_plan"), by="anna")
    for _ in range(2):
        begin_example(by="anna")
    assert (Evaluation.objects.count(), GoalChange.objects.count()) == (1, 1)
    made = Evaluation.objects.get()
    assert (made.status, made.goal_judgements.count(), made.priority_judgements.count()) == ("draft", 3, 2)
    assert page(member("rolf", Role.READER), f"/utvardering/{made.pk}/")
