"""The rooms where people work, in their different states: accessible, never wider than a phone, whole on paper."""

from __future__ import annotations

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone

pytestmark = pytest.mark.browser

# What each room looks like in another state than the page of its kind that test_every_page.py finds first.
ROOMS = (
    "/plan/1/ny-version/",
    "/plan/2/",
    "/plan/3/logik/",
    "/sok/?q=trygg",
    "/uppfoljning/1/",
    "/uppfoljning/3/",
    "/uppfoljning/3/las/",
    "/uppfoljning/ny/",
    "/utvardering/1/avsluta/",
    "/uppfoljning/3/?enhet=2",
    "/beslut/2/",
    "/beslut/2/vagen/",
    "/mal/2/",
    "/mal/3/listan/",
    "/mal/6/svara/",
    "/uppfoljning/mal/",
    "/mal/2/andra-beslutat/",
    "/lagesbilder/",
    "/lagesbilder/ny/",
    "/lagesbilder/1/",
    "/lagesbilder/2/",
    "/lagesbilder/problem/1/",
    "/lagesbilder/problem/3/",
    "/lagesbilder/problem/5/",
)
EVERY = [start + path for path in ROOMS for start in ("", "/en")]


@pytest.mark.parametrize("path", EVERY)
def test_room_passes_axe_and_fits_a_phone(demo_visit, path):
    page = demo_visit(path, role="coordinator")
    assert_accessible(page)
    assert_fits_a_phone(page)


def test_yes_no_goal_on_a_phone_says_senast_before_its_deadline(demo_visit):
    page = demo_visit("/uppfoljning/mal/", role="coordinator", width=375)
    assert page.locator("table.cards td").first.inner_text().startswith("Senast ")


ON_PAPER = [("/plan/1/", "coordinator"), ("/lagesbilder/2/", "coordinator"), ("/trygghetsplan/1/", "")]
CLICKED = ".menu, .search, .buttons, .skip, .switch, .row-tools"
CUT = """[...document.querySelectorAll("main *")].filter(
    element => getComputedStyle(element).overflowX == "auto" && element.scrollWidth > element.clientWidth + 1
).length"""


@pytest.mark.parametrize(("path", "role"), ON_PAPER)
def test_paper_holds_the_text_and_none_of_what_is_clicked(demo_visit, path, role):
    width = 718  # A4 between its margins, in CSS pixels
    page = demo_visit(path, role=role, width=width)
    page.emulate_media(media="print")
    assert [one for one in page.locator(CLICKED).all() if one.is_visible()] == []
    assert page.locator("h1").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CUT) == 0
