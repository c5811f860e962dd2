"""`tryggve estimate`: from file to numbers, and one clear message for each wrong input."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tryggve.cli.main import main

ANSWERS = Path(__file__).parents[1] / "reference" / "survey" / "data" / "missing.csv"
DESIGN = ["--weights", "w", "--strata", "stratum", "--fpc", "pop_h"]


def rows_of(capsys: pytest.CaptureFixture[str], *arguments: object) -> list[dict[str, Any]]:
    assert main(["estimate", *map(str, arguments), "--json"]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def told(capsys: pytest.CaptureFixture[str], *arguments: object, language: str = "sv") -> tuple[int, str]:
    code = main(["--language", language, "estimate", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert not out
    assert "Traceback" not in err
    assert err.count("tryggve:") == 1
    return code, err


def test_rows_carry_value_error_interval_and_number_of_answers(capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(
        capsys, ANSWERS, *DESIGN, "--share", "q_crime=1", "--mean", "hours", "--by", "sex", "--by", "sex,edu"
    )
    assert [row["measure"] for row in rows if "sex" not in row] == ["q_crime=1", "hours"]
    row = rows[1]
    assert set(row) == {"measure", "sex", "estimate", "se", "low", "high", "n", "n_eff", "deff", "df"}
    assert row["low"] < row["estimate"] < row["high"]


def test_the_overall_row_is_always_there_and_each_breakdown_once(capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(capsys, ANSWERS, "--mean", "q_safe", "--by", "sex", "--by", "sex")
    assert [row.get("sex") for row in rows] == [None, "K", "M"]


def test_an_index_follows_its_rule_for_missing_items(capsys: pytest.CaptureFixture[str]) -> None:
    index = ["--index", "q_safe,q_park,q_night"]
    every = rows_of(capsys, ANSWERS, *DESIGN, *index)[0]
    some = rows_of(capsys, ANSWERS, *DESIGN, *index, "--index-needs", "any")[0]
    two = rows_of(capsys, ANSWERS, *DESIGN, *index, "--index-needs", "2")[0]
    assert every["n"] < two["n"] < some["n"]
    assert 0 < every["estimate"] < 100


def test_several_files_are_read_as_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    lines = ANSWERS.read_text(encoding="utf-8").splitlines(keepends=True)
    parts = [tmp_path / "one.csv", tmp_path / "two.csv"]
    parts[0].write_text("".join(lines[:300]), encoding="utf-8")
    parts[1].write_text(lines[0] + "".join(lines[300:]), encoding="utf-8")
    whole = rows_of(capsys, ANSWERS, *DESIGN, "--mean", "q_safe", "--by", "year")
    halves = rows_of(capsys, *parts, *DESIGN, "--mean", "q_safe", "--by", "year")
    for one, other in zip(whole, halves, strict=True):
        assert (one["n"], one["df"]) == (other["n"], other["df"])
        assert one["estimate"] == pytest.approx(other["estimate"], rel=1e-12)
        assert one["se"] == pytest.approx(other["se"], rel=1e-10)


def test_a_changed_pair_is_told_with_its_margin_and_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    rows = rows_of(capsys, ANSWERS, *DESIGN, "--mean", "q_safe", "--by", "year", "--change", "year", "--gap", "sex=K,M")
    change = next(row for row in rows if "change" in row)
    gap = next(row for row in rows if "gap" in row)
    assert (change["change"], change["variable"]) == (["2022", "2023"], "year")
    assert (gap["gap"], gap["variable"]) == (["K", "M"], "sex")
    assert change["margin"] == pytest.approx((change["high"] - change["low"]) / 2)
    assert change["verdict"] in {"up", "down", "none"}
    years = {row["year"]: row["estimate"] for row in rows if "year" in row and "gap" not in row}
    assert change["estimate"] == pytest.approx(years["2023"] - years["2022"])


def test_hidden_rows_are_null_and_say_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("sex,y\n" + "K,1\nM,0\n" * 20 + "X,1\n" * 7, encoding="utf-8")
    asked = ["--share", "y=1", "--by", "sex", "--suppress"]
    rows = {row.get("sex"): row for row in rows_of(capsys, path, *asked)}
    assert rows["X"] == {
        "measure": "y=1",
        "sex": "X",
        **dict.fromkeys(["estimate", "se", "low", "high", "n", "n_eff", "deff", "df"]),
        "flag": "few",
        "suppressed": True,
    }
    assert [rows[sex]["estimate"] is None for sex in "KM"].count(True) == 1
    assert main(["estimate", str(path), *asked]) == 0
    printed = capsys.readouterr().out
    assert "för få svar" in printed
    assert "skyddar en liten grupp" in printed


def test_small_groups_are_flagged_and_shown_to_the_analyst(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("sex,y\n" + "K,1\nM,0\n" * 20 + "X,1\nX,0\n" * 2 + "Y,1\nZ,\n", encoding="utf-8")
    rows = {row.get("sex"): row for row in rows_of(capsys, path, "--share", "y=1", "--by", "sex", "--gap", "sex=K,X")}
    assert (rows["X"]["estimate"], rows["X"]["n"], rows["X"]["flag"]) == (0.5, 4, "few")
    assert (rows["Y"]["estimate"], rows["Y"]["se"], rows["Y"]["n"], rows["Y"]["flag"]) == (None, None, 1, "few")
    assert (rows["Z"]["estimate"], rows["Z"]["n"], rows["Z"]["flag"]) == (None, 0, "empty")
    assert rows["K"]["estimate"] == 1.0
    assert "flag" not in rows["K"] or rows["K"]["flag"] == "constant"
    assert main(["estimate", str(path), "--share", "y=1", "--by", "sex"]) == 0
    printed = capsys.readouterr().out
    assert "--suppress" in printed
    assert "inga svar" in printed


def test_the_printed_table_is_swedish_with_decimal_commas(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["estimate", str(ANSWERS), *DESIGN, "--share", "q_crime=1", "--by", "year", "--change", "year"]
    assert main(arguments) == 0
    printed = capsys.readouterr().out
    assert "Urval: stratifierat, 36 strata, vikter: w, med ändlighetskorrektion. 387 rader" in printed
    assert "rader utan svar på frågan" in printed
    assert "Ingen säkerställd förändring" in printed
    assert main(["--language", "en", *arguments]) == 0
    english = capsys.readouterr().out
    assert "Design: stratified, 36 strata" in english
    assert "No clear change" in english


def test_a_code_that_never_occurs_is_warned_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["estimate", str(ANSWERS), "--share", "q_crime=1,7", "--json"]) == 0
    assert "ingen har svarat 7 i q_crime=1,7" in capsys.readouterr().err


def test_a_code_may_be_missing_in_one_column_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("sex,y\n" + "1,3\n2,4\n" * 20 + "3,3\n" * 7, encoding="utf-8")
    rows = rows_of(capsys, path, "--share", "y=3", "--by", "sex", "--missing", "sex=3")
    assert [(row.get("sex"), row["n"]) for row in rows] == [(None, 47), ("1", 20), ("2", 20)]
    assert rows_of(capsys, path, "--mean", "y", "--missing", "3")[0]["n"] == 20


def test_rows_without_weight_are_refused_or_dropped_by_name(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("w,y\n1,1\n,0\n3,1\n" + "2,0\n" * 20, encoding="utf-8")
    code, message = told(capsys, path, "--mean", "y", "--weights", "w")
    assert code == 5
    assert "rad 3, kolumn w" in message
    assert main(["estimate", str(path), "--mean", "y", "--weights", "w", "--drop-unweighted"]) == 0
    assert "1 rader utan vikt är borttagna" in capsys.readouterr().out


WRONG: list[tuple[str, str | bytes, list[str], int, str]] = [
    ("no such column", "fear,y\n1,2\n", ["--mean", "faer"], 6, "Närmast: fear"),
    ("wrong separator", "a:b:c\n1:2:3\n", ["--mean", "a"], 4, "ingen avgränsare vi känner"),
    ("mixed separators", "a;b\n1;2\n3,4\n5;6\n", ["--mean", "a"], 4, "rad 3: Raden har inte 2 fält"),
    ("text in numbers", "a,b\n1,2\n2,många\n", ["--mean", "b"], 5, "rad 3, kolumn b: ”många” är inget tal"),
    ("empty file", "", ["--mean", "a"], 3, "tom"),
    ("headings only", "a,b\n", ["--mean", "a"], 7, "inga rader"),
    ("a picture of a table", b"%PDF-1.7\n%\xe2\xe3", ["--mean", "a"], 3, "PDF"),
    ("one endless line", "a,b" * 700_000, ["--mean", "a"], 3, "längre än 1 MB"),
    ("negative weight", "w,y\n1,1\n-2,0\n", ["--mean", "y", "--weights", "w"], 5, "rad 3, kolumn w: Vikten är -2"),
    ("no measure", "a,b\n1,2\n", [], 2, "Inget mått"),
    ("share without codes", "a,b\n1,2\n", ["--share", "a"], 2, "--share VARIABEL=kod"),
    ("gap without pair", "a,b\n1,2\n", ["--mean", "a", "--gap", "b=2"], 2, "två värden"),
    ("unknown gap value", "a,b\n1,2\n2,3\n", ["--mean", "a", "--gap", "b=2,9"], 2, "inget värde 9"),
    ("one wave only", "a,b\n1,2\n2,2\n", ["--mean", "a", "--change", "b"], 2, "bara ett värde"),
    ("index rule", "a,b\n1,2\n", ["--index", "a,b", "--index-needs", "most"], 2, "--index-needs"),
    ("nameless column", "a,,b\n1,2,3\n", ["--mean", "a"], 4, "Kolumn 2 har inget namn"),
    ("twice the same column", "a,a\n1,2\n", ["--mean", "a"], 4, "finns 2 gånger"),
    ("reserved name", "n,y\n1,2\n", ["--mean", "y", "--by", "n"], 2, "Byt namn"),
]


@pytest.mark.parametrize(("content", "arguments", "code", "words"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
def test_wrong_input_gives_one_clear_message(
    content: str | bytes,
    arguments: list[str],
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    path = tmp_path / "answers.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found, message = told(capsys, path, *arguments)
    assert (found, words in message) == (code, True), message
    assert told(capsys, path, *arguments, language="en")[0] == code


def test_a_zip_bomb_is_not_unpacked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 30_000_000)
    assert told(capsys, path, "--mean", "a")[0] == 3


def test_a_missing_file_is_told_without_a_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, message = told(capsys, tmp_path / "none.csv", "--mean", "a")
    assert code == 3
    assert "finns inte" in message


def test_estimating_never_imports_django() -> None:
    program = (
        "import sys; from tryggve.cli.main import main; "
        f"code = main(['estimate', {str(ANSWERS)!r}, '--mean', 'q_safe', '--json']); "
        "sys.exit(code or any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=60)
    assert run.returncode == 0, run.stderr


def test_the_language_comes_from_the_environment(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRYGGVE_LANGUAGE", "en")
    assert main(["estimate", str(ANSWERS)]) == 2
    assert "No measure is given" in capsys.readouterr().err
