"""`tryggve mapping`: suggest what a table's columns mean, as a file to mend and use again next year."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from tryggve.cli.import_ways import no_such_file
from tryggve.errors import Language, TryggveError, UsageError, Where
from tryggve.publish.figures.table import outcome_cells
from tryggve.publish.words import group_label
from tryggve.sources import Mapping, mapping_text, open_file, suggest_mapping
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.headed_table import HeadedTable
from tryggve.sources.local_tables import read_mapped
from tryggve.sources.table_search import find_table
from tryggve.terms import Row, Unit

HELP: dict[Language, str] = {
    "sv": "Föreslå vad kolumnerna i en egen tabell betyder",
    "en": "Suggest what the columns of a table of your own mean",
}
_SHOWN_ROWS = 5
_UNITS = ", ".join(unit.value for unit in Unit)
_WORDS: dict[str, tuple[str, str]] = {
    "name": ("nästa tabell med samma namn ersätter den här", "the next table of the same name replaces this one"),
    "value": ("kolumnen med siffran", "the column of the figure"),
    "unit": (f"en av: {_UNITS}", f"one of: {_UNITS}"),
    "place": ("kolumnen med plats", "the column of places"),
    "fixed_place": ("eller en plats för hela tabellen", "or one place for the whole table"),
    "period": ("kolumnen med år", "the column of years"),
    "fixed_period": ("eller ett år för hela tabellen", "or one year for the whole table"),
    "measure": ("kolumnen med måttets namn", "the column of the measure's name"),
    "fixed_measure": (
        "eller ett mått för hela tabellen: en indikators id (docs/sv/indikatorer.md)",
        "or one measure for the whole table: an indicator's id (docs/sv/indikatorer.md)",
    ),
    "lower": ("kolumnen med nedre gränsen", "the column of the lower limit"),
    "upper": ("kolumnen med övre gränsen", "the column of the upper limit"),
    "margin": ("eller kolumnen med felmarginalen", "or the column of the margin of error"),
    "n": ("kolumnen med antal svar", "the column of the number of answers"),
    "population": ("kolumnen med folkmängd", "the column of the population"),
    "places": ("vad ett namn betyder: { Norra = '9901' }", "what a name means: { Norra = '9901' }"),
    "measures": (
        "vilken indikator ett namn i måttkolumnen är: { Trygghet = 'local_safe_evening' }",
        "which indicator a name in the column of measures is: { Trygghet = 'local_safe_evening' }",
    ),
    "municipality": ("kommunen vars områden namnen är", "the municipality whose areas the names are"),
    "sheet": ("bladet", "the sheet"),
    "header_row": ("raden med rubriker", "the row of headings"),
    "decimal": (
        "',' eller '.' när tabellen skriver det andra tecknet mellan tusental",
        "',' or '.' where the table writes the other sign between thousands",
    ),
    "scale": ("100 för andelar från 0 till 1", "100 for shares from 0 to 1"),
    "publisher": ("vem som står bakom siffrorna", "who stands behind the figures"),
    "title_sv": ("källans titel på svenska", "the title of the source in Swedish"),
    "title_en": ("källans titel på engelska", "the title of the source in English"),
    "address": ("webbadress", "web address"),
    "licence": ("villkor", "terms of use"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of ``mapping``."""
    parser.add_argument("file", metavar="FILE", type=Path, help="xlsx, csv")
    parser.add_argument("--save", type=Path, metavar="TOML", help="skriv hit / write here")
    parser.add_argument("--sheet", default="", metavar="NAME", help="blad / sheet")
    parser.add_argument("--header-row", type=int, default=0, metavar="N", help="rubrikrad / row of headings")


def run(args: argparse.Namespace) -> int:
    """Print the suggested mapping with comments and the first rows as they would be read, or save it."""
    if not args.file.is_file():
        raise no_such_file(args.file)
    file = open_file(args.file)
    table = find_table(file, sheet=args.sheet, header_row=args.header_row)
    mapping = suggest_mapping(file, sheet=table.sheet, header_row=table.header_row)
    text = commented(mapping, table, language=args.language)
    rows = "\n".join(_rows_read(file, mapping, language=args.language)) + "\n"
    if not args.save:
        print(text + "\n" + rows, end="")
        return 0
    if args.save.exists():
        raise _there_already(args.save)
    args.save.write_text(text, encoding="utf-8")
    told = {"sv": f"Sparad: {args.save}. Rätta den och kör sedan", "en": f"Saved: {args.save}. Mend it and then run"}
    print(f"{rows}\n{told[args.language]}\n  tryggve import '{args.file}' --mapping '{args.save}'")
    return 0


def commented(mapping: Mapping, table: HeadedTable, *, language: Language) -> str:
    """Return a mapping as TOML where each field says what it is; those that say nothing stand as comments."""
    headings = _one_line(", ".join(name for name in table.header if name))
    told, _, groups = mapping_text(mapping).partition("\n[[groups]]")
    said = dict(line.split(" = ", 1) for line in told.splitlines() if line)
    start = {"sv": f"# Rubrikerna är: {headings}", "en": f"# The headings are: {headings}"}
    lines = [start[language]]
    for name in (f.name for f in fields(Mapping) if f.name != "groups"):
        words = _WORDS[name][language == "en"]
        empty = {"places": "{ }", "measures": "{ }", "header_row": "1", "scale": "1"}.get(name, '""')
        lines.append(f"{name} = {said[name]} # {words}" if name in said else f"# {name} = {empty} # {words}")
    return "\n".join(lines) + "\n" + _groups_text(groups, language)


def _groups_text(groups: str, language: Language) -> str:
    about = {
        "sv": "# En [[groups]] för varje kolumn som delar upp siffrorna: sex, age, birth, education eller disability.",
        "en": "# One [[groups]] for each column that divides the figures: sex, age, birth, education or disability.",
    }
    pattern = '# [[groups]]\n# column = ""\n# dimension = "sex"\n# values = { "Tjejer" = "women", "Killar" = "men" }\n'
    return f"\n{about[language]}\n" + (f"[[groups]]{groups}" if groups else pattern)


def _rows_read(file: DroppedFile, mapping: Mapping, *, language: Language) -> Iterator[str]:
    """Give the first rows as they would be read, or what keeps them from being read; each line a comment."""
    try:
        read = read_mapped(file, mapping)
    except TryggveError as error:
        yield {"sv": "# Så här kan tabellen inte läsas än:", "en": "# The table cannot be read like this yet:"}[
            language
        ]
        yield f"# {_one_line(error.text(language))}"
        return
    yield {"sv": "# Så här läses de första raderna:", "en": "# The first rows are read like this:"}[language]
    for row in read.rows[:_SHOWN_ROWS]:
        yield f"# {_one_line(_said(row, language))}"


def _said(row: Row, language: Language) -> str:
    value, interval, answers = outcome_cells(row.outcome, language)
    cells = (row.measure, row.area.name, row.period.label, group_label(row.group, language), value, interval, answers)
    return "; ".join(cell for cell in cells if cell)


def _one_line(text: str) -> str:
    # A comment of TOML must not hold control characters.
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _there_already(path: Path) -> UsageError:
    return UsageError(
        sv="Filen finns redan och skrivs inte över. Välj ett annat namn, eller använd den som den är.",
        en="The file is there already and is not overwritten. Choose another name, or use it as it is.",
        where=Where(file=str(path)),
    )
