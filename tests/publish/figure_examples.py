"""Made-up data for the figures, and readers of what was drawn."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from tryggve.publish.figures import (
    Aim,
    DotRow,
    DumbbellRow,
    Figure,
    Level,
    MapArea,
    Mark,
    Reference,
    Sign,
    dot_figure,
    dumbbell_figure,
    line_figure,
    map_figure,
    panels_of,
)
from tryggve.publish.figures.style import text_width
from tryggve.terms import (
    EVERYBODY,
    Area,
    AreaKind,
    Break,
    BreakKind,
    Difference,
    Estimate,
    KnownBy,
    Missing,
    Period,
    Point,
    Reason,
    Series,
    Unit,
    Verdict,
)

EKHAMRA = Area("9901", "Ekhamra", AreaKind.MUNICIPALITY, "99")
BETTER = Sign(Verdict.UP, True)
WORSE = Sign(Verdict.DOWN, False)
UNCLEAR = Sign(Verdict.NONE)
GONE = Missing(reason=Reason.TOO_FEW)
REMADE = Break(2021, BreakKind.METHOD, "ny enkät", "new survey")


def share(value: float, margin: float | None = 3.0, *, unit: Unit = Unit.PERCENT, rounding: float = 0.1) -> Estimate:
    if margin is None:
        return Estimate(value=value, unit=unit, known_by=KnownBy.NONE, rounding=rounding)
    low, high = max(0.0, value - margin), value + margin
    known = {"low": low, "high": high, "n": 1480, "rounding": rounding, "limit_rounding": rounding}
    return Estimate(value=value, unit=unit, known_by=KnownBy.MARGIN, **known)


def series(points: dict[int, Estimate | Missing], *breaks: Break, window: int = 1) -> Series:
    made = tuple(Point(Period(year - window + 1, year), outcome) for year, outcome in sorted(points.items()))
    return Series(indicator="trygg_ute", area=EKHAMRA, group=EVERYBODY, points=made, breaks=breaks)


def broken() -> Series:
    old = {y: share(v, 2.4, unit=Unit.INDEX, rounding=1.0) for y, v in zip(range(2014, 2021), OLD, strict=True)}
    new = {y: share(v, 2.6) for y, v in zip(range(2021, 2026), (61, 62, 62.5, 65, 66.5), strict=True)}
    return series(old | new, REMADE)


OLD = (47, 50, 53, 57, 60, 55, 56)


def line_example(language: str = "sv", width: float = 700, *, sign: Sign = BETTER) -> Figure:
    titles = {"sv": ["Index 0–100, gamla mätningen", "Andel trygga, ny mätning från 2021"]}
    panels = panels_of(
        broken(),
        titles=titles.get(language, ["Index 0–100, old survey", "Share who feel safe, remade 2021"]),
        sign=sign,
        marked=[Mark(year=2014), Mark(year=2018), Mark(year=2019), Mark(year=2021), Mark(year=2025, sign=sign)],
    )
    return line_figure(panels, title="Ekhamra", language=language, width=width)


def reference_example(language: str = "sv", width: float = 700) -> Figure:
    own = series({y: share(30 + y % 4, 4) for y in range(2016, 2026)}, window=2)
    county = series({y: share(25 + y % 3, 1) for y in range(2016, 2026)}, window=2)
    nation = series({y: share(26 - y % 2, 0.5) for y in range(2016, 2026)})
    panels = panels_of(
        own,
        titles=["%"],
        references=[Reference(label="Ekhamra län", series=county), Reference(label="Riket", series=nation)],
        label="Ekhamra",
        marked=[Mark(year=2016), Mark(year=2025)],
    )
    return line_figure(panels, title="Ekhamra", language=language, width=width)


def aim_example(language: str = "sv", width: float = 700) -> Figure:
    points = {y: share(v, 2.6) for y, v in zip(range(2021, 2026), (61, 62, 61, 65.5, 67), strict=True)}
    label = {"sv": "Mål: minst 68,0 %"}.get(language, "Goal: at least 68.0%")
    panels = panels_of(
        series(points),
        titles=["%"],
        marked=[Mark(year=2023), Mark(year=2025)],
        aim=Aim(levels=(68.0,), year=2026, label=label),
    )
    return line_figure(panels, title="Ekhamra", language=language, width=width)


def dot_example(language: str = "sv", width: float = 560) -> Figure:
    rows = [
        DotRow(label="Centrum", outcome=share(56, 6, rounding=1.0), sign=UNCLEAR),
        DotRow(label="Norrbacken", outcome=share(48, 7, rounding=1.0), sign=WORSE, own=True),
        DotRow(label="Upplands-Bro", outcome=share(66, 5, rounding=1.0), sign=BETTER),
        DotRow(label="Åsbyn", outcome=GONE, sign=Sign(Verdict.FEW)),
        DotRow(label="Landsbygden och mindre orter i norr", outcome=share(69, None, rounding=1.0)),
    ]
    level = Level(label="Ekhamra", estimate=share(60, 2, rounding=1.0))
    return dot_figure(rows, title="Norrbacken", language=language, level=level, width=width)


def dumbbell_example(language: str = "sv", width: float = 560) -> Figure:
    rows = [
        DumbbellRow(label="16–29", first=share(63, 6), second=share(52, 6), sign=WORSE, difference=change(-11, 8.5)),
        DumbbellRow(label="30–64", first=share(58, 3), second=share(57, 3), sign=UNCLEAR, difference=change(-1, 4.2)),
        DumbbellRow(label="Eftergymnasial utbildning", first=share(60, 4), second=GONE, sign=Sign(Verdict.FEW)),
    ]
    return dumbbell_figure(rows, first="2018", second="2019", title="2019", language=language, width=width)


def change(value: float, margin: float) -> Difference:
    return Difference(
        value=value, low=value - margin, high=value + margin, p=0.01, adjusted_p=0.02, detectable=1.4 * margin
    )


def square(x: float, y: float, side: float) -> dict[str, object]:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def map_example(language: str = "sv", width: float = 560) -> Figure:
    areas = [
        MapArea(name="Centrum", geometry=square(520000, 6700000, 4000), outcome=share(56), sign=UNCLEAR),
        MapArea(name="Norrbacken", geometry=square(520000, 6704000, 4000), outcome=share(48), sign=WORSE),
        MapArea(name="Viken", geometry=square(524000, 6700000, 4000), outcome=share(66), sign=BETTER),
        MapArea(name="Åsbyn", geometry=square(524000, 6704000, 4000), outcome=GONE, sign=BETTER),
    ]
    return map_figure(areas, title="Norrbacken", language=language, width=width)


EXAMPLES = {
    "line": line_example,
    "reference": reference_example,
    "aim": aim_example,
    "dot": dot_example,
    "dumbbell": dumbbell_example,
    "map": map_example,
}


@dataclass(frozen=True)
class Seen:
    """A text as drawn: its box in px and its size."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float


def seen_texts(svg: str) -> list[Seen]:
    found: dict[tuple[str, float, float], Seen] = {}
    _walk(ElementTree.fromstring(svg), 0.0, 0.0, found)
    return list(found.values())


def _walk(node: ElementTree.Element, x: float, y: float, found: dict[tuple[str, float, float], Seen]) -> None:
    if move := re.search(r"translate\(([-\d.e]+),([-\d.e]+)\)", node.get("transform", "")):
        x, y = x + float(move[1]), y + float(move[2])
    if node.tag.endswith("}text") and node.text:
        size = float(node.get("font-size", "0").removesuffix("px"))
        at = x + float(node.get("x", "0")), y + float(node.get("y", "0"))
        wide = text_width(node.text, size, int(node.get("font-weight", "400")))
        left = at[0] - {"middle": wide / 2, "end": wide}.get(node.get("text-anchor", "start"), 0.0)
        box = Seen(node.text, left, left + wide, at[1] - 0.7 * size, at[1] + 0.2 * size, size)
        found[(node.text, round(at[0], 1), round(at[1], 1))] = box
    for child in node:
        _walk(child, x, y, found)


def all_text(figure: Figure) -> str:
    table = " ".join([*figure.table.columns, *(cell for row in figure.table.rows for cell in row)])
    drawn = " ".join(ElementTree.fromstring(figure.svg).itertext())
    return " ".join([drawn, figure.description, table, " ".join(figure.table.raw_columns)])


def csv_rows(figure: Figure) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(figure.table.csv())))


def layers(spec: dict, *kinds: str) -> list[dict]:
    """Return the layers of a spec whose mark is one of the kinds, in all its views."""
    views = [spec, *spec.get("hconcat", []), *spec.get("vconcat", [])]
    every = [layer for view in views for layer in view.get("layer", [])]
    return [layer for layer in every if layer["mark"]["type"] in kinds]
