"""Sign-in with the municipality's own accounts from end to end, against a stand-in for its server."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from importlib.util import find_spec
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

# Looked for and not imported: the stand-in warns of its own parts when it is.
pytestmark = pytest.mark.skipif(
    not (find_spec("allauth") and find_spec("oidc_provider_mock")),
    reason="sign-in with the municipality's accounts is not tried: the extra sso is not installed",
)

PASSWORD = "en lång mening om kvällen"
WAY_OUT = "/logga-in/kommunen/"
PREPARED = f"""
from tryggve.cli.web_app import start_web_app
start_web_app()
from django.contrib.auth.models import User
from tryggve.web.organisation.invitations import invite
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
invite(username="eva", name="Eva Ek", email="Eva.Ek@ekhamra.example", role=Role.OWNER, municipality="9901", by="x")
gone = add_person(username="gone", password={PASSWORD!r}, role=Role.READER, by="x")
gone.is_active, gone.email = False, "gone@ekhamra.example"
gone.save()
"""
SERVE = """
import argparse, sys
from tryggve.cli import serve
serve.run(argparse.Namespace(port=int(sys.argv[1]), host="localhost", language="sv"))
"""
ACCOUNTS = """
import json
from tryggve.cli.web_app import start_web_app
start_web_app()
from django.contrib.auth.models import User
from tryggve.web.audit.models import AuditEvent
people = {u.username: list(u.groups.values_list("name", flat=True)) for u in User.objects.all()}
events = list(AuditEvent.objects.filter(action__startswith="people.").values_list("action", "who", "after"))
print(json.dumps([people, events]))
"""


class Browser:
    """Keeps cookies, follows no redirect by itself."""

    def __init__(self) -> None:
        self.jar = CookieJar()
        keeps = urllib.request.HTTPCookieProcessor(self.jar)
        self.opener = urllib.request.build_opener(keeps, _Stay())

    def open(self, address: str, form: dict[str, str] | None = None) -> HTTPResponse:
        """Ask for an address; an error's page is an answer too."""
        try:
            return self.opener.open(address, urlencode(form).encode() if form is not None else None, timeout=20)
        except HTTPError as answer:
            return answer  # type: ignore[return-value]

    def leads_to(self, address: str, form: dict[str, str] | None = None) -> str:
        """Return where an address leads."""
        with self.open(address, form) as answer:
            assert answer.status == 302, answer.read().decode()
            return answer.headers["Location"]

    def page(self, address: str, *, status: int = 200) -> str:
        """Return a page's text."""
        with self.open(address) as answer:
            text = answer.read().decode()
            assert answer.status == status, text
            return text


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_request):
        return None


@contextmanager
def running(*command: str, environment: dict[str, str], ready: str, log: Path) -> Iterator[None]:
    with log.open("w") as out:
        process = subprocess.Popen([sys.executable, *command], env=environment, stdout=out, stderr=out)
    try:
        _wait(ready, log)
        yield
    finally:
        process.terminate()
        process.wait(10)


def _wait(address: str, log: Path) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=1).close()
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise RuntimeError(log.read_text())


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Installation:
    """An installation's address, its municipality's server and the environment that both were started in."""

    def __init__(self, address: str, server: str, environment: dict[str, str], log: Path) -> None:
        self.address, self.server, self.environment, self.log = address, server, environment, log

    def knows(self, sub: str, **claims: object) -> None:
        """Let the municipality's server know somebody."""
        body = json.dumps(claims).encode()
        asked = urllib.request.Request(f"{self.server}/users/{sub}", data=body, method="PUT")
        asked.add_header("Content-Type", "application/json")
        urllib.request.urlopen(asked, timeout=10).close()

    def come_back(self, browser: Browser, sub: str, *, onward: str = "") -> str:
        """Walk out to the municipality's server, sign in there, and return the address of the way back."""
        start = self.address + WAY_OUT + (f"?{urlencode({'next': onward})}" if onward else "")
        out = browser.leads_to(start)
        assert out.startswith(f"{self.server}/")
        return browser.leads_to(out, {"sub": sub})

    def told(self) -> tuple[dict[str, list[str]], list[list[object]]]:
        """Return the accounts with their roles, and the log's events about people."""
        run = subprocess.run(
            [sys.executable, "-c", ACCOUNTS], env=self.environment, capture_output=True, text=True, check=True
        )
        return tuple(json.loads(run.stdout))


def _installed(tmp_path: Path, tables: Path, **settings: str) -> Iterator[Installation]:
    (tmp_path / "data").mkdir()
    shutil.copy(tables, tmp_path / "data" / "db.sqlite3")
    port, server_port = _free_port(), _free_port()
    server = f"http://localhost:{server_port}"
    plain = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    environment = {
        **plain,
        "TRYGGVE_DATA": str(tmp_path / "data"),
        "TRYGGVE_PLACE": "9901",
        "TRYGGVE_HOSTS": "localhost,127.0.0.1",
        "TRYGGVE_OIDC_ISSUER": server,
        "TRYGGVE_OIDC_CLIENT_ID": "tryggve",
        "TRYGGVE_OIDC_SECRET": "hemligt",
        **settings,
    }
    subprocess.run([sys.executable, "-c", PREPARED], env=environment, check=True)
    asked = ("-m", "oidc_provider_mock", "--port", str(server_port), "--host", "localhost")
    loosened = {**environment, "AUTHLIB_INSECURE_TRANSPORT": "1"}
    address, log = f"http://localhost:{port}", tmp_path / "served.log"
    with (
        running(*asked, environment=loosened, ready=f"{server}/jwks", log=tmp_path / "server.log"),
        running("-c", SERVE, str(port), environment=environment, ready=f"{address}/tillganglighet/", log=log),
    ):
        yield Installation(address, server, environment, log)


@pytest.fixture(scope="module")
def installed(tmp_path_factory, tables) -> Iterator[Installation]:
    """Matched by verified e-mail; nobody unknown comes in."""
    yield from _installed(tmp_path_factory.mktemp("by_email"), tables)


@pytest.fixture(scope="module")
def open_to_readers(tmp_path_factory, tables) -> Iterator[Installation]:
    """Matched by a claim; who is unknown becomes a reader."""
    settings = {"TRYGGVE_OIDC_CLAIM": "preferred_username", "TRYGGVE_OIDC_ROLE": "reader"}
    yield from _installed(tmp_path_factory.mktemp("by_claim"), tables, **settings)


def test_invited_person_comes_in_and_goes_on_to_where_they_were_going(installed):
    browser = Browser()
    assert WAY_OUT in browser.page(f"{installed.address}/logga-in/")
    installed.knows("1", email="eva.ek@ekhamra.example", email_verified=True, name="Eva Ek")
    back = installed.come_back(browser, "1", onward="/beslut/")
    assert browser.leads_to(back) == "/beslut/"
    assert "eva" in browser.page(f"{installed.address}/konto/")
    people, events = installed.told()
    assert people["eva"] == ["owner"]
    assert ["people.sign_in", "eva", {"way": "oidc"}] in events


def test_way_out_uses_pkce_and_a_state(installed):
    asked = parse_qs(urlsplit(Browser().leads_to(installed.address + WAY_OUT)).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["code_challenge"]
    assert asked["state"]
    assert asked["redirect_uri"] == [f"{installed.address}{WAY_OUT}svar/"]


def test_unknown_person_is_refused_and_no_account_is_made(installed):
    browser = Browser()
    installed.knows("2", email="nobody@ekhamra.example", email_verified=True)
    page = browser.page(installed.come_back(browser, "2"), status=403)
    assert "du har inget konto i Tryggve" in page
    assert browser.leads_to(f"{installed.address}/konto/").startswith("/logga-in/")
    assert set(installed.told()[0]) == {"eva", "gone"}


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "eva.ek@ekhamra.example", "email_verified": False},
        {"email": "eva.ek@ekhamra.example"},
        {"email": "gone@ekhamra.example", "email_verified": True},
        {"preferred_username": "eva"},
        {"email": "", "email_verified": True},
    ],
    ids=("unverified", "verification not told", "closed account", "claim that is not configured", "no address"),
)
def test_what_proves_nothing_lets_nobody_in(installed, claims):
    browser = Browser()
    installed.knows("3", **claims)
    browser.page(installed.come_back(browser, "3"), status=403)


@pytest.mark.parametrize("broken", ["state", "code"])
def test_altered_way_back_is_refused_on_our_own_page(installed, broken):
    browser = Browser()
    installed.knows("1", email="eva.ek@ekhamra.example", email_verified=True)
    back = installed.come_back(browser, "1")
    altered = re.sub(rf"{broken}=[^&]+", f"{broken}=annat", back)
    assert "avbröts eller tog för lång tid" in browser.page(altered, status=403)
    assert browser.leads_to(f"{installed.address}/konto/").startswith("/logga-in/")


def test_way_back_of_another_browser_is_refused(installed):
    installed.knows("1", email="eva.ek@ekhamra.example", email_verified=True)
    stolen = installed.come_back(Browser(), "1")
    assert "avbröts" in Browser().page(stolen, status=403)


def test_sign_in_goes_on_to_no_other_site(installed):
    browser = Browser()
    installed.knows("1", email="eva.ek@ekhamra.example", email_verified=True)
    assert browser.leads_to(installed.come_back(browser, "1", onward="https://example.org/")) == "/start/"


@pytest.mark.parametrize(
    "address",
    [
        *("accounts/login/", "accounts/signup/", "accounts/email/", "accounts/3rdparty/", "accounts/social/signup/"),
        *("login/", "signup/", "3rdparty/", "oidc/kommunen/login/", "logga-in/annan/"),
    ],
)
def test_allauth_s_own_pages_are_not_there(installed, address):
    Browser().page(f"{installed.address}/{address}", status=404)


def test_person_is_found_by_the_configured_claim(open_to_readers):
    browser = Browser()
    open_to_readers.knows("1", preferred_username="EVA", email="annan@ekhamra.example")
    assert browser.leads_to(open_to_readers.come_back(browser, "1")) == "/start/"
    assert open_to_readers.told()[0]["eva"] == ["owner"]


def test_unknown_person_becomes_what_the_setting_says_and_nothing_more(open_to_readers):
    browser = Browser()
    open_to_readers.knows("4", preferred_username="lars", name="Lars Ljung")
    assert browser.leads_to(open_to_readers.come_back(browser, "4")) == "/start/"
    people, events = open_to_readers.told()
    assert people["lars"] == ["reader"]
    assert ["people.add", "kommunens inloggning", {"role": "reader", "municipality": "9901"}] in events


def test_closed_account_is_not_made_again(open_to_readers):
    browser = Browser()
    open_to_readers.knows("5", preferred_username="gone")
    browser.page(open_to_readers.come_back(browser, "5"), status=403)


def test_municipality_s_server_that_is_down_is_told_calmly(tmp_path):
    nobody = f"http://localhost:{_free_port()}"
    environment = {**os.environ, "TRYGGVE_DATA": str(tmp_path), "TRYGGVE_PLACE": "9901", "TRYGGVE_OIDC_ISSUER": nobody}
    environment |= {"TRYGGVE_OIDC_CLIENT_ID": "a", "TRYGGVE_OIDC_SECRET": "b"}
    code = (
        "from tryggve.cli.web_app import start_web_app; start_web_app()\n"
        "from django.test import Client\n"
        "answer = Client(headers={'host': 'localhost'}).get('/logga-in/kommunen/')\n"
        "print(answer.status_code, 'avbröts' in answer.content.decode())"
    )
    run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert run.stdout.split()[-2:] == ["403", "True"]
