"""Every table of every room, as rows that any database can give and take."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from types import SimpleNamespace
from typing import Any, cast

from django.apps import apps
from django.db import connections
from django.db.models import Field, JSONField, Model, QuerySet, Value
from django.db.models.sql import InsertQuery

ROWS_AT_A_TIME = 1000
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table and those of its columns that are written."""

    model: type[Model]
    fields: tuple[Field[Any, Any], ...]

    @property
    def name(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table


@dataclass(slots=True)
class Tally:
    """How many rows went by, and a checksum of them that does not depend on their order."""

    rows: int = 0
    total: int = 0

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Let rows through and count them."""
        for row in rows:
            self.rows += 1
            self.total = (self.total + _row_hash(row)) % 2**256
            yield row

    @property
    def checksum(self) -> str:
        """The sum of the rows' SHA-256, as 64 hexadecimal digits."""
        return f"{self.total:064x}"


def all_tables() -> list[Table]:
    """Return the tables of all rooms, those between many and many too."""
    models = apps.get_models(include_auto_created=True)
    return [Table(model, _columns(model)) for model in models if model._meta.managed and not model._meta.proxy]


def rows_in(table: Table, *, using: str) -> Iterator[Row]:
    """Read a table's rows, a batch at a time."""
    names = [field.attname for field in table.fields]
    rows: QuerySet[Any, Row] = QuerySet(model=table.model, using=using).order_by("pk").values_list(*names)
    return rows.iterator(chunk_size=ROWS_AT_A_TIME)


def write_rows(table: Table, rows: Iterable[Row], *, using: str) -> None:
    """Insert rows as they are, keys and dates too."""
    most = connections[using].ops.bulk_batch_size(list(table.fields), range(ROWS_AT_A_TIME))
    left = iter(rows)
    while batch := list(islice(left, min(most, ROWS_AT_A_TIME))):
        query = InsertQuery(table.model)
        # Raw: else dates that are set at saving would be set anew.
        query.insert_values(table.fields, [cast(Model, _insertable(table, row)) for row in batch], raw=True)
        query.get_compiler(using=using).execute_sql()


def tally_of(table: Table, *, using: str) -> Tally:
    """Count a table's rows."""
    tally = Tally()
    for _ in tally.counted(rows_in(table, using=using)):
        pass
    return tally


def unknown_tables(*, using: str) -> list[str]:
    """Return the tables that no room speaks of; they are made anew from the others, or are somebody else's."""
    there = set(connections[using].introspection.table_names())
    return sorted(there - {table.name for table in all_tables()} - {"django_migrations"})


def _columns(model: type[Model]) -> tuple[Field[Any, Any], ...]:
    return tuple(field for field in model._meta.local_concrete_fields if not field.generated)


def _insertable(table: Table, row: Row) -> SimpleNamespace:
    values = {f.attname: _never_nothing(f, value) for f, value in zip(table.fields, row, strict=True)}
    return SimpleNamespace(**values)


def _never_nothing(field: Field[Any, Any], value: Any) -> Any:
    # JSON's null is read as None, which would be written as no value at all.
    return Value(None, JSONField()) if value is None and isinstance(field, JSONField) and not field.null else value


def _row_hash(row: Row) -> int:
    text = json.dumps([_plain(value) for value in row], sort_keys=True, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode(errors="surrogatepass")).digest())


def _plain(value: Any) -> Any:
    """Return a value so that two databases that hold the same give the same."""
    if isinstance(value, dt.datetime) and value.tzinfo:
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, float):
        # PostgreSQL's JSON keeps numbers as decimals: 1e16 comes back whole, and zero without its sign.
        return int(value) if value.is_integer() else value
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value if value is None or isinstance(value, str | int) else str(value)
