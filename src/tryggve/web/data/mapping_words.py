"""What the words of a table's cells mean: the choices for groups and measures, and a first guess of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tryggve.errors import Language
from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.words import group_label, words
from tryggve.sources import SOURCES, Mapping
from tryggve.sources.cells import label
from tryggve.sources.group_words import group_part
from tryggve.sources.headed_table import HeadedTable
from tryggve.terms import Group

MOST_WORDS = 60
EVERYBODY = "all"
AS_IT_STANDS = "-"
MEASURE = "measure"
DIMENSIONS = ("sex", "age", "birth", "education", "disability")

Choice = tuple[str, object]  # Django's: a value with its text, or a heading with its choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One text of a column, the field that asks what it means, and the guess (Sv: ord i tabellen)."""

    field: str
    subject: str  # a dimension, or "measure"
    column: str
    text: str
    guess: str


def words_of(table: HeadedTable, *, column: str, subject: str, given: Mapping) -> tuple[Word, ...]:
    """Return the different texts of a column in the order in which they come, each with a guess of its meaning."""
    texts = list(dict.fromkeys(record.text(column) for record in table.records()))
    guess = _measure_guess if subject == MEASURE else _group_guess
    place = table.position(column)
    return tuple(
        Word(
            field=f"word_{subject}_{place}_{number}",
            subject=subject,
            column=column,
            text=text,
            guess=guess(text, subject, given),
        )
        for number, text in enumerate(texts)
    )


def group_choices(dimension: str, language: Language) -> list[Choice]:
    """Return what a word of a group column may mean."""
    values = words("groups").get(dimension, {})
    named = [(value, group_label(Group.of({dimension: value}), language)) for value in values]
    return [("", _("Välj …")), (EVERYBODY, _("Alla")), *named]


def indicator_choices(language: Language, *first: Choice) -> list[Choice]:
    """Return every indicator by its title, under its theme."""
    catalogue = load_catalogue()
    themes = [
        (getattr(theme, language), [(i.id, i.title.text(language)) for i in catalogue.in_theme(theme.code)])
        for theme in catalogue.themes
    ]
    return [*first, *((name, listed) for name, listed in themes if listed)]


def indicator_of(measure: str) -> str:
    """Return the id of the indicator that a text names by id, title or a source's own words; empty where none."""
    catalogue = load_catalogue()
    plain = label(measure).casefold()
    titles = (i.id for i in catalogue.indicators.values() if plain in {i.title.sv.casefold(), i.title.en.casefold()})
    sources = ["local", *SOURCES]
    matches = (
        found.indicator.id for code in sources if (found := catalogue.match(code, measure)) and not found.counted
    )
    return next(iter(_chain(matches, titles)), "")


def age_meaning(text: str) -> str | None:
    """Return the code of an age group, empty for everybody; nothing where the text is neither."""
    if text == EVERYBODY:
        return ""
    part = group_part(text)
    return part[1] if part and part[0] in {"", "age"} else None


def _chain(*several: Iterable[str]) -> Iterable[str]:
    for one in several:
        yield from one


def _group_guess(text: str, dimension: str, given: Mapping) -> str:
    for column in given.groups:
        if column.dimension == dimension and text in column.values:
            return column.values[text] or _everybody(dimension)
    part = group_part(text)
    return (part[1] or _everybody(dimension)) if part and part[0] in {"", dimension} else ""


def _everybody(dimension: str) -> str:
    return _("alla") if dimension == "age" else EVERYBODY  # ages are written by hand, in the page's language


def _measure_guess(text: str, _subject: str, given: Mapping) -> str:
    if text in given.measures:
        return given.measures[text]
    return indicator_of(text) or (AS_IT_STANDS if given.measures else "")
