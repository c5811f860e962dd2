"""The form that asks what the columns of a table mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tryggve.errors import TryggveError
from tryggve.indicators.catalogue import load_catalogue
from tryggve.publish.words import dimension_label
from tryggve.sources import Mapping
from tryggve.sources.headed_table import HeadedTable
from tryggve.terms import Unit
from tryggve.web.data.mapping_fields import SECTIONS, first_values, plain_fields, told_mapping
from tryggve.web.data.mapping_words import (
    AS_IT_STANDS,
    DIMENSIONS,
    EVERYBODY,
    MEASURE,
    MOST_WORDS,
    Word,
    age_meaning,
    group_choices,
    indicator_choices,
    words_of,
)
from tryggve.web.mistakes import language_now

_ONE_ROLE = ("value", "place", "period", "measure", "lower", "upper", "margin", "n", "population")
_NEEDED = {
    "place": ("fixed_place", gettext_lazy("Välj kolumnen med platser, eller skriv en plats för hela tabellen.")),
    "period": ("fixed_period", gettext_lazy("Välj kolumnen med år, eller skriv ett år för hela tabellen.")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A column's words, each with the field that asks what it means."""

    title: str
    rows: list[tuple[str, forms.BoundField]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the form with its heading, and the words of the columns that are chosen in it."""

    title: str
    hint: str
    fields: list[forms.BoundField]
    word_lists: list[WordList]

    @property
    def asked_fields(self) -> list[forms.BoundField]:
        """The fields that ask about words."""
        return [field for words in self.word_lists for _text, field in words.rows]


class MappingForm(forms.Form):
    """Which column is what, prefilled with what a saved mapping or the headings say."""

    def __init__(self, data: QueryDict | None = None, *, table: HeadedTable, given: Mapping, own: str) -> None:
        self.table = table
        self.given = given
        self.own = own
        first = first_values(given, table=table, own=own)
        self.words = tuple(self._asked_words(data if data is not None else first))
        first |= {word.field: word.guess for word in self.words}
        # A word that the page has not asked about yet is answered by the guess.
        answered = data.copy() if data is not None else None
        for word in self.words:
            if answered is not None:
                answered.setdefault(word.field, word.guess)
        super().__init__(answered, initial=first)
        self.fields |= plain_fields(table, scale=given.scale, own=own)
        self.fields |= {word.field: _word_field(word) for word in self.words}

    def _asked_words(self, chosen: Any) -> Iterator[Word]:
        for subject in (MEASURE, *DIMENSIONS):
            column = str(chosen.get(_field_of(subject), ""))
            if column and self.table.has(column):
                yield from words_of(self.table, column=column, subject=subject, given=self.given)[: MOST_WORDS + 1]

    def sections(self) -> Iterator[Section]:
        """Give the form's parts in order."""
        for title, hint, names in SECTIONS:
            subjects = [s for s in (MEASURE, *DIMENSIONS) if _field_of(s) in names]
            fields = [self[name] for name in names]
            yield Section(title=str(title), hint=str(hint), fields=fields, word_lists=list(self._word_lists(subjects)))

    def _word_lists(self, subjects: list[str]) -> Iterator[WordList]:
        for subject in subjects:
            rows = [(word.text or "–", self[word.field]) for word in self.words if word.subject == subject]
            if rows:
                name = _("Mått") if subject == MEASURE else dimension_label(subject, language_now())
                yield WordList(title=name, rows=rows)

    def faulty(self) -> list[forms.BoundField]:
        """Return the fields that need mending, in the order of the page."""
        asked = [field for part in self.sections() for field in (*part.fields, *part.asked_fields)]
        return [field for field in asked if field.errors]

    def clean(self) -> dict[str, Any]:
        """Refuse a mapping that leaves something out or uses a column for two things."""
        told = super().clean() or self.cleaned_data
        self._refuse_twice()
        for name, (other, message) in _NEEDED.items():
            if not told.get(name) and not told.get(other):
                self.add_error(name, message)
        if bool(told.get("lower")) != bool(told.get("upper")):
            self.add_error("lower" if told.get("upper") else "upper", _("Ange båda gränserna eller ingen."))
        self._check_measure()
        self._check_words()
        return told

    def _refuse_twice(self) -> None:
        used: dict[str, str] = {}
        for name in (*_ONE_ROLE, *(f"group_{dimension}" for dimension in DIMENSIONS)):
            column = self.cleaned_data.get(name)
            if column and column in used:
                self.add_error(
                    name,
                    _("Kolumnen ”%(column)s” är redan vald som ”%(role)s”.")
                    % {"column": column, "role": self.fields[used[column]].label},
                )
            used.setdefault(column or "", name)

    def _check_measure(self) -> None:
        told = self.cleaned_data
        if told.get("measure") and told.get("indicator"):
            self.add_error("indicator", _("En kolumn med mått är redan vald. Välj Ingen här, eller Finns inte där."))
        elif not any(told.get(name) for name in ("measure", "indicator", "fixed_measure")):
            self.add_error("indicator", _("Välj en indikator, en kolumn med mått eller skriv ett eget namn."))
        named = [told.get("indicator"), *(told.get(word.field) for word in self.words if word.subject == MEASURE)]
        for indicator in (load_catalogue().indicators[name] for name in named if name and name != AS_IT_STANDS):
            if told.get("unit") and indicator.unit.value != told["unit"]:
                self.add_error(
                    "unit",
                    _("”%(title)s” mäts i %(unit)s. Välj den enheten eller en annan indikator.")
                    % {"title": indicator.title.text(language_now()), "unit": self._unit_name(indicator.unit)},
                )
                return

    def _unit_name(self, unit: Unit) -> str:
        choices: list[tuple[str, str]] = self.fields["unit"].choices  # type: ignore[attr-defined]  # a ChoiceField
        return str(dict(choices)[unit.value]).lower()

    def _check_words(self) -> None:
        for subject in {word.subject for word in self.words}:
            if sum(word.subject == subject for word in self.words) > MOST_WORDS:
                self.add_error(
                    _field_of(subject),
                    _("Kolumnen har fler än %(most)d olika ord, för många för att förklara. Välj en annan kolumn.")
                    % {"most": MOST_WORDS},
                )

    def mapping(self) -> Mapping:
        """Return the mapping that a valid form tells; what it does not ask about stays as it was given."""
        meanings = {word: self._meaning(word) for word in self.words}
        return told_mapping(self.cleaned_data, meanings, given=self.given, table=self.table, own=self.own)

    def _meaning(self, word: Word) -> str:
        told = str(self.cleaned_data[word.field])
        return "" if told == EVERYBODY else told

    def add_mistake(self, mistake: TryggveError) -> None:
        """Put what the reader said at the field whose column it speaks of, else above the form."""
        column = mistake.where.column
        fields = (name for name in self.fields if column and self.cleaned_data.get(name) == column)
        self.add_error(next(fields, None), mistake.text(language_now()))


def _field_of(subject: str) -> str:
    return subject if subject == MEASURE else f"group_{subject}"


class _AgeField(forms.CharField):
    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        meaning = age_meaning(text)
        if meaning is None:
            raise forms.ValidationError(_("Skriv åldern som 16-29 eller 65+, eller ”alla”."))
        return meaning or EVERYBODY


def _word_field(word: Word) -> forms.Field:
    language = language_now()
    missing = {"required": _("Säg vad ”%(word)s” betyder.") % {"word": word.text or "–"}}
    label = _("”%(word)s” betyder") % {"word": word.text or "–"}
    if word.subject == "age":
        return _AgeField(label=label, max_length=20, error_messages=missing)
    if word.subject == MEASURE:
        first = (("", _("Välj …")), (AS_IT_STANDS, _("Inget av dem: sparas men visas inte")))
        return forms.ChoiceField(label=label, choices=indicator_choices(language, *first), error_messages=missing)
    return forms.ChoiceField(label=label, choices=group_choices(word.subject, language), error_messages=missing)
