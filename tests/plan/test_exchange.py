"""Plans as files: what comes out can go in, all or nothing, and each fault is told with its row and column."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tryggve.errors import BadValueError, MissingColumnError, UnknownLayoutError, UsageError
from tryggve.plan.exchange import Item, headings, read_rows, rows_of
from tryggve.plan.exchange_fields import FIELDS, KINDS, Budgeted
from tryggve.plan.exchange_files import read_plan_file, write_plan_file

ITEMS = (
    Item(kind="unit", key="E1", values={"title": "Tekniska förvaltningen", "unit_kind": "department"}),
    Item(kind="plan", key="PL1", values={"title": "Trygghetsplan", "starts": "2024", "ends": "2026", "vision": "Lugn"}),
    Item(kind="priority", key="P1", values={"title": "Trygga kvällar", "text": "=inte en formel"}),
    Item(
        kind="goal",
        key="M1",
        parent="P1",
        values={
            "title": "70 procent trygga",
            "kind": "at_least",
            "indicator": "local_safe_evening",
            "baseline": 62.5,
            "baseline_when": "2023",
            "target_low": 70.0,
            "deadline": "2026-h",
            "owner": "Tekniska förvaltningen",
        },
    ),
    Item(
        kind="measure",
        key="Å1",
        parent="P1",
        values={"title": "Belysning", "evidence": "lighting", "goals": ("M1",), "changes_conditions": True},
    ),
    Item(
        kind="activity",
        key="A1",
        parent="Å1",
        values={
            "title": "Byta armaturer",
            "owner": "Tekniska förvaltningen",
            "partners": ("Ekhamrahus AB", "Polisen"),
            "starts": "2024-03",
            "ends": "<2026-s",
            "planned_dose": 40.0,
            "budgets": (Budgeted(2024, Decimal("150000")), Budgeted(2025, Decimal("99000.50"), "statsbidrag")),
        },
    ),
)


def said(items):
    """What the items say: kind, key, parent and every field that holds something."""
    return [(i.kind, i.key, i.parent, {k: v for k, v in i.values.items() if v not in (None, (), "")}) for i in items]


def table(*rows):
    return [headings("sv"), *rows]


def row(**cells):
    """A row under the Swedish headings."""
    return [cells.pop(name.replace(" ", "_"), None) for name in headings("sv")]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_what_comes_out_as_a_file_goes_in_again_unchanged(tmp_path, suffix, language):
    path = tmp_path / f"plan{suffix}"
    write_plan_file(path, ITEMS, language=language)
    assert said(read_plan_file(path)) == said(ITEMS)


@settings(max_examples=60, deadline=None)
@given(
    title=st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=60).filter(str.strip),
    number=st.floats(-1e6, 1e6, allow_nan=False).map(lambda x: round(x, 4)),
)
def test_any_title_and_number_survive_the_rows(title, number):
    values = {"title": title.strip(), "kind": "reach", "baseline": number}
    items = (*ITEMS[:3], Item(kind="goal", key="M9", parent="P1", values=values))
    for language in ("sv", "en"):
        (*_, goal) = read_rows([headings(language), *rows_of(items, language=language)])
        assert goal.title == title.strip()
        assert goal.values["baseline"] == number


def test_a_text_like_a_formula_is_never_written_as_one(tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan_file(path, ITEMS, language="sv")
    cells = [cell for line in openpyxl.load_workbook(path).active.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("cells", "column", "found"),
    [
        (
            {"typ": "mål", "hör_till": "P1", "rubrik": "x", "målslag": "nå", "målvärde": "sjuttio"},
            "målvärde",
            "sjuttio",
        ),
        ({"typ": "mål", "hör_till": "P1", "rubrik": "x", "målslag": "nå", "senast": "snart"}, "senast", "snart"),
        ({"typ": "mål", "hör_till": "P1", "rubrik": "x", "målslag": "öka"}, "målslag", "öka"),
        ({"typ": "mål", "hör_till": "P1", "rubrik": "x"}, "målslag", "slag"),
        (
            {"typ": "mål", "hör_till": "P1", "rubrik": "x", "målslag": "nå", "indikator": "local_safe_evning"},
            "indikator",
            "local_safe_evening",
        ),
        ({"typ": "åtgärd", "hör_till": "P1", "rubrik": "x", "evidens": "ljus"}, "evidens", "ljus"),
        ({"typ": "åtgärd", "hör_till": "P1", "rubrik": "x", "bidrar_till_mål": "M7"}, "bidrar till mål", "M7"),
        ({"typ": "åtgärd", "hör_till": "P9", "rubrik": "x"}, "hör till", "P9"),
        ({"typ": "åtgärd", "hör_till": "P1", "rubrik": "x", "budget": "2024: 1"}, "budget", "åtgärd"),
        ({"typ": "åtgärd", "hör_till": "P1"}, "rubrik", "rubrik"),
        ({"typ": "syfte", "rubrik": "x"}, "typ", "syfte"),
        ({"typ": "prioritering", "rubrik": "x" * 201}, "rubrik", "201"),
    ],
)
def test_a_fault_is_told_with_its_row_its_column_and_what_was_found(cells, column, found):
    rows = table(row(typ="prioritering", id="P1", rubrik="Trygga kvällar"), row(**cells))
    with pytest.raises(BadValueError) as caught:
        read_rows(rows, file="plan.xlsx", sheet="Plan")
    where = caught.value.where
    assert (where.file, where.sheet, where.row, where.column) == ("plan.xlsx", "Plan", 3, column)
    assert found in caught.value.sv


def test_a_bad_budget_shows_how_one_is_written():
    rows = table(
        row(typ="prioritering", id="P1", rubrik="P"),
        row(typ="åtgärd", id="Å1", hör_till="P1", rubrik="Å"),
        row(typ="aktivitet", hör_till="Å1", rubrik="A", budget="mycket"),
    )
    with pytest.raises(BadValueError, match="2026: 150000"):
        read_rows(rows)


def test_all_faults_are_told_at_once_and_nothing_is_read():
    rows = table(row(typ="syfte", rubrik="x"), row(typ="mål", rubrik="x", målvärde="?"), row(typ="plan"))
    with pytest.raises(BadValueError) as caught:
        read_rows(rows)
    for place in ("rad 2, kolumn typ", "rad 3, kolumn målvärde", "rad 4, kolumn rubrik"):
        assert place in caught.value.sv


def test_the_same_id_twice_is_refused():
    rows = table(row(typ="prioritering", id="P1", rubrik="a"), row(typ="prioritering", id="P1", rubrik="b"))
    with pytest.raises(BadValueError, match="P1"):
        read_rows(rows)


def test_two_plans_in_one_file_are_refused():
    with pytest.raises(BadValueError, match="more than one plan"):
        read_rows(table(row(typ="plan", rubrik="a"), row(typ="plan", rubrik="b")))


def test_a_misspelt_heading_is_answered_with_the_nearest():
    with pytest.raises(MissingColumnError, match="indikator"):
        read_rows([["typ", "rubrik", "indikatr"]])


def test_a_table_without_type_is_refused(tmp_path):
    with pytest.raises(MissingColumnError):
        read_rows([["rubrik", "text"]])
    path = tmp_path / "annat.csv"
    path.write_text("år;värde\n2024;1\n", encoding="utf-8")
    with pytest.raises(UnknownLayoutError):
        read_plan_file(path)


def test_a_file_of_another_kind_is_not_written(tmp_path):
    with pytest.raises(UsageError, match=r"\.xlsx"):
        write_plan_file(tmp_path / "plan.ods", ITEMS, language="sv")


def test_a_column_that_the_file_lacks_is_left_alone_and_an_empty_cell_empties():
    (item,) = read_rows([["typ", "rubrik", "text"], ["prioritering", "P", None]])
    assert item.values["text"] is None
    (item,) = read_rows([["typ", "rubrik"], ["prioritering", "P"]])
    assert "text" not in item.values


def test_the_csv_has_decimal_comma_and_semicolon_as_swedish_excel_expects(tmp_path):
    path = tmp_path / "plan.csv"
    write_plan_file(path, ITEMS, language="sv")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";"))
    assert rows[4][rows[0].index("utgångsvärde")] == "62,5"


def test_every_heading_is_there_in_both_languages_and_none_stands_twice():
    for language in ("sv", "en"):
        assert len(set(headings(language))) == len(headings(language)) == len(FIELDS) + 3
    assert len({words.sv for words in KINDS.values()}) == len(KINDS)


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_word_that_the_workbook_offers_is_read(tmp_path, language):
    path = tmp_path / "plan.xlsx"
    write_plan_file(path, ITEMS, language=language)
    plan, told = openpyxl.load_workbook(path).worksheets
    offered = {row[0]: [] for row in told.iter_rows(min_row=2, values_only=True)}
    for heading, written, _means in told.iter_rows(min_row=2, values_only=True):
        offered[heading].append(written)
    for field in FIELDS:
        for written in offered.pop(field.heading.text(language), ()):
            assert field.read(written) is not None, (field.name, written)
    assert set(offered) == {plan.cell(1, 1).value}
    assert len(plan.data_validations.dataValidation) >= 9


def test_a_heading_for_the_eye_says_what_each_code_means(tmp_path):
    path = tmp_path / "plan.xlsx"
    write_plan_file(path, ITEMS, language="sv")
    rows = list(openpyxl.load_workbook(path)["Förklaring"].iter_rows(values_only=True))
    assert ("indikator", "local_safe_evening", "Trygg utomhus på kvällen, lokal undersökning") in rows
