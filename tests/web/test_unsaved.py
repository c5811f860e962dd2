"""What a person sees when the disk is full or the database refuses."""

from __future__ import annotations

import errno
import sqlite3

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore
from django.db import OperationalError

from tryggve.web.database.faults import Fault, fault_of
from tryggve.web.plans import edit_views
from tryggve.web.plans.models import Plan
from web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def refused(cause: BaseException) -> OperationalError:
    error = OperationalError(str(cause))
    error.__cause__ = cause
    return error


def from_sqlite(code: int) -> OperationalError:
    cause = sqlite3.OperationalError("refused")
    cause.sqlite_errorcode = code
    return refused(cause)


def from_postgres(state: str | None) -> OperationalError:
    cause = type("OperationalError", (Exception,), {"sqlstate": state})("refused")
    return refused(cause)


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (from_sqlite(sqlite3.SQLITE_FULL), Fault.FULL),
        (from_sqlite(sqlite3.SQLITE_IOERR_WRITE), Fault.FULL),
        (from_sqlite(sqlite3.SQLITE_BUSY_SNAPSHOT), Fault.BUSY),
        (from_sqlite(sqlite3.SQLITE_CORRUPT), None),
        (from_postgres("53100"), Fault.FULL),
        (from_postgres("40P01"), Fault.BUSY),
        (from_postgres("57P01"), Fault.AWAY),
        (from_postgres(None), Fault.AWAY),
        (from_postgres("22001"), None),
        (OSError(errno.ENOSPC, "No space left on device"), Fault.FULL),
        (OSError(errno.ENOENT, "No such file"), None),
        (ValueError("fel i koden"), None),
        (None, None),
    ],
)
def test_fault_is_told_from_the_error(error, fault):
    assert fault_of(error) is fault


@pytest.mark.parametrize(("start", "said"), [("", "Disken är full"), ("/en", "The disk is full")])
def test_full_disk_is_told_in_both_languages(coordinator, monkeypatch, start, said):
    def full(**_):
        raise from_sqlite(sqlite3.SQLITE_FULL)

    monkeypatch.setattr(edit_views, "create_plan", full)
    sent = {"title": "Ny plan", "starts": "2027", "ends": "2029", "document": "council_plan"}
    answer = coordinator.post(f"{start}/plan/ny/", sent)
    assert answer.status_code == 507
    assert said in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


@pytest.fixture
def no_room_for_sessions(monkeypatch):
    def full(*_, must_create=False, **__):
        try:
            raise from_sqlite(sqlite3.SQLITE_FULL)
        except OperationalError:
            if must_create:
                raise
            raise UpdateError  # noqa: B904 as Django's own does

    monkeypatch.setattr(SessionStore, "save", full)


def test_what_was_saved_is_acknowledged_though_the_session_has_no_room(coordinator, no_room_for_sessions):
    sent = {"title": "Ny plan", "starts": "2027", "ends": "2029", "document": "council_plan"}
    answer = coordinator.post("/plan/ny/", sent)
    assert Plan.objects.filter(title="Ny plan").exists()
    assert answer.status_code == 302


def test_sign_in_that_cannot_be_kept_says_that_the_disk_is_full(visitor, coordinator, no_room_for_sessions):
    visitor.raise_request_exception = False
    answer = visitor.post("/logga-in/", {"username": "anna", "password": PASSWORD})
    assert answer.status_code == 507
    assert "Disken är full" in answer.content.decode()
    assert "sessionid" not in visitor.cookies


def test_other_errors_stay_our_fault(coordinator, monkeypatch):
    def broken(**_):
        raise ValueError("fel i koden")

    monkeypatch.setattr(edit_views, "create_plan", broken)
    coordinator.raise_request_exception = False
    sent = {"title": "Ny plan", "starts": "2027", "ends": "2029", "document": "council_plan"}
    answer = coordinator.post("/plan/ny/", sent)
    assert answer.status_code == 500
    assert "Något gick fel hos oss" in answer.content.decode()
