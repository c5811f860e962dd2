"""What a user can mend: one base error and its few kinds, each with a text in Swedish and in English."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final, Literal

Language = Literal["sv", "en"]
_MOST_TOLD: Final = 100  # faults in one answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of a fault in an input (Sv: plats i filen).

    Every field may be empty; ``row`` counts as the file's reader sees it, the header being row 1.
    """

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def text(self, language: Language) -> str:
        """Return the place in words, e.g. ``Enköping.xlsx, blad Rån, rad 3, kolumn B``."""
        names = {"sv": ("blad", "rad", "kolumn"), "en": ("sheet", "row", "column")}[language]
        parts = [Path(self.file).name] if self.file else []
        parts += [
            f"{name} {value}" for name, value in zip(names, (self.sheet, self.row, self.column), strict=True) if value
        ]
        return ", ".join(parts)


class TryggveError(Exception):
    """Something the user can mend; shown without a traceback.

    ``sv`` and ``en`` each say what was found, what was expected and what to do next. ``where`` says the place.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, *, sv: str, en: str, where: Where | None = None) -> None:
        self.sv = sv
        self.en = en
        self.where = where or Where()
        super().__init__(self.text("en"))

    def text(self, language: Language) -> str:
        """Return place and message in one language."""
        place = self.where.text(language)
        message = self.sv if language == "sv" else self.en
        return f"{place}: {message}" if place else message


class UsageError(TryggveError):
    """The command or the form was filled in wrongly: say it differently."""

    exit_code = 2


class UnreadableFileError(TryggveError):
    """The file is not what its name says, is damaged, empty or too large: get another file."""

    exit_code = 3


class UnknownLayoutError(TryggveError):
    """The file can be read but its layout is not one we know: map it, or tell us."""

    exit_code = 4


class BadValueError(TryggveError):
    """A cell holds something that cannot be right: mend the cell."""

    exit_code = 5


class MissingColumnError(TryggveError):
    """A column that was asked for is not there: name one of those that are."""

    exit_code = 6


class NothingHereError(TryggveError):
    """There is nothing to show yet: import something first, or ask for another place."""

    exit_code = 7


class NotAllowedError(TryggveError):
    """The state or the role does not allow it: ask somebody who may."""

    exit_code = 8


def refuse(faults: Sequence[TryggveError]) -> None:
    """Raise all faults as one error; nothing where there are none."""
    if not faults:
        return
    if len(faults) == 1:
        raise faults[0]
    shown, left = faults[:_MOST_TOLD], len(faults) - _MOST_TOLD
    raise BadValueError(
        sv=f"{len(faults)} fel. Inget är inläst.\n"
        + "\n".join(f"  {fault.text('sv')}" for fault in shown)
        + (f"\n  Och {left} till." if left > 0 else ""),
        en=f"{len(faults)} faults. Nothing is imported.\n"
        + "\n".join(f"  {fault.text('en')}" for fault in shown)
        + (f"\n  And {left} more." if left > 0 else ""),
    )
