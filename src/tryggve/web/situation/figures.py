"""The figures of an indicator's page, by the name that their addresses have."""

from __future__ import annotations

from typing import Protocol

from tryggve.publish.figures.render import Figure
from tryggve.web.situation.asked import Asked
from tryggve.web.situation.group_figures import group_figure, level_figure
from tryggve.web.situation.place_figures import area_map, district_figure, place_figure
from tryggve.web.situation.time_figure import time_figure


class Draw(Protocol):
    """A way to draw what was asked for; nothing where the figures do not allow it."""

    def __call__(self, asked: Asked, *, width: float) -> Figure | None:
        """Draw it ``width`` px wide."""
        ...


FIGURES: dict[str, Draw] = {
    "tid": time_figure,
    "forandring": group_figure,
    "omraden": district_figure,
    "karta": area_map,
    "grupper": level_figure,
    "platser": place_figure,
}
