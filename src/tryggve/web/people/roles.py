"""Roles as Django groups, and what each may do: one table."""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    """Something that not everybody may do (Sv: rättighet)."""

    IMPORT = "import"  # drop files, put releases live, take them back
    RAW_FILE = "raw_file"  # download a release's file as it came


class Role(StrEnum):
    """A person's role (Sv: roll); the value is the name of the Django group."""

    COORDINATOR = "coordinator"  # Sv: samordnare
    READER = "reader"  # Sv: läsare


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COORDINATOR: frozenset({Right.IMPORT, Right.RAW_FILE}),
    Role.READER: frozenset({Right.RAW_FILE}),
}
