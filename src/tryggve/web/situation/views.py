"""Pages of the situation room: overview, situation picture, one indicator, the list of places."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tryggve.analysis.ranking import top_findings
from tryggve.indicators.catalogue import load_catalogue
from tryggve.terms import Area
from tryggve.terms.places import address as address_of
from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status
from tryggve.web.data.queries import live_releases
from tryggve.web.decisions.in_short import plans_in_short
from tryggve.web.mistakes import language_now
from tryggve.web.situation.addresses import indicator_address, overview_address, themes_address
from tryggve.web.situation.cards import by_theme, card, one_each
from tryggve.web.situation.chosen_baseline import chosen_baseline
from tryggve.web.situation.headline import first_headline, tally, tally_headline
from tryggve.web.situation.indicator_page import indicator_page
from tryggve.web.situation.queries import findings_of, place_at, places_with_figures

SHOWN_FIRST = 5


@require_safe
def overview(request: HttpRequest, address: str = "") -> HttpResponse:
    """Show the findings that matter most in a place."""
    place = place_at(address)
    findings = findings_of(place)
    if not findings:
        return render(request, "situation/empty.html", _frame(place, "overview"))
    language = language_now()
    catalogue = load_catalogue()
    counted = tally(list(one_each(findings, place).values()))
    top = top_findings(findings, catalogue, SHOWN_FIRST)
    context = {
        "headline": first_headline(top, place, language=language),
        "cards": [card(finding, place, language=language) for finding in top],
        "tally": counted,
        "tally_headline": tally_headline(counted),
        "themes": by_theme(findings, place, language=language),
        "releases": live_releases(),
        "drafts": Release.objects.filter(status=Status.DRAFT),
        **_plan_in_short(place),
    }
    return render(request, "situation/overview.html", context | _frame(place, "overview"))


@require_safe
def themes(request: HttpRequest, address: str = "") -> HttpResponse:
    """Show every indicator of a place by theme."""
    place = place_at(address)
    findings = findings_of(place)
    if not findings:
        return render(request, "situation/empty.html", _frame(place, "themes"))
    context = {
        "headline": tally_headline(tally(list(one_each(findings, place).values()))),
        "themes": by_theme(findings, place, language=language_now()),
    }
    return render(request, "situation/themes.html", context | _frame(place, "themes"))


@require_safe
def indicator(request: HttpRequest, address: str, slug: str) -> HttpResponse:
    """Show everything about one indicator in one place."""
    place = place_at(address)
    found = load_catalogue().by_slug(slug)
    page = indicator_page(found, place, language=language_now()) if found else None
    if page is None:
        raise Http404
    asked = request.GET.get("fran", "")
    baseline = chosen_baseline(page.indicator, place, asked=asked, language=language_now())
    return render(request, "situation/indicator.html", {"page": page, "baseline": baseline} | _frame(place, slug))


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """List every place, or go to the one that was chosen in a page's switch."""
    chosen = request.GET.get("plats", "")
    if not chosen:
        return render(request, "situation/places.html", {"places": _switch(None)})
    place = place_at(chosen)
    return redirect(_same_page(place, request.GET.get("sida", "")))


def _plan_in_short(place: Area) -> dict[str, object]:
    found = plans_in_short(place, today=timezone.localdate(), language=language_now())
    page = found.page
    goals = [goal for priority in page.priorities for goal in priority.goals] if page else []
    return {"plan_page": page, "plan_goals": goals, "plan_coming": found.coming}


def _same_page(place: Area, page: str) -> str:
    catalogue = load_catalogue()
    found = catalogue.by_slug(page)
    if page == "overview":
        return overview_address(place)
    if found and any(f.indicator == found.id for f in findings_of(place)):
        return indicator_address(place, found)
    return themes_address(place)


def _switch(place: Area | None) -> list[tuple[Area, str, bool]]:
    return [(area, address_of(area), area == place) for area in places_with_figures()]


def _frame(place: Area, page: str) -> dict[str, object]:
    return {
        "place": place,
        "places": _switch(place),
        "page_name": page,
        "themes_address": themes_address(place),
        "overview_address": overview_address(place),
    }
