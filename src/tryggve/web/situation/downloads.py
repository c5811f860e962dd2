"""The figures of a page as files: the numbers as CSV, the picture as SVG and PNG."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.details import source_name
from tryggve.publish.figures.render import Figure, png
from tryggve.publish.figures.standalone import standalone
from tryggve.publish.wording import word
from tryggve.publish.words import place_name
from tryggve.web.mistakes import language_now
from tryggve.web.situation.asked import Asked
from tryggve.web.situation.figures import FIGURES
from tryggve.web.situation.indicator_page import WIDE, asked_of, said_of
from tryggve.web.situation.queries import place_at


@require_safe
def table(_request: HttpRequest, address: str, slug: str, figure: str) -> HttpResponse:
    """Send the numbers behind a figure; the mark at the start makes Excel read å, ä and ö."""
    text = "\ufeff" + _figure(address, slug, figure)[1].table.csv()
    return _file(text.encode(), "text/csv; charset=utf-8", f"{address}-{slug}-{figure}.csv")


@require_safe
def picture(_request: HttpRequest, address: str, slug: str, figure: str) -> HttpResponse:
    """Send the figure as SVG."""
    return _file(_picture(address, slug, figure).svg.encode(), "image/svg+xml", f"{address}-{slug}-{figure}.svg")


@require_safe
def bitmap(_request: HttpRequest, address: str, slug: str, figure: str) -> HttpResponse:
    """Send the figure as PNG."""
    return _file(png(_picture(address, slug, figure)), "image/png", f"{address}-{slug}-{figure}.png")


def _figure(address: str, slug: str, name: str) -> tuple[Asked, Figure]:
    indicator = load_catalogue().by_slug(slug)
    asked = asked_of(indicator, place_at(address), language=language_now()) if indicator else None
    draw = FIGURES.get(name)
    drawn = draw(asked, width=WIDE) if asked and draw else None
    if drawn is None or asked is None:
        raise Http404
    return asked, drawn


def _picture(address: str, slug: str, name: str) -> Figure:
    asked, drawn = _figure(address, slug, name)
    return standalone(drawn, heading=_heading(asked, name, drawn), notes=_notes(asked))


def _heading(asked: Asked, name: str, drawn: Figure) -> str:
    """Return the sentence that the page has above the figure; the page's own for the one over time."""
    said = next((f for f in said_of(asked, name) if f.certain), None)
    if said:
        return word(said, load_catalogue(), asked.language).headline
    return asked.title if name == "tid" else drawn.title


def _notes(asked: Asked) -> tuple[str, ...]:
    what = f"{asked.indicator.title.text(asked.language)}, {place_name(asked.place, asked.language)}."
    source = source_name(asked.indicator, asked.language)
    cited = _("Källa: %(source)s. Bandet eller strecket visar 95 procents konfidensintervall.") % {"source": source}
    made_up = _("Påhittad kommun: siffrorna är exempel.") if asked.place.made_up else ""
    return (what, cited, made_up)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
