"""The kinds of row: where each belongs, who writes it, and how it is told in the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter

from tryggve.web.people.roles import Right
from tryggve.web.plans.models import Plan
from tryggve.web.plans.parts import as_told
from tryggve.web.registers.models import (
    ActionPoint,
    AgendaPoint,
    Agreement,
    Coordination,
    Council,
    InformationGiven,
    LeadingBody,
    Meeting,
    Member,
    OtherPlanning,
    Row,
    WhyApart,
)

_ALL = frozenset({Right.PLAN_EDIT, Right.DECIDE, Right.CONSULT})
_EDITORS = frozenset({Right.PLAN_EDIT})
_KEPT_ASIDE = frozenset({"id", "revision", "removed_at", "removed_by", "order", "municipality"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of row (Sv: slag av registerpost).

    Attributes:
        name: in the log.
        word: in addresses, Swedish.
        model: its table.
        parent: the field that holds what it belongs to; empty where that is the municipality.
        rights: any of these lets somebody write it.
        single: whether there is one at most.
        silent: fields that stay out of the log, which can never be cleaned of what should not have been written.
    """

    name: str
    word: str
    model: type[Row]
    parent: str = ""
    rights: frozenset[Right] = _ALL
    single: bool = False
    silent: frozenset[str] = frozenset()

    @property
    def above(self) -> tuple[str, ...]:
        """The fields that lead from a row up to the municipality: ``("meeting", "council")``."""
        steps: list[str] = []
        kind: Kind | None = self
        while kind is not None and kind.parent:
            steps.append(kind.parent)
            kind = _HOLDERS.get(kind.parent)
        return tuple(steps)


# Who signed and who was there is asked for as functions, and sometimes answered with names.
AGREEMENT = Kind(name="agreement", word="overenskommelse", model=Agreement, silent=frozenset({"signed_by"}))
COUNCIL = Kind(name="council", word="rad", model=Council, single=True)
MEMBER = Kind(name="member", word="ledamot", model=Member, parent="council")
MEETING = Kind(name="meeting", word="mote", model=Meeting, parent="council", silent=frozenset({"present"}))
AGENDA = Kind(name="agenda_point", word="punkt", model=AgendaPoint, parent="meeting", silent=frozenset({"notes"}))
ACTION = Kind(name="action_point", word="atgardspunkt", model=ActionPoint, parent="meeting")
COORDINATION = Kind(name="coordination", word="samordning", model=Coordination, rights=_EDITORS, single=True)
INFORMATION = Kind(name="information", word="information", model=InformationGiven, rights=_EDITORS)
LEADING = Kind(name="leading_body", word="ledning", model=LeadingBody, single=True)
PLANNING = Kind(name="other_planning", word="annan-planering", model=OtherPlanning, parent="plan", rights=_EDITORS)
REASON = Kind(name="why_apart", word="skal", model=WhyApart, parent="plan", rights=_EDITORS, single=True)
KINDS = {
    kind.name: kind
    for kind in (
        AGREEMENT,
        COUNCIL,
        MEMBER,
        MEETING,
        AGENDA,
        ACTION,
        COORDINATION,
        INFORMATION,
        LEADING,
        PLANNING,
        REASON,
    )
}
_HOLDERS = {"council": COUNCIL, "meeting": MEETING}


def kind_of(row: Row) -> Kind:
    """Return a row's kind."""
    return next(kind for kind in KINDS.values() if kind.model is type(row))


def holder_of(kind: Kind) -> Kind | None:
    """Return the kind that holds this one; nothing where it is the municipality or a plan."""
    return _HOLDERS.get(kind.parent)


def parent_of(row: Row) -> Row | Plan | None:
    """Return what holds a row; nothing where that is the municipality."""
    kind = kind_of(row)
    return getattr(row, kind.parent) if kind.parent else None


def municipality_of(row: Row) -> str:
    """Return the municipality that a row belongs to."""
    path = ".".join((*kind_of(row).above, "municipality"))
    return str(attrgetter(path)(row))


def about(row: Row) -> str:
    """Return what the log calls a row: what holds it first, so that a meeting's history is found."""
    kind = kind_of(row)
    own = f"{kind.name} {row.pk}"
    return f"{kind.parent} {getattr(row, f'{kind.parent}_id')} {own}" if kind.parent else own


def content_of(row: Row) -> dict[str, object]:
    """Return what a row says, as JSON values: names instead of keys."""
    kind = kind_of(row)
    fields = [field for field in row._meta.concrete_fields if field.name not in _KEPT_ASIDE | {kind.parent}]
    content = {field.name: as_told(getattr(row, field.name)) for field in fields}
    return content | {field.name: as_told(getattr(row, field.name).all()) for field in row._meta.many_to_many}


def told(row: Row) -> dict[str, object]:
    """Return what a row says as the log may keep it."""
    silent = kind_of(row).silent
    return {name: value for name, value in content_of(row).items() if name not in silent}


def write(row: Row, values: Mapping[str, object]) -> None:
    """Set the fields and save, with what lies in other tables."""
    many = {field.name for field in row._meta.many_to_many}
    for name, value in values.items():
        if name not in many:
            setattr(row, name, value)
    row.save()
    for name in many & values.keys():
        getattr(row, name).set(values[name])
