"""Pages of the organisation: units by kind, one unit with its functions, the hand-over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.plan.dates import read_date
from tryggve.web.mistakes import language_now
from tryggve.web.organisation import actions
from tryggve.web.organisation.forms import FunctionForm, HandOverForm, UnitForm
from tryggve.web.organisation.models import Function, Unit
from tryggve.web.organisation.queries import municipality_for, people_of, units_of
from tryggve.web.organisation.words import unit_kind_words
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.swedish import swedish_key


@require_GET
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """List the units by kind, each with its functions; ended ones last."""
    units = units_of(request.user).filter(municipality=municipality_for(request.user))
    living = _by_name(
        units.filter(ended__isnull=True)
        .prefetch_related("functions__holder", "functions__substitute")
        .annotate(activity_count=Count("activities", filter=Q(activities__removed_at__isnull=True)))
    )
    kinds = [(text, kind, [u for u in living if u.kind == kind]) for kind, text in unit_kind_words().items()]
    context = {
        "kinds": [(text, kind, found) for text, kind, found in kinds if found],
        "count": len(living),
        "unheld": sum(_unheld(unit) for unit in living),
        "ended": _by_name(units.filter(ended__isnull=False)),
        "may_organise": may(request.user, Right.ORGANISE),
    }
    return render(request, "organisation/index.html", context)


def _by_name(units: QuerySet[Unit]) -> list[Unit]:
    return sorted(units, key=lambda unit: swedish_key(unit.name))  # databases disagree on å, ä and ö


def _unheld(unit: Unit) -> bool:
    """Tell whether a unit has work to do and nobody who holds a post there; groups have no posts."""
    working = unit.kind != "group" and getattr(unit, "activity_count", 0) > 0
    return working and not any(post.holder_id for post in unit.functions.all())


@needs(Right.ORGANISE)
def new_unit(request: HttpRequest) -> HttpResponse:
    """Ask for a unit and add it."""
    municipality = municipality_for(request.user)
    form = UnitForm(request.POST or None, units=_living(request))
    if request.method == "POST" and form.is_valid():
        by = request.user.get_username()
        try:
            unit = actions.add_unit(municipality=municipality, by=by, **form.cleaned_data)
        except TryggveError as error:
            form.add_error("name", error.text(language_now()))
        else:
            messages.success(request, _("Sparat: %(name)s") % {"name": unit})
            return redirect("organisation:new_unit" if "another" in request.POST else "organisation:index")
    return _form_page(request, form, title=_("Lägg till en enhet"), another=True)


@needs(Right.ORGANISE)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a unit's form and its functions, and save it."""
    shown = get_object_or_404(units_of(request.user), pk=pk)
    start = {"name": shown.name, "kind": shown.kind, "parent": shown.parent}
    others = _living(request) | units_of(request.user).filter(pk=shown.parent_id or 0)  # the one above may have ended
    form = UnitForm(request.POST or None, initial=start, units=others.exclude(pk=shown.pk))
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_unit(shown, by=request.user.get_username(), **form.cleaned_data)
        except TryggveError as error:
            form.add_error(None, error.text(language_now()))
        else:
            messages.success(request, _("Sparat: %(name)s") % {"name": shown})
            return redirect("organisation:index")
    current = units_of(request.user).get(pk=pk)
    return _form_page(request, form, title=current.name, unit=current)


@require_POST
@needs(Right.ORGANISE)
def end_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """End a unit, today if no other time is written, or take the end back."""
    shown = get_object_or_404(units_of(request.user), pk=pk)
    by = request.user.get_username()
    if shown.ended is None:
        try:
            written = request.POST.get("when", "").strip()
            actions.end_unit(shown, when=read_date(written or f"{timezone.localdate()}").code, by=by)
        except TryggveError as error:
            messages.error(request, error.text(language_now()))
            return redirect("organisation:unit", pk=pk)
        messages.success(request, _("%(name)s är avslutad. Det den har gjort finns kvar.") % {"name": shown})
    else:
        actions.reopen_unit(shown, by=by)
        messages.success(request, _("Återställt: %(name)s") % {"name": shown})
    return redirect("organisation:index")


@needs(Right.ORGANISE)
def new_function(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a function of a unit and add it."""
    return _function_page(request, Function(unit=get_object_or_404(units_of(request.user), pk=pk)))


@needs(Right.ORGANISE)
def function(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a function's form and save it."""
    return _function_page(request, get_object_or_404(Function, pk=pk, unit__in=units_of(request.user)))


@needs(Right.ORGANISE)
def hand_over(request: HttpRequest) -> HttpResponse:
    """Let one person take over everything that another holds."""
    municipality = municipality_for(request.user)
    form = HandOverForm(request.POST or None, initial=request.GET.dict(), people=people_of(municipality))
    if request.method == "POST" and form.is_valid():
        by = request.user.get_username()
        try:
            count = actions.hand_over(municipality=municipality, by=by, **form.cleaned_data)
        except TryggveError as error:
            form.add_error("taker", error.text(language_now()))
        else:
            text = ngettext("%(count)d uppdrag är överlämnat.", "%(count)d uppdrag är överlämnade.", count)
            messages.success(request, text % {"count": count})
            return redirect("organisation:index")
    lead = _(
        "Alla funktioner som den ena innehar går till den andra, med aktiviteterna. Det som är rapporterat står kvar."
    )
    title, button = _("Lämna över alla uppdrag på en gång"), _("Lämna över")
    return _form_page(request, form, title=title, lead=lead, button=button)


def _function_page(request: HttpRequest, shown: Function) -> HttpResponse:
    names = ("title", "holder", "substitute", "substitute_from", "substitute_to")
    start = {name: getattr(shown, name) for name in names}
    form = FunctionForm(request.POST or None, initial=start, people=people_of(shown.unit.municipality))
    if request.method == "POST" and form.is_valid():
        actions.save_function(shown, values=form.cleaned_data, by=request.user.get_username())
        messages.success(request, _("Sparat: %(name)s") % {"name": shown})
        return redirect("organisation:index")
    return _form_page(request, form, title=shown.title or _("Lägg till en funktion"), trail=shown.unit)


def _living(request: HttpRequest) -> QuerySet[Unit]:
    return units_of(request.user).filter(municipality=municipality_for(request.user), ended__isnull=True)


def _form_page(request: HttpRequest, form: object, **more: object) -> HttpResponse:
    status = 422 if getattr(form, "is_bound", False) else 200
    return render(request, "organisation/form.html", {"form": form, **more}, status=status)
