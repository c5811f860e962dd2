"""Every page that can be reached by links from the start: accessible, and never wider than a phone; every PDF tagged.

One of each kind is tried, in both languages. Which pages there are is found by following the links of the demo, so
that a new page is tried without being listed anywhere.
"""

from __future__ import annotations

import html
import re
import urllib.request
from collections.abc import Callable, Iterator

import pytest
from django.urls import Resolver404, resolve

from browser.conftest import assert_accessible, assert_fits_a_phone
from publish.tagged_pdf import faults_of

pytestmark = pytest.mark.browser

STARTS = ("/start/", "/", "/organisation/personer/")
PARTS = 4  # so that a long test says where it is
PAGE, PAPER = "text/html", "application/pdf"
DECIDED = "/trygghetsplan/"  # the paper that was decided, in the words it was decided in


@pytest.fixture(scope="module")
def linked(demo_address, read_as_coordinator) -> dict[str, str]:
    """One address of each kind that a coordinator can reach, in the order they are found; each with its file's type."""
    found: dict[object, tuple[str, str]] = {}
    waiting = list(STARTS)
    while waiting:
        path = waiting.pop(0)
        kind = _kind(path)
        if kind is None or kind in found:
            continue
        sort, content = read_as_coordinator(path)
        found[kind] = path, sort
        if sort == PAGE:
            waiting += _links(content.decode())
    return dict(found.values())


@pytest.fixture(scope="module")
def read_as_coordinator(demo_address, demo_cookies) -> Callable[[str], tuple[str, bytes]]:
    """Give what kind of file an address answers with, and the file."""
    kept = demo_cookies("coordinator")["cookies"]
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in kept)

    def read(path: str) -> tuple[str, bytes]:
        request = urllib.request.Request(demo_address + path, headers={"Cookie": cookies})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.headers.get_content_type(), answer.read()

    return read


@pytest.fixture(scope="module")
def linked_pages(linked) -> list[str]:
    """The address of each page."""
    return [path for path, sort in linked.items() if sort == PAGE]


def _kind(path: str) -> object | None:
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return None
    words = tuple(value for value in match.kwargs.values() if isinstance(value, str))
    return match.view_name, words if match.view_name.split(":")[0] in ("plans", "registers") else ()


def _links(page: str) -> Iterator[str]:
    for address in re.findall(r'<a[^>]* href="([^"]+)"', page):
        path = html.unescape(address).partition("#")[0]
        if path.startswith("/") and not path.startswith("/en/"):
            yield path


def test_the_links_lead_to_every_room(linked_pages):
    rooms = {resolve(path.partition("?")[0]).view_name.split(":")[0] for path in linked_pages}
    assert len(linked_pages) > 100
    assert {"plans", "picture", "followup", "decisions", "evaluation", "registers", "organisation", "data"} <= rooms


@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("start", ["", "/en"])
def test_every_linked_page_passes_axe_and_fits_a_phone(demo_visit, demo_address, linked_pages, start, part):
    page = demo_visit("/tillganglighet/", role="coordinator")
    wrong = []
    for path in linked_pages[part::PARTS]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(demo_address + start + path)
        try:
            assert_accessible(page)
            assert_fits_a_phone(page)
        except AssertionError as error:
            wrong.append(f"{start}{path}: {error}")
    assert wrong == []


@pytest.mark.parametrize(("start", "language"), [("", "sv"), ("/en", "en")])
def test_every_linked_pdf_is_whole_to_a_screen_reader(linked, read_as_coordinator, start, language):
    papers = [path for path, sort in linked.items() if sort == PAPER]
    assert len(papers) >= 6
    for path in papers:
        _, content = read_as_coordinator(start + path)
        written = "sv" if path.startswith(DECIDED) else language
        assert (path, faults_of(content, language=written)) == (path, [])
