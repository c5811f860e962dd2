"""A served installation with Ekhamra's files, and a real browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
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
START = """
import sys
from tryggve.cli import import_files, people, serve
import argparse

def command(module, *words):
    parser = argparse.ArgumentParser()
    module.add_arguments(parser)
    args = parser.parse_args(words)
    args.language = "sv"
    module.run(args)

folder, port = sys.argv[1:]
files = ("Ekhamra.xlsx", "HLV_Fjällviks_län.xlsx", "medborgarundersokningen.px")
command(import_files, *[f"{folder}/{name}" for name in files])
command(import_files, f"{folder}/reviderad/Ekhamra.xlsx")
command(people, "add", "anna", "--role", "coordinator")
command(serve, "--port", port)
"""


@pytest.fixture(scope="session")
def address(tmp_path_factory) -> Iterator[str]:
    """The start of every address; the server runs in a process of its own."""
    from tryggve.cli.example_files import write_example

    folder = tmp_path_factory.mktemp("ekhamra")
    for _ in write_example(folder):
        pass
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    surroundings = {
        **os.environ,
        "TRYGGVE_DATA": str(tmp_path_factory.mktemp("data")),
        "TRYGGVE_PLACE": "9901",
        "TRYGGVE_PASSWORD": PASSWORD,
    }
    log = tmp_path_factory.mktemp("log") / "server"
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", START, str(folder), str(port)], env=surroundings, stdout=out, stderr=out
        )
    url = f"http://127.0.0.1:{port}"
    _wait(url, log)
    yield url
    server.terminate()
    server.wait(10)


def _wait(url: str, log: Path) -> None:
    for _ in range(120):
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
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}/logga-in/")
    page.fill("[name=username]", "anna")
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    state = context.storage_state()
    context.close()
    return state
