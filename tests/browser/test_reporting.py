"""An owner reports on a phone by a personal link, with a keyboard only and without JavaScript."""

from __future__ import annotations

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone, assert_says

pytestmark = pytest.mark.browser
PERIOD = "/uppfoljning/3/"


def focused(page) -> str:
    """Return the name of the field that has the keyboard, or its text where it has no name."""
    at = page.locator(":focus")
    return at.get_attribute("name") or at.inner_text() if at.count() else ""


def tab_to(page, ending: str) -> None:
    """Press Tab until a field or a button whose name or text ends so has the keyboard."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if focused(page).endswith(ending):
            return
    raise AssertionError(f"Tab never comes to {ending}")


def personal_link(demo_visit) -> str:
    """Let the coordinator make a link for the housing company, and return its path."""
    page = demo_visit(PERIOD, role="coordinator")
    page.select_option("[name=link-unit]", label="Ekhamrahus AB")
    page.fill("[name=link-name]", "Lars Sten")
    with page.expect_navigation():
        page.get_by_role("button", name="Gör en länk").click()
    return "/rapport/" + page.locator(".secret").inner_text().partition("/rapport/")[2]


def test_an_owner_reports_by_link_on_a_phone_with_keyboard_only_and_without_javascript(demo_visit):
    link = personal_link(demo_visit)
    page = demo_visit(link, width=375, script=False)
    assert_says(page.locator("h1"), "Ekhamrahus AB: 0 av 2 aktiviteter är rapporterade")

    tab_to(page, "-dose")
    page.keyboard.type("tolv")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert_says(page.locator("main [role=alert]"), "Inget är sparat än.")

    tab_to(page, "-status")
    page.keyboard.press("ArrowDown")
    tab_to(page, "-dose")
    page.keyboard.press("Control+A")
    page.keyboard.type("12")
    tab_to(page, "-cost")
    page.keyboard.type("45 000")
    tab_to(page, "-comment")
    page.keyboard.type("Två tunnlar återstår.")
    tab_to(page, "Spara")
    page.keyboard.press("Enter")

    assert_says(page.locator(".saved"), "12 tunnlar · 45 000 kr", "Lars Sten (länk)")
    assert_says(page.locator("h1"), "1 av 2")
    scripted = demo_visit(link, width=375)
    assert_accessible(scripted)
    assert_fits_a_phone(scripted)
