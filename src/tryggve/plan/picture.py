"""The situation picture's parts by law, Brå's control questions, and what differs between two versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from tryggve.indicators.indicator import Words

Content = Mapping[str, Any]


class PictureStatus(StrEnum):
    """Where a situation picture stands (Sv: lägesbildens läge)."""

    DRAFT = "draft"
    ADOPTED = "adopted"
    REPLACED = "replaced"  # adopted, and followed by a later adopted one

    @property
    def frozen(self) -> bool:
        """Whether the text may never change again."""
        return self is not PictureStatus.DRAFT


@dataclass(frozen=True, slots=True)
class TextPart:
    """A part that is written (Sv: del): its field, its heading and what is asked."""

    field: str
    name: Words
    asks: Words


LAW_PARTS: Final = (
    TextPart(
        "mapping",
        Words("Kartläggning av brott och följder", "Mapping of crime and its consequences"),
        Words(
            "Vilka brott begås i kommunen, hur många, var, när och mot vilka? Vad blir följderna?",
            "Which crimes are committed in the municipality, how many, where, when and against whom? What follows?",
        ),
    ),
    TextPart(
        "other_information",
        Words("Annan relevant information", "Other relevant information"),
        Words(
            "Upplevd trygghet, dialoger, trygghetsvandringar, lägesrapporter, skador, skola, folkhälsa, omvärld.",
            "Perceived safety, dialogues, safety walks, situation reports, damage, schools, public health, trends.",
        ),
    ),
    TextPart(
        "analysis",
        Words("Analys", "Analysis"),
        Words(
            "Vad betyder det samlat? Vad hänger ihop, vad är osäkert och vad kan komma att ändras?",
            "What does it mean taken together? What belongs together, what is uncertain and what may change?",
        ),
    ),
)
CONTROL_QUESTIONS: Final = (
    TextPart(
        "why_problems",
        Words("Varför just de här problemen?", "Why these problems?"),
        Words("Vad som gjorde att de valdes och andra inte.", "What made you choose these and not others."),
    ),
    TextPart(
        "why_sources",
        Words("Vilka källor har använts och valts bort?", "Which sources were used and rejected?"),
        Words("Skälen i stort. Varje källa står i tabellen.", "The reasons as a whole. Each source is in the table."),
    ),
    TextPart(
        "limits",
        Words("Hur begränsar valen vad vi vet?", "How do the choices limit what we know?"),
        Words("Vad syns inte, och för vem?", "What is not seen, and for whom?"),
    ),
    TextPart(
        "consequence",
        Words("Vad blir följden av det?", "What follows from that?"),
        Words(
            "Vad ni är försiktiga med, och vad som bör undersökas mer.",
            "What you are careful with, and what should be looked into more.",
        ),
    ),
)


def missing_parts(content: Content) -> tuple[TextPart, ...]:
    """Return the parts that the law asks for and that are empty.

    Source: lag (2023:196) om kommuners ansvar för brottsförebyggande arbete, § 4.
    """
    return tuple(part for part in LAW_PARTS if not str(content.get(part.field) or "").strip())


class ChangeKind(StrEnum):
    """What happened to a part from one version to the next (Sv: slag av ändring)."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One field's value in both versions."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureChange:
    """One part that differs between two versions (Sv: skillnad). ``part`` is the list it stands in, or "picture"."""

    kind: ChangeKind
    part: str
    name: str
    within: str = ""  # the problem that a cause or a claim belongs to
    fields: tuple[FieldChange, ...] = ()


_LISTS: Final = (("sources", "source"), ("problems", "problem"))
_NESTED: Final = (("causes", "cause"), ("claims", "claim"), ("incidents", "incidents"))
# A claim is compared by what it says, and counts by what was asked for: their figures nobody reads one by one.
_COMPARED: Final = {"claim": ("sentence",), "incidents": ("kind",)}
_ASIDE: Final = frozenset({"id", "lineage", "sources", "problems", "causes", "claims", "incidents", "version"})


def changes(before: Content, after: Content) -> tuple[PictureChange, ...]:
    """Return what differs between two versions' contents, in the later one's order; removed parts last.

    Parts are the same where their ``lineage`` is, whatever they are called. The own texts come first.
    """
    own = _fields(before, after)
    first = (PictureChange(kind=ChangeKind.CHANGED, part="picture", name=str(after["title"]), fields=own),)
    return (first if own else ()) + tuple(_of_lists(before, after, _LISTS))


def _of_lists(
    before: Content, after: Content, lists: Sequence[tuple[str, str]], within: str = ""
) -> Iterator[PictureChange]:
    for name, part in lists:
        old = {row["lineage"]: row for row in before.get(name, ())}
        new = {row["lineage"]: row for row in after.get(name, ())}
        for lineage, row in new.items():
            if lineage not in old:
                yield PictureChange(kind=ChangeKind.ADDED, part=part, name=_name(row), within=within)
                continue
            if found := _fields(old[lineage], row, only=_COMPARED.get(part, ())):
                yield PictureChange(kind=ChangeKind.CHANGED, part=part, name=_name(row), within=within, fields=found)
            yield from _of_lists(old[lineage], row, _NESTED, within=_name(row))
        for lineage, row in old.items():
            if lineage not in new:
                yield PictureChange(kind=ChangeKind.REMOVED, part=part, name=_name(row), within=within)


def _fields(before: Content, after: Content, only: tuple[str, ...] = ()) -> tuple[FieldChange, ...]:
    names = only or [name for name in after if name not in _ASIDE]
    return tuple(
        FieldChange(field=name, before=before.get(name), after=after[name])
        for name in names
        if (before.get(name) or "") != (after[name] or "") or (before.get(name) == 0) != (after[name] == 0)
    )


def _name(row: Content) -> str:
    return str(row.get("title") or row.get("text") or row.get("source") or row.get("sentence") or row.get("kind") or "")
