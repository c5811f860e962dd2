"""Adding and editing: one pair of views for every kind of part."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.web.organisation.actions import add_unit
from tryggve.web.organisation.models import Unit
from tryggve.web.organisation.queries import municipality_for
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import StaleError, add_claim, add_part, create_plan, save_part
from tryggve.web.plans.form_choice import form_for, new_form
from tryggve.web.plans.forms import ClaimForm, PartForm
from tryggve.web.plans.goal_cards import goal_warning
from tryggve.web.plans.models import Goal, Part, Plan, Priority
from tryggve.web.plans.parts import CLAIM, KINDS, PLAN, Kind, parent_of, plan_of
from tryggve.web.plans.policies import require_editable
from tryggve.web.plans.queries import part_for, plans_of
from tryggve.web.plans.shown_claims import named
from tryggve.web.plans.words import kind_words


@needs(Right.PLAN_EDIT)
def new_plan(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a period, and make a plan."""
    form = new_form(request, PLAN, None)
    if request.method == "POST" and form.is_valid():
        plan = create_plan(
            municipality=municipality_for(request.user), values=form.values(), by=request.user.get_username()
        )
        messages.success(request, _("Planen finns nu som utkast. Börja med det som är viktigast."))
        return redirect("plans:plan", pk=plan.pk)
    return _form_page(request, form, kind=PLAN, parent=None)


@needs(Right.PLAN_EDIT)
def new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Ask for a new part and add it under its parent."""
    chosen = KINDS[kind]
    parent = part_for(request.user, _kind_above(chosen), pk)
    require_editable(plan_of(parent))
    form = new_form(request, chosen, parent)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, kind=chosen, parent=parent)
    part = _add(form, kind=chosen, parent=parent, by=request.user.get_username())
    messages.success(request, _("Sparat: %(name)s") % {"name": named(part)})
    _warn(request, part)
    if "another" in request.POST:
        return redirect(request.get_full_path())
    return redirect(place_on_plan(part))


@needs(Right.PLAN_EDIT)
def edit(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Show a part's form and save it; where somebody else was first, show both."""
    part = part_for(request.user, KINDS[kind], pk)
    require_editable(plan_of(part))
    form = form_for(request, part)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, kind=KINDS[kind], parent=parent_of(part), part=part)
    by = request.user.get_username()
    try:
        with transaction.atomic():
            values = _with_owner(form, plan=plan_of(part), by=by)
            saved = save_part(part, values=values, revision=form.cleaned_data["revision"] or 0, by=by)
    except StaleError as error:
        return _stale_page(request, form, part, error)
    messages.success(request, _("Sparat: %(name)s") % {"name": named(saved)})
    _warn(request, saved)
    return redirect(place_on_plan(saved))


def place_on_plan(part: Part) -> str:
    """Return where on its plan's page a part is seen."""
    above: Part | None = part
    while above is not None and not isinstance(above, Priority):
        above = parent_of(above)
    page = reverse("plans:plan", kwargs={"pk": plan_of(part).pk})
    return f"{page}#omrade-{above.pk}" if above else page


def _kind_above(kind: Kind) -> Kind:
    model = kind.model._meta.get_field(kind.parent).related_model
    return next(above for above in KINDS.values() if above.model is model)


@transaction.atomic
def _add(form: PartForm, *, kind: Kind, parent: Part, by: str) -> Part:
    if kind is not CLAIM:
        return add_part(kind, parent=parent, values=_with_owner(form, plan=plan_of(parent), by=by), by=by)
    assert isinstance(form, ClaimForm)
    assert isinstance(parent, Priority)
    chosen = [form.found[key] for key in form.cleaned_data.get("findings", ())]
    added = [add_claim(priority=parent, finding=finding, by=by) for finding in chosen]
    if form.cleaned_data["text"]:
        added.append(add_claim(priority=parent, text=form.cleaned_data["text"], by=by))
    return added[-1]


def _with_owner(form: PartForm, *, plan: Plan, by: str) -> dict[str, object]:
    """Return what is to be written; a unit that was only named is added, or found by its name."""
    values = form.values()
    name = form.cleaned_data.get("new_owner")
    if name:
        known = Unit.objects.filter(municipality=plan.municipality, name__iexact=name).first()
        values["owner"] = known or add_unit(municipality=plan.municipality, name=name, kind="department", by=by)
    return values


def _warn(request: HttpRequest, part: Part) -> None:
    if isinstance(part, Goal) and (text := goal_warning(part)):
        messages.warning(request, text)


def _form_page(
    request: HttpRequest, form: PartForm, *, kind: Kind, parent: Part | None, part: Part | None = None
) -> HttpResponse:
    shown = part or parent
    context = {
        "form": form,
        "kind": kind.name,
        "kind_name": kind_words()[kind.name],
        "parent": parent,
        "part": part,
        "plan": plan_of(shown) if shown else None,
        "back": place_on_plan(shown) if shown else reverse("plans:index"),
    }
    return render(request, "plans/form.html", context, status=422 if form.is_bound else 200)


def _stale_page(request: HttpRequest, form: PartForm, part: Part, error: StaleError) -> HttpResponse:
    rows = [
        (form.fields[name].label if name in form.fields else name, error.theirs[name], error.yours[name])
        for name in error.yours
    ]
    current = get_object_or_404(type(part)._default_manager, pk=part.pk)
    context = {
        "rows": rows,
        "again": list(_again(request)),
        "revision": error.revision,
        "part": current,
        "plan": get_object_or_404(plans_of(request.user), pk=plan_of(current).pk),
        "back": request.get_full_path(),
    }
    return render(request, "plans/stale.html", context, status=409)


def _again(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Return what was sent, to send it once more against the newer revision."""
    for name, values in request.POST.lists():
        if name not in ("csrfmiddlewaretoken", "revision"):
            yield from ((name, str(value)) for value in values)
