"""A unit's workbook made from a period, and a filled-in one held against what is reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from django.conf import settings

from tryggve.errors import BadValueError, Language
from tryggve.indicators.indicator import Words
from tryggve.plan.report_book import BookHead, BookRow, Identity, write_book
from tryggve.plan.report_book_reading import CellFault, ReadRow, read_book
from tryggve.plan.status import ActivityStatus
from tryggve.web.followup import actions
from tryggve.web.followup.actions import Entry, Said
from tryggve.web.followup.models import Report, ReportingPeriod
from tryggve.web.followup.queries import Row, expected, rows_of
from tryggve.web.organisation.models import Unit


class Change(StrEnum):
    """What a row of the workbook would do (Sv: radens verkan)."""

    NEW = "new"
    STALE = "stale"  # a newer report came after the workbook was made
    SAME = "same"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the workbook beside what is reported (Sv: rad i förhandsvisningen)."""

    row: Row
    read: ReadRow
    change: Change

    @property
    def as_report(self) -> Report:
        """What the row says, as a report that is never stored: the pages show it beside the one that is."""
        said = self.read
        return Report(
            activity=self.row.activity,
            status=said.status.value if said.status else "",
            dose=said.dose,
            cost=said.cost,
            comment=said.comment,
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """What reading a workbook in would do (Sv: förhandsvisning)."""

    lines: tuple[Line, ...]
    faults: tuple[CellFault, ...]
    absent: tuple[Row, ...] = ()  # activities of the workbook's units that have no row in it

    def of(self, change: Change) -> list[Line]:
        """Return the rows that would do one thing."""
        return [line for line in self.lines if line.change is change]

    @property
    def new(self) -> list[Line]:
        """The rows that would be written."""
        return self.of(Change.NEW)

    @property
    def stale(self) -> list[Line]:
        """The rows where somebody has to choose."""
        return self.of(Change.STALE)

    @property
    def same(self) -> int:
        """How many rows say what is already reported."""
        return len(self.of(Change.SAME))

    @property
    def unsaid(self) -> int:
        """How many rows say nothing."""
        return len(self.of(Change.UNSAID))


def book_of(period: ReportingPeriod, unit: Unit, *, today: dt.date, answer_to: str, language: Language) -> bytes:
    """Return the workbook of a unit's activities, filled with what was last reported in the period."""
    head = BookHead(
        plan=period.plan.title, period=period.name, unit=unit.name, closes=period.closes, answer_to=answer_to
    )
    rows = [_book_row(row, period, unit) for row in rows_in(period, unit, today=today)]
    return write_book(head, rows, secret=_secret(), language=language)


def rows_in(period: ReportingPeriod, unit: Unit, *, today: dt.date) -> tuple[Row, ...]:
    """Return the rows that a unit's workbook has."""
    return rows_of(period, expected(period, units={unit.pk}), today=today)


def preview(period: ReportingPeriod, path: Path, *, name: str, today: dt.date) -> Preview:
    """Read a workbook and tell what it would do; nothing is stored.

    Raises:
        UnreadableFileError, UnknownLayoutError: the file is not one of the period's workbooks.
    """
    known = {row.activity.pk: row for row in rows_of(period, expected(period), today=today)}
    kept = {_lines(row.latest.comment) for row in known.values() if row.latest}
    book = read_book(path, name=name, secret=_secret(), kept=kept)
    faults = [*book.faults, *(fault for row in book.rows if (fault := _misplaced(row, period, known)))]
    if faults:
        return Preview((), tuple(faults))
    lines = [_line(row, known[row.identity.activity]) for row in book.rows]
    there, units = {row.identity.activity for row in book.rows}, {row.identity.unit for row in book.rows}
    absent = [row for pk, row in known.items() if row.activity.owner_id in units and pk not in there]
    return Preview(tuple(lines), (), tuple(absent))


def read_in(
    period: ReportingPeriod,
    found: Preview,
    *,
    chosen: Collection[int],
    seen: Mapping[int, int],
    by: str,
    today: dt.date,
) -> list[Report]:
    """Store a previewed workbook: all of it or nothing.

    Args:
        period: which period.
        found: the preview.
        chosen: the activities whose newer report the workbook is to stand before.
        seen: the newest report of each activity as the preview showed it, 0 for none.
        by: who reads it in; it is stored as reported for the unit.
        today: the day.

    Raises:
        BadValueError: the workbook has faults.
        StaleError: somebody reported while the preview was open.
    """
    if found.faults:
        raise BadValueError(
            sv="Arbetsboken har fel. Rätta cellerna och läs in den igen.",
            en="The workbook has faults. Mend the cells and read it in again.",
        )
    written = [*found.new, *(line for line in found.stale if line.row.activity.pk in chosen)]
    entries = [_entry(line, seen.get(line.row.activity.pk, 0)) for line in written]
    return actions.report(period, entries=entries, by=by, today=today)


def overtaken(found: Preview, seen: Mapping[int, int]) -> bool:
    """Tell whether somebody reported on a row that has something to say since the page with ``seen`` was made."""
    said = (*found.new, *found.stale)
    return any(seen.get(line.row.activity.pk, 0) != (line.row.latest.pk if line.row.latest else 0) for line in said)


def _entry(line: Line, seen: int) -> Entry:
    owner = line.row.activity.owner
    return Entry(line.row.activity, _said(line.read), seen, owner.name if owner else "", way="workbook")


def _said(read: ReadRow) -> Said:
    return Said(read.status or ActivityStatus.NOT_STARTED, read.dose, read.cost, read.comment)


def _secret() -> bytes:
    return f"followup workbook {settings.SECRET_KEY}".encode()


def _book_row(row: Row, period: ReportingPeriod, unit: Unit) -> BookRow:
    latest, activity = row.latest, row.activity
    seen = latest.pk if latest else 0
    made = BookRow(
        identity=Identity(period=period.pk, unit=unit.pk, activity=activity.pk, seen=seen),
        title=activity.title,
        planned_dose=activity.planned_dose,
        dose_unit=activity.dose_unit,
        budget=row.line.budget,
    )
    if latest is None:
        return made
    # A returned report asks for its status anew, as the page's form does.
    status = None if latest.returned_at else ActivityStatus(latest.status)
    return replace(made, status=status, dose=latest.dose, cost=latest.cost, comment=_lines(latest.comment))


def _misplaced(read: ReadRow, period: ReportingPeriod, known: Mapping[int, Row]) -> CellFault | None:
    expected_words = _expected_instead(read, period, known)
    return CellFault(where=read.where, found=read.title, expected=expected_words) if expected_words else None


def _expected_instead(read: ReadRow, period: ReportingPeriod, known: Mapping[int, Row]) -> Words | None:
    if read.identity.period != period.pk:
        other = ReportingPeriod.objects.filter(pk=read.identity.period, plan=period.plan_id).first()
        name = f", {other.name}" if other else ""
        return Words(
            f"En rad ur arbetsboken för {period.name}. Den här raden hör till en annan period{name}.",
            f"A row of the workbook for {period.name}. This row belongs to another period{name}.",
        )
    row = known.get(read.identity.activity)
    if row is None:
        return Words(
            "En aktivitet som rapporteras i perioden. Den här är borttagen ur planen eller pågår inte i år.",
            "An activity that is reported in the period. This one is removed from the plan or does not run this year.",
        )
    if row.activity.owner_id != read.identity.unit:
        owner = row.activity.owner.name if row.activity.owner else "–"
        return Words(
            f"En aktivitet som enheten ansvarar för. Den har bytt ansvarig till {owner}.",
            f"An activity that the unit answers for. It has moved to {owner}.",
        )
    return None


def _line(read: ReadRow, row: Row) -> Line:
    return Line(row, read, _change(read, row))


def _change(read: ReadRow, row: Row) -> Change:
    if read.status is None:
        return Change.UNSAID
    made_from = next((report for report in row.history if report.pk == read.identity.seen), None)
    if any(_says_the_same(read, report) for report in (row.latest, made_from)):
        return Change.SAME
    return Change.NEW if (row.latest.pk if row.latest else 0) == read.identity.seen else Change.STALE


def _says_the_same(read: ReadRow, report: Report | None) -> bool:
    if report is None or report.returned_at is not None:
        return False
    said = (read.status, read.dose, read.cost, _lines(read.comment))
    return said == (ActivityStatus(report.status), report.dose, report.cost, _lines(report.comment))


def _lines(text: str) -> str:
    return "\n".join(text.strip().splitlines())


def units_in(rows: Iterable[Row]) -> list[Unit]:
    """Return the units that have something to report, by name."""
    units = {row.activity.owner.pk: row.activity.owner for row in rows if row.activity.owner}
    return sorted(units.values(), key=lambda unit: unit.name)
