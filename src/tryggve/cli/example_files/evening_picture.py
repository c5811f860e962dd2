"""A drawn picture of an evening in the made-up Ekhamra, for its plans' public pages."""

from __future__ import annotations

import random
from typing import Final

_WIDTH: Final = 1680
_HEIGHT: Final = 640
_SKY: Final = ("#e9e3d5", "#dfe3da", "#c9d8d2", "#a9c6be")
_HILLS: Final = ("#7fa9a1", "#4f8a81", "#0b6e63")
_NIGHT: Final = "#084f47"
_LIGHT: Final = "#f2c879"

ALT: Final = {
    "2024": "Teckning: en kväll med kullar och en rad hus. Det lyser i fönstren och längs gångvägen, där fyra "
    "personer är på väg hem.",
    "2027": "Teckning: en kväll med kullar och en rad hus. Det lyser i nästan alla fönster och längs gångvägen, där "
    "åtta personer är ute.",
}


def evening_picture(*, walkers: int, lit: float) -> bytes:
    """Return a PNG of houses and a lit path; ``lit`` is the share of the windows that shine."""
    import vl_convert

    picture = vl_convert.svg_to_png(_drawn(walkers, lit), scale=1)
    assert isinstance(picture, bytes)
    return picture


def _drawn(walkers: int, lit: float) -> str:
    chance = random.Random(9901)  # noqa: S311  a drawing, the same each time
    parts = [f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="{_SKY[0]}"/>']
    parts += [_band(110 + 62 * n, colour) for n, colour in enumerate(_SKY[1:])]
    parts.append(f'<circle cx="1310" cy="150" r="58" fill="{_LIGHT}" opacity="0.9"/>')
    parts += [_hill(320 + 52 * n, 70 - 14 * n, 0.35 + n, colour) for n, colour in enumerate(_HILLS)]
    parts += _houses(chance, lit)
    parts.append(f'<path d="M0 560 Q 420 528 840 556 T 1680 548 V640 H0 Z" fill="{_NIGHT}"/>')
    parts.append('<path d="M0 606 Q 420 574 840 602 T 1680 594" fill="none" stroke="#e9e3d5" stroke-width="15"/>')
    parts += [part for n in range(9) for part in _lamp(100 + 190 * n)]
    parts += [_walker(240 + 1280 * n / walkers + chance.uniform(-40, 40), chance) for n in range(walkers)]
    view = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {view}>{"".join(parts)}</svg>'


def _band(top: int, colour: str) -> str:
    curve = f"M0 {top} Q 420 {top - 34} 840 {top} T {_WIDTH} {top} V{_HEIGHT} H0 Z"
    return f'<path d="{curve}" fill="{colour}"/>'


def _hill(top: int, swing: int, lean: float, colour: str) -> str:
    first = 260 + 150 * lean
    curve = f"M0 {top} Q {first / 2} {top - swing} {first} {top} T {first + 560} {top} T {first + 1400} {top - 10}"
    return f'<path d="{curve} T {_WIDTH + 900} {top} V{_HEIGHT} H0 Z" fill="{colour}"/>'


def _houses(chance: random.Random, lit: float) -> list[str]:
    parts, left = [], 40
    while left < _WIDTH - 150:
        width, storeys = chance.choice((84, 108, 132, 168)), chance.choice((2, 2, 3, 4))
        top = 548 - 46 * storeys - 18
        parts.append(f'<rect x="{left}" y="{top}" width="{width}" height="{570 - top}" fill="{_NIGHT}"/>')
        if storeys < 4:
            roof = f"{left - 6},{top} {left + width / 2},{top - 34} {left + width + 6},{top}"
            parts.append(f'<polygon points="{roof}" fill="{_NIGHT}"/>')
        for row in range(storeys):
            for column in range(width // 36):
                colour = _LIGHT if chance.random() < lit else "#0b6e63"
                x, y = left + 14 + 36 * column, top + 18 + 46 * row
                parts.append(f'<rect x="{x}" y="{y}" width="17" height="22" fill="{colour}"/>')
        left += width + chance.choice((14, 30, 58))
    return parts


def _lamp(x: int) -> tuple[str, str, str]:
    y = 592
    return (
        f'<path d="M{x - 46} 612 L{x - 4} {y - 92} H{x + 4} L{x + 46} 612 Z" fill="{_LIGHT}" opacity="0.22"/>',
        f'<path d="M{x} 612 V{y - 92}" stroke="#e9e3d5" stroke-width="4"/>',
        f'<circle cx="{x}" cy="{y - 94}" r="10" fill="{_LIGHT}"/>',
    )


def _walker(x: float, chance: random.Random) -> str:
    colour, size = chance.choice(("#fbfaf7", "#f2c879", "#dfe3da", "#e7a27f")), chance.uniform(0.8, 1.05)
    body = "M-8 0 Q-9 -26 0 -30 Q9 -26 8 0 L5 26 H1 L0 6 L-1 26 H-5 Z"
    return (
        f'<g transform="translate({x:.0f} 594) scale({size:.2f})" fill="{colour}"><path d="{body}"/>'
        '<circle cy="-40" r="8"/></g>'
    )
