"""Installations on both databases; PostgreSQL is skipped visibly where there is none."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from durability.installation import Installation

BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@contextmanager
def new_database(*, tablespace: str = "") -> Iterator[str]:
    """Make a PostgreSQL database, give its address, and drop it."""
    address = os.environ.get("TRYGGVE_TEST_POSTGRES")
    if not address:
        pytest.skip("TRYGGVE_TEST_POSTGRES names no server: durability on PostgreSQL is not tested")
    psycopg = pytest.importorskip("psycopg")
    name = f"tryggve_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}" + (f" TABLESPACE {tablespace}" if tablespace else ""))
    try:
        yield f"{address.rpartition('/')[0]}/{name}"
    finally:
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def postgres_address() -> Iterator[str]:
    with new_database() as address:
        yield address


@pytest.fixture
def made(tmp_path, tables) -> Callable[..., Installation]:
    """Make an installation with tables."""

    def make(address: str = "", *, data: Path | None = None) -> Installation:
        folder = data or tmp_path / "data"
        folder.mkdir(exist_ok=True)
        installation = Installation(folder, address)
        if address:
            installation.command("manage", "migrate", "-v", "0")
        else:
            shutil.copy(tables, folder / "db.sqlite3")
        return installation

    return make


@pytest.fixture(params=BOTH)
def installation(request, made) -> Installation:
    return made(request.getfixturevalue("postgres_address") if request.param == "postgres" else "")


@pytest.fixture(params=BOTH)
def installation_address(request, tmp_path) -> str:
    """The address of an empty database to move to."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres_address")
    return f"sqlite:///{tmp_path}/target.sqlite3"
