"""Reading in counts of incidents by its pages: the preview, saving, and the undo in the receipt."""

from __future__ import annotations

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone, assert_says

pytestmark = pytest.mark.browser
ADDRESS = "/lagesbilder/handelser/las-in/"
HEAD = "År;Vecka;Område;Typ;Antal\n"


def choose(page, rows: str) -> None:
    file = {"name": "veckor.csv", "mimeType": "text/csv", "buffer": (HEAD + rows).encode()}
    page.set_input_files("[name=file]", file)
    page.click("main form button")


def test_counts_are_previewed_saved_and_undone(demo_visit):
    page = demo_visit(ADDRESS, role="analyst")
    choose(page, "2026;5;Centrum;Skadegörelse;40\n2026;9;Stationsområdet intill resecentrum;Skadegörelse;12\n")
    assert_says(page, "2 rader är klara att sparas", "Stationsområdet intill resecentrum")
    assert_accessible(page)
    assert_fits_a_phone(page)
    page.click("main form button")
    assert_says(page.locator(".told"), "2 rader är inlästa.")
    page.click(".told button")
    assert_says(page.locator(".told"), "Inläsningen av veckor.csv är borttagen.")


def test_faults_of_a_file_of_counts_fit_a_phone(demo_visit):
    page = demo_visit(ADDRESS, role="analyst")
    choose(page, "2026;5;Centrum;Skadegörelse;sju\n2026;54;Centrum;Skadegörelse;3\n")
    assert_says(page.locator("[role=alert]"), "rad 2, kolumn Antal", "rad 3, kolumn Vecka")
    assert_accessible(page)
    assert_fits_a_phone(page)
