"""The figure over time: one panel for each measurement."""

from __future__ import annotations

from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.indicator import Indicator
from tryggve.publish.figures.lines import line_figure, panels_of
from tryggve.publish.figures.panels import Mark, Panel, Reference
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.style import UNCERTAIN, sign_of
from tryggve.publish.words import place_name
from tryggve.terms import EVERYBODY, Series
from tryggve.terms.places import county_of, nation_of
from tryggve.web.situation.asked import Asked, short_name
from tryggve.web.situation.scales import Remade, panel_titles


def time_figure(asked: Asked, *, width: float) -> Figure | None:
    """Draw the indicator over time; an older measurement of the same thing stands in panels of its own."""
    series = asked.series(asked.place.code)
    if series is None:
        return None
    older = _older_panels(asked)
    panels = (*older, *_own_panels(asked, series, remade=Remade.NEWER if older else Remade.NO))
    return line_figure(panels, title=asked.title, language=asked.language, width=width)


def _own_panels(asked: Asked, series: Series, *, remade: Remade) -> tuple[Panel, ...]:
    change = asked.findings.change
    sign = sign_of(change)
    compared = change.other.period.last if change and change.other and change.certain else None
    pooled = change is not None and change.rule == "pooled"  # its figures are means and stand at no single point
    compared = None if pooled else compared
    marks = [Mark(year=series.known()[-1].period.last, sign=UNCERTAIN if pooled else sign)]
    if compared is not None and any(p.period.last == compared for p in series.known()):
        marks.append(Mark(year=compared))
    return panels_of(
        series,
        titles=panel_titles(asked.indicator, series, language=asked.language, remade=remade),
        sign=sign,
        marked=marks,
        references=_references(asked),
        label=place_name(asked.place, asked.language),
    )


def older_measurement(asked: Asked) -> Indicator | None:
    """Return the indicator that measured the same thing before, where the place has figures for it."""
    older = load_catalogue().indicators.get(asked.indicator.replaces)
    series = asked.book.get(older.id, asked.place.code, EVERYBODY) if older else None
    return older if series and series.known() else None


def _older_panels(asked: Asked) -> tuple[Panel, ...]:
    older = older_measurement(asked)
    if older is None:
        return ()
    series = asked.book.get(older.id, asked.place.code, EVERYBODY)
    assert series is not None
    titles = panel_titles(older, series, language=asked.language, remade=Remade.OLDER)
    return panels_of(series, titles=titles)


def _references(asked: Asked) -> list[Reference]:
    others = [county_of(asked.place), nation_of(asked.place)]
    wanted = [area for area in others if area and area.code != asked.place.code]
    found = [(area, asked.series(area.code)) for area in wanted]
    return [Reference(label=short_name(area, asked.language), series=series) for area, series in found if series]
