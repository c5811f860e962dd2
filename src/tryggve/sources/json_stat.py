"""JSON-stat 2, the format that SCB's statistical database answers in."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

from tryggve.errors import UnknownLayoutError, UnreadableFileError, Where
from tryggve.sources.cells import Figure, figure
from tryggve.sources.cube import Cube, Dimension

MAX_CELLS = 5_000_000
_ROLES = {"time": "time", "metric": "contents", "geo": "region"}


def parse_json_stat(text: str, *, file: str) -> Cube:
    """Return the table of a JSON-stat 2 dataset.

    A figure that is not there gets its reason from ``status``: ``..`` suppressed, ``.`` not asked, ``-`` zero.

    Raises:
        UnreadableFileError: Where the text is not JSON.
        UnknownLayoutError: Where it is JSON of another kind, or metadata without figures.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableFileError(
            sv="Filen är avbruten eller skadad JSON. Hämta den på nytt.",
            en="The file is cut short or damaged JSON. Fetch it again.",
            where=Where(file=file),
        ) from error
    try:
        return _cube(content, file)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _not_json_stat(file) from error


def _not_json_stat(file: str) -> UnknownLayoutError:
    return UnknownLayoutError(
        sv="JSON-filen är ingen tabell i JSON-stat 2, eller saknar siffror. Välj JSON-stat 2 (eller PX) när du hämtar.",
        en="The JSON file is no table in JSON-stat 2, or has no figures. Choose JSON-stat 2 (or PX) when you fetch it.",
        where=Where(file=file),
    )


def _cube(content: Mapping[str, Any], file: str) -> Cube:
    if content.get("class") != "dataset" or not content["value"]:
        raise _not_json_stat(file)
    roles = {code: _ROLES.get(role, "") for role, codes in content.get("role", {}).items() for code in codes}
    size = math.prod(content["size"])
    # The stated size decides how many cells are made; it may not be taken on trust.
    if size > MAX_CELLS or size < len(content["value"]):
        raise _not_json_stat(file)
    statuses = _by_position(content.get("status") or {})
    values = _by_position(content["value"])
    where = Where(file=file, column="value")
    return Cube(
        table_id=str(content.get("extension", {}).get("px", {}).get("tableid", "")),
        title=str(content.get("label", "")),
        dimensions=tuple(_dimension(code, content["dimension"][code], roles.get(code, "")) for code in content["id"]),
        values=tuple(_value(values.get(i), statuses.get(i), where) for i in range(size)),
    )


def _by_position(given: object) -> dict[int, Any]:
    """Return a list or a sparse mapping by position; a single status holds for none of the figures that are there."""
    if isinstance(given, Mapping):
        return {int(position): value for position, value in given.items()}
    return dict(enumerate(given)) if isinstance(given, list) else {}


def _value(value: Any, status: Any, where: Where) -> Figure:
    return figure(value if value is not None else (status or ""), where=where)


def _dimension(code: str, content: Mapping[str, Any], role: str) -> Dimension:
    category = content["category"]
    labels = category.get("label", {})
    index = category.get("index", list(labels))
    codes = sorted(index, key=index.__getitem__) if isinstance(index, Mapping) else list(index)
    units = category.get("unit", {})
    contents = role == "contents"
    return Dimension(
        code=code,
        label=str(content.get("label", code)),
        codes=tuple(codes),
        labels=tuple(str(labels.get(c, c)) for c in codes),
        role=role or {"region": "region", "tid": "time", "contentscode": "contents"}.get(code.lower(), ""),
        units=tuple(str(units.get(c, {}).get("base", "")) for c in codes) if contents else (),
    )
