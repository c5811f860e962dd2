"""Which findings matter most: a stated order, and a choice that does not say the same thing five times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from tryggve.indicators.catalogue import Catalogue
from tryggve.terms import AreaKind, Finding, FindingKind, Verdict

# What a reader needs first: what is certain, then what is new or stable, last what cannot be told.
_ORDER = {
    Verdict.UP: 0,
    Verdict.DOWN: 0,
    Verdict.STATED: 1,
    Verdict.SAME: 1,
    Verdict.BREAK: 2,
    Verdict.NONE: 2,
    Verdict.SHORT: 3,
    Verdict.FEW: 4,
    Verdict.NO_ERROR: 4,
    Verdict.OVERLAP: 4,
    Verdict.COUNTS: 5,
}
_PREFERENCE = {
    FindingKind.CHANGE: 1.5,
    FindingKind.LONG_CHANGE: 1.2,
    FindingKind.AREA_GAP: 1.0,
    FindingKind.GROUP_GAP: 0.4,
    FindingKind.COUNT: 0.5,
    FindingKind.BREAK: 0.3,
    FindingKind.LEVEL: 0.2,
    FindingKind.HISTORY: 0.0,
}
_OF_A_GROUP = 0.3  # a change in one group says less of the place than one in everybody
_OF_A_DISTRICT = 0.8
_A_YEAR_OLDER = 0.85  # the headline is the latest finding; history second


def strength(finding: Finding) -> float:
    """Return how many smallest-differences-that-matter the certain part of the difference holds.

    Only the part of the interval beyond zero counts, so a large but uncertain difference does not rise to the top.
    """
    gap = finding.difference
    if gap is None or not finding.certain:
        return 0.0
    nearest = gap.low if gap.value > 0 else -gap.high
    return max(nearest, 0.0) / finding.delta


def ranked(findings: Iterable[Finding], catalogue: Catalogue) -> tuple[Finding, ...]:
    """Sort findings by verdict, then headline indicators, then weight; equal ones keep their order.

    The weight is kind times strength, less for a group or a district and for each year that the figure is older than
    the newest one.
    """
    listed = tuple(findings)
    newest = max((f.side.period.last for f in listed), default=0)

    def place(finding: Finding) -> tuple[int, bool, float]:
        headline = catalogue.indicators[finding.indicator].headline
        age = _A_YEAR_OLDER ** (newest - finding.side.period.last)
        weight = _PREFERENCE[finding.kind] * _narrowness(finding) * age * (1.0 + strength(finding))
        # A bare level is said by every other sentence too, so it comes last of what can be said.
        order = _ORDER[Verdict.SHORT] if finding.kind is FindingKind.LEVEL else _ORDER[finding.verdict]
        return (order, not headline, -weight)

    return tuple(sorted(listed, key=place))


def _narrowness(finding: Finding) -> float:
    if _is_district(finding):
        return _OF_A_DISTRICT
    return _OF_A_GROUP if finding.side.group.parts and finding.kind is not FindingKind.GROUP_GAP else 1.0


def _is_district(finding: Finding) -> bool:
    return finding.side.area.kind is AreaKind.DISTRICT


def top_findings(findings: Iterable[Finding], catalogue: Catalogue, count: int = 5) -> tuple[Finding, ...]:
    """Choose the findings for the first page, at most ``count``.

    Rule: ranked order, without history and bare levels; of groups only women against men, and districts, and those only
    when certain; one finding an indicator, and one more of a district. First certain ones, at most two of a kind and
    two of a theme, then certain ones with three of each; only then what is not certain, with the same limits.
    """
    order = [f for f in ranked(findings, catalogue) if _belongs_first(f)]
    certain, others = [f for f in order if f.certain], [f for f in order if not f.certain]
    chosen: list[Finding] = []
    for candidates, most in ((certain, 2), (certain, 3), (others, 2), (others, count)):
        for finding in candidates:
            if len(chosen) < count and _fits(finding, chosen, catalogue, most=most):
                chosen.append(finding)
    return tuple(f for f in order if f in chosen)


def _belongs_first(finding: Finding) -> bool:
    if finding.kind in (FindingKind.HISTORY, FindingKind.LEVEL) or finding.verdict is Verdict.COUNTS:
        return False
    if finding.side.group.parts and not (finding.certain and finding.side.group.dimensions == ("sex",)):
        return False
    return finding.certain or not _is_district(finding)


def _fits(finding: Finding, chosen: list[Finding], catalogue: Catalogue, *, most: int) -> bool:
    if any(f.indicator == finding.indicator and _is_district(f) == _is_district(finding) for f in chosen):
        return False
    themes = Counter(catalogue.indicators[f.indicator].theme for f in chosen)
    kinds = Counter(_sort(f) for f in chosen)
    return themes[catalogue.indicators[finding.indicator].theme] < most and kinds[_sort(finding)] < most


def _sort(finding: Finding) -> tuple[FindingKind, str]:
    other = finding.other.area.kind.value if finding.other else ""
    return (finding.kind, other if finding.kind is FindingKind.AREA_GAP else "")
