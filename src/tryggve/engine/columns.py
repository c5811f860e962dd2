"""Columns as arrays: numbers with NaN where missing, and codes with labels in a person's order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_WHOLE = re.compile(r"-?\d+\.0+")
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "ö": "}", "Å": "{", "Ä": "|", "Ö": "}"})


@dataclass(frozen=True, slots=True)
class Codes:
    """A column of categories (Sv: kodad kolumn). ``index`` points into ``labels``; -1 where missing."""

    labels: tuple[str, ...]
    index: Ints

    @property
    def present(self) -> NDArray[np.bool_]:
        """Which rows have a category."""
        return self.index >= 0


def label(value: object) -> str:
    """Return a value as the text people write: ``2.0`` is ``2``, ``0114`` stays ``0114``."""
    text = str(value).strip()
    return text.split(".", 1)[0] if _WHOLE.fullmatch(text) else text


def in_order(labels: Iterable[str]) -> tuple[str, ...]:
    """Return labels by number where all are numbers, else by the Swedish alphabet."""
    names = list(labels)
    numbers = [as_number(name) for name in names]
    if all(number is not None for number in numbers):
        pairs = sorted(zip(numbers, names, strict=True), key=lambda pair: (pair[0] or 0.0, pair[1]))
        return tuple(name for _, name in pairs)
    return tuple(sorted(names, key=lambda name: (name.casefold().translate(_SWEDISH), name)))


def as_number(text: str) -> float | None:
    """Return a finite number, or nothing where the text is none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def encode(values: NDArray[np.object_], *, missing: frozenset[str]) -> Codes:
    """Turn values (``None`` where missing) into codes; ``missing`` holds labels that count as missing too."""
    distinct = {value for value in set(values.tolist()) if value is not None and value == value}  # noqa: PLR0124 NaN
    names = {value: label(value) for value in distinct}
    labels = in_order({name for name in names.values() if name and name not in missing})
    place = {name: position for position, name in enumerate(labels)}
    lookup = {value: place.get(name, -1) for value, name in names.items()}
    index = np.fromiter((lookup.get(value, -1) for value in values.tolist()), dtype=np.int64, count=len(values))
    return Codes(labels, index)


def encode_numbers(values: NDArray[Any], *, missing: frozenset[str]) -> Codes:
    """Turn numbers (NaN where missing) into codes, in order of size."""
    known = np.isfinite(values)
    distinct, inverse = renumber(values if known.all() else values[known])
    names = [label(repr(value)) for value in distinct.tolist()]
    kept = [position for position, name in enumerate(names) if name not in missing]
    if known.all() and len(kept) == len(names):
        return Codes(tuple(names), inverse)
    place = np.full(len(names), -1, dtype=np.int64)
    place[kept] = np.arange(len(kept))
    if known.all():
        return Codes(tuple(names[position] for position in kept), place[inverse])
    index = np.full(len(values), -1, dtype=np.int64)
    index[known] = place[inverse]
    return Codes(tuple(names[position] for position in kept), index)


def renumber(values: NDArray[Any]) -> tuple[NDArray[Any], Ints]:
    """Return the distinct values in order, and each value's place among them: ``np.unique``, faster on dense integers.

    Whole numbers in a range not much longer than the column need no sorting, and codes nearly always are such.
    """
    if not len(values):
        return values, np.zeros(0, dtype=np.int64)
    low, high = values.min(), values.max()
    small = max(abs(float(low)), abs(float(high))) < 2**53 and float(high) - float(low) <= 4 * len(values) + 1000
    whole = values.astype(np.int64) if small else None
    if whole is None or (values.dtype.kind == "f" and (whole != values).any()):
        distinct, inverse = np.unique(values, return_inverse=True)
        return distinct, np.asarray(inverse, dtype=np.int64)
    whole -= int(low)
    occurs = np.zeros(int(high) - int(low) + 1, dtype=np.bool_)
    occurs[whole] = True
    distinct = (np.flatnonzero(occurs) + int(low)).astype(values.dtype)
    # Numbers without gaps are their own places.
    return distinct, whole if occurs.all() else (np.cumsum(occurs) - 1)[whole]


def join_codes(parts: list[Codes]) -> Codes:
    """Put the codes of several files after one another, with one set of labels."""
    if len(parts) == 1:
        return parts[0]
    labels = in_order({name for part in parts for name in part.labels})
    place = {name: position for position, name in enumerate(labels)}
    shifted = [np.array([place[name] for name in part.labels] + [-1], dtype=np.int64)[part.index] for part in parts]
    return Codes(labels, np.concatenate(shifted))
