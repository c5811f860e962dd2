"""The next version of a plan: its name and period are asked for first, by its page and by its evaluation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tryggve.plan.periods import NamedPeriod, following
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans import copies
from tryggve.web.plans.fields import PlanDateField
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import Plan
from tryggve.web.plans.plan_page import when_words
from tryggve.web.plans.policies import require_followable
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.words import said_state

KEPT = "samma"  # what the address says where the period is to be kept


class NextVersionForm(PartForm):
    """The name and the period of the plan that follows."""

    title = forms.CharField(label=gettext_lazy("Planens namn"), max_length=200)
    starts = PlanDateField(label=gettext_lazy("Gäller från"))
    ends = PlanDateField(label=gettext_lazy("Gäller till och med"))

    def __init__(self, *args: Any, needs_period: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("starts", "ends"):
            self.fields[name].required = needs_period

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that ends before it starts."""
        self.refuse_impossible("plan", self.cleaned_data)
        return self.cleaned_data

    @property
    def named(self) -> NamedPeriod:
        """The name and period that were said."""
        given = self.cleaned_data
        return NamedPeriod(given["title"], given["starts"], given["ends"])


@needs(Right.PLAN_EDIT)
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for name and period, and make a draft that follows a decided plan."""
    plan = get_object_or_404(plans_of(request.user), pk=pk)
    require_followable(plan)
    form = next_version_form(request, plan)
    if request.method != "POST" or not form.is_valid():
        return next_version_page(request, form, plan=plan, back=reverse("plans:plan", kwargs={"pk": pk}))
    draft = copies.new_version(plan, by=request.user.get_username(), named=form.named)
    messages.success(request, _("Den nya versionen är ett utkast. Den beslutade planen är orörd."))
    return redirect("plans:plan", pk=draft.pk)


def next_version_form(request: HttpRequest, plan: Plan) -> NextVersionForm:
    """Return the form with the period that follows, or with the plan's own where that is asked for."""
    own = copies.named_period(plan)
    said = own if request.GET.get("period") == KEPT else following(own)
    start = {"title": said.title, "starts": said.starts, "ends": said.ends}
    data = request.POST if request.method == "POST" else None
    return NextVersionForm(data, initial=start, needs_period=plan.document != "goal_section")


def next_version_page(
    request: HttpRequest, form: NextVersionForm, *, plan: Plan, back: str, proposed: bool = False
) -> HttpResponse:
    """Show the form; ``proposed`` where an evaluation says what the version is to be."""
    own = copies.named_period(plan)
    context = {
        "form": form,
        "plan": plan,
        "back": back,
        "proposed": proposed,
        "own": when_words(own.starts, own.ends),
        "next": when_words(following(own).starts, following(own).ends),
        "namesakes": _namesakes(request, form, plan),
        "keeps": request.GET.get("period") == KEPT,
    }
    if form.is_bound:
        form.point_at_fault()
    return render(request, "plans/next_version.html", context, status=422 if form.is_bound else 200)


def _namesakes(request: HttpRequest, form: NextVersionForm, plan: Plan) -> list[tuple[Plan, str]]:
    """Return the other plans that have the name in the form, with their states: two alike are soon mixed up."""
    title = form["title"].value() or ""
    alike = plans_of(request.user).filter(municipality=plan.municipality, title=title.strip()).exclude(pk=plan.pk)
    return [(other, said_state(other)) for other in alike]
