"""Figures that many tests start from: read and judged once, put back as rows in every test after that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, models

from tryggve.web.audit.actions import record
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.models import Figure, Release
from tryggve.web.situation.models import StoredFinding

_MODELS: tuple[type[models.Model], ...] = (Release, Figure, StoredFinding)


@dataclass(frozen=True)
class Kept:
    """The rows by table, the events that told of them, and the files beside them."""

    rows: dict[str, list[tuple]]
    events: list[dict]
    files: Path


def made_once(kept: dict[str, Kept], name: str, folder: Path, make: Callable[[], None]) -> None:
    """Do as ``make`` does, by what it did before where there is nothing yet that it could depend on."""
    if connection.vendor != "sqlite" or Release.objects.exists():
        make()
    elif name in kept:
        _put_back(kept[name])
    else:
        before = AuditEvent.objects.count()
        make()
        shutil.copytree(settings.TRYGGVE_DATA / "releases", folder)
        kept[name] = Kept({model._meta.db_table: _rows(model) for model in _MODELS}, _events(before), folder)


def _rows(model: type[models.Model]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
        return [tuple(row) for row in cursor.fetchall()]


def _events(after: int) -> list[dict]:
    told = AuditEvent.objects.order_by("pk")[after:]
    return [{"action": e.action, "by": e.who, "about": e.object, "before": e.before, "after": e.after} for e in told]


def _put_back(kept: Kept) -> None:
    with connection.cursor() as cursor:
        for table, rows in kept.rows.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f'INSERT INTO "{table}" VALUES ({places})', rows)
    for event in kept.events:
        record(**event)
    shutil.copytree(kept.files, settings.TRYGGVE_DATA / "releases")
