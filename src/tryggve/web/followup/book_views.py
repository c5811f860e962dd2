"""A unit's workbook: download it, mail it to the function, and read a filled-in one back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from tryggve.errors import TryggveError
from tryggve.terms import slug
from tryggve.web.data.kept_uploads import forget_upload, keep_upload, kept_upload
from tryggve.web.data.uploads import too_large
from tryggve.web.followup import actions, books
from tryggve.web.followup.forms import BookForm
from tryggve.web.followup.mail import deliver, open_server
from tryggve.web.followup.models import ReportingPeriod, WeeklyMail
from tryggve.web.followup.permissions import own_units
from tryggve.web.followup.policies import require_taking, require_unlocked
from tryggve.web.followup.queries import periods_of
from tryggve.web.mistakes import language_now
from tryggve.web.organisation.models import Function, Unit
from tryggve.web.organisation.queries import units_of
from tryggve.web.people.mail import reaches_nobody
from tryggve.web.people.permissions import may, needs
from tryggve.web.people.roles import Right
from tryggve.web.plans.actions import StaleError

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A function of a unit, and who acts in it today (Sv: mottagare)."""

    function: Function
    person: User


@require_GET
@login_required
def download(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Send a unit's workbook to the coordinator or to those who act for the unit."""
    period, found = _period(request, pk), _unit(request, unit)
    today = timezone.localdate()
    if not (may(request.user, Right.REPORT_ALL) or found.pk in own_units(request.user, today=today)):
        raise PermissionDenied
    require_unlocked(period, manages=may(request.user, Right.REPORT_ALL))
    response = HttpResponse(_book(request, period, found, today), content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(period, found)}"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@needs(Right.REPORT_ALL)
def send(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Mail a unit's workbook to whoever acts in one of its functions."""
    period, found = _period(request, pk), _unit(request, unit)
    require_unlocked(period, manages=True)
    chosen = request.POST.get("function", "")
    to = next((one for one in recipients(found, on=timezone.localdate()) if str(one.function.pk) == chosen), None)
    if to is None:
        messages.warning(request, _("Brevet skickades inte: funktionen har ingen e-postadress just nu."))
        return redirect("followup:period", pk=pk)
    if reaches_nobody():
        messages.warning(
            request,
            _("Inget brev är skickat: ingen e-postserver är inställd. Ladda ner arbetsboken och skicka den själv."),
        )
        return redirect("followup:period", pk=pk)
    letter = _letter(request, period, found, to)
    server = open_server()
    try:
        sent = deliver(letter, server=server)
    finally:
        server.close()
    if not sent:
        text = _("E-postservern tog inte emot brevet till %(function)s. Kontrollera adressen och försök igen.")
        messages.warning(request, text % {"function": to.function.title})
        return redirect("followup:period", pk=pk)
    actions.record_mailed_book(period, unit=found, function=to.function.title, by=request.user.get_username())
    text = _("Arbetsboken är skickad till %(function)s, %(unit)s.")
    messages.success(request, text % {"function": to.function.title, "unit": found.name})
    return redirect("followup:period", pk=pk)


@needs(Right.REPORT_ALL)
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a filled-in workbook and show what it would do."""
    period = _period(request, pk)
    require_taking(period, today=timezone.localdate(), manages=True)
    if request.method != "POST":
        return render(request, "followup/read_in.html", {"period": period, "form": BookForm()})
    form = BookForm(request.POST, request.FILES)
    try:
        if getattr(request, "upload_too_large", False):
            raise too_large()
        if not form.is_valid():
            return render(request, "followup/read_in.html", {"period": period, "form": form}, status=422)
        file = form.cleaned_data["file"]
        path = Path(file.temporary_file_path())
        found = books.preview(period, path, name=file.name, today=timezone.localdate())
    except TryggveError as error:
        context = {"period": period, "form": BookForm(), "mistake": error.text(language_now())}
        return render(request, "followup/read_in.html", context, status=422)
    token = "" if found.faults else keep_upload(request.session, path, name=file.name)
    return _show(request, period, found, name=file.name, token=token)


@require_POST
@needs(Right.REPORT_ALL)
def read_in(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Store a workbook whose preview was seen."""
    period, today = _period(request, pk), timezone.localdate()
    upload = kept_upload(request.session, token)
    if upload is None:
        messages.warning(request, _("Arbetsboken väntar inte längre. Välj filen igen."))
        return redirect("followup:take_book", pk=pk)
    found = books.preview(period, upload.path, name=upload.name, today=today)
    chosen = {line.row.activity.pk for line in found.stale if request.POST.get(f"a{line.row.activity.pk}") == "book"}
    seen = {line.row.activity.pk: _number(request.POST.get(f"seen{line.row.activity.pk}", "")) for line in found.lines}
    if not found.faults and books.overtaken(found, seen):
        return _overtaken(request, period, found, name=upload.name, token=token)
    try:
        made = books.read_in(period, found, chosen=chosen, seen=seen, by=request.user.get_username(), today=today)
    except StaleError:
        found = books.preview(period, upload.path, name=upload.name, today=today)
        return _overtaken(request, period, found, name=upload.name, token=token)
    forget_upload(request.session, token)
    text = ngettext("%(count)d rapport är inläst.", "%(count)d rapporter är inlästa.", len(made))
    messages.success(request, text % {"count": len(made)})
    return redirect("followup:period", pk=pk)


def recipients(unit: Unit, *, on: dt.date) -> list[Recipient]:
    """Return a unit's functions whose holder, or whoever stands in on that day, has an address."""
    functions = Function.objects.filter(unit=unit).select_related("holder", "substitute")
    acting = [(function, _acting(function, on)) for function in functions]
    return [Recipient(function, person) for function, person in acting if person and person.email and person.is_active]


def _acting(function: Function, on: dt.date) -> User | None:
    begun = function.substitute_from is None or function.substitute_from <= on
    going = function.substitute_to is None or function.substitute_to >= on
    return function.substitute if function.substitute and begun and going else function.holder


def _overtaken(
    request: HttpRequest, period: ReportingPeriod, found: books.Preview, *, name: str, token: str
) -> HttpResponse:
    messages.warning(request, _("Någon rapporterade medan du läste. Inget är inläst. Se efter och välj igen."))
    return _show(request, period, found, name=name, token=token)


def _show(
    request: HttpRequest, period: ReportingPeriod, found: books.Preview, *, name: str, token: str
) -> HttpResponse:
    context = {"period": period, "found": found, "name": name, "token": token, "language": language_now()}
    return render(request, "followup/book_preview.html", context, status=422 if found.faults else 200)


def _book(request: HttpRequest, period: ReportingPeriod, unit: Unit, today: dt.date) -> bytes:
    if not books.rows_in(period, unit, today=today):
        raise Http404
    answer_to = request.user.email if request.user.is_authenticated and may(request.user, Right.REPORT_ALL) else ""
    return books.book_of(period, unit, today=today, answer_to=answer_to, language=language_now())


def _letter(request: HttpRequest, period: ReportingPeriod, unit: Unit, to: Recipient) -> EmailMultiAlternatives:
    chosen = WeeklyMail.objects.filter(user=to.person).values_list("language", flat=True).first()
    names = {"period": period.name, "unit": unit.name}
    assert isinstance(request.user, User)
    with translation.override(chosen or language_now()):
        day = {"day": date_format(period.closes, "j F Y")}
        lines = [
            _("Hej!"),
            "",
            _("Arbetsboken har %(unit)s aktiviteter i %(period)s. Fyll i läge, genomfört och kostnad.") % names,
            _("Svara på det här brevet med den ifyllda filen, senast %(day)s.") % day,
            _("Skriv inga personuppgifter."),
            "",
        ]
        subject = _("Rapportera %(period)s: %(unit)s") % names
        book = _book(request, period, unit, timezone.localdate())
    reply = [request.user.email] if request.user.email else None
    letter = EmailMultiAlternatives(subject, "\n".join(lines), None, [to.person.email], reply_to=reply)
    letter.attach(_file_name(period, unit), book, EXCEL)
    return letter


def _file_name(period: ReportingPeriod, unit: Unit) -> str:
    return f"rapport-{slug(period.name)}-{slug(unit.name)}.xlsx"


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _period(request: HttpRequest, pk: int) -> ReportingPeriod:
    return get_object_or_404(periods_of(request.user), pk=pk)


def _unit(request: HttpRequest, pk: int) -> Unit:
    return get_object_or_404(units_of(request.user), pk=pk)
