"""Every form with free text says that nothing of persons is to be written in it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from web.address_examples import VISITOR, everything_in, files, session_of
from web.test_every_address import LINES, OWN

pytestmark = pytest.mark.django_db
FORM = re.compile(r"(?s)<form\b[^>]*method=\"post\".*?</form>")
SAID = re.compile(r"[Ii]nga\s+personuppgifter")
# One line each, for words that stay where they were written.
ONE_LINE = {
    *("plans:new_activity", "plans:edit_activity", "plans:new_measure", "picture:new_source", "picture:new_cause"),
    "registers:new",
}


def client_of(role: str) -> Client:
    client = Client()
    if role != VISITOR:
        client.cookies["sessionid"] = session_of(role, OWN)
    return client


def test_every_form_with_a_textarea_says_it(live, revised, without_contexts):
    made, kept = everything_in(OWN), files(live, revised)
    clients = {role: client_of(role) for role in ("coordinator", "secretary", "owner", VISITOR)}
    seen, silent = set(), set()
    for line in LINES:
        readers = [role for role in clients if role in line.reads]
        if line.costly or not readers:
            continue
        answer = clients[readers[0]].get(line.address(made, kept))
        if answer.streaming or answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            answer.close()  # a file is sent piece by piece
            continue
        for form in FORM.findall(answer.content.decode()):
            next_step = line.name == "decisions:case" and "nasta/" in form
            if "<textarea" in form or next_step or (line.name in ONE_LINE and '<input type="text"' in form):
                seen.add(line.name)
                silent |= {line.name} if not SAID.search(form) else set()
    assert silent == set()
    assert len(seen) > 25
    assert seen >= {"plans:edit_plan", "plans:new_claim", "picture:questions", "decisions:decide", "decisions:case"}
