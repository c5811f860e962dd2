"""Dated items as an iCalendar text (RFC 5545) that any calendar program subscribes to."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from tryggve.errors import Language
from tryggve.plan.clock import DatedItem

_LINE = 75  # octets, RFC 5545 section 3.1


def calendar_text(items: Iterable[DatedItem], *, name: str, language: Language, stamp: dt.datetime, domain: str) -> str:
    """Return a calendar of whole-day items, with CRLF line ends and lines folded at 75 octets.

    Args:
        items: what to show.
        name: the calendar's name.
        language: of the titles.
        stamp: when the calendar was made; aware of its time zone.
        domain: what makes the uids unique in the world; the same from one time to the next.
    """
    at = stamp.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tryggve//Tryggve//SV", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{escaped(name)}")
    for item in sorted(items):
        lines += _event(item, language=language, at=at, domain=domain)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """Escape a text value: backslash, semicolon, comma and line break."""
    marked = re.sub(r"([\\;,])", r"\\\1", text)
    return re.sub(r"\r\n|\r|\n", r"\\n", marked)


def folded(line: str) -> str:
    """Break a content line so that no piece is over 75 octets, and never inside a character."""
    pieces, size = [""], 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > _LINE:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += octets
    return "\r\n".join(pieces)


def _event(item: DatedItem, *, language: Language, at: str, domain: str) -> list[str]:
    following = item.day + dt.timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{escaped(item.uid)}@{domain}",
        f"DTSTAMP:{at}",
        f"DTSTART;VALUE=DATE:{item.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        f"SUMMARY:{escaped(item.sv if language == 'sv' else item.en)}",
        "TRANSP:TRANSPARENT",  # a due date does not make the day busy
        "END:VEVENT",
    ]
