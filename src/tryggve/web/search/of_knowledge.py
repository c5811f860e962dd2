"""What can be found of figures, places, units, research and help."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.evidence import evidence_library
from tryggve.publish.words import place_name
from tryggve.web.frame import own_place
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.queries import units_of
from tryggve.web.organisation.words import unit_kind_words
from tryggve.web.search.entry import Entry, Reader
from tryggve.web.situation.addresses import indicator_address, overview_address
from tryggve.web.situation.book import current_book
from tryggve.web.situation.queries import findings_of, places_with_figures
from tryggve.web.start.help import everybodys_jobs, own_jobs


def indicators(_reader: Reader) -> Iterator[Entry]:
    """Return the indicators that have a page for the own place."""
    catalogue, language, place = load_catalogue(), language_now(), own_place()
    themes = {theme.code: theme.sv if language == "sv" else theme.en for theme in catalogue.themes}
    judged = {finding.indicator for finding in findings_of(place)}
    for code in current_book().indicators(place.code):
        indicator = catalogue.indicators.get(code)
        if indicator and code in judged:
            words = (indicator.short, indicator.the, indicator.people)
            yield Entry(
                title=indicator.title.text(language),
                text=indicator.question.text(language),
                words=" ".join(text.text(language) for text in words),
                context=themes[indicator.theme],
                address=indicator_address(place, indicator),
            )


def places(_reader: Reader) -> Iterator[Entry]:
    """Return the places that have figures."""
    for place in places_with_figures():
        name = place_name(place, language_now())
        yield Entry(title=name[:1].upper() + name[1:], words=place.code, address=overview_address(place))


def units(reader: Reader) -> Iterator[Entry]:
    """Return the units of the reader's municipalities, with the posts in them."""
    kinds, page = unit_kind_words(), reverse("organisation:index")
    living = units_of(reader).filter(ended__isnull=True).prefetch_related("functions__holder")
    for unit in living:
        posts = unit.functions.all()
        held = ", ".join(f"{post.title} {post.holder.get_full_name() if post.holder else ''}".strip() for post in posts)
        yield Entry(title=unit.name, text=held, context=kinds[unit.kind], address=f"{page}#enhet-{unit.pk}")


def _account(reader: Reader) -> Entry:
    if not reader.is_authenticated:
        text = _("Få en länk för ett nytt lösenord.")
        return Entry(title=_("Glömt lösenordet?"), text=text, address=reverse("people:ask_reset"))
    return Entry(
        title=_("Ditt konto"),
        text=_("Namn, e-postadress och byte av lösenord."),
        words=_("byta lösenord, e-post, mejl"),
        address=reverse("people:account"),
    )


def evidence(_reader: Reader) -> Iterator[Entry]:
    """Return what research says of common measures."""
    page, language = reverse("plans:evidence"), language_now()
    for entry in evidence_library().values():
        yield Entry(
            title=entry.name.text(language),
            text=entry.finding.text(language),
            context=entry.support.text(language),
            address=f"{page}#{entry.key}",
        )


def help_pages(reader: Reader) -> Iterator[Entry]:
    """Return the jobs that the reader may do, their own account, and the pages that explain the others."""
    for job in (*own_jobs(reader), *everybodys_jobs()):
        yield Entry(title=job.title, text=job.text, words=job.words, context=_("Hjälp"), address=job.address)
    yield _account(reader)
    yield Entry(
        title=_("Hjälp"),
        text=_("Hur du börjar: lägesbild, plan, beslut, uppföljning, utvärdering, konton."),
        address=reverse("start:help"),
    )
    yield Entry(
        title=_("Så läser du sidorna"),
        text=_(
            "Felmarginal, säkerställd ökning och minskning, oförändrat, underlaget räcker inte, seriebrott, symboler."
        ),
        address=reverse("reading"),
    )
    yield Entry(
        title=_("Tillgänglighetsredogörelse"),
        text=_("Hur sidorna fungerar med skärmläsare, tangentbord och förstoring, och hur du anmäler brister."),
        address=reverse("accessibility"),
    )
    if settings.TRYGGVE_CONTACT:
        yield Entry(
            title=_("Kontakt"),
            text=_("Frågor om sidorna: %(contact)s") % {"contact": settings.TRYGGVE_CONTACT},
            address=reverse("accessibility"),
        )
