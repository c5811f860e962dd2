"""Whether a committee has taken an activity into its operational plan and budget, and how a note of it is read."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from tryggve.plan.dates import from_code

_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2} [a-zåäö]+ \d{4}\b", re.IGNORECASE)
_MONTHS = [from_code(f"2000-{month:02}").text("sv").split()[0] for month in range(1, 13)]
_PARAGRAPHS = (re.compile(r"§{1,2}\s*(\d+[a-z]?)\b", re.IGNORECASE), re.compile(r"\b(\d+[a-z]?)\s*§", re.IGNORECASE))


class InPlan(StrEnum):
    """What a unit answers of an activity (Sv: inskriven i verksamhetsplan). Not told is no answer."""

    YES = "yes"
    CHANGED = "changed"  # taken in, but otherwise than the safety plan says
    NO = "no"


@dataclass(frozen=True, slots=True)
class Entered:
    """An answer with what it rests on (Sv: inskrivning); ``paragraph`` without its sign.

    ``when`` is a code of ``plan.dates`` where less is known than the day; ``date`` is then the last that can have been.
    """

    answer: InPlan
    date: dt.date | None = None
    paragraph: str = ""
    what: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class EnteredCount:
    """How many activities are taken in (Sv: antal inskrivna). Not told is neither yes nor no."""

    activities: int
    yes: int
    changed: int
    no: int

    @property
    def entered(self) -> int:
        """Those taken in, as the safety plan says or changed."""
        return self.yes + self.changed

    @property
    def not_told(self) -> int:
        """Those of which nobody has told."""
        return self.activities - self.entered - self.no


def count_entered(answers: Iterable[InPlan | None]) -> EnteredCount:
    """Count answers; None is an activity of which nobody has told."""
    counted = Counter(answers)
    return EnteredCount(counted.total(), counted[InPlan.YES], counted[InPlan.CHANGED], counted[InPlan.NO])


def read_entry(text: str) -> Entered:
    """Read a note such as ``Tekniska nämnden 2024-01-24, § 6`` as a yes.

    What is neither date nor paragraph stays in ``what``, so that nothing that was written is lost.
    """
    day = _DAY.search(text)
    date = _date(day[0]) if day else None
    rest = text.replace(day[0], " ", 1) if day and date else text
    paragraph = next((found for form in _PARAGRAPHS if (found := form.search(rest))), None)
    rest = rest.replace(paragraph[0], " ", 1) if paragraph else rest
    words = " ".join(re.sub(r"[\s,;]+(?=[,;]|$)", "", rest).split()).strip(" ,;")
    return Entered(InPlan.YES, date, paragraph[1] if paragraph else "", words)


def _date(text: str) -> dt.date | None:
    try:
        if "-" in text:
            return dt.date.fromisoformat(text)
        day, month, year = text.lower().split()
        return dt.date(int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
