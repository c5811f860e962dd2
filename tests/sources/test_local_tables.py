"""A municipality's own tables, read by a mapping that is kept for next year."""

from __future__ import annotations

import csv
import dataclasses
from pathlib import Path

import openpyxl
import pytest

from tryggve.errors import BadValueError, MissingColumnError, TryggveError, UnknownLayoutError, UnreadableFileError
from tryggve.sources import (
    GroupColumn,
    Mapping,
    load_mapping,
    mapping_text,
    open_file,
    read_mapping,
    read_release,
    save_mapping,
    suggest_mapping,
)
from tryggve.terms import AreaKind, Estimate, Group, KnownBy, Missing, Period, Reason, Release, Unit

OWN = Mapping(
    name="Trygghetsundersökning",
    value="Andel (%)",
    unit=Unit.PERCENT,
    place="Område",
    period="År",
    measure="Fråga",
    margin="Felmarginal",
    n="Antal svar",
    groups=(GroupColumn(column="Kön", dimension="sex", values={"Tjejer": "women", "Killar": "men"}),),
    municipality="9901",
    publisher="Ekhamra kommun",
    title_sv="Egen trygghetsundersökning",
)
TEXT = """Fråga;Område;År;Kön;Andel (%);Felmarginal;Antal svar
Otrygg ute;Ekhamra;2024;Totalt;31,5;2,1;1 840
Otrygg ute;Norra strand;2024;Tjejer;44,0;6,5;210
Otrygg ute;Norra strand;2024;Killar;..;..;9
"""


def written(tmp_path: Path, text: str = TEXT) -> Path:
    path = tmp_path / "egen.csv"
    path.write_text(text, encoding="utf-8")
    return path


def estimates(release: Release) -> list[Estimate]:
    return [row.outcome for row in release.rows if isinstance(row.outcome, Estimate)]


def test_mapped_table_gives_margins_answers_groups_and_districts(tmp_path: Path) -> None:
    release = read_release(written(tmp_path), mapping=OWN)
    whole, girls, boys = release.rows
    assert isinstance(whole.outcome, Estimate)
    assert (whole.outcome.value, whole.outcome.low, whole.outcome.high) == (
        31.5,
        pytest.approx(29.4),
        pytest.approx(33.6),
    )
    assert (whole.outcome.n, whole.outcome.known_by, whole.area.code) == (1840, KnownBy.MARGIN, "9901")
    assert (girls.area.code, girls.area.kind, girls.area.parent) == ("9901:norra-strand", AreaKind.DISTRICT, "9901")
    assert (girls.group, girls.period) == (Group.of(sex="women"), Period.year(2024))
    assert (boys.outcome, boys.group) == (Missing(reason=Reason.SUPPRESSED), Group.of(sex="men"))


def test_release_cites_the_source_of_the_mapping(tmp_path: Path) -> None:
    release = read_release(written(tmp_path), mapping=OWN)
    assert (release.source.code, release.source.publisher) == ("local", "Ekhamra kommun")
    assert (release.source.title_sv, release.dataset) == ("Egen trygghetsundersökning", "local:trygghetsundersokning")


def test_saved_mapping_is_the_same_when_loaded(tmp_path: Path) -> None:
    odd = dataclasses.replace(
        OWN, title_sv='Citat " och \\ och å', places={"Region X": "99"}, scale=100.0, header_row=3
    )
    for mapping in (OWN, odd):
        save_mapping(mapping, tmp_path / "karta.toml")
        assert load_mapping(tmp_path / "karta.toml") == mapping


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('name = "a"\nvalue = "b"\nunit = "promille"', "percent"),
        ('name = "a"\nunit = "percent"', "value"),
        ('name = "a"\nvalue = "b"\nunit = "percent"\nplats = "Ort"', "place"),
        ('name = "a"\nvalue = "b"\nunit = "percent"\nheader_row = "två"', "header_row"),
        ('name = "a"\nvalue = "b"\nunit = "percent"\ndecimal = ";"', "decimal"),
        ('name = "a"\nvalue = "b"\nunit = "percent"\n[[groups]]\ncolumn = "Kön"', "dimension"),
    ],
)
def test_wrong_mapping_is_refused_naming_what_is_expected(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "karta.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BadValueError, match=words):
        load_mapping(tmp_path / "karta.toml")


def test_mapping_that_is_no_toml_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "karta.toml").write_text("name: a", encoding="utf-8")
    with pytest.raises(UnreadableFileError):
        load_mapping(tmp_path / "karta.toml")


@pytest.mark.parametrize(
    ("old", "new", "row", "column"),
    [
        ("44,0", "fyrtiofyra", 3, "Andel (%)"),
        ("44,0", "144,0", 3, "Andel (%)"),
        ("6,5", "-6,5", 3, "Andel (%)"),
        ("Tjejer", "Flickor", 3, "Kön"),
        ("Strand;2024", "strand;i fjol", 3, "År"),
        ("Norra strand", "Mora", 3, "Område"),
        ("Norra strand;2024;Killar", "Norra strand;2024;Tjejer", 4, "Andel (%)"),
    ],
)
def test_wrong_cell_is_refused_with_row_and_column(tmp_path: Path, old: str, new: str, row: int, column: str) -> None:
    text = TEXT.replace(old, new, 1) if old in TEXT else TEXT.replace(old.lower(), new, 1)
    text = text.replace("strand;2024", new, 1) if old.startswith("Strand") else text
    with pytest.raises(BadValueError) as caught:
        read_release(written(tmp_path, text), mapping=OWN)
    assert (caught.value.where.row, caught.value.where.column) == (row, column)


def test_missing_column_lists_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(MissingColumnError) as caught:
        read_release(written(tmp_path), mapping=dataclasses.replace(OWN, margin="Osäkerhet"))
    assert "Felmarginal" in caught.value.sv


def test_unmapped_breakdown_is_refused_as_the_same_figure_twice(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="stands twice"):
        read_release(written(tmp_path), mapping=dataclasses.replace(OWN, groups=()))


def test_mapping_without_period_or_with_one_limit_is_a_usage_error(tmp_path: Path) -> None:
    for broken in (dataclasses.replace(OWN, period=""), dataclasses.replace(OWN, lower="Felmarginal")):
        with pytest.raises(TryggveError) as caught:
            read_release(written(tmp_path), mapping=broken)
        assert caught.value.exit_code == 2


def test_unknown_sheet_lists_the_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Resultat"
    book.worksheets[0].append(["a"])
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UnknownLayoutError, match="Resultat"):
        read_release(tmp_path / "a.xlsx", mapping=dataclasses.replace(OWN, sheet="Tabell"))


def test_sheet_with_a_title_above_its_header_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in ([], ["Plats", "Värde"], ["Ekhamra", 0.315], ["Exempellandet", 0.25]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    mapping = Mapping(
        name="a",
        value="Värde",
        unit=Unit.PERCENT,
        place="Plats",
        fixed_period="2024",
        fixed_measure="Otrygg",
        header_row=2,
    )
    release = read_release(tmp_path / "a.xlsx", mapping=mapping)
    assert any("skalan vara 100" in swedish for swedish, _ in release.remarks)
    scaled = read_release(tmp_path / "a.xlsx", mapping=dataclasses.replace(mapping, scale=100))
    assert [e.value for e in estimates(scaled)] == [pytest.approx(31.5), 25.0]
    assert scaled.remarks == ()


def test_points_between_thousands_are_taken_away_where_the_mapping_says_so(tmp_path: Path) -> None:
    text = "Plats;År;Antal\nEkhamra;2024;1.234\n"
    mapping = Mapping(name="a", value="Antal", unit=Unit.COUNT, place="Plats", period="År", fixed_measure="Ärenden")
    (plain,) = estimates(read_release(written(tmp_path, text), mapping=mapping))
    (swedish,) = estimates(read_release(written(tmp_path, text), mapping=dataclasses.replace(mapping, decimal=",")))
    assert (plain.value, swedish.value, swedish.known_by) == (1.234, 1234.0, KnownBy.COUNT)


def test_real_latin_1_table_is_read_by_a_mapping(shared: Path) -> None:
    path = shared / "data/indicators/dalastrategin/lupp_ungadel.csv"
    kinds = {"Gymnasiet": "16-19", "Högstadiet": "13-16"}
    mapping = Mapping(
        name="LUPP",
        value="andel",
        unit=Unit.PERCENT,
        place="Boendekommun",
        period="År",
        fixed_measure="Unga delaktiga",
        groups=(GroupColumn(column="Undersökning", dimension="age", values=kinds),),
        places={"Falu kommun": "2080", "Gagnefs kommun": "2026"},
    )
    with path.open(encoding="iso-8859-1", newline="") as stream:
        raw = list(csv.DictReader(stream))
    names = {row["Boendekommun"] for row in raw}
    guessed = {name: name.removesuffix(" kommun").removesuffix("s") for name in names}
    places = {**guessed, **mapping.places, "Malung-Sälens kommun": "2023", "Mora kommun": "2062", "Orsa kommun": "2034"}
    release = read_release(path, mapping=dataclasses.replace(mapping, places=places))
    wanted = [float(row["andel"]) for row in raw if row["andel"] not in {"", "NA"}]
    assert sorted(e.value for e in estimates(release)) == sorted(wanted)


def test_headings_give_a_mapping_that_reads_the_table(tmp_path: Path) -> None:
    guess = suggest_mapping(open_file(written(tmp_path)))
    assert (guess.value, guess.margin, guess.n, guess.place, guess.period, guess.measure) == (
        ("Andel (%)", "Felmarginal", "Antal svar", "Område", "År", "Fråga")
    )
    assert (guess.unit, guess.groups[0].column, guess.groups[0].values) == (Unit.PERCENT, "Kön", {"Totalt": ""})


def test_headings_of_a_real_table_with_the_measure_over_its_figures(shared: Path) -> None:
    path = shared / "data/indicators/dalastrategin/arbetsloshet.csv"
    guess = suggest_mapping(open_file(path))
    assert (guess.place, guess.period, guess.groups[0].dimension) == ("municipality", "year", "sex")
    assert guess.fixed_measure == guess.value == "Långtidsarbetslöshet 25-64 år, årsmedelvärde, andel (%) av bef."


def test_text_of_the_measure_column_becomes_the_indicator_that_the_mapping_says(tmp_path: Path) -> None:
    mapping = dataclasses.replace(OWN, measures={"Otrygg ute": "police_unsafe_evening"})
    assert {row.measure for row in read_release(written(tmp_path), mapping=mapping).rows} == {"police_unsafe_evening"}


def test_mapping_survives_its_text() -> None:
    mapping = dataclasses.replace(OWN, measures={'Otrygg "ute"\t': "police_unsafe_evening"})
    assert read_mapping(mapping_text(mapping), file="karta") == mapping
