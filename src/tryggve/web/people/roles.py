"""Roles as Django groups, and what each may do: one table."""

from __future__ import annotations

from enum import StrEnum


class Right(StrEnum):
    """Something that not everybody may do (Sv: rättighet)."""

    IMPORT = "import"  # drop files, put releases live, take them back
    COUNT_INCIDENTS = "count_incidents"  # read in counts of incidents, and take them back
    RAW_FILE = "raw_file"  # download a release's file as it came
    CALENDAR = "calendar"  # an address of one's own for the calendar
    PLAN_EDIT = "plan_edit"  # write the plan: priorities, goals, measures, activities
    REPORT = "report"  # report the activities of the units one acts for
    REPORT_ALL = "report_all"  # open, close and lock periods; report for any unit
    DECIDE = "decide"  # record decisions and freeze the plan
    CONSULT = "consult"  # send the plan on consultation and type in answers
    COMMENT = "comment"  # read drafts and say something of them
    ORGANISE = "organise"  # units, functions, people and their roles


class Role(StrEnum):
    """A person's role (Sv: roll); the value is the name of the Django group."""

    COORDINATOR = "coordinator"  # Sv: samordnare
    OWNER = "owner"  # Sv: aktivitetsansvarig
    ANALYST = "analyst"  # Sv: analytiker
    SECRETARY = "secretary"  # Sv: nämndsekreterare
    READER = "reader"  # Sv: läsare
    ADMINISTRATOR = "administrator"  # Sv: administratör


_READ = frozenset({Right.RAW_FILE, Right.CALENDAR})
OF_THE_INSTALLATION = frozenset({Right.IMPORT, Right.RAW_FILE})  # held only in the municipality that owns it
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.COORDINATOR: frozenset(Right),
    Role.OWNER: _READ | {Right.REPORT, Right.COMMENT},
    Role.ANALYST: _READ | {Right.IMPORT, Right.COUNT_INCIDENTS, Right.COMMENT},
    Role.SECRETARY: _READ | {Right.DECIDE, Right.CONSULT, Right.COMMENT},
    Role.READER: _READ,
    # Accounts and units, never the plan's content: who lets people in does not decide what the plan says.
    Role.ADMINISTRATOR: _READ | {Right.ORGANISE},
}
