"""An evaluation as a document in blocks, to be put before the council."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.plan.dates import from_code
from tryggve.publish.blocks import Block, ClaimBlock, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.terms import Area
from tryggve.web.followup.words import share

Content = dict[str, Any]


def evaluation_document(
    content: Content, *, place: Area, language: Language, finished: bool, sha256: str = ""
) -> Document:
    """Return the document of an evaluation; ``sha256`` is the hash of what was kept when it was finished."""
    made = dt.date.fromisoformat(content["as_of"])
    return Document(
        title=content["title"],
        language=language,
        author=_("%(name)s kommun") % {"name": place.name},
        made=made,
        kicker=_("Utvärdering") if finished else _("Utkast, inte avslutad utvärdering"),
        note=_("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": place.name}
        if place.made_up
        else "",
        blocks=(
            Facts(tuple(_facts(content, sha256, language))),
            *_opening(content),
            _proposals(content),
            *(block for priority in content["priorities"] for block in _priority(priority)),
            *_designs(content),
        ),
    )


def _facts(content: Content, sha256: str, language: Language) -> Iterator[tuple[str, str]]:
    yield _("Plan"), content["plan"]["title"]
    if content["plan"]["decided"]:
        yield _("Beslutad"), content["plan"]["decided"]
    yield _("Period som utvärderas"), content["period"]
    yield _("Läget per"), from_code(content["as_of"]).text(language)
    yield _("Siffror hämtade ur Tryggve"), from_code(content["counted"]).text(language)
    yield _("Utvärderad av"), content["author"]
    if sha256:
        yield _("Kontrollsumma"), " ".join(sha256[start : start + 8] for start in range(0, len(sha256), 8))


def _opening(content: Content) -> Iterator[Block]:
    if content["summary"].strip():
        yield Heading(1, _("Sammanfattning"))
        yield Paragraph(content["summary"], lead=True)
    if content["claims"]:
        yield Paragraph(f"{content['claims']}.")
    yield Heading(1, _("Vad utvärderingen kan säga"))
    yield Paragraph(content["limits"])
    yield Heading(1, _("Förslag i korthet"))


def _proposals(content: Content) -> Block:
    rows = [
        (one["title"], one["relevance_words"] or "–", one["proposal_words"] or "–", one["proposal_reason"] or "–")
        for one in content["priorities"]
    ]
    return TableBlock(
        caption=_("Omdöme och förslag för varje prioriterat område"),
        head=(_("Område"), _("Relevans"), _("Förslag"), _("Skäl")),
        rows=tuple(rows),
    )


def _priority(priority: Content) -> Iterator[Block]:
    yield Heading(1, priority["title"])
    if priority["claims"]:
        yield Heading(2, _("Det som området vilar på"))
    for claim in priority["claims"]:
        yield ClaimBlock(
            symbol=claim["symbol"] or "●",
            state=claim["verdict"],
            tone=claim["tone"],
            text=claim["text"],
            detail=claim["reason"],
        )
    for goal in priority["goals"]:
        yield from _goal(goal)
    yield Heading(2, _("Bedömning av området"))
    yield Facts(
        (
            (_("Relevans"), priority["relevance_words"] or "–"),
            (_("Skäl"), priority["reason"] or "–"),
            (_("Förslag"), priority["proposal_words"] or "–"),
            (_("Skäl till förslaget"), priority["proposal_reason"] or "–"),
            (_("Lärdomar"), priority["lessons"] or "–"),
        )
    )


def _goal(goal: Content) -> Iterator[Block]:
    yield Heading(2, goal["title"])
    yield Facts(tuple(_result(goal)))
    for change in goal["changes"]:
        yield Paragraph(change)
    if goal["dose"]:
        yield TableBlock(
            caption=_("Det som gjordes: %(goal)s") % {"goal": goal["title"]},
            head=(_("Aktivitet"), _("Planerat"), _("Genomfört"), _("Läge")),
            rows=tuple((d["activity"], d["planned"], delivered(d), d["status"] or "–") for d in goal["dose"]),
        )
    else:
        yield Paragraph(_("Ingen aktivitet är kopplad till målet."))
    if goal["participants"].strip():
        yield Paragraph(f"{_('Vad deltagare säger')}: {goal['participants']}")
    judgement = goal["judgement"].strip() or _("Ingen bedömning")
    yield Paragraph(f"{_('Bedömning')}: {judgement}")


def _result(goal: Content) -> Iterator[tuple[str, str]]:
    yield from ((answer["label"], answer["sentence"]) for answer in goal["answers"])
    named = {
        _("Målvärde"): goal["target"],
        _("Utgångsläge"): goal["baseline"],
        _("Senast"): goal["deadline"],
        _("Nu"): goal["figure"],
        _("Källa"): goal["source"],
    }
    yield from ((name, text) for name, text in named.items() if text)


def delivered(dose: Content) -> str:
    """Write what was delivered, with its part of what was planned where both are known."""
    if dose["percent"] is None:
        return str(dose["delivered"])
    return f"{dose['delivered']} ({share(dose['percent'] / 100)})"


def _designs(content: Content) -> Iterator[Block]:
    goals = [goal for priority in content["priorities"] for goal in priority["goals"]]
    designed = [goal for goal in goals if goal["design"]]
    yield Heading(1, _("Utvärderingsdesign, som den beslutades med planen"))
    if not designed:
        yield Paragraph(_("Ingen utvärderingsdesign beslutades med planen. Effekten kan inte bedömas."))
    for goal in designed:
        design = goal["design"]
        yield Heading(2, goal["title"])
        yield Facts(
            (
                (_("Mäts med"), design["measured_by"]),
                (_("Före"), design["before"]),
                (_("Efter"), design["after"]),
                (_("Jämförs med"), design["compared_with"]),
                (_("Vad det räcker till"), " ".join((f"{design['verdict']}.", *design["doubts"]))),
            )
        )
