"""Every page in a real browser: accessible, never wider than a phone, reachable by keyboard, quiet in the console."""

from __future__ import annotations

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone, assert_says

pytestmark = pytest.mark.browser

OPEN = (
    "/",
    "/lagesbild/",
    "/plats/fjallviks-lan/",
    "/plats/ekhamra/lagesbild/otrygghet-sent-pa-kvallen/",
    "/plats/ekhamra/lagesbild/trygg-nar-det-ar-morkt/",
    "/plats/ekhamra/lagesbild/avstar-fran-att-ga-ut-ensam/",
    "/plats/ekhamra/lagesbild/anmalda-brott/",
    "/platser/",
    "/kallor/",
    "/kallor/1/",
    "/sa-laser-du/",
    "/tillganglighet/",
    "/logga-in/",
    "/finns-inte/",
)
INSIDE = ("/kallor/ny/", "/kallor/4/", "/kallor/4/andringar/", "/losenord/")
EVERY = [(start + path, path in INSIDE) for path in (*OPEN, *INSIDE) for start in ("", "/en")]


@pytest.fixture
def visit(chromium, address, signed_in):
    """Open a page in a fresh window; what the console said is kept on the page object."""
    windows = []

    def open_page(path: str, *, inside: bool = False, width: int = 1280):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, storage_state=signed_in if inside else None, bypass_csp=True
        )
        windows.append(context)
        page = context.new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in windows:
        context.close()


@pytest.mark.parametrize(("path", "inside"), EVERY)
def test_page_passes_axe_and_fits_a_phone(visit, path, inside):
    page = visit(path, inside=inside)
    assert_accessible(page)
    assert_fits_a_phone(page)


@pytest.mark.parametrize("width", [375, 1280])
def test_every_menu_entry_can_be_seen(visit, width):
    page = visit("/", width=width)
    if width < 640:
        page.get_by_text("Meny", exact=True).click()
    assert page.locator(".menu a").count() >= 4
    for link in page.locator("header a").all():
        box = link.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width


def test_the_top_is_folded_on_a_phone_and_opens_by_keyboard_without_a_script(chromium, address, signed_in):
    context = chromium.new_context(
        viewport={"width": 375, "height": 800}, storage_state=signed_in, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(f"{address}/")
    assert page.locator("header").bounding_box()["height"] < 90
    assert not page.locator(".menu a").first.is_visible()
    page.locator(".fold summary").focus()
    page.keyboard.press("Enter")
    for shown in (".search input", ".aside-menu button", ".menu a[href='/kallor/']"):
        assert page.locator(shown).is_visible(), shown
    page.keyboard.press("Tab")
    assert page.locator(".search input:focus").count() == 1
    context.close()


def test_an_open_menu_on_a_phone_passes_axe_and_a_wide_screen_has_no_fold(visit):
    page = visit("/", inside=True, width=375)
    page.locator(".fold summary").click()
    assert_accessible(page)
    assert_fits_a_phone(page)
    page = visit("/", inside=True)
    assert not page.locator(".fold summary").is_visible()
    assert all(link.is_visible() for link in page.locator("header a").all())


def test_first_tab_reaches_the_skip_link_and_it_leads_to_the_content(visit):
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innehall"


def test_focus_is_seen_on_every_kind_of_control(visit):
    page = visit("/lagesbild/")
    for selector in (".menu a", "select", ".switch button"):
        page.focus(selector)
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", selector


def test_pages_ask_no_other_host_and_break_no_policy(chromium, address):
    context = chromium.new_context()
    page = context.new_page()
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    for path in ("/", "/lagesbild/", "/plats/ekhamra/lagesbild/otrygghet-sent-pa-kvallen/", "/sa-laser-du/"):
        page.goto(address + path)
    context.close()
    assert [url for url in asked if not url.startswith(address)] == []
    assert said == []


def test_own_fonts_are_used(visit):
    page = visit("/")
    page.evaluate("document.fonts.ready")
    for face in ("600 20px 'Source Serif Pro'", "400 20px 'Source Sans Pro'"):
        assert page.evaluate(f'document.fonts.check("{face}")')
    loaded = page.evaluate("[...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)")
    assert {"Source Serif Pro", "Source Sans Pro"} <= {name.strip('"') for name in loaded}


def test_double_zoom_hides_nothing(visit):
    page = visit("/plats/ekhamra/lagesbild/otrygghet-sent-pa-kvallen/", width=640)
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    assert page.locator("h1").is_visible()
    assert page.locator("#sa-vet-vi").is_visible()


def test_draft_goes_live_without_script(chromium, address, signed_in):
    context = chromium.new_context(java_script_enabled=False, storage_state=signed_in)
    page = context.new_page()
    page.goto(f"{address}/kallor/4/")
    page.click("text=Visa siffrorna")
    assert_says(page, "Kryssa i rutan")
    page.check("[name=seen]")
    page.click("text=Visa siffrorna")
    assert_says(page, "Siffrorna visas nu")
    page.goto(f"{address}/kallor/1/")
    page.check("[name=seen]")
    page.click("text=Visa siffrorna")
    assert_says(page, "Siffrorna visas nu")
    context.close()
