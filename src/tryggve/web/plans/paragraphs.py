"""The paragraphs of a part that somebody can speak of: a field, or one of the paragraphs in a longer text."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tryggve.web.plans.models import Part
from tryggve.web.plans.parts import kind_of
from tryggve.web.plans.shown_claims import named
from tryggve.web.plans.words import field_label

_TEXTS = {
    "plan": ("background", "vision"),
    "priority": ("text",),
    "claim": (),
    "goal": ("description", "baseline_note", "unmeasured"),
    "measure": (
        *("cause", "mechanism", "target_group", "places", "effect_short", "effect_long"),
        *("risks", "risk_displacement", "risk_stigma", "risk_privacy"),
    ),
    "activity": ("in_operational_plan",),
}
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a part: its code (``background#2``), and its words."""

    code: str
    text: str


def paragraphs_of(part: Part) -> list[Paragraph]:
    """Return the paragraphs that can be spoken of one by one; the part as a whole has an empty code."""
    found = [Paragraph("", _("Hela delen: %(name)s") % {"name": Truncator(named(part)).chars(_QUOTED)})]
    for name in _TEXTS[kind_of(part).name]:
        texts = [text for text in str(getattr(part, name)).splitlines() if text.strip()]
        for number, text in enumerate(texts, start=1):
            label = field_label(name)
            words = {"label": label, "number": number, "text": Truncator(text).chars(_QUOTED)}
            said = _("%(label)s, stycke %(number)d: %(text)s") if len(texts) > 1 else _("%(label)s: %(text)s")
            found.append(Paragraph(f"{name}#{number}", said % words))
    return found


def paragraph_words(part: Part, code: str) -> str:
    """Return what a comment speaks of; where the paragraph is gone, the field it stood in."""
    if not code:
        return ""
    found = next((paragraph.text for paragraph in paragraphs_of(part) if paragraph.code == code), "")
    return found or _("%(label)s (stycket är ändrat)") % {"label": field_label(code.partition("#")[0])}
