"""The figure that a goal is measured by, with how sure it is, how many answered and where it comes from."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.dates import from_code
from tryggve.publish.numbers import format_estimate, format_interval, format_number
from tryggve.terms import Point, Series
from tryggve.web.data.models import Release
from tryggve.web.mistakes import language_now
from tryggve.web.plans.measurements import series_of
from tryggve.web.plans.models import Goal
from tryggve.web.plans.parts import plan_of

_SAME = 0.05  # a baseline is typed with one decimal


def goal_series(goal: Goal) -> Series | None:
    """Return the series that a goal is measured by, or nothing where there are no figures."""
    return series_of(goal.indicator, municipality=plan_of(goal).municipality, place=goal.place, group=goal.group)


def figure_words(point: Point | None) -> str:
    """Write a figure as ``67,3 % (2025), 95 procents konfidensintervall 64,8–69,7, 1 378 svar``; empty without one."""
    if point is None or point.estimate is None:
        return ""
    language, estimate = language_now(), point.estimate
    said = [f"{format_estimate(estimate, language)} ({point.period.label})"]
    if estimate.has_interval:
        said.append(
            _("95 procents konfidensintervall %(interval)s") % {"interval": format_interval(estimate, language)}
        )
    if estimate.n:
        answers = ngettext("%(count)s svar", "%(count)s svar", estimate.n)
        said.append(answers % {"count": format_number(estimate.n, language)})
    return ", ".join(said)


def source_words(point: Point | None) -> str:
    """Write where a figure comes from: the release, who published it and when it was read; empty where not known."""
    sha256 = point.release if point else ""
    release = Release.objects.filter(sha256=sha256).order_by("-live_since", "-id").first() if sha256 else None
    if release is None:
        return ""
    title = release.title_en if language_now() == "en" else release.title_sv
    day = from_code(timezone.localdate(release.retrieved).isoformat()).text(language_now())
    read = _("inläst %(date)s") % {"date": day}
    return f"{title}, {release.publisher}, {read}"


def baseline_point(goal: Goal, series: Series | None) -> Point | None:
    """Return the measurement that a goal's baseline is: of its year and of its value; nothing where none is."""
    if goal.baseline is None or not goal.baseline_when or series is None:
        return None
    when = from_code(goal.baseline_when)
    measured = (point for point in series.known() if point.period.last == when.first.year == when.last.year)
    return next((point for point in measured if _is(point, goal.baseline)), None)


def _is(point: Point, value: float) -> bool:
    return point.estimate is not None and abs(point.estimate.value - value) <= _SAME
