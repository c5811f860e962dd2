"""Dates as plans know them: a day, a month, a season, a year, or only "before"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from tryggve.errors import BadValueError, Language


class Precision(StrEnum):
    """How exactly a date is known (Sv: noggrannhet)."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


_SEASONS = {
    "w": (1, "vinter", "vintern", "winter"),
    "v": (3, "vår", "våren", "spring"),
    "s": (6, "sommar", "sommaren", "summer"),
    "h": (9, "höst", "hösten", "autumn"),
}
_LAST_MONTH = {"w": 2, "v": 5, "s": 8, "h": 12}  # winter is January and February; the year's last season ends with it
_MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


@dataclass(frozen=True, slots=True, order=True)
class PlanDate:
    """A date with its precision (Sv: datum med noggrannhet).

    ``last`` is the last day that the words allow, which is what deadlines are counted by. ``before`` means that the
    thing is to happen before the date begins.
    """

    last: dt.date
    precision: Precision
    code: str
    before: bool = False

    @property
    def first(self) -> dt.date:
        """The first day that the words allow; for "before" the last one, since nothing says how long before."""
        return self.last if self.before else first_day(self.code)

    def text(self, language: Language) -> str:
        """Return the date in words: ``15 december 2023``, ``hösten 2024``, ``före sommaren 2024``."""
        words = _in_words(self, language)
        return words if not self.before else f"{'före' if language == 'sv' else 'before'} {words}"


_SHOWN = 60  # characters of what was found
_YEARS = range(1000, 3000)  # what lies outside is a slip of the hand, and near the calendar's ends no date follows


def read_date(text: str) -> PlanDate:
    """Read ``2023-12-15``, ``2023-12``, ``2023``, ``mars 2024``, ``hösten 2024`` or ``före sommaren 2024``.

    Raises:
        BadValueError: the text is no such date.
    """
    plain = " ".join(text.strip().lower().split())
    before = plain.startswith(("före ", "before "))
    core = plain.removeprefix("före ").removeprefix("before ").removeprefix("the ")
    written = re.search(r"\d{4}", core)
    possible = written is not None and int(written[0]) in _YEARS
    found = (_numeric(core) or _season(core) or _spelled_out(core)) if possible else None
    if found is None:
        shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]} …"
        raise BadValueError(
            sv=f"”{shown}” är inget datum här. Skriv till exempel 2026-05-31, 2026-05, 2026, våren 2026 eller "
            "före sommaren 2026.",
            en=f'"{shown}" is no date here. Write for example 2026-05-31, 2026-05, 2026, spring 2026 or '
            "before summer 2026.",
        )
    last, precision, code = found
    if before:
        last = first_day(code) - dt.timedelta(days=1)
    return PlanDate(last, precision, ("<" if before else "") + code, before)


def from_code(code: str) -> PlanDate:
    """Return the date that a stored code means: ``2023-12-15``, ``2023-12``, ``2023``, ``2024-h``, ``<2024-s``."""
    before, core = code.startswith("<"), code.removeprefix("<")
    year, _, rest = core.partition("-")
    if rest in _SEASONS:
        last, precision = _last_of_season(int(year), rest), Precision.SEASON
    else:
        found = _numeric(core)
        if found is None:
            raise ValueError(f"{code!r} is no stored date.")
        last, precision, _same = found
    if before:
        last = first_day(core) - dt.timedelta(days=1)
    return PlanDate(last, precision, code, before)


def day_of(code: str, *, today: dt.date) -> tuple[dt.date, str]:
    """Return the day that something is sorted by, and the code of how exactly it is known; a day says itself.

    Of a month, a season or a year that has begun, the last day that has been.
    """
    found = from_code(code)
    if found.precision is Precision.DAY and not found.before:
        return found.last, ""
    begun = found.before or first_day(code) <= today
    return (min(found.last, today) if begun else found.last), code


def known_words(day: dt.date, when: str, language: Language) -> str:
    """Write what ``day_of`` returned in words: ``december 2020``; ``when`` is empty where the day is known."""
    return from_code(when or day.isoformat()).text(language)


def _numeric(text: str) -> tuple[dt.date, Precision, str] | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text)
    if match is None:
        return None
    year, month, day = (int(part) if part else 0 for part in match.groups())
    try:
        if day:
            return dt.date(year, month, day), Precision.DAY, text
        if month:
            return _last_of_month(dt.date(year, month, 1).year, month), Precision.MONTH, text
    except ValueError:
        return None
    return dt.date(year, 12, 31), Precision.YEAR, text


def _season(text: str) -> tuple[dt.date, Precision, str] | None:
    word, _, year = text.rpartition(" ")
    if not re.fullmatch(r"\d{4}", year):
        return None
    for code, (_month, *words) in _SEASONS.items():
        if word in words:
            return _last_of_season(int(year), code), Precision.SEASON, f"{year}-{code}"
    return None


def _spelled_out(text: str) -> tuple[dt.date, Precision, str] | None:
    """Read ``15 december 2023`` and ``december 2023``, as the dates are written back to the reader."""
    match = re.fullmatch(r"(?:(\d{1,2}) )?(\w+) (\d{4})", text)
    if match is None:
        return None
    day, name, year = match.groups()
    month = next((m.index(n) + 1 for m in _MONTHS.values() for n in m if n.lower() == name), 0)
    if not month:
        return None
    return _numeric(f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else ""))


def _last_of_month(year: int, month: int) -> dt.date:
    following = dt.date(year + month // 12, month % 12 + 1, 1)
    return following - dt.timedelta(days=1)


def _last_of_season(year: int, code: str) -> dt.date:
    return _last_of_month(year, _LAST_MONTH[code])


def first_day(code: str) -> dt.date:
    """Return the first day that a stored code allows; for ``<2024-s`` the day that it is to be before."""
    code = code.removeprefix("<")
    year, _, rest = code.partition("-")
    if rest in _SEASONS:
        return dt.date(int(year), _SEASONS[rest][0], 1)
    parts = [int(part) for part in code.split("-")]
    return dt.date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _in_words(date: PlanDate, language: Language) -> str:
    core = date.code.removeprefix("<")
    year, _, rest = core.partition("-")
    if date.precision is Precision.SEASON:
        _month, _indefinite, sv, en = _SEASONS[rest]
        return f"{sv if language == 'sv' else en} {year}"
    if date.precision is Precision.YEAR:
        return year
    month = _MONTHS[language][int(core[5:7]) - 1]
    return f"{month} {year}" if date.precision is Precision.MONTH else f"{int(core[8:10])} {month} {year}"
