"""Adding and editing: one pair of views for every kind of part."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from tryggve.web.organisation.actions import add_unit
from tryggve.web.organisation.models import Unit
from tryggve.web.organisation.queries import municipality_for
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import StaleError, add_claim, add_part, create_plan, save_part
from tryggve.web.plans.draft_views import draft_address
from tryggve.web.plans.drafts import draft_of, fill, forget_draft, says_something_else, when_kept
from tryggve.web.plans.form_choice import form_for, new_form
from tryggve.web.plans.forms import ClaimForm, PartForm
from tryggve.web.plans.models import Part, Plan, Priority
from tryggve.web.plans.part_tree import Kind
from tryggve.web.plans.parts import CLAIM, KINDS, PLAN, kind_above, parent_of, plan_of
from tryggve.web.plans.places import place_on_plan
from tryggve.web.plans.policies import require_editable
from tryggve.web.plans.queries import part_for, plans_of
from tryggve.web.plans.saved import tell_added, tell_claims, tell_saved
from tryggve.web.plans.stale import StaleField, touched
from tryggve.web.plans.told_words import value_words
from tryggve.web.plans.words import field_label, kind_words

_BEGINNINGS = {"word": "plans:texts", "tabell": "plans:table"}  # without a choice it begins empty


@needs(Right.PLAN_EDIT)
def new_plan(request: HttpRequest) -> HttpResponse:
    """Ask how it begins, for a name and a period, and make a plan; then lead on to the way that was chosen."""
    form = new_form(request, PLAN, None)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, kind=PLAN, parent=None)
    by = request.user.get_username()
    with transaction.atomic():
        plan = create_plan(municipality=municipality_for(request.user), values=form.values(), by=by)
        forget_draft(address=draft_address(PLAN, 0, new=True), by=by)
    tell_added(request, plan)
    return redirect(_BEGINNINGS.get(request.POST.get("borja", ""), "plans:plan"), pk=plan.pk)


@needs(Right.PLAN_EDIT)
def new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Ask for a new part and add it under its parent."""
    chosen = KINDS[kind]
    parent = part_for(request.user, kind_above(chosen), pk)
    require_editable(plan_of(parent))
    form = new_form(request, chosen, parent)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, kind=chosen, parent=parent)
    by = request.user.get_username()
    with transaction.atomic():
        added = _add(form, kind=chosen, parent=parent, by=by)
        forget_draft(address=draft_address(chosen, pk, new=True), by=by)
    if len(added) > 1 and isinstance(parent, Priority):
        tell_claims(request, parent, added)
    else:
        tell_added(request, added[0])
    if "another" in request.POST:
        return redirect(request.get_full_path())
    return redirect(place_on_plan(added[-1]))


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
            values = _chosen(request, _with_owner(form, plan=plan_of(part), by=by))
            saved = save_part(part, values=values, revision=form.cleaned_data["revision"] or 0, by=by)
            forget_draft(address=draft_address(KINDS[kind], pk, new=False), by=by)
    except StaleError as error:
        return _stale_page(request, part, error, read=form.cleaned_data["revision"] or 0)
    tell_saved(request, saved)
    return redirect(place_on_plan(saved))


def _add(form: PartForm, *, kind: Kind, parent: Part, by: str) -> list[Part]:
    """Add what the form says; several claims where several findings are ticked."""
    if kind is not CLAIM:
        return [add_part(kind, parent=parent, values=_with_owner(form, plan=plan_of(parent), by=by), by=by)]
    assert isinstance(form, ClaimForm)
    assert isinstance(parent, Priority)
    chosen = [form.found[key] for key in form.cleaned_data.get("findings", ())]
    added: list[Part] = [add_claim(priority=parent, finding=finding, by=by) for finding in chosen]
    if form.cleaned_data["text"]:
        added.append(add_claim(priority=parent, text=form.cleaned_data["text"], by=by))
    return added


def _with_owner(form: PartForm, *, plan: Plan, by: str) -> dict[str, object]:
    """Return what is to be written; a unit that was only named is added, or found by its name."""
    values = form.values()
    name = form.cleaned_data.get("new_owner")
    if name:
        known = Unit.objects.filter(municipality=plan.municipality, name__iexact=name).first()
        kind = "company" if name.upper().endswith(" AB") else "department"
        values["owner"] = known or add_unit(municipality=plan.municipality, name=name, kind=kind, by=by)
    return values


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
        **_offered(request, form, kind=kind, parent=parent, part=part),
        "keep": "plans:keep_draft" if part else "plans:keep_new_draft",
        "drop": "plans:drop_draft" if part else "plans:drop_new_draft",
        "under": part.pk if part else parent.pk if parent else 0,
        "begins": request.POST.get("borja", ""),
    }
    if form.is_bound:
        form.point_at_fault()
    return render(request, "plans/form.html", context, status=422 if form.is_bound else 200)


def _offered(
    request: HttpRequest, form: PartForm, *, kind: Kind, parent: Part | None, part: Part | None
) -> dict[str, str]:
    """Say when something was written here and not saved; fill the form with it where that is asked for."""
    held = part or parent
    draft = draft_of(request.user, draft_address(kind, held.pk if held else 0, new=part is None))
    if form.is_bound or draft is None or not says_something_else(form, draft.content):
        return {}
    if request.GET.get("utkast"):
        fill(form, draft.content)
    return {"kept": when_kept(draft), "kept_kind": "".join(draft.content.get("slag", []))}


def _stale_page(request: HttpRequest, part: Part, error: StaleError, *, read: int) -> HttpResponse:
    rows = [
        StaleField(
            name=name,
            label=field_label(name),
            theirs=value_words(name, error.theirs[name]),
            yours=value_words(name, error.yours[name]),
            touched=touched(part, name, yours=error.yours[name], steps=error.revision - read),
        )
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
    return render(request, "plans/stale_fields.html", context, status=409)


def _chosen(request: HttpRequest, values: dict[str, object]) -> dict[str, object]:
    """Return what is to be written, without the fields where the other's words are to stand."""
    return {name: value for name, value in values.items() if request.POST.get(f"choice_{name}") != "theirs"}


def _again(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Return what was sent, to send it once more against the newer revision."""
    for name, values in request.POST.lists():
        if name not in ("csrfmiddlewaretoken", "revision") and not name.startswith("choice_"):
            yield from ((name, str(value)) for value in values)
