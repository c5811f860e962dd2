"""The municipality's own areas as surfaces for the map, kept as one GeoJSON file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from tryggve.errors import BadValueError, UnreadableFileError, Where
from tryggve.publish.figures.geometry import polygons_of
from tryggve.terms import slug

SUFFIX = ".geojson"
_CODE = re.compile(r"\d{4}:[a-z0-9-]+")

Geometry = Mapping[str, Any]


def areas_path() -> Path:
    """Return where the surfaces are kept."""
    return Path(settings.TRYGGVE_DATA) / f"areas{SUFFIX}"


def kept_areas() -> dict[str, Geometry]:
    """Return each area's surface by its code; empty where no map has been imported."""
    path = areas_path()
    return read_areas(path, municipality=settings.TRYGGVE_PLACE) if path.exists() else {}


def is_map(path: Path, *, name: str) -> bool:
    """Tell whether a dropped file is a map of the municipality's areas; the police's list in GeoJSON is not."""
    if not name.lower().endswith(SUFFIX):
        return False
    return not any("KATEGORI" in _properties(feature) for feature in _features(path))


def read_areas(path: Path, *, municipality: str) -> dict[str, Geometry]:
    """Read a GeoJSON file of surfaces; each has ``kod`` (2081:romme) or at least ``namn``.

    Raises:
        UnreadableFileError: if it is no GeoJSON collection.
        BadValueError: if an area has no name, or is no surface.
    """
    features = _features(path)
    found: dict[str, Geometry] = {}
    for number, feature in enumerate(features, start=1):
        properties = _properties(feature)
        name = str(properties.get("namn") or properties.get("name") or "")
        code = str(properties.get("kod") or f"{municipality}:{slug(name)}")
        if not name or not _CODE.fullmatch(code):
            raise _nameless(path, number, properties)
        geometry = feature.get("geometry")
        polygons_of(geometry if isinstance(geometry, dict) else {}, name=name)  # refuses what is no surface
        found[code] = feature["geometry"]
    return found


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        features = content["features"]
        if not features or not isinstance(features, list) or not all(isinstance(f, dict) for f in features):
            raise ValueError("no features")  # noqa: TRY301 told with the rest of what is no collection
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableFileError(
            sv="Filen är ingen GeoJSON-samling. Spara områdena som GeoJSON (FeatureCollection) och försök igen.",
            en="The file is no GeoJSON collection. Save the areas as GeoJSON (FeatureCollection) and try again.",
            where=Where(file=path.name),
        ) from error
    return list(features)


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _nameless(path: Path, number: int, properties: Mapping[str, Any]) -> BadValueError:
    seen = ", ".join(properties) or "–"
    return BadValueError(
        sv=f"Område {number} saknar ”namn” eller har en kod som inte är som 2081:romme. Egenskaper som finns: {seen}.",
        en=f'Area {number} has no "namn" or a code unlike 2081:romme. Properties there are: {seen}.',
        where=Where(file=path.name),
    )
