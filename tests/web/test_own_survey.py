"""A municipality's own survey: estimated and shown, while of its answers nothing stays behind."""

from __future__ import annotations

import html
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from tryggve.errors import NothingHereError
from tryggve.indicators.survey_definition import read_definition
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data import survey_views
from tryggve.web.data.models import Figure, Release
from tryggve.web.data.policies import Status

pytestmark = pytest.mark.django_db

ADDRESS = "/kallor/undersokning/"
SECRET = "hemligt svar 4711"


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path, settings):
    """Uploads land where the test can count them."""
    folder = tmp_path / "tillfälligt"
    folder.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(folder)


@pytest.fixture(scope="session")
def answers(ekhamra) -> bytes:
    """Two years of the made-up survey, enough for every part of the page."""
    lines = (ekhamra / "trygghetsmatningen_ekhamra_2016_2025.csv").read_text(encoding="utf-8").splitlines()
    return "\n".join([lines[0], *(line for line in lines if line.startswith(("2024,", "2025,")))]).encode()


@pytest.fixture(scope="session")
def definition(ekhamra) -> bytes:
    return (ekhamra / "trygghetsmatningen.toml").read_bytes()


def send(client, answers: bytes, definition: bytes, *, place: str = "Ekhamra", start: str = ""):
    files = {
        "answers": SimpleUploadedFile("svar.csv", answers),
        "definition": SimpleUploadedFile("definition.toml", definition),
    }
    return client.post(start + ADDRESS, {**files, "place": place})


def page(answer) -> str:
    return html.unescape(answer.content.decode())


def left_behind(settings) -> list[Path]:
    """Every file that holds an answer, wherever the web app may write."""
    folders = (Path(settings.TRYGGVE_DATA), Path(settings.FILE_UPLOAD_TEMP_DIR))
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return [
        path for path in files if b"2025 Centrum Kvinna" in path.read_bytes() or SECRET.encode() in path.read_bytes()
    ]


def test_survey_becomes_a_draft_with_years_answers_rates_and_hidden(coordinator, answers, definition):
    answer = send(coordinator, answers, definition)
    assert answer.status_code == 302, page(answer)
    release = Release.objects.get()
    assert (release.status, release.file_name, release.keep_raw) == (Status.DRAFT, "svar.csv", False)
    shown = page(coordinator.get(answer["Location"]))
    assert "Undersökningen år för år" in shown
    rate = 100 * sum(line.startswith("2025,") for line in answers.decode().splitlines()) / 3000
    assert f"svarsfrekvens {rate:.0f} procent" in shown
    assert "Trygg ute på kvällen" in shown
    assert Figure.objects.filter(measure="trygg_kvall", area_code="9901", group="", last=2025).get().n > 1000


def test_hidden_cells_are_counted_by_measure_and_year(coordinator, answers, definition):
    strict = definition.replace(b"smallest_n = 10", b"smallest_n = 100")
    answer = send(coordinator, answers, strict)
    hidden = Figure.objects.filter(measure="trygg_kvall", last=2025, missing="suppressed").count()
    assert hidden > 0
    years = {year.year: year for year in coordinator.get(answer["Location"]).context["survey"]}
    assert [m.hidden for m in years[2025].measures if m.name.sv == "Trygg ute på kvällen"] == [hidden]


def test_of_the_answers_nothing_is_kept(coordinator, answers, definition, settings):
    send(coordinator, answers, definition)
    assert Release.objects.exists()
    assert left_behind(settings) == []
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []
    assert not (Path(settings.TRYGGVE_DATA) / "releases").exists()


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b"\n2024,Centrum,Kvinna", b"\n2024,Centrum," + SECRET.encode()),
        (b"\n2024,Centrum,Kvinna", b"\n,Centrum,Kvinna"),
        (b"ar,omrade", b"annat,omrade"),
    ],
)
def test_faulty_answers_are_told_with_their_place_and_not_kept_either(
    coordinator, answers, definition, settings, was, becomes
):
    answer = send(coordinator, answers.replace(was, becomes, 1), definition)
    assert answer.status_code == 422
    assert "svar.csv" in page(answer)
    assert not Release.objects.exists()
    assert left_behind(settings) == []
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []


@pytest.mark.parametrize("fault", [None, NothingHereError(sv="slut", en="end"), RuntimeError("strömavbrott")])
def test_files_are_gone_when_the_page_is_made_and_not_first_when_the_request_is_closed(
    coordinator, answers, definition, settings, monkeypatch, fault
):
    seen = []

    def take(handed, *, definition, place, by):
        seen.extend([handed.path.exists(), definition.path.exists()])
        raise fault

    if fault:
        monkeypatch.setattr(survey_views, "import_survey", take)
    else:
        monkeypatch.setattr(survey_views, "show_imported", lambda request, imported: seen.append(imported) or "sidan")
    files = {"answers": SimpleUploadedFile("svar.csv", answers), "definition": SimpleUploadedFile("d.toml", definition)}
    request = RequestFactory().post(ADDRESS, {**files, "place": "9901"})
    request.user = User.objects.get(username="anna")
    with pytest.raises(RuntimeError) if isinstance(fault, RuntimeError) else nullcontext():
        survey_views.survey(request)
    assert seen
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []
    assert len(request.FILES) == 2  # the request is still here, unclosed


def test_too_large_file_is_refused_and_removed(coordinator, answers, definition, settings):
    settings.TRYGGVE_MAX_UPLOAD = 2**10
    answer = send(coordinator, answers, definition)
    assert "större än" in page(answer)
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()) == []


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        (b'weights = "vikt"', b'weigths = "vikt"', "Fältet ”weigths” finns inte. Närmast: weights"),
        (b"sampled = 3000", b'sampled = "tre tusen"', "”sampled” är tre tusen"),
        (b"codes = {", b"codes = 3 # {", "”codes” är 3"),
        (b"[survey]", b"[survey", "inte giltig TOML"),
        (b'weights = "vikt"', b'weights = "finns_inte"', "finns_inte"),
    ],
)
def test_fault_in_the_definition_is_told(coordinator, answers, definition, was, becomes, said):
    answer = send(coordinator, answers, definition.replace(was, becomes, 1))
    assert answer.status_code == 422
    assert said in page(answer)
    assert not Release.objects.exists()


def test_answers_in_the_definition_s_field_are_told_so(coordinator, answers):
    answer = send(coordinator, answers, answers)
    assert "Valde du svarsfilen här?" in page(answer)


def test_place_must_be_a_municipality(coordinator, answers, definition):
    answer = send(coordinator, answers, definition, place="Fjällviks län")
    assert "är ingen kommun" in page(answer)
    assert 'aria-invalid="true"' in page(answer)


def test_corrected_definition_reads_the_same_answers_anew(coordinator, answers, definition):
    send(coordinator, answers, definition)
    send(coordinator, answers, definition.replace(b"sampled = 3000", b"sampled = 4000"))
    assert Release.objects.count() == 2
    send(coordinator, answers, definition)
    assert Release.objects.count() == 2


def test_import_is_one_event_that_holds_no_answer(coordinator, answers, definition):
    start = AuditEvent.objects.count()
    send(coordinator, answers, definition)
    (event,) = AuditEvent.objects.order_by("id")[start:]
    assert event.action == "data.import"
    assert set(event.after) == {"sha256", "dataset", "rows", "status"}


def test_page_says_that_answers_are_not_kept_in_both_languages(coordinator):
    assert "Svaren sparas inte." in page(coordinator.get(ADDRESS))
    assert "The answers are not kept." in page(coordinator.get(f"/en{ADDRESS}"))


@pytest.mark.parametrize("start", ["", "/en"])
def test_example_of_a_definition_reads_the_example_s_answers(coordinator, answers, start, tmp_path):
    example = coordinator.get(f"{start}{ADDRESS}exempel/")
    assert "attachment" in example["Content-Disposition"]
    path = tmp_path / "exempel.toml"
    path.write_bytes(example.content)
    assert read_definition(path).sampled == 3000
    assert send(coordinator, answers, example.content, start=start).status_code == 302


def test_reader_and_visitor_may_not_bring_in_a_survey(reader, visitor, answers, definition, settings):
    assert send(reader, answers, definition).status_code == 403
    assert reader.get(f"{ADDRESS}exempel/").status_code == 403
    assert "/logga-in/" in send(visitor, answers, definition)["Location"]
    assert not Release.objects.exists()
    assert left_behind(settings) == []
