"""The draft version's own pages of the evaluation room in a real browser: its design and its differences."""

from __future__ import annotations

import re

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone, assert_says

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def draft(chromium, demo_address, demo_cookies) -> str:
    """The address of a new version of the example's plan, whose name and period moved on."""
    context = chromium.new_context(storage_state=demo_cookies("coordinator"))
    page = context.new_page()
    page.goto(f"{demo_address}/plan/1/")
    page.get_by_role("link", name="Gör en ny version").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Gör utkastet").click()
    address = re.sub(r"^.*(/plan/\d+/).*$", r"\1", page.url)
    context.close()
    return address


@pytest.mark.parametrize("end", ["utvarderingsdesign/", "skillnader/"])
@pytest.mark.parametrize("start", ["", "/en"])
def test_page_of_the_new_version_passes_axe_and_fits_a_phone(demo_visit, draft, start, end):
    page = demo_visit(f"{start}{draft}{end}", role="coordinator")
    assert_accessible(page)
    assert_fits_a_phone(page)


def test_differences_are_told_without_colour(demo_visit, draft):
    page = demo_visit(f"{draft}skillnader/", role="reader", script=False)
    assert page.locator("del").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    assert page.locator("ins").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert_says(page.locator("del").first, "borttaget:")


def test_design_of_a_goal_is_written_with_the_keyboard_alone(demo_visit, draft):
    page = demo_visit(f"{draft}utvarderingsdesign/", role="coordinator", script=False)
    page.get_by_role("link", name=re.compile("^Skriv Minst 68")).press("Enter")
    page.locator("[name=before_first]").fill("2021")
    page.locator("[name=before_first]").press("Enter")
    assert_says(page, "Effekten kan inte bedömas")
