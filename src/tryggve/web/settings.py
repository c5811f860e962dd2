"""The one settings module of the web app; everything a place may change is read from the environment here."""

from __future__ import annotations

import datetime as dt
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from tryggve.plan.incidents import LEAST_SHOWN
from tryggve.web.database.address import database_at, sqlite_file
from tryggve.web.oidc_settings import OIDC_APPS, OIDC_MIDDLEWARE, oidc_providers
from tryggve.web.secret import secret_key

env = environ.FileAwareEnv()  # NAME_FILE may hold the path of a file with the secret
HERE = Path(__file__).resolve().parent
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}

TRYGGVE_DATA: Path = Path(env.str("TRYGGVE_DATA", default="var")).resolve()
TRYGGVE_PLACE: str = env.str("TRYGGVE_PLACE", default="9901")
PLACE_IS_CHOSEN: bool = any(name.startswith("TRYGGVE_PLACE") for name in env.ENVIRON)
# A real municipality opens its pages when it has decided to; the made-up one has nothing to hide.
TRYGGVE_OPEN_READING: bool = env.bool("TRYGGVE_OPEN_READING", default=TRYGGVE_PLACE.startswith("99"))
TRYGGVE_MAX_UPLOAD: int = env.int("TRYGGVE_MAX_UPLOAD", default=50) * 2**20  # MiB in the environment, bytes here
TRYGGVE_MAX_ATTACHMENT: int = min(env.int("TRYGGVE_MAX_ATTACHMENT", default=20) * 2**20, TRYGGVE_MAX_UPLOAD)
TRYGGVE_CONTACT: str = env.str("TRYGGVE_CONTACT", default="")
TRYGGVE_SUPERVISOR: str = env.str("TRYGGVE_SUPERVISOR", default="https://www.digg.se/tdosanmalan")
TRYGGVE_STATEMENT_DATE: str = env.str("TRYGGVE_STATEMENT_DATE", default="")
# The municipality's own sign-in (OpenID Connect); all three are needed, and without them it is not there.
TRYGGVE_OIDC_ISSUER: str = env.str("TRYGGVE_OIDC_ISSUER", default="").rstrip("/")
TRYGGVE_OIDC_CLIENT_ID: str = env.str("TRYGGVE_OIDC_CLIENT_ID", default="")
TRYGGVE_OIDC_SECRET: str = env.str("TRYGGVE_OIDC_SECRET", default="")
TRYGGVE_OIDC_CLAIM: str = env.str("TRYGGVE_OIDC_CLAIM", default="")
TRYGGVE_OIDC_ROLE: str = env.str("TRYGGVE_OIDC_ROLE", default="")
TRYGGVE_LEAST_INCIDENTS: int = env.int("TRYGGVE_LEAST_INCIDENTS", default=LEAST_SHOWN)  # fewer are not shown
TRYGGVE_ADDRESS: str = env.str("TRYGGVE_ADDRESS", default="http://localhost:8000").rstrip("/")

DEBUG: bool = env.bool("TRYGGVE_DEBUG", default=False)
SECRET_KEY: str = env.str("TRYGGVE_SECRET_KEY", default="") or secret_key(TRYGGVE_DATA)
ALLOWED_HOSTS: list[str] = env.list("TRYGGVE_HOSTS", default=sorted(LOOPBACK))
HTTPS: bool = env.bool("TRYGGVE_HTTPS", default=not set(ALLOWED_HOSTS) <= LOOPBACK)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "tryggve.web",
    "tryggve.web.audit",
    "tryggve.web.people",
    "tryggve.web.data",
    "tryggve.web.situation",
    "tryggve.web.organisation",
    "tryggve.web.plans",
    "tryggve.web.followup",
    "tryggve.web.decisions",
    "tryggve.web.start",
    "tryggve.web.search",
    "tryggve.web.evaluation",
    "tryggve.web.picture",
    "tryggve.web.files",
    "tryggve.web.registers",
]
if TRYGGVE_OIDC_ISSUER:
    INSTALLED_APPS += OIDC_APPS
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tryggve.web.once.AskOnce",
    "tryggve.web.people.middleware.KeepSession",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tryggve.web.people.middleware.SignInToRead",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tryggve.web.mistakes.ShowMistakes",
    *(OIDC_MIDDLEWARE if TRYGGVE_OIDC_ISSUER else []),
    "axes.middleware.AxesMiddleware",
]
SOCIALACCOUNT_PROVIDERS = oidc_providers(
    TRYGGVE_OIDC_ISSUER, client_id=TRYGGVE_OIDC_CLIENT_ID, secret=TRYGGVE_OIDC_SECRET, role=TRYGGVE_OIDC_ROLE
)
SOCIALACCOUNT_ADAPTER = "tryggve.web.people.municipal_adapter.MunicipalAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # see people/municipal_sign_in.py
ROOT_URLCONF = "tryggve.web.urls"
WSGI_APPLICATION = "tryggve.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tryggve.web.frame.frame",
            ],
        },
    }
]

DATABASE_URL: str = env.str("DATABASE_URL", default="")
DATABASES = {"default": database_at(DATABASE_URL) if DATABASE_URL else sqlite_file(TRYGGVE_DATA / "db.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(TRYGGVE_DATA / "cache"),
        "TIMEOUT": 30 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
}

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "start:start"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "tryggve.web.people.account_views.locked"
AXES_VERBOSE = False

EMAIL: dict[str, Any] = env.email_url("TRYGGVE_EMAIL", default="consolemail://")
EMAIL_BACKEND: str = EMAIL["EMAIL_BACKEND"]
EMAIL_HOST: str = EMAIL.get("EMAIL_HOST") or "localhost"
EMAIL_PORT: int = EMAIL.get("EMAIL_PORT") or 25
EMAIL_HOST_USER: str = EMAIL.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD: str = EMAIL.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS: bool = EMAIL.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL: bool = EMAIL.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20  # seconds
DEFAULT_FROM_EMAIL: str = env.str("TRYGGVE_SENDER", default="tryggve@localhost")

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [
    HERE / "static",
    *(
        (f"fonts/{face}", Path(spec.origin).parent / "files")
        for face in ("sans", "serif")
        if (spec := find_spec(f"font_source_{face}_pro")) and spec.origin
    ),
]
WHITENOISE_USE_FINDERS = True  # serves from the packages; no collectstatic before the first start
WHITENOISE_MAX_AGE = 600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_HANDLERS = ["tryggve.web.data.uploads.CappedUpload"]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "connect-src": [SELF],  # autosave.js keeps what is being written
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "tryggve.web.pages.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env.bool("TRYGGVE_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host not in LOOPBACK]
SESSION_COOKIE_AGE = 12 * 3600
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
