"""Sign-in with the municipality's own accounts: who somebody is here, by what the municipality says of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from tryggve.web.audit.actions import record
from tryggve.web.oidc_settings import PROVIDER
from tryggve.web.organisation.models import Membership
from tryggve.web.people.roles import Role

Claims = Mapping[str, object]


def municipal_address(onward: str) -> str:
    """Return where sign-in with the municipality's account begins; empty where it is not switched on.

    It is a link and not a form: the policy on where forms may lead would stop the way on to the municipality's server.
    """
    if not settings.TRYGGVE_OIDC_ISSUER:
        return ""
    address = reverse("openid_connect_login", kwargs={"provider_id": PROVIDER})
    return f"{address}?{urlencode({'next': onward})}" if onward else address


def person_of(claims: Claims) -> User | None:
    """Return the account that the claims speak of, if there is exactly one that may sign in.

    By the claim that is configured, held against the user name; else by an e-mail address that the municipality says
    is verified, for an address that anybody may have typed proves nothing.
    """
    key = _key(claims)
    if not key:
        return None
    by_name = {"username__iexact": key} if settings.TRYGGVE_OIDC_CLAIM else {"email__iexact": key}
    found = list(User.objects.filter(is_active=True, **by_name)[:2])
    return found[0] if len(found) == 1 else None


def known_before(claims: Claims) -> bool:
    """Tell whether any account, also a closed one, has the name or address: then none is to be made beside it."""
    key = _key(claims)
    return (
        not key or User.objects.filter(username__iexact=key).exists() or User.objects.filter(email__iexact=key).exists()
    )


@transaction.atomic
def add_known_by_municipality(claims: Claims, *, role: Role) -> User:
    """Make an account, without password, for somebody whom the municipality vouches for."""
    person = User(username=_key(claims)[:150], first_name=str(claims.get("name", ""))[:150])
    person.email = _verified_email(claims)
    person.set_unusable_password()
    person.save()
    person.groups.add(Group.objects.get_or_create(name=role.value)[0])
    Membership.objects.create(user=person, municipality=settings.TRYGGVE_PLACE)
    after = {"role": role.value, "municipality": settings.TRYGGVE_PLACE}
    record("people.add", by="kommunens inloggning", about=f"person {person.username}", after=after)
    return person


def _key(claims: Claims) -> str:
    claim = settings.TRYGGVE_OIDC_CLAIM
    return str(claims.get(claim) or "") if claim else _verified_email(claims)


def _verified_email(claims: Claims) -> str:
    return str(claims.get("email") or "") if claims.get("email_verified") in (True, "true") else ""
