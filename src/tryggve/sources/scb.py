"""SCB's citizen survey (Medborgarundersökningen) as a PX file or JSON-stat 2.

Every content "X" has a twin with its margin, "X – Osäkerhetstal" or "Osäkerhetstal, X"; one content may be the number
of answers. The questions are a dimension of their own and name the measure, together with the content where there are
several. The background (sex, age, education ...) is cut one way at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tryggve.errors import UnknownLayoutError, Where
from tryggve.sources.assembly import Found, Remark, make_release
from tryggve.sources.cells import Figure, label, period, step_of
from tryggve.sources.cube import Cube, Dimension
from tryggve.sources.dropped_file import DroppedFile
from tryggve.sources.figures import with_margin, without_interval
from tryggve.sources.group_words import group_part
from tryggve.sources.json_stat import parse_json_stat
from tryggve.sources.localities import place
from tryggve.sources.publishers import SOURCES
from tryggve.sources.px import parse_px
from tryggve.terms import Area, AreaKind, Group, Missing, Outcome, Period, Release, Row, Unit

LAYOUT = (
    "SCB: Medborgarundersökningen med osäkerhetstal (PX eller JSON-stat 2)",
    "SCB: the citizen survey with margins (PX or JSON-stat 2)",
)
_MARGIN = re.compile(r"\s*[-–,:(]*\s*osäkerhetstal(?:et)?\b(?:\s+för)?\s*[-–,:)]*\s*", re.IGNORECASE)
_ANSWERS = "antal svarande"
_BACKGROUNDS = ("bakgrund", "kon", "kön", "alder", "ålder", "utbildning")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Contents:
    """The positions of one content, of its margin and of the number of answers, and how they are rounded."""

    name: str
    unit: Unit
    value: int
    margin: int
    answers: int | None
    rounding: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """What the figures at one place of the table are about; ``group`` is nothing where it has no known words."""

    question: str
    area: Area
    period: Period
    group: Group | None
    background: str


def read_table(file: DroppedFile) -> Cube:
    """Return the table of a PX or JSON-stat file, whatever it is about.

    Raises:
        UnknownLayoutError: Where the file is neither.
    """
    parse = parse_px if file.facts.kind == "px" else parse_json_stat
    return parse(file.text, file=file.name)


def recognises(file: DroppedFile) -> bool:
    """Tell whether a PX or JSON file speaks of margins."""
    return file.facts.kind in {"px", "json"} and "osäkerhetstal" in _plain(file.text)


def _plain(text: str) -> str:
    # JSON may write ä as an escape.
    return text.lower().replace("\\u00e4", "ä")


def read(file: DroppedFile) -> Release:
    """Return every share with its margin, its number of answers, place, group and year.

    Raises:
        UnknownLayoutError: Where a dimension or a twin is missing.
        BadValueError: Where a figure cannot be right.
    """
    cube = read_table(file)
    where = file.where()
    for role, words in (("region", "Region"), ("time", "Tid")):
        _required(cube, role, words, where)
    axis = cube.dimensions.index(_required(cube, "contents", "ContentsCode", where))
    contents = _contents(cube, axis, where)
    found: list[Found] = []
    unknown: dict[str, None] = {}
    for positions, _ in cube.cells():
        if positions[axis] > 0:
            continue
        spot = _spot(cube, positions, where)
        if spot.group is None:
            unknown[spot.background] = None
            continue
        found += [
            _found(cube, one, spot, positions=positions, axis=axis, where=where, alone=len(contents) == 1)
            for one in contents
        ]
    areas = {one.row.area for one in found}
    own = sorted(a.code for a in areas if a.kind is AreaKind.MUNICIPALITY) or sorted(a.code for a in areas)
    return make_release(
        file.facts,
        source=SOURCES["scb_mu"],
        dataset=f"scb_mu:{cube.table_id}:{','.join(own)}",
        layout=f"scb:{file.facts.kind}",
        found=found,
        remarks=_remarks(tuple(unknown)),
    )


def _required(cube: Cube, role: str, words: str, where: Where) -> Dimension:
    found = cube.dimension(role)
    if found:
        return found
    there = ", ".join(dimension.code for dimension in cube.dimensions)
    raise UnknownLayoutError(
        sv=f"Tabellen saknar variabeln {words}; den har {there}. Välj den med när du hämtar tabellen.",
        en=f"The table lacks the variable {words}; it has {there}. Include it when you fetch the table.",
        where=where,
    )


def _contents(cube: Cube, axis: int, where: Where) -> tuple[_Contents, ...]:
    """Pair every content with its margin."""
    dimension = cube.dimensions[axis]
    margins = {_base(name): i for i, name in enumerate(dimension.labels) if _MARGIN.search(name)}
    answers = next((i for i, name in enumerate(dimension.labels) if _ANSWERS in name.lower()), None)
    values = [i for i, name in enumerate(dimension.labels) if i not in margins.values() and i != answers]
    alone = [dimension.labels[i] for i in values if _base(dimension.labels[i]) not in margins]
    if alone or len(margins) != len(values):
        name = (alone or [dimension.labels[i] for i in margins.values()])[0]
        raise UnknownLayoutError(
            sv=f"Innehållet ”{name}” saknar sin tvilling. Hämta både värdet och osäkerhetstalet.",
            en=f"The content “{name}” lacks its twin. Fetch both the value and its margin (osäkerhetstal).",
            where=where,
        )
    return tuple(
        _Contents(
            name=label(dimension.labels[i]),
            unit=_unit(dimension, i, where),
            value=i,
            margin=margins[_base(dimension.labels[i])],
            answers=answers,
            rounding=step_of([v for at, v in cube.cells() if at[axis] == i and isinstance(v, float)]),
        )
        for i in values
    )


def _base(name: str) -> str:
    return label(_MARGIN.sub(" ", name)).lower()


def _unit(dimension: Dimension, position: int, where: Where) -> Unit:
    unit = dimension.units[position] if dimension.units else ""
    words = f"{unit} {dimension.labels[position]}".lower()
    if "procent" in words or "percent" in words or "%" in words or "andel" in words:
        return Unit.PERCENT
    if "index" in words:
        return Unit.INDEX
    raise UnknownLayoutError(
        sv=f"Enheten ”{unit}” för ”{dimension.labels[position]}” är inte känd. Väntat: procent eller index.",
        en=f"The unit “{unit}” of “{dimension.labels[position]}” is not known. Expected: per cent or index.",
        where=where,
    )


def _spot(cube: Cube, positions: tuple[int, ...], where: Where) -> _Spot:
    words = {"region": "", "time": ""}
    questions: list[str] = []
    groups: dict[str, str] = {}
    strange: list[str] = []
    for dimension, position in zip(cube.dimensions, positions, strict=True):
        text = label(dimension.labels[position])
        if dimension.role in words:
            words[dimension.role] = dimension.codes[position]
        elif any(start in dimension.code.lower() for start in _BACKGROUNDS):
            part = group_part(text)
            strange += [text] if part is None else []
            groups |= {part[0]: part[1]} if part and part[0] else {}
        elif dimension.role != "contents":
            questions.append(text)
    return _Spot(
        question=" | ".join(questions),
        area=place(words["region"], where=where),
        period=period(words["time"], where=where),
        group=None if strange else Group.of(groups),
        background=", ".join(strange),
    )


def _found(
    cube: Cube, contents: _Contents, spot: _Spot, *, positions: tuple[int, ...], axis: int, where: Where, alone: bool
) -> Found:
    def at(position: int) -> Figure:
        return cube.value((*positions[:axis], position, *positions[axis + 1 :]))

    value, margin = at(contents.value), at(contents.margin)
    answers = at(contents.answers) if contents.answers is not None else 0.0
    n = 0 if isinstance(answers, Missing) else int(answers)
    outcome: Outcome
    if isinstance(value, Missing):
        outcome = value
    elif isinstance(margin, Missing):
        outcome = without_interval(value, unit=contents.unit, where=where, n=n, rounding=contents.rounding)
    else:
        outcome = with_margin(value, margin=margin, unit=contents.unit, where=where, n=n, rounding=contents.rounding)
    named = (spot.question, "" if alone and spot.question else contents.name)
    measure = " | ".join(name for name in named if name)
    row = Row(measure=measure, area=spot.area, period=spot.period, outcome=outcome, group=spot.group or Group())
    return Found(row=row, where=where)


def _remarks(unknown: tuple[str, ...]) -> tuple[Remark, ...]:
    if not unknown:
        return ()
    names = "; ".join(unknown)
    return (
        (
            f"Grupper som systemet saknar ord för har lämnats utanför: {names}.",
            f"Groups that the system has no words for were left out: {names}.",
        ),
    )
