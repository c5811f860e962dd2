"""Findings as plain JSON values and back, so that a stored finding says the same wherever it is read."""

from __future__ import annotations

import math
from typing import Any

from tryggve.terms import (
    Area,
    AreaKind,
    Difference,
    Direction,
    Estimate,
    Finding,
    FindingKind,
    Group,
    KnownBy,
    Period,
    Side,
    Unit,
    Verdict,
)

Json = dict[str, Any]
_NUMBERS = ("value", "low", "high", "se", "df", "rounding", "limit_rounding", "population", "response_rate")


def finding_to_json(finding: Finding) -> Json:
    """Return the finding as values that ``json.dumps`` takes; unknown numbers are null."""
    gap = finding.difference
    return {
        "kind": finding.kind.value,
        "indicator": finding.indicator,
        "verdict": finding.verdict.value,
        "better": finding.better,
        "direction": finding.direction.value,
        "delta": finding.delta,
        "side": _side_to_json(finding.side),
        "other": _side_to_json(finding.other) if finding.other else None,
        "difference": {name: _number(getattr(gap, name)) for name in Difference.__slots__} if gap else None,
        "rule": finding.rule,
        "family": finding.family,
        "family_size": finding.family_size,
        "break_year": finding.break_year,
        "advice": list(finding.advice),
        "sources": list(finding.sources),
        "response_rate": finding.response_rate,
    }


def finding_from_json(data: Json) -> Finding:
    """Return the finding that ``finding_to_json`` wrote."""
    gap = data["difference"]
    return Finding(
        kind=FindingKind(data["kind"]),
        indicator=data["indicator"],
        verdict=Verdict(data["verdict"]),
        better=data["better"],
        direction=Direction(data["direction"]),
        delta=data["delta"],
        side=_side_from_json(data["side"]),
        other=_side_from_json(data["other"]) if data["other"] else None,
        difference=Difference(**{name: _float(value) for name, value in gap.items()}) if gap else None,
        rule=data["rule"],
        family=data["family"],
        family_size=data["family_size"],
        break_year=data["break_year"],
        advice=tuple(data["advice"]),
        sources=tuple(data["sources"]),
        response_rate=data["response_rate"],
    )


def _side_to_json(side: Side) -> Json:
    estimate = side.estimate
    numbers = {name: _number(getattr(estimate, name)) for name in _NUMBERS}
    return {
        "area": {"code": side.area.code, "name": side.area.name, "kind": side.area.kind, "parent": side.area.parent},
        "period": [side.period.first, side.period.last],
        "group": side.group.key,
        "release": side.release,
        "estimate": numbers | {"n": estimate.n, "unit": estimate.unit.value, "known_by": estimate.known_by.value},
    }


def _side_from_json(data: Json) -> Side:
    numbers = {name: _float(data["estimate"][name]) for name in _NUMBERS if name != "df"}
    df = data["estimate"]["df"]
    return Side(
        area=Area(data["area"]["code"], data["area"]["name"], AreaKind(data["area"]["kind"]), data["area"]["parent"]),
        period=Period(*data["period"]),
        group=Group.from_key(data["group"]),
        release=data["release"],
        estimate=Estimate(
            unit=Unit(data["estimate"]["unit"]),
            known_by=KnownBy(data["estimate"]["known_by"]),
            n=data["estimate"]["n"],
            df=math.inf if df is None else df,
            **numbers,
        ),
    )


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _float(value: float | None) -> float:
    return math.nan if value is None else value
