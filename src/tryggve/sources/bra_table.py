"""Brå's municipal indicators as one tidy table, the way the regions store them.

Columns: geografi, enhet, ar, variabel, varde, kalla. A share and its two limits are three rows that differ in
``enhet``; "Antal svarande i NTU." holds the number of answers.
"""

from __future__ import annotations

from tryggve.sources.assembly import make_release
from tryggve.sources.bra_figures import BraFigure, dataset_of, join_figures, measure_name, role_of
from tryggve.sources.cells import figure, period
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.headed_table import HeadedTable, Record
from tryggve.sources.localities import place
from tryggve.sources.publishers import SOURCES
from tryggve.terms import Release

LAYOUT = (
    "Brå: kommunindikatorer i en tabell (geografi, enhet, ar, variabel, varde)",
    "Brå: municipal indicators in one table (geografi, enhet, ar, variabel, varde)",
)
_COLUMNS = ("geografi", "enhet", "ar", "variabel", "varde")


def recognises(file: DroppedFile) -> bool:
    """Tell whether the first sheet has the table's five headings."""
    return bool(file.sheets) and HeadedTable.of(file.sheets[0], file=file.name).has(*_COLUMNS)


def read(file: DroppedFile) -> Release:
    """Return every share with its interval and number of answers, and every count and rate of reported crimes.

    Raises:
        BadValueError: Where a cell, a limit or a duplicate cannot be right.
    """
    table = HeadedTable.of(file.sheets[0], file=file.name)
    figures = tuple(_figure(record) for record in table.records())
    found = join_figures(figures)
    return make_release(
        file.facts,
        source=SOURCES["bra_kommun"],
        dataset=dataset_of(figures),
        layout="bra_table",
        found=found,
        yearly=True,
    )


def _figure(record: Record) -> BraFigure:
    measure = measure_name(record.text("variabel"))
    return BraFigure(
        measure=measure,
        role=role_of(record.text("enhet"), measure=measure, where=record.where("enhet")),
        area=place(record.text("geografi"), where=record.where("geografi")),
        period=period(record.get("ar"), where=record.where("ar")),
        figure=figure(record.get("varde"), where=record.where("varde")),
        where=record.where("varde"),
    )
