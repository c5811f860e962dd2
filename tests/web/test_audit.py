"""The log: nothing in it can be altered, removed or put in unseen."""

from __future__ import annotations

import pytest

from tryggve.web.audit.actions import record
from tryggve.web.audit.chain import check_chain
from tryggve.web.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def three_events():
    for number in range(3):
        record("prov", by="anna", about=f"sak {number}", before={"läge": number}, after={"läge": number + 1})


def test_untouched_log_is_whole():
    assert check_chain().whole
    assert check_chain().events == 3


def test_altered_event_breaks_the_chain_at_that_event():
    middle = AuditEvent.objects.order_by("id")[1]
    AuditEvent.objects.filter(pk=middle.pk).update(who="någon annan")
    assert check_chain().broken_at == middle.pk


def test_altered_content_breaks_the_chain():
    first = AuditEvent.objects.order_by("id")[0]
    AuditEvent.objects.filter(pk=first.pk).update(after={"läge": 99})
    assert check_chain().broken_at == first.pk


def test_removed_event_breaks_the_chain():
    AuditEvent.objects.order_by("id")[1].delete()
    assert check_chain().broken_at is not None


def test_removed_last_event_is_noticed():
    AuditEvent.objects.order_by("-id")[0].delete()
    found = check_chain()
    assert found.broken_at is None
    assert found.tail_missing
    assert not found.whole


def test_emptied_log_is_noticed():
    AuditEvent.objects.all().delete()
    assert not check_chain().whole
