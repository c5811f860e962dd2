"""Files of counts by area and week: what is read, and what is refused with the place of the mistake."""

from __future__ import annotations

import pytest

from tryggve.errors import BadValueError, MissingColumnError, NothingHereError, TryggveError, UnknownLayoutError
from tryggve.sources.dropped_file import open_file
from tryggve.sources.incidents import MOST_NAMES, IncidentRow, read_incidents

HEAD = "År;Vecka;Område;Typ;Antal\n"


@pytest.fixture
def read(tmp_path):
    def reading(text: str, *, encoding: str = "utf-8"):
        path = tmp_path / "veckor.csv"
        path.write_bytes(text.encode(encoding))
        return read_incidents(open_file(path))

    return reading


def test_rows_are_read(read):
    found = read(f"{HEAD}2026;5;Centrum;Bråk;7\n2026;5;Viken;Bråk;0\n")
    assert found.rows[0] == IncidentRow(year=2026, week=5, area="Centrum", kind="Bråk", count=7)
    assert found.rows[1].count == 0


@pytest.mark.parametrize("week", ["2026-v05", "2026-W05", "2026 v. 5", "202605"])
def test_year_and_week_may_stand_in_one_cell(read, week):
    assert read(f"Vecka;Område;Typ;Antal\n{week};Centrum;Bråk;7\n").rows[0].week == 5


def test_older_encoding_is_read(read):
    assert read(f"{HEAD}2026;5;Sörgården;Skadegörelse;7\n", encoding="latin-1").rows[0].area == "Sörgården"


def test_other_columns_are_named_and_left(read):
    assert read("Vecka;Område;Typ;Antal;Väder\n2026-v05;Centrum;Bråk;7;sol\n").unread == ("Väder",)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        (HEAD, NothingHereError, "inga rader"),
        ("År;Vecka;Område;Antal\n2026;5;Centrum;7\n", MissingColumnError, "”typ” saknas"),
        (f"{HEAD}2026;5;Centrum;Bråk;sju\n", TryggveError, "rad 2, kolumn Antal"),
        (f"{HEAD}2026;5;Centrum;Bråk;sju\n", BadValueError, "”sju” är inget antal. Väntat: ett helt tal"),
        (f"{HEAD}2026;5;Centrum;Bråk;..\n", BadValueError, "”..” är inget antal"),
        (f"{HEAD}2026;5;Centrum;Bråk;-3\n", BadValueError, "inget antal"),
        (f"{HEAD}2026;5;Centrum;Bråk;7,5\n", BadValueError, "inget antal"),
        (f"{HEAD}2026;5;Centrum;Bråk;9999999\n", BadValueError, "inget antal"),
        (f"{HEAD}2026;54;Centrum;Bråk;7\n", BadValueError, "ingen vecka"),
        (f"{HEAD}2025;53;Centrum;Bråk;7\n", BadValueError, "ingen vecka"),
        (f"{HEAD}2026;5;;Bråk;7\n", BadValueError, "tom"),
        (f"{HEAD}2026;5;Centrum;Bråk;7\n2026;5;centrum;bråk;9\n", BadValueError, "rad 2"),
        ("Vecka;Område;Typ;Antal;Namn\n2026-v05;Centrum;Bråk;7;Karin\n", UnknownLayoutError, "kolumn Namn"),
        ("Vecka;Område;Typ;Antal;Anteckning\n2026-v05;Centrum;Bråk;7;\n", UnknownLayoutError, "fri text"),
        (f"{HEAD}2026;5;Centrum;19900101-1234;7\n", UnknownLayoutError, "personnummer"),
        (f"{HEAD}2026;5;Centrum;{'ord ' * 20};7\n", UnknownLayoutError, "fri text"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(read, text, error, said):
    with pytest.raises(error) as caught:
        read(text)
    assert said in caught.value.text("sv")


def test_file_with_more_areas_than_can_be_shown_is_refused(read):
    rows = "".join(f"2026;5;Storgatan {number};Bråk;7\n" for number in range(MOST_NAMES + 1))
    with pytest.raises(UnknownLayoutError, match="different areas"):
        read(HEAD + rows)


def test_file_with_more_rows_than_can_be_read_is_refused(read, monkeypatch):
    monkeypatch.setattr("tryggve.sources.incidents.MOST_ROWS", 2)
    with pytest.raises(UnknownLayoutError, match="3 rows"):
        read(HEAD + "".join(f"2026;{week};Centrum;Bråk;7\n" for week in (1, 2, 3)))


def test_every_fault_of_a_file_is_told_at_once_each_with_its_row_and_column(read):
    with pytest.raises(BadValueError) as refused:
        read(f"{HEAD}2026;5;Centrum;Bråk;sju\n2026;54;;Bråk;7\n2026;6;Viken;Bråk;1\n2026;6;viken;Bråk;2\n")
    head, *lines = refused.value.sv.splitlines()
    assert head == "4 fel. Inget är inläst."
    assert [line.split(": ")[0].strip().removeprefix("veckor.csv, ") for line in lines] == [
        "rad 2, kolumn Antal",
        "rad 3, kolumn Vecka",
        "rad 3, kolumn Område",
        "rad 5",
    ]


def test_many_faults_are_told_by_the_first_hundred(read):
    with pytest.raises(BadValueError, match="And 20 more"):
        read(HEAD + "".join(f"2026;5;Område {number};Bråk;sju\n" for number in range(120)))
