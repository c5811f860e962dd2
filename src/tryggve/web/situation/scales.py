"""What a panel of a figure says of its scale, its measurement and its source."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.indicators.indicator import Indicator
from tryggve.publish.numbers import format_number
from tryggve.terms import Point, Series, Unit
from tryggve.web.data.models import Release


class Remade(StrEnum):
    """Whether a series stands beside another measurement of the same thing (Sv: omgjord mätning)."""

    NO = "no"
    OLDER = "older"  # a newer measurement stands beside it
    NEWER = "newer"  # it took over from an older one


def panel_titles(indicator: Indicator, series: Series, *, language: Language, remade: Remade = Remade.NO) -> list[str]:
    """Return a title for each part of a series: scale, measurement where it was remade, publisher."""
    parts = series.segments()
    scale = scale_words(indicator, language=language)
    newest = [remade is not Remade.OLDER and part is parts[-1] for part in parts]
    several = len(parts) > 1 or remade is not Remade.NO
    names = [_measurement(part, newest=new) if several else "" for part, new in zip(parts, newest, strict=True)]
    return [
        ", ".join(text for text in (scale, name, _publisher(part)) if text)
        for part, name in zip(parts, names, strict=True)
    ]


def scale_words(indicator: Indicator, *, language: Language) -> str:
    """Name the scale of an indicator: ``Procent``, ``Index 0–100``."""
    low, high = (format_number(x, language) for x in (indicator.scale_min, min(indicator.scale_max, 1e9)))
    return {
        Unit.PERCENT: _("Procent"),
        Unit.INDEX: _("Index %(low)s–%(high)s") % {"low": low, "high": high},
        Unit.COUNT: _("Antal"),
        Unit.PER_100K: _("Per 100 000 invånare"),
        Unit.PER_1000: _("Per 1 000 invånare"),
        Unit.LEVEL: _("Nivå %(low)s–%(high)s") % {"low": low, "high": high},
    }[indicator.unit]


def _measurement(part: tuple[Point, ...], *, newest: bool) -> str:
    return _("ny mätning från %(year)s") % {"year": part[0].period.last} if newest else _("gamla mätningen")


def _publisher(part: tuple[Point, ...]) -> str:
    shas = {point.release for point in part if point.release}
    names = Release.objects.filter(sha256__in=shas).values_list("publisher", flat=True)
    return ", ".join(dict.fromkeys(names))
