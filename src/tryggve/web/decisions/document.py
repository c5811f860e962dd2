"""A plan's content as a document, as it was decided or as the draft stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import from_code
from tryggve.publish.blocks import Block, ClaimBlock, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.publish.numbers import format_number
from tryggve.publish.wording import word
from tryggve.terms import Area
from tryggve.web.decisions.claims import finding_in
from tryggve.web.decisions.content import Content
from tryggve.web.decisions.decided_goals import decided_goal
from tryggve.web.decisions.decision_words import decision_words
from tryggve.web.decisions.logic_block import logic_blocks
from tryggve.web.decisions.measure_blocks import date_words, measure_blocks
from tryggve.web.decisions.models import Decision
from tryggve.web.decisions.origin import Origin, commission_sentence, consultation_sentence
from tryggve.web.plans.words import document_words, own_words


def plan_document(
    content: Content,
    *,
    place: Area,
    made: dt.date,
    language: Language,
    decision: Decision | None = None,
    appendix: Iterable[Block] = (),
) -> Document:
    """Return the document of a plan; ``decision`` is what adopted it, nothing for a draft. ``appendix`` stands last.

    ``made`` is the date that it says of itself: the decision's, or today's for a draft.
    """
    municipality = _("%(name)s kommun") % {"name": place.name}
    facts = Facts(tuple(_facts(content, decision, language)))
    day = from_code(made.isoformat()).text(language)
    return Document(
        title=content["title"],
        language=language,
        author=municipality,
        made=made,
        kicker=_("Beslutad plan") if decision else _("Utkast %(date)s, inte beslutat") % {"date": day},
        note=_("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": place.name}
        if place.made_up
        else "",
        blocks=(
            facts,
            *_opening(content),
            *_priorities(content, language),
            *logic_blocks(content, language),
            *_agreements(content, language),
            *_made(content.get("origin", {}), language, decided=decision is not None),
            *appendix,
        ),
    )


def period_words(content: Content, language: Language) -> str:
    """Return the plan's period in words: ``2024 till 2026``, or one year; empty where none is said."""
    ends = [from_code(code).text(language) for code in dict.fromkeys((content["starts"], content["ends"])) if code]
    if len(ends) == 2:
        return _("%(first)s till %(last)s") % {"first": ends[0], "last": ends[1]}
    return "".join(ends)


def _facts(content: Content, decision: Decision | None, language: Language) -> Iterator[tuple[str, str]]:
    if decision:
        yield _("Beslutad"), decision_words(decision, language)
    number = content.get("origin", {}).get("case_number", "")
    if number := (decision.case_number if decision else "") or number:
        yield _("Diarienummer"), number
    if period := period_words(content, language):
        yield _("Period"), period
    if kind := document_words().get(content["document"]):
        yield _("Slag av dokument"), kind
    if content["supports"]:
        yield _("Hör till planen"), content["supports"]
    yield _("Version"), str(content["version"])
    if budget := budget_words(content, language):
        yield _("Budget"), budget
    if content["law_plan"]:
        yield _("Enligt lag"), _("Åtgärdsplan enligt 5 § lagen (2023:196)")


def budget_words(content: Content, language: Language) -> str:
    """Return what the plan's activities are given in all: ``1 200 000 kr``; empty where nothing is said.

    Where some have no budget it says how many have: ``400 000 kr för 1 av 2 aktiviteter``.
    """
    measures = (measure for priority in content["priorities"] for measure in priority["measures"])
    activities = [activity for measure in measures for activity in measure["activities"]]
    given = [activity["budgets"] for activity in activities if activity["budgets"]]
    if not given:
        return ""
    total = format_number(float(sum(Decimal(row["amount"]) for rows in given for row in rows)), language)
    told = {"amount": total, "given": len(given), "all": len(activities)}
    if len(given) == len(activities):
        return _("%(amount)s kr") % told
    return _("%(amount)s kr för %(given)s av %(all)s aktiviteter") % told


def _opening(content: Content) -> Iterator[Block]:
    for name, text in ((_("Bakgrund"), content["background"]), (_("Vad vi vill nå"), content["vision"])):
        if text.strip():
            yield Heading(1, name)
            yield Paragraph(text)


def _priorities(content: Content, language: Language) -> Iterator[Block]:
    for priority in content["priorities"]:
        yield Heading(1, priority["title"])
        if priority["text"].strip():
            yield Paragraph(priority["text"])
        if problems := priority.get("problems"):
            yield Paragraph(_("Problem i lägesbilden: %(problems)s.") % {"problems": "; ".join(problems)})
        yield from _claims(priority, language)
        yield from _goals(priority, language)
        yield from measure_blocks(priority, language)


def _claims(priority: Content, language: Language) -> Iterator[Block]:
    if priority["claims"]:
        yield Heading(2, _("Vad vi vet"))
    for claim in priority["claims"]:
        finding = finding_in(claim)
        if finding is None:
            yield ClaimBlock(symbol="●", state=own_words(), tone="plain", text=claim["text"])
            continue
        said = word(finding, load_catalogue(), language)
        yield ClaimBlock(symbol=said.symbol, state=said.verdict, tone=said.tone, text=said.headline, detail=said.detail)


def _goals(priority: Content, language: Language) -> Iterator[Block]:
    if not priority["goals"]:
        return
    yield Heading(2, _("Målen"))
    told = [decided_goal(goal) for goal in priority["goals"]]
    yield TableBlock(
        caption=_("Mål inom %(priority)s") % {"priority": priority["title"]},
        head=(_("Mål"), _("Mäts med"), _("Från och till"), _("Senast"), _("Ansvarig")),
        rows=tuple(
            (
                goal["title"],
                one.measured_by or "–",
                one.aim or "–",
                date_words(goal["deadline"], language),
                _owner(goal),
            )
            for goal, one in zip(priority["goals"], told, strict=True)
        ),
    )
    for goal, one in zip(priority["goals"], told, strict=True):
        if told_more := "\n\n".join(text for text in (one.description, one.note) if text):
            yield Paragraph(f"{goal['title']}: {told_more}")


def _owner(goal: Content) -> str:
    return goal["owner"] or "–"


def _agreements(content: Content, language: Language) -> Iterator[Block]:
    # Plans that were frozen before agreements were kept with them have none.
    rows = content.get("agreements", [])
    if not rows:
        return
    yield Heading(1, _("Överenskommelser"))
    yield TableBlock(
        caption=_("Överenskommelser som hör till planen"),
        head=(_("Överenskommelse"), _("Parter"), _("Undertecknad"), _("Gäller till")),
        rows=tuple(
            (
                row["title"],
                ", ".join(row["parties"]) or "–",
                *(date_words(row[name], language) for name in ("signed", "ends")),
            )
            for row in rows
        ),
    )


def _made(origin: Origin, language: Language, *, decided: bool) -> Iterator[Block]:
    if told := list(_told(origin, language, decided=decided)):
        yield Heading(1, _("Så togs planen fram"))
        yield from told


def _told(origin: Origin, language: Language, *, decided: bool) -> Iterator[Block]:
    # What is sent on consultation must not tell how many have answered it so far.
    answered = decided or all(row["answered"] for row in origin.get("consultation", []))
    for sentence in (commission_sentence(origin, language), consultation_sentence(origin) if answered else ""):
        if sentence:
            yield Paragraph(sentence)
    if origin.get("participants"):
        yield TableBlock(
            caption=_("Medverkande"),
            head=(_("Vem"), _("Hur"), _("När")),
            rows=tuple((row["who"], row["how"], date_words(row["when"], language)) for row in origin["participants"]),
        )
