"""The page that shows both versions where somebody else saved first; the same one as in the plan's room."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tryggve.web.plans.actions import StaleError
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import Plan


def stale_page(request: HttpRequest, form: PartForm, error: StaleError, *, plan: Plan, name: str) -> HttpResponse:
    """Show what the other wrote beside what was written here, and let the reader choose."""
    rows = [
        (form.fields[field].label if field in form.fields else field, error.theirs[field], error.yours[field])
        for field in error.yours
    ]
    sent = [(key, value) for key, values in request.POST.lists() for value in values]
    context = {
        "rows": rows,
        "again": [(key, value) for key, value in sent if key not in ("csrfmiddlewaretoken", "revision")],
        "revision": error.revision,
        "part": name,
        "plan": plan,
        "back": request.get_full_path(),
    }
    return render(request, "plans/stale.html", context, status=409)
