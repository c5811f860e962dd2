"""Figures: each a picture, a title, a description and the same data as a table."""

from tryggve.publish.figures.dots import DotRow, Level, dot_figure
from tryggve.publish.figures.dumbbells import DumbbellRow, dumbbell_figure
from tryggve.publish.figures.lines import line_figure, panels_of
from tryggve.publish.figures.maps import MapArea, map_figure
from tryggve.publish.figures.panels import Aim, Mark, Panel, Reference
from tryggve.publish.figures.render import Figure, keep_renderings_in, png
from tryggve.publish.figures.sparks import spark
from tryggve.publish.figures.style import Sign, Tone, sign_of
from tryggve.publish.figures.table import Table

__all__ = [
    "Aim",
    "DotRow",
    "DumbbellRow",
    "Figure",
    "Level",
    "MapArea",
    "Mark",
    "Panel",
    "Reference",
    "Sign",
    "Table",
    "Tone",
    "dot_figure",
    "dumbbell_figure",
    "keep_renderings_in",
    "line_figure",
    "map_figure",
    "panels_of",
    "png",
    "sign_of",
    "spark",
]
