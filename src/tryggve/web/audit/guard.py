"""The guard on the log: triggers by which the database itself refuses to alter or remove an event."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

EVENTS, HEAD = "audit_auditevent", "audit_chainhead"
REFUSAL = "the log is append-only"

_SQLITE = {
    "tryggve_no_update": f"BEFORE UPDATE ON {EVENTS}",
    "tryggve_no_delete": f"BEFORE DELETE ON {EVENTS}",
    "tryggve_head_kept": f"BEFORE DELETE ON {HEAD}",
    "tryggve_head_grows": f"BEFORE UPDATE ON {HEAD} WHEN NEW.id <> OLD.id OR NEW.length <= OLD.length",
}
_POSTGRES = {
    "tryggve_no_update": f"BEFORE UPDATE ON {EVENTS} FOR EACH ROW",
    "tryggve_no_delete": f"BEFORE DELETE ON {EVENTS} FOR EACH ROW",
    "tryggve_no_truncate": f"BEFORE TRUNCATE ON {EVENTS} FOR EACH STATEMENT",
    "tryggve_head_kept": f"BEFORE DELETE ON {HEAD} FOR EACH ROW",
    "tryggve_head_grows": (f"BEFORE UPDATE ON {HEAD} FOR EACH ROW WHEN (NEW.id <> OLD.id OR NEW.length <= OLD.length)"),
}
_FUNCTION = f"""
CREATE OR REPLACE FUNCTION tryggve_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
"""


def set_guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; a migration that makes the log's tables anew must call this again."""
    lift_guard(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, when in _POSTGRES.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION tryggve_refuse()")
        else:
            for name, when in _SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")


def lift_guard(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for name, when in _POSTGRES.items():
                table = HEAD if f" ON {HEAD}" in when else EVENTS
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        else:
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
