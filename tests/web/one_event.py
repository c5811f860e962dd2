"""Watches what every request of the tests writes: in one transaction, with one event in the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

_WRITE = re.compile(r'^\s*(INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"(.*)', re.DOTALL)
_ROLLBACK = re.compile(r'^ROLLBACK TO SAVEPOINT "(\w+)"')
_EVENT = "audit_auditevent"
# Who is signed in and how often somebody failed is no part of what the municipality keeps.
_ASIDE = {"django_session", "axes_accessattempt", "axes_accesslog", "axes_accessfailurelog", "audit_chainhead"}
# A pause in the writing of a form leaves no event; that a draft is begun or thrown away does.
_SCRATCH = ("UPDATE", "plans_formdraft")
# One request that does several actions, each with its own event.
SEVERAL = {
    frozenset({"followup.report"}): "one for each activity that is reported on in the same form",
    frozenset({"plans.add_claim"}): "one for each finding that is chosen in the same form",
    frozenset({"plans.remove_claim"}): "the undo of that: each claim tells in its own history that it is gone",
    frozenset({"picture.add_claim"}): "one for each finding that is chosen in the same form",
    frozenset({"followup.report", "followup.answer_operational"}): "the form asks both of each activity",
    frozenset({"followup.answer_operational"}): "one for each activity that is answered about in the same form",
    frozenset({"data.import", "data.save_mapping"}): "the mapping is kept though the draft be put aside",
    frozenset({"data.import", "data.save_mapping", "data.discard"}): "the same, and the draft before it is put aside",
    frozenset({"plans.add_activity", "organisation.add_unit"}): "the unit is there though the activity be removed",
    frozenset({"plans.save_activity", "organisation.add_unit"}): "the same",
    frozenset({"data.make_live", "situation.store_findings"}): "findings can be worked out again, figures cannot",
}
# What is done without a row, and told all the same.
WITHOUT_ROWS = {
    "people.sign_in": "the session is no record",
    "people.sign_out": "the session is no record",
    "people.ask_reset": "a mail is sent",
    "organisation.invite_again": "a mail is sent",
    "data.import_areas": "the map is a file",
}


@dataclass
class Entry:
    """One statement that wrote something, and the transactions it stood in."""

    verb: str
    table: str
    action: str
    inside: tuple[str, ...]


@dataclass
class Watch:
    """What one request wrote."""

    base: int
    entries: list[Entry] = field(default_factory=list)

    def __call__(self, execute, sql, params, many, context) -> Any:
        done = execute(sql, params, many, context)
        if undone := _ROLLBACK.match(sql):
            self.entries = [entry for entry in self.entries if undone[1] not in entry.inside]
        elif (found := _WRITE.match(sql)) and _touched(found, context["cursor"]) and not _is_aside(found):
            self.entries.append(Entry(found[1].split()[0], found[2], _action(found, params), self._inside()))
        return done

    def _inside(self) -> tuple[str, ...]:
        return tuple(sid for sid in connection.savepoint_ids[self.base :] if sid)

    def faults(self) -> list[str]:
        """Return what breaks the rule, in words."""
        rows = [entry for entry in self.entries if entry.table != _EVENT]
        events = [entry for entry in self.entries if entry.table == _EVENT]
        told = sorted(entry.action for entry in events)
        return [
            *(f"{row.verb} {row.table} outside a transaction" for row in rows if not row.inside),
            *(f"{row.verb} {row.table} without an event" for row in rows if row.inside and not _beside(row, events)),
            *([f"several events: {told}"] if len(told) > 1 and frozenset(told) not in SEVERAL else []),
            *(f"{e.action} wrote no row" for e in events if not _beside(e, rows) and e.action not in WITHOUT_ROWS),
        ]


@contextmanager
def watched(path: str) -> Iterator[None]:
    """Fail where what is written meanwhile breaks the rule."""
    if not connection.in_atomic_block:  # a test with real transactions; the others see the same pages
        yield
        return
    watch = Watch(len(connection.savepoint_ids))
    with connection.execute_wrapper(watch):
        yield
    assert not watch.faults(), f"{path}: {watch.faults()}"


def _touched(found: re.Match[str], cursor) -> bool:
    return found[1].startswith("INSERT") or cursor.rowcount > 0  # SQLite counts what RETURNING gives only when read


def _is_aside(found: re.Match[str]) -> bool:
    verb, table, rest = found.groups()
    signing_in = table == "auth_user" and rest.startswith(' SET "last_login"')
    return table in _ASIDE or (verb, table) == _SCRATCH or signing_in


def _action(found: re.Match[str], params) -> str:
    if found[2] != _EVENT:
        return ""
    columns = re.findall(r'"(\w+)"', found[3].partition(")")[0])
    return params[columns.index("action")]


def _beside(entry: Entry, others: list[Entry]) -> bool:
    return any(entry.inside[:1] == other.inside[:1] for other in others)
