"""Every write of every room goes through an action: one transaction, and an event in the log."""

from __future__ import annotations

import pytest

from repository.calls import Function, functions, reached

# The log itself, and moving or restoring the whole database, which must leave rows as they were.
LEFT_OUT = ("tryggve/web/audit/", "tryggve/web/database/")
ALL = functions(left_out=LEFT_OUT)


def is_action(function: Function) -> bool:
    return function.atomic and any(part.records for part in reached(function, ALL, past=set()))


ACTIONS = {key for key, function in ALL.items() if is_action(function)}
WRITERS = sorted(key for key, function in ALL.items() if function.writes)
UNDONE = {"tryggve.web.plans.exchange.preview_items"}  # does all of it to see what would change, and rolls back


def test_code_is_read_at_all() -> None:
    assert len(ACTIONS) > 90
    assert len(WRITERS) > 100
    rooms = {key.split(".")[2] for key in ACTIONS}
    assert rooms >= {
        *("data", "decisions", "evaluation", "files", "followup", "organisation", "people", "picture", "plans"),
        *("registers", "situation"),
    }


@pytest.mark.parametrize("writer", WRITERS)
def test_whoever_writes_is_an_action_or_is_called_by_actions_alone(writer: str) -> None:
    if writer in ACTIONS:
        return
    callers = {key for key, function in ALL.items() if writer in function.called and key != writer}
    assert callers, f"{writer} writes {ALL[writer].writes} and nobody calls it"
    outside = [key for key in callers if key not in ACTIONS and not _only_actions_call(key)]
    assert outside == [], f"{writer} writes {ALL[writer].writes}"


@pytest.mark.parametrize("action", sorted(ACTIONS - UNDONE))
def test_action_says_by_whom(action: str) -> None:
    names = {argument.arg for argument in (*ALL[action].node.args.kwonlyargs, *ALL[action].node.args.args)}
    assert names & {"by", "request", "user", "person", "claims", "email"}


def _only_actions_call(key: str, seen: frozenset[str] = frozenset()) -> bool:
    callers = {name for name, function in ALL.items() if key in function.called and name != key}
    if not callers or key in seen:
        return False
    return all(name in ACTIONS or _only_actions_call(name, seen | {key}) for name in callers)
