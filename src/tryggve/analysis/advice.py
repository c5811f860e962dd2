"""What to look at instead, where the figures do not suffice: advice as codes, worded elsewhere."""

from __future__ import annotations

import math

from tryggve.terms import Difference, Estimate, Verdict

_MOST_ANSWERS = 5_000  # more than a municipality asks; beyond it a larger sample is no advice


def advice_for(verdict: Verdict, estimate: Estimate, difference: Difference | None, *, delta: float) -> tuple[str, ...]:
    """Return advice codes that follow from the figures alone.

    ``sample:1900``: the number of answers each time that would have shown a difference of ``delta`` with 80 per cent
    power, other things equal. ``ask_source``: ask the publisher for the margin. Advice that needs other series
    (``pooled``, ``county``) is added where the question is asked.
    """
    if verdict is Verdict.NO_ERROR:
        return ("ask_source",)
    if (
        verdict is not Verdict.SHORT
        or difference is None
        or estimate.n <= 0
        or not math.isfinite(difference.detectable)
    ):
        return ()
    needed = estimate.n * (difference.detectable / delta) ** 2
    return (f"sample:{_round_up(needed)}",) if needed <= _MOST_ANSWERS else ()


def _round_up(count: float) -> int:
    step = int(10 ** max(int(math.log10(count)) - 1, 0))
    return math.ceil(count / step) * step
