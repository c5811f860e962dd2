"""The one settings module of the web app; everything a place may change is read from the environment here."""

from __future__ import annotations

import datetime as dt
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

from tryggve.web.secret import secret_key

env = environ.FileAwareEnv()  # NAME_FILE may hold the path of a file with the secret
HERE = Path(__file__).resolve().parent
LOOPBACK = {"localhost", "127.0.0.1", "[::1]"}

TRYGGVE_DATA: Path = Path(env.str("TRYGGVE_DATA", default="var")).resolve()
TRYGGVE_PLACE: str = env.str("TRYGGVE_PLACE", default="9901")
# A real municipality opens its pages when it has decided to; the made-up one has nothing to hide.
TRYGGVE_OPEN_READING: bool = env.bool("TRYGGVE_OPEN_READING", default=TRYGGVE_PLACE.startswith("99"))
TRYGGVE_MAX_UPLOAD: int = env.int("TRYGGVE_MAX_UPLOAD", default=50) * 2**20  # MiB in the environment, bytes here
TRYGGVE_MAX_ATTACHMENT: int = min(env.int("TRYGGVE_MAX_ATTACHMENT", default=20) * 2**20, TRYGGVE_MAX_UPLOAD)
TRYGGVE_CONTACT: str = env.str("TRYGGVE_CONTACT", default="")
TRYGGVE_SUPERVISOR: str = env.str("TRYGGVE_SUPERVISOR", default="https://www.digg.se/tdosanmalan")
TRYGGVE_STATEMENT_DATE: str = env.str("TRYGGVE_STATEMENT_DATE", default="")
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
    "tryggve.web.files",
    "tryggve.web.registers",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tryggve.web.people.middleware.SignInToRead",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tryggve.web.mistakes.ShowMistakes",
    "axes.middleware.AxesMiddleware",
]
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

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": str(TRYGGVE_DATA / "db.sqlite3"),
    "OPTIONS": {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing half-way
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    },
}
DATABASES = {"default": env.db("DATABASE_URL") if env.str("DATABASE_URL", default="") else SQLITE}
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
LOGIN_REDIRECT_URL = "situation:overview"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "people/locked.html"
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
