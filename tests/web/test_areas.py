"""The map of the municipality's own areas."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tryggve.cli.demo import _releases
from tryggve.errors import BadValueError, UnreadableFileError
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.actions import import_areas, make_live
from tryggve.web.data.areas import kept_areas, read_areas

pytestmark = pytest.mark.django_db

EVENING = "/plats/ekhamra/lagesbild/lokalt-trygg-pa-kvallen/"
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


@pytest.fixture
def surfaces(ekhamra):
    return ekhamra / "ekhamra_omraden.geojson"


@pytest.fixture
def survey_live(db, ekhamra):
    make_live(*(release for _, release in _releases(ekhamra)), by="anna")


def written(tmp_path, content) -> object:
    path = tmp_path / "karta.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_districts_stand_on_a_map_once_their_surfaces_are_here(visitor, survey_live, surfaces):
    assert "Områdena på kartan" not in visitor.get(EVENING).content.decode()
    assert import_areas(surfaces, by="anna") == 6
    assert "Områdena på kartan" in visitor.get(EVENING).content.decode()
    assert visitor.get(f"{EVENING}karta.svg").content.startswith(b"<svg")
    assert AuditEvent.objects.filter(action="data.import_areas", who="anna").count() == 1


def test_remade_measurement_stands_in_a_panel_of_its_own(visitor, survey_live):
    page = visitor.get(EVENING).content.decode()
    assert "gamla mätningen" in page
    assert "ny mätning från 2021" in page


def test_response_rate_stands_beside_the_number_of_answers(visitor, survey_live):
    page = visitor.get(EVENING).content.decode()
    assert "Svarsfrekvens" in page
    assert "felmarginalen täcker inte dem som inte svarat" in page


def test_map_is_dropped_like_any_other_file(coordinator, surfaces):
    file = SimpleUploadedFile("omraden.geojson", surfaces.read_bytes())
    page = coordinator.post("/kallor/ny/", {"file": file}, follow=True).content.decode()
    assert "Kartan med 6 områden är inläst." in page
    assert set(kept_areas()) == set(read_areas(surfaces, municipality="9901"))


def test_area_without_code_gets_one_from_its_name(tmp_path):
    feature = {"properties": {"namn": "Åsbyn"}, "geometry": SQUARE}
    assert set(read_areas(written(tmp_path, {"features": [feature]}), municipality="2081")) == {"2081:asbyn"}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({"type": "Feature"}, UnreadableFileError),
        ([], UnreadableFileError),
        ({"features": [{"properties": {}, "geometry": SQUARE}]}, BadValueError),
        (
            {"features": [{"properties": {"namn": "A"}, "geometry": {"type": "Point", "coordinates": [1, 2]}}]},
            BadValueError,
        ),
    ],
)
def test_what_is_no_map_is_refused_and_the_old_one_stays(tmp_path, surfaces, content, error):
    import_areas(surfaces, by="anna")
    with pytest.raises(error):
        import_areas(written(tmp_path, content), by="anna")
    assert len(kept_areas()) == 6
