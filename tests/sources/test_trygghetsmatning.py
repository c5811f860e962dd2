"""The police and municipality survey's published tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from tryggve.errors import BadValueError, TryggveError
from tryggve.sources import read_release
from tryggve.terms import EVERYBODY, Estimate, Group, KnownBy, Missing, Release, Unit

LONG = """Kommun;År;Fråga;Område;Antal svar;Procent (nivå)
Ekhamra;2022;Nedskräpning;;412;23 (3)
Ekhamra;2022;Nedskräpning;Norra strand;96;31 (4)
Ekhamra;2022;Problemindex;;412;(2,21)
Ekhamra;2022;Klotter;;;17
Ekhamra;2022;Klotter;Norra strand;;..
"""
WIDE = """Kommun;År;Fråga;Antal svar;Totalt;Kvinnor;Män;Norra strand
Ekhamra;2022;Otrygg ute;412;23 (3);30 (4);16 (2);28 (3)
"""


def made(tmp_path: Path, text: str) -> Release:
    (tmp_path / "matning.csv").write_text(text, encoding="utf-8")
    return read_release(tmp_path / "matning.csv")


def outcome(release: Release, measure: str, area: str = "9901", group: Group = EVERYBODY) -> Estimate | Missing:
    (found,) = [r.outcome for r in release.rows if (r.measure, r.area.code, r.group) == (measure, area, group)]
    return found


def test_cell_gives_a_share_and_a_level_as_delivered(tmp_path: Path) -> None:
    release = made(tmp_path, LONG)
    share, level = outcome(release, "Nedskräpning"), outcome(release, "Nedskräpning | nivå")
    assert isinstance(share, Estimate)
    assert isinstance(level, Estimate)
    assert (share.value, share.unit, share.known_by, share.n) == (23, Unit.PERCENT, KnownBy.SAMPLE_SIZE, 412)
    assert (level.value, level.unit, level.known_by, level.has_interval) == (3, Unit.LEVEL, KnownBy.NONE, False)
    assert share.rounding == 1.0


def test_share_without_answers_has_an_unknown_error_and_two_dots_are_missing(tmp_path: Path) -> None:
    release = made(tmp_path, LONG)
    share = outcome(release, "Klotter")
    assert isinstance(share, Estimate)
    assert share.known_by is KnownBy.NONE
    assert isinstance(outcome(release, "Klotter", "9901:norra-strand"), Missing)


def test_level_alone_is_read_with_its_decimals(tmp_path: Path) -> None:
    level = outcome(made(tmp_path, LONG), "Problemindex | nivå")
    assert isinstance(level, Estimate)
    assert level.value == 2.21


def test_columns_by_sex_and_area_become_groups_and_districts(tmp_path: Path) -> None:
    release = made(tmp_path, WIDE)
    women = outcome(release, "Otrygg ute", group=Group.of(sex="women"))
    district = outcome(release, "Otrygg ute", "9901:norra-strand")
    total = outcome(release, "Otrygg ute")
    assert isinstance(women, Estimate)
    assert isinstance(district, Estimate)
    assert isinstance(total, Estimate)
    assert (women.value, district.value, total.value) == (30, 28, 23)
    # The row's 412 answers are everybody's, not the women's.
    assert (women.n, district.n, total.n) == (0, 0, 412)
    assert release.dataset == "trygghetsmatning:9901"


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("17", "17 (tre)", "Procent (nivå)"),
        ("17", "170 (3)", "Procent (nivå)"),
        ("17", "17 (7)", "Procent (nivå)"),
        ("2022;Klotter;;", "hösten;Klotter;;", "År"),
    ],
)
def test_wrong_cell_is_refused_with_row_and_column(tmp_path: Path, old: str, new: str, column: str) -> None:
    with pytest.raises(BadValueError) as caught:
        made(tmp_path, LONG.replace(old, new))
    assert (caught.value.where.row, caught.value.where.column) == (5, column)


def test_table_without_column_of_figures_is_refused(tmp_path: Path) -> None:
    text = "Kommun;År;Fråga;Område\nEkhamra;2022;Nedskräpning;23 (3)\n"
    with pytest.raises(TryggveError) as caught:
        made(tmp_path, text)
    assert caught.value.exit_code == 6
