"""Pages that belong to no room: how to read, and the accessibility statement."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


@login_not_required
def reading(request: HttpRequest) -> HttpResponse:
    """Explain intervals, verdicts and symbols with pictures."""
    return render(request, "reading.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the statement that the law on accessibility asks for."""
    context = {
        "contact": settings.TRYGGVE_CONTACT,
        "supervisor": settings.TRYGGVE_SUPERVISOR,
        "statement_date": settings.TRYGGVE_STATEMENT_DATE,
    }
    return render(request, "accessibility.html", context)


def csrf_failure(request: HttpRequest, **_reason: str) -> HttpResponse:
    """Say what to do when a form was too old or cookies are off; the reason is for developers."""
    text = _(
        "Formuläret hade blivit för gammalt, eller så tillåter webbläsaren inte kakor. Gå tillbaka och försök igen."
    )
    return render(request, "mistake.html", {"mistake": text}, status=403)
