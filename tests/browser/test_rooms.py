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
    "/mal/2/andra-beslutat/",
)
EVERY = [start + path for path in ROOMS for start in ("", "/en")]


@pytest.mark.parametrize("path", EVERY)
def test_room_passes_axe(demo_visit, path):
    assert_accessible(demo_visit(path, role="coordinator"))


@pytest.mark.parametrize("path", EVERY)
def test_room_fits_a_phone(demo_visit, path):
    assert_fits_a_phone(demo_visit(path, role="coordinator", width=375))
