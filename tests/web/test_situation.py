"""The situation pages: the stored finding's words, in the page's language, with everything that must stand beside."""

from __future__ import annotations

import csv
import html
import io
import re

import polib
import pytest

from tryggve.analysis.findings import findings_for
from tryggve.analysis.ranking import top_findings
from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.wording import word
from tryggve.terms import FindingKind
from tryggve.web.data.actions import import_file, make_live
from tryggve.web.frame import own_place
from tryggve.web.situation.actions import renew_findings
from tryggve.web.situation.book import current_book
from tryggve.web.situation.cards import one_each
from tryggve.web.situation.models import StoredFinding
from tryggve.web.situation.queries import findings_of, places_with_figures
from tryggve.web.translations import CATALOGUE

pytestmark = pytest.mark.django_db

EVENING = "/plats/ekhamra/lagesbild/otrygghet-sent-pa-kvallen/"


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    plain = html.unescape(answer.content.decode())
    return plain.replace('<span class="together">', "").replace("</span>", "")


@pytest.mark.parametrize(("language", "start"), [("sv", "/"), ("en", "/en/")])
def test_overview_shows_the_stored_findings_words(visitor, live, language, start):
    page = text(visitor, start)
    catalogue = load_catalogue()
    top = top_findings(findings_of(own_place()), catalogue, 5)
    assert len(top) == 5
    for finding in top:
        worded = word(finding, catalogue, language)
        assert worded.headline in page
        assert worded.verdict in page


@pytest.mark.parametrize(("language", "start"), [("sv", ""), ("en", "/en")])
def test_every_indicator_s_page_has_the_same_words_as_the_list(visitor, live, language, start):
    catalogue = load_catalogue()
    themes = text(visitor, f"{start}/lagesbild/")
    for name, finding in one_each(findings_of(own_place()), own_place()).items():
        headline = word(finding, catalogue, language).headline
        assert headline in themes
        assert headline in text(visitor, f"{start}/plats/ekhamra/lagesbild/{catalogue.indicators[name].slug_sv}/")


def test_findings_are_judged_anew_when_a_release_goes_live(live, revised):
    before = StoredFinding.objects.values_list("release_set", flat=True).distinct().get()
    make_live(import_file(revised, by="anna").release, by="anna")
    assert StoredFinding.objects.values_list("release_set", flat=True).distinct().get() != before


def test_findings_of_another_version_are_judged_anew_at_the_start(live):
    StoredFinding.objects.update(content={"kind": "of another version"})
    renew_findings(by="tryggve")
    assert findings_of(own_place())
    newest = StoredFinding.objects.order_by("-pk").first().pk
    renew_findings(by="tryggve")
    assert StoredFinding.objects.order_by("-pk").first().pk == newest


def test_made_up_municipality_says_so_on_every_page(visitor, coordinator, live):
    told = "Ekhamra är en påhittad kommun. Alla siffror här är exempel."
    addresses = ["/", "/lagesbild/", EVENING, "/platser/", "/kallor/", f"/kallor/{live.pk}/", "/logga-in/"]
    for address in [*addresses, "/sa-laser-du/", "/tillganglighet/", "/plats/fjallviks-lan/"]:
        assert "påhitta" in text(visitor, address), address
    assert told in text(visitor, "/")
    assert "Fjällviks län är påhittat. Alla siffror här är exempel." in text(visitor, "/plats/fjallviks-lan/")
    assert told in coordinator.get("/finns-inte/").content.decode()
    assert "Ekhamra is a made-up municipality" in text(visitor, "/en/")


def test_reported_crime_always_carries_its_caveat(visitor, live):
    for indicator in load_catalogue().indicators.values():
        if indicator.theme == "reported":
            answer = visitor.get(f"/plats/ekhamra/lagesbild/{indicator.slug_sv}/")
            if answer.status_code == 200:
                assert indicator.caveat.sv in html.unescape(answer.content.decode())
    assert "Färre anmälningar behöver inte betyda färre brott" in text(visitor, "/lagesbild/")


def test_indicator_s_page_says_how_we_know(visitor, live):
    page = text(visitor, EVENING)
    indicator = load_catalogue().by_slug("otrygghet-sent-pa-kvallen")
    assert indicator.question.sv in page
    assert indicator.caveat.sv in page
    assert live.publisher in page
    assert f"/kallor/{live.pk}/" in page


def test_chart_has_the_same_data_as_a_table_and_a_file(visitor, live):
    page = text(visitor, EVENING)
    answer = visitor.get(f"{EVENING}tid.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) > 5
    assert page.count("<table") >= 1
    last = next(row for row in reversed(rows) if "Ekhamra" in row)
    assert f"{float(last[4]):.0f}".replace(".", ",") in page


def test_picture_can_be_fetched_in_two_forms(visitor, live):
    assert visitor.get(f"{EVENING}tid.svg").content.startswith(b"<svg")
    assert visitor.get(f"{EVENING}tid.png").content.startswith(b"\x89PNG")
    assert visitor.get(f"{EVENING}finns-inte.csv").status_code == 404


def test_pages_carry_no_script_and_no_inline_style(visitor, live):
    for address in ("/", "/lagesbild/", EVENING, "/sa-laser-du/"):
        page = visitor.get(address).content.decode()
        assert "<script" not in page
        assert " style=" not in page
        assert "<style" not in page


def test_policy_forbids_what_the_pages_do_not_use(visitor, live):
    policy = visitor.get("/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_other_places_are_reached_without_script(visitor, live):
    assert visitor.get("/platser/?plats=fjallviks-lan&sida=overview")["Location"] == "/plats/fjallviks-lan/"
    there = visitor.get("/platser/?plats=fjallviks-lan&sida=otrygghet-sent-pa-kvallen")["Location"]
    assert there == "/plats/fjallviks-lan/lagesbild/otrygghet-sent-pa-kvallen/"
    for place in places_with_figures():
        assert place.name.lower() in text(visitor, "/platser/").lower()


@pytest.mark.parametrize("address", ["/plats/borlange/", "/plats/ingenstans/", "/plats/ekhamra/lagesbild/inget/"])
def test_page_without_figures_is_not_found(visitor, live, address):
    answer = visitor.get(address)
    assert answer.status_code == 404
    assert "Sidan finns inte" in answer.content.decode()
    assert "There is no such page" in visitor.get(f"/en{address}").content.decode()


def test_empty_installation_says_what_to_do(visitor):
    for address in ("/", "/lagesbild/", "/kallor/"):
        assert "Läs in" in text(visitor, address) or "läser in filer" in text(visitor, address)
    assert "Start with a file" in text(visitor, "/en/")


def test_language_link_leads_to_the_same_page(visitor, live):
    assert f'href="/en{EVENING}"' in visitor.get(EVENING).content.decode()
    assert f'href="{EVENING}"' in visitor.get(f"/en{EVENING}").content.decode()


def test_browser_s_language_does_not_change_a_swedish_address(visitor, live):
    page = visitor.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="sv">' in page


ALL = (
    "/",
    "/lagesbild/",
    EVENING,
    "/platser/",
    "/kallor/",
    "/kallor/ny/",
    "/sa-laser-du/",
    "/tillganglighet/",
    "/losenord/",
)


def long_texts(language: str) -> list[str]:
    entries = polib.pofile(str(CATALOGUE))
    texts = [entry.msgid if language == "sv" else entry.msgstr for entry in entries if entry.msgid != entry.msgstr]
    return [t for t in texts if len(t) > 12 and "%" not in t]


def test_swedish_pages_hold_no_english_and_english_pages_no_swedish(coordinator, live):
    swedish, english = long_texts("sv"), long_texts("en")
    for address in (*ALL, f"/kallor/{live.pk}/"):
        page, translated = text(coordinator, address), text(coordinator, f"/en{address}")
        assert [t for t in english if stands_in(page, t)] == [], address
        assert [t for t in swedish if stands_in(translated, t)] == [], address


def stands_in(page: str, words: str) -> bool:
    """Whether the page holds the words, and not only as the beginning of longer ones."""
    return words in page and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", page) is not None


def test_reader_chooses_the_year_to_compare_with(visitor, live):
    page = text(visitor, EVENING)
    assert "Sedan ett år du väljer" in page
    finding = next(
        f
        for f in findings_for(own_place(), current_book(), load_catalogue(), baseline=2019)
        if f.kind is FindingKind.LONG_CHANGE and f.indicator == "ntu_unsafe_evening"
    )
    said = word(finding, load_catalogue(), "sv").brief
    assert said not in page
    assert said in text(visitor, f"{EVENING}?fran=2019")
    assert said in text(visitor, f"{EVENING}?fran=2019")  # from memory the second time


@pytest.mark.parametrize("wrong", ["1999", "2024", "abc", "²⁰¹⁹", "2019'--", ""])
def test_a_year_that_cannot_be_compared_is_not_compared(visitor, live, wrong):
    assert visitor.get(EVENING, {"fran": wrong}).status_code == 200


def test_reported_crime_offers_no_year_to_compare_with(visitor, live):
    assert "Sedan ett år du väljer" not in text(visitor, "/plats/ekhamra/lagesbild/anmalda-brott/")


def test_a_visitor_is_told_what_tryggve_is_and_whoever_works_here_is_not(visitor, coordinator, live):
    told = "Tryggve är Ekhamra kommuns verktyg för trygghetsarbetet"
    for address in ("/", "/logga-in/"):
        assert told in visitor.get(address).content.decode()
    assert told not in coordinator.get("/").content.decode()
