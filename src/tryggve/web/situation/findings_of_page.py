"""Which of a place's findings an indicator's page speaks of, and where each belongs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tryggve.analysis.ranking import strength
from tryggve.terms import Area, AreaKind, Finding, FindingKind, Period

_CHANGES = (FindingKind.CHANGE, FindingKind.LONG_CHANGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFindings:
    """An indicator's findings in one place, sorted by what they speak of, each part in ranked order."""

    whole: tuple[Finding, ...]  # the place as a whole
    gaps: tuple[Finding, ...]  # between groups
    group_changes: tuple[Finding, ...]
    districts: tuple[Finding, ...]
    history: tuple[Finding, ...]
    group_history: tuple[Finding, ...]

    @property
    def turns(self) -> tuple[Finding, ...]:
        """The clear changes between earlier neighbouring points, newest first; the latest is told elsewhere."""
        latest = next((f for f in self.whole if f.kind is FindingKind.CHANGE), None)
        clear = [f for f in self.history if f.certain and not (latest and _pair(f) == _pair(latest))]
        return tuple(sorted(clear, key=lambda f: -f.side.period.last))

    @property
    def compared_groups(self) -> tuple[Finding, ...]:
        """The groups' changes between the two points that the page speaks of.

        Those are the latest two, unless nothing clear happened then and something did before: then the strongest turn.
        """
        latest = next((f for f in self.whole if f.kind is FindingKind.CHANGE), None)
        turn = max(self.turns, key=strength, default=None)
        if turn is None or (latest and latest.certain) or any(f.certain for f in self.group_changes):
            return self.group_changes
        return tuple(f for f in self.group_history if _pair(f) == _pair(turn)) or self.group_changes

    @property
    def first(self) -> Finding | None:
        """The finding that is the page's headline."""
        return next(iter((*self.whole, *self.gaps, *self.districts)), None)

    @property
    def change(self) -> Finding | None:
        """The change that colours the curve: the first clear one, else the latest."""
        changes = [finding for finding in self.whole if finding.kind in _CHANGES]
        return next((f for f in changes if f.certain), changes[0] if changes else None)


def sort_findings(findings: Iterable[Finding], indicator: str, place: Area) -> PageFindings:
    """Sort one indicator's findings for its page."""
    own = [finding for finding in findings if finding.indicator == indicator]
    of_groups = [f for f in own if f.side.group.parts and f.side.area.code == place.code]
    of_place = [f for f in own if not f.side.group.parts and f.side.area.code == place.code]
    return PageFindings(
        whole=tuple(f for f in of_place if f.kind is not FindingKind.HISTORY),
        gaps=tuple(f for f in of_groups if f.kind is FindingKind.GROUP_GAP),
        group_changes=tuple(f for f in of_groups if f.kind is FindingKind.CHANGE),
        districts=tuple(f for f in own if f.side.area.code != place.code and f.kind is FindingKind.AREA_GAP),
        history=tuple(f for f in of_place if f.kind is FindingKind.HISTORY),
        group_history=tuple(f for f in of_groups if f.kind is FindingKind.HISTORY),
    )


def _pair(finding: Finding) -> tuple[Period | None, Period]:
    return (finding.other.period if finding.other else None, finding.side.period)


def against_rest(findings: Sequence[Finding], indicator: str, place: Area) -> Finding | None:
    """Return how a place stands against the rest of its county, or nothing where that was not asked."""
    return next(
        (
            f
            for f in findings
            if f.indicator == indicator
            and f.kind is FindingKind.AREA_GAP
            and f.side.area.code == place.code
            and f.other is not None
            and f.other.area.kind is AreaKind.REST
        ),
        None,
    )
