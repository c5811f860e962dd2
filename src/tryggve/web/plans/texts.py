"""A text that was written elsewhere into a plan: kept as text, marked, and made into parts, all or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from tryggve.errors import BadValueError
from tryggve.plan.marking import Mark, MarkedPart, marked_plan
from tryggve.plan.personal import holds_personal_number
from tryggve.plan.word_file import Passage, passages_from_json
from tryggve.web.audit.actions import record
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.actions import about, require_open
from tryggve.web.plans.models import Part, Plan, SourceText
from tryggve.web.plans.parts import KINDS, siblings_of, write

PASTED = "Inklistrad text"


@transaction.atomic
def keep_text(plan: Plan, *, passages: Sequence[Passage], name: str, content: bytes, by: str) -> SourceText:
    """Keep a text's paragraphs; of the file only the name and the SHA-256 stay, and the log holds no text.

    Raises:
        BadValueError: a paragraph holds what looks like a personal identity number; nothing is kept then.
        NotAllowedError: the plan is decided.
    """
    require_open(plan)
    _refuse_persons(passages)
    kept = SourceText.objects.create(
        plan=plan,
        name=name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        paragraphs=[passage.as_json() for passage in passages],
        by=by,
        at=timezone.now(),
    )
    after = {"name": kept.name, "sha256": kept.sha256, "paragraphs": len(passages)}
    record("plans.keep_text", by=by, about=about(plan), after=after)
    return kept


def _refuse_persons(passages: Sequence[Passage]) -> None:
    found = [p.number for p in passages if any(holds_personal_number(text) for text in (p.text, *p.cells))]
    if found:
        numbers = ", ".join(str(number) for number in found)
        raise BadValueError(
            sv=f"I stycke {numbers} står det som ser ut som ett personnummer. Ta bort det och öppna texten igen.",
            en=f"Paragraph {numbers} holds what looks like a personal identity number. Take it out and open the text "
            "again.",
        )


@transaction.atomic
def drop_text(text: SourceText, *, by: str) -> None:
    """Throw away a kept text; the parts that were made of it stay."""
    record("plans.drop_text", by=by, about=about(text.plan), before={"name": text.name, "sha256": text.sha256})
    text.delete()


@transaction.atomic
def create_from_text(text: SourceText, *, marks: Sequence[Mark], by: str) -> list[Part]:
    """Make the parts that the marks ask for, last in the plan, each with where it came from.

    Raises:
        BadValueError: the marks cannot be made into parts; nothing is made then.
        NotAllowedError: the plan is decided.
    """
    plan = Plan.objects.select_for_update().get(pk=text.plan_id)
    require_open(plan)
    found = marked_plan(passages_from_json(text.paragraphs), marks, name=text.name)
    made: list[Part] = []
    for part in found.parts:
        holder = plan if part.parent is None else made[part.parent]
        made.append(_made(part, holder, text))
    _plan_texts(plan, background=found.background, vision=found.vision)
    text.used_at = timezone.now()
    text.save(update_fields=["used_at"])
    told = [f"{part.kind}: {part.title}" for part in found.parts]
    record("plans.mark_text", by=by, about=about(plan), after={"name": text.name, "sha256": text.sha256, "parts": told})
    return made


def _made(part: MarkedPart, holder: Part, text: SourceText) -> Part:
    kind = KINDS[part.kind]
    new = kind.model(**{kind.parent: holder})
    last = siblings_of(new).last()
    new.order = last.order + 1 if last else 0
    values: dict[str, object] = {"title": part.title, "came_from": f"{text.name[:240]}, stycke {part.passage}"}
    if part.kind == "priority":
        values["text"] = part.text
    elif part.kind == "measure":
        values["mechanism"] = part.text
    elif part.kind == "goal":
        values["kind"] = "reach"
    elif part.kind == "activity":
        values |= {"owner": owner_of(part, text.plan), "starts": part.starts, "ends": part.ends}
    write(new, values)
    return new


def owner_of(part: MarkedPart, plan: Plan) -> Unit | None:
    """Return the unit that a row names, where the municipality has one of that name."""
    units = Unit.objects.filter(municipality=plan.municipality, ended__isnull=True)
    return units.filter(name__iexact=part.owner).first() if part.owner else None


def _plan_texts(plan: Plan, *, background: str, vision: str) -> None:
    if not background and not vision:
        return
    values = {
        "background": "\n".join(text for text in (plan.background, background) if text),
        "vision": "\n".join(text for text in (plan.vision, vision) if text),
    }
    write(plan, {**values, "revision": plan.revision + 1})
