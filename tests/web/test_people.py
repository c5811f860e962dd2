"""Sign-in, sign-out, change of password, and what each role may do."""

from __future__ import annotations

import pytest
from django.test import Client

from tryggve.errors import UsageError
from tryggve.web.audit.models import AuditEvent
from tryggve.web.people.actions import add_person
from tryggve.web.people.roles import Role
from web.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return add_person(username="anna", password=PASSWORD, role=Role.COORDINATOR, by="provet")


def sign_in(client: Client, password: str = PASSWORD, **more: str):
    return client.post("/logga-in/", {"username": "anna", "password": password, **more})


def test_right_password_signs_in_and_is_logged(visitor, anna):
    assert sign_in(visitor).status_code == 302
    assert AuditEvent.objects.filter(action="people.sign_in", who="anna").count() == 1


def test_sign_in_goes_on_to_where_the_visitor_was_going(visitor, anna):
    assert sign_in(visitor, next="/kallor/ny/")["Location"] == "/kallor/ny/"


def test_sign_in_never_goes_on_to_another_site(visitor, anna):
    assert sign_in(visitor, next="https://example.org/")["Location"] == "/start/"


def test_wrong_password_is_told_in_swedish(visitor, anna):
    page = sign_in(visitor, password="fel")
    assert "korrekt" in page.content.decode()
    assert "_auth_user_id" not in visitor.session


def test_five_wrong_passwords_lock_out_even_the_right_one(visitor, anna):
    for _ in range(5):
        answer = sign_in(visitor, password="fel")
    assert answer.status_code == 429
    assert "För många försök" in answer.content.decode()
    assert sign_in(visitor).status_code == 429


def test_sign_out_needs_post_and_ends_the_session(coordinator):
    assert coordinator.get("/logga-ut/").status_code == 405
    coordinator.post("/logga-ut/")
    assert "_auth_user_id" not in coordinator.session
    assert AuditEvent.objects.filter(action="people.sign_out", who="anna").exists()


def test_changed_password_is_logged_without_the_password(coordinator):
    new = "en helt annan lång mening"
    form = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert coordinator.post("/losenord/", form).status_code == 302
    event = AuditEvent.objects.get(action="people.change_password")
    assert new not in str((event.before, event.after, event.object))


@pytest.mark.parametrize("password", ["kort", "123456789012345", "password1234"])
def test_weak_password_is_refused(password):
    with pytest.raises(UsageError):
        add_person(username="bo", password=password, role=Role.READER, by="provet")


def test_name_can_be_taken_only_once(anna):
    with pytest.raises(UsageError):
        add_person(username="anna", password=PASSWORD, role=Role.READER, by="provet")


@pytest.mark.parametrize("address", ["/", "/lagesbild/", "/kallor/", "/platser/", "/en/"])
def test_closed_installation_asks_every_reader_to_sign_in(visitor, settings, address):
    settings.TRYGGVE_OPEN_READING = False
    answer = visitor.get(address)
    assert answer.status_code == 302
    assert "/logga-in/" in answer["Location"]


@pytest.mark.parametrize("address", ["/logga-in/", "/tillganglighet/", "/sa-laser-du/"])
def test_closed_installation_still_explains_itself(visitor, settings, address):
    settings.TRYGGVE_OPEN_READING = False
    assert visitor.get(address).status_code == 200


def test_form_without_its_token_is_refused_in_the_page_s_language(anna):
    strict = Client(enforce_csrf_checks=True)
    form = {"username": "anna", "password": PASSWORD}
    for address, words in (("/logga-in/", "för gammalt"), ("/en/logga-in/", "too old")):
        answer = strict.post(address, form)
        assert answer.status_code == 403
        assert words in answer.content.decode()


def test_page_that_is_not_shown_offers_sign_in_and_says_the_same_whether_it_exists(visitor, plan, coordinator):
    pages = {address: visitor.get(address) for address in (f"/plan/{plan.pk}/", "/plan/987654/")}
    for address, answer in pages.items():
        assert answer.status_code == 404
        assert f'href="/logga-in/?next={address}"' in answer.content.decode()
    there, not_there = (answer.content.decode().replace(address, "") for address, answer in pages.items())
    assert there.split("<main")[1] == not_there.split("<main")[1]
    assert "/logga-in/" not in coordinator.get("/plan/987654/").content.decode()


@pytest.mark.parametrize("first", ["/", "/en/"])
def test_sign_in_on_the_way_to_the_first_page_leads_to_start(visitor, anna, first):
    assert sign_in(visitor, next=first)["Location"] == "/start/"
