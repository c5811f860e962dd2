"""The commands that need the database: import, audit, people, findings' renewal."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection

from tryggve.cli.main import main
from tryggve.web.audit.guard import lift_guard
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status
from tryggve.web.situation.models import StoredFinding

pytestmark = pytest.mark.django_db


def test_first_import_goes_live_and_is_judged(workbook, capsys):
    assert main(["import", str(workbook), "--by", "anna"]) == 0
    release = Release.objects.get()
    assert (release.status, release.by, release.live_by) == (Status.LIVE, "anna", "anna")
    assert StoredFinding.objects.exists()
    assert "1\N{NO-BREAK SPACE}260 uppgifter" in capsys.readouterr().out


def test_draft_stays_a_draft(workbook):
    assert main(["import", str(workbook), "--draft"]) == 0
    assert Release.objects.get().status == Status.DRAFT


def test_revised_file_tells_what_changed_and_waits(workbook, revised, capsys):
    main(["import", str(workbook)])
    capsys.readouterr()
    assert main(["import", str(revised)]) == 0
    said = capsys.readouterr().out
    assert "ändrade uppgifter" in said
    assert " → " in said
    assert "--go-live" in said
    assert Release.objects.filter(status=Status.DRAFT).count() == 1


def test_revised_file_goes_live_when_told_to(workbook, revised):
    main(["import", str(workbook)])
    main(["import", str(revised)])
    assert main(["import", str(revised), "--go-live"]) == 0
    assert Release.objects.get(status=Status.LIVE).follows == Release.objects.get(status=Status.REPLACED)


def test_same_file_twice_says_when_and_by_whom(workbook, capsys):
    main(["import", str(workbook), "--by", "anna"])
    capsys.readouterr()
    assert main(["import", str(workbook), "--by", "bo"]) == 0
    assert "av anna" in capsys.readouterr().out
    assert Release.objects.count() == 1


def test_file_that_is_not_there_names_those_that_are(ekhamra, capsys):
    assert main(["import", str(ekhamra / "Ekhamr.xlsx")]) == 3
    assert "Ekhamra.xlsx" in capsys.readouterr().err


def test_fault_in_a_later_file_keeps_what_was_read(workbook, tmp_path, capsys):
    wrong = tmp_path / "fel.csv"
    wrong.write_text("hej\n", encoding="utf-8")
    assert main(["import", str(workbook), str(wrong), "--language", "en"]) > 0
    assert Release.objects.get().status == Status.LIVE
    assert "fel.csv" in capsys.readouterr().err


def test_map_of_areas_is_imported_too(ekhamra, capsys):
    assert main(["import", str(ekhamra / "ekhamra_omraden.geojson")]) == 0
    assert "6 områden" in capsys.readouterr().out


def test_whole_log_is_told_and_broken_one_gives_an_exit_code(workbook, capsys):
    main(["import", str(workbook)])
    assert main(["audit", "verify"]) == 0
    lift_guard(connection)
    AuditEvent.objects.filter(pk=AuditEvent.objects.order_by("pk")[0].pk).update(who="någon annan")
    assert main(["audit", "verify"]) == 1
    assert "bruten vid händelse" in capsys.readouterr().out


def test_person_gets_one_role(monkeypatch):
    monkeypatch.setenv("TRYGGVE_PASSWORD", "en lång mening om kvällen")
    assert main(["people", "add", "anna", "--role", "coordinator"]) == 0
    assert [group.name for group in User.objects.get(username="anna").groups.all()] == ["coordinator"]


def test_weak_password_makes_no_person(monkeypatch, capsys):
    monkeypatch.setenv("TRYGGVE_PASSWORD", "kort")
    assert main(["people", "add", "anna"]) == 2
    assert not User.objects.exists()
    assert "minst 12 tecken" in capsys.readouterr().err


def test_an_account_without_a_municipality_said_is_made_with_a_loud_warning(monkeypatch, settings, capsys):
    monkeypatch.setenv("TRYGGVE_PASSWORD", "ett langt losenord")
    for chosen in (True, False):
        settings.PLACE_IS_CHOSEN = chosen
        assert main(["people", "add", f"anna{chosen}"]) == 0
        said = capsys.readouterr()
        assert "kan nu logga in" in said.out
        assert ("VARNING: TRYGGVE_PLACE är inte satt." in said.err) is not chosen


def test_account_is_made_with_an_address_or_told_that_it_lacks_one(monkeypatch, capsys):
    monkeypatch.setenv("TRYGGVE_PASSWORD", "ett langt losenord")
    assert main(["people", "add", "anna", "--email", "anna@example.org"]) == 0
    assert User.objects.get().email == "anna@example.org"
    assert "ingen e-postadress" not in capsys.readouterr().out
    assert main(["people", "add", "bo"]) == 0
    assert "ingen e-postadress" in capsys.readouterr().out
