"""An evaluation design in words, as it is written or as it was decided."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.evaluation_design import DesignReview
from tryggve.publish.evaluation_words import doubt_words, effect_words
from tryggve.publish.words import group_label, place_name
from tryggve.terms import EVERYBODY, Group, Period
from tryggve.terms.places import find_place
from tryggve.web.evaluation.designs import Content, ShownDesign, review_of
from tryggve.web.mistakes import language_now
from tryggve.web.plans.measurements import place_choices

_NAMED = 5  # names that are written out before the rest is only counted


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignWords:
    """A design in words (Sv: utvärderingsdesign i ord)."""

    measured_by: str
    before: str
    after: str
    compared_with: str
    verdict: str
    assessable: bool
    doubts: tuple[str, ...]


def words_of(shown: ShownDesign) -> DesignWords:
    """Put a written or proposed design into words."""
    goal, design = shown.goal, shown.design
    return _words(
        measured_by=measured_by(goal.indicator, goal.group, goal.place),
        windows=(Period(design.before_first, design.before_last), Period(design.after_first, design.after_last)),
        comparison=design.comparison,
        codes=shown.municipalities,
        review=shown.review,
    )


def words_of_decided(told: Content) -> DesignWords:
    """Put a design that was decided with its plan into words."""
    return _words(
        measured_by=measured_by(told["indicator"], told["group"], told["place"]),
        windows=(Period(*told["before"]), Period(*told["after"])),
        comparison=told["comparison"],
        codes=tuple(told["municipalities"]),
        review=review_of(told),
    )


def measured_by(indicator: str, group: str, place: str) -> str:
    """Name an indicator, its group and its place; a dash where nothing is measured."""
    found = load_catalogue().indicators.get(indicator)
    if found is None:
        return indicator or "–"
    language = language_now()
    named = [found.title.text(language)]
    named += [group_label(Group.from_key(group), language)] if Group.from_key(group) != EVERYBODY else []
    named += [_place(place)] if place else []
    return ", ".join(named)


def comparison_words() -> dict[str, str]:
    """Return whom a municipality may be compared with."""
    return {
        "county": _("Övriga kommuner i länet"),
        "figures": _("Alla kommuner som har siffror för åren före"),
        "named": _("Kommuner som jag räknar upp"),
    }


def _words(
    *,
    measured_by: str,
    windows: tuple[Period, Period],
    comparison: str,
    codes: tuple[str, ...],
    review: DesignReview,
) -> DesignWords:
    language = language_now()
    return DesignWords(
        measured_by=measured_by,
        before=windows[0].label,
        after=windows[1].label,
        compared_with=_whom(comparison, codes),
        verdict=effect_words(review, language),
        assessable=review.assessable,
        doubts=doubt_words(review, language),
    )


def _whom(comparison: str, codes: tuple[str, ...]) -> str:
    count = ngettext("%(count)d kommun", "%(count)d kommuner", len(codes)) % {"count": len(codes)}
    if comparison != "named":
        return f"{comparison_words()[comparison]} ({count})"
    names = [_place(code) for code in codes]
    if len(names) <= _NAMED:
        return ", ".join(names)
    rest = len(names) - _NAMED
    return _("%(names)s och %(rest)d till (%(count)s)") % {
        "names": ", ".join(names[:_NAMED]),
        "rest": rest,
        "count": count,
    }


def _place(code: str) -> str:
    area = find_place(code)
    if area is not None:
        return place_name(area, language_now())
    districts = dict(place_choices(code.partition(":")[0]))
    return districts.get(code, code)
