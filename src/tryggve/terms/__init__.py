"""The vocabulary of the project as frozen values."""

from tryggve.terms.area import Area, AreaKind, slug
from tryggve.terms.estimate import Estimate, KnownBy, Missing, Outcome, Reason, Unit
from tryggve.terms.finding import Difference, Direction, Finding, FindingKind, Side, Verdict
from tryggve.terms.group import EVERYBODY, Group
from tryggve.terms.period import Period
from tryggve.terms.release import Release, Row, Source
from tryggve.terms.series import Break, BreakKind, Point, Series

__all__ = [
    "EVERYBODY",
    "Area",
    "AreaKind",
    "Break",
    "BreakKind",
    "Difference",
    "Direction",
    "Estimate",
    "Finding",
    "FindingKind",
    "Group",
    "KnownBy",
    "Missing",
    "Outcome",
    "Period",
    "Point",
    "Reason",
    "Release",
    "Row",
    "Series",
    "Side",
    "Source",
    "Unit",
    "Verdict",
    "slug",
]
