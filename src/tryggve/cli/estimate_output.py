"""What `tryggve estimate` prints: rows for programs, and tables in Swedish or English for people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from tryggve.cli.estimate_words import DESIGN, FLAGS, GAP_VERDICTS, HEADINGS, VERDICTS, words
from tryggve.errors import Language
from tryggve.publish.numbers import format_number
from tryggve.survey import Flag, Order, Publication, Survey, SurveyEstimate
from tryggve.survey.comparisons import SurveyDifference
from tryggve.survey.publication import Missed

Json = dict[str, object]


def json_rows(publication: Publication) -> list[Json]:
    """Return one flat row an estimate and difference; a hidden figure is null and says ``suppressed``."""
    return [
        *(_estimate_row(row) for row in publication.estimates),
        *(_difference_row(row) for row in publication.differences),
    ]


def _estimate_row(row: SurveyEstimate) -> Json:
    found: Json = {"measure": row.measure, **dict(row.group)}
    suppressed = row.hidden and row.n == 0 and row.flag is not Flag.EMPTY
    figures = {"estimate": row.value, "se": row.se, "low": row.low, "high": row.high}
    found |= {name: _number(value) for name, value in figures.items()}
    found["n"] = None if suppressed else row.n
    found |= {name: _number(value) for name, value in {"n_eff": row.n_eff, "deff": row.deff, "df": row.df}.items()}
    return found | _flagged(row.flag, suppressed)


def _difference_row(row: SurveyDifference) -> Json:
    found: Json = {"measure": row.measure, **dict(row.group), row.kind: list(row.pair), "variable": row.variable}
    figures = {"estimate": row.value, "se": row.se, "low": row.low, "high": row.high, "margin": row.margin}
    figures |= {"p": row.p, "p_holm": row.p_holm}
    found |= {name: _number(value) for name, value in figures.items()}
    found |= {"verdict": row.verdict.value, "n": None if row.hidden else row.n, "df": _number(row.df)}
    return found | _flagged(row.flag, row.hidden)


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _flagged(flag: Flag, hidden: bool) -> Json:
    return ({"flag": flag.value} if flag else {}) | ({"suppressed": True} if hidden else {})


@dataclass(frozen=True, slots=True)
class Report:
    """The printed report: ``notes`` say what was done with the rows, ``text`` is notes and tables."""

    notes: str
    text: str


def text_report(survey: Survey, order: Order, publication: Publication, *, language: Language, dropped: int) -> Report:
    """Return the report for people."""
    notes = _notes(survey, order, publication, language, dropped)
    blocks = ["\n".join(notes)]
    for missed in publication.missed:
        estimates = [row for row in publication.estimates if row.measure == missed.measure]
        blocks.append(_measure_block(missed, estimates, language))
    for kind in ("change", "gap"):
        rows = [row for row in publication.differences if row.kind == kind]
        if rows:
            blocks.append(_difference_block(kind, rows, order, language))
    return Report(notes="\n".join(notes) + "\n", text="\n\n".join(blocks) + "\n")


def _notes(survey: Survey, order: Order, publication: Publication, language: Language, dropped: int) -> list[str]:
    files = ", ".join(Path(name).name or words(DESIGN, "table", language) for name in survey.table.files)
    lines = [f"{words(DESIGN, 'files', language)}: {files}", _design_line(survey, language)]
    sure = words(DESIGN, order.interval, language)
    lines.append(words(DESIGN, "interval", language).format(method=sure))
    if any(row.flag in (Flag.FEW, Flag.COMPLEMENT) for row in publication.estimates):
        small = words(DESIGN, "suppressed" if order.suppress else "flagged", language)
        lines.append(small.format(n=order.smallest_n))
    if dropped:
        lines.append(words(DESIGN, "dropped", language).format(n=_count(dropped, language)))
    lone = int(survey.sample.structure.lone.sum())
    if lone:
        rule = words(DESIGN, f"lone_{survey.sample.structure.lonely}", language)
        lines.append(words(DESIGN, "lone", language).format(n=_count(lone, language), rule=rule))
    lines += [words(DESIGN, name, language) for name in _warnings(publication, order)]
    for missed in publication.missed:
        lines += [words(DESIGN, "unseen", language).format(measure=missed.measure, code=code) for code in missed.unseen]
    return lines


def _warnings(publication: Publication, order: Order) -> list[str]:
    rows = publication.estimates
    outside = order.interval != "logit" and any(row.share and (row.low < 0 or row.high > 1) for row in rows)
    protected = any(row.flag is Flag.COMPLEMENT for row in rows)
    return (["outside"] if outside else []) + (["protected"] if protected else [])


def _design_line(survey: Survey, language: Language) -> str:
    drawn, design = survey.sample.structure, survey.design
    strata, places = _count(drawn.strata, language), _count(drawn.clusters, language)
    parts = [words(DESIGN, "stratified" if design.strata else "plain", language).format(strata=strata)]
    if drawn.clustered:
        parts.append(words(DESIGN, "clusters", language).format(psu=places))
    parts.append(words(DESIGN, "weighted" if design.weights else "unweighted", language).format(name=design.weights))
    parts.append(words(DESIGN, "fpc" if design.fpc else "no_fpc", language))
    return f"{words(DESIGN, 'design', language)}: {', '.join(parts)}. " + words(DESIGN, "rows", language).format(
        n=_count(survey.sample.rows, language), df=_count(int(drawn.df), language)
    )


def _measure_block(missed: Missed, rows: Sequence[SurveyEstimate], language: Language) -> str:
    kind = "share" if rows[0].share else "mean"
    title = words(HEADINGS, kind, language).format(
        measure=missed.measure, used=_count(missed.used, language), lost=_count(missed.unanswered, language)
    )
    tables = []
    for variables, members in groupby(rows, key=lambda row: tuple(name for name, _ in row.group)):
        heading = [*variables] or [""]
        cells = [_estimate_cells(row, language) for row in members]
        figures = (f"{kind}_value", "limits", "n", "n_eff", "deff")
        heads = [*heading, *(words(HEADINGS, name, language) for name in figures), ""]
        tables.append(aligned(heads, cells, left=len(heading)))
    return "\n\n".join([title, *tables])


def _estimate_cells(row: SurveyEstimate, language: Language) -> list[str]:
    group = [value for _, value in row.group] or [words(HEADINGS, "all", language)]
    remark = words(FLAGS, row.flag, language) if row.flag else ""
    if row.hidden:
        return [*group, "", "", "", "", "", remark]
    scale, decimals = (100, 1) if row.share else (1, 2)
    value = format_number(row.value * scale, language, decimals=decimals)
    figures = [_count(row.n, language), _optional(row.n_eff, language, 0), _optional(row.deff, language, 2)]
    return [*group, value, _limits(row.low * scale, row.high * scale, language, decimals), *figures, remark]


def _difference_block(kind: str, rows: Sequence[SurveyDifference], order: Order, language: Language) -> str:
    tested = sum(not math.isnan(row.p) for row in rows)
    title = words(HEADINGS, kind, language).format(variable=rows[0].variable, n=tested)
    size = f"{order.smallest_change or 0:g}".replace(".", "," if language == "sv" else ".")
    size += words(HEADINGS, "points", language) if rows[0].share else ""
    title += words(HEADINGS, "no_smallest" if order.smallest_change is None else "smallest", language).format(d=size)
    heads = [words(HEADINGS, name, language) for name in ("measure", "group", "pair", "difference", "margin", "holm")]
    heads.append(words(HEADINGS, "verdict", language))
    return title + "\n\n" + aligned(heads, [_difference_cells(row, language) for row in rows], left=3)


def _difference_cells(row: SurveyDifference, language: Language) -> list[str]:
    group = ", ".join(f"{name}={value}" for name, value in row.group) or words(HEADINGS, "all", language)
    sign = " → " if row.kind == "change" else " – "
    verdicts = VERDICTS if row.kind == "change" else GAP_VERDICTS
    start = [row.measure, group, sign.join(row.pair)]
    if row.hidden:
        return [*start, "", "", "", words(FLAGS, row.flag, language).capitalize()]
    scale, decimals = (100, 1) if row.share else (1, 2)
    value = format_number(row.value * scale, language, decimals=decimals, signed=True)
    margin = _optional(row.margin * scale, language, decimals)
    return [*start, value, margin, _p_value(row.p_holm, language), words(verdicts, row.verdict, language)]


def _p_value(p: float, language: Language) -> str:
    if not math.isfinite(p):
        return "–"
    least = p < 0.001
    return f"{'< ' if least else ''}{format_number(max(p, 0.001), language, decimals=3)}"


def aligned(heads: Sequence[str], rows: Sequence[Sequence[str]], *, left: int) -> str:
    """Return a plain table: the first ``left`` columns and the last one to the left, the numbers to the right.

    A last column without heading is for remarks.
    """
    widths = [max(len(row[place]) for row in [heads, *rows]) for place in range(len(heads))]
    rule = [
        "─" * (width if head or not place else 0) for place, (head, width) in enumerate(zip(heads, widths, strict=True))
    ]
    lines = []
    for row in [heads, rule, *rows]:
        texts = [
            text.ljust(width) if place < left or place == len(heads) - 1 else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(texts).rstrip())
    return "\n".join(lines)


def _limits(low: float, high: float, language: Language, decimals: int) -> str:
    if not (math.isfinite(low) and math.isfinite(high)):
        return ""
    ends = [format_number(end, language, decimals=decimals) for end in (low, high)]
    return " – ".join(ends)


def _count(number: int, language: Language) -> str:
    return format_number(number, language)


def _optional(value: float, language: Language, decimals: int) -> str:
    return format_number(value, language, decimals=decimals) if math.isfinite(value) else "–"
