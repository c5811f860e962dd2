"""What a municipality that has just begun does first: its figures, its units and people, its picture and its plan."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status
from tryggve.web.organisation.queries import municipality_for, people_of, units_of
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.picture.queries import pictures_of
from tryggve.web.plans.queries import plans_of
from tryggve.web.situation.book import current_book
from tryggve.web.start.help import Job


def first_steps(user: User) -> list[Job]:
    """Return the steps that are left before the work can begin, in their order, for those who may take them."""
    steps = (
        (Right.IMPORT, _has_figures, _figures()),
        (Right.ORGANISE, lambda: units_of(user).exists(), _units()),
        (Right.ORGANISE, lambda: people_of(municipality_for(user)).exclude(pk=user.pk).exists(), _people()),
        (Right.PLAN_EDIT, lambda: pictures_of(user).exists(), _picture()),
        (Right.PLAN_EDIT, lambda: plans_of(user).exists(), _plan()),
    )
    left = [job for right, made, job in steps if may(user, right) and not made()]
    # Who works alone by choice is not reminded of it once the rest is done.
    if left in ([], [_people()]):
        return []
    return left if user.email or not user.has_usable_password() else [_email(), *left]


def _has_figures() -> bool:
    """Tell whether a file waits to be reviewed, or what is shown has figures of the municipality itself."""
    own: str = settings.TRYGGVE_PLACE
    waits = Release.objects.filter(status=Status.DRAFT).exists()
    return waits or any(own in (area.code, area.parent) for area in current_book().places())


def _figures() -> Job:
    return Job(
        _("Läs in de första siffrorna"),
        reverse("data:new"),
        _("Brås kommunindikatorer, regionens folkhälsoenkät eller polisens lista, i filen som ni hämtade."),
    )


def _units() -> Job:
    return Job(
        _("Lägg till enheterna"),
        reverse("organisation:new_unit"),
        _(
            "Nämnder, förvaltningar, bolag och samverkansparter. "
            "De äger aktiviteter, svarar på remisser och rapporterar."
        ),
    )


def _email() -> Job:
    return Job(
        _("Skriv in din e-postadress"),
        reverse("people:account"),
        _("Utan den får du ingen länk om du glömmer lösenordet."),
    )


def _people() -> Job:
    return Job(
        _("Bjud in en kollega"),
        reverse("organisation:people"),
        _("Så att arbetet inte hänger på en person. Var och en får en roll."),
    )


def _picture() -> Job:
    return Job(
        _("Gör den första lägesbilden"),
        reverse("picture:new"),
        _("Lagen vill ha den före planen: vilka problemen är, varför de finns och vad som går först."),
    )


def _plan() -> Job:
    return Job(
        _("Skapa den första planen"),
        reverse("plans:new"),
        _("Börja tomt, i en Word-plan som ni redan har, eller i en tabell."),
    )
