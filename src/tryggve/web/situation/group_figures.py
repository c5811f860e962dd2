"""Figures of groups: before and after, and where each stands now."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.publish.figures.dots import DotRow
from tryggve.publish.figures.dumbbells import DumbbellRow, dumbbell_figure
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.style import sign_of
from tryggve.publish.words import group_label, words
from tryggve.terms import Finding, Group
from tryggve.web.situation.asked import Asked, dots_beside, point_at


def group_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw each group before and after; coloured only where its change is certain."""
    periods = Counter((f.other.period, f.side.period) for f in asked.findings.compared_groups if f.other)
    if not periods:
        return None
    before, after = periods.most_common(1)[0][0]
    alike = [
        f for f in asked.findings.compared_groups if f.other and (f.other.period, f.side.period) == (before, after)
    ]
    rows = [_group_row(f, asked.language) for f in sorted(alike, key=lambda f: _group_order(f.side.group))]
    return dumbbell_figure(
        rows,
        first=before.label,
        second=after.label,
        title=_("Förändring i olika grupper"),
        language=asked.language,
        width=width,
        unit=asked.indicator.unit,
    )


def _group_row(finding: Finding, language: Language) -> DumbbellRow:
    assert finding.other is not None
    return DumbbellRow(
        label=group_label(finding.side.group, language),
        first=finding.other.estimate,
        second=finding.side.estimate,
        sign=sign_of(finding),
        difference=finding.difference,
    )


def _group_order(group: Group) -> tuple[tuple[int, str], ...]:
    """Return the place of a group in the word file: women before men, lower education before higher; ages rise."""
    file = words("groups")
    order = [(dimension, value) for dimension in file["dimensions"] for value in file.get(dimension, {"": 0})]
    dimensions = {dimension: number for number, (dimension, _value) in reversed(list(enumerate(order)))}
    return tuple((order.index(p) if p in order else dimensions.get(p[0], len(order)), p[1]) for p in group.parts)


def level_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw each group's latest level beside everybody's; no verdict, since groups are tested against each other."""
    everybody = asked.series(asked.place.code)
    groups = asked.book.groups(asked.indicator.id, asked.place.code)
    if everybody is None or len(groups) < 2:
        return None
    last = everybody.known()[-1]
    single = sorted((group for group in groups if len(group.parts) == 1), key=_group_order)
    found = [(g, point_at(asked.book.get(asked.indicator.id, asked.place.code, g), last)) for g in single]
    rows = [DotRow(label=group_label(g, asked.language), outcome=p.outcome, sign=None) for g, p in found if p]
    title = _("Olika grupper %(year)s") % {"year": last.period.label}
    return dots_beside(asked, rows, everybody, title=title, width=width)
