"""Values as the log holds them, in words that a reader understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import from_code
from tryggve.plan.evidence import evidence_library
from tryggve.publish.numbers import format_number
from tryggve.publish.words import group_label
from tryggve.terms import Group
from tryggve.web.mistakes import language_now
from tryggve.web.plans.measurements import place_words
from tryggve.web.plans.shown_claims import claim_sentence
from tryggve.web.plans.words import document_words, goal_kind_words, reach_words, sort_words, state_words

_DATES = ("starts", "ends", "deadline", "baseline_when")


def value_words(name: str, value: object) -> str:
    """Return what a field said, by its name in the log; a dash where it said nothing."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if name in ("budgets", "milestones") and isinstance(value, list):
        return "; ".join(_row(row) for row in value)
    if isinstance(value, list):
        return "; ".join(str(row) for row in value)
    if isinstance(value, float | int):
        return format_number(value, language_now())
    if name == "finding" and isinstance(value, Mapping):
        return claim_sentence(value)
    return _WORDS.get(name, str)(str(value))


def _row(row: list[object]) -> str:
    """Write a row of the budget or of the milestones."""
    first, second, third = row
    if isinstance(third, bool):
        done = f" ({_('klart')})" if third else ""
        return f"{_date(str(first))}: {second}{done}"
    amount = format_number(float(str(second)), language_now())
    return f"{first}: {amount} kr" + (f" ({third})" if third else "")


def _date(code: str) -> str:
    try:
        return from_code(code).text(language_now())
    except (ValueError, KeyError):
        return code


def _among(words: Callable[[], Mapping[str, str]]) -> Callable[[str], str]:
    return lambda code: words().get(code, code)


def _indicator(key: str) -> str:
    found = load_catalogue().indicators.get(key)
    return found.title.text(language_now()) if found else key


def _evidence(key: str) -> str:
    found = evidence_library().get(key)
    return found.name.text(language_now()) if found else key


def _group(key: str) -> str:
    return group_label(Group.from_key(key), language_now())


_WORDS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_DATES, _date),
    "indicator": _indicator,
    "evidence": _evidence,
    "place": place_words,
    "group": _group,
    "kind": _among(goal_kind_words),
    "document": _among(document_words),
    "status": _among(state_words),
    "sort": _among(sort_words),
    "reach": _among(reach_words),
}
