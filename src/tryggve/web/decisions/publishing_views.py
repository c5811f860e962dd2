"""Pages where the secretary prepares the plan's public page, looks at it, publishes it and takes it down."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.uploadedfile import UploadedFile
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.publish.photographs import LARGEST, read_photograph
from tryggve.web.decisions import publishing
from tryggve.web.decisions.case_page import plan_for, refused
from tryggve.web.decisions.forms import PageDateForm, PictureForm, PublishForm, WithdrawForm
from tryggve.web.decisions.models import PublicFace
from tryggve.web.decisions.public_page import preview_page
from tryggve.web.decisions.public_views import picture_of
from tryggve.web.decisions.queries import adopted
from tryggve.web.mistakes import language_now
from tryggve.web.people.permissions import needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Plan


@require_GET
@needs(Right.DECIDE)
def prepare(request: HttpRequest, plan: int) -> HttpResponse:
    """Show what the public page has and lacks."""
    return _page(request, plan_for(request, plan))


@require_GET
@login_required
def preview(request: HttpRequest, plan: int) -> HttpResponse:
    """Show the public page as it would be."""
    found = plan_for(request, plan)
    page = preview_page(found, today=timezone.localdate(), language=language_now())
    return render(request, "decisions/public_plan.html", {"page": page, "preview": True})


@require_GET
@login_required
def preview_picture(request: HttpRequest, plan: int) -> HttpResponse:
    """Send the picture to those who prepare the page."""
    return picture_of(plan_for(request, plan))


@require_POST
@needs(Right.DECIDE)
def picture(request: HttpRequest, plan: int) -> HttpResponse:
    """Take in a picture with its texts."""
    found = plan_for(request, plan)
    form = PictureForm(request.POST, request.FILES, auto_id="picture_%s")
    if form.is_valid():
        values = dict(form.cleaned_data)
        handed: UploadedFile[Any] | None = values.pop("picture")
        try:
            read = read_photograph(handed.read(LARGEST + 1)) if handed else None
            publishing.show_picture(found, picture=read, **values, by=request.user.get_username())
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Bilden är sparad."))
            return redirect("decisions:prepare", plan=found.pk)
    return _page(request, found, picture_form=form)


@require_POST
@needs(Right.DECIDE)
def remove_picture(request: HttpRequest, plan: int) -> HttpResponse:
    """Take the picture away."""
    found = plan_for(request, plan)
    if not PublicFace.objects.filter(plan=found).exists():
        raise Http404
    publishing.remove_picture(found, by=request.user.get_username())
    messages.success(request, _("Bilden är borttagen."))
    return redirect("decisions:prepare", plan=found.pk)


@require_POST
@needs(Right.DECIDE)
def date_page(request: HttpRequest, plan: int) -> HttpResponse:
    """Say when the page was updated."""
    found = plan_for(request, plan)
    form = PageDateForm(request.POST, auto_id="date_%s")
    if not form.is_valid():
        return _page(request, found, date_form=form)
    publishing.date_page(found, **form.cleaned_data, by=request.user.get_username())
    messages.success(request, _("Dagen är sparad."))
    return redirect("decisions:prepare", plan=found.pk)


@require_POST
@needs(Right.DECIDE)
def publish(request: HttpRequest, plan: int) -> HttpResponse:
    """Choose the day from which everybody may read the plan."""
    found = plan_for(request, plan)
    form = PublishForm(request.POST, auto_id="publish_%s")
    if form.is_valid():
        try:
            publishing.publish(found, **form.cleaned_data, by=request.user.get_username())
        except TryggveError as error:
            refused(form, error)
        else:
            messages.success(request, _("Dagen för publicering är sparad."))
            return redirect("decisions:prepare", plan=found.pk)
    return _page(request, found, publish_form=form)


@require_POST
@needs(Right.DECIDE)
def withdraw(request: HttpRequest, plan: int) -> HttpResponse:
    """Take the page down, with a reason."""
    found = plan_for(request, plan)
    form = WithdrawForm(request.POST, auto_id="withdraw_%s")
    if not form.is_valid():
        return _page(request, found, withdraw_form=form)
    publishing.withdraw(found, **form.cleaned_data, by=request.user.get_username())
    messages.success(request, _("Sidan är nedtagen."))
    return redirect("decisions:prepare", plan=found.pk)


def _page(request: HttpRequest, plan: Plan, **bound: Form) -> HttpResponse:
    face = PublicFace.objects.filter(plan=plan).first()
    decision, today = adopted(plan), timezone.localdate()
    known = {"alt": face.alt, "caption": face.caption, "credit": face.credit} if face else None
    forms: dict[str, Form] = {
        "picture_form": PictureForm(initial=known, auto_id="picture_%s"),
        "date_form": PageDateForm(initial={"updated": face.updated if face else None}, auto_id="date_%s"),
    }
    public_from = decision.public_from if decision else None
    if decision:
        forms["publish_form"] = PublishForm(initial={"public_from": public_from or today}, auto_id="publish_%s")
    if public_from:
        forms["withdraw_form"] = WithdrawForm(auto_id="withdraw_%s")
    context = {
        "plan": plan,
        "face": face,
        "decided": decision is not None,
        "public_from": public_from,
        "public": public_from is not None and public_from <= today,
        "withdrawals": plan.withdrawals.all(),
    }
    return render(request, "decisions/publish.html", context | forms | bound, status=422 if bound else 200)
