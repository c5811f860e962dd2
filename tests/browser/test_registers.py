"""Cooperation and attachments in a real browser: read by axe, on a phone, and without JavaScript."""

from __future__ import annotations

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone, assert_says

pytestmark = pytest.mark.browser

PAGES = (
    "/samverkan/",
    "/samverkan/samordning/",
    "/samverkan/ledning/",
    "/samverkan/papperskorg/",
    "/overenskommelser/",
    "/overenskommelser/2/",
    "/radet/",
    "/radet/mote/2/",
    "/radet/mote/3/",
    "/radet/mote/2/minnesanteckningar/",
    "/samverkan/mote/2/historik/",
    "/plan/1/annan-planering/",
    "/samverkan/overenskommelse/ny/",
    "/samverkan/atgardspunkt/ny/2/",
    "/samverkan/ledamot/1/andra/",
    "/bilagor/mote/2/ny/",
    "/en/samverkan/",
    "/en/radet/mote/3/",
    "/en/bilagor/arende/1/ny/",
)


@pytest.mark.parametrize("path", PAGES)
def test_page_of_cooperation_passes_axe(demo_visit, path):
    assert_accessible(demo_visit(path, role="coordinator"))


@pytest.mark.parametrize("path", PAGES)
def test_page_of_cooperation_fits_a_phone(demo_visit, path):
    assert_fits_a_phone(demo_visit(path, role="coordinator", width=375))


def test_a_file_is_attached_refused_removed_and_brought_back_without_javascript(demo_visit):
    page = demo_visit("/radet/mote/1/", role="secretary", script=False)
    page.click("summary:has-text('Bifoga en fil')")
    page.set_input_files("#bilaga_file", [{"name": "sida.pdf", "mimeType": "application/pdf", "buffer": b"<html>"}])
    page.fill("#bilaga_note", "Kartan från mötet")
    with page.expect_navigation():
        page.click("button:has-text('Bifoga filen')")
    assert_says(page, "är inte PDF")
    assert page.input_value("[name=note]") == "Kartan från mötet"
    assert_accessible_without_script(page)
    page.set_input_files("[name=file]", [{"name": "karta.txt", "mimeType": "text/plain", "buffer": b"hej"}])
    page.click("main button:has-text('Bifoga filen')")
    assert_says(page.locator("#bilagor"), "Kartan från mötet")
    with page.expect_navigation():
        page.click("#bilagor button:has-text('Ta bort')")
    assert "Kartan från mötet" not in page.inner_text("#bilagor")
    page.click("button:has-text('Ångra')")
    assert_says(page.locator("#bilagor"), "Kartan från mötet")


def assert_accessible_without_script(page) -> None:
    """Hold the page to what axe cannot try without JavaScript: one heading, and a fault tied to its field."""
    assert page.locator("h1").count() == 1
    assert page.get_attribute("[name=file]", "aria-invalid") == "true"
    assert page.get_attribute("[name=file]", "aria-describedby")


def test_two_secretaries_the_second_chooses(demo_visit):
    first = demo_visit("/samverkan/atgardspunkt/4/andra/", role="secretary")
    second = demo_visit("/samverkan/atgardspunkt/4/andra/", role="coordinator")
    first.fill("[name=due]", "hösten 2027")
    with first.expect_navigation():
        first.click("main button:has-text('Spara')")
    second.fill("[name=due]", "våren 2028")
    second.click("main button:has-text('Spara')")
    assert_says(second.locator("main table").first, "hösten 2027")
    assert_accessible(second)
    second.click("button:has-text('Spara mitt')")
    assert_says(second, "våren 2028")


def test_the_public_page_shows_contact_and_documents_to_a_visitor(demo_visit):
    page = demo_visit("/trygghetsplan/1/")
    assert_says(page, "trygghet@ekhamra.example")
    with page.expect_download() as found:
        page.click("a:has-text('Tjänsteskrivelse')")
    assert found.value.suggested_filename == "tjansteskrivelse.txt"
