"""A situation picture's content as a document, as it was adopted or as the draft stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import from_code, known_words
from tryggve.plan.picture import CONTROL_QUESTIONS, LAW_PARTS
from tryggve.plan.problems import CRITERIA, RULE, Rank, Score, ranks, score
from tryggve.publish.blocks import Block, ClaimBlock, Document, Facts, FigureBlock, Heading, Paragraph, TableBlock
from tryggve.publish.figures.fishbone_figure import fishbone_figure
from tryggve.publish.figures.render import Figure
from tryggve.publish.figures.week_figure import week_figure
from tryggve.publish.problem_words import judged_words, rank_words, score_words
from tryggve.publish.wording import word
from tryggve.terms import Area
from tryggve.web.decisions.claims import finding_in
from tryggve.web.picture.content import ANALYSIS_TEXTS, PROBLEM_TEXTS, Content
from tryggve.web.picture.models import Adoption
from tryggve.web.picture.shown import by_score, fishbone_of, table_from
from tryggve.web.picture.words import analysis_words, own_words, paragraph_words, problem_text_words
from tryggve.web.plans.plan_page import when_words


def picture_document(
    content: Content, *, place: Area, made: dt.date, language: Language, adoption: Adoption | None = None
) -> Document:
    """Return the document of a situation picture; ``adoption`` is what adopted it, nothing for a draft.

    ``made`` is the date that it says of itself: the adoption's, or today's for a draft.
    """
    draft = _("Utkast %(date)s, inte fastställt") % {"date": from_code(made.isoformat()).text(language)}
    example = _("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": place.name}
    facts = Facts(tuple(_facts(content, adoption, language)))
    scores = {row["id"]: score(row["scores"]) for row in content["problems"]}
    problems = _by_score(content["problems"], scores)
    return Document(
        title=content["title"],
        language=language,
        author=_("%(name)s kommun") % {"name": place.name},
        made=made,
        kicker=_("Fastställd lägesbild") if adoption else draft,
        note=example if place.made_up else "",
        blocks=(
            *((facts,) if facts.pairs else ()),
            *_ranking(problems, scores, language),
            *_law_parts(content, language, draft=adoption is None),
            *_problems(problems, scores, language),
            *_sources(content),
            *_questions(content, language),
        ),
    )


def _facts(content: Content, adoption: Adoption | None, language: Language) -> Iterator[tuple[str, str]]:
    if adoption:
        day = known_words(adoption.date, adoption.when, language)
        paragraph = f", {paragraph_words(adoption.paragraph)}" if adoption.paragraph else ""
        yield _("Fastställd"), f"{adoption.body} {day}{paragraph}"
    if period := when_words(content["starts"], content["ends"]):
        yield _("Period"), period
    if content["as_of"]:
        yield _("Uppgifterna är hämtade"), from_code(content["as_of"]).text(language)
    names = {"areas": _("Områden"), "author": _("Ansvarig"), "checked_by": _("Granskad av")}
    for field, name in names.items():
        if content[field]:
            yield name, content[field]
    yield _("Version"), str(content["version"])


def _by_score(problems: list[Content], scores: dict[int, Score]) -> list[Content]:
    """Order problems as the page does: the highest score first, what nobody has begun to judge last."""
    return sorted(problems, key=lambda row: by_score(scores[row["id"]]))


def _ranking(problems: list[Content], scores: dict[int, Score], language: Language) -> Iterator[Block]:
    if not problems:
        return
    order = ranks(scores)
    yield Heading(1, _("Problemen i korthet"))
    yield TableBlock(
        caption=_("Problem efter poäng"),
        head=(_("Problem"), _("Rang"), _("Poäng"), _("Beslut")),
        rows=tuple(
            (row["title"], rank_words(order.get(row["id"])), _points(scores[row["id"]], language), _decided(row))
            for row in problems
        ),
    )
    yield Paragraph(RULE.text(language))


def _law_parts(content: Content, language: Language, *, draft: bool) -> Iterator[Block]:
    for part in LAW_PARTS:
        text = content[part.field].strip()
        if text or draft:
            yield Heading(1, part.name.text(language))
            yield Paragraph(text or _("Inte skrivet ännu. Lagens 4 § kräver det."))


def _problems(problems: list[Content], scores: dict[int, Score], language: Language) -> Iterator[Block]:
    order = ranks(scores)
    for problem in problems:
        yield Heading(1, problem["title"])
        yield from _known(problem, language)
        yield from _incidents(problem, language)
        yield from _causes(problem, language)
        yield from _priority(problem, scores[problem["id"]], order.get(problem["id"]), language)


def _known(problem: Content, language: Language) -> Iterator[Block]:
    if problem["description"].strip():
        yield Paragraph(problem["description"], lead=True)
    if problem["claims"]:
        yield Heading(2, _("Det här visar siffrorna"))
        yield from (_claim(claim, language) for claim in problem["claims"])
    # The description stands under the heading already.
    yield from _texts(problem, PROBLEM_TEXTS[1:], problem_text_words(), level=2)


def _texts(problem: Content, names: tuple[str, ...], words: dict[str, str], *, level: int) -> Iterator[Block]:
    """Set short texts beside their names, and those of several paragraphs under headings of their own."""
    said = [(words[name], problem[name].strip()) for name in names if problem[name].strip()]
    if short := tuple(pair for pair in said if "\n" not in pair[1]):
        yield Facts(short)
    for name, text in said:
        if "\n" in text:
            yield Heading(level, name)
            yield Paragraph(text)


def _claim(claim: Content, language: Language) -> ClaimBlock:
    finding = finding_in(claim)
    if finding is None:
        return ClaimBlock(symbol="●", state=own_words(), tone="plain", text=claim["text"] or claim["sentence"])
    said = word(finding, load_catalogue(), language)
    return ClaimBlock(symbol=said.symbol, state=said.verdict, tone=said.tone, text=said.headline, detail=said.detail)


def _incidents(problem: Content, language: Language) -> Iterator[Block]:
    if problem["incidents"]:
        yield Heading(2, _("Rapporterade händelser"))
        yield Paragraph(caveat_words())
    for kept in problem["incidents"]:
        figure = week_figure(table_from(kept), language=language)
        yield _picture(figure)
        yield from _figure_table(figure, numeric=True)


def _causes(problem: Content, language: Language) -> Iterator[Block]:
    if not problem["causes"] and not any(problem[name].strip() for name in ANALYSIS_TEXTS):
        return
    yield Heading(2, _("Orsaksanalys"))
    if problem["causes"]:
        figure = fishbone_figure(fishbone_of(problem["title"], problem["causes"]), language=language)
        yield _picture(figure)
        yield from _figure_table(figure)
    yield from _texts(problem, ANALYSIS_TEXTS, analysis_words(), level=3)
    if problem["analysed"]:
        day = from_code(problem["analysed"]).text(language)
        yield Paragraph(_("Orsaksanalysen gjordes %(day)s.") % {"day": day})


def _priority(problem: Content, found: Score, rank: Rank | None, language: Language) -> Iterator[Block]:
    if not found.begun and problem["prioritised"] is None:
        return
    yield Heading(2, _("Prioritering"))
    yield TableBlock(
        caption=_("Poäng: %(points)s. Rang: %(rank)s.")
        % {"points": _points(found, language), "rank": rank_words(rank)},
        head=(_("Kriterium"), _("Bedömning, 0–3"), _("Vikt")),
        rows=tuple(
            (criterion.name.text(language), _value(problem["scores"].get(criterion.key)), str(criterion.weight))
            for criterion in CRITERIA
        ),
        numeric=frozenset({1, 2}),
    )
    for text in (problem["scores_why"], f"{_decided(problem)}{_because(problem)}"):
        if text.strip():
            yield Paragraph(text)


def _sources(content: Content) -> Iterator[Block]:
    if not content["sources"]:
        return
    yield Heading(1, _("Källor"))
    for used, name in ((True, _("Källor som används")), (False, _("Källor som är bortvalda"))):
        rows = [row for row in content["sources"] if row["used"] is used]
        if rows:
            yield TableBlock(
                caption=name,
                head=(_("Källa"), _("Typ av data"), _("Typ av information"), _("Fördelar"), _("Brister"), _("Varför")),
                rows=tuple(tuple(row[field] or "–" for field in _SOURCE_FIELDS) for row in rows),
            )


_SOURCE_FIELDS = ("source", "kind", "information", "advantages", "shortcomings", "why")


def _questions(content: Content, language: Language) -> Iterator[Block]:
    answered = [part for part in CONTROL_QUESTIONS if content[part.field].strip()]
    if answered:
        yield Heading(1, _("Kontrollfrågor"))
    for part in answered:
        yield Heading(2, part.name.text(language))
        yield Paragraph(content[part.field])


def caveat_words() -> str:
    """Return what stands wherever counts of incidents are shown."""
    return _(
        "Antalen är rapporter, inte brott. Hur mycket som rapporteras beror på vem som rapporterar och hur noga. En "
        "förändring kan vara en förändring i rapporteringen, så inget omdöme ges. Små antal visas inte."
    )


def _picture(figure: Figure) -> FigureBlock:
    return FigureBlock(svg=figure.svg, alt=f"{figure.title}. {figure.description}", caption=figure.title)


def _figure_table(figure: Figure, *, numeric: bool = False) -> Iterator[TableBlock]:
    if figure.table.rows:
        columns = frozenset(range(1, len(figure.table.columns))) if numeric else frozenset()
        yield TableBlock(
            caption=_("Samma uppgifter som tabell"), head=figure.table.columns, rows=figure.table.rows, numeric=columns
        )


def _points(found: Score, language: Language) -> str:
    judged = judged_words(found, language) if found.begun else ""
    return score_words(found, language) + (f" ({judged})" if judged else "")


def _value(value: int | None) -> str:
    return _("inte bedömt") if value is None else str(value)


def _decided(problem: Content) -> str:
    return {True: _("Prioriteras"), False: _("Prioriteras inte")}.get(problem["prioritised"], _("Inte beslutat"))


def _because(problem: Content) -> str:
    return f": {problem['prioritised_why']}" if problem["prioritised_why"] else ""
