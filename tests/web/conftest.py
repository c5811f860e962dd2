"""An installation of its own for each test, and the people who use it."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from tryggve.cli.example_files import write_example
from tryggve.web.data.actions import import_file, make_live
from tryggve.web.data.models import Release
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from tryggve.web.plans.models import Plan, Priority
from web.made_once import Kept, made_once
from web.one_event import watched

PASSWORD = "en lång mening om kvällen"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.TRYGGVE_DATA = tmp_path / "data"
    settings.TRYGGVE_PLACE = "9901"
    settings.TRYGGVE_OPEN_READING = True
    settings.SECURE_SSL_REDIRECT = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # slow hashing is for real doors
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture(autouse=True)
def _one_event_for_each_write(monkeypatch):
    """Whatever a test of ours asks a page for, what the page writes has one event."""
    plain = Client.request

    def request(self, **asked):
        with watched(f"{asked.get('REQUEST_METHOD')} {asked.get('PATH_INFO')}"):
            return plain(self, **asked)

    monkeypatch.setattr(Client, "request", request)


@pytest.fixture(autouse=True)
def _connection_outlives_a_closed_answer(monkeypatch):
    """A file that is sent says that its request is done, and PostgreSQL would lose the test's transaction then."""
    monkeypatch.setattr(connections["default"], "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def without_contexts(monkeypatch):
    """For tests that ask much and read no page's context; the test client's copies of it are a third of its time."""
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_args, **_named: None)


@pytest.fixture(scope="session")
def ekhamra(tmp_path_factory) -> Path:
    """The made-up municipality's files."""
    folder = tmp_path_factory.mktemp("ekhamra")
    for _ in write_example(folder):
        pass
    return folder


@pytest.fixture
def workbook(ekhamra) -> Path:
    return ekhamra / "Ekhamra.xlsx"


@pytest.fixture
def revised(ekhamra) -> Path:
    return ekhamra / "reviderad" / "Ekhamra.xlsx"


@pytest.fixture(scope="session")
def kept() -> dict[str, Kept]:
    """What tests before this one made and others start from."""
    return {}


@pytest.fixture
def live(db, workbook, kept, tmp_path_factory) -> Release:
    """Ekhamra's first file, shown on the pages."""

    def make() -> None:
        make_live(import_file(workbook, by="anna").release, by="anna")

    made_once(kept, "live", tmp_path_factory.mktemp("live") / "releases", make)
    return Release.objects.get(file_name=workbook.name)


def _person(name: str, role: Role) -> User:
    return add_person(username=name, password=PASSWORD, role=role, by="provet")


@pytest.fixture
def visitor(db) -> Client:
    return Client()


@pytest.fixture
def coordinator(db) -> Client:
    client = Client()
    client.force_login(_person("anna", Role.COORDINATOR), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def reader(db) -> Client:
    client = Client()
    client.force_login(_person("rolf", Role.READER), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def anna(db) -> Client:
    """The municipality's coordinator, who belongs to it."""
    return _example().member("anna", Role.COORDINATOR)


@pytest.fixture
def plan(db) -> Plan:
    """The example's plan, as a draft."""
    return _example().plan()


@pytest.fixture
def priority(plan: Plan) -> Priority:
    """Its only priority."""
    return plan.priorities.get()


def _example() -> ModuleType:
    from web import plan_example  # the example takes its people's password from here

    return plan_example
