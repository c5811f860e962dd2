"""Brå's municipal indicators in one tidy table, against the file read with the csv module."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tryggve.errors import BadValueError, NothingHereError, TryggveError
from tryggve.sources import read_release
from tryggve.terms import Estimate, KnownBy, Missing, Period, Reason, Release, Row, Unit

FEAR = "Otrygghet vid utevistelse sent på kvällen i det egna bostadsområdet"
HEADER = "geografi,enhet,ar,variabel,varde,kalla"
SHARE, LOW, HIGH = "Andel (%)", "KI (95 %) undre gräns", "KI (95 %) övre gräns"


@pytest.fixture(scope="module")
def path(shared: Path) -> Path:
    return shared / "data/indicators/bra_kommunindikatorer_dalarna_7omr.csv"


@pytest.fixture(scope="module")
def release(path: Path) -> Release:
    return read_release(path)


@pytest.fixture(scope="module")
def raw(path: Path) -> dict[tuple[str, str, str, str], float]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {(r["geografi"], r["variabel"], r["ar"], r["enhet"]): float(r["varde"]) for r in rows}


def estimate(release: Release, measure: str, area: str, year: int) -> Estimate:
    found = [r for r in release.rows if (r.measure, r.area.code, r.period) == (measure, area, Period.year(year))]
    (row,) = found
    assert isinstance(row.outcome, Estimate)
    return row.outcome


def made(tmp_path: Path, *lines: str, header: str = HEADER) -> Release:
    path = tmp_path / "tabell.csv"
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return read_release(path)


def ntu(place: str, year: int, share: str, low: str, high: str, measure: str = FEAR) -> list[str]:
    triple = zip((SHARE, LOW, HIGH), (share, low, high), strict=True)
    return [f'{place},{unit},{year},"{measure}","{value}",NTU' for unit, value in triple]


def test_share_gets_its_two_limits_and_number_of_answers(release: Release) -> None:
    found = estimate(release, FEAR, "2081", 2025)
    assert (found.value, found.low, found.high, found.n) == (33.0, 29.0, 38.0, 330)
    assert (found.known_by, found.unit) == (KnownBy.INTERVAL, Unit.PERCENT)


def test_rounding_is_seen_series_by_series(release: Release) -> None:
    local, nation = (estimate(release, FEAR, code, 2025) for code in ("2081", "00"))
    assert (local.rounding, local.limit_rounding) == (1.0, 1.0)
    assert (nation.rounding, nation.limit_rounding) == (0.0, 0.0)
    assert nation.value == pytest.approx(24.98796, abs=1e-5)
    assert (nation.low, nation.high) == (pytest.approx(24.5647, abs=1e-4), pytest.approx(25.4148, abs=1e-4))
    robbed = estimate(release, "Självrapporterad utsatthet för rån", "2081", 2024)
    assert (robbed.value, robbed.rounding, robbed.limit_rounding) == (1.0, 0.1, 0.1)
    speeding = estimate(release, "Problem med fortkörning i det egna bostadsområdet", "00", 2025)
    assert (speeding.rounding, speeding.limit_rounding) == (0.0, 0.1)


def test_every_share_and_limit_of_the_file_is_in_the_release(release: Release, raw: dict) -> None:
    intervals = [r for r in release.rows if isinstance(r.outcome, Estimate) and r.outcome.has_interval]
    got = sorted(x for r in intervals for x in (r.outcome.value, r.outcome.low, r.outcome.high))
    assert got == sorted(v for (_, _, _, unit), v in raw.items() if unit.startswith(("Andel", "KI")))
    assert len(intervals) == 1232


def test_exposure_in_a_year_gets_the_answers_of_the_survey_after_it(release: Release, raw: dict) -> None:
    exposed = estimate(release, "Självrapporterad utsatthet för misshandel", "2081", 2019)
    afraid = estimate(release, FEAR, "2081", 2019)
    assert exposed.n == raw["Borlänge", "Antal svarande i NTU.", "2020", ""]
    assert afraid.n == raw["Borlänge", "Antal svarande i NTU.", "2019", ""]
    assert exposed.n != afraid.n


def test_every_ntu_estimate_knows_its_number_of_answers(release: Release) -> None:
    assert all(r.outcome.n > 0 for r in release.rows if r.outcome.unit is Unit.PERCENT)


def test_count_and_rate_are_two_measures_with_the_same_population(release: Release) -> None:
    count = estimate(release, "Bilbrott | Antal", "2081", 2024)
    rate = estimate(release, "Bilbrott | Antal per 100 000 inv", "2081", 2024)
    assert (count.value, count.unit, rate.value, rate.unit) == (109.0, Unit.COUNT, 211.0, Unit.PER_100K)
    assert count.known_by is rate.known_by is KnownBy.COUNT
    # All reported crimes, 6 424 of them at 12 454 per 100 000.
    assert count.population == rate.population == pytest.approx(6424 / 12454 * 1e5)


def test_name_of_a_measure_ends_before_enligt_ntu(release: Release) -> None:
    names = {row.measure for row in release.rows}
    assert "Oro för att utsättas för bostadsinbrott" in names
    assert not [name for name in names if "NTU" in name]


def test_next_years_file_of_the_same_places_is_the_same_dataset(release: Release) -> None:
    assert release.dataset == "bra_kommun:2026,2080,2081,2083,2084"


def test_whole_series_give_no_remark(release: Release) -> None:
    assert release.remarks == ()


def test_swapped_limits_are_refused_with_row_and_place(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="between the limits 38 and 29") as caught:
        made(tmp_path, *ntu("Borlänge", 2025, "33", "38", "29"))
    assert (caught.value.where.row, caught.value.where.column) == (2, "varde")


def test_same_year_twice_is_refused_naming_both_rows(tmp_path: Path) -> None:
    lines = [line for year in (2012, 2014, 2014, 2015) for line in ntu("Gävle", year, "33", "29", "38")]
    with pytest.raises(BadValueError, match="2014 stands twice; the first time: row 5") as caught:
        made(tmp_path, *lines)
    assert caught.value.where.row == 8


def test_year_missing_inside_a_series_is_told(tmp_path: Path) -> None:
    lines = [line for year in (2012, 2014, 2015) for line in ntu("Gävle", year, "33", "29", "38")]
    ((swedish, english),) = made(tmp_path, *lines).remarks
    assert "hoppar över 2013" in swedish
    assert "skips 2013" in english


def test_share_with_one_limit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="not whole"):
        made(tmp_path, *ntu("Gävle", 2024, "33", "29", "38")[:2])


def test_suppressed_and_unasked_figures_keep_their_reason(tmp_path: Path) -> None:
    release = made(tmp_path, *ntu("Gävle", 2023, "..", "..", ".."), *ntu("Gävle", 2024, ".", ".", "."))
    assert [row.outcome for row in release.rows] == [
        Missing(reason=Reason.SUPPRESSED),
        Missing(reason=Reason.NOT_ASKED),
    ]


def test_dash_is_zero_crimes_and_decimal_comma_is_read(tmp_path: Path) -> None:
    release = made(tmp_path, "Gävle,Antal,2024,Bilbrott,-,B", 'Gävle,"Antal per 100 000 inv",2024,Bilbrott,"0,5",B')
    assert [row.outcome.value for row in release.rows if isinstance(row, Row)] == [0.0, 0.5]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Gävle,Andel,2024,Oro,cirka 30,NTU", "cirka 30"),
        ("Gefle,Antal,2024,Bilbrott,3,B", "Gefle"),
        ("Gävle,Antal,våren,Bilbrott,3,B", "våren"),
        ("Gävle,Kronor,2024,Bilbrott,3,B", "Kronor"),
        ("Gävle,Antal,2024,Bilbrott,-3,B", "-3"),
        ("Gävle,Andel,2024,Oro,130,NTU", "130"),
        ("Gävle,Antal,2024,Bilbrott,nan,B", "nan"),
        ("Gävle,Antal,2024,Bilbrott,3,5,B", "7"),
    ],
)
def test_wrong_cell_is_refused_in_both_languages_with_its_row(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(BadValueError) as caught:
        made(tmp_path, "Gävle,Antal,2023,Bilbrott,3,B", line)
    assert words in caught.value.sv
    assert words in caught.value.en
    assert caught.value.where.row == 3


def test_unknown_place_is_told_its_nearest_names(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="Borlänge"):
        made(tmp_path, "Borlenge,Antal,2024,Bilbrott,3,B")


def test_missing_column_makes_it_an_unknown_layout_that_shows_the_headings(tmp_path: Path) -> None:
    with pytest.raises(TryggveError) as caught:
        made(tmp_path, "Gävle,2024,Bilbrott,3", header="geografi,ar,variabel,varde")
    assert caught.value.exit_code == 4
    assert "geografi, ar, variabel, varde" in caught.value.sv


def test_header_without_rows_is_nothing_here(tmp_path: Path) -> None:
    with pytest.raises(NothingHereError):
        made(tmp_path)
