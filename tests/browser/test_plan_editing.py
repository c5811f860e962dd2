"""Writing a plan in a real browser: with and without scripts, by keyboard alone, on a phone, for a newcomer."""

from __future__ import annotations

import io
import re

import docx
import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone, assert_says

pytestmark = pytest.mark.browser

PAGES = (
    "/plan/2/historik/",
    "/plan/2/synpunkter/",
    "/planens-del/plan/2/synpunkter/",
    "/plan/2/tabell/",
    "/plan/2/text/",
    "/plan/2/papperskorg/",
    "/plan/2/andra/",
    "/plan/ny/",
    "/plan/2/ny-prioritering/",
    "/prioritering/4/ny-slutsats/",
    "/prioritering/4/nytt-mal/",
    "/prioritering/4/nytt-mal/?slag=range",
    "/prioritering/4/ny-atgard/",
    "/atgard/8/ny-aktivitet/",
    "/plan/3/",
    "/plan/3/logik/",
)


@pytest.mark.parametrize("path", PAGES)
def test_page_of_the_editor_passes_axe_and_fits_a_phone(demo_visit, path):
    page = demo_visit(path, role="coordinator")
    assert page.locator("main h1").count() == 1
    assert_accessible(page)
    assert_fits_a_phone(page)


def _save(page) -> None:
    with page.expect_navigation():
        page.click("main .buttons button:text-is('Spara')")


def _go_on(page) -> str:
    step = page.locator(".messages a").last
    said = step.inner_text()
    with page.expect_navigation():
        step.click()
    return said


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_newcomer_writes_a_priority_with_measure_owner_and_goal_by_following_the_next_step(demo_visit, script):
    page = demo_visit("/start/", role="coordinator", script=script)
    page.click("nav >> text=Plan")
    page.click("main >> text=Trygghetsplan 2027–2029")
    page.click("text=Lägg till ett prioriterat område")
    name = f"Trygga unga {'med' if script else 'utan'} skript"
    page.fill("[name=title]", name)
    _save(page)
    assert _go_on(page) == f"Välj vad {name} vilar på"
    page.locator("[name=findings]").first.check()
    _save(page)
    assert _go_on(page) == f"Lägg till ett mål för {name}"
    page.fill("[name=title]", "70 procent trygga 2029")
    page.select_option("[name=indicator]", index=1)
    page.fill("[name=target_low]", "70")
    _save(page)
    assert _go_on(page) == f"Lägg till en åtgärd för {name}"
    page.fill("[name=title]", "Vuxna ute på kvällar")
    page.fill("[name=cause]", "Få vuxna ute")
    _save(page)
    assert _go_on(page) == "Säg vem som gör vad: lägg till en aktivitet"
    page.fill("[name=title]", "Nattvandring fredagar")
    page.select_option("[name=owner]", label="Fritidsförvaltningen")
    page.fill("[name=budget_0_amount]", "60 000")
    _save(page)
    priority = page.locator("section.priority", has=page.get_by_role("heading", name=name))
    assert_says(
        priority, "70 procent trygga 2029", "Vuxna ute på kvällar", "Nattvandring fredagar", "Fritidsförvaltningen"
    )
    printed = page.get_by_role("link", name="Skriv ut (PDF)")
    answer = page.request.get(page.evaluate("a => a.href", printed.element_handle()) if script else _address(printed))
    assert answer.status == 200
    assert answer.body().startswith(b"%PDF")


def _address(link) -> str:
    page = link.page
    return re.match(r"https?://[^/]+", page.url).group() + link.get_attribute("href")


def test_what_is_written_is_kept_and_offered_back_and_thrown_away(demo_visit):
    page = demo_visit("/plan/3/andra/", role="coordinator")
    saved = page.input_value("[name=vision]")
    if not page.locator("details.more[open]").count():
        page.click("details.more summary")
    page.fill("[name=vision]", "Halvskriven")
    page.get_by_text("Sparat utkast").wait_for()
    page.goto(page.url)
    assert page.input_value("[name=vision]") == saved
    with page.expect_navigation():
        page.click("text=Ta fram det")
    assert page.input_value("[name=vision]") == "Halvskriven"
    assert_accessible(page)
    with page.expect_navigation():
        page.click("text=Kasta det osparade")
    assert page.input_value("[name=vision]") == saved


def test_a_form_is_filled_in_and_saved_by_keyboard_alone(demo_visit):
    page = demo_visit("/plan/3/ny-prioritering/", role="coordinator")
    page.focus("[name=title]")
    page.keyboard.type("Med tangentbord")
    page.keyboard.press("Control+s")
    page.get_by_text("Sparat: Med tangentbord").wait_for()
    assert page.evaluate("document.activeElement.id").startswith("omrade-")
    undo = page.locator(".messages button")
    undo.focus()
    page.keyboard.press("Enter")
    page.get_by_text("ligger i papperskorgen").wait_for()
    assert page.get_by_role("heading", name="Med tangentbord").count() == 0


FOCUS = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect();
  const told = document.querySelector(".told");
  return {
    tag: here.tagName,
    outlined: getComputedStyle(here).outlineStyle === "solid",
    seen: box.bottom > (told ? told.getBoundingClientRect().bottom : 0) && box.top < innerHeight,
    inMain: !!here.closest("main"),
  };
}"""


def _stops(page) -> list[dict]:
    """Go through a page with the tabulator until it leaves it."""
    stops = []
    while len(stops) < 400:
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            return stops
        stops.append(stop)
    raise AssertionError("the tabulator never leaves the page")


@pytest.mark.parametrize("path", ["/plan/3/", "/atgard/8/ny-aktivitet/", "/plan/3/tabell/", "/plan/3/logik/"])
def test_every_stop_of_the_keyboard_is_seen_and_none_is_left_out(demo_visit, path):
    page = demo_visit(path, role="coordinator")
    reachable = "main :is(a[href], button, input:not([type=hidden]), select, textarea, summary)"
    offered = page.evaluate(f"[...document.querySelectorAll('{reachable}')].filter(e => e.checkVisibility()).length")
    stops = _stops(page)
    assert [stop for stop in stops if not (stop["outlined"] and stop["seen"])] == []
    assert sum(stop["inMain"] for stop in stops) == offered


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_two_editors_choose_field_by_field(demo_visit, script):
    first = demo_visit("/plan/3/andra/", role="coordinator", script=script)
    second = demo_visit("/plan/3/andra/", role="coordinator", script=script)
    more = "details.more"
    for page in (first, second):
        if not page.locator(f"{more}[open]").count():
            page.click(f"{more} summary")
    first.fill("[name=vision]", f"Den förstas {script}")
    _save(first)
    second.fill("[name=background]", f"Den andras {script}")
    _save(second)
    assert_says(second.locator("h1"), "hann spara")
    assert second.locator("[name=choice_vision]:checked").get_attribute("value") == "theirs"
    assert second.locator("[name=choice_background]:checked").get_attribute("value") == "yours"
    if script:
        assert_accessible(second)
        assert_fits_a_phone(second)
    second.click("text=Spara det valda")
    assert_says(second, f"Den förstas {script}", f"Den andras {script}")


def test_research_warns_while_a_harmful_measure_is_chosen(demo_visit):
    page = demo_visit("/prioritering/4/ny-atgard/", role="coordinator")
    page.click("details.more summary")
    harmful = page.locator("[name=evidence] option", has_text="VARNING").first.get_attribute("value")
    page.select_option("[name=evidence]", harmful)
    shown = page.locator("[role=status] section")
    assert_says(shown, "Skadlig")
    assert_accessible(page)


def test_a_word_file_is_marked_and_previewed_on_a_phone(demo_visit):
    written = docx.Document()
    written.add_heading("Prioriterat område: Skolvägar", level=1)
    written.add_paragraph("Mål: Alla barn vågar gå till skolan 2029")
    written.add_paragraph("Åtgärd: Säkra gång- och cykelvägar")
    content = io.BytesIO()
    written.save(content)
    page = demo_visit("/plan/3/text/", role="coordinator", width=375)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    page.set_input_files("[name=file]", {"name": "plan.docx", "mimeType": kind, "buffer": content.getvalue()})
    with page.expect_navigation():
        page.click("text=Visa styckena")
    assert_accessible(page)
    assert_fits_a_phone(page)
    page.click("text=Visa vad det blir")
    assert_says(page, "Säkra gång- och cykelvägar")
    assert_accessible(page)
    assert_fits_a_phone(page)


def test_a_thread_is_answered_and_settled_without_scripts(demo_visit):
    page = demo_visit("/plan/2/synpunkter/", role="owner", script=False)
    page.locator(".comment-list a").nth(1).click()
    page.click("summary:has-text('Svara')")
    page.fill("details[open] textarea", "Då är vi överens.")
    page.click("details[open] button")
    assert_says(page, "Då är vi överens.")
    coordinator = demo_visit("/plan/2/synpunkter/", role="coordinator", script=False)
    coordinator.locator(".comment-list a").nth(1).click()
    coordinator.locator("button:has-text('Märk som löst')").first.click()
    assert_says(coordinator, "Synpunkten är löst.")


def test_a_word_longer_than_the_screen_is_broken_and_widens_no_page(demo_visit):
    word = "Samverkansöverenskommelse" * 6
    page = demo_visit("/plan/ny/", role="coordinator")
    page.fill("[name=title]", word)
    _save(page)
    plan = page.url.partition("#")[0]
    for link in ("ny-prioritering", "nytt-mal", "ny-atgard"):
        with page.expect_navigation():
            page.locator(f"main a[href*='/{link}/']").first.click()
        page.fill("[name=title]", word)
        if link == "nytt-mal":
            page.fill("[name=target_low]", "60")
        _save(page)
    start, _, number = plan.rstrip("/").rpartition("/")
    shown = page.locator("main a[href^='/atgard/'], main a[href^='/mal/']").all()
    addresses = [plan, f"{plan}logik/", start + "/", start.replace("/plan", f"/beslut/{number}/")]
    for address in [*addresses, *(start.replace("/plan", str(link.get_attribute("href"))) for link in shown[:6])]:
        page.goto(address)
        assert_fits_a_phone(page)
