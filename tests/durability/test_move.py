"""The whole installation to PostgreSQL and back: the same rows, the same pages, the same log."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from durability.installation import Installation

PAGES = """
import re
from django.contrib.auth.models import User
from django.test import Client
from tryggve.web.plans.models import Goal, Plan

visitor, member = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
user = User.objects.get(username="demo")
member.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
plan, goal = Plan.objects.order_by("id").first(), Goal.objects.order_by("id").first()
paths = ["/", "/lagesbild/", "/kallor/", "/plan/", f"/plan/{plan.pk}/", f"/plan/{plan.pk}/logik/", f"/mal/{goal.pk}/"]
paths += [f"/plan/{plan.pk}/historik/", "/uppfoljning/", "/organisation/", "/beslut/", "/en/"]
answer = {}
for path in paths:
    for who, client in (("visitor", visitor), ("member", member)):
        got = client.get(path)
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", got.content.decode())
        answer[f"{who} {path}"] = [got.status_code, text]
"""
TALLIES = """
from tryggve.web.database.tables import all_tables, tally_of
volatile = {"django_session", "auth_user"}
tables = [table for table in all_tables() if table.name not in volatile]
answer = {table.name: [tally.rows, tally.checksum] for table in tables for tally in [tally_of(table, using="default")]}
"""
AFTERWARDS = """
from tryggve.web.audit.chain import check_chain
from tryggve.web.organisation.actions import add_unit
from tryggve.web.organisation.models import Unit
unit = add_unit(municipality="9901", name="Den nya enheten", kind="department", by="provet")
answer = [Unit.objects.filter(pk__gte=unit.pk).count(), check_chain().whole]
"""
FILL = """
import datetime as dt, uuid
from decimal import Decimal
from durability.made_rooms.models import Guest, House, Person, Tag
from django.contrib.auth.models import User
from django.db.models import JSONField, Value
from tryggve.web.audit.actions import record
houses = [House.objects.create(name=name) for name in ("A", "B", "C")]
moment = dt.datetime(2024, 3, 31, 2, 30, 0, 123456, tzinfo=dt.UTC)
facts = {"å": [1, 2.5, None, True, "text"], "big": 1e16, "small": 1e-7, "zero": -0.0, "deep": {"b": {}, "a": []}}
person = Person.objects.create(
    home=houses[0], born=dt.date(2000, 2, 29), wakes=dt.time(6, 30), share=0.1 + 0.2, amount=Decimal("1234567.80"),
    facts=facts, raw=bytes(range(256)), key=uuid.UUID(int=7), lasts=dt.timedelta(days=2, microseconds=1),
)
Person.objects.filter(pk=person.pk).update(seen=moment)
guest = Guest.objects.create(home=houses[1], note="gäst\\nmed rad", facts=Value(None, JSONField()), maybe=None)
for house, beside in zip(houses, houses[1:] + houses[:1]):
    house.host, house.beside = person, beside
    house.save()
tags = [Tag.objects.create(code=code) for code in ("ö", "a", "Å", "z")]
houses[0].tags.set(tags)
houses[0].near.set(houses[1:])
record("prov", by="provet", about="rum", after={"dose": 2.5})
answer = True
"""
READ = """
from durability.made_rooms.models import Guest, House, Person
person = Person.objects.order_by("pk").first()
answer = [
    person.seen.isoformat(), person.born.isoformat(), str(person.amount), person.share == 0.1 + 0.2, person.facts,
    bytes(person.raw) == bytes(range(256)), person.lasts.microseconds, person.key.int,
    [[h.name, h.beside.name, h.host_id == person.pk, h.tags.count()] for h in House.objects.order_by("pk")],
    [h.near.count() for h in House.objects.order_by("pk")],
    [[g.note, g.home.name, g.facts, g.maybe] for g in Guest.objects.all()],
]
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Installation:
    installation = Installation(tmp_path_factory.mktemp("demo") / "data")
    installation.data.mkdir()
    installation.command("demo", "--data", str(installation.data), "--no-serve")
    installation.ask(PAGES)  # signs in once, so that this too is on both sides
    return installation


def moved(source: Installation, address: str, folder: Path) -> Installation:
    said = source.command("move", "--to", address, "--data", str(folder))
    assert "Loggen är hel" in said
    return Installation(folder, address, source.settings)


def assert_alike(one: Installation, other: Installation) -> None:
    before, after = one.ask(TALLIES), other.ask(TALLIES)
    assert len(before) > 35
    assert after == before
    first, second = one.ask(PAGES), other.ask(PAGES)
    assert [page for page in first if first[page][0] not in (200, 302, 404)] == []
    assert [page for page in first if first[page] != second[page]] == []
    assert one.command("audit", "verify") == other.command("audit", "verify")


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "sqlite3" not in path.name and "cache" not in path.parts
    }


@pytest.mark.durability
@pytest.mark.postgres
def test_demo_moves_to_postgres_and_back(demo, postgres_address, tmp_path):
    there = moved(demo, postgres_address, tmp_path / "there")
    assert_alike(demo, there)
    assert files(there.data) == files(demo.data)
    back = moved(there, f"sqlite:///{tmp_path}/back.sqlite3", tmp_path / "back")
    assert_alike(there, back)
    for installation in (there, back):
        assert installation.ask(AFTERWARDS) == [1, True], "the next row gets a number of its own"


@pytest.mark.durability
def test_demo_moves_to_another_file(demo, tmp_path):
    there = moved(demo, f"sqlite:///{tmp_path}/there.sqlite3", tmp_path / "there")
    assert_alike(demo, there)
    assert there.ask(AFTERWARDS) == [1, True]


def with_made_rooms(tmp_path: Path) -> Installation:
    installation = Installation(tmp_path / "data", settings="durability.made_settings")
    installation.data.mkdir()
    installation.command("manage", "migrate", "-v", "0")
    installation.ask(FILL)
    return installation


@pytest.mark.durability
def test_rows_in_rings_and_of_every_kind_move(installation_address, tmp_path):
    source = with_made_rooms(tmp_path)
    before = source.ask(READ)
    there = moved(source, installation_address, tmp_path / "there")
    assert there.ask(READ) == before
    back = moved(there, f"sqlite:///{tmp_path}/back.sqlite3", tmp_path / "back")
    assert back.ask(READ) == before
    assert back.ask(TALLIES) == source.ask(TALLIES)


@pytest.mark.durability
def test_used_database_is_refused_and_left_alone(made, tmp_path):
    source, used = made(), made(data=tmp_path / "used")
    asked = "from tryggve.web.audit.actions import record\nrecord('prov', by='provet', about='sak')\nanswer = True"
    used.ask(asked)
    before = used.ask(TALLIES)
    said = source.command("move", "--to", f"sqlite:///{used.data}/db.sqlite3", code=8)
    assert "används redan" in said
    assert used.ask(TALLIES) == before


@pytest.mark.durability
def test_database_of_another_program_is_refused(made, tmp_path):
    other = tmp_path / "other.sqlite3"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE kunder (namn TEXT)")
    connection.close()
    said = made().command("move", "--to", f"sqlite:///{other}", code=2)
    assert "kunder" in said


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("mysql://anna:hemligt@localhost/x", "ingen databasadress"),
        ("postgresql://a:hemligt@127.0.0.1:1/x", "svarar inte"),
    ],
)
def test_wrong_address_is_told_without_its_password(made, address, said):
    told = made().command("move", "--to", address, code=2)
    assert said in told
    assert "hemligt" not in told


@pytest.mark.durability
def test_move_killed_half_way_leaves_the_target_empty_and_the_source_as_it_was(demo, installation_address, tmp_path):
    before = demo.ask(TALLIES)
    words = [sys.executable, "-m", "tryggve.cli.main", "move", "--to", installation_address]
    run = subprocess.Popen(words, env=demo.surroundings, stdout=subprocess.PIPE, text=True)
    for line in run.stdout:
        if "data_figure" in line:
            run.kill()
            break
    run.wait(10)
    run.stdout.close()
    there = Installation(tmp_path / "there", installation_address)
    there.data.mkdir()
    asked = "from tryggve.web.data.models import Figure\nfrom tryggve.web.audit.models import AuditEvent\n"
    time.sleep(0.5)
    assert there.ask(f"{asked}answer = [Figure.objects.count(), AuditEvent.objects.count()]") == [0, 0]
    assert demo.ask(TALLIES) == before
    moved(demo, installation_address, tmp_path / "again")


@pytest.mark.durability
def test_row_that_does_not_fit_stops_the_move(demo, installation_address, tmp_path):
    copy = Installation(tmp_path / "data")
    shutil.copytree(demo.data, copy.data)
    with sqlite3.connect(copy.data / "db.sqlite3") as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE plans_goal SET priority_id = 987654 WHERE id = (SELECT min(id) FROM plans_goal)")
    connection.close()
    said = copy.command("move", "--to", installation_address, code=2)
    assert "Inget är flyttat" in said
    assert "Traceback" not in said
    moved(demo, installation_address, tmp_path / "again")
