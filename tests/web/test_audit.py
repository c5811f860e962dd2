"""The log: nothing in it can be altered, removed or put in unseen."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tryggve.web.audit.actions import record
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.guard import lift_guard
from tryggve.web.audit.models import AuditEvent, ChainHead

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_events():
    for number in range(3):
        record("prov", by="anna", about=f"sak {number}", before={"läge": number}, after={"läge": number + 1})


@pytest.fixture
def unguarded():
    """The database of somebody who has taken the guard away, as only the database's owner can."""
    lift_guard(connection)


def test_untouched_log_is_whole():
    assert check_chain().whole
    assert check_chain().events == 3


def test_altered_event_breaks_the_chain_at_that_event(unguarded):
    middle = AuditEvent.objects.order_by("id")[1]
    AuditEvent.objects.filter(pk=middle.pk).update(who="någon annan")
    assert check_chain().broken_at == middle.pk


def test_altered_content_breaks_the_chain(unguarded):
    first = AuditEvent.objects.order_by("id")[0]
    AuditEvent.objects.filter(pk=first.pk).update(after={"läge": 99})
    assert check_chain().broken_at == first.pk


def test_removed_event_breaks_the_chain(unguarded):
    AuditEvent.objects.order_by("id")[1].delete()
    assert check_chain().broken_at is not None


def test_removed_last_event_is_noticed(unguarded):
    AuditEvent.objects.order_by("-id")[0].delete()
    found = check_chain()
    assert found.broken_at is None
    assert found.tail_missing
    assert not found.whole


def test_emptied_log_is_noticed(unguarded):
    AuditEvent.objects.all().delete()
    assert not check_chain().whole


def test_first_of_several_broken_events_is_told(unguarded):
    first, second, _ = AuditEvent.objects.order_by("id")
    AuditEvent.objects.filter(pk__in=(first.pk, second.pk)).update(action="annat")
    assert check_chain().broken_at == first.pk


def test_event_put_in_breaks_the_chain(unguarded):
    last = AuditEvent.objects.order_by("-id")[0]
    AuditEvent.objects.create(at=last.at, who="x", action="prov", object="sak", previous="1" * 64, hash="f" * 64)
    assert check_chain().broken_at == last.pk + 1


STATEMENTS = {
    "update of an event": "UPDATE audit_auditevent SET who = 'x'",
    "update of one column of one event": "UPDATE audit_auditevent SET hash = 'x' WHERE previous LIKE '0%'",
    "delete of events": "DELETE FROM audit_auditevent",
    "delete of the head": "DELETE FROM audit_chainhead",
    "head that says less": "UPDATE audit_chainhead SET length = length - 1",
    "head altered in place": "UPDATE audit_chainhead SET hash = 'x'",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS)
def test_database_itself_refuses(statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert check_chain().whole
    assert check_chain().events == 3


def test_database_refuses_to_empty_the_log_at_once():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_auditevent")


def test_emptied_database_is_guarded_again():
    call_command("flush", interactive=False, verbosity=0)
    assert not ChainHead.objects.exists()
    record("prov", by="anna", about="sak")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        AuditEvent.objects.all().delete()
