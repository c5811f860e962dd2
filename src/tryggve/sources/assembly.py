"""From the rows that a reader found to a release: no figure twice, and gaps told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tryggve.engine.intake import FileFacts
from tryggve.errors import BadValueError, NothingHereError, Where
from tryggve.terms import Release, Row, Source

Remark = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row and the cell that it came from."""

    row: Row
    where: Where


def make_release(
    facts: FileFacts,
    *,
    source: Source,
    dataset: str,
    layout: str,
    found: Iterable[Found],
    remarks: Iterable[Remark] = (),
    yearly: bool = False,
) -> Release:
    """Return the release of one file.

    Args:
        facts: What ``inspect_file`` said.
        source: Who publishes it.
        dataset: The series of files that this one belongs to.
        layout: The layout that was recognised.
        found: The rows, each with its cell.
        remarks: What the reader wants to say, in Swedish and English.
        yearly: Whether a year that is missing inside a series is worth a remark.

    Raises:
        BadValueError: Where the same figure stands twice.
        NothingHereError: Where there was no row at all.
    """
    kept = tuple(found)
    if not kept:
        raise NothingHereError(
            sv="Filen har rätt rubriker men inga värden. Hämta den på nytt.",
            en="The file has the right headings but no values. Fetch it again.",
            where=Where(file=facts.name),
        )
    _refuse_duplicates(kept)
    gaps = _gap_remarks(kept) if yearly else ()
    return Release(
        source=source,
        dataset=dataset,
        file_name=facts.name,
        sha256=facts.sha256,
        size=facts.size,
        layout=layout,
        rows=tuple(one.row for one in kept),
        remarks=(*remarks, *gaps),
    )


def _refuse_duplicates(found: tuple[Found, ...]) -> None:
    seen: dict[tuple[str, str, int, int, str], Where] = {}
    for one in found:
        earlier = seen.setdefault(one.row.key, one.where)
        if earlier is not one.where:
            raise duplicate(one.row.measure, one.row.area.name, one.row.period.label, earlier=earlier, where=one.where)


def duplicate(measure: str, area: str, period: str, *, earlier: Where, where: Where) -> BadValueError:
    """Return the error that says that the same figure stands in two cells."""
    here = Where(sheet=earlier.sheet, row=earlier.row, column=earlier.column)
    return BadValueError(
        sv=f"{measure}, {area}, {period} står två gånger; första gången: {here.text('sv')}. "
        "Kontrollera årtalen i rubriken och ta bort den ena.",
        en=f"{measure}, {area}, {period} stands twice; the first time: {here.text('en')}. "
        "Check the years of the header and remove one.",
        where=where,
    )


def _gap_remarks(found: tuple[Found, ...]) -> tuple[Remark, ...]:
    years: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for one in found:
        row = one.row
        if row.period.years == 1:
            years[row.measure, row.area.name, row.group.key].add(row.period.first)
    missing: dict[tuple[int, ...], list[tuple[str, str]]] = defaultdict(list)
    for (measure, area, _), present in years.items():
        gap = tuple(sorted(set(range(min(present), max(present))) - present))
        if gap:
            missing[gap].append((measure, area))
    return tuple(_gap_remark(gap, series) for gap, series in missing.items())


def _gap_remark(gap: tuple[int, ...], series: list[tuple[str, str]]) -> Remark:
    years = ", ".join(str(year) for year in gap)
    named = "; ".join(f"{measure} ({area})" for measure, area in series[:3])
    more_sv, more_en = (f" och {len(series) - 3} till", f" and {len(series) - 3} more") if len(series) > 3 else ("", "")
    return (
        f"Serien hoppar över {years}: {named}{more_sv}. Kontrollera årtalen mot källan.",
        f"The series skips {years}: {named}{more_en}. Check the years against the source.",
    )
