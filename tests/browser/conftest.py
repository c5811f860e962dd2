"""A served installation with Ekhamra's files, and a real browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "en lång mening om kvällen"
COMMAND = """
import argparse, sys

def command(module, *words):
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    args = parser.parse_args(words)
    args.language = "sv"
    module.run(args)

folder, port = sys.argv[1:]
"""
START = """
from tryggve.cli import import_files, people, serve
files = ("Ekhamra.xlsx", "HLV_Fjällviks_län.xlsx", "medborgarundersokningen.px")
command(import_files, *[f"{folder}/{name}" for name in files])
command(import_files, f"{folder}/reviderad/Ekhamra.xlsx")
command(people, "add", "anna", "--role", "coordinator")
command(serve, "--port", port)
"""
ROLES = ("coordinator", "owner", "analyst", "secretary", "reader", "administrator")
DEMO = f"""
from tryggve.cli import demo, people

command(demo, "--data", folder, "--no-serve")
for role in {ROLES!r}:
    command(people, "add", role, "--role", role)
"""
SERVE = """
from tryggve.cli import serve
command(serve, "--port", port)
"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> Iterator[str]:
    """The start of every address; the server runs in a process of its own."""
    from tryggve.cli.example_files import write_example

    folder = tmp_path_factory.mktemp("ekhamra")
    for _ in write_example(folder):
        pass
    data = tmp_path_factory.mktemp("data")
    yield from _served(tmp_path_factory.mktemp("log"), data, START, str(folder), str(_free_port()))


@pytest.fixture(scope="session")
def demo_built(tmp_path_factory) -> Path:
    """The data of the whole demo, with an account of each role; its name is the role's."""
    data = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-c", COMMAND + DEMO, str(data), ""]
    subprocess.run(command, env=_surroundings(data), check=True, capture_output=True, text=True)
    return data


@pytest.fixture(scope="module")
def demo_address(tmp_path_factory, demo_built) -> Iterator[str]:
    """A copy of the demo for each module: what one module's tests write is never met by another's."""
    data = tmp_path_factory.mktemp("demo")
    shutil.copytree(demo_built, data, dirs_exist_ok=True)
    yield from _served(tmp_path_factory.mktemp("log"), data, SERVE, "", str(_free_port()))


def _surroundings(data: Path) -> dict[str, str]:
    return {**os.environ, "TRYGGVE_DATA": str(data), "TRYGGVE_PLACE": "9901", "TRYGGVE_PASSWORD": PASSWORD}


def _served(folder: Path, data: Path, script: str, *words: str) -> Iterator[str]:
    log = folder / "server"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", COMMAND + script, *words], env=_surroundings(data), stdout=out, stderr=out
        )
    url = f"http://127.0.0.1:{words[-1]}"
    _wait(url, log)
    yield url
    server.terminate()
    server.wait(10)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(url: str, log: Path) -> None:
    for _ in range(480):
        try:
            urllib.request.urlopen(f"{url}/tillganglighet/", timeout=1)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise RuntimeError(log.read_text())


@pytest.fixture(scope="session")
def chromium():
    """One browser for all tests; skips where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: pages are not tried in a real browser")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def signed_in(chromium, address) -> dict:
    """The cookies of a coordinator."""
    return _sign_in(chromium, address, "anna")


@pytest.fixture(scope="module")
def demo_cookies(chromium, demo_address) -> Callable[[str], dict]:
    """Give the cookies of a role's account in the demo; each signs in once."""
    kept: dict[str, dict] = {}

    def cookies(role: str) -> dict:
        if role not in kept:
            kept[role] = _sign_in(chromium, demo_address, role)
        return kept[role]

    return cookies


def _sign_in(chromium, address: str, name: str) -> dict:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/logga-in/")
    page.fill("[name=username]", name)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main button")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def demo_visit(chromium, demo_address, demo_cookies):
    """Open a page of the demo in a fresh window, as a role or as a visitor; ``script=False`` turns JavaScript off."""
    windows = []

    def open_page(path: str, *, role: str = "", width: int = 1280, script: bool = True):
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            storage_state=demo_cookies(role) if role else None,
            bypass_csp=True,
            java_script_enabled=script,
        )
        windows.append(context)
        page = context.new_page()
        page.goto(demo_address + path)
        return page

    yield open_page
    for context in windows:
        context.close()


def assert_says(place, *texts: str) -> None:
    """Wait until a page, or a part of one, shows each text; how its lines break is not minded."""
    from playwright.sync_api import Page, expect

    read = place.locator("body") if isinstance(place, Page) else place
    for text in texts:
        expect(read).to_contain_text(text, use_inner_text=True)


def assert_accessible(page) -> None:
    """Hold a page against axe."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": AXE_TAGS}})
    assert found.violations_count == 0, found.generate_report()


def assert_fits_a_phone(page) -> None:
    """Hold a page against the width of a phone, and of a small one."""
    for width in (375, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
