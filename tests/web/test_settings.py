"""The settings: safe as documented, and nothing to migrate."""

from __future__ import annotations

import os
import stat
import subprocess
import sys

import pytest
from django.core.management import call_command

from tryggve.web.database.address import database_at
from tryggve.web.secret import secret_key

DEPLOYED = {"TRYGGVE_HOSTS": "trygg.example.se", "TRYGGVE_BEHIND_PROXY": "true", "TRYGGVE_PLACE": "2081"}


def settings_of(tmp_path, code: str, **environment: str) -> str:
    run = subprocess.run(
        [sys.executable, "-c", f"from tryggve.web import settings; {code}"],
        env={**os.environ, "TRYGGVE_DATA": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_deployment_check_finds_nothing(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "tryggve.web.manage", "check", "--deploy", "--fail-level", "WARNING"],
        env={**os.environ, "TRYGGVE_DATA": str(tmp_path), **DEPLOYED},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_cookies_are_secure_as_soon_as_the_host_is_not_this_computer(tmp_path):
    asked = "print(settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.DEBUG)"
    assert settings_of(tmp_path, asked, **DEPLOYED) == "True True False"
    assert settings_of(tmp_path, asked) == "False False False"


def test_real_municipality_is_closed_until_it_opens(tmp_path):
    asked = "print(settings.TRYGGVE_OPEN_READING)"
    assert settings_of(tmp_path, asked, TRYGGVE_PLACE="2081") == "False"
    assert settings_of(tmp_path, asked, TRYGGVE_PLACE="9901") == "True"
    assert settings_of(tmp_path, asked, TRYGGVE_PLACE="2081", TRYGGVE_OPEN_READING="true") == "True"


def test_signing_key_is_made_once_and_read_by_its_owner_only(tmp_path):
    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


def test_signing_key_may_come_from_a_file(tmp_path):
    (tmp_path / "key").write_text("k" * 60)
    key = settings_of(tmp_path, "print(settings.SECRET_KEY)", TRYGGVE_SECRET_KEY_FILE=str(tmp_path / "key"))
    assert key == "k" * 60


ASKED = "import django; django.setup(); from django.db import connection as c; k = c.cursor()"
PRAGMAS = "print([k.execute(f'PRAGMA {p}').fetchone()[0] for p in ('journal_mode', 'synchronous')])"


@pytest.mark.parametrize("address", ["", "sqlite:///{folder}/egen.sqlite3"])
def test_sqlite_syncs_each_commit_to_disk_wherever_its_file_lies(tmp_path, address):
    environment = {
        "DJANGO_SETTINGS_MODULE": "tryggve.web.settings",
        "DATABASE_URL": address.format(folder=tmp_path),
    }
    assert settings_of(tmp_path, f"{ASKED}; {PRAGMAS}", **environment) == "['wal', 2]"


def test_database_of_an_untried_kind_is_refused():
    with pytest.raises(ValueError, match="mysql"):
        database_at("mysql://anna@localhost/tryggve")


def test_municipality_is_chosen_only_where_the_environment_says_it(tmp_path, monkeypatch):
    asked = "print(settings.PLACE_IS_CHOSEN, settings.TRYGGVE_PLACE)"
    monkeypatch.delenv("TRYGGVE_PLACE", raising=False)
    assert settings_of(tmp_path, asked) == "False 9901"
    assert settings_of(tmp_path, asked, TRYGGVE_PLACE="2081") == "True 2081"
