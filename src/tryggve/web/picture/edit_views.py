"""Adding and editing: one pair of views for every kind of part."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.web.organisation.queries import municipality_for
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.picture.actions import add_claim, add_part, create_picture, save_part
from tryggve.web.picture.form_choice import form_for, form_title, indicator_choices, new_form
from tryggve.web.picture.models import IncidentEvidence, Problem, ProblemClaim
from tryggve.web.picture.parts import CLAIM, KINDS, PICTURE, PROBLEM, SOURCE, parent_of, picture_of
from tryggve.web.picture.policies import require_editable
from tryggve.web.picture.queries import part_for
from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.forms import ClaimForm, PartForm
from tryggve.web.plans.models import Part
from tryggve.web.plans.part_tree import Kind
from tryggve.web.plans.shown_claims import claim_sentence


@needs(Right.PLAN_EDIT)
def new_picture(request: HttpRequest) -> HttpResponse:
    """Ask for a name and a period, and make a situation picture."""
    form = new_form(request, PICTURE, None)
    if request.method == "POST" and form.is_valid():
        by = request.user.get_username()
        picture = create_picture(municipality=municipality_for(request.user), values=form.values(), by=by)
        messages.success(request, _("Lägesbilden finns nu som utkast. Börja med det problem som är viktigast."))
        return redirect("picture:picture", pk=picture.pk)
    return _form_page(request, form, name="picture", parent=None)


@needs(Right.PLAN_EDIT)
def new(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Ask for a new part and add it under its parent."""
    chosen = KINDS[kind]
    parent = part_for(request.user, PICTURE if chosen in (SOURCE, PROBLEM) else PROBLEM, pk)
    require_editable(picture_of(parent))
    form = new_form(request, chosen, parent)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, name=kind, parent=parent)
    part = _add(form, kind=chosen, parent=parent, by=request.user.get_username())
    messages.success(request, _("Sparat: %(name)s") % {"name": named(part)})
    return redirect(request.get_full_path() if "another" in request.POST else page_of(part))


@needs(Right.PLAN_EDIT)
def edit(request: HttpRequest, pk: int, kind: str, form: str = "") -> HttpResponse:
    """Show one of a part's forms and save it; where somebody else was first, show both."""
    part, name = part_for(request.user, KINDS[kind], pk), form or kind
    require_editable(picture_of(part))
    filled = form_for(request, part, name)
    if request.method != "POST" or not filled.is_valid():
        return _form_page(request, filled, name=name, parent=parent_of(part), part=part)
    revision, by = filled.cleaned_data["revision"] or 0, request.user.get_username()
    try:
        saved = save_part(part, values=filled.values(), revision=revision, by=by, over=_over(request))
    except StaleError as error:
        return _stale_page(request, filled, part, error)
    messages.success(request, _("Sparat: %(name)s") % {"name": named(saved)})
    return redirect(page_of(saved))


def page_of(part: Part) -> str:
    """Return where a part is seen: its problem's page, or the picture's."""
    above: Part | None = part
    while above is not None and not isinstance(above, Problem):
        above = parent_of(above)
    if above is not None:
        return reverse("picture:problem", kwargs={"pk": above.pk})
    return reverse("picture:picture", kwargs={"pk": picture_of(part).pk})


def named(part: Part) -> str:
    """Return what a part is called in a message."""
    if isinstance(part, ProblemClaim) and part.finding:
        return claim_sentence(part.finding)
    if isinstance(part, IncidentEvidence):
        return part.kind or _("Alla typer tillsammans")
    return str(part)


@transaction.atomic
def _add(form: PartForm, *, kind: Kind, parent: Part, by: str) -> Part:
    if kind is not CLAIM:
        return add_part(kind, parent=parent, values=form.values(), by=by)
    assert isinstance(form, ClaimForm)
    assert isinstance(parent, Problem)
    chosen = [form.found[key] for key in form.cleaned_data.get("findings", ())]
    added = [add_claim(problem=parent, finding=finding, by=by) for finding in chosen]
    if text := form.values()["text"]:
        added.append(add_claim(problem=parent, text=str(text), by=by))
    return added[-1]


def _form_page(
    request: HttpRequest, form: PartForm, *, name: str, parent: Part | None, part: Part | None = None
) -> HttpResponse:
    shown = part or parent
    problem = parent if isinstance(parent, Problem) else part if isinstance(part, Problem) else None
    context = {
        "form": form,
        "name": name,
        "heading": form_title(name) if shown else _("Skapa en lägesbild"),
        "part": part,
        "problem": problem,
        "picture": picture_of(shown) if shown else None,
        "back": page_of(shown) if shown else reverse("picture:index"),
        "indicators": indicator_choices(parent) if name == CLAIM.name and part is None else [],
        "indicator": request.GET.get("indikator", ""),
    }
    return render(request, "picture/form.html", context, status=422 if form.is_bound else 200)


def _stale_page(request: HttpRequest, form: PartForm, part: Part, error: StaleError) -> HttpResponse:
    rows = [
        (form.fields[name].label if name in form.fields else name, error.theirs[name], error.yours[name])
        for name in error.yours
    ]
    current = get_object_or_404(type(part)._default_manager, pk=part.pk)
    context = {
        "rows": rows,
        "again": [*_again(request), ("over", str(error.revision))],
        "revision": request.POST.get("revision", ""),
        "part": current,
        "picture": picture_of(current),
        "back": request.get_full_path(),
    }
    return render(request, "picture/stale.html", context, status=409)


def _over(request: HttpRequest) -> int:
    """Return the revision that the writer was shown beside their own words and chose to replace."""
    over = request.POST.get("over", "")
    return int(over) if over.isdecimal() and len(over) < 10 else 0


def _again(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Return what was sent, to send it once more against the newer revision."""
    for name, values in request.POST.lists():
        if name not in ("csrfmiddlewaretoken", "revision", "over"):
            yield from ((name, str(value)) for value in values)
