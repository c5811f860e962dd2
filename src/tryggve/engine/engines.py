"""The engines that can run the portable SQL: DuckDB in this process, PostgreSQL, Spark."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

import duckdb
import numpy as np
from numpy.typing import NDArray


class Engine(Protocol):
    """Something that runs one SQL text and returns its rows (Sv: databasmotor).

    ``double`` and ``text`` are its names of those types, and ``decimal_weight`` the decimal type for weights whose
    products it can sum without losing digits.
    """

    double: ClassVar[str]
    text: ClassVar[str]
    decimal_weight: ClassVar[str]

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run the text and return every row."""
        ...

    def columns(self, sql: str) -> list[NDArray[Any]]:
        """Run the text and return every column as an array; a NULL is None, or 0 in a column of floats (a sum)."""
        ...

    def quote(self, name: str) -> str:
        """Return a column or table name as this engine wants it written."""
        ...


@dataclass(frozen=True, slots=True)
class DuckDBEngine:
    """DuckDB in this process, on a connection of its own or the caller's."""

    double: ClassVar[str] = "DOUBLE"
    text: ClassVar[str] = "VARCHAR"
    # A product of two narrower decimals is capped at 18 digits here and overflows.
    decimal_weight: ClassVar[str] = "DECIMAL(19,4)"
    connection: Any = field(default_factory=duckdb.connect)

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run the text and return every row."""
        rows: list[tuple[Any, ...]] = self.connection.execute(sql).fetchall()
        return rows

    def columns(self, sql: str) -> list[NDArray[Any]]:
        """Run the text and return every column as an array."""
        return [_without_mask(column) for column in self.connection.execute(sql).fetchnumpy().values()]

    def quote(self, name: str) -> str:
        """Return the name in double quotes."""
        return quoted(name, '"')


@dataclass(frozen=True, slots=True)
class PostgresEngine:
    """PostgreSQL over an open psycopg connection; only reads."""

    double: ClassVar[str] = "DOUBLE PRECISION"
    text: ClassVar[str] = "VARCHAR"
    decimal_weight: ClassVar[str] = "DECIMAL(10,4)"
    connection: Any

    @classmethod
    def at(cls, address: str) -> PostgresEngine:
        """Connect to ``postgresql://...``."""
        import psycopg

        return cls(psycopg.connect(address))

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run the text and return every row."""
        rows: list[tuple[Any, ...]] = self.connection.execute(sql).fetchall()
        return rows

    def columns(self, sql: str) -> list[NDArray[Any]]:
        """Run the text and return every column as an array."""
        return _turned(self.execute(sql))

    def quote(self, name: str) -> str:
        """Return the name in double quotes."""
        return quoted(name, '"')


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Spark over an open session."""

    double: ClassVar[str] = "DOUBLE"
    text: ClassVar[str] = "STRING"
    decimal_weight: ClassVar[str] = "DECIMAL(10,4)"
    session: Any

    def execute(self, sql: str) -> list[tuple[Any, ...]]:
        """Run the text and return every row."""
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def columns(self, sql: str) -> list[NDArray[Any]]:
        """Run the text and return every column as an array."""
        return _turned(self.execute(sql))

    def quote(self, name: str) -> str:
        """Return the name in backticks."""
        return quoted(name, "`")


def quoted(name: str, mark: str) -> str:
    """Return a name between quotation marks, a mark inside it doubled."""
    return f"{mark}{name.replace(mark, mark * 2)}{mark}"


def _turned(rows: list[tuple[Any, ...]]) -> list[NDArray[Any]]:
    return [np.array(column, dtype=object) for column in zip(*rows, strict=True)]


def _without_mask(column: Any) -> NDArray[Any]:
    if not np.ma.isMaskedArray(column):
        return np.asarray(column)
    if column.dtype.kind == "f":
        return np.asarray(column.filled(0.0))
    objects = np.array(column.data, dtype=object)
    objects[np.ma.getmaskarray(column)] = None
    return objects
