"""A paragraph of minutes is kept as its number, on whichever side its sign was typed, and written with one sign."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from tryggve.web.decisions.decision_words import paragraph_words
from tryggve.web.plans.fields import ParagraphField

TYPED = ["142", "§ 142", "142 §", "§ 142 §", "§§142", " §\N{NO-BREAK SPACE}142 "]


@pytest.mark.parametrize("typed", TYPED)
def test_only_the_number_is_kept(typed):
    assert ParagraphField().clean(typed) == "142"


@pytest.mark.parametrize("typed", TYPED)
def test_what_was_kept_before_is_written_with_one_sign(typed):
    assert paragraph_words(typed) == "§\N{NO-BREAK SPACE}142"


@pytest.mark.parametrize("typed", ["", " ", "§", "§ §"])
def test_a_sign_alone_is_no_paragraph(typed):
    assert ParagraphField(required=False).clean(typed) == ""
    assert paragraph_words(typed) == ""
    with pytest.raises(ValidationError):
        ParagraphField().clean(typed)
