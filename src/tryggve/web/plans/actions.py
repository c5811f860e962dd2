"""What changes a plan as a whole, and the error when somebody else was first."""

from __future__ import annotations

from collections.abc import Mapping

from tryggve.errors import TryggveError


class StaleError(TryggveError):
    """Somebody saved while the form was open: look at both and choose.

    ``theirs`` and ``yours`` hold the fields that differ; ``revision`` is the one to save against next.
    """

    exit_code = 8

    def __init__(self, *, theirs: Mapping[str, object], yours: Mapping[str, object], revision: int) -> None:
        self.theirs = dict(theirs)
        self.yours = dict(yours)
        self.revision = revision
        super().__init__(
            sv="Någon annan har sparat medan du skrev. Jämför och välj vad som ska gälla.",
            en="Somebody else saved while you were writing. Compare and choose what is to count.",
        )
