"""The pages for tables and surveys of the municipality's own, in a real browser: accessible, narrow, without script."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import assert_says

pytestmark = pytest.mark.browser

TABLE = """Fråga;Skola;År;Elever;Andel (%);Felmarginal;Antal svar
Otrygga i skolan;Ekhamra;2024;Totalt;9,8;2,1;780
Otrygga i skolan;Ekhamra;2025;Tjejer;17,9;3,7;410
Otrygga i skolan;Ekhamra;2025;Killar;11,2;3,1;400
"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def page(chromium, signed_in):
    context = chromium.new_context(storage_state=signed_in, bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def table(tmp_path) -> Path:
    path = tmp_path / "skola_2025.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def drop(page, address: str, table: Path, start: str = "") -> None:
    page.goto(f"{address}{start}/kallor/ny/")
    page.set_input_files("[name=file]", str(table))
    with page.expect_navigation():
        page.click("main form button")


def faults(page) -> str:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return found.generate_report() if found.violations_count else ""


def fits(page) -> bool:
    widths = []
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        widths.append(page.evaluate("document.documentElement.scrollWidth") <= width)
    return all(widths)


@pytest.mark.parametrize("start", ["", "/en"])
def test_page_that_asks_about_columns_passes_axe_and_fits_a_phone_also_with_faults(page, address, table, start):
    table.write_text(TABLE.replace("Skola;År", f"Skola{start};År"), encoding="utf-8")  # headings that nobody has saved
    drop(page, address, table, start)
    assert "/kolumner/" in page.url
    assert faults(page) == ""
    page.select_option("[name=group_sex]", "Elever")
    page.select_option("[name=n]", "Felmarginal")
    with page.expect_navigation():
        page.click("form.mapping .button")
    assert page.locator("[aria-invalid=true]").count() >= 3
    assert faults(page) == ""
    assert fits(page)


@pytest.mark.parametrize("start", ["", "/en"])
def test_survey_page_passes_axe_and_fits_a_phone(page, address, start):
    page.goto(f"{address}{start}/kallor/undersokning/")
    assert faults(page) == ""
    assert fits(page)


def test_table_is_mapped_without_script_and_known_the_next_time(chromium, address, signed_in, table):
    context = chromium.new_context(java_script_enabled=False, storage_state=signed_in)
    page = context.new_page()
    table.write_text(TABLE.replace("Skola;År", "Ort;År"), encoding="utf-8")
    drop(page, address, table)
    page.select_option("[name=group_sex]", "Elever")
    page.click("form.mapping .button")
    page.click("[role=alert] a >> nth=0")  # leads to the first fault
    for word, meaning in (("Tjejer", "women"), ("Killar", "men")):
        page.get_by_label(word, exact=True).select_option(meaning)
    page.click("form.mapping .button")
    assert_says(page, "Ska siffrorna visas?", "läst med kolumnkartan")
    table.write_text(table.read_text(encoding="utf-8").replace("2024", "2023"), encoding="utf-8")
    drop(page, address, table)
    assert_says(page, "läst med kolumnkartan")
    context.close()


def test_mapping_is_answered_by_keyboard_alone(page, address, table):
    table.write_text(TABLE.replace("Skola;År", "Plats;År"), encoding="utf-8")
    drop(page, address, table)
    page.focus("[name=value]")
    seen = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.name || document.activeElement.className"))
        if seen[-1] == "button":
            break
    assert {"unit", "measure", "place", "period", "group_sex", "title_sv"} <= set(seen)
    assert seen[-1] == "button"


def test_draft_of_a_survey_passes_axe_and_fits_a_phone(page, address, tmp_path):
    from tryggve.cli.example_files import write_example

    for _ in write_example(tmp_path):
        pass
    page.goto(f"{address}/kallor/undersokning/")
    page.set_input_files("[name=answers]", str(tmp_path / "trygghetsmatningen_ekhamra_2016_2025.csv"))
    page.set_input_files("[name=definition]", str(tmp_path / "trygghetsmatningen.toml"))
    page.click("main form button")
    assert_says(page, "Undersökningen år för år")
    page.click("main summary >> nth=0")
    assert faults(page) == ""
    assert fits(page)
