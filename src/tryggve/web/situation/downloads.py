"""The figures of a page as files: the numbers as CSV, the picture as SVG and PNG."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.figures.render import Figure, png
from tryggve.web.mistakes import language_now
from tryggve.web.situation.figures import FIGURES
from tryggve.web.situation.indicator_page import WIDE, asked_of
from tryggve.web.situation.queries import place_at


@require_GET
def table(_request: HttpRequest, address: str, slug: str, figure: str) -> HttpResponse:
    """Send the numbers behind a figure; the mark at the start makes Excel read å, ä and ö."""
    text = "\ufeff" + _figure(address, slug, figure).table.csv()
    return _file(text.encode(), "text/csv; charset=utf-8", f"{address}-{slug}-{figure}.csv")


@require_GET
def picture(_request: HttpRequest, address: str, slug: str, figure: str) -> HttpResponse:
    """Send the figure as SVG."""
    return _file(_figure(address, slug, figure).svg.encode(), "image/svg+xml", f"{address}-{slug}-{figure}.svg")


@require_GET
def bitmap(_request: HttpRequest, address: str, slug: str, figure: str) -> HttpResponse:
    """Send the figure as PNG."""
    return _file(png(_figure(address, slug, figure)), "image/png", f"{address}-{slug}-{figure}.png")


def _figure(address: str, slug: str, name: str) -> Figure:
    indicator = load_catalogue().by_slug(slug)
    asked = asked_of(indicator, place_at(address), language=language_now()) if indicator else None
    draw = FIGURES.get(name)
    drawn = draw(asked, width=WIDE) if asked and draw else None
    if drawn is None:
        raise Http404
    return drawn


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
