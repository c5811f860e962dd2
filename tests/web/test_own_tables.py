"""A table of unknown layout: its columns are asked about once, and known the next time."""

from __future__ import annotations

import html
import os
import time

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tryggve.sources import read_mapping
from tryggve.terms import Group, Unit
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.models import Figure, Release, SavedMapping
from tryggve.web.data.policies import Status
from tryggve.web.data.queries import live_set, rows_of

pytestmark = pytest.mark.django_db

TABLE = """Fråga;Skola;År;Elever;Andel (%);Felmarginal;Antal svar
Otrygga i skolan;Ekhamra;2024;Totalt;9,8;2,1;780
Otrygga i skolan;Ekhamra;2025;Totalt;14,6;2,4;810
Otrygga i skolan;Ekhamra;2025;Tjejer;17,9;3,7;410
Otrygga i skolan;Ekhamra;2025;Killar;11,2;3,1;400
"""
ANSWERS = {
    "value": "Andel (%)",
    "unit": "percent",
    "measure": "Fråga",
    "scale": "1.0",
    "place": "Skola",
    "period": "År",
    "margin": "Felmarginal",
    "n": "Antal svar",
    "group_sex": "Elever",
    "word_sex_3_0": "all",
    "word_sex_3_1": "women",
    "word_sex_3_2": "men",
    "name": "Elevenkäten",
    "publisher": "Ekhamra kommun",
    "title_sv": "Elevenkäten",
}


def drop(client, text: str = TABLE, name: str = "skola_2025.csv", start: str = ""):
    return client.post(f"{start}/kallor/ny/", {"file": SimpleUploadedFile(name, text.encode())})


def page(answer) -> str:
    return html.unescape(answer.content.decode())


def uploads(settings) -> list:
    folder = settings.TRYGGVE_DATA / "uploads"
    return list(folder.iterdir()) if folder.exists() else []


@pytest.fixture
def asked(coordinator) -> str:
    """The address of the page that asks about the table's columns."""
    return drop(coordinator)["Location"]


@pytest.fixture
def mapped(coordinator, asked) -> Release:
    answer = coordinator.post(asked, ANSWERS)
    assert answer.status_code == 302, page(answer)
    return Release.objects.get()


def test_unknown_table_leads_to_a_page_that_shows_it_and_asks(coordinator, asked):
    shown = page(coordinator.get(asked))
    assert "Säg vad kolumnerna betyder" in shown
    assert "<td>17,9</td>" in shown
    assert '<option value="Andel (%)" selected>' in shown
    assert not Release.objects.exists()


def test_answers_make_a_draft_and_a_saved_mapping(mapped):
    assert (mapped.status, mapped.title_sv, mapped.publisher) == (Status.DRAFT, "Elevenkäten", "Ekhamra kommun")
    whole, _, girls, _ = rows_of(mapped)
    assert (whole.measure, whole.outcome.value, whole.outcome.low) == ("school_unsafe", 9.8, pytest.approx(7.7))
    assert girls.group == Group.of(sex="women")
    saved = SavedMapping.objects.get()
    assert saved.sha256 == mapped.read_by
    assert read_mapping(saved.toml, file="").unit is Unit.PERCENT


def test_upload_waits_under_a_random_name_and_goes_when_used(coordinator, settings):
    address = drop(coordinator)["Location"]
    (kept,) = uploads(settings)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.name in address
    coordinator.post(address, ANSWERS)
    assert uploads(settings) == []


def test_upload_older_than_a_day_goes_when_the_next_comes(coordinator, settings):
    drop(coordinator)
    (old,) = uploads(settings)
    yesterday = time.time() - 25 * 3600
    os.utime(old, (yesterday, yesterday))
    drop(coordinator)
    assert old not in uploads(settings)
    assert len(uploads(settings)) == 1


def test_upload_is_found_by_its_own_session_only(coordinator, asked, client, django_user_model):
    other = django_user_model.objects.create_superuser("eva", password="x")
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(asked)["Location"] == "/kallor/ny/"
    assert coordinator.get(asked).status_code == 200


def test_word_that_is_not_known_is_asked_about_by_name(coordinator, asked):
    answer = coordinator.post(asked, {k: v for k, v in ANSWERS.items() if not k.startswith("word_")})
    assert answer.status_code == 422
    assert "Säg vad ”Tjejer” betyder." in page(answer)
    assert "Säg vad ”Totalt” betyder." not in page(answer)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"value": ""}, "Välj vilken kolumn det är."),
        ({"place": ""}, "Välj kolumnen med platser, eller skriv en plats för hela tabellen."),
        ({"period": ""}, "Välj kolumnen med år, eller skriv ett år för hela tabellen."),
        ({"measure": ""}, "Välj en indikator, en kolumn med mått eller skriv ett eget namn."),
        ({"indicator": "school_unsafe"}, "En kolumn med mått är redan vald."),
        ({"unit": "index"}, "”Elever som är otrygga i skolan” mäts i procent."),
        ({"lower": "Antal svar", "n": ""}, "Ange båda gränserna eller ingen."),
        ({"n": "Felmarginal"}, "Kolumnen ”Felmarginal” är redan vald som ”Felmarginal (±)”."),
        ({"publisher": ""}, "Fyll i utgivare."),
        ({"value": "Fråga", "measure": "", "indicator": "school_unsafe"}, "rad 2, kolumn Fråga: ”Otrygga i skolan”"),
        ({"value": "<script>"}, "Välj ett giltigt alternativ"),
    ],
)
def test_wrong_answer_is_told_at_its_field_and_reads_nothing(coordinator, asked, change, said):
    answer = coordinator.post(asked, {**ANSWERS, **change})
    assert answer.status_code == 422
    assert said in page(answer)
    assert 'aria-invalid="true"' in page(answer)
    assert not Release.objects.exists()
    assert not SavedMapping.objects.exists()


def test_wrong_number_is_told_with_row_and_column_at_the_field(coordinator):
    address = drop(coordinator, TABLE.replace("11,2", "=HYPERLINK(1)"))["Location"]
    answer = coordinator.post(address, ANSWERS)
    assert "skola_2025.csv, rad 5, kolumn Andel (%): ”=HYPERLINK(1)” är inget tal" in page(answer)
    assert not Release.objects.exists()


def test_mistakes_are_told_in_english_on_the_english_page(coordinator):
    address = drop(coordinator, TABLE.replace("11,2", "elva"), start="/en")["Location"]
    assert address.startswith("/en/kallor/kolumner/")
    assert "row 5, column Andel (%)" in page(coordinator.post(address, ANSWERS))
    assert "Say what the columns mean" in page(coordinator.get(address))


def test_next_table_with_the_same_headings_is_read_by_itself_and_says_so(coordinator, mapped):
    newer = TABLE + "Otrygga i skolan;Ekhamra;2026;Totalt;13,0;2,3;800\n"
    answer = drop(coordinator, newer, "elever 2026.csv")
    release = Release.objects.get(file_name="elever 2026.csv")
    assert answer["Location"] == f"/kallor/{release.pk}/"
    shown = page(coordinator.get(answer["Location"]))
    assert "läst med kolumnkartan ”Elevenkäten”" in shown
    assert f'href="/kallor/{release.pk}/kolumner/"' in shown
    assert release.dataset == mapped.dataset


def test_saved_mapping_that_does_not_fit_leads_to_the_page_with_what_is_wrong(coordinator, mapped):
    address = drop(coordinator, TABLE.replace("Killar", "Annat"))["Location"]
    assert "/kolumner/" in address
    shown = page(coordinator.get(address))
    assert "har samma rubriker som en sparad kolumnkarta" in shown
    assert "rad 5, kolumn Elever" in shown
    assert '<option value="women" selected>' in shown


def test_corrected_mapping_makes_a_new_draft_and_puts_the_old_aside(coordinator, mapped):
    answer = coordinator.post(f"/kallor/{mapped.pk}/kolumner/", {**ANSWERS, "margin": "", "title_sv": "Enkäten"})
    assert answer.status_code == 302
    draft = Release.objects.get(status=Status.DRAFT)
    assert draft.title_sv == "Enkäten"
    assert Release.objects.get(pk=mapped.pk).status == Status.DISCARDED
    assert SavedMapping.objects.count() == 2
    assert SavedMapping.objects.first().sha256 == draft.read_by


def test_same_file_read_in_another_way_is_another_live_set(coordinator, mapped):
    from tryggve.web.data.actions import make_live

    make_live(mapped, by="anna")
    before = live_set()
    coordinator.post(f"/kallor/{mapped.pk}/kolumner/", {**ANSWERS, "margin": ""})
    make_live(Release.objects.get(status=Status.DRAFT), by="anna")
    assert live_set() != before


def test_unchanged_mapping_is_not_saved_twice(coordinator, mapped):
    coordinator.post(f"/kallor/{mapped.pk}/kolumner/", ANSWERS)
    assert SavedMapping.objects.count() == 1
    assert Release.objects.count() == 1


def test_mapping_and_draft_are_one_event_each_and_the_log_stays_whole(coordinator, asked):
    start = AuditEvent.objects.count()
    coordinator.post(asked, ANSWERS)
    events = AuditEvent.objects.order_by("id")[start:]
    assert [event.action for event in events] == ["data.save_mapping", "data.import"]
    assert check_chain().whole


def test_one_indicator_can_be_chosen_for_the_whole_table(coordinator):
    text = "Ort;Tid;Värde\nEkhamra;2025;0,315\nNorra strand;2025;0,402\n"
    address = drop(coordinator, text)["Location"]
    answers = {
        **{name: ANSWERS[name] for name in ("name", "publisher", "title_sv")},
        "value": "Värde",
        "unit": "percent",
        "indicator": "police_unsafe_evening",
        "scale": "100.0",
        "place": "Ort",
        "districts": "on",
        "period": "Tid",
    }
    assert coordinator.post(address, answers).status_code == 302
    values = Figure.objects.values_list("measure", "area_code", "value")
    assert list(values) == [
        ("police_unsafe_evening", "9901", pytest.approx(31.5)),
        ("police_unsafe_evening", "9901:norra-strand", pytest.approx(40.2)),
    ]


def test_sheet_and_header_row_can_be_chosen(coordinator, tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Om"
    book.active.append(["Bara text"])
    sheet = book.create_sheet("Data")
    for row in (["Tabell 3", "Preliminär"], [], ["Ort", "År", "Andel"], ["Ekhamra", 2025, 31.5]):
        sheet.append(row)
    path = tmp_path / "bok.xlsx"
    book.save(path)
    upload = SimpleUploadedFile("bok.xlsx", path.read_bytes())
    address = coordinator.post("/kallor/ny/", {"file": upload})["Location"]
    shown = page(coordinator.get(f"{address}?blad=Data&rubrikrad=3"))
    assert "<td>31.5</td>" in shown
    assert '<option value="Andel" selected>' in shown
    wrong = page(coordinator.get(f"{address}?blad=Finns+inte&rubrikrad=9"))
    assert "Bladet ”Finns inte” finns inte" in wrong


def test_script_in_headings_and_cells_is_shown_as_text(coordinator):
    evil = "<script>alert(1)</script>"
    address = drop(coordinator, f'"{evil}";År;Andel\n"{evil}";2025;3\n', f"{evil}.csv")["Location"]
    for answer in (coordinator.get(address), coordinator.post(address, {"value": evil, "place": evil})):
        assert evil not in answer.content.decode()
        assert "&lt;script&gt;" in answer.content.decode()


def test_table_with_ten_thousand_columns_is_refused_with_what_to_do(coordinator, settings):
    heads = ";".join(f"k{number}" for number in range(10_000))
    answer = drop(coordinator, f"{heads}\n{';'.join(['1'] * 10_000)}\n")
    assert answer.status_code == 422
    assert "Tabellen har 10\N{NO-BREAK SPACE}000 kolumner; högst 200 kan förklaras" in page(answer)
    assert uploads(settings) == []


def test_column_with_too_many_words_cannot_be_explained(coordinator):
    rows = "".join(f"Fråga {number};Ekhamra;2025;Totalt;9,8;2,1;780\n" for number in range(100))
    address = drop(coordinator, TABLE + rows)["Location"]
    assert "fler än 60 olika ord" in page(coordinator.post(address, ANSWERS))


@pytest.mark.parametrize("token", ["..", "finns-inte", "a" * 500])
def test_address_of_no_upload_leads_back(coordinator, token):
    assert coordinator.get(f"/kallor/kolumner/{token}/").status_code in {302, 404}


def test_reader_and_visitor_may_not_map(reader, visitor, mapped, asked):
    for address in (asked, f"/kallor/{mapped.pk}/kolumner/"):
        assert reader.get(address).status_code == 403
        assert reader.post(address, ANSWERS).status_code == 403
        assert "/logga-in/" in visitor.get(address)["Location"]
    assert Release.objects.count() == 1


def test_release_of_a_known_layout_has_no_mapping_to_change(coordinator, live):
    assert coordinator.get(f"/kallor/{live.pk}/kolumner/").status_code == 404


def test_sources_of_an_indicator_name_only_the_reading_that_is_live(coordinator, mapped):
    from tryggve.web.data.actions import make_live

    make_live(mapped, by="anna")
    coordinator.post(f"/kallor/{mapped.pk}/kolumner/", {**ANSWERS, "margin": ""})
    draft = Release.objects.get(status=Status.DRAFT)
    address = "/plats/ekhamra/lagesbild/otrygga-elever/"
    shown = page(coordinator.get(address))
    assert f"/kallor/{mapped.pk}/" in shown
    assert f"/kallor/{draft.pk}/" not in shown
