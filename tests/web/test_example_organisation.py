"""The example's departments lie under their committees, so that each committee has its appendix to look at."""

from __future__ import annotations

import pytest

from tryggve.cli.example_files.organisation import add_example_people
from tryggve.web.audit.models import AuditEvent
from tryggve.web.organisation.models import Unit
from tryggve.web.people.roles import Role
from web.followup_example import Example, make_example, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> Example:
    made = make_example()
    Unit.objects.filter(pk=made.leisure.pk).update(name="Fritidsförvaltningen")
    add_example_people("9901", by="x")
    return made


def test_committee_has_the_work_of_its_department_in_its_appendix(example):
    client = signed_in("cilla", Role.COORDINATOR)
    committee = Unit.objects.get(name="Fritidsnämnden")
    assert "Fritidsnämnden" in client.get("/uppfoljning/bilaga/").content.decode()
    page = client.get(f"/uppfoljning/bilaga/{committee.pk}/").content.decode()
    assert example.walks.title in page
    assert example.lights.title not in page


def test_adding_the_people_twice_changes_nothing(example):
    before = AuditEvent.objects.count()
    add_example_people("9901", by="x")
    assert AuditEvent.objects.count() == before
