"""What differs between two versions of a situation picture, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tryggve.plan.dates import from_code
from tryggve.plan.differences import Kept, Piece, weave
from tryggve.plan.picture import FieldChange
from tryggve.plan.problems import CRITERIA, CauseSide, Directness
from tryggve.web.mistakes import language_now
from tryggve.web.picture.models import Picture
from tryggve.web.picture.versions import changes_since
from tryggve.web.picture.words import change_words, field_words, kind_words
from tryggve.web.plans.history import Change

_LONG = 120  # characters; shorter texts are read side by side
_MOSTLY = 0.6  # of the longer text


@dataclass(frozen=True, slots=True)
class ShownField(Change):
    """A field's text before and after, with both woven into one, word by word, where they are long."""

    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChange:
    """One part that differs, in words."""

    what: str
    part: str
    name: str
    within: str
    fields: tuple[ShownField, ...]


def shown_changes(picture: Picture, earlier: Picture) -> list[ShownChange]:
    """Return what differs in a picture from an earlier version."""
    verbs, kinds = change_words(), kind_words()
    return [
        ShownChange(
            what=verbs[change.kind],
            part=kinds[change.part],
            # A claim that changed is told by both its sentences.
            name="" if change.part == "claim" and change.fields else change.name or _unnamed(change.part),
            within=change.within,
            fields=tuple(_field(change.part, field) for field in change.fields),
        )
        for change in changes_since(picture, earlier)
    ]


def _unnamed(part: str) -> str:
    return _("Alla typer tillsammans") if part == "incidents" else ""


def _field(part: str, changed: FieldChange) -> ShownField:
    label = field_words(part).get(changed.field, changed.field)
    before, after = written(changed.field, changed.before), written(changed.field, changed.after)
    return ShownField(label, before, after, _woven(before, after))


def _woven(before: str, after: str) -> tuple[Piece, ...]:
    """Weave two long texts that are mostly the same; two that share little are easier to read side by side."""
    if min(len(before), len(after)) < _LONG:
        return ()
    pieces = weave(before, after)
    shared = sum(len(piece.text) for piece in pieces if piece.kept is Kept.SAME)
    return pieces if shared >= _MOSTLY * max(len(before), len(after)) else ()


def written(field: str, value: Any) -> str:
    """Write a field's value as a reader says it."""
    if value is None or value in ("", [], {}):
        return "–"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if field == "scores":
        names = {criterion.key: criterion.name.text(language_now()).lower() for criterion in CRITERIA}
        return ", ".join(f"{names.get(key, key)} {number}" for key, number in value.items())
    if field in ("starts", "ends", "as_of", "analysed"):
        return from_code(value).text(language_now())
    if field == "side":
        return CauseSide(value).words.text(language_now())
    return Directness(value).words.text(language_now()) if field == "directness" else str(value)
