"""The made-up Ekhamra's situation picture: adopted 2023, remade 2026, with counts of incidents by area and week."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import Any, Final

import numpy as np

from tryggve.cli.example_files.story import AREAS
from tryggve.cli.example_files.writing import write_table
from tryggve.errors import NothingHereError
from tryggve.terms import Finding
from tryggve.terms.places import register
from tryggve.web.picture.actions import add_claim, add_part, adopt, create_picture, save_part
from tryggve.web.picture.incident_files import import_incidents
from tryggve.web.picture.models import Picture, Problem
from tryggve.web.picture.parts import CAUSE, INCIDENTS, PROBLEM, SOURCE
from tryggve.web.picture.versions import new_version
from tryggve.web.plans.loading import findings_known
from tryggve.web.situation.queries import findings_of

Content = dict[str, Any]

INCIDENTS_NAME: Final = "handelser_per_vecka.csv"
_LAST_WEEK: Final = dt.date(2026, 2, 23)
_WEEKS: Final = 30
_SEED: Final = 54
# The mean number of reports a week, by kind and area.
_MEANS: Final = {
    "Skadegörelse": {"Centrum": 9.0, "Norrbacken": 12.0, "Viken": 3.0, "Sörgården": 0.8},
    "Ordningsstörning": {"Centrum": 14.0, "Norrbacken": 11.0, "Viken": 6.0, "Sörgården": 2.0},
    "Narkotika": {"Centrum": 4.0, "Norrbacken": 6.0},
}
_ASIDE: Final = {"key", "cause", "claims", "incidents"}


def write_incidents(folder: Path) -> Path:
    """Write the file of counts, the same every time."""
    return write_table(folder / INCIDENTS_NAME, [("År", "Vecka", "Område", "Typ", "Antal"), *_counts()])


def load_pictures(folder: Path, *, by: str) -> Picture | None:
    """Read in the counts and store both versions; nothing where the municipality has a situation picture already."""
    story = tomllib.loads(resources.files(__name__).joinpath("ekhamra_lagesbild.toml").read_text(encoding="utf-8"))
    municipality = story["municipality"]
    if Picture.objects.filter(municipality=municipality).exists():
        return None
    first = create_picture(municipality=municipality, values=_values(story["first"]), by=by)
    adopted = story["adopted"]
    then = findings_known(register()[municipality], until=adopted["date"].year)
    for source in story["source"]:
        add_part(SOURCE, parent=first, values=source, by=by)
    for problem in story["problem"]:
        _problem(first, problem, then, by=by)
    adopt(first, **adopted, by=by)
    import_incidents(write_incidents(folder), municipality=municipality, by=by)
    draft = new_version(first, by=by)
    draft = save_part(draft, values=_values(story["second"]), revision=draft.revision, by=by)
    now = findings_of(register()[municipality])
    for problem in story["later"]:
        _problem(draft, problem, now, by=by)
    return draft


def _problem(picture: Picture, content: Content, findings: tuple[Finding, ...], *, by: str) -> None:
    values = {name: value for name, value in content.items() if name not in _ASIDE}
    problem = add_part(PROBLEM, parent=picture, values=values, by=by)
    assert isinstance(problem, Problem)
    for claim in content["claims"]:
        finding = _finding(claim, findings, picture.municipality) if "indicator" in claim else None
        add_claim(problem=problem, finding=finding, text=claim.get("text", ""), by=by)
    for cause in content["cause"]:
        add_part(CAUSE, parent=problem, values=cause, by=by)
    if "incidents" in content:
        add_part(INCIDENTS, parent=problem, values=content["incidents"], by=by)


def _finding(claim: Mapping[str, str], findings: tuple[Finding, ...], municipality: str) -> Finding:
    place = claim.get("place", municipality)
    wanted = (claim["indicator"], claim["kind"], place)
    found = next((f for f in findings if (f.indicator, f.kind.value, f.side.area.code) == wanted), None)
    if found is None:
        raise NothingHereError(
            sv=f"Lägesbilden vilar på {claim['indicator']} för {place}, men det finns ingen sådan slutsats.",
            en=f"The situation picture rests on {claim['indicator']} for {place}, but there is no such finding.",
        )
    return found


def _values(content: Content) -> Content:
    return {name: value.strip() if isinstance(value, str) else value for name, value in content.items()}


def _counts() -> Iterator[tuple[int, int, str, str, int]]:
    rng = np.random.default_rng(_SEED)
    known = {area.name for area in AREAS}
    for back in range(_WEEKS - 1, -1, -1):
        year, week, _day = (_LAST_WEEK - dt.timedelta(weeks=back)).isocalendar()
        for kind, means in _MEANS.items():
            for area, mean in means.items():
                assert area in known
                count = int(rng.poisson(mean))
                # Quiet areas send no report at all in a quiet week; that is not a zero.
                if count or mean > 2:
                    yield year, week, area, kind, count
