"""The police's list of exposed areas (utsatta områden): a table (Namn, Kategori, Kommun or Ort, År) or its GeoJSON.

Each list is a census: a municipality's figure is the number of its areas on the list. The file may be cut to a few
places, so zeros are given only where the file itself shows that somebody looked: to every municipality when a list is
as long as the whole country's, else to the municipalities that are in the file for another year.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from tryggve.errors import BadValueError, NothingHereError, UnreadableFileError, Where
from tryggve.sources.assembly import Found, Remark, duplicate, make_release
from tryggve.sources.cells import label, period
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.headed_table import HeadedTable
from tryggve.sources.localities import place
from tryggve.sources.publishers import SOURCES
from tryggve.terms import Area, AreaKind, Estimate, KnownBy, Period, Release, Row, Unit
from tryggve.terms.places import register

LAYOUT = (
    "Polisen: utsatta områden (tabell med Namn, Kategori, Kommun eller Ort, År; eller GeoJSON)",
    "The police: exposed areas (a table with Namn, Kategori, Kommun or Ort, År; or GeoJSON)",
)
MEASURE = "Utsatta områden"
WHOLE_LIST = 50  # every list so far has had 53 to 65 areas
_CATEGORIES = ("utsatt område", "särskilt utsatt område", "riskområde")


@dataclass(frozen=True, slots=True, kw_only=True)
class _ListedArea:
    """One area on one year's list."""

    name: str
    category: str
    municipality: Area
    year: Period
    where: Where


def recognises(file: DroppedFile) -> bool:
    """Tell whether the file is a table with the list's headings, or a GeoJSON with its properties."""
    if file.facts.kind == "json":
        return '"FeatureCollection"' in file.text and '"KATEGORI"' in file.text and '"NAMN"' in file.text
    tables = (HeadedTable.of(sheet, file=file.name) for sheet in file.sheets[:1])
    return any(t.has("Namn", "Kategori") and (t.has("Kommun") or t.has("Ort")) for t in tables)


def read(file: DroppedFile) -> Release:
    """Return the number of areas by municipality, list and category.

    Raises:
        NothingHereError: Where neither a column nor the file's name says which year's list it is.
        BadValueError: Where a place or a category is unknown, or an area stands twice on a list.
    """
    listed = tuple(_from_geojson(file) if file.facts.kind == "json" else _from_table(file))
    _refuse_duplicates(listed)
    whole = {year for year, count in Counter(one.year for one in listed).items() if count >= WHOLE_LIST}
    return make_release(
        file.facts,
        source=SOURCES["police_areas"],
        dataset="police_areas",
        layout="police_areas:" + ("geojson" if file.facts.kind == "json" else "table"),
        found=tuple(_counts(listed, whole, file)),
        remarks=_remarks(listed, whole),
    )


def _from_table(file: DroppedFile) -> Iterator[_ListedArea]:
    table = HeadedTable.of(file.sheets[0], file=file.name)
    town = "Kommun" if table.has("Kommun") else "Ort"
    for record in table.records():
        year = record.get("År") if table.has("År") else _year_in_name(file)
        yield _listed(
            record.text("Namn"),
            record.text("Kategori"),
            record.text(town),
            year=period(year, where=record.where("År")),
            where=record.where(town),
        )


def _from_geojson(file: DroppedFile) -> Iterator[_ListedArea]:
    where = file.where()
    year = period(_year_in_name(file), where=where)
    try:
        properties = [feature["properties"] for feature in json.loads(file.text)["features"]]
        texts = [[label(one.get(key)) for key in ("NAMN", "KATEGORI", "ORT")] for one in properties]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFileError(
            sv="GeoJSON-filen är avbruten eller saknar områden. Hämta den på nytt.",
            en="The GeoJSON file is cut short or lacks areas. Fetch it again.",
            where=where,
        ) from error
    for number, (name, category, town) in enumerate(texts, start=1):
        yield _listed(name, category, town, year=year, where=file.where(row=number, column="ORT"))


def _year_in_name(file: DroppedFile) -> str:
    years: set[str] = set(re.findall(r"(?<!\d)20\d\d(?!\d)", file.name))
    if len(years) == 1:
        return years.pop()
    raise NothingHereError(
        sv="Det går inte att se vilket års lista det är. Lägg till en kolumn År, eller skriv året i filnamnet: "
        "utsatta_omraden_2025.",
        en="There is no telling which year's list this is. Add a column År, or write the year in the file's name: "
        "utsatta_omraden_2025.",
        where=file.where(),
    )


def _listed(name: str, category: str, town: str, *, year: Period, where: Where) -> _ListedArea:
    if category.lower() not in _CATEGORIES:
        raise BadValueError(
            sv=f"Kategorin ”{category}” är inte känd. Väntat: {', '.join(_CATEGORIES)}.",
            en=f"The category “{category}” is not known. Expected: {', '.join(_CATEGORIES)}.",
            where=where,
        )
    municipality = place(town, where=where)
    if municipality.kind is not AreaKind.MUNICIPALITY:
        raise BadValueError(
            sv=f"”{town}” är ingen kommun. Skriv kommunens namn eller kod.",
            en=f"“{town}” is no municipality. Write the municipality's name or code.",
            where=where,
        )
    return _ListedArea(name=name, category=category.capitalize(), municipality=municipality, year=year, where=where)


def _refuse_duplicates(listed: tuple[_ListedArea, ...]) -> None:
    seen: dict[tuple[str, str, Period], Where] = {}
    for one in listed:
        earlier = seen.setdefault((one.name.lower(), one.municipality.code, one.year), one.where)
        if earlier is not one.where:
            raise duplicate(one.name, one.municipality.name, one.year.label, earlier=earlier, where=one.where)


def _counts(listed: tuple[_ListedArea, ...], whole: set[Period], file: DroppedFile) -> Iterator[Found]:
    by_place: dict[tuple[Area, Period], list[_ListedArea]] = defaultdict(list)
    for one in listed:
        by_place[one.municipality, one.year].append(one)
    in_file = {one.municipality for one in listed}
    everywhere = {a for a in register().values() if a.kind is AreaKind.MUNICIPALITY and not a.made_up}
    for year in sorted({one.year for one in listed}):
        categories = sorted({one.category for one in listed if one.year == year})
        for municipality in sorted(in_file | everywhere if year in whole else in_file):
            own = by_place[municipality, year]
            where = own[0].where if own else file.where()
            yield _found(MEASURE, municipality, year, own, where)
            for category in categories:
                yield _found(
                    f"{MEASURE} | {category}",
                    municipality,
                    year,
                    [one for one in own if one.category == category],
                    where,
                )


def _found(measure: str, area: Area, year: Period, own: list[_ListedArea], where: Where) -> Found:
    outcome = Estimate(value=float(len(own)), unit=Unit.COUNT, known_by=KnownBy.CENSUS)
    names = ", ".join(one.name for one in own)
    return Found(row=Row(measure=measure, area=area, period=year, outcome=outcome, note=names), where=where)


def _remarks(listed: tuple[_ListedArea, ...], whole: set[Period]) -> tuple[Remark, ...]:
    cut = sorted({one.year.label for one in listed} - {year.label for year in whole})
    if not cut:
        return ()
    years = ", ".join(cut)
    return (
        (
            f"Listan för {years} har färre än {WHOLE_LIST} områden och räknas som ett utdrag: kommuner som inte finns "
            "i filen får ingen nolla.",
            f"The list of {years} has fewer than {WHOLE_LIST} areas and counts as an extract: municipalities that are "
            "not in the file get no zero.",
        ),
    )
