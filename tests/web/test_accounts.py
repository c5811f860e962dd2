"""One's own account, the mailed ways in, and the door that locks."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.utils import timezone

from tryggve.errors import NotAllowedError, UsageError
from tryggve.web.audit.models import AuditEvent
from tryggve.web.organisation.actions import give_role, save_person
from tryggve.web.organisation.invitations import invite
from tryggve.web.organisation.models import Membership
from tryggve.web.people.actions import add_person, save_account
from tryggve.web.people.mail import send_later
from tryggve.web.people.permissions import may
from tryggve.web.people.reset import PER_ADDRESS, reset_parts
from tryggve.web.people.roles import Right, Role
from web.conftest import PASSWORD

pytestmark = pytest.mark.django_db

NEW = "en annan lång mening om dagen"
ADDRESS = "eva@ekhamra.example"


@pytest.fixture(autouse=True)
def _fresh_cache(settings):
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def eva(db) -> User:
    return add_person(username="eva", password=PASSWORD, role=Role.OWNER, by="provet", name="Eva Ek", email=ADDRESS)


def text(answer) -> str:
    return answer.content.decode()


def sent() -> list:
    """The mails, once the post office beside the request has done its work."""
    send_later("sist", [], to="ingen@ekhamra.example").result(5)
    return mail.outbox[:-1]


def ask(client: Client, capture, email: str = ADDRESS, start: str = ""):
    with capture(execute=True):
        return client.post(f"{start}/losenord/glomt/", {"email": email})


def link_in(letter) -> str:
    return re.search(r"http://localhost:8000(\S+)", letter.body).group(1)


def test_forgotten_password_is_changed_by_a_mailed_link_that_works_once(
    visitor, eva, django_capture_on_commit_callbacks
):
    ask(visitor, django_capture_on_commit_callbacks)
    [letter] = sent()
    assert letter.to == [ADDRESS]
    link = link_in(letter)
    assert "eva" in text(visitor.get(link))
    assert visitor.post(link, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    eva.refresh_from_db()
    assert eva.check_password(NEW)
    assert visitor.get(link).status_code == 404
    assert list(AuditEvent.objects.filter(who="eva").values_list("action", flat=True)) == [
        "people.ask_reset",
        "people.reset_password",
    ]


@pytest.mark.parametrize("email", [ADDRESS, "ingen@ekhamra.example", "EVA@EKHAMRA.EXAMPLE"])
def test_answer_is_the_same_whether_the_address_exists_or_not(visitor, eva, django_capture_on_commit_callbacks, email):
    answer = ask(visitor, django_capture_on_commit_callbacks, email)
    assert answer.status_code == 200
    plain = re.sub(r'value="[^"]+"', "", text(answer))
    assert plain == re.sub(
        r'value="[^"]+"', "", text(ask(Client(), django_capture_on_commit_callbacks, "annan@ekhamra.example"))
    )


@pytest.mark.parametrize("state", ["invited", "closed"])
def test_account_that_nobody_may_sign_in_to_is_sent_nothing(visitor, eva, django_capture_on_commit_callbacks, state):
    if state == "invited":
        eva.set_unusable_password()
    eva.is_active = state != "closed"
    eva.save()
    ask(visitor, django_capture_on_commit_callbacks)
    assert sent() == []


def test_mail_speaks_the_page_s_language(visitor, eva, django_capture_on_commit_callbacks):
    ask(visitor, django_capture_on_commit_callbacks, start="/en")
    [letter] = sent()
    assert letter.subject == "New password in Tryggve"
    assert "/en/losenord/nytt/" in letter.body


def test_forged_host_does_not_reach_the_mail(visitor, eva, settings, django_capture_on_commit_callbacks):
    settings.ALLOWED_HOSTS = ["*"]
    with django_capture_on_commit_callbacks(execute=True):
        visitor.post("/losenord/glomt/", {"email": ADDRESS}, headers={"host": "ond.example"})
    assert "ond.example" not in sent()[0].body


def test_one_address_gets_only_so_many_letters(visitor, eva, django_capture_on_commit_callbacks):
    for _ in range(PER_ADDRESS + 2):
        assert ask(visitor, django_capture_on_commit_callbacks).status_code == 200
    assert len(sent()) == PER_ADDRESS


def test_one_place_may_ask_only_so_often(visitor, eva, django_capture_on_commit_callbacks):
    answers = [
        ask(visitor, django_capture_on_commit_callbacks, f"{number}@ekhamra.example").status_code
        for number in range(11)
    ]
    assert answers == [200] * 10 + [429]


def test_no_address_is_refused_where_it_was_typed(visitor, db):
    answer = visitor.post("/losenord/glomt/", {"email": "eva"})
    assert answer.status_code == 422
    assert "Skriv en e-postadress" in text(answer)


def test_altered_old_and_invited_persons_links_are_refused(visitor, eva, settings):
    parts = reset_parts(eva)
    assert visitor.get(f"/losenord/nytt/{parts['who']}/abc-123/").status_code == 404
    assert visitor.get("/losenord/nytt/!!/abc-123/").status_code == 404
    good = f"/losenord/nytt/{parts['who']}/{parts['token']}/"
    assert visitor.get(good)["Referrer-Policy"] == "same-origin"
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert visitor.get(good).status_code == 404


def test_weak_new_password_is_refused(visitor, eva):
    parts = reset_parts(eva)
    answer = visitor.post(
        f"/losenord/nytt/{parts['who']}/{parts['token']}/", {"new_password1": "kort", "new_password2": "kort"}
    )
    assert answer.status_code == 422


def test_locked_door_tells_when_it_opens_and_a_new_password_opens_it(visitor, eva):
    for _ in range(5):
        answer = visitor.post("/logga-in/", {"username": "eva", "password": "fel"})
    told = re.search(r"klockan (\d\d)\.(\d\d)", text(answer))
    opens = timezone.localtime().replace(hour=int(told[1]), minute=int(told[2]), second=0, microsecond=0)
    wait = (opens - timezone.localtime()) % dt.timedelta(days=1)
    assert dt.timedelta(minutes=14) < wait <= dt.timedelta(minutes=16)
    parts = reset_parts(eva)
    visitor.post(f"/losenord/nytt/{parts['who']}/{parts['token']}/", {"new_password1": NEW, "new_password2": NEW})
    assert visitor.post("/logga-in/", {"username": "eva", "password": NEW})["Location"] == "/start/"


@pytest.fixture
def as_eva(eva) -> Client:
    client = Client()
    client.force_login(eva, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_own_name_and_address_are_changed_and_the_log_holds_neither(as_eva, eva):
    as_eva.post("/konto/", {"name": "Eva Ekström", "email": "ny@ekhamra.example"})
    eva.refresh_from_db()
    assert (eva.get_full_name(), eva.email) == ("Eva Ekström", "ny@ekhamra.example")
    event = AuditEvent.objects.get(action="people.save_account")
    assert event.after == {"changed": ["name", "email"]}


def test_account_page_tells_role_and_posts(as_eva):
    page = text(as_eva.get("/konto/"))
    assert "Aktivitetsansvarig" in page
    assert "Inget uppdrag" in page
    assert "/losenord/" in page


def test_address_of_another_account_is_refused(as_eva):
    add_person(username="bo", password=PASSWORD, role=Role.READER, by="provet", email="bo@ekhamra.example")
    answer = as_eva.post("/konto/", {"name": "Eva Ek", "email": "BO@ekhamra.example"})
    assert answer.status_code == 422
    assert "Ett annat konto har redan adressen" in text(answer)


def test_own_address_is_not_one_s_own_to_change_where_it_opens_the_door(as_eva, eva, settings):
    """Who could write another's address would be taken for them by the municipality's sign-in."""
    settings.TRYGGVE_OIDC_ISSUER = "https://id.ekhamra.example"
    as_eva.post("/konto/", {"name": "Eva Ek", "email": "chefen@ekhamra.example"})
    eva.refresh_from_db()
    assert eva.email == ADDRESS


def test_invitation_is_mailed_where_there_is_an_address(coordinator, visitor):
    form = {"name": "Ulla Ek", "username": "ulla", "email": "ulla@ekhamra.example", "role": "owner"}
    page = text(coordinator.post("/organisation/personer/", form))
    assert "Inbjudan är skickad" in page
    assert "/inbjudan/" not in page
    [letter] = mail.outbox
    assert letter.to == ["ulla@ekhamra.example"]
    assert "ulla" in text(visitor.get(link_in(letter)))


def test_invitation_that_cannot_be_mailed_is_shown(coordinator, monkeypatch):
    monkeypatch.setattr("tryggve.web.people.mail.send_mail", _no_server)
    form = {"name": "Ulla Ek", "username": "ulla", "email": "ulla@ekhamra.example", "role": "owner"}
    page = text(coordinator.post("/organisation/personer/", form))
    assert "tog inte emot brevet" in page
    assert "/inbjudan/" in page


@pytest.mark.parametrize("backend", ["console", "dummy", "filebased"])
def test_invitation_that_stays_on_the_server_is_said_and_shown_to_who_invites(coordinator, settings, capsys, backend):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    form = {"name": "Ulla Ek", "username": "ulla", "email": "ulla@ekhamra.example", "role": "owner"}
    page = text(coordinator.post("/organisation/personer/", form))
    assert "ingen e-postserver är inställd" in page
    assert "Inbjudan är skickad" not in page
    assert "/inbjudan/" in page
    assert "/inbjudan/" not in capsys.readouterr().out
    assert "/inbjudan/M" not in text(coordinator.get("/organisation/personer/"))


def _no_server(*_args: object, **_more: object) -> None:
    raise ConnectionRefusedError


def test_new_link_is_made_for_who_has_not_used_theirs(coordinator):
    person = invite(username="ulla", name="Ulla Ek", role=Role.OWNER, municipality="9901", by="anna")
    assert "har inte loggat in" in text(coordinator.get("/organisation/personer/"))
    assert "/inbjudan/" in text(coordinator.post(f"/organisation/personer/{person.pk}/inbjudan/"))
    assert AuditEvent.objects.filter(action="organisation.invite_again", who="anna").exists()


def test_no_new_invitation_for_who_has_a_password(coordinator, eva):
    assert coordinator.post(f"/organisation/personer/{eva.pk}/inbjudan/").status_code == 409


def test_person_is_renamed_by_who_organises(coordinator, eva):
    coordinator.post(f"/organisation/personer/{eva.pk}/", {"name": "Eva Alm", "email": ADDRESS})
    eva.refresh_from_db()
    assert eva.get_full_name() == "Eva Alm"


def test_account_of_who_works_in_two_municipalities_is_changed_by_neither(eva):
    """Else one municipality's administrator could take the account over, and with it the other's drafts."""
    Membership.objects.create(user=eva, municipality="2081")
    with pytest.raises(NotAllowedError):
        save_person(eva, municipality="9901", name="Eva", email="min@ekhamra.example", by="anna")
    with pytest.raises(NotAllowedError):
        give_role(eva, municipality="9901", role=Role.COORDINATOR, by="anna")


def test_role_counts_only_where_somebody_works(eva):
    assert may(eva, Right.REPORT)
    Membership.objects.filter(user=eva).update(municipality="2081")
    assert may(eva, Right.REPORT)
    assert not may(eva, Right.RAW_FILE)
    Membership.objects.filter(user=eva).delete()
    assert not may(eva, Right.REPORT)


def test_taken_address_is_refused_at_every_door(eva):
    with pytest.raises(UsageError):
        invite(username="x", name="X", role=Role.OWNER, municipality="9901", by="anna", email=ADDRESS.upper())
    with pytest.raises(UsageError):
        add_person(username="y", password=PASSWORD, role=Role.READER, by="anna", email=ADDRESS)
    save_account(eva, name="Eva Ek", email=ADDRESS, by="eva")  # one's own is one's own


def test_pages_speak_english(visitor, as_eva):
    assert "Forgotten your password?" in text(visitor.get("/en/logga-in/"))
    assert "Get a link for a new password" in text(visitor.get("/en/losenord/glomt/"))
    assert "You are signed in as Eva Ek" in text(as_eva.get("/en/konto/"))


def test_without_a_mail_server_nobody_is_told_to_look_for_a_letter(settings):
    for backend, told in (("console", "Inget brev kan skickas härifrån"), ("locmem", "Titta i din e-post")):
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
        answer = Client().post("/losenord/glomt/", {"email": "ingen@example.org"})
        assert f"<h1>{told}</h1>" in answer.content.decode()
