"""A plan's content as it was decided: one canonical text and its SHA-256."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Any  # what json.dumps takes


@dataclass(frozen=True, slots=True)
class Frozen:
    """Content as canonical JSON, and its hash (Sv: beslutad version)."""

    text: str
    sha256: str


def freeze(content: Mapping[str, Json]) -> Frozen:
    """Return content as canonical JSON (sorted keys, no spaces, UTF-8) with its SHA-256.

    Raises:
        ValueError: a number is not finite; such a one has no place in JSON.
        TypeError: a value is not JSON; write dates and decimals as text first.
    """
    text = json.dumps(_plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Frozen(text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def is_unaltered(content: Mapping[str, Json], *, sha256: str) -> bool:
    """Tell whether stored content still has the hash that it was given when it was decided."""
    return freeze(content).sha256 == sha256


def _plain(value: Json) -> Json:
    if isinstance(value, Mapping):
        if any(not isinstance(key, str) for key in value):
            raise TypeError("Keys are texts in JSON.")
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    # Databases give 60.0 back as 60; the hash must not notice.
    if isinstance(value, float) and math.isfinite(value) and value == int(value):
        return int(value)
    return value
