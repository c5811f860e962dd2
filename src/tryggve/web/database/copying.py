"""All rows of one database into another, in one transaction: everything, checked, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import DatabaseError, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from tryggve.errors import NotAllowedError, TryggveError, UsageError
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.guard import lift_guard, set_guard
from tryggve.web.audit.models import AuditEvent
from tryggve.web.database.tables import Table, Tally, all_tables, rows_in, tally_of, write_rows

Told = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied (Sv: kopierat): each table's tally, and the log's length and last hash."""

    tables: dict[str, Tally]
    events: int
    head: str

    @property
    def rows(self) -> int:
        """The number of rows in all tables."""
        return sum(tally.rows for tally in self.tables.values())


def copy_rows(*, source: str, target: str, tell: Told) -> Copied:
    """Copy every table between two databases of the same version; ``tell`` hears of each table when it is copied.

    The target is as it was if anything fails, or if what it then holds is not what the source holds.

    Raises:
        NotAllowedError: somebody has used the target.
        TryggveError: a row does not fit, or the copy differs.
    """
    require_unused(target)
    try:
        with unchanging(source), transaction.atomic(using=target):
            return _copied(source, target, tell)
    except DatabaseError as error:
        raise _does_not_fit("", error) from error  # what is only checked when all is there: rows that miss another


def require_unused(alias: str) -> None:
    """Refuse a database that somebody has used: every write leaves an event, so one without events is unused."""
    there = set(connections[alias].introspection.table_names())
    for model in (AuditEvent, User):
        if model._meta.db_table in there and model._default_manager.using(alias).exists():
            raise NotAllowedError(
                sv="Databasen du vill flytta till används redan: den har konton eller händelser i loggen. "
                "Ange en tom databas.",
                en="The database you want to move to is in use: it has accounts or events in its log. "
                "Name an empty database.",
            )


def require_current(alias: str) -> None:
    """Refuse a database that another version of Tryggve made or last opened."""
    executor = MigrationExecutor(connections[alias])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotAllowedError(
            sv="Databasen är från en äldre version. Starta Tryggve en gång med `tryggve serve`, så förs den upp.",
            en="The database is of an older version. Start Tryggve once with `tryggve serve` to bring it up to date.",
        )
    require_known(alias)


def require_known(alias: str) -> None:
    """Refuse a database that a newer version, or another program, has made tables in."""
    executor = MigrationExecutor(connections[alias])
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    unknown -= {key for migration in executor.loader.disk_migrations.values() for key in migration.replaces}
    if unknown:
        named = ", ".join(sorted(f"{app}.{name}" for app, name in unknown)[:3])
        raise NotAllowedError(
            sv=f"Databasen är från en nyare version eller ett annat program ({named}). Installera den versionen först.",
            en=f"The database is of a newer version or another program ({named}). Install that version first.",
        )


@contextmanager
def unchanging(alias: str) -> Iterator[None]:
    """Read a database as it is at one moment; on SQLite writers wait, on PostgreSQL they go on unseen."""
    with transaction.atomic(using=alias):
        if connections[alias].vendor == "postgresql":
            with connections[alias].cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _copied(source: str, target: str, tell: Told) -> Copied:
    tables = all_tables()
    _empty(tables, target)
    tallies = {table.name: _copy(table, source, target, tell) for table in tables}
    _compare(tables, tallies, target)
    found = check_chain(using=target)
    if found != check_chain(using=source):
        raise _differs("audit_auditevent")
    _reset_sequences(tables, target)
    return Copied(tallies, found.events, found.head)


def _empty(tables: list[Table], alias: str) -> None:
    """Remove what the migrations themselves put in; the source brings its own."""
    lift_guard(connections[alias])
    with connections[alias].cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connections[alias].ops.quote_name(table.name)}")  # noqa: S608 a name of ours
    set_guard(connections[alias])


def _copy(table: Table, source: str, target: str, tell: Told) -> Tally:
    tally = Tally()
    try:
        write_rows(table, tally.counted(rows_in(table, using=source)), using=target)
    except (DatabaseError, ValueError) as error:
        raise _does_not_fit(table.name, error) from error
    tell(table.name, tally.rows)
    return tally


def _does_not_fit(table: str, error: Exception) -> UsageError:
    said = f"{table}: {error}".strip(": \n").splitlines()[0]
    return UsageError(
        sv=f"En rad går inte in i den nya databasen. {said}. Inget är flyttat.",
        en=f"A row does not go into the new database. {said}. Nothing is moved.",
    )


def _compare(tables: list[Table], tallies: dict[str, Tally], target: str) -> None:
    for table in tables:
        if tally_of(table, using=target) != tallies[table.name]:
            raise _differs(table.name)


def _differs(table: str) -> TryggveError:
    return TryggveError(
        sv=f"Kopian av {table} är inte lik originalet. Inget är flyttat; anmäl felet.",
        en=f"The copy of {table} is not like its original. Nothing is moved; report the fault.",
    )


def _reset_sequences(tables: list[Table], alias: str) -> None:
    connection = connections[alias]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in tables]):
            cursor.execute(statement)
