"""The six areas as a map: shapes that tile a made-up municipality, laid in open sea to cover no real place."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from scipy.spatial import Voronoi

from tryggve.cli.example_files.story import AREAS, MADE_UP_EN, MADE_UP_SV
from tryggve.cli.example_files.writing import write_text

FILE_NAME: Final = "ekhamra_omraden.geojson"
CENTRE: Final = (765_000.0, 6_905_000.0)  # SWEREF 99 TM; the Bothnian Sea
RADIUS: Final = 15_000.0  # metres
GRID: Final = 46  # points across; sets how fine the borders are

Points = npt.NDArray[np.float64]

# Centre in units of RADIUS and reach; what lies beyond every town area's reach is the countryside.
TOWN: Final = {
    "Centrum": (0.20, -0.36, 0.30),
    "Norrbacken": (0.24, 0.10, 0.26),
    "Sörgården": (0.20, -0.92, 0.52),
    "Viken": (0.86, -0.40, 0.54),
    "Åsbyn": (-0.80, 0.46, 0.40),
}


MAP_SEED: Final = 3  # the land does not change with the sample


def write_map(folder: Path) -> Path:
    """Write the areas as GeoJSON in SWEREF 99 TM (EPSG:3006), with ``namn`` and ``kod``."""
    rings = area_rings(np.random.default_rng(MAP_SEED))
    features = [
        {
            "type": "Feature",
            "properties": {"namn": area.name, "kod": area.code},
            "geometry": {"type": "Polygon", "coordinates": [rings[area.name]]},
        }
        for area in AREAS
    ]
    collection = {
        "type": "FeatureCollection",
        "name": "ekhamra_omraden",
        "description": f"{MADE_UP_SV} {MADE_UP_EN}",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}},
        "features": features,
    }
    return write_text(folder / FILE_NAME, json.dumps(collection, ensure_ascii=False, indent=1) + "\n")


def area_rings(rng: np.random.Generator) -> dict[str, list[tuple[float, float]]]:
    """Return each area's outline, closed and counter-clockwise.

    Method: a Voronoi diagram of jittered points; each cell inside a wobbly outline goes to the area that reaches it,
    and the borders between cells of one area cancel out. What is left tiles the municipality exactly.
    """
    points = _jittered(rng)
    diagram = Voronoi(points)
    owner = _owners(points, rng)
    edges: dict[str, dict[int, int]] = defaultdict(dict)
    joined: dict[int, set[int]] = defaultdict(set)
    for (left, right), (start, end) in zip(diagram.ridge_points, diagram.ridge_vertices, strict=True):
        if owner[left] == owner[right]:
            continue
        joined[start].add(end)
        joined[end].add(start)
        for cell in (left, right):
            if owner[cell]:
                first, second = _counter_clockwise(diagram.vertices, points[cell], start, end)
                edges[owner[cell]][first] = second
    vertices = _smoothed(diagram.vertices, joined)
    return {name: _ring(around, vertices) for name, around in edges.items()}


def _smoothed(vertices: Points, joined: dict[int, set[int]]) -> Points:
    """Move each point of a border towards the middle of its neighbours; areas that share it still meet in it."""
    smooth = vertices
    for _ in range(3):
        moved = smooth.copy()
        for number, others in joined.items():
            moved[number] = (smooth[number] + smooth[list(others)].mean(axis=0)) / 2
        smooth = moved
    return smooth


def _jittered(rng: np.random.Generator) -> Points:
    steps = np.linspace(-1.35, 1.35, GRID)
    x, y = np.meshgrid(steps, steps)
    grid = np.column_stack([x.ravel(), y.ravel()])
    return np.asarray(grid + rng.uniform(-0.45, 0.45, grid.shape) * (steps[1] - steps[0]))


def _owners(points: Points, rng: np.random.Generator) -> list[str]:
    """Return the area of each point; an empty name is outside the municipality."""
    angle = np.arctan2(points[:, 1], points[:, 0])
    waves = [(k, rng.uniform(0, 2 * np.pi), 0.15 / k) for k in (2, 3, 5, 7)]
    outline = 1 + sum(size * np.cos(k * angle + turn) for k, turn, size in waves)
    names = list(TOWN)
    reach = np.array([np.hypot(points[:, 0] - x, points[:, 1] - y) / size for x, y, size in TOWN.values()])
    nearest = reach.argmin(axis=0)
    inside = np.hypot(points[:, 0], points[:, 1]) < outline
    town = reach.min(axis=0) < 1
    return [
        "" if not within else names[near] if close else "Landsbygden"
        for within, near, close in zip(inside, nearest, town, strict=True)
    ]


def _counter_clockwise(vertices: Points, centre: Points, start: int, end: int) -> tuple[int, int]:
    a, b = vertices[start] - centre, vertices[end] - centre
    return (start, end) if a[0] * b[1] - a[1] * b[0] > 0 else (end, start)


def _ring(following: dict[int, int], vertices: Points) -> list[tuple[float, float]]:
    """Walk the outline once round; an area in two pieces or with a hole would leave edges over."""
    first = min(following)
    walk = [first]
    while following[walk[-1]] != first:
        walk.append(following[walk[-1]])
    assert len(walk) == len(following), "an area of the example map is not in one piece"
    places = [CENTRE + vertices[number] * RADIUS for number in (*walk, first)]
    return [(round(float(x), 1), round(float(y), 1)) for x, y in places]
