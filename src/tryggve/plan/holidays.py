"""Swedish red days, and the days on which nobody is mailed."""

from __future__ import annotations

import datetime as dt

_FIXED = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26))
_FROM_EASTER = (-2, 0, 1, 39, 49)  # Good Friday, Easter Day, Easter Monday, Ascension Day, Whit Sunday
_JULY = 7


def easter_day(year: int) -> dt.date:
    """Return Easter Day of a year in the Gregorian calendar.

    Method: the anonymous Gregorian computus, in whole numbers.
    Source: Meeus, Astronomical Algorithms (1991), chapter 8.
    Checked against: dateutil.easter for 1900-2099.
    """
    golden, (century, rest) = year % 19, divmod(year, 100)
    leap, remainder = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - shift + 15) % 30
    weekday = (32 + 2 * remainder + 2 * (rest // 4) - epact - rest % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return dt.date(year, month, day + 1)


def holidays(year: int) -> frozenset[dt.date]:
    """Return the public holidays of a year: the law 1989:253, without the ordinary Sundays."""
    easter = easter_day(year)
    moving = {easter + dt.timedelta(days=days) for days in _FROM_EASTER}
    midsummer, all_saints = _saturday_from(dt.date(year, 6, 20)), _saturday_from(dt.date(year, 10, 31))
    return frozenset({dt.date(year, month, day) for month, day in _FIXED} | moving | {midsummer, all_saints})


def is_red(day: dt.date) -> bool:
    """Tell whether a day is a Sunday or a public holiday."""
    return day.isoweekday() == 7 or day in holidays(day.year)


def may_mail(day: dt.date) -> bool:
    """Tell whether people may be mailed: never in July, never on a red day."""
    return day.month != _JULY and not is_red(day)


def _saturday_from(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=(6 - day.isoweekday()) % 7)
