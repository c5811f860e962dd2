"""A group of two parts is one group in a sentence, not two."""

from __future__ import annotations

import pytest

from tryggve.publish.words import group_phrase
from tryggve.terms import Group


@pytest.mark.parametrize(
    ("group", "form", "language", "said"),
    [
        (Group.of(sex="women", age="65-84"), "of", "sv", "av kvinnorna som är 65–84 år"),
        (Group.of(sex="men", age="16-29"), "among", "sv", "bland männen som är 16–29 år"),
        (Group.of(sex="women", birth="sweden"), "of", "sv", "av kvinnorna som är födda i Sverige"),
        (Group.of(sex="women", education="higher"), "among", "sv", "bland kvinnorna med eftergymnasial utbildning"),
        (Group.of(sex="women", age="65-84"), "of", "en", "of women aged 65–84"),
        (Group.of(sex="women"), "of", "sv", "av kvinnorna"),
        (Group.of(age="65-84"), "of", "sv", "av dem som är 65–84 år"),
        (Group.of(sex="women", tenure="rent"), "of", "sv", "av kvinnorna och rent"),
    ],
)
def test_group_is_named_as_one(group: Group, form: str, language, said: str) -> None:
    assert group_phrase(group, form, language) == said
