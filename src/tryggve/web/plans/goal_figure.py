"""A goal as a picture: the figures that it is measured by, and the value to reach by its year."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.plan.dates import from_code
from tryggve.plan.status import GoalKind
from tryggve.publish.figures.lines import line_figure, panels_of
from tryggve.publish.figures.panels import Aim, Mark
from tryggve.publish.figures.render import Figure
from tryggve.terms import Series
from tryggve.web.mistakes import language_now
from tryggve.web.plans.goal_values import has_target, target_words
from tryggve.web.plans.measurements import series_of
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import plan_of
from tryggve.web.situation.scales import panel_titles

WIDE, NARROW = 700.0, 340.0  # px, for a screen and for a phone


@dataclass(frozen=True, slots=True)
class GoalFigure:
    """The picture in both widths (Sv: målets figur)."""

    wide: Figure
    narrow: Figure


def goal_figure(goal: Goal, *, height: float | None = None) -> GoalFigure | None:
    """Draw the goal's series with its target, a plot ``height`` px tall, or nothing where there is none to draw."""
    indicator = load_catalogue().indicators.get(goal.indicator)
    municipality = plan_of(goal).municipality
    series = series_of(goal.indicator, municipality=municipality, place=goal.place, group=goal.group)
    if indicator is None or series is None or not series.known():
        return None
    return GoalFigure(*(_drawn(goal, indicator, series, width=width, height=height) for width in (WIDE, NARROW)))


def _drawn(goal: Goal, indicator: Indicator, series: Series, *, width: float, height: float | None) -> Figure:
    language = language_now()
    panels = panels_of(
        series,
        titles=panel_titles(indicator, series, language=language),
        marked=_marks(goal, series),
        aim=_aim(goal, indicator),
    )
    return line_figure(panels, title=goal.title, language=language, width=width, height=height)


def _marks(goal: Goal, series: Series) -> list[Mark]:
    """Write the values of the year the goal started from, where it was measured, and of the latest year."""
    known = [point.period.last for point in series.known()]
    started = from_code(goal.baseline_when).last.year if goal.baseline_when else None
    return [Mark(year=year) for year in dict.fromkeys((started, known[-1])) if year in known]


def _aim(goal: Goal, indicator: Indicator) -> Aim | None:
    if goal.kind == GoalKind.YES_NO or not goal.deadline or not has_target(goal):
        return None
    zero = goal.kind == GoalKind.ZERO
    levels = (0.0,) if zero else tuple(v for v in (goal.target_low, goal.target_high) if v is not None)
    words = target_words(goal, indicator)
    label = _("Mål: %(target)s") % {"target": words[:1].lower() + words[1:]}
    return Aim(levels=levels, year=from_code(goal.deadline).last.year, label=label)
