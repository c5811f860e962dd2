"""The situation picture's parts by law, and what differs between two versions."""

from __future__ import annotations

from tryggve.plan.picture import LAW_PARTS, ChangeKind, PictureStatus, changes, missing_parts


def content(**other: object) -> dict[str, object]:
    return {"title": "Lägesbild", "analysis": "Så här är det.", "sources": [], "problems": []} | other


def problem(title: str = "Otryggt", lineage: str = "a", **other: object) -> dict[str, object]:
    empty: dict[str, object] = {"causes": [], "claims": [], "incidents": []}
    return {"id": 1, "lineage": lineage, "title": title} | empty | other


def test_law_asks_for_three_parts_and_blank_is_missing():
    assert [part.field for part in LAW_PARTS] == ["mapping", "other_information", "analysis"]
    assert [part.field for part in missing_parts({"mapping": "Brott.", "other_information": " \n"})] == [
        "other_information",
        "analysis",
    ]


def test_only_a_draft_may_change():
    assert [status.value for status in PictureStatus if not status.frozen] == ["draft"]


def test_same_content_differs_in_nothing():
    assert changes(content(problems=[problem()]), content(problems=[problem()])) == ()


def test_own_text_that_changed_is_told_before_and_after():
    (found,) = changes(content(), content(analysis="Nu är det annorlunda."))
    assert (found.kind, found.part) == (ChangeKind.CHANGED, "picture")
    assert [(field.field, field.before) for field in found.fields] == [("analysis", "Så här är det.")]


def test_renamed_problem_is_the_same_problem():
    (found,) = changes(content(problems=[problem("Otryggt")]), content(problems=[problem("Otryggt på torget")]))
    assert (found.kind, found.name) == (ChangeKind.CHANGED, "Otryggt på torget")


def test_added_and_removed_problems_are_told_removed_last():
    found = changes(content(problems=[problem("A", "a")]), content(problems=[problem("B", "b")]))
    assert [(change.kind, change.name) for change in found] == [(ChangeKind.ADDED, "B"), (ChangeKind.REMOVED, "A")]


def test_judged_as_zero_differs_from_not_judged():
    before = problem(causes=[{"lineage": "c", "text": "Mörkt", "influence": None}])
    after = problem(causes=[{"lineage": "c", "text": "Mörkt", "influence": 0}])
    (found,) = changes(content(problems=[before]), content(problems=[after]))
    assert (found.part, found.within, found.fields[0].after) == ("cause", "Otryggt", 0)


def test_claim_is_compared_by_its_sentence_and_not_by_its_figures():
    before = problem(claims=[{"lineage": "c", "sentence": "48 procent", "finding": {"n": 1}}])
    after = problem(claims=[{"lineage": "c", "sentence": "48 procent", "finding": {"n": 2}}])
    assert changes(content(problems=[before]), content(problems=[after])) == ()


def test_counts_that_a_problem_rests_on_are_told_when_they_come_and_not_each_week():
    kept = {"lineage": "h", "kind": "Skadegörelse", "cells": [1]}
    later = problem(incidents=[kept | {"cells": [1, 2]}])
    (found,) = changes(content(problems=[problem()]), content(problems=[later]))
    assert (found.kind, found.part, found.name) == (ChangeKind.ADDED, "incidents", "Skadegörelse")
    assert changes(content(problems=[problem(incidents=[kept])]), content(problems=[later])) == ()
