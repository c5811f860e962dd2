"""How figures look: palette, type, and what a verdict may do to colour and shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tryggve.terms import Finding, Verdict

PAPER = "#fbfaf7"
WHITE = "#ffffff"
INK = "#1c2b2a"
MUTED = "#5b6b69"
HAIRLINE = "#dfe4e1"
ACCENT = "#0b6e63"
WARNING = "#b3471d"

SANS = "'Source Sans Pro', sans-serif"
SERIF = "'Source Serif Pro', serif"
LABEL = 14  # px, row names and direct labels
SMALL = 13  # px, axis labels; never under 12 at any width
SEMIBOLD = 600
PHONE = 480  # px, below this a figure is laid out for a phone


class Tone(StrEnum):
    """What a colour may say (Sv: ton). Only the first two judge, and only a certain verdict earns them."""

    BETTER = "better"
    WORSE = "worse"
    PLAIN = "plain"  # certain, but no way is better
    MUTED = "muted"  # nothing is certain


_UNTOLD = (Verdict.SHORT, Verdict.FEW, Verdict.NO_ERROR, Verdict.BREAK, Verdict.OVERLAP, Verdict.COUNTS)


@dataclass(frozen=True, slots=True)
class Sign:
    """What a reader may conclude from a comparison, as colour and shape (Sv: tecken).

    ``better`` is None where no way is better. Without a certain verdict there is neither colour nor mark, whatever
    ``better`` says. An arrow says that a number has moved; places and groups that differ get a dot.
    """

    verdict: Verdict = Verdict.NONE
    better: bool | None = None

    @property
    def certain(self) -> bool:
        """Whether the verdict is "säkerställd"."""
        return self.verdict in (Verdict.UP, Verdict.DOWN)

    @property
    def untold(self) -> bool:
        """Whether nothing can be told, as against no difference seen; drawn as ○."""
        return self.verdict in _UNTOLD

    @property
    def tone(self) -> Tone:
        """The colour that the verdict has earned."""
        if not self.certain:
            return Tone.MUTED
        return {True: Tone.BETTER, False: Tone.WORSE, None: Tone.PLAIN}[self.better]

    @property
    def arrow(self) -> str:
        """``▲`` or ``▼`` before a number that has certainly changed, else nothing."""
        return {Verdict.UP: "▲", Verdict.DOWN: "▼"}.get(self.verdict, "")

    @property
    def dot(self) -> str:
        """``●`` before a number that certainly differs from another place's or group's, else nothing."""
        return "●" if self.certain else ""


UNCERTAIN = Sign()


def sign_of(finding: Finding | None) -> Sign:
    """Return the colour and shape that a finding has earned; none at all without a finding."""
    return Sign(finding.verdict, finding.better) if finding else UNCERTAIN


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of one tone: ``line`` for text, lines and points, ``spine`` for thin edges, ``body`` for bands."""

    line: str
    spine: str
    body: str


_INKS = {
    Tone.BETTER: Ink(ACCENT, "#5d948c", "#d3e3df"),
    Tone.WORSE: Ink(WARNING, "#c27653", "#f2dcd1"),
    Tone.PLAIN: Ink(INK, "#8a9391", "#dde1df"),
    Tone.MUTED: Ink(MUTED, "#8a9391", "#e4e7e5"),
}


def ink(tone: Tone) -> Ink:
    """Return the colours of a tone; ``line`` passes 4.5:1 and ``spine`` 3:1 on paper and on white."""
    return _INKS[tone]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two ``#rrggbb`` colours.

    Method: WCAG 2.2 contrast ratio, (L1 + 0.05) / (L2 + 0.05) of the relative luminances.
    Source: W3C, Web Content Accessibility Guidelines 2.2, definition of contrast ratio.
    Checked against: the definition's own ends, black on white 21:1 and #767676 on white 4.54:1.
    """
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# Widths of Source Sans Pro in thousandths of the size, for the few kinds of letters that matter to a layout.
_NARROW = {**dict.fromkeys("il.,:;'|!jI", 265), **dict.fromkeys(" \N{NO-BREAK SPACE}()ftr-", 320)}
_WIDE = {**dict.fromkeys("mwMW%@", 830), **dict.fromkeys("ABCDEGHKNOPQRSUVXYZÅÄÖ", 600)}
_WIDTHS = {**_NARROW, **_WIDE}


@cache
def text_width(text: str, size: float = LABEL, weight: int = 400) -> float:
    """Return about how wide a text is in px; a few per cent too wide rather than too narrow."""
    units = sum(_WIDTHS.get(letter, 515) for letter in text)
    return units * size / 1000 * (1.05 if weight >= SEMIBOLD else 1.0)


def wrap(text: str, width: float, size: float = LABEL, *, weight: int = 400) -> tuple[str, ...]:
    """Break a text at spaces and after hyphens into lines that fit ``width`` px; a longer word keeps its own line."""
    lines: list[str] = []
    for piece in re.findall(r"[^ -]*-| |[^ -]+", text):
        if lines and text_width((lines[-1] + piece).rstrip(), size, weight) <= width:
            lines[-1] += piece
        else:
            lines.append(piece)
    return tuple(line.strip() for line in lines if line.strip())
