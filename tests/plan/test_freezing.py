"""A decided plan's content and its hash."""

from __future__ import annotations

import hashlib
import json

import pytest

from tryggve.plan.freezing import freeze, is_unaltered

CONTENT = {"title": "Trygghetsplan för Ekhamra", "goals": [{"low": 60.0, "high": None}], "law_plan": True}


def test_canonical_text_has_sorted_keys_no_spaces_and_swedish_letters():
    assert freeze({"å": 1, "a": [1, 2]}).text == '{"a":[1,2],"å":1}'


def test_hash_is_the_sha256_of_the_canonical_text():
    frozen = freeze(CONTENT)
    assert frozen.sha256 == hashlib.sha256(frozen.text.encode()).hexdigest()


def test_order_of_keys_does_not_change_the_hash():
    assert freeze(dict(reversed(CONTENT.items()))).sha256 == freeze(CONTENT).sha256


def test_whole_numbers_have_the_same_hash_however_the_database_writes_them():
    assert freeze({"n": 60.0}).sha256 == freeze({"n": 60}).sha256


def test_content_is_unaltered_after_a_round_through_json():
    assert is_unaltered(json.loads(json.dumps(CONTENT)), sha256=freeze(CONTENT).sha256)


def test_one_changed_letter_is_found():
    assert not is_unaltered(CONTENT | {"title": "Trygghetsplan för Ekhamrа"}, sha256=freeze(CONTENT).sha256)


def test_true_is_not_one():
    assert freeze({"n": True}).sha256 != freeze({"n": 1}).sha256


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_number_that_json_does_not_know_is_refused(value):
    with pytest.raises(ValueError, match="JSON compliant"):
        freeze({"n": value})


def test_keys_that_are_no_texts_are_refused():
    with pytest.raises(TypeError):
        freeze({"n": {1: "ett"}})
