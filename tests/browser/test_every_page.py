"""Every page that can be reached by links from the start: accessible, and never wider than a phone.

One page of each kind is tried, in both languages. Which pages there are is found by following the links of the demo, so
that a new page is tried without being listed anywhere.
"""

from __future__ import annotations

import html
import re
import urllib.request
from collections.abc import Iterator

import pytest
from django.urls import Resolver404, resolve

from browser.conftest import assert_accessible, assert_fits_a_phone

pytestmark = pytest.mark.browser

STARTS = ("/start/", "/", "/organisation/personer/")
PARTS = 4  # so that two workers share the pages


@pytest.fixture(scope="module")
def linked_pages(demo_address, demo_cookies) -> list[str]:
    """The address of one page of each kind that a coordinator can reach, in the order they are found."""
    kept = demo_cookies("coordinator")["cookies"]
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in kept)
    found: dict[object, str] = {}
    waiting = list(STARTS)
    while waiting:
        path = waiting.pop(0)
        kind = _kind(path)
        if kind is None or kind in found:
            continue
        request = urllib.request.Request(demo_address + path, headers={"Cookie": cookies})
        with urllib.request.urlopen(request, timeout=30) as answer:
            if answer.headers.get_content_type() != "text/html":
                found[kind] = ""
                continue
            found[kind] = path
            waiting += _links(answer.read().decode())
    return [path for path in found.values() if path]


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
