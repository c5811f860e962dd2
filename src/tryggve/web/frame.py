"""What stands around every page: own municipality, menu, the same page in the other language."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tryggve.terms import Area
from tryggve.terms.places import find_place
from tryggve.web.organisation.queries import municipalities_of
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right

_PLANNING = ("registers", "planning")  # a plan's own page, though another room keeps it


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the menu."""

    text: str
    address: str
    here: bool


def own_place() -> Area:
    """Return the municipality that this installation belongs to."""
    place = find_place(settings.TRYGGVE_PLACE)
    if place is None:
        raise LookupError(f"TRYGGVE_PLACE is {settings.TRYGGVE_PLACE!r}, which is no Swedish municipality code")
    return place


def other_language(path: str) -> str:
    """Return the address of the same page in the other language."""
    return path.removeprefix("/en") or "/" if path.startswith("/en/") else f"/en{path}"


def _is_member(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and (user.is_superuser or bool(municipalities_of(user)))


def _is_signed_in(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def _in_picture(where: tuple[str, str]) -> bool:
    return where[0] == "picture" or (where[0] == "situation" and not where[1].endswith("overview"))


def _menu(request: HttpRequest) -> list[Entry]:
    match = request.resolver_match
    where = (match.app_name, match.url_name or "") if match else ("", "")
    rooms = [
        *([(_("Start"), "start:start", where == ("start", "start"))] if _is_member(request) else []),
        (_("Översikt"), "situation:overview", where[0] == "situation" and where[1].endswith("overview")),
        (_("Lägesbild"), "situation:themes", _in_picture(where)),
        (_("Plan"), "plans:index", where[0] == "plans" or where == _PLANNING),
        *([(_("Uppföljning"), "followup:overview", where[0] == "followup")] if _is_member(request) else []),
        *([(_("Utvärdering"), "evaluation:index", where[0] == "evaluation")] if _is_member(request) else []),
        *([(_("Beslut"), "decisions:overview", where[0] == "decisions")] if _is_member(request) else []),
        *(
            [(_("Samverkan"), "registers:start", where[0] == "registers" and where != _PLANNING)]
            if _is_member(request)
            else []
        ),
        (_("Källor"), "data:releases", where[0] == "data"),
        *([(_("Organisation"), "organisation:index", where[0] == "organisation")] if _is_member(request) else []),
        # Those who work here know how to read; for them it stands at the foot, so that the menu keeps to one row.
        *([] if _is_member(request) else [(_("Så läser du"), "reading", where[1] == "reading")]),
    ]
    return [Entry(text, reverse(name), here) for text, name, here in rooms]


def frame(request: HttpRequest) -> dict[str, object]:
    """Return the context that the base template needs."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return {
        "own_place": own_place(),
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "language": get_language(),
        "other_language_address": other_language(request.path) + query,
        "may_search": SimpleLazyObject(lambda: settings.TRYGGVE_OPEN_READING or _is_signed_in(request)),
        "is_member": SimpleLazyObject(lambda: _is_member(request)),
        "may_import": SimpleLazyObject(lambda: hasattr(request, "user") and may(request.user, Right.IMPORT)),
    }
