"""Every address asked for by everybody: who is let in, who is not, and what must never be seen.

A new address needs one line in ``LINES``; the first test names those that lack one.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import translation

from tryggve.web.organisation.models import Membership
from tryggve.web.people.roles import Role
from web.address_examples import VISITOR, Files, Its, Made, everything_in, files, secret, session_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("without_contexts")]

OWN, OTHER = "9901", "2081"
ROLES = tuple(role.value for role in Role)

# Who: the roles of the municipality that owns the thing; VISITOR means everybody, signed in or not.
NOBODY: frozenset[str] = frozenset()
EVERYBODY = frozenset({VISITOR})
MEMBERS = frozenset(ROLES)
COORDINATOR = frozenset({"coordinator"})
IMPORTERS = COORDINATOR | {"analyst"}
DECIDERS = COORDINATOR | {"secretary"}
ORGANISERS = COORDINATOR | {"administrator"}
OWNER = frozenset({"owner"})
COMMENTERS = MEMBERS - {"reader", "administrator"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One address: who may read it (GET) and write to it (POST), with what is asked and sent.

    ``house``: of the files, which belong to the installation's own municipality. ``key``: the address itself is the
    key, so that whoever has it comes in. ``stays_open``: to be reached also where reading needs sign-in. ``costly``:
    takes half a second to draw, so only the visitor and the two coordinators ask for it.
    """

    name: str
    reads: frozenset[str]
    writes: frozenset[str] = NOBODY
    house: bool = False
    key: bool = False
    stays_open: bool = False
    costly: bool = False
    ask: dict[str, object] = field(default_factory=dict)
    send: dict[str, str] = field(default_factory=dict)
    where: dict[str, object] = field(default_factory=dict)

    @property
    def bound(self) -> bool:
        """Whether the address speaks of something that one municipality owns."""
        return any(isinstance(value, Its) for value in (*self.where.values(), *self.ask.values())) and not self.house

    def address(self, made: Made, kept: Files) -> str:
        given = {name: _value(value, made, kept) for name, value in self.where.items()}
        asked = "&".join(f"{name}={_value(value, made, kept)}" for name, value in self.ask.items())
        with translation.override("sv"):
            return reverse(self.name, kwargs=given) + (f"?{asked}" if asked else "")


def page(
    name, reads, writes=NOBODY, *, ask=None, send=None, house=False, key=False, stays_open=False, costly=False, **where
):
    return Line(
        name=name,
        reads=reads,
        writes=writes,
        house=house,
        key=key,
        stays_open=stays_open or key,
        costly=costly,
        ask=ask or {},
        send=send or {},
        where=where,
    )


def _value(value: object, made: Made, kept: Files) -> object:
    if isinstance(value, Its):
        held = next(things for things in (made, made.rooms, kept) if hasattr(things, value.name))
        return getattr(held, value.name)
    return value


INDICATOR = {"address": "ekhamra", "slug": "otrygghet-sent-pa-kvallen"}
LINES = (
    # Pages that belong to no room
    page("reading", EVERYBODY, EVERYBODY, stays_open=True),
    page("start:help", EVERYBODY, stays_open=True),
    page("accessibility", EVERYBODY, EVERYBODY, stays_open=True),
    # Situation
    page("situation:overview", EVERYBODY),
    page("situation:places", EVERYBODY),
    page("situation:themes", EVERYBODY),
    page("situation:place_overview", EVERYBODY, address="ekhamra"),
    page("situation:place_themes", EVERYBODY, address="ekhamra"),
    page("situation:indicator", EVERYBODY, **INDICATOR),
    page("situation:table", EVERYBODY, figure="tid", **INDICATOR),
    page("situation:picture", EVERYBODY, figure="tid", **INDICATOR),
    page("situation:bitmap", EVERYBODY, costly=True, figure="tid", **INDICATOR),
    # Data: drafts and files are the installation's own
    page("data:releases", EVERYBODY),
    page("data:new", IMPORTERS, IMPORTERS, house=True),
    page("data:mapping", IMPORTERS, IMPORTERS, house=True, token="abc"),
    page("data:survey", IMPORTERS, IMPORTERS, house=True),
    page("data:survey_example", IMPORTERS, house=True),
    page("data:release", EVERYBODY, pk=Its("live"), house=True),
    page("data:release", IMPORTERS, pk=Its("revised"), house=True),
    page("data:mapping_again", IMPORTERS, IMPORTERS, pk=Its("mapped"), house=True),
    page("data:changes", IMPORTERS, pk=Its("revised"), house=True),
    page("data:go_live", NOBODY, IMPORTERS, pk=Its("revised"), house=True),
    page("data:discard", NOBODY, IMPORTERS, pk=Its("revised"), house=True),
    page("data:raw", MEMBERS, pk=Its("live"), house=True),
    page("data:raw", IMPORTERS, pk=Its("revised"), house=True),
    # People
    page("people:sign_in", EVERYBODY, EVERYBODY, stays_open=True),
    page("people:sign_out", NOBODY, MEMBERS),
    page("people:account", MEMBERS, MEMBERS),
    page("people:change_password", MEMBERS, MEMBERS),
    page("people:ask_reset", EVERYBODY, EVERYBODY, stays_open=True),
    page("people:new_password", EVERYBODY, EVERYBODY, key=True, who=Its("reset_who"), token=Its("reset_token")),
    # Start and search
    page("start:start", MEMBERS),
    page("search:search", EVERYBODY, ask={"q": "hemligt"}),
    # Plans
    page("plans:index", EVERYBODY),
    page("plans:evidence", EVERYBODY),
    page("plans:new", COORDINATOR, COORDINATOR),
    page("plans:plan", MEMBERS, pk=Its("draft")),
    page("plans:plan", MEMBERS, pk=Its("decided_plan")),
    page("plans:plan", EVERYBODY, pk=Its("public_plan")),
    page("plans:edit_plan", COORDINATOR, COORDINATOR, pk=Its("draft")),
    page("plans:history", MEMBERS, pk=Its("draft")),
    page("plans:history", MEMBERS, pk=Its("public_plan")),
    page("plans:recycle_bin", COORDINATOR, pk=Its("draft")),
    page("plans:logic", MEMBERS, pk=Its("draft")),
    page("plans:logic_picture", MEMBERS, pk=Its("draft"), kind="svg"),
    page("plans:law", MEMBERS, pk=Its("draft")),
    page("plans:copy_year", NOBODY, COORDINATOR, send={"year": "2025"}, pk=Its("draft")),
    page("plans:undo_copy", NOBODY, COORDINATOR, pk=Its("draft"), event=Its("copying")),
    page("plans:new_version", COORDINATOR, COORDINATOR, pk=Its("public_plan")),
    page("plans:new_priority", COORDINATOR, COORDINATOR, pk=Its("draft")),
    page("plans:edit_priority", COORDINATOR, COORDINATOR, pk=Its("priority")),
    page("plans:new_claim", COORDINATOR, COORDINATOR, pk=Its("priority")),
    page("plans:new_goal", COORDINATOR, COORDINATOR, pk=Its("priority")),
    page("plans:new_measure", COORDINATOR, COORDINATOR, pk=Its("priority")),
    page("plans:edit_claim", COORDINATOR, COORDINATOR, pk=Its("claim")),
    page("plans:goal", MEMBERS, pk=Its("goal")),
    page("plans:edit_goal", COORDINATOR, COORDINATOR, pk=Its("goal")),
    page("plans:measure", MEMBERS, pk=Its("measure")),
    page("plans:edit_measure", COORDINATOR, COORDINATOR, pk=Its("measure")),
    page("plans:new_activity", COORDINATOR, COORDINATOR, pk=Its("measure")),
    page("plans:activity", MEMBERS, pk=Its("activity")),
    page("plans:edit_activity", COORDINATOR, COORDINATOR, pk=Its("activity")),
    page("plans:move", NOBODY, COORDINATOR, send={"to": "up"}, kind="goal", pk=Its("goal")),
    page("plans:remove", NOBODY, COORDINATOR, kind="activity", pk=Its("activity")),
    page("plans:remove_claims", NOBODY, COORDINATOR, pk=Its("priority"), claims=Its("claim")),
    page("plans:restore", NOBODY, COORDINATOR, kind="measure", pk=Its("measure")),
    # Organisation
    page("organisation:index", MEMBERS),
    page("organisation:new_unit", ORGANISERS, ORGANISERS),
    page("organisation:unit", ORGANISERS, ORGANISERS, pk=Its("unit")),
    page("organisation:end_unit", NOBODY, ORGANISERS, pk=Its("unit")),
    page("organisation:new_function", ORGANISERS, ORGANISERS, pk=Its("unit")),
    page("organisation:function", ORGANISERS, ORGANISERS, pk=Its("function")),
    page("organisation:hand_over", ORGANISERS, ORGANISERS),
    page("organisation:people", ORGANISERS, ORGANISERS),
    page("organisation:person", ORGANISERS, ORGANISERS, pk=Its("person")),
    page("organisation:invite_again", NOBODY, ORGANISERS, pk=Its("person")),
    page("organisation:give_role", NOBODY, ORGANISERS, send={"role": "reader"}, pk=Its("person")),
    page("organisation:remove", NOBODY, ORGANISERS, pk=Its("person")),
    page("organisation:invitation", EVERYBODY, EVERYBODY, key=True, who=Its("invited_who"), token=Its("invited_token")),
    # Follow-up
    page("followup:overview", MEMBERS),
    page("followup:new_period", COORDINATOR, COORDINATOR),
    page("followup:calendar", EVERYBODY, key=True, ask={"nyckel": Its("calendar_key")}),
    page("followup:make_calendar_address", NOBODY, MEMBERS),
    page("followup:take_step", COORDINATOR, COORDINATOR),
    page("followup:period", MEMBERS, OWNER, pk=Its("period")),
    page("followup:period", COORDINATOR | OWNER, COORDINATOR | OWNER, ask={"enhet": Its("unit")}, pk=Its("period")),
    page("followup:lock", COORDINATOR, COORDINATOR, pk=Its("period")),
    page("followup:reopen", NOBODY, COORDINATOR, pk=Its("period")),
    page("followup:make_link", NOBODY, COORDINATOR, pk=Its("period")),
    page("followup:revoke_link", NOBODY, COORDINATOR, pk=Its("period_link")),
    page("followup:send_back", COORDINATOR, COORDINATOR, pk=Its("report")),
    page("followup:by_link", EVERYBODY, EVERYBODY, key=True, token=Its("period_token")),
    # Decisions
    page("decisions:overview", MEMBERS),
    page("decisions:case", MEMBERS, plan=Its("draft")),
    page("decisions:decide", DECIDERS, DECIDERS, plan=Its("draft")),
    page("decisions:move", NOBODY, DECIDERS, plan=Its("draft")),
    page("decisions:plan_next", NOBODY, DECIDERS, plan=Its("draft")),
    page("decisions:consult", DECIDERS, DECIDERS, plan=Its("draft")),
    page("decisions:type_in", DECIDERS, DECIDERS, pk=Its("consultation")),
    page("decisions:consultation", EVERYBODY, EVERYBODY, key=True, token=Its("consultation_token")),
    page("decisions:consultation_pdf", EVERYBODY, NOBODY, key=True, token=Its("consultation_token")),
    page("decisions:draft_pdf", MEMBERS, pk=Its("draft")),
    page("decisions:public_plans", EVERYBODY, stays_open=True),
    page("decisions:public_plan", EVERYBODY, stays_open=True, pk=Its("public_plan")),
    page("decisions:plan_pdf", EVERYBODY, stays_open=True, pk=Its("public_plan")),
    # Plans: comments, unsaved drafts, texts and tables
    page("plans:table", COORDINATOR, COORDINATOR, pk=Its("draft")),
    page("plans:table_file", COORDINATOR, pk=Its("draft"), ending="csv"),
    page("plans:texts", COORDINATOR, COORDINATOR, pk=Its("draft")),
    page("plans:text", COORDINATOR, COORDINATOR, pk=Its("draft"), text=Its("text")),
    page("plans:drop_text", NOBODY, COORDINATOR, pk=Its("draft"), text=Its("text")),
    page("plans:comments", COMMENTERS, pk=Its("draft")),
    page("plans:comments_of", COMMENTERS, COMMENTERS, kind="priority", pk=Its("priority")),
    page("plans:settle_comment", NOBODY, COORDINATOR, pk=Its("comment")),
    page("plans:remove_comment", NOBODY, COORDINATOR, pk=Its("comment")),
    page("plans:restore_comment", NOBODY, COORDINATOR, pk=Its("comment")),
    page("plans:keep_draft", NOBODY, COORDINATOR, kind="goal", pk=Its("goal")),
    page("plans:drop_draft", NOBODY, COORDINATOR, kind="goal", pk=Its("goal")),
    page("plans:keep_new_draft", NOBODY, COORDINATOR, kind="goal", pk=Its("priority")),
    page("plans:drop_new_draft", NOBODY, COORDINATOR, kind="goal", pk=Its("priority")),
    page("plans:undo", NOBODY, COORDINATOR, kind="priority", pk=Its("priority"), event=Its("event")),
    # Follow-up on paper and in workbooks
    page("followup:book", COORDINATOR | OWNER, pk=Its("period"), unit=Its("unit")),
    page("followup:send_book", NOBODY, COORDINATOR, pk=Its("period"), unit=Its("unit")),
    page("followup:take_book", COORDINATOR, COORDINATOR, pk=Its("period")),
    page("followup:read_book", NOBODY, COORDINATOR, pk=Its("period"), token="abc"),
    page("followup:report_paper", MEMBERS - OWNER, pk=Its("period")),
    page("followup:report_pdf", MEMBERS, costly=True, pk=Its("period")),
    page("followup:to_council", NOBODY, COORDINATOR, pk=Its("period")),
    page("followup:appendices", MEMBERS),
    page("followup:appendix", MEMBERS, unit=Its("unit")),
    page("followup:appendix_pdf", MEMBERS, costly=True, unit=Its("unit")),
    page("followup:appendix_book", MEMBERS, unit=Its("unit")),
    page("followup:goals", MEMBERS),
    page("followup:answer_goal", COORDINATOR | OWNER, COORDINATOR | OWNER, pk=Its("yes_no_goal")),
    page("followup:state_list", COORDINATOR, COORDINATOR, pk=Its("list_goal")),
    page("followup:take_back_list", NOBODY, COORDINATOR, pk=Its("list_goal"), step=Its("list_step")),
    page("followup:mail_language", NOBODY, MEMBERS),
    # Decisions: the case
    page("decisions:number", NOBODY, DECIDERS, plan=Its("draft")),
    page("decisions:readers", DECIDERS, DECIDERS, plan=Its("draft")),
    page("decisions:participants", MEMBERS, DECIDERS, plan=Its("draft")),
    page("decisions:remove_participant", NOBODY, DECIDERS, pk=Its("participant")),
    page("decisions:path", DECIDERS, DECIDERS, plan=Its("draft")),
    page("decisions:path_back", NOBODY, DECIDERS, plan=Its("draft")),
    page("decisions:calendar", MEMBERS, plan=Its("draft")),
    page("decisions:mark_step", NOBODY, DECIDERS, pk=Its("step")),
    page("decisions:registry", MEMBERS, costly=True, plan=Its("draft")),
    page("decisions:summary", MEMBERS, plan=Its("draft")),
    page("decisions:summary_pdf", MEMBERS, costly=True, plan=Its("draft")),
    page("decisions:extend", DECIDERS, DECIDERS, pk=Its("consultation")),
    page("decisions:remind", NOBODY, DECIDERS, pk=Its("consultation")),
    page("decisions:respond", DECIDERS, DECIDERS, pk=Its("answered")),
    page("decisions:decision", MEMBERS, pk=Its("decision")),
    page("decisions:enter_minutes", NOBODY, DECIDERS, pk=Its("decision")),
    page("decisions:add_motion", NOBODY, DECIDERS, pk=Its("decision")),
    page("decisions:correct", DECIDERS, DECIDERS, pk=Its("decision")),
    page("decisions:remove_motion", NOBODY, DECIDERS, pk=Its("motion")),
    page("decisions:prepare", DECIDERS, plan=Its("draft")),
    page("decisions:preview", MEMBERS, plan=Its("draft")),
    page("decisions:preview_picture", NOBODY, plan=Its("draft")),
    page("decisions:picture", NOBODY, DECIDERS, plan=Its("decided_plan")),
    page("decisions:remove_picture", NOBODY, NOBODY, plan=Its("decided_plan")),  # it has none
    page("decisions:date_page", NOBODY, DECIDERS, plan=Its("decided_plan")),
    page("decisions:publish", NOBODY, DECIDERS, plan=Its("decided_plan")),
    page("decisions:withdraw", NOBODY, DECIDERS, plan=Its("public_plan")),
    page("decisions:public_picture", NOBODY, pk=Its("public_plan")),
    # Evaluation
    page("evaluation:index", MEMBERS),
    page("evaluation:begin", COORDINATOR, COORDINATOR, plan=Its("public_plan")),
    page("evaluation:evaluation", MEMBERS, pk=Its("evaluation")),
    page("evaluation:pdf", MEMBERS, costly=True, pk=Its("evaluation")),
    page("evaluation:frame", COORDINATOR, COORDINATOR, pk=Its("evaluation")),
    page("evaluation:goal", COORDINATOR, COORDINATOR, pk=Its("evaluation"), goal=Its("decided_goal")),
    page("evaluation:priority", COORDINATOR, COORDINATOR, pk=Its("evaluation"), priority=Its("decided_priority")),
    page("evaluation:finish", COORDINATOR, COORDINATOR, pk=Its("evaluation")),
    page("evaluation:discard", COORDINATOR, COORDINATOR, pk=Its("evaluation")),
    page("evaluation:revise", COORDINATOR, COORDINATOR, pk=Its("evaluation")),
    page("evaluation:designs", MEMBERS, pk=Its("draft")),
    page("evaluation:write_proposed", NOBODY, COORDINATOR, pk=Its("draft")),
    page("evaluation:differences", NOBODY, pk=Its("draft")),
    page("evaluation:design", COORDINATOR, COORDINATOR, pk=Its("goal")),
    page("evaluation:drop_design", NOBODY, COORDINATOR, pk=Its("goal")),
    page("evaluation:change_goal", DECIDERS, DECIDERS, pk=Its("decided_goal")),
    # The situation picture
    page("picture:index", MEMBERS),
    page("picture:new", COORDINATOR, COORDINATOR),
    page("picture:picture", MEMBERS, pk=Its("picture")),
    page("picture:edit_picture", COORDINATOR, COORDINATOR, pk=Its("picture")),
    page("picture:law_parts", COORDINATOR, COORDINATOR, pk=Its("picture")),
    page("picture:questions", COORDINATOR, COORDINATOR, pk=Its("picture")),
    page("picture:new_problem", COORDINATOR, COORDINATOR, pk=Its("picture")),
    page("picture:new_source", COORDINATOR, COORDINATOR, pk=Its("picture")),
    page("picture:adopt", DECIDERS, DECIDERS, pk=Its("picture")),
    page("picture:new_version", NOBODY, COORDINATOR, pk=Its("picture")),
    page("picture:differences", MEMBERS, pk=Its("picture")),
    page("picture:history", MEMBERS, pk=Its("picture")),
    page("picture:recycle_bin", COORDINATOR, pk=Its("picture")),
    page("picture:document", MEMBERS, pk=Its("picture")),
    page("picture:pdf", MEMBERS, costly=True, pk=Its("picture")),
    page("picture:edit_source", COORDINATOR, COORDINATOR, pk=Its("source")),
    page("picture:problem", MEMBERS, pk=Its("problem")),
    page("picture:edit_problem", COORDINATOR, COORDINATOR, pk=Its("problem")),
    page("picture:analysis", COORDINATOR, COORDINATOR, pk=Its("problem")),
    page("picture:priority", COORDINATOR, COORDINATOR, pk=Its("problem")),
    page("picture:new_claim", COORDINATOR, COORDINATOR, pk=Its("problem")),
    page("picture:new_cause", COORDINATOR, COORDINATOR, pk=Its("problem")),
    page("picture:new_incidents", COORDINATOR, COORDINATOR, pk=Its("problem")),
    page("picture:link", COORDINATOR, COORDINATOR, pk=Its("problem")),
    page("picture:fishbone", MEMBERS, pk=Its("problem"), kind="svg"),
    page("picture:edit_claim", COORDINATOR, COORDINATOR, pk=Its("picture_claim")),
    page("picture:edit_cause", COORDINATOR, COORDINATOR, pk=Its("cause")),
    page("picture:link_problem", COORDINATOR, COORDINATOR, pk=Its("priority")),
    page("picture:unlink", NOBODY, COORDINATOR, pk=Its("priority_link")),
    page("picture:incidents", MEMBERS),
    page("picture:read_in", IMPORTERS, IMPORTERS),
    page("picture:undo", IMPORTERS, IMPORTERS, pk=Its("batch")),
    page("picture:move", NOBODY, COORDINATOR, kind="problem", pk=Its("problem")),
    page("picture:remove", NOBODY, COORDINATOR, kind="cause", pk=Its("cause")),
    page("picture:restore", NOBODY, COORDINATOR, kind="cause", pk=Its("cause")),
    # Attachments
    page("files:new", COORDINATOR, COORDINATOR, word="plan", pk=Its("draft")),
    page("files:new", DECIDERS, DECIDERS, word="overenskommelse", pk=Its("agreement")),
    page("files:read", MEMBERS, pk=Its("attachment")),
    page("files:read", MEMBERS, pk=Its("agreement_file")),
    page("files:show", NOBODY, COORDINATOR, pk=Its("attachment")),
    page("files:remove", NOBODY, COORDINATOR, pk=Its("attachment")),
    page("files:restore", NOBODY, COORDINATOR, pk=Its("attachment")),
    # Registers
    page("registers:start", MEMBERS),
    page("registers:coordination", MEMBERS),
    page("registers:leadership", MEMBERS),
    page("registers:recycle_bin", DECIDERS),
    page("registers:agreements", MEMBERS),
    page("registers:agreement", MEMBERS, pk=Its("agreement")),
    page("registers:end", NOBODY, DECIDERS, pk=Its("agreement")),
    page("registers:council", MEMBERS),
    page("registers:meeting", MEMBERS, pk=Its("meeting")),
    page("registers:minutes", MEMBERS, pk=Its("meeting")),
    page("registers:minutes_pdf", MEMBERS, costly=True, pk=Its("meeting")),
    page("registers:move", NOBODY, DECIDERS, pk=Its("agenda_point")),
    page("registers:finish", NOBODY, DECIDERS, pk=Its("action_point")),
    page("registers:planning", MEMBERS, pk=Its("draft")),
    page("registers:new", DECIDERS, DECIDERS, kind="agreement"),
    page("registers:new_under", DECIDERS, DECIDERS, kind="agenda_point", pk=Its("meeting")),
    page("registers:new_under", COORDINATOR, COORDINATOR, kind="other_planning", pk=Its("draft")),
    page("registers:edit", DECIDERS, DECIDERS, kind="agreement", pk=Its("agreement")),
    page("registers:remove", NOBODY, DECIDERS, kind="agreement", pk=Its("agreement")),
    page("registers:restore", NOBODY, DECIDERS, kind="agreement", pk=Its("agreement")),
    page("registers:history", MEMBERS, kind="agreement", pk=Its("agreement")),
)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A visitor, or a role's person in a municipality, with the session that they are signed in by."""

    role: str
    municipality: str = ""
    session: str = ""

    def __str__(self) -> str:
        return f"{self.role} {self.municipality}".strip()

    def asks(self, address: str, *, post: dict[str, str] | None) -> tuple[str, str]:
        """Ask, undo whatever it did, and tell what became of it, with what was shown."""
        client = Client(raise_request_exception=False)
        if self.session:
            client.cookies["sessionid"] = self.session
        with transaction.atomic():
            answer = client.get(address) if post is None else client.post(address, post)
            transaction.set_rollback(True)
        kind = answer.get("Content-Type", "")
        shown = answer.content.decode() if kind.startswith("text/") and not answer.streaming else ""
        answer.close()
        return _became(answer), shown


VISITING = Somebody(VISITOR)


def _became(answer) -> str:
    if answer.status_code >= 500:
        return f"crash {answer.status_code}"
    if answer.status_code == 302 and "/logga-in/?next=" in answer["Location"]:
        return "asked to sign in"
    return {403: "refused", 404: "not found", 405: "no such method"}.get(answer.status_code, "in")


@pytest.fixture(autouse=True)
def _quiet():
    """Refusals are what is asked for here; a thousand of them in the log hide the one that matters."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def kept(live, revised) -> Files:
    return files(live, revised)


@pytest.fixture
def people(db) -> tuple[Somebody, ...]:
    """A visitor, and a person of each role here and in the other municipality."""
    return (VISITING, *(Somebody(role, place, session_of(role, place)) for place in (OWN, OTHER) for role in ROLES))


def test_every_address_has_a_line_and_no_line_is_of_an_address_that_is_gone():
    assert {name for name, _pattern in named_patterns(get_resolver().url_patterns)} == {line.name for line in LINES}


def test_everybody_is_let_in_exactly_where_the_table_says(kept, people):
    """Also: nothing crashes, and nobody from outside is shown what is secret."""
    made = everything_in(OWN)
    asked = ((line, who) for line in LINES for who in people if _is_asked(line, who))
    assert [wrong for line, who in asked for wrong in _mistakes(line, who, made, kept)] == []


def test_nothing_of_another_municipality_is_let_out_of_it(kept, people):
    """The other way round: what the other municipality owns, asked for by the installation's own people."""
    made = everything_in(OTHER)
    own = [who for who in people if who.municipality != OTHER]
    asked = ((line, who) for line in LINES if line.bound for who in own if _is_asked(line, who))
    assert [wrong for line, who in asked for wrong in _mistakes(line, who, made, kept)] == []


def test_closed_installation_lets_a_visitor_to_nothing_but_what_stays_open(kept, settings):
    settings.TRYGGVE_OPEN_READING = False
    made = everything_in(OWN)
    let_in = {line.name for line in LINES if VISITING.asks(line.address(made, kept), post=None)[0] == "in"}
    assert let_in == {line.name for line in LINES if line.stays_open}


def test_removed_person_is_let_in_no_further_than_a_visitor(kept):
    """A role counts only for those who still work here."""
    made = everything_in(OWN)
    gone = Somebody("coordinator", OWN, session_of("coordinator", OWN))
    Membership.objects.filter(user__username=f"coordinator-{OWN}").delete()
    closed = [line for line in LINES if (line.bound or line.house) and VISITOR not in line.reads | line.writes]
    asked = [(line, post) for line in closed for post in (None, line.send)]
    assert [line.name for line, post in asked if gone.asks(line.address(made, kept), post=post)[0] == "in"] == []


def _is_asked(line: Line, who: Somebody) -> bool:
    # What belongs to no municipality is the same for a role wherever they work; two of them see that it is.
    same = not line.bound and who.municipality == OTHER and who.role not in ("coordinator", "owner")
    return not same and (not line.costly or who.role in (VISITOR, "coordinator"))


def _mistakes(line: Line, who: Somebody, made: Made, kept: Files) -> Iterator[str]:
    address = line.address(made, kept)
    outsider = who.municipality != made.municipality
    for method, let_in, post in (("GET", line.reads, None), ("POST", line.writes, line.send)):
        became, shown = who.asks(address, post=post)
        if (became == "in") is not _expected(line, who, let_in, owner=made.municipality):
            yield f"{method} {address} ({line.name}), {who}: {became}"
        if outsider and not line.key and secret(made.municipality) in shown:
            yield f"{method} {address} ({line.name}), {who}: was shown what is secret"


def _expected(line: Line, who: Somebody, let_in: frozenset[str], *, owner: str) -> bool:
    if VISITOR in let_in:
        # What is public of another municipality is shown on its own installation.
        return line.key or not line.bound or owner == OWN
    if line.bound and who.municipality != owner:
        return False
    if line.house and who.municipality != OWN:
        return False
    return who.role in let_in


def named_patterns(patterns, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Return every pattern with its whole name."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", pattern
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from named_patterns(pattern.url_patterns, inner)
