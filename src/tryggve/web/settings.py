"""The one settings module of the web app."""

SECRET_KEY = "not yet"  # noqa: S105
INSTALLED_APPS: list[str] = []
USE_TZ = True
