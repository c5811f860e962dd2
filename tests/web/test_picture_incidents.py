"""Reading in counts of incidents: good files, broken ones, and what no page may give away."""

from __future__ import annotations

import base64
import datetime as dt
import re
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.roles import Role
from tryggve.web.picture.actions import add_part, adopt
from tryggve.web.picture.models import IncidentBatch, IncidentCount
from tryggve.web.picture.parts import INCIDENTS
from tryggve.web.picture.queries import incidents_of
from web.picture_example import picture
from web.plan_example import member
from web.test_decisions import _nothing_remembered, page  # noqa: F401  the fixture is for every test here
from web.test_picture_actions import DAY

pytestmark = pytest.mark.django_db
ADDRESS = "/lagesbilder/handelser/"
HEAD = "År;Vecka;Område;Typ;Antal\n"
GOOD = f"{HEAD}2026;5;Centrum;Bråk;17\n2026;5;Centrum;Klotter;3\n2026;6;Viken;Bråk;0\n"


def preview(client: Client, text: str | bytes, name: str = "veckor.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return client.post(f"{ADDRESS}las-in/", {"file": SimpleUploadedFile(name, content)})


def save(client: Client, shown):
    """Press the button of a preview, as a browser without JavaScript does."""
    hidden = dict(
        re.findall(r'<input type="hidden" name="(content|name|seen)" value="([^"]*)"', shown.content.decode())
    )
    return client.post(f"{ADDRESS}las-in/", hidden)


def send(client: Client, text: str | bytes, name: str = "veckor.csv"):
    shown = preview(client, text, name)
    return save(client, shown) if shown.status_code == 200 else shown


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def analyst(db) -> Client:
    return member("alva", Role.ANALYST)


def test_good_file_is_read_shown_and_told_in_the_log(analyst):
    assert send(analyst, GOOD).status_code == 302
    assert IncidentBatch.objects.get().rows == 3
    assert AuditEvent.objects.last().action == "picture.import_incidents"
    assert "Rapporter från 2 områden, 2 veckor" in page(analyst, ADDRESS)


def test_file_with_a_long_name_keeps_the_end_of_it(analyst):
    assert send(analyst, GOOD, f"{'a' * 240}.csv").status_code == 302
    assert IncidentBatch.objects.get().file_name == f"{'a' * 196}.csv"


def test_preview_says_what_the_file_holds_and_keeps_nothing(analyst):
    text = words(
        preview(analyst, "År;Vecka;Område;Typ;Antal;Väder\n2026;5;Centrum;Bråk;17;sol\n2026;7;Viken;Bråk;9;\n")
    )
    assert "2 rader är klara att sparas" in text
    assert "Områden (2) Centrum, Viken" in text
    assert "Veckor (2) v. 5 2026 till v. 7 2026" in text
    assert "Läses inte Väder" in text
    assert "Namn som inte har lästs in förut" not in text
    assert not IncidentBatch.objects.exists()
    assert not AuditEvent.objects.filter(action="picture.import_incidents").exists()


def test_preview_says_what_is_new_what_is_replaced_and_which_names_are_not_known(analyst):
    send(analyst, GOOD)
    text = words(preview(analyst, f"{HEAD}2026;5;Centrum;Bråk;20\n2026;5;Centrum;Klotter;3\n2026;7;Centrm;Bråk;8\n"))
    assert "Nya rader 1 Ersätter tidigare uppgift 1 Säger detsamma som förut 1" in text
    assert "Centrum, Bråk v. 5 2026 Var 17 Blir 20" in text
    assert text.index("Namn som inte har lästs in förut") < text.index("Områden Centrm Det här ersätts")


def test_preview_gives_no_small_count_away(analyst):
    send(analyst, GOOD)
    text = words(preview(analyst, f"{HEAD}2026;5;Centrum;Klotter;9\n"))
    assert "Var färre än 5 Blir 9" in text


def test_saving_is_one_event_and_is_undone_in_one_step(analyst):
    before = AuditEvent.objects.count()
    answer = save(analyst, preview(analyst, GOOD))
    assert AuditEvent.objects.count() == before + 1
    undo = f"{ADDRESS}{IncidentBatch.objects.get().pk}/ta-bort/"
    assert f'action="{undo}"' in analyst.get(answer["Location"]).content.decode()
    analyst.post(undo)
    assert incidents_of("9901") == ()


def test_what_was_read_in_since_the_preview_is_shown_before_it_is_replaced(analyst):
    shown = preview(analyst, f"{HEAD}2026;5;Centrum;Bråk;20\n")
    send(analyst, GOOD)
    again = save(analyst, shown)
    assert again.status_code == 200
    assert "Så här blir det nu" in words(again)
    assert "Var 17 Blir 20" in words(again)
    assert IncidentBatch.objects.count() == 1
    assert save(analyst, again).status_code == 302
    assert IncidentBatch.objects.count() == 2


def test_file_that_says_nothing_new_has_nothing_to_save(analyst):
    send(analyst, GOOD)
    shown = preview(analyst, GOOD + "\n")
    assert "Allt i filen är redan inläst" in words(shown)
    assert ">Spara<" not in shown.content.decode()


@pytest.mark.parametrize(
    "content", ["", "!", "aGVq", base64.urlsafe_b64encode(zlib.compress(b"0" * 9_000_000)).decode()]
)
def test_preview_that_was_tampered_with_is_not_found(analyst, settings, content):
    settings.TRYGGVE_MAX_UPLOAD = 1_000_000
    answer = analyst.post(f"{ADDRESS}las-in/", {"content": content, "name": "x.csv", "seen": "x"})
    assert answer.status_code == 404
    assert not IncidentBatch.objects.exists()


def test_year_of_every_area_and_type_goes_through_the_page(analyst):
    rows = "".join(
        f"2026;{week};Område {area};Typ {kind};{week + area}\n"
        for week in range(1, 53)
        for area in range(10)
        for kind in range(10)
    )
    assert send(analyst, HEAD + rows).status_code == 302
    assert IncidentCount.objects.count() == 5200


def test_weeks_that_are_not_shown_are_told_also_of_a_picture_that_is_adopted(analyst):
    send(analyst, f"{HEAD}2025;5;Centrum;Bråk;7\n2026;5;Centrum;Bråk;9\n")
    said = "Rapporter finns från v. 5 2025, men bara de senaste 26 veckorna visas."
    assert said in page(analyst, ADDRESS)
    made = picture()
    problem = made.problems.get()
    add_part(INCIDENTS, parent=problem, values={"kind": "", "areas": []}, by="anna")
    adopt(made, body="Kommunstyrelsen", date=DAY, by="anna")
    assert said in page(analyst, f"/lagesbilder/problem/{problem.pk}/")


def test_small_count_is_neither_shown_nor_left_to_be_worked_out(analyst):
    send(analyst, GOOD)
    assert "Klotter;3" not in page(analyst, ADDRESS)
    assert "minst 18" in page(analyst, ADDRESS)
    assert "färre än 5" in page(analyst, f"{ADDRESS}?typ=Klotter")


def test_kind_that_is_not_there_is_not_found(analyst):
    assert analyst.get(f"{ADDRESS}?typ=<b>").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "tom.csv", "Filen är tom"),
        (HEAD, "rubrik.csv", "inga rader"),
        ("hej", "text.csv", "avgränsare"),
        (f"{HEAD}2026;5;Centrum;Bråk;sju\n", "fel.csv", "rad 2, kolumn Antal"),
        (f"{HEAD}2026;5;Centrum;19900101-1234;7\n", "pnr.csv", "personnummer"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 500, "bild.xlsx", "bild (PNG)"),
        (b"PK\x03\x04" + b"0" * 500, "trasig.xlsx", "trasig.xlsx"),
        (HEAD + "".join(f"2026;5;Gata {n};Bråk;7\n" for n in range(101)), "gator.csv", "101 olika områden"),
    ],
)
def test_broken_or_hostile_file_is_refused_with_the_reason_and_nothing_is_kept(analyst, content, name, said):
    answer = send(analyst, content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not IncidentBatch.objects.exists()


def test_every_fault_stands_on_a_line_of_its_own(analyst):
    answer = preview(analyst, f"{HEAD}2026;5;Centrum;Bråk;sju\n2026;54;Viken;Bråk;7\n")
    said = re.findall(r"<p>([^<]*)</p>", answer.content.decode().partition('role="alert">')[2].partition("</div>")[0])
    assert said[0] == "2 fel. Inget är inläst."
    assert ["kolumn Antal" in said[1], "kolumn Vecka" in said[2]] == [True, True]


def test_file_over_the_limit_is_refused(analyst, settings):
    settings.TRYGGVE_MAX_UPLOAD = 100
    answer = send(analyst, GOOD * 50)
    assert answer.status_code == 422
    assert "gränsen här" in answer.content.decode()


def test_areas_of_several_files_are_counted_together(analyst):
    for start in (0, 60):
        rows = "".join(f"2026;{start // 10 + 1};Kvarter {n};Bråk;7\n" for n in range(start, start + 60))
        answer = send(analyst, HEAD + rows)
    assert answer.status_code == 422
    assert IncidentBatch.objects.count() == 1


def test_hostile_names_are_shown_as_text(analyst):
    send(analyst, f"{HEAD}2026;5;=cmd|calc;<script>alert(1)</script>;7\n")
    assert "<script>alert" not in analyst.get(ADDRESS).content.decode()


def test_same_file_twice_is_refused_until_it_is_taken_back(analyst):
    send(analyst, GOOD)
    IncidentBatch.objects.update(at=dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC))
    assert "redan inläst, av alva 2 mars 2026 kl. 10.05." in send(analyst, GOOD).content.decode()
    analyst.post(f"{ADDRESS}{IncidentBatch.objects.get().pk}/ta-bort/")
    assert send(analyst, GOOD).status_code == 302


def test_later_file_corrects_a_week_and_taking_it_back_restores_it(analyst):
    send(analyst, GOOD)
    send(analyst, f"{HEAD}2026;5;Centrum;Bråk;20\n")
    counts = {(row.area, row.kind): row.count for row in incidents_of("9901")}
    assert counts["Centrum", "Bråk"] == 20
    analyst.post(f"{ADDRESS}{IncidentBatch.objects.first().pk}/ta-bort/")
    counts = {(row.area, row.kind): row.count for row in incidents_of("9901")}
    assert counts["Centrum", "Bråk"] == 17
    assert IncidentCount.objects.count() == 4


def test_adopted_picture_keeps_the_counts_it_rested_on(analyst):
    send(analyst, f"{HEAD}2026;5;Centrum;Bråk;17\n")
    made = picture()
    problem = made.problems.get()
    add_part(INCIDENTS, parent=problem, values={"kind": "Bråk", "areas": []}, by="anna")
    adopt(made, body="KS", date=DAY, by="anna")
    send(analyst, f"{HEAD}2026;5;Centrum;Bråk;29\n")
    text = page(analyst, f"/lagesbilder/problem/{problem.pk}/")
    assert "17" in text
    assert "29" not in text


@pytest.mark.parametrize("role", [Role.READER, Role.OWNER, Role.SECRETARY, Role.ADMINISTRATOR])
def test_others_read_the_counts_and_do_not_read_in(analyst, role):
    send(analyst, GOOD)
    client = member("någon", role)
    assert "Läs in en fil" not in page(client, ADDRESS)
    assert client.get(f"{ADDRESS}las-in/").status_code == 403
    assert client.post(f"{ADDRESS}{IncidentBatch.objects.get().pk}/ta-bort/").status_code == 403


def test_another_municipality_sees_none_of_the_counts(analyst):
    send(analyst, GOOD)
    stranger = member("sven", Role.COORDINATOR, "2081")
    assert "Centrum" not in page(stranger, ADDRESS)
    assert stranger.post(f"{ADDRESS}{IncidentBatch.objects.get().pk}/ta-bort/").status_code in {403, 404}
    assert IncidentBatch.objects.get().undone_at is None


def test_visitor_is_asked_to_sign_in(visitor):
    assert visitor.get(ADDRESS).status_code == 302


def test_without_counts_it_says_what_to_do(analyst):
    assert "Inga händelser är inlästa ännu" in page(analyst, ADDRESS)


@pytest.mark.parametrize(
    "told", ["År;Vecka;Område;Typ;Antal\n2026;5;Centrum;Bråk;7\n", "Vecka;Område;Typ;Antal\n2026-v05;A;B;7\n"]
)
def test_a_file_of_incidents_among_the_sources_is_led_to_its_own_page(told):
    coordinator = member("anna", Role.COORDINATOR)
    file = SimpleUploadedFile("veckor.csv", told.encode())
    answer = coordinator.post("/kallor/ny/", {"file": file}, follow=True)
    assert answer.redirect_chain[0][0] == f"{ADDRESS}las-in/"
    text = answer.content.decode()
    assert "veckor.csv räknar händelser per vecka." in text
    assert "est_incidents" not in text
    assert f'href="{ADDRESS}las-in/"' in coordinator.get("/kallor/ny/").content.decode()
    assert f'href="{ADDRESS}las-in/"' in coordinator.get("/hjalp/").content.decode()
