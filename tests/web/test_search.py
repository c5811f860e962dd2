"""The search box: what is found, in what order, how it is shown, and that nobody finds what they may not read."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client

from tryggve.web.evaluation.actions import begin
from tryggve.web.followup.actions import create_period
from tryggve.web.people.roles import Role
from tryggve.web.picture.actions import remove_part as remove_from_picture
from tryggve.web.plans.actions import add_part, remove_part, save_part
from tryggve.web.plans.parts import GOAL, MEASURE, PRIORITY
from tryggve.web.search.entry import sentences
from tryggve.web.search.matching import marked, passage, query_of, score, stem_of
from tryggve.web.search.views import SHOWN
from web.picture_example import picture
from web.plan_example import member, plan
from web.registers_example import cooperation
from web.test_decisions import adopt

DAY = dt.date(2024, 3, 4)


def points(words: str, title: str, text: str = "") -> int:
    return score(query_of(words), title=title, text=text)


def found(client: Client, words: str, **more: str) -> list[tuple[str, str]]:
    """Search, and return the title and address of each hit in the order of the page."""
    text = client.get("/sok/", {"q": words, **more}).content.decode()
    hits = re.findall(r'<p class="found-title"><a href="([^"]+)">(.*?)</a>', text)
    return [(re.sub(r"<[^>]+>", "", title), address) for address, title in hits]


def titles(client: Client, words: str) -> list[str]:
    return [title for title, _address in found(client, words)]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("gångväg", "Belysta gångvägar"),
        ("gatorna", "Strandgatorna"),
        ("BELYSNING", "Gatubelysningen"),
        ("otrygg", "Otrygghet på kvällen"),
        ("ungdom centrum", "Centrum: mötesplats för ungdomar"),
        ("idé", "Idén om kvällen"),
        ("ide", "Idén om kvällen"),
    ],
)
def test_endings_compounds_and_accents_are_no_hindrance(words, title):
    assert points(words, title) > 0


@pytest.mark.parametrize(("words", "title"), [("å", "a"), ("väg", "vag"), ("ungdom skola", "Ungdomar"), ("", "Allt")])
def test_swedish_letters_are_letters_of_their_own_and_every_word_must_be_there(words, title):
    assert points(words, title) == 0


def test_whole_word_comes_before_its_beginning_that_before_its_inside_and_titles_before_texts():
    ranked = [points("park", title) for title in ("Ny park", "Parkens ljus", "Stadsparken")]
    assert ranked == sorted(ranked, reverse=True)
    assert len(set(ranked)) == 3
    assert points("park", "Ljus", "I parken") < points("park", "Parkens ljus")


@pytest.mark.parametrize(("word", "stem"), [("vandringarna", "vandring"), ("gångvägar", "gångväg"), ("barn", "barn")])
def test_an_ending_goes_only_where_a_word_is_left(word, stem):
    assert stem_of(word) == stem


def test_hits_are_marked_and_what_somebody_wrote_is_never_markup():
    shown = marked('<script>alert("park")</script> Parken', query_of("park"))
    assert "<script>" not in shown
    assert shown.startswith("&lt;script&gt;alert(&quot;<mark>park</mark>&quot;)&lt;/script&gt; <mark>Park")


def test_passage_shows_where_the_hit_is():
    text = sentences("Inledning " * 40, "Här nämns parken", "Slut " * 60)
    shown = passage(text, query_of("park"))
    assert "parken" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


@pytest.mark.django_db
def test_everything_that_is_worked_with_is_found_by_its_own_words():
    made = plan()
    adopt(made)
    priority = made.priorities.get()
    days = {"opens": DAY, "closes": DAY, "year": 2024}
    period = create_period(plan=made, name="Lägesrapport vår", by="anna", **days)
    evaluation = begin(made, starts="2024", ends="2026", as_of=DAY, author="Anna", by="anna")
    seen = picture()
    ours = cooperation(name="Ekens ")
    client = member("anna", Role.COORDINATOR)
    expected = {
        "mötesplatser saknar": None,
        "Trygga unga": f"/plan/{made.pk}/#omrade-{priority.pk}",
        "Nattvandring": "/aktivitet/",
        "Vuxna kvällar": "/atgard/",
        "Fler unga": "/mal/",
        "142": f"/beslut/{made.pk}/",
        "Lägesbild 2026": f"/lagesbilder/{seen.pk}/",
        "Norrbacken mörk": f"/lagesbilder/problem/{seen.problems.get().pk}/",
        "utvärdering": f"/utvardering/{evaluation.pk}/",
        "Lägesrapport": f"/uppfoljning/{period.pk}/",
        "Ekens polisen lägesbild": f"/overenskommelser/{ours['agreement'].pk}/",
        "Räkna lamporna": f"/radet/mote/{ours['meeting'].pk}/",
        "Fritidsnämnden": "/organisation/",
    }
    for words, address in expected.items():
        addresses = [where for _title, where in found(client, words)]
        assert address is None or any(where.startswith(address) or address in where for where in addresses), words


@pytest.mark.django_db
def test_drafts_and_the_work_of_the_house_are_found_by_its_own_people_only():
    made = plan("Hemlig plan")
    picture(title="Hemlig lägesbild")
    cooperation(name="Hemligt ")
    own = titles(member("rut", Role.READER), "hemlig")
    assert {"Hemlig plan", "Hemlig lägesbild", "Hemligt Med polisen"} <= set(own)
    for stranger in (Client(), member("stig", Role.COORDINATOR, "2081")):
        assert titles(stranger, "hemlig") == []
        assert "Hemlig plan" not in stranger.get("/sok/?q=hemlig+plan").content.decode()
    adopt(made)
    assert "Hemlig plan" in titles(Client(), "hemlig")


@pytest.mark.django_db
def test_what_lies_in_the_recycle_bin_is_not_found():
    made, seen = plan(), picture()
    client = member("anna", Role.COORDINATOR)
    assert titles(client, "Trygga unga")
    assert titles(client, "Norrbacken")
    remove_part(made.priorities.get(), by="anna")
    remove_from_picture(seen.problems.get(), by="anna")
    assert titles(client, "Trygga unga") == []
    assert titles(client, "Nattvandring") == []
    assert titles(client, "Norrbacken") == []


@pytest.mark.django_db
def test_many_of_a_kind_are_shown_when_they_are_asked_for():
    priority = plan().priorities.get()
    for number in range(SHOWN + 2):
        add_part(MEASURE, parent=priority, values={"title": f"Lyktor {number}"}, by="anna")
    client = member("anna", Role.COORDINATOR)
    assert len(found(client, "lyktor")) == SHOWN
    assert f"Visa alla {SHOWN + 2}" in client.get("/sok/?q=lyktor").content.decode()
    assert len(found(client, "lyktor", slag="atgarder")) == SHOWN + 2


@pytest.mark.django_db
def test_a_word_that_is_misspelt_is_guessed_and_the_guess_leads_on():
    plan()
    text = member("anna", Role.COORDINATOR).get("/sok/?q=nattvandrnig").content.decode()
    assert "Inget hittades på ”nattvandrnig”" in text
    assert "Menade du:" in text
    assert "?q=nattvandring" in text


@pytest.mark.django_db
def test_an_empty_search_says_what_can_be_searched_and_a_hostile_one_is_only_text():
    client = member("anna", Role.COORDINATOR)
    assert "Sök i planer, beslut, siffror och kunskap" in client.get("/sok/").content.decode()
    text = client.get("/sok/", {"q": "<script>alert(1)</script>" + "x" * 5000}).content.decode()
    assert "<script>alert" not in text
    priority = plan().priorities.get()
    hostile = add_part(GOAL, parent=priority, values={"title": "<b onclick=x>Larm", "kind": "yes_no"}, by="anna")
    save_part(priority, values={"text": "<img src=x> larm"}, revision=priority.revision, by="anna")
    text = client.get("/sok/?q=larm").content.decode()
    assert "<b onclick" not in text
    assert "<img" not in text
    assert f"/mal/{hostile.pk}/" in text


@pytest.mark.django_db
def test_a_new_area_is_found_at_once():
    made = plan()
    client = member("anna", Role.COORDINATOR)
    assert titles(client, "cykelstölder") == []
    add_part(PRIORITY, parent=made, values={"title": "Cykelstölder vid stationen"}, by="anna")
    assert titles(client, "cykelstöld") == ["Cykelstölder vid stationen"]


@pytest.mark.django_db
def test_tasks_are_found_by_whoever_may_do_them():
    anna, reader = member("anna", Role.COORDINATOR), member("rut", Role.READER)
    assert ("Läs in nya siffror", "/kallor/") in found(anna, "läsa in fil")
    assert ("Läs in händelser per vecka", "/lagesbilder/handelser/las-in/") in found(anna, "händelser")
    assert "Läs in nya siffror" not in titles(reader, "läsa in fil")
    assert ("Ditt konto", "/konto/") in found(reader, "lösenord")
    assert ("Glömt lösenordet?", "/losenord/glomt/") in found(Client(), "lösenord")
