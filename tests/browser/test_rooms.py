"""The rooms where people work, in a real browser: accessible, and never wider than a phone."""

from __future__ import annotations

import pytest

from browser.conftest import assert_accessible, assert_fits_a_phone

pytestmark = pytest.mark.browser

ROOMS = (
    "/plan/",
    "/plan/1/",
    "/plan/1/logik/",
    "/plan/1/lagen/",
    "/organisation/",
    "/organisation/personer/",
    "/uppfoljning/",
    "/beslut/",
    "/utvardering/",
    "/utvardering/1/",
    "/utvardering/1/andra/",
    "/utvardering/1/mal/1/",
    "/utvardering/1/omrade/1/",
    "/utvardering/1/avsluta/",
    "/plan/1/utvarderingsdesign/",
    "/mal/2/",
    "/mal/3/listan/",
    "/mal/6/svara/",
    "/uppfoljning/mal/",
    "/mal/2/andra-beslutat/",
    "/lagesbilder/",
    "/lagesbilder/ny/",
    "/lagesbilder/1/",
    "/lagesbilder/2/",
    "/lagesbilder/2/andra/",
    "/lagesbilder/2/lagens-delar/",
    "/lagesbilder/2/kontrollfragor/",
    "/lagesbilder/2/ny-kalla/",
    "/lagesbilder/2/skillnader/",
    "/lagesbilder/2/historik/",
    "/lagesbilder/2/papperskorg/",
    "/lagesbilder/2/dokument/",
    "/lagesbilder/2/faststall/",
    "/lagesbilder/problem/1/",
    "/lagesbilder/problem/3/",
    "/lagesbilder/problem/5/",
    "/lagesbilder/problem/3/ny-slutsats/",
    "/lagesbilder/problem/3/ny-orsak/",
    "/lagesbilder/problem/3/prioritet/",
    "/lagesbilder/problem/5/nya-handelser/",
    "/lagesbilder/problem/5/till-planen/",
    "/lagesbilder/handelser/",
    "/lagesbilder/handelser/las-in/",
    "/lagesbilder/handelser/1/ta-bort/",
)
EVERY = [start + path for path in ROOMS for start in ("", "/en")]


@pytest.mark.parametrize("path", EVERY)
def test_room_passes_axe_and_fits_a_phone(demo_visit, path):
    page = demo_visit(path, role="coordinator")
    assert_accessible(page)
    assert_fits_a_phone(page)
