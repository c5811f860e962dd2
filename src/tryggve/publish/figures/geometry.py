"""Polygons on a page: planar or geographical coordinates to px, and where a label fits inside them."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tryggve.errors import BadValueError

Ring = tuple[tuple[float, float], ...]
Polygon = tuple[Ring, ...]  # the outline first, then its holes

_FARTHEST = 1e8  # metres; no coordinate on Earth lies farther from its origin
_NEAR = 1.0  # px, a corner nearer than this to the one before is not drawn


def polygons_of(geometry: Mapping[str, Any], *, name: str) -> tuple[Polygon, ...]:
    """Return the polygons of a GeoJSON geometry; ``name`` is the area's, for the message.

    Raises:
        BadValueError: where the geometry is neither Polygon nor MultiPolygon, or its coordinates are no surface.
    """
    kind, coordinates = geometry.get("type"), geometry.get("coordinates", [])
    if kind not in ("Polygon", "MultiPolygon") or not coordinates:
        raise BadValueError(
            sv=f"Området {name} har geometrin {kind}; kartan behöver Polygon eller MultiPolygon. Exportera ytor.",
            en=f"The area {name} has the geometry {kind}; the map needs Polygon or MultiPolygon. Export surfaces.",
        )
    try:
        bodies = [coordinates] if kind == "Polygon" else list(coordinates)
        found = tuple(tuple(tuple((float(p[0]), float(p[1])) for p in ring) for ring in body) for body in bodies)
    except (TypeError, ValueError, LookupError):
        found = ()
    rings = [ring for body in found for ring in body]
    if not rings or not all(body for body in found) or not all(_is_ring(ring) for ring in rings):
        raise BadValueError(
            sv=f"Området {name} är ingen yta: varje linje behöver minst fyra punkter med två tal. Exportera ytor.",
            en=f"The area {name} is no surface: each line needs at least four points of two numbers. Export surfaces.",
        )
    return found


def _is_ring(ring: Ring) -> bool:
    return len(ring) >= 4 and all(abs(x) < _FARTHEST and abs(y) < _FARTHEST for x, y in ring)


@dataclass(frozen=True, slots=True)
class Projection:
    """A linear map from coordinates to px, north up."""

    x0: float
    y0: float
    x_scale: float
    y_scale: float
    height: float

    def point(self, place: tuple[float, float]) -> tuple[float, float]:
        """Return the px of a coordinate."""
        return (place[0] - self.x0) * self.x_scale, (self.y0 - place[1]) * self.y_scale

    def polygon(self, polygon: Polygon) -> Polygon:
        """Return a polygon in px, without corners too near each other to be seen."""
        rings = (_thinned([self.point(place) for place in ring]) for ring in polygon)
        return tuple(ring for ring in rings if len(ring) > 2)


def fit(polygons: Sequence[Polygon], *, width: float, tallest: float) -> Projection:
    """Return the projection that fits polygons into ``width`` px and at most ``tallest`` px.

    Degrees (WGS 84) are recognised by their size; a degree of longitude is then shortened by the cosine of the middle
    latitude, which is enough for a municipality. Metres (SWEREF 99 TM or a local zone) are used as they are.
    """
    places = [place for polygon in polygons for ring in polygon for place in ring]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    degrees = max(map(abs, xs)) <= 180 and max(map(abs, ys)) <= 90
    narrowing = math.cos(math.radians((min(ys) + max(ys)) / 2)) if degrees else 1.0
    wide, high = max((max(xs) - min(xs)) * narrowing, 1e-9), max(max(ys) - min(ys), 1e-9)
    scale = min((width - 4) / wide, (tallest - 4) / high)
    left = (width - wide * scale) / 2
    return Projection(
        x0=min(xs) - left / (scale * narrowing),
        y0=max(ys) + 2 / scale,
        x_scale=scale * narrowing,
        y_scale=scale,
        height=high * scale + 4,
    )


def _thinned(ring: Sequence[tuple[float, float]]) -> Ring:
    kept: list[tuple[float, float]] = []
    for x, y in ring:
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= _NEAR:
            kept.append((round(x, 1), round(y, 1)))
    return tuple(kept)


def path(polygons: Sequence[Polygon]) -> str:
    """Return polygons in px as an SVG path; holes need the even-odd rule."""
    rings = (ring for polygon in polygons for ring in polygon)
    return "".join(f"M{'L'.join(f'{x:g},{y:g}' for x, y in ring)}Z" for ring in rings)


def area(ring: Ring) -> float:
    """Return a ring's area, by the shoelace formula."""
    turned = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in turned)) / 2


@dataclass(frozen=True, slots=True)
class Room:
    """The middle of the widest free stretch inside a polygon, and how wide it is, in px."""

    x: float
    y: float
    width: float


def label_room(polygons: Sequence[Polygon], *, height: float) -> Room:
    """Find where a label ``height`` px tall has most room in the largest polygon.

    Level lines are laid through the polygon; on each the stretches inside are those that stay inside over the label's
    height too.
    """
    polygon = max(polygons, key=lambda p: area(p[0]))
    ys = [y for _, y in polygon[0]]
    low, high = min(ys), max(ys)
    lines = [low + (high - low) * (i + 0.5) / 24 for i in range(24)]
    rooms = [_widest(polygon, y, height) for y in lines]
    middle = (low + high) / 2
    # Nearly as wide and nearer the middle looks better than widest at the rim.
    return max(rooms, key=lambda room: room.width - 0.25 * abs(room.y - middle))


def _widest(polygon: Polygon, y: float, height: float) -> Room:
    crossings = [_crossings(polygon, line) for line in (y - height / 2, y, y + height / 2)]
    stretches = [list(zip(c[::2], c[1::2], strict=False)) for c in crossings]
    best = Room(polygon[0][0][0], y, 0.0)
    for left, right in stretches[1]:
        middle = (left + right) / 2
        around = [next(((a, b) for a, b in line if a <= middle <= b), None) for line in stretches]
        ends = [pair for pair in around if pair]
        if len(ends) == len(around):
            a, b = max(pair[0] for pair in ends), min(pair[1] for pair in ends)
            best = max(best, Room((a + b) / 2, y, b - a), key=lambda room: room.width)
        else:
            best = max(best, Room(middle, y, 0.3 * (right - left)), key=lambda room: room.width)
    return best


def _crossings(polygon: Polygon, y: float) -> list[float]:
    found = []
    for ring in polygon:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 <= y) != (y2 <= y):
                found.append(x1 + (y - y1) / (y2 - y1) * (x2 - x1))
    return sorted(found)
