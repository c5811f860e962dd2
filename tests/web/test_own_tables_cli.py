"""`tryggve mapping` and `tryggve import` of tables and surveys of the municipality's own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tryggve.cli.main import main
from tryggve.sources import load_mapping
from tryggve.web.data.models import Figure, Release, SavedMapping
from tryggve.web.data.policies import Status
from tryggve.web.data.raw_files import raw_path

pytestmark = pytest.mark.django_db

TABLE = """Fråga;Skola;År;Elever;Andel (%);Felmarginal;Antal svar
Otrygga i skolan;Ekhamra;2024;Totalt;9,8;2,1;780
Otrygga i skolan;Ekhamra;2025;Totalt;14,6;2,4;810
Otrygga i skolan;Ekhamra;2025;Tjejer;17,9;3,7;410
Otrygga i skolan;Ekhamra;2025;Killar;11,2;3,1;400
"""
GROUPS = '\n[[groups]]\ncolumn = "Elever"\ndimension = "sex"\nvalues = { "Tjejer" = "women", "Killar" = "men" }\n'


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "skola_2025.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def mapping(table, tmp_path, capsys) -> Path:
    path = tmp_path / "karta.toml"
    assert main(["mapping", str(table), "--save", str(path)]) == 0
    path.write_text(path.read_text(encoding="utf-8") + GROUPS, encoding="utf-8")
    capsys.readouterr()
    return path


def test_suggestion_is_a_mapping_whose_comments_say_each_field(table, capsys, tmp_path):
    assert main(["mapping", str(table)]) == 0
    said = capsys.readouterr().out
    path = tmp_path / "k.toml"
    path.write_text(said, encoding="utf-8")
    assert load_mapping(path).value == "Andel (%)"
    assert load_mapping(path).place == "Skola"
    assert "# kolumnen med siffran" in said


def test_suggestion_shows_the_first_rows_as_they_would_be_read(tmp_path, capsys):
    path = tmp_path / "t.csv"
    path.write_text("Kommun;År;Andel\nEkhamra;2025;31,5\n", encoding="utf-8")
    assert main(["mapping", str(path)]) == 0
    assert "# Andel; Ekhamra; 2025; Alla; 31,5 %" in capsys.readouterr().out


def test_suggestion_says_with_row_and_column_what_cannot_be_read_yet(table, tmp_path, capsys):
    table.write_text(TABLE.replace("14,6", "fjorton"), encoding="utf-8")
    assert main(["mapping", str(table), "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert "# The table cannot be read like this yet:" in said
    assert "row 3, column Andel (%)" in said
    tomllib.loads(said)


def test_suggestion_never_overwrites_a_mapping(table, mapping, capsys):
    before = mapping.read_text(encoding="utf-8")
    assert main(["mapping", str(table), "--save", str(mapping)]) == 2
    assert mapping.read_text(encoding="utf-8") == before
    assert "skrivs inte över" in capsys.readouterr().err


def test_heading_with_control_characters_keeps_the_suggestion_readable(tmp_path, capsys):
    path = tmp_path / "t.csv"
    path.write_text("Kommun;År;Andel\x01\x7f\nEkhamra;2025;31,5\n", encoding="utf-8")
    assert main(["mapping", str(path)]) == 0
    assert tomllib.loads(capsys.readouterr().out)["value"] == "Andel\x01\x7f"


def test_unknown_table_is_told_the_command_that_maps_it(table, capsys):
    assert main(["import", str(table)]) == 4
    said = capsys.readouterr().err
    assert f"tryggve mapping '{table}' --save" in said
    assert f"tryggve import '{table}' --mapping" in said


def test_file_that_is_no_table_is_not_told_to_be_mapped(tmp_path, capsys):
    path = tmp_path / "t.csv"
    path.write_text("hej\n", encoding="utf-8")
    assert main(["import", str(path)]) == 4
    assert "tryggve mapping" not in capsys.readouterr().err


def test_mapped_table_goes_live_with_its_groups(table, mapping):
    assert main(["import", str(table), "--mapping", str(mapping), "--by", "anna"]) == 0
    release = Release.objects.get()
    assert (release.status, release.row_count, release.source) == (Status.LIVE, 4, "local")
    women = Figure.objects.get(group="sex=women")
    assert (women.value, women.low, women.n) == (17.9, pytest.approx(14.2), 410)


def test_next_table_with_the_same_headings_needs_no_mapping(table, mapping, tmp_path, capsys):
    main(["import", str(table), "--mapping", str(mapping)])
    capsys.readouterr()
    newer = tmp_path / "skola_2026.csv"
    newer.write_text(TABLE + "Otrygga i skolan;Ekhamra;2026;Totalt;13,0;2,3;800\n", encoding="utf-8")
    assert main(["import", str(newer), "--go-live"]) == 0
    assert "kolumnkartan" in capsys.readouterr().out
    assert Release.objects.get(status=Status.LIVE).row_count == 5
    assert SavedMapping.objects.count() == 1


def test_fault_in_a_mapped_table_says_file_row_and_column(table, mapping, capsys):
    table.write_text(TABLE.replace("11,2", "=1+1"), encoding="utf-8")
    assert main(["import", str(table), "--mapping", str(mapping)]) == 5
    assert "skola_2025.csv, rad 5, kolumn Andel (%): ”=1+1” är inget tal" in capsys.readouterr().err
    assert not Release.objects.exists()
    assert not SavedMapping.objects.exists()


def test_survey_is_estimated_for_the_place_and_its_answers_are_not_kept(ekhamra, capsys):
    answers = ekhamra / "trygghetsmatningen_ekhamra_2016_2025.csv"
    definition = ekhamra / "trygghetsmatningen.toml"
    assert main(["import", str(answers), "--survey", str(definition)]) == 0
    release = Release.objects.get()
    assert (release.status, release.source, release.keep_raw) == (Status.LIVE, "local_survey", False)
    assert not raw_path(release.sha256).exists()
    assert set(Figure.objects.exclude(area_kind__in=("district", "rest")).values_list("area_code", flat=True)) == {
        "9901"
    }


def test_survey_of_an_unknown_place_is_refused(ekhamra, capsys):
    definition = ekhamra / "trygghetsmatningen.toml"
    answers = ekhamra / "trygghetsmatningen_ekhamra_2016_2025.csv"
    assert main(["import", str(answers), "--survey", str(definition), "--place", "Ankeborg"]) == 2
    assert "Ankeborg" in capsys.readouterr().err
    assert not Release.objects.exists()


@pytest.mark.parametrize("words", [["--place", "Ekhamra"], ["--mapping", "finns_inte.toml"]])
def test_arguments_that_cannot_be_meant_are_refused(table, words):
    assert main(["import", str(table), *words]) in {2, 3}


def test_several_files_cannot_share_a_mapping(table, mapping):
    assert main(["import", str(table), str(table), "--mapping", str(mapping)]) == 2
