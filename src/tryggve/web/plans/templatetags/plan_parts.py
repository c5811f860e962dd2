"""Filters of the plan's pages: what is said of a part, where it stands, and how its texts are divided."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils import timezone

from tryggve.errors import BadValueError
from tryggve.plan.dates import from_code
from tryggve.plan.spatial import SpatialPlan, spatial_plans
from tryggve.plan.status import has_begun
from tryggve.publish.numbers import NBSP
from tryggve.web.mistakes import language_now
from tryggve.web.plans.comments import Key, Thread
from tryggve.web.plans.models import Comment, Part, Plan
from tryggve.web.plans.paragraphs import paragraph_words
from tryggve.web.plans.parts import kind_of
from tryggve.web.plans.places import anchor
from tryggve.web.plans.shown_claims import named

register = template.Library()
register.filter("anchor", anchor)
register.filter("named", named)


@register.filter
def cited(paragraph: str) -> str:
    """Cite a paragraph of the law as its language does: ``8–9 §§`` in Swedish, ``§§ 8–9`` in English."""
    sign, number = paragraph.split()
    return f"{number}{NBSP}{sign}" if language_now() == "sv" else f"{sign}{NBSP}{number}"


@register.filter
def coming(plan: Plan) -> bool:
    """Tell whether a plan's period has not begun yet, so that nothing can be reported or late."""
    return not has_begun(plan.starts, today=timezone.localdate())


@register.filter
def said_of(threads: Mapping[Key, list[Thread]] | str, part: Part) -> list[Thread]:
    """Return the threads of a part; none where nobody has asked for them."""
    return threads.get((kind_of(part).name, part.pk), []) if isinstance(threads, Mapping) else []


@register.filter
def waiting(threads: list[Thread]) -> list[Thread]:
    """Return the threads that wait to be settled."""
    return [thread for thread in threads if thread.open]


@register.filter
def called(thread: Thread, account: str) -> str:
    """Return what somebody in a thread is called."""
    return thread.called(account)


@register.filter
def kind_name(part: Part) -> str:
    """Return the name of a part's kind, for its addresses."""
    return kind_of(part).name


@register.filter
def speaks_of(comment: Comment, part: Part) -> str:
    """Return the paragraph that a comment speaks of, in words."""
    return paragraph_words(part, comment.field)


@register.filter
def paragraphs(text: str) -> list[str]:
    """Divide a text as its paragraphs are numbered when somebody speaks of one."""
    return [line for line in text.splitlines() if line.strip()]


@register.filter
def spatial(text: str) -> tuple[SpatialPlan, ...]:
    """Return a measure's spatial plans; a line that cannot be read is shown as it is."""
    try:
        return spatial_plans(text)
    except BadValueError:
        return tuple(SpatialPlan(line) for line in text.splitlines() if line.strip())


@register.filter
def plan_date(code: str) -> str:
    """Write a stored date in words."""
    return from_code(code).text(language_now()) if code else ""
