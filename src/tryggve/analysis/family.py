"""Families of tests: Holm's adjustment, so that many looks do not make one false certainty."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return Holm's adjusted p values in the order given.

    Method: the k-th smallest of m is multiplied by m - k + 1, and never allowed to fall below the one before it.
    Source: Holm, Scandinavian Journal of Statistics 6 (1979) 65.
    Checked against: R ``p.adjust`` in ``reference/effect/change_test``.
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    adjusted = [0.0] * len(p_values)
    running = 0.0
    for rank, index in enumerate(order):
        running = max(running, min(1.0, (len(p_values) - rank) * p_values[index]))
        adjusted[index] = running
    return tuple(adjusted)
