"""Pages of the attachments: attach, read, remove, restore."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.web.files import actions
from tryggve.web.files.forms import AttachmentForm
from tryggve.web.files.models import Attachment
from tryggve.web.files.queries import readable, writable
from tryggve.web.files.subjects import Subject, subject_at
from tryggve.web.mistakes import language_now


@login_required
def new(request: HttpRequest, word: str, pk: int) -> HttpResponse:
    """Take a file and attach it; or say what is wrong with it."""
    subject = subject_at(request.user, word, pk)
    if subject is None:
        raise Http404
    if not subject.may_write:
        raise PermissionDenied
    bound = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AttachmentForm(*bound, subject=subject, largest=settings.TRYGGVE_MAX_ATTACHMENT)
    if request.method == "POST":
        made = _attach(request, form, subject)
        if made:
            messages.success(request, _("Bilagan ”%(name)s” finns nu här.") % {"name": made.name})
            return redirect(f"{subject.address}#bilagor")
    status = 422 if form.is_bound else 200
    return render(request, "files/new.html", {"form": form, "subject": subject}, status=status)


def _attach(request: HttpRequest, form: AttachmentForm, subject: Subject) -> Attachment | None:
    if getattr(request, "upload_too_large", False):
        limit = settings.TRYGGVE_MAX_ATTACHMENT // 2**20
        form.add_error("file", _("Filen är större än %(size)d MB, som är gränsen för bilagor.") % {"size": limit})
        return None
    if not form.is_valid():
        return None
    given = dict(form.cleaned_data)
    file = given.pop("file")
    path = Path(file.temporary_file_path())
    try:
        return actions.attach(subject, path=path, name=file.name, by=request.user.get_username(), **given)
    except TryggveError as error:
        form.add_error("file", error.text(language_now()))
        return None


@require_GET
@login_not_required
def read(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Send an attachment to be saved: never shown inside the site, whatever it holds."""
    file = readable(request.user, pk)
    if file is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if file is None or not actions.content_path(file).is_file():
        raise Http404
    content = actions.content_path(file).open("rb")
    response = FileResponse(content, as_attachment=True, filename=file.name, content_type=file.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-cache" if file.public else "private, no-store"
    return response


@require_POST
@login_required
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an attachment to everybody, or hide it again."""
    file, subject = writable(request.user, pk)
    public = request.POST.get("to", "all") == "all"
    actions.show_to_all(file, subject=subject, public=public, by=request.user.get_username())
    text = _("”%(name)s” får läsas av alla.") if public else _("”%(name)s” läses bara av inloggade.")
    messages.success(request, text % {"name": file.name})
    return redirect(f"{subject.address}#bilagor")


@require_POST
@login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an attachment into the recycle bin and offer to undo it."""
    file, subject = writable(request.user, pk)
    actions.remove_attachment(file, subject=subject, by=request.user.get_username())
    undo = reverse("files:restore", kwargs={"pk": pk})
    messages.success(request, _("”%(name)s” är borttagen.") % {"name": file.name}, extra_tags=undo)
    return redirect(f"{subject.address}#bilagor")


@require_POST
@login_required
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an attachment back."""
    file, subject = writable(request.user, pk)
    actions.restore_attachment(file, subject=subject, by=request.user.get_username())
    messages.success(request, _("Återställt: %(name)s") % {"name": file.name})
    return redirect(f"{subject.address}#bilagor")
