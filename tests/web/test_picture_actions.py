"""Writing a situation picture: each write leaves one event, an adopted picture never changes, a version follows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.plan.freezing import is_unaltered
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.picture.actions import (
    add_part,
    adopt,
    link_priority,
    move_part,
    remove_part,
    restore_part,
    save_part,
    unlink_priority,
)
from tryggve.web.picture.differences import shown_changes
from tryggve.web.picture.models import Adoption, Cause, DataSource, Picture, PriorityProblem, Problem, ProblemClaim
from tryggve.web.picture.parts import CAUSE, PROBLEM
from tryggve.web.picture.queries import last_adoption, problems_behind, standing_picture
from tryggve.web.picture.versions import changes_since, new_version
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.law_facts import law_facts
from tryggve.web.plans.models import Claim, Priority
from web.picture_example import add_problem, picture
from web.plan_example import plan
from web.test_decisions import _nothing_remembered  # noqa: F401  the fixture is for every test here
from web.test_decisions import adopt as adopt_plan

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 16)


def adopted(made: Picture, date: dt.date = DAY) -> Adoption:
    found = adopt(made, body="Kommunstyrelsen", date=date, paragraph="§ 12", by="anna")
    made.refresh_from_db()
    return found


def events() -> list[str]:
    return list(AuditEvent.objects.order_by("id").values_list("action", flat=True))


# Every write


def test_every_write_leaves_one_event_and_the_chain_holds():
    made = picture()
    problem = made.problems.get()
    cause = Cause.objects.get()
    before = len(events())
    save_part(problem, values={"extent": "Var tredje."}, revision=problem.revision, by="anna")
    add_part(CAUSE, parent=problem, values={"text": "Tomt", "side": "place", "directness": "indirect"}, by="anna")
    move_part(cause, steps=1, by="anna")
    remove_part(cause, by="anna")
    restore_part(cause, by="anna")
    adopted(made)
    new_version(made, by="anna")
    assert events()[before:] == [
        "picture.save_problem",
        "picture.add_cause",
        "picture.move_cause",
        "picture.remove_cause",
        "picture.restore_cause",
        "picture.adopt",
        "picture.new_version",
    ]
    assert check_chain().whole


def test_two_who_write_the_same_field_are_shown_both():
    problem = picture().problems.get()
    save_part(problem, values={"extent": "Var tredje."}, revision=problem.revision, by="anna")
    with pytest.raises(StaleError) as caught:
        save_part(problem, values={"extent": "Hälften."}, revision=problem.revision, by="bo")
    assert (caught.value.theirs, caught.value.yours) == ({"extent": "Var tredje."}, {"extent": "Hälften."})


def test_two_who_write_different_fields_do_not_meet():
    problem = picture().problems.get()
    save_part(problem, values={"extent": "Var tredje."}, revision=problem.revision, by="anna")
    saved = save_part(problem, values={"places": "Torget."}, revision=problem.revision, by="bo")
    assert (saved.extent, saved.places) == ("Var tredje.", "Torget.")


def test_two_who_filled_in_the_same_form_lose_nothing_of_each_other():
    problem = picture().problems.get()
    form = {"extent": problem.extent, "places": problem.places}
    save_part(problem, values=form | {"extent": "Var tredje."}, revision=problem.revision, by="anna")
    saved = save_part(problem, values=form | {"places": "Torget."}, revision=problem.revision, by="bo")
    assert (saved.extent, saved.places) == ("Var tredje.", "Torget.")


def test_who_chooses_their_own_words_replaces_those_and_no_others():
    problem = picture().problems.get()
    form = {"extent": "", "places": ""}
    save_part(problem, values={"extent": "Var tredje.", "places": "Torget."}, revision=problem.revision, by="anna")
    with pytest.raises(StaleError) as caught:
        save_part(problem, values=form | {"extent": "Hälften."}, revision=problem.revision, by="bo")
    over = caught.value.revision
    saved = save_part(problem, values=form | {"extent": "Hälften."}, revision=problem.revision, over=over, by="bo")
    assert (saved.extent, saved.places) == ("Hälften.", "Torget.")


def test_third_who_was_in_between_is_not_replaced_unseen():
    problem = picture().problems.get()
    first = save_part(problem, values={"extent": "Var tredje."}, revision=problem.revision, by="anna")
    save_part(first, values={"extent": "Var fjärde."}, revision=first.revision, by="cia")
    with pytest.raises(StaleError):
        save_part(problem, values={"extent": "Hälften."}, revision=problem.revision, over=first.revision, by="bo")


def test_revision_that_the_log_does_not_know_is_held_against_every_field():
    problem = picture().problems.get()
    with pytest.raises(StaleError):
        save_part(problem, values={"extent": "Hälften."}, revision=0, by="bo")


def test_part_of_something_removed_is_neither_written_nor_restored():
    problem = picture().problems.get()
    cause = problem.causes.get()
    remove_part(cause, by="anna")
    remove_part(problem, by="anna")
    problem.refresh_from_db()
    with pytest.raises(NotAllowedError):
        restore_part(cause, by="anna")
    with pytest.raises(NotAllowedError):
        add_part(CAUSE, parent=problem, values={"text": "Tomt", "side": "place", "directness": "direct"}, by="anna")
    restore_part(problem, by="anna")
    restore_part(cause, by="anna")
    assert problem.causes.get().removed_at is None


# Adoption


@pytest.mark.parametrize("part", ["mapping", "other_information", "analysis"])
def test_picture_without_one_of_the_laws_parts_is_not_adopted(part):
    with pytest.raises(NotAllowedError):
        adopted(picture(**{part: " "}))
    assert not Adoption.objects.exists()


def test_adoption_dated_tomorrow_is_refused():
    with pytest.raises(UsageError):
        adopted(picture(), date=timezone.localdate() + dt.timedelta(days=1))


def test_adoption_freezes_the_content_with_its_hash():
    found = adopted(picture())
    stored = Adoption.objects.get(pk=found.pk)
    assert stored.content["problems"][0]["causes"][0]["text"] == "Mörk gångväg"
    assert is_unaltered(stored.content, sha256=stored.sha256)
    assert ProblemClaim.objects.filter(decided__isnull=False).count() == 1


def test_adopted_picture_never_changes():
    made = picture()
    problem = made.problems.get()
    adopted(made)
    refused = [
        lambda: adopted(made),
        lambda: save_part(made, values={"title": "Annat"}, revision=made.revision, by="anna"),
        lambda: save_part(problem, values={"title": "Annat"}, revision=problem.revision, by="anna"),
        lambda: add_part(PROBLEM, parent=made, values={"title": "Nytt"}, by="anna"),
        lambda: move_part(problem, steps=1, by="anna"),
        lambda: remove_part(made, by="anna"),
    ]
    for write in refused:
        with pytest.raises(NotAllowedError):
            write()


# Versions


def test_new_version_holds_everything_that_was_not_removed():
    made = picture()
    remove_part(add_problem(made, "Bort"), by="anna")
    adopted(made)
    draft = new_version(made, by="anna")
    assert (draft.version, draft.status, draft.follows) == (2, "draft", made)
    problem = draft.problems.get()
    assert (problem.title, problem.claims.count(), problem.causes.get().influence) == ("Otryggt i Norrbacken", 2, 3)
    assert DataSource.objects.get(picture=draft).why == "För få."
    assert not ProblemClaim.objects.filter(problem=problem, decided__isnull=False).exists()
    assert changes_since(draft, made) == () or {change.part for change in changes_since(draft, made)} == {"picture"}


def test_only_one_version_follows_and_a_draft_is_followed_by_none():
    made = picture()
    with pytest.raises(NotAllowedError):
        new_version(made, by="anna")
    adopted(made)
    first = new_version(made, by="anna")
    with pytest.raises(NotAllowedError):
        new_version(made, by="anna")
    remove_part(first, by="anna")
    new_version(made, by="anna")
    with pytest.raises(NotAllowedError):
        restore_part(first, by="anna")


def test_adopting_the_next_version_replaces_the_earlier():
    made = picture()
    adopted(made)
    draft = new_version(made, by="anna")
    assert standing_picture("9901") == made
    adopted(draft, date=DAY + dt.timedelta(days=30))
    made.refresh_from_db()
    assert made.status == "replaced"
    assert standing_picture("9901") == draft
    assert last_adoption("9901").date == DAY + dt.timedelta(days=30)


def test_long_text_that_changed_is_woven_word_by_word_and_a_short_one_is_not():
    made = picture(mapping="Skadegörelse är det som rapporteras mest i hela kommunen. " * 3)
    adopted(made)
    draft = new_version(made, by="anna")
    text = draft.mapping.replace("mest", "oftast")
    save_part(draft, values={"mapping": text, "areas": "Torget"}, revision=draft.revision, by="anna")
    draft.refresh_from_db()
    fields = {field.label: field for field in shown_changes(draft, made)[0].fields}
    assert {piece.kept.value for piece in fields["Kartläggning av brott och följder"].pieces} == {"same", "gone", "new"}
    assert (fields["Områden"].after, fields["Områden"].pieces) == ("Torget", ())


def test_long_text_that_was_written_anew_stands_side_by_side():
    made = picture(mapping="Skadegörelse är det som rapporteras mest i hela kommunen. " * 3)
    adopted(made)
    draft = new_version(made, by="anna")
    text = "Fler känner sig trygga ute på kvällen än när mätningen började och färre oroar sig för våld i centrum. " * 2
    save_part(draft, values={"mapping": text}, revision=draft.revision, by="anna")
    draft.refresh_from_db()
    field = shown_changes(draft, made)[0].fields[0]
    assert (field.after, field.pieces) == (text, ())


# To the plan, and the law


def test_priority_rests_on_a_problem_and_the_law_sees_it():
    problem, made = picture().problems.get(), plan()
    Claim.objects.all().delete()
    assert not law_facts(made, today=DAY).plan_rests_on_picture
    link = link_priority(problem, priority=Priority.objects.get(), by="anna")
    assert link_priority(problem, priority=Priority.objects.get(), by="anna") == link
    assert problems_behind(Priority.objects.get()) == [problem]
    assert law_facts(made, today=DAY).plan_rests_on_picture
    unlink_priority(link, by="anna")
    assert not PriorityProblem.objects.exists()


def test_decided_plan_and_another_municipalitys_plan_take_no_problem():
    problem = picture().problems.get()
    decided = plan()
    adopt_plan(decided)
    for made in (decided, plan(municipality="2081")):
        with pytest.raises(NotAllowedError):
            link_priority(problem, priority=made.priorities.get(), by="anna")


def test_law_reads_the_three_parts_and_the_day_from_the_standing_picture():
    made, held = picture(), plan()
    facts = law_facts(held, today=DAY)
    assert (facts.mapping, facts.other_information, facts.analysis) == (True, True, True)
    assert facts.picture_updated is None
    adopted(made)
    assert law_facts(held, today=DAY).picture_updated == DAY


def test_other_municipalitys_picture_says_nothing_of_the_law_here():
    adopted(picture("2081"))
    assert law_facts(plan(), today=DAY).picture_updated is None


def test_roles_that_may_adopt_hold_the_right_to_decide():
    from tryggve.web.people.roles import RIGHTS, Right

    assert {role for role in Role if Right.DECIDE in RIGHTS[role]} == {Role.COORDINATOR, Role.SECRETARY}


def test_problem_without_scores_is_last():
    from tryggve.web.picture.shown import picture_page

    made = picture()
    add_problem(made, "Obedömt", scores={})
    add_problem(made, "Inte alls", scores={"common": 0})
    titles = [row.problem.title for row in picture_page(made).problems]
    assert titles == ["Otryggt i Norrbacken", "Inte alls", "Obedömt"]
    assert [Problem.objects.get(title=title).scores for title in titles[1:]] == [{"common": 0}, {}]
