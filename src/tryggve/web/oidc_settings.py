"""The settings of sign-in with the municipality's own accounts: what is switched on where an issuer is given."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from django.core.exceptions import ImproperlyConfigured

PROVIDER = "kommunen"
OIDC_APPS = ["allauth", "allauth.account", "allauth.socialaccount", "allauth.socialaccount.providers.openid_connect"]
OIDC_MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
ROLES_FOR_UNKNOWN = ("reader", "owner")  # the two that change nothing before somebody gives them a post


def oidc_providers(issuer: str, *, client_id: str, secret: str, role: str) -> dict[str, Any]:
    """Return what allauth asks for; nothing where no issuer is given.

    Raises:
        ImproperlyConfigured: a setting is missing or impossible, or the extra ``sso`` is not installed.
    """
    if not issuer:
        return {}
    if not client_id or not secret:
        raise ImproperlyConfigured("TRYGGVE_OIDC_ISSUER needs TRYGGVE_OIDC_CLIENT_ID and TRYGGVE_OIDC_SECRET too.")
    if role and role not in ROLES_FOR_UNKNOWN:
        raise ImproperlyConfigured(f"TRYGGVE_OIDC_ROLE is {role!r}; it may be {' or '.join(ROLES_FOR_UNKNOWN)}.")
    if find_spec("allauth") is None:
        raise ImproperlyConfigured("TRYGGVE_OIDC_ISSUER needs the extra sso: pip install 'tryggve[web,sso]'.")
    app = {
        "provider_id": PROVIDER,
        "name": PROVIDER,
        "client_id": client_id,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
