"""A table gives its columns typed, and tells faults by the row and column of the file they stand in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tryggve.engine.columns import in_order, renumber
from tryggve.engine.tables import open_table
from tryggve.errors import BadValueError, MissingColumnError, UnknownLayoutError, UnreadableFileError, UsageError


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_fault_in_the_second_file_is_told_by_that_files_row(tmp_path: Path) -> None:
    paths = [write(tmp_path, "a.csv", "x,y\n1,1\n2,2\n"), write(tmp_path, "b.csv", "y,x\n3,3\n4,fyra\n")]
    with pytest.raises(BadValueError) as caught:
        open_table(paths).numbers("x")
    assert (Path(caught.value.where.file).name, caught.value.where.row, caught.value.where.column) == ("b.csv", 3, "x")


def test_a_row_keeps_its_number_when_others_are_dropped(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a.csv", "x,y\n1,1\n2,2\n3,3\n4,4\n"))
    fewer = table.without(np.array([True, False, True, False]))
    assert fewer.numbers("x").tolist() == [2.0, 4.0]
    assert fewer.codes("y").labels == ("2", "4")
    assert fewer.where(1, "x").row == 5


def test_columns_of_several_files_are_put_together_by_name(tmp_path: Path) -> None:
    frame = pl.DataFrame({"x": [3, 4], "s": ["b", None]})
    frame.write_parquet(tmp_path / "b.parquet")
    table = open_table([write(tmp_path, "a.csv", "s,x\na,1\nc,2\n"), tmp_path / "b.parquet"])
    assert table.numbers("x").tolist() == [1.0, 2.0, 3.0, 4.0]
    codes = table.codes("s")
    assert [codes.labels[place] if place >= 0 else None for place in codes.index] == ["a", "c", "b", None]


def test_a_column_that_one_file_lacks_is_told_with_that_file(tmp_path: Path) -> None:
    paths = [write(tmp_path, "a.csv", "x,fear\n1,1\n"), write(tmp_path, "b.csv", "x,fera\n1,1\n")]
    with pytest.raises(MissingColumnError, match=r"b\.csv: There is no column “fear”\. Nearest: fera"):
        open_table(paths).numbers("fear")


def test_missing_codes_may_be_words_or_numbers(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a.csv", "x,z\n1,1\nvet ej,1\n9.0,1\n,1\n 3 ,1\n"))
    numbers = table.numbers("x", missing=frozenset({"9", "vet ej"}))
    assert numbers[[0, 4]].tolist() == [1.0, 3.0]
    assert np.isnan(numbers[1:4]).all()
    assert table.codes("x", missing=frozenset({"9", "vet ej"})).labels == ("1", "3")


def test_many_text_labels_are_coded_as_few_are(tmp_path: Path) -> None:
    names = [f"område {number % 150}" for number in range(600)]
    many = open_table(pl.DataFrame({"a": names})).codes("a")
    assert [many.labels[place] for place in many.index] == names
    few = open_table(pl.DataFrame({"a": [*names[:5], None]})).codes("a")
    assert [few.labels[place] for place in few.index[:5]] == names[:5]
    assert few.index[5] == -1


def test_infinity_is_not_a_number_to_compute_with(tmp_path: Path) -> None:
    with pytest.raises(BadValueError, match="“inf” is not a number"):
        open_table(write(tmp_path, "a.csv", "x,y\ninf,1\n")).numbers("x")


def test_dates_are_no_numbers(tmp_path: Path) -> None:
    table = open_table(pl.DataFrame({"d": ["2022-01-01"]}).with_columns(pl.col("d").str.to_date()))
    with pytest.raises(BadValueError, match="is not a number"):
        table.numbers("d")


def test_text_with_the_separator_inside_quotes_is_one_field(tmp_path: Path) -> None:
    table = open_table(write(tmp_path, "a.csv", 'x,y\n"a, b",1\nc,2\n'))
    assert table.codes("x").labels == ("a, b", "c")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("kön;å\nmän;1\n".encode(encoding))
    assert open_table(path).codes("kön").labels == ("män",)


def test_a_file_without_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownLayoutError, match="no separator"):
        open_table(write(tmp_path, "a.csv", "bara text\noch mer\n"))


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1" + b"\1" * 100 + b"PAR1")
    with pytest.raises(UnreadableFileError):
        open_table(path)


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(UsageError, match="A table was expected"):
        open_table(42)


@pytest.mark.parametrize(
    "values", [[3, 1, 3, -7], [2.5, 1.0, 2.5], [10**12, 5, 5], [0.0, 4.0, 2.0], [], [float(2**60), 1.0]]
)
def test_renumbering_is_numpys_unique(values: list[float]) -> None:
    distinct, index = renumber(np.array(values))
    wanted, inverse = np.unique(np.array(values), return_inverse=True)
    assert distinct.tolist() == wanted.tolist()
    assert index.tolist() == inverse.tolist()


def test_labels_that_are_numbers_stand_by_size() -> None:
    assert in_order(["10", "9", "-1"]) == ("-1", "9", "10")


def test_a_name_with_brackets_is_one_file_and_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "svar1.csv").write_text("svar,a\n2,0\n2,0\n", encoding="utf-8")
    (tmp_path / "svar[1].csv").write_text("svar,a\n1,0\n1,0\n", encoding="utf-8")
    assert open_table(tmp_path / "svar[1].csv").numbers("svar").tolist() == [1.0, 1.0]
