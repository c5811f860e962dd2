"""Writes workbooks the way Brå laid them out, from small tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl

Cell = str | float | int | None
FEAR = "Otrygghet vid utevistelse sent på kvällen i det egna bostadsområdet"
LONG_TITLE = f"{FEAR}, enligt NTU 2017–2025. Andel (%) i befolkningen (16–84 år) som känner sig otrygga."
PLACES = ("Ekhamra", "Fjällviks län", "Exempellandet")
UNITS = ("Andel", "KI (95 %) undre gräns", "KI (95 %) övre gräns")


class BraWorkbook:
    """A workbook that gets one sheet at a time."""

    def __init__(self) -> None:
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.worksheets[0])

    def save(self, path: Path) -> Path:
        self.book.save(path)
        return path

    def rows(self, sheet: str, *rows: Sequence[Cell], merge: Sequence[str] = ()) -> BraWorkbook:
        worksheet = self.book.create_sheet(sheet)
        for row in rows:
            worksheet.append(list(row))
        for cells in merge:
            worksheet.merge_cells(cells)
        return self

    def crimes(self, years: Sequence[int], counts: dict[str, Sequence[tuple[Cell, Cell]]], title: str) -> BraWorkbook:
        header = [h for year in years for h in (f"Antal {year}", f"Antal per 100 000 inv {year}")]
        body = [[place, *(cell for pair in pairs for cell in pair)] for place, pairs in counts.items()]
        full = f"{title} (anmälda brott) i kommunen, länet och hela landet {years[0]}–{years[-1]}"
        return self.rows(f"{title[:18]} (anmälda)", [full], [None, *header], *body)

    def windows(
        self, labels: Sequence[Cell], shares: dict[str, Sequence[Cell]], title: str = LONG_TITLE
    ) -> BraWorkbook:
        """Layout (a): a row per place, a column per window."""
        name = f"NTU blad {len(self.book.worksheets)}"
        return self.rows(name, [title], [None, *labels], *([place, *cells] for place, cells in shares.items()))

    def blocks(
        self,
        years: Sequence[Cell],
        shares: dict[str, Sequence[Sequence[Cell]]],
        title: str = LONG_TITLE,
        *,
        units: Sequence[str] = UNITS,
        merged: bool = True,
    ) -> BraWorkbook:
        """Layouts (b), with merged places, and (c), with the place in every column: a row per year."""
        name = f"NTU blad {len(self.book.worksheets)}"
        width = len(units)
        places: list[Cell] = [None]
        for place in shares:
            places += [place, *[None] * (width - 1)] if merged else [place] * width
        body = [[year, *(cell for cells in shares.values() for cell in cells[i])] for i, year in enumerate(years)]
        self.rows(name, [title], [None], places, ["År", *units * len(shares)], *body)
        if merged and width > 1:
            for k in range(len(shares)):
                self.book[name].merge_cells(
                    start_row=3, end_row=3, start_column=2 + k * width, end_column=1 + (k + 1) * width
                )
        return self
