"""Ekhamra's committees, groups and people: made up, like everything there."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib.auth.models import User

from tryggve.web.organisation.actions import add_unit, save_function, save_unit
from tryggve.web.organisation.invitations import invite
from tryggve.web.organisation.models import Function, Unit
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role

_UNITS = (
    ("Kommunstyrelsen", "committee"),
    ("Fritidsnämnden", "committee"),
    ("Föräldrar", "group"),
    ("Elever", "group"),
)
_UNDER = (
    ("Fritidsförvaltningen", "Fritidsnämnden"),
    ("Tekniska förvaltningen", "Tekniska nämnden"),
    ("Utbildningsförvaltningen", "Barn- och utbildningsnämnden"),
    ("Socialförvaltningen", "Socialnämnden"),
)
_PEOPLE = (
    ("maja.lind", "Maja Lind", Role.OWNER, "Fritidsförvaltningen", "Fritidschef"),
    ("omar.nasser", "Omar Nasser", Role.OWNER, "Tekniska förvaltningen", "Gatuchef"),
    ("karin.berg", "Karin Berg", Role.OWNER, "Utbildningsförvaltningen", "Skolchef"),
    ("elsa.holm", "Elsa Holm", Role.SECRETARY, "Kommunstyrelsen", "Kommunsekreterare"),
    ("jonas.ek", "Jonas Ek", Role.ANALYST, "", ""),
)
_INVITED = ("lars.sten", "Lars Sten", Role.OWNER, "Ekhamrahus AB", "Trygghetsansvarig")
_LEAVE = (dt.date(2026, 12, 14), dt.date(2027, 1, 8))


def add_example_people(municipality: str, *, by: str) -> None:
    """Add them, unless they are there; nobody knows their passwords, so nobody can sign in as one of them."""
    if User.objects.filter(username=_PEOPLE[0][0]).exists():
        return
    for name, kind in _UNITS:
        if not Unit.objects.filter(municipality=municipality, name=name).exists():
            add_unit(municipality=municipality, name=name, kind=kind, by=by)
    _under_committees(municipality, by=by)
    added = {}
    for username, name, role, unit, title in _PEOPLE:
        person = add_person(
            username=username,
            name=name,
            email=f"{username}@ekhamra.example",
            password=secrets.token_urlsafe(24),
            role=role,
            municipality=municipality,
            by=by,
        )
        added[username] = person
        _post(person, municipality, unit, title, by=by)
    username, name, role, unit, title = _INVITED
    email = f"{username}@ekhamra.example"
    invited = invite(username=username, name=name, email=email, role=role, municipality=municipality, by=by)
    _post(invited, municipality, unit, title, by=by)
    _stand_in(added["maja.lind"], added["omar.nasser"], by=by)


def _under_committees(municipality: str, *, by: str) -> None:
    units = {unit.name: unit for unit in Unit.objects.filter(municipality=municipality)}
    for name, above in _UNDER:
        if name in units and above in units:
            save_unit(units[name], name=name, kind=units[name].kind, parent=units[above], by=by)


def _post(person: User, municipality: str, unit: str, title: str, *, by: str) -> None:
    found = Unit.objects.filter(municipality=municipality, name=unit).first()
    if found is not None:
        save_function(Function(unit=found), values={"title": title, "holder": person}, by=by)


def _stand_in(holder: User, substitute: User, *, by: str) -> None:
    first, last = _LEAVE
    values = {"substitute": substitute, "substitute_from": first, "substitute_to": last}
    for post in Function.objects.filter(holder=holder):
        save_function(post, values=values, by=by)
