"""Comments beside the plan's text: said, answered, settled, taken away, and kept out of the log."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.status import PlanStatus
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part, remove_part, restore_part
from tryggve.web.plans.comments import LONGEST, open_count, say, settle, threads_of
from tryggve.web.plans.models import Activity, Comment, Goal, Measure, Plan
from tryggve.web.plans.parts import GOAL
from web.plan_example import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def olle():
    return member("olle", Role.OWNER)


def address(part, kind: str = "prioritering") -> str:
    return f"/planens-del/{kind}/{part.pk}/synpunkter/"


def text(answer) -> str:
    return answer.content.decode()


def test_an_owner_speaks_of_a_priority_and_the_plan_shows_it_beside(plan, priority, olle):
    page = text(olle.post(address(priority), {"text": "Varför just unga?"}, follow=True))
    assert "Varför just unga?" in page
    assert "Varför just unga?" in text(olle.get(f"/plan/{plan.pk}/"))
    assert "1 synpunkt väntar på svar" in text(olle.get(f"/plan/{plan.pk}/synpunkter/"))


def test_a_comment_can_speak_of_one_paragraph(plan, olle):
    Plan.objects.update(background="Första stycket.\nAndra stycket.")
    page = text(olle.get(address(plan, "plan") + "?stycke=background%232"))
    assert 'value="background#2" selected' in page
    olle.post(address(plan, "plan"), {"text": "Det här stämmer inte.", "field": "background#2"})
    assert "Bakgrund, stycke 2: Andra stycket." in text(olle.get(address(plan, "plan")))
    Plan.objects.update(background="Ett annat.")
    assert "Bakgrund (stycket är ändrat)" in text(olle.get(address(plan, "plan")))


def test_a_thread_is_answered_settled_and_opened_again(plan, priority, olle):
    olle.post(address(priority), {"text": "Varför?"})
    first = Comment.objects.get()
    anna = member("anna", Role.COORDINATOR)
    anna.post(address(priority), {"text": "För att det är värst där.", "answers": first.pk})
    (thread,) = threads_of(plan)["priority", priority.pk]
    assert [comment.by for comment in thread.shown] == ["olle", "anna"]
    assert "Synpunkten är löst." in text(anna.post(f"/synpunkt/{first.pk}/los/", {"to": "settled"}, follow=True))
    assert open_count(threads_of(plan)) == 0
    assert "Alla synpunkter är lösta" in text(anna.get(f"/plan/{plan.pk}/synpunkter/"))
    with pytest.raises(NotAllowedError, match="settled"):
        say(priority, text="Till", by="olle", answers=Comment.objects.get(pk=first.pk))
    olle.post(f"/synpunkt/{first.pk}/los/", {"to": "open"})
    assert open_count(threads_of(plan)) == 1


def test_a_comment_taken_away_comes_back_by_the_undo_in_the_message(plan, priority, olle):
    olle.post(address(priority), {"text": "Fel ställe"})
    comment = Comment.objects.get()
    page = text(olle.post(f"/synpunkt/{comment.pk}/ta-bort/", follow=True))
    assert f"/synpunkt/{comment.pk}/aterstall/" in page
    assert not threads_of(plan)
    olle.post(f"/synpunkt/{comment.pk}/aterstall/")
    assert len(threads_of(plan)) == 1


def test_only_the_writer_and_those_who_write_the_plan_settle_or_remove(priority, olle):
    comment = say(priority, text="Mitt", by="anna")
    for step in ("los", "ta-bort", "aterstall"):
        assert olle.post(f"/synpunkt/{comment.pk}/{step}/").status_code == 403
    assert member("bo", Role.COORDINATOR).post(f"/synpunkt/{comment.pk}/los/", {"to": "settled"}).status_code == 302


@pytest.mark.parametrize("said", ["", "   ", "x" * (LONGEST + 1)])
def test_nothing_and_too_much_are_refused_and_what_was_typed_is_kept(priority, olle, said):
    answer = olle.post(address(priority), {"text": said})
    assert answer.status_code == 422
    assert not Comment.objects.exists()
    with pytest.raises(UsageError):
        say(priority, text=said, by="olle")


def test_what_is_said_stays_out_of_the_log_but_not_that_it_was_said(plan, priority):
    comment = say(priority, text="Något om en person", by="olle")
    settle(comment, priority, settled=True, by="anna")
    events = AuditEvent.objects.filter(action__endswith="_comment")
    assert [event.action for event in events] == ["plans.add_comment", "plans.resolve_comment"]
    assert "person" not in str([(event.before, event.after) for event in events])
    page = text(member("anna", Role.COORDINATOR).get(f"/plan/{plan.pk}/historik/"))
    assert "Löst: synpunkt: <strong>Trygga unga</strong>" in page


def test_every_kind_of_part_has_comments(plan, olle):
    goal, measure, activity = Goal.objects.get(), Measure.objects.get(), Activity.objects.get()
    for part, kind in ((goal, "mal"), (measure, "atgard"), (activity, "aktivitet")):
        olle.post(address(part, kind), {"text": f"Om {kind}"})
        assert f"Om {kind}" in text(olle.get(f"/{kind}/{part.pk}/"))
    assert "3 synpunkter väntar på svar" in text(olle.get(f"/plan/{plan.pk}/synpunkter/"))


def test_an_answer_belongs_to_a_thread_of_the_same_part(plan, priority, olle):
    elsewhere = say(Goal.objects.get(), text="Om målet", by="anna")
    assert olle.post(address(priority), {"text": "Svar", "answers": elsewhere.pk}).status_code == 404


def test_a_decided_plan_keeps_its_comments_and_takes_no_more(plan, priority, olle):
    say(priority, text="Före beslutet", by="olle")
    Plan.objects.update(status=PlanStatus.DECIDED.value)
    page = text(olle.get(address(priority)))
    assert "Före beslutet" in page
    assert "nya tas inte emot" in page
    olle.post(address(priority), {"text": "Efter"})
    assert Comment.objects.count() == 1


def test_others_neither_read_nor_speak(plan, priority, visitor):
    comment = say(priority, text="Internt", by="anna")
    stranger = member("sven", Role.COORDINATOR, "2081")
    for path in (address(priority), f"/plan/{plan.pk}/synpunkter/"):
        assert stranger.get(path).status_code == 404
        assert visitor.get(path).status_code == 302
    assert stranger.post(f"/synpunkt/{comment.pk}/los/").status_code == 404
    assert member("rolf", Role.READER).post(address(priority), {"text": "x"}).status_code == 403
    assert "Internt" not in text(member("rolf", Role.READER).get(f"/plan/{plan.pk}/"))


def test_what_is_said_of_a_removed_part_waits_with_it_in_the_recycle_bin(plan, priority, olle):
    say(Activity.objects.get(), text="Om aktiviteten", by="olle")
    remove_part(priority, by="anna")
    assert threads_of(plan) == {}
    assert "Ingen har sagt något" in text(olle.get(f"/plan/{plan.pk}/synpunkter/"))
    restore_part(priority, by="anna")
    assert open_count(threads_of(plan)) == 1


def test_a_long_plan_reads_its_comments_in_one_question_a_kind(plan, priority, django_assert_max_num_queries):
    for number in range(12):
        part = add_part(GOAL, parent=priority, values={"title": f"Mål {number}", "kind": "yes_no"}, by="anna")
        say(part, text=f"Synpunkt {number}", by="anna")
        say(priority, text=f"Synpunkt {number}", by="anna")
    with django_assert_max_num_queries(4):
        threads_of(plan)
    client = member("anna", Role.COORDINATOR)
    with django_assert_max_num_queries(25):
        client.get(f"/plan/{plan.pk}/synpunkter/")


def test_who_speaks_is_told_by_name_and_by_account_where_there_is_none(plan, priority, olle):
    User.objects.filter(username="olle").update(first_name="Olle", last_name="Ek")
    say(priority, text="Mitt", by="olle")
    say(priority, text="Kontot är borta", by="borttagen")
    page = text(olle.get(address(priority)))
    assert "<strong>Olle Ek</strong>" in page
    assert "<strong>borttagen</strong>" in page
