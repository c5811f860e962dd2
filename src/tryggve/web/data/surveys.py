"""A municipality's own survey: its answers become estimates, and are not kept."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tryggve.errors import TryggveError, UsageError
from tryggve.indicators.microdata import read_microdata
from tryggve.indicators.survey_definition import read_definition
from tryggve.terms import Area, AreaKind
from tryggve.terms.places import find_place
from tryggve.web.data.actions import Imported, import_release

Read = TypeVar("Read")


@dataclasses.dataclass(frozen=True, slots=True)
class Handed:
    """A file that was handed in and the name that its owner gave it; empty where it lies under that name."""

    path: Path
    name: str = ""


def import_survey(answers: Handed, *, definition: Handed, place: str, by: str) -> Imported:
    """Estimate what a definition asks of a survey's answers, and make a draft of it.

    Only the file's checksum, its columns and the estimates that may be shown are stored.

    Raises:
        UsageError: if the place is no municipality.
        TryggveError: whatever is wrong with the definition or the answers.
    """
    municipality = surveyed_place(place)
    meaning = _named(definition, lambda: read_definition(definition.path))
    read = _named(answers, lambda: read_microdata(answers.path, definition=meaning, municipality=municipality))
    if answers.name:
        read = dataclasses.replace(read, file_name=answers.name)
    how = hashlib.sha256(definition.path.read_bytes()).hexdigest()
    return import_release(read, path=answers.path, by=by, read_by=how)


def surveyed_place(text: str) -> Area:
    """Return the municipality that a name or a code means.

    Raises:
        UsageError: if there is none.
    """
    found = find_place(text)
    if found is None or found.kind is not AreaKind.MUNICIPALITY:
        raise UsageError(
            sv=f"”{text}” är ingen kommun. Skriv kommunens namn eller kod, till exempel Borlänge eller 2081.",
            en=f"“{text}” is no municipality. Write its name or code, for instance Borlänge or 2081.",
        )
    return found


def _named(file: Handed, read: Callable[[], Read]) -> Read:
    """Read a file; a mistake names it as its owner does, not as it is stored meanwhile."""
    try:
        return read()
    except TryggveError as error:
        if file.name and error.where.file:
            error.where = dataclasses.replace(error.where, file=file.name)
        raise
