"""The decided plan's public page, as anybody meets it: no account, both languages, and nothing of a draft."""

from __future__ import annotations

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone

pytestmark = pytest.mark.browser

DECIDED, COMING = 1, 2
SHUT = (
    f"/trygghetsplan/{COMING}/",
    f"/trygghetsplan/{COMING}/bild/",
    f"/trygghetsplan/{COMING}/plan.pdf",
    f"/plan/{COMING}/",
    f"/plan/{COMING}/plan.pdf",
    f"/plan/{DECIDED}/plan.pdf",
    f"/plan/{COMING}/logik/",
    f"/beslut/{COMING}/",
    f"/beslut/{DECIDED}/",
    f"/beslut/{DECIDED}/diariet.zip",
    f"/beslut/{COMING}/remissammanstallning/",
    f"/beslut/{COMING}/offentlig-sida/forhandsvisning/",
    "/uppfoljning/",
    "/start/",
)


@pytest.mark.parametrize("start", ["", "/en"])
def test_public_page_needs_no_sign_in_and_passes_axe(demo_visit, start):
    page = demo_visit(f"{start}/trygghetsplan/{DECIDED}/")
    assert "/trygghetsplan/" in page.url
    assert page.locator("main img").first.get_attribute("alt")
    assert page.locator("main a[href$='plan.pdf']").count() == 2
    assert_accessible(page)
    assert_fits_a_phone(page)


def test_nothing_else_of_the_plans_is_open_without_sign_in(demo_visit):
    page = demo_visit("/trygghetsplan/")
    assert page.locator(f"main a[href*='/trygghetsplan/{COMING}/']").count() == 0
    for path in SHUT:
        answer = page.request.get(page.url.partition("/trygghetsplan/")[0] + path)
        assert answer.status == 404 or "/logga-in/" in answer.url, path
