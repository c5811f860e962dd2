"""A backup holds everything and restores everywhere; a damaged one is refused whole."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest

from durability.installation import SEED, Installation, Visitor
from durability.test_move import TALLIES


def with_files(installation: Installation) -> Installation:
    kept = installation.data / "releases" / "ab" / "abcdef"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"en fil som den kom")
    (installation.data / "cache").mkdir(exist_ok=True)
    (installation.data / "cache" / "bild.svg").write_text("ritas om")
    return installation


def backed_up(installation: Installation, path: Path) -> Path:
    assert "databasen och" in installation.command("backup", str(path))
    return path


def restored(file: Path, folder: Path, address: str = "") -> Installation:
    before = Installation(folder, address)
    assert "Loggen är hel" in before.command("restore", str(file), "--to", str(folder))
    return before


@pytest.mark.durability
def test_backup_restores_to_the_same_rows_and_files(installation, tmp_path):
    with_files(installation)
    installation.ask(SEED, "2", "3")
    file = backed_up(installation, tmp_path / "kopia.zip")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    there = restored(file, tmp_path / "there")
    assert there.ask(TALLIES) == installation.ask(TALLIES)
    assert there.command("audit", "verify") == installation.command("audit", "verify")
    assert (there.data / "releases/ab/abcdef").read_bytes() == b"en fil som den kom"
    assert (there.data / "secret_key").read_text() == (installation.data / "secret_key").read_text()
    assert not (there.data / "cache/bild.svg").exists()


@pytest.mark.durability
def test_backup_restores_into_the_other_database(made, installation_address, tmp_path):
    source = with_files(made())
    source.ask(SEED, "2", "3")
    file = backed_up(source, tmp_path / "kopia.zip")
    there = restored(file, tmp_path / "there", installation_address)
    assert there.ask(TALLIES) == source.ask(TALLIES)
    assert not (there.data / "db.sqlite3").exists()


@pytest.mark.durability
def test_backup_while_people_save_holds_one_moment(installation, tmp_path):
    seed = installation.ask(SEED, "1", "1")
    with installation.served() as server:
        visitor = Visitor(server.port, seed["sessions"][0])
        for number in range(30):
            visitor.post(f"/plan/{seed['plan']}/ny-prioritering/", {"title": f"post {number}"})
        file = backed_up(installation, tmp_path / "kopia.zip")
        assert visitor.post(f"/plan/{seed['plan']}/ny-prioritering/", {"title": "efter"}).status == 302
    there = restored(file, tmp_path / "there")
    asked = "from tryggve.web.plans.models import Priority\nanswer = Priority.objects.count()"
    assert there.ask(asked) == 31


def altered(file: Path, name: str, content: bytes) -> Path:
    copy = file.with_name(f"{Path(name).stem}.zip")
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return copy


@pytest.mark.durability
def test_damaged_or_strange_backup_is_refused_and_leaves_nothing(made, tmp_path):
    installation = with_files(made())
    file = backed_up(installation, tmp_path / "kopia.zip")
    damaged = altered(file, "files/releases/ab/abcdef", b"en annan fil")
    with zipfile.ZipFile(file) as whole:
        manifest = json.loads(whole.read("manifest.json"))
    outside = altered(file, "manifest.json", json.dumps(manifest | {"sha256": {"files/../../x": "0"}}).encode())
    text = tmp_path / "text.zip"
    text.write_text("ingen zip")
    target = Installation(tmp_path / "there")
    for wrong in (damaged, outside, text):
        assert "går inte att återställa" in target.command("restore", str(wrong), "--to", str(target.data), code=3)
        assert not target.data.exists()
        wrong.unlink()
    assert "finns redan" in installation.command("backup", str(file), code=2)
    assert "inte tom" in target.command("restore", str(file), "--to", str(installation.data), code=2)
