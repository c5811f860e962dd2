"""Units, functions, hand-over, and people let in by a link that works once."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tryggve.errors import UsageError
from tryggve.web.audit.models import AuditEvent
from tryggve.web.organisation.actions import add_unit, hand_over, save_function, save_unit
from tryggve.web.organisation.models import Function, Membership, Unit
from tryggve.web.organisation.queries import units_acted_for, units_of
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db) -> Unit:
    return add_unit(municipality="9901", name="Fritid", kind="department", by="anna")


@pytest.fixture
def olle(db) -> User:
    return add_person(username="olle", password=PASSWORD, role=Role.OWNER, by="provet")


@pytest.fixture
def eva(db) -> User:
    return add_person(username="eva", password=PASSWORD, role=Role.OWNER, by="provet")


def text(answer) -> str:
    return answer.content.decode()


def post(unit: Unit, **values: object) -> Function:
    function = Function(unit=unit)
    save_function(function, values={"title": "Fritidschef", **values}, by="anna")
    return function


def test_units_are_listed_by_kind_with_their_posts(coordinator, unit, olle):
    post(unit, holder=olle)
    page = text(coordinator.get("/organisation/"))
    for said in ("Förvaltningar", "Fritid", "Fritidschef", "olle"):
        assert said in page


def test_unit_is_added_renamed_and_ended_through_the_pages(coordinator):
    coordinator.post("/organisation/ny-enhet/", {"name": "Kultur", "kind": "department"})
    unit = Unit.objects.get(name="Kultur")
    coordinator.post(f"/organisation/enhet/{unit.pk}/", {"name": "Kultur och fritid", "kind": "department"})
    coordinator.post(f"/organisation/enhet/{unit.pk}/avsluta/")
    unit.refresh_from_db()
    assert unit.name == "Kultur och fritid"
    assert unit.ended is not None
    assert AuditEvent.objects.filter(action="organisation.end_unit", who="anna").exists()


def test_a_unit_ends_when_it_did_as_exactly_as_that_is_known(coordinator, unit):
    coordinator.post(f"/organisation/enhet/{unit.pk}/avsluta/", {"when": "före sommaren 2024"})
    unit.refresh_from_db()
    assert (f"{unit.ended}", unit.ended_words) == ("2024-05-31", "före sommaren 2024")
    assert "före sommaren 2024" in text(coordinator.get("/organisation/"))
    coordinator.post(f"/organisation/enhet/{unit.pk}/avsluta/")
    unit.refresh_from_db()
    assert (unit.ended, unit.ended_when) == (None, "")


@pytest.mark.parametrize(("when", "said"), [("32 mars", "är inget datum här"), ("2097", "Tiden ligger i framtiden")])
def test_an_end_that_is_no_time_or_to_come_is_refused(coordinator, unit, when, said):
    answer = coordinator.post(f"/organisation/enhet/{unit.pk}/avsluta/", {"when": when}, follow=True)
    assert said in text(answer)
    unit.refresh_from_db()
    assert unit.ended is None


def test_name_of_a_unit_is_taken_only_once(coordinator, unit):
    answer = coordinator.post("/organisation/ny-enhet/", {"name": "fritid", "kind": "department"})
    assert answer.status_code == 422
    assert "redan en enhet" in text(answer)


def test_unit_cannot_lie_under_what_lies_under_it(unit):
    below = add_unit(municipality="9901", name="Badet", kind="group", parent=unit, by="anna")
    with pytest.raises(UsageError):
        save_unit(unit, name="Fritid", kind="department", parent=below, by="anna")


def test_substitute_acts_only_between_the_dates(unit, olle, eva):
    first, last = dt.date(2026, 7, 1), dt.date(2026, 7, 31)
    post(unit, holder=olle, substitute=eva, substitute_from=first, substitute_to=last)
    assert list(units_acted_for(eva, on=dt.date(2026, 7, 15))) == [unit]
    assert list(units_acted_for(eva, on=dt.date(2026, 8, 1))) == []
    assert list(units_acted_for(olle, on=dt.date(2026, 8, 1))) == [unit]


def test_hand_over_moves_every_post_in_one_step(coordinator, unit, olle, eva):
    held = post(unit, holder=olle, substitute=eva)
    stood_in = post(unit, substitute=olle)
    answer = coordinator.post("/organisation/overlamning/", {"giver": olle.pk, "taker": eva.pk}, follow=True)
    assert "2 uppdrag är överlämnade" in text(answer)
    held.refresh_from_db()
    stood_in.refresh_from_db()
    assert (held.holder, held.substitute) == (eva, None)
    assert stood_in.substitute == eva


def test_hand_over_to_oneself_is_refused(olle):
    with pytest.raises(UsageError):
        hand_over(giver=olle, taker=olle, municipality="9901", by="anna")


def test_hand_over_leaves_other_municipalities_alone(unit, olle, eva):
    there = add_unit(municipality="2081", name="Fritid", kind="department", by="anna")
    kept = post(there, holder=olle)
    hand_over(giver=olle, taker=eva, municipality="9901", by="anna")
    kept.refresh_from_db()
    assert kept.holder == olle


def test_invitation_lets_in_once_and_the_link_is_shown_once(coordinator, visitor):
    form = {"name": "Ulla Ek", "username": "ulla", "role": "owner"}
    page = text(coordinator.post("/organisation/personer/", form))
    link = re.search(r"/inbjudan/[^<\s]+", page).group()
    assert "/inbjudan/" not in text(coordinator.get("/organisation/personer/"))
    assert "ulla" in text(visitor.get(link))
    chosen = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert visitor.post(link, chosen).status_code == 302
    assert visitor.get(link).status_code == 404
    assert User.objects.get(username="ulla").check_password(PASSWORD)
    assert Membership.objects.filter(user__username="ulla", municipality="9901").exists()


def test_altered_invitation_is_refused(visitor, db):
    assert visitor.get("/inbjudan/MQ/abc-123/").status_code == 404


def test_role_is_changed_and_logged(coordinator, olle):
    coordinator.post(f"/organisation/personer/{olle.pk}/roll/", {"role": "secretary"})
    assert [group.name for group in olle.groups.all()] == ["secretary"]
    assert AuditEvent.objects.get(action="organisation.give_role").after == {"roles": ["secretary"]}


def test_removed_person_sees_nothing_of_the_municipality(coordinator, unit, olle):
    coordinator.post(f"/organisation/personer/{olle.pk}/ta-bort/")
    assert not units_of(olle).exists()


def test_coordinator_cannot_remove_himself(coordinator):
    me = User.objects.get(username="anna")
    assert coordinator.post(f"/organisation/personer/{me.pk}/ta-bort/").status_code == 409


@pytest.mark.parametrize("address", ["ny-enhet/", "personer/", "overlamning/"])
def test_reader_sees_units_but_organises_nothing(reader, unit, address):
    assert "Fritid" in text(reader.get("/organisation/"))
    assert reader.get(f"/organisation/{address}").status_code == 403


def test_visitor_is_asked_to_sign_in(visitor, db):
    assert visitor.get("/organisation/").status_code == 302


def test_other_municipality_finds_no_unit(unit):
    add_person(username="sven", password=PASSWORD, role=Role.COORDINATOR, by="provet", municipality="2081")
    client = Client()
    client.force_login(User.objects.get(username="sven"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(f"/organisation/enhet/{unit.pk}/").status_code == 404
    assert "Fritid" not in text(client.get("/organisation/"))


def test_pages_speak_english(coordinator, unit):
    assert "Departments" in text(coordinator.get("/en/organisation/"))
    assert "Invite somebody" in text(coordinator.get("/en/organisation/personer/"))
