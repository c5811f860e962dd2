"""The help page: how each job is begun, for those who may do it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tryggve.web.followup.law_clock import home_of
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right


@dataclass(frozen=True, slots=True)
class Job:
    """Something that people come to do, where it begins and how it goes on (Sv: uppgift).

    ``words`` are others that it is searched by; they are not shown.
    """

    title: str
    address: str
    text: str
    words: str = ""


@require_GET
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """Show how the person's jobs are begun, and to everybody how the public pages are read."""
    return render(
        request,
        "start/help.html",
        {"own": own_jobs(request.user), "everybodys": everybodys_jobs(), "contact": settings.TRYGGVE_CONTACT},
    )


def own_jobs(user: User | AnonymousUser) -> list[Job]:
    """Return the jobs that a person's roles give them; none for who works nowhere here."""
    if not user.is_authenticated or not home_of(user):
        return []
    jobs = (
        (Right.REPORT, _reporting()),
        (Right.IMPORT, _importing()),
        (Right.COUNT_INCIDENTS, _incidents()),
        (Right.PLAN_EDIT, _picture()),
        (Right.PLAN_EDIT, _plan()),
        (Right.CONSULT, _decision()),
        (Right.REPORT_ALL, _following_up()),
        (Right.PLAN_EDIT, _evaluation()),
        (Right.PLAN_EDIT, _cooperation()),
        (Right.ORGANISE, _people()),
    )
    return [job for right, job in jobs if may(user, right)]


def everybodys_jobs() -> list[Job]:
    """Return what anybody may come to do."""
    return [
        Job(
            _("Läs en siffra"),
            reverse("reading"),
            _("Vad form, ord och felmarginal betyder, med bilder."),
        ),
        Job(
            _("Läs ett måls svar"),
            reverse("reading") + "#malens-svar",
            _("Uppnått, på rätt väg och sedan sist, och vad orden för sannolikhet betyder."),
        ),
        Job(
            _("Se hur det står till"),
            reverse("situation:themes"),
            _("Alla indikatorer efter tema. Varje sida har diagram, tabell, källa och en fil att hämta."),
        ),
        Job(
            _("Läs trygghetsplanen"),
            reverse("decisions:public_plans"),
            _("Den beslutade planen, vilka av dess slutsatser som stämmer i dag, och målen med sina tre svar."),
        ),
    ]


def _reporting() -> Job:
    return Job(
        _("Rapportera en aktivitet"),
        reverse("followup:overview"),
        _(
            "Öppna perioden och fyll i läge, hur mycket som är gjort och vad det kostade. "
            "Du kan också svara i den länk du har fått."
        ),
    )


def _importing() -> Job:
    return Job(
        _("Läs in nya siffror"),
        reverse("data:releases"),
        _("Välj filen som den hämtades. Du ser vad som ändras innan något visas, och kan ta tillbaka det."),
        _("läsa in fil, importera, ladda upp, Excel, CSV, statistik"),
    )


def _incidents() -> Job:
    return Job(
        _("Läs in händelser per vecka"),
        reverse("picture:read_in"),
        _("En fil med vecka, område, typ och antal, till exempel ur Effektiv samordning för trygghet (EST)."),
        _("läsa in fil, importera, händelserapportering"),
    )


def _picture() -> Job:
    return Job(
        _("Gör en lägesbild"),
        reverse("picture:index"),
        _(
            "Ett problem i taget: slutsatser ur siffrorna, egna iakttagelser, orsaker i ett fiskben "
            "och en prioritering."
        ),
    )


def _plan() -> Job:
    return Job(
        _("Skriv en plan"),
        reverse("plans:index"),
        _(
            "Börja tomt, i en Word-plan som du redan har, eller i en tabell. "
            "Sidan säger vad som fattas och vad som är nästa steg."
        ),
    )


def _decision() -> Job:
    return Job(
        _("Ta planen till beslut"),
        reverse("decisions:overview"),
        _("Räkna dagarna baklänges från fullmäktige, skicka på remiss, för in beslutet och gör planen offentlig."),
    )


def _following_up() -> Job:
    return Job(
        _("Följ upp planen"),
        reverse("followup:overview"),
        _("Öppna en period, skicka länkar eller arbetsböcker till enheterna, och skriv ut rapporten till fullmäktige."),
    )


def _evaluation() -> Job:
    return Job(
        _("Utvärdera och gör nästa plan"),
        reverse("evaluation:index"),
        _("Resultat, genomförande och er bedömning för varje mål och område. Ur den blir nästa version av planen."),
    )


def _cooperation() -> Job:
    return Job(
        _("Håll reda på överenskommelser och rådet"),
        reverse("registers:start"),
        _("Avtal som löper ut, rådets möten med dagordning och åtgärdspunkter."),
    )


def _people() -> Job:
    return Job(
        _("Bjud in en kollega eller lämna över"),
        reverse("organisation:people"),
        _("Konton och roller, och funktioner med ersättare."),
        _("användare, behörighet, lösenord, lägga till person"),
    )
