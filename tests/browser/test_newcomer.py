"""A newcomer's walk with nothing but the screen, from the demo's first page to the printed plan."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from browser.conftest import PASSWORD, assert_accessible, assert_fits_a_phone

pytestmark = pytest.mark.browser

CLICKS = 13  # two to sign in; a person needs well under a minute for each form and a second for each click


class Screen:
    """A page used as a newcomer does: only what can be read is touched, and every click is counted."""

    def __init__(self, page) -> None:
        self.page = page
        self.clicks = 0
        self.unfolded = 0  # times the folded top was opened, counted apart

    def click(self, name: str, *, role: str = "link", within: str = "main") -> None:
        """Click the one thing of that name."""
        if within != "main":
            self.unfold()
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role(role, name=name, exact=True).click()
        self.clicks += 1

    def unfold(self) -> None:
        """Open the menu at the top where it is folded, as on a phone."""
        button = self.page.get_by_text("Meny", exact=True)
        if button.is_visible():
            button.click()
            self.unfolded += 1

    def write(self, label: str, text: str) -> None:
        """Fill in the first field of that name."""
        self.page.locator("main").get_by_label(label, exact=True).first.fill(text)

    def choose(self, label: str, said: str) -> None:
        """Choose the option that begins with these words."""
        field = self.page.locator("main").get_by_label(label, exact=True)
        field.select_option(label=next(text for text in field.locator("option").all_inner_texts() if said in text))

    def save(self) -> None:
        """Save, and see that it is said."""
        self.click("Spara", role="button")
        self.page.get_by_text("Sparat:").wait_for()


def _sign_in(screen: Screen) -> None:
    screen.click("Logga in", within="body")
    screen.write("Användarnamn", "coordinator")
    screen.write("Lösenord", PASSWORD)
    screen.click("Logga in", role="button")


def _measure_with_owner(screen: Screen, priority: str) -> None:
    screen.click(f"Lägg till åtgärd {priority}")
    screen.write("Åtgärd", "Värdar på kvällarna")
    screen.write("Orsak som åtgärden ska ändra", "Få vuxna på platsen efter klockan 20")
    screen.save()
    screen.page.get_by_role("link", name="Säg vem som gör vad").click()
    screen.clicks += 1
    screen.write("Aktivitet", "Kvällsvärdar torsdag till lördag")
    screen.write("Finns enheten inte i listan? Skriv dess namn", "Resecentrum i Ekhamra AB")
    screen.write("Hur mycket", "150")
    screen.write("Räknas i", "kvällar")
    screen.write("Kronor", "300 000")
    screen.save()


def _goal(screen: Screen, priority: str) -> None:
    screen.click(f"Lägg till mål {priority}")
    screen.write("Mål", "75 procent trygga på kvällen 2029")
    screen.choose("Mäts med", "Trygg utomhus på kvällen")
    screen.write("Målvärde", "75 %")
    screen.write("Senast", "2029")
    assert screen.page.get_by_label("Värdar på kvällarna").is_checked()
    screen.save()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_newcomer_writes_and_prints_a_plan_by_what_the_screen_says(demo_visit, tmp_path, width):
    screen = Screen(demo_visit("/", width=width))
    _sign_in(screen)
    screen.click("Plan", within="nav")
    screen.click("Trygghetsplan 2027–2029")
    screen.click("Lägg till ett prioriterat område")
    name = f"Tryggare resecentrum {width}"
    screen.write("Prioriterat område", name)
    screen.save()
    _measure_with_owner(screen, name)
    _goal(screen, name)
    assert screen.clicks <= CLICKS
    assert screen.unfolded == (2 if width == 375 else 0)  # to sign in, and to go to the plans; never after that
    page = screen.page
    assert_accessible(page)
    assert page.locator("section.priority", has=page.get_by_role("heading", name=name)).get_by_text("Uppnått?").count()
    printed = page.get_by_role("link", name="Skriv ut (PDF)")
    answer = page.request.get(re.match(r"https?://[^/]+", page.url).group() + printed.get_attribute("href"))
    assert answer.body().startswith(b"%PDF")
    page.get_by_role("link", name="Programlogik").click()
    assert "Åtgärden ”Värdar på kvällarna” och dess aktiviteter leder inte" not in page.inner_text("main")
    assert_fits_a_phone(page)
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: what is on the paper is not read")
    paper = tmp_path / "plan.pdf"
    paper.write_bytes(answer.body())
    read = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    for said in (name, "Värdar på kvällarna", "Resecentrum i", "150 kvällar", "300 000", "Trygg utomhus på"):
        assert said in read
