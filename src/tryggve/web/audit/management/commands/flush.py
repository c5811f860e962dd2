"""Django's ``flush``, which empties the whole database: the one command that may empty the log too."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush
from django.db import connections

from tryggve.web.audit.guard import lift_guard, set_guard


class Command(flush.Command):
    """Empty every table, log included; the guard on the log stands again afterwards."""

    def handle(self, **options: Any) -> None:
        """Lift the guard, empty the database, set the guard."""
        connection = connections[options["database"]]
        lift_guard(connection)
        try:
            super().handle(**options)
        finally:
            set_guard(connection)
