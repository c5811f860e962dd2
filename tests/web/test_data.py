"""Releases: kept as they came, shown only when somebody says so, and never half."""

from __future__ import annotations

import hashlib
import math
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection

from tryggve.errors import NotAllowedError, TryggveError
from tryggve.sources.registry import READERS, layout_name, read_release
from tryggve.terms import Estimate
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data import actions
from tryggve.web.data.changes import compare
from tryggve.web.data.models import Figure, Release
from tryggve.web.data.policies import MOVES, Status, require_move
from tryggve.web.data.queries import live_set, rows_of
from tryggve.web.data.raw_files import raw_path
from tryggve.web.situation.models import StoredFinding

pytestmark = pytest.mark.django_db


def drop(client, path: Path, name: str = "", **more):
    file = SimpleUploadedFile(name or path.name, path.read_bytes())
    return client.post("/kallor/ny/", {"file": file}, **more)


def same(first, second) -> bool:
    def plain(row):
        outcome = row.outcome
        if not isinstance(outcome, Estimate):
            return (row.key, row.note, outcome)
        numbers = [getattr(outcome, name) for name in Estimate.__slots__]
        return (row.key, row.note, *(None if isinstance(x, float) and math.isnan(x) else x for x in numbers))

    return [plain(row) for row in first] == [plain(row) for row in second]


def test_stored_figures_are_the_reader_s_rows_to_the_last_digit(live, workbook):
    assert same(read_release(workbook).rows, rows_of(live))


def test_raw_file_is_kept_as_it_came(live, workbook):
    assert raw_path(live.sha256).read_bytes() == workbook.read_bytes()
    assert live.sha256 == hashlib.sha256(workbook.read_bytes()).hexdigest()


def test_file_that_must_not_be_kept_is_not(workbook, monkeypatch):
    import dataclasses

    read = dataclasses.replace(read_release(workbook), keep_raw=False)
    monkeypatch.setattr(actions, "read_release", lambda path, name="": read)
    imported = actions.import_file(workbook, by="anna")
    assert imported.release.row_count > 0
    assert not raw_path(read.sha256).exists()


def test_first_file_is_a_draft_that_no_page_shows(coordinator, visitor, workbook):
    answer = drop(coordinator, workbook)
    assert answer.status_code == 302
    release = Release.objects.get()
    assert release.status == Status.DRAFT
    assert visitor.get(answer["Location"]).status_code == 404
    assert release.file_name not in visitor.get("/kallor/").content.decode()
    assert "inga siffror för Ekhamra" in visitor.get("/").content.decode()


def test_draft_s_page_says_what_was_recognised(coordinator, workbook):
    page = coordinator.get(drop(coordinator, workbook)["Location"]).content.decode()
    assert "Fjällviks län" in page
    assert "Otrygg ute sent" in page
    assert "Ska siffrorna visas?" in page


def test_going_live_needs_the_importer_s_word(coordinator, workbook):
    address = drop(coordinator, workbook)["Location"]
    refused = coordinator.post(f"{address}visa/", {})
    assert refused.status_code == 422
    assert Release.objects.get().status == Status.DRAFT
    assert coordinator.post(f"{address}visa/", {"seen": "on"}).status_code == 302
    assert Release.objects.get().status == Status.LIVE
    assert StoredFinding.objects.exists()


def test_same_file_twice_is_recognised_and_says_who(coordinator, live, workbook):
    page = coordinator.get(drop(coordinator, workbook, name="kopia.xlsx")["Location"]).content.decode()
    assert "Samma fil lästes in" in page
    assert "av anna" in page
    assert Release.objects.count() == 1
    assert Figure.objects.count() == live.row_count


def test_revised_file_shows_old_and_new_values_before_it_goes_live(coordinator, live, revised):
    address = drop(coordinator, revised)["Location"]
    draft = Release.objects.get(status=Status.DRAFT)
    changes = compare(rows_of(live), rows_of(draft))
    assert changes.changed
    page = coordinator.get(f"{address}andringar/").content.decode()
    for pair in changes.changed:
        assert f"{pair.old.outcome.value:,.0f}".replace(",", "\N{NO-BREAK SPACE}") in page
        assert f"{pair.new.outcome.value:,.0f}".replace(",", "\N{NO-BREAK SPACE}") in page
    assert Release.objects.get(pk=live.pk).status == Status.LIVE


def test_replaced_release_can_be_taken_back(live, revised):
    newer = actions.import_file(revised, by="bo").release
    before = live_set()
    actions.make_live(newer, by="bo")
    assert Release.objects.get(pk=live.pk).status == Status.REPLACED
    actions.make_live(live, by="anna")
    assert Release.objects.get(pk=newer.pk).status == Status.REPLACED
    assert live_set() == before


def test_one_dataset_never_has_two_live_releases(live, revised):
    newer = actions.import_file(revised, by="bo").release
    with pytest.raises(IntegrityError):
        Release.objects.filter(pk=newer.pk).update(status=Status.LIVE)


def test_live_release_cannot_go_live_again(live):
    with pytest.raises(NotAllowedError):
        actions.make_live(live, by="anna")


def test_only_a_draft_can_be_put_aside(live):
    with pytest.raises(NotAllowedError):
        actions.discard(live, by="anna")


@pytest.mark.parametrize("now", Status)
@pytest.mark.parametrize("to", Status)
def test_every_step_outside_the_table_is_refused(now, to):
    if to in MOVES[now]:
        require_move(now, to=to)
    else:
        with pytest.raises(NotAllowedError):
            require_move(now, to=to)


def test_discarded_draft_leaves_everything_as_it_was(coordinator, live, revised):
    before = live_set()
    address = drop(coordinator, revised)["Location"]
    coordinator.post(f"{address}lagg-bort/")
    assert live_set() == before
    assert Release.objects.filter(status=Status.DISCARDED).count() == 1


def test_each_write_is_one_event_and_the_log_stays_whole(coordinator, live, revised):
    count = AuditEvent.objects.count
    start = count()
    address = drop(coordinator, revised)["Location"]
    assert count() == start + 1
    coordinator.post(f"{address}lagg-bort/")
    assert count() == start + 2
    assert check_chain().whole


@pytest.mark.parametrize("address", ["/kallor/ny/", "/en/kallor/ny/"])
def test_visitor_is_asked_to_sign_in_before_importing(visitor, address):
    assert "/logga-in/" in visitor.get(address)["Location"]


@pytest.mark.parametrize("step", ["visa", "lagg-bort"])
def test_reader_can_neither_import_nor_publish(reader, live, revised, step):
    assert drop(reader, revised).status_code == 403
    draft = actions.import_file(revised, by="anna").release
    assert reader.post(f"/kallor/{draft.pk}/{step}/", {"seen": "on"}).status_code == 403
    assert Release.objects.get(pk=draft.pk).status == Status.DRAFT


def test_raw_file_is_for_those_who_have_signed_in(visitor, reader, live, workbook):
    assert visitor.get(f"/kallor/{live.pk}/fil/").status_code == 302
    answer = reader.get(f"/kallor/{live.pk}/fil/")
    assert b"".join(answer.streaming_content) == workbook.read_bytes()
    assert "Ekhamra.xlsx" in answer["Content-Disposition"]


def test_fault_in_a_file_is_told_with_place_in_the_page_s_language(coordinator, tmp_path):
    file = tmp_path / "fel.csv"
    file.write_text("hej\n", encoding="utf-8")
    with pytest.raises(TryggveError) as caught:
        read_release(file)
    assert caught.value.sv in html(drop(coordinator, file))
    name = SimpleUploadedFile("fel.csv", b"hej\n")
    assert caught.value.en in html(coordinator.post("/en/kallor/ny/", {"file": name}))
    assert not Release.objects.exists()


def html(answer) -> str:
    import html as library

    return library.unescape(answer.content.decode())


def test_too_large_file_is_refused_with_the_limit(coordinator, settings, workbook):
    settings.TRYGGVE_MAX_UPLOAD = 2**10
    answer = drop(coordinator, workbook)
    assert answer.status_code == 422
    assert "större än" in answer.content.decode()
    assert not Release.objects.exists()


def test_fault_half_way_leaves_nothing(workbook, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("strömavbrott")

    monkeypatch.setattr(actions, "record", fail)
    with pytest.raises(RuntimeError):
        actions.import_file(workbook, by="anna")
    assert not Release.objects.exists()
    assert not Figure.objects.exists()


KILLED = """
import os, signal, sys
from pathlib import Path
os.environ["DJANGO_SETTINGS_MODULE"] = "tryggve.web.settings"
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tryggve.web.data import actions
from tryggve.web.data.models import Figure
from django.db import connection

def killed(*args, **kwargs):
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from data_figure")
        print(cursor.fetchone()[0], flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

actions.record = killed
actions.import_file(Path(sys.argv[1]), by="anna")
"""


def test_killed_process_leaves_nothing_half(tmp_path, workbook):
    folder = tmp_path / "dödad"
    surroundings = {**os.environ, "TRYGGVE_DATA": str(folder), "DATABASE_URL": ""}
    run = subprocess.run(
        [sys.executable, "-c", KILLED, str(workbook)], env=surroundings, capture_output=True, text=True, check=False
    )
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert int(run.stdout) > 1000  # the rows were in, uncommitted, when the process died
    base = sqlite3.connect(folder / "db.sqlite3")
    try:
        assert base.execute("select count(*) from data_release").fetchone() == (0,)
        assert base.execute("select count(*) from data_figure").fetchone() == (0,)
        assert base.execute("select count(*) from audit_auditevent").fetchone() == (0,)
    finally:
        base.close()


def test_swedish_letters_sort_last(live):
    with connection.cursor() as cursor:
        names = ["zebra", "Ängsvägen", "Åhus", "Österäng", "ödla", "Arvika"]
        values = " union all ".join(["select %s as name"] * len(names))
        order = "sv" if connection.vendor == "sqlite" else '"sv-SE-x-icu"'
        cursor.execute(f"select name from ({values}) as names order by name collate {order}", names)
        assert [row[0] for row in cursor.fetchall()] == ["Arvika", "zebra", "Åhus", "Ängsvägen", "ödla", "Österäng"]


def test_a_release_names_its_layout_and_measures_in_words(coordinator, live):
    shown = coordinator.get(f"/kallor/{live.pk}/").content.decode()
    assert "Brå: Indikatorer för kommuners lägesbild" in shown
    assert "bra_kommun" not in shown
    assert ": Antal" in shown
    assert " | " not in shown[shown.index("<main") :]


def test_every_layout_that_is_stored_has_a_name():
    for layout in (*READERS, "local_table", "survey_definition"):
        assert all("_" not in name.partition("(")[0] for name in layout_name(f"{layout}"))
