"""A disk that is full: the user is told so, nothing acknowledged is lost, and with room again it works again."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from durability.conftest import new_database
from durability.installation import SEED, STATE, Answer, Installation, Server, Visitor

TEXT = "å" * 6_000
MEBI = 2**20
SIZE = 64 * MEBI


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of 64 MiB in memory; not in pytest's folder, which each run of it closes to other users."""
    folder = Path(tempfile.mkdtemp(prefix="tryggve-small-"))
    run = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        folder.rmdir()
        pytest.skip(f"no small disk can be mounted here: {run.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)
    folder.rmdir()


def fill(visitor: Visitor, seed: dict) -> tuple[list[str], Answer]:
    """Save until something else than "saved" is answered; return the titles that were acknowledged, and that answer."""
    acknowledged = []
    for count in range(5_000):
        title = f"post {count}"
        answer = save(visitor, seed, title)
        if answer.status != 302:
            return acknowledged, answer
        acknowledged.append(title)
    raise AssertionError("the disk never became full")


def save(visitor: Visitor, seed: dict, title: str) -> Answer:
    values = {"title": title, "text": TEXT}
    return visitor.post(f"/plan/{seed['plan']}/ny-prioritering/", values)


def titles(installation: Installation) -> list[str]:
    asked = (
        "from tryggve.web.plans.models import Priority\nanswer = list(Priority.objects.values_list('title', flat=True))"
    )
    return installation.ask(asked)


def assert_told(answer: Answer) -> None:
    assert answer.status == 507, answer.text
    assert "Disken är full" in answer.text
    assert "är inte sparat" in answer.text
    assert "Traceback" not in answer.text


def assert_kept(installation: Installation, acknowledged: list[str]) -> None:
    stored = titles(installation)
    assert set(acknowledged) - set(stored) == set()
    state = installation.ask(STATE)
    events = [event for event in state["events"] if event[0] == "plans.add_priority"]
    assert len(events) == len(stored), "a row without its event, or an event without its row"
    assert state["whole"]
    assert state["sound"] == "ok"


def try_full_disk(installation: Installation, server: Server, seed: dict, make_room) -> None:
    visitor = Visitor(server.port, seed["sessions"][0])
    acknowledged, answer = fill(visitor, seed)
    assert acknowledged
    assert_told(answer)
    assert visitor.get("/en/plan/").status == 200, "reading goes on"
    english = visitor.post(f"/en/plan/{seed['plan']}/ny-prioritering/", {"title": "full", "text": TEXT})
    assert english.status == 507
    assert "The disk is full" in english.text
    make_room()
    assert save(visitor, seed, "plats igen").status == 302
    assert_kept(installation, [*acknowledged, "plats igen"])


@pytest.mark.durability
def test_file_that_may_not_grow_is_told_as_a_full_disk(made):
    installation = made()
    seed = installation.ask(SEED, "1", "1")
    with installation.served(largest_file=2 * MEBI) as server:

        def make_room() -> None:
            no_limit = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
            resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, no_limit)

        try_full_disk(installation, server, seed, make_room)


@pytest.mark.durability
def test_full_disk_under_sqlite(made, small_disk):
    installation = made(data=small_disk / "data")
    ballast = small_disk / "ballast"
    seed = installation.ask(SEED, "1", "1")
    ballast.write_bytes(b"0" * (SIZE - 8 * MEBI))
    with installation.served() as server:
        try_full_disk(installation, server, seed, ballast.unlink)


@contextmanager
def tablespace(address: str, disk: Path) -> Iterator[str]:
    """Let the PostgreSQL server keep tables on the small disk."""
    psycopg = pytest.importorskip("psycopg")
    folder = disk / "postgres"
    folder.mkdir()
    with psycopg.connect(address, autocommit=True) as server:
        owner = Path(server.execute("SHOW data_directory").fetchone()[0]).stat()
        os.chown(folder, owner.st_uid, owner.st_gid)
        for above in (disk, *disk.parents):
            if not above.stat().st_mode & 0o001:
                above.chmod(above.stat().st_mode | 0o011)  # the server's own user must reach it
        server.execute(f"CREATE TABLESPACE small_disk LOCATION '{folder}'")
    try:
        yield "small_disk"
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute("DROP TABLESPACE small_disk")


@pytest.mark.durability
@pytest.mark.postgres
def test_full_disk_under_postgres(made, small_disk):
    psycopg = pytest.importorskip("psycopg")
    address = os.environ.get("TRYGGVE_TEST_POSTGRES")
    if not address:
        pytest.skip("TRYGGVE_TEST_POSTGRES names no server: a full disk under PostgreSQL is not tested")
    ballast = small_disk / "ballast"
    with tablespace(address, small_disk) as space, new_database(tablespace=space) as database:
        try:
            installation = made(database)
            seed = installation.ask(SEED, "1", "1")
            with psycopg.connect(address, autocommit=True) as server:
                server.execute("CHECKPOINT")
            with ballast.open("wb") as file:
                while shutil.disk_usage(small_disk).free > MEBI:
                    file.write(b"0" * 65536)
                    file.flush()
            with installation.served() as running:
                try_full_disk(installation, running, seed, ballast.unlink)
        finally:
            ballast.unlink(missing_ok=True)
