"""The fields of the mapping form: their words, their first values, and the mapping that the answers make."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping as Table
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tryggve.publish.words import dimension_label
from tryggve.sources import GroupColumn, Mapping
from tryggve.sources.headed_table import HeadedTable
from tryggve.terms import Unit
from tryggve.terms.places import find_place, register
from tryggve.web.data.mapping_words import AS_IT_STANDS, DIMENSIONS, MEASURE, Word, indicator_choices, indicator_of
from tryggve.web.mistakes import language_now

_YEAR = re.compile(r"[ _-]*(?<!\d)(?:19|20)\d\d(?!\d)")
GROUPS = tuple(f"group_{dimension}" for dimension in DIMENSIONS)

SECTIONS = (
    (
        gettext_lazy("Vad siffrorna är"),
        gettext_lazy("Ange måttet på ett av tre sätt: en kolumn, en indikator eller ett eget namn."),
        ("value", "unit", "indicator", "measure", "fixed_measure", "scale", "decimal"),
    ),
    (
        gettext_lazy("Var och när"),
        gettext_lazy("Saknas kolumnen skriver du det som gäller hela tabellen."),
        ("place", "fixed_place", "districts", "period", "fixed_period"),
    ),
    (
        gettext_lazy("Felmarginal och antal svar"),
        gettext_lazy("Utan felmarginal, gränser eller antal svar visas siffrorna men jämförs inte."),
        ("margin", "n", "lower", "upper", "population"),
    ),
    (
        gettext_lazy("Grupper"),
        gettext_lazy("Kolumner som delar upp siffrorna på kvinnor och män och så vidare."),
        GROUPS,
    ),
    (
        gettext_lazy("Källan"),
        gettext_lazy("Står vid varje siffra som visas."),
        ("name", "publisher", "title_sv", "title_en", "address", "licence"),
    ),
)


def plain_fields(table: HeadedTable, *, scale: float, own: str) -> dict[str, forms.Field]:
    """Return every field but those that ask about words."""
    return {**_figure_fields(table, scale), **_place_fields(table, own), **_group_fields(table), **_source_fields()}


def _figure_fields(table: HeadedTable, scale: float) -> dict[str, forms.Field]:
    scales = {1.0: _("som procent, 31,5"), 100.0: _("från 0 till 1, 0,315")}
    scales.setdefault(float(scale), _("gånger %(scale)s") % {"scale": scale})
    return {
        "value": _column(table, _("Kolumnen med siffran"), required=True),
        "unit": forms.ChoiceField(label=_("Enhet"), choices=_units()),
        "indicator": forms.ChoiceField(
            label=_("Indikator för hela tabellen"),
            choices=indicator_choices(language_now(), ("", _("Ingen"))),
            required=False,
        ),
        "measure": _column(table, _("Kolumn med mått")),
        "fixed_measure": _text(_("Eget namn på måttet"), hint=_("Sparas men visas inte förrän katalogen känner det.")),
        "scale": forms.TypedChoiceField(
            label=_("Andelar är skrivna"),
            choices=[(str(factor), text) for factor, text in scales.items()],
            coerce=float,
        ),
        "decimal": forms.ChoiceField(
            label=_("Decimaltecken"),
            choices=[("", _("Känn igen")), (",", _("Komma: 1.840,5")), (".", _("Punkt: 1,840.5"))],
            required=False,
        ),
        "lower": _column(table, _("Nedre gräns")),
        "upper": _column(table, _("Övre gräns")),
        "margin": _column(table, _("Felmarginal (±)")),
        "n": _column(table, _("Antal svar")),
        "population": _column(table, _("Folkmängd")),
    }


def _place_fields(table: HeadedTable, own: str) -> dict[str, forms.Field]:
    name = register()[own].name
    return {
        "place": _column(table, _("Kolumn med plats")),
        "fixed_place": _text(_("Plats för hela tabellen")),
        "districts": forms.BooleanField(
            label=_("Namn som inte är kommuner eller län är områden i %(place)s") % {"place": name}, required=False
        ),
        "period": _column(table, _("Kolumn med år")),
        "fixed_period": _text(_("År för hela tabellen"), hint=_("Till exempel 2025 eller 2024–2025.")),
    }


def _group_fields(table: HeadedTable) -> dict[str, forms.Field]:
    language = language_now()
    return {f"group_{name}": _column(table, dimension_label(name, language)) for name in DIMENSIONS}


def _source_fields() -> dict[str, forms.Field]:
    return {
        "name": _text(
            _("Tabellens namn"), required=True, hint=_("Nästa års tabell med samma namn ersätter den här."), most=150
        ),
        "publisher": _text(_("Utgivare"), required=True),
        "title_sv": _text(_("Titel på svenska"), required=True),
        "title_en": _text(_("Titel på engelska")),
        "address": forms.URLField(label=_("Webbadress"), required=False, max_length=500, assume_scheme="https"),
        "licence": _text(_("Villkor")),
    }


def _column(table: HeadedTable, label: str, *, required: bool = False) -> forms.ChoiceField:
    names = list({name.lower(): name for name in reversed(table.header) if name}.values())[::-1]
    empty = _("Välj …") if required else _("Finns inte")
    return forms.ChoiceField(
        label=label,
        choices=[("", empty), *((name, name) for name in names)],
        required=required,
        error_messages={"required": _("Välj vilken kolumn det är.")},
    )


def _text(label: str, *, required: bool = False, hint: str = "", most: int = 200) -> forms.CharField:
    missing = {"required": _("Fyll i %(label)s.") % {"label": label.lower()}}
    return forms.CharField(label=label, required=required, help_text=hint, max_length=most, error_messages=missing)


def _units() -> list[tuple[str, str]]:
    return [
        (Unit.PERCENT.value, _("Procent")),
        (Unit.INDEX.value, _("Indexpoäng")),
        (Unit.COUNT.value, _("Antal")),
        (Unit.PER_100K.value, _("Antal per 100 000 invånare")),
        (Unit.PER_1000.value, _("Antal per 1 000 invånare")),
        (Unit.LEVEL.value, _("Nivå, som polisens 0 till 6")),
    ]


def first_values(given: Mapping, *, table: HeadedTable, own: str) -> dict[str, Any]:
    """Return what the form says before anybody has touched it."""
    place = register()[own]
    columns = {name: _heading(table, getattr(given, name)) for name in _COLUMN_FIELDS}
    groups = {f"group_{group.dimension}": _heading(table, group.column) for group in given.groups}
    indicator = "" if columns["measure"] else indicator_of(given.fixed_measure)
    unplaced = columns["place"] and any(not find_place(r.text(columns["place"])) for r in table.records())
    plain = _YEAR.sub("", given.name).replace("_", " ").strip() or given.name
    name = given.name if given.title_sv else plain[:1].upper() + plain[1:]
    return {
        **columns,
        **groups,
        "unit": given.unit.value,
        "scale": str(float(given.scale)),
        "decimal": given.decimal,
        "indicator": indicator,
        # A suggestion takes the figures' heading for the measure; only a person can say so.
        "fixed_measure": "" if indicator or columns["measure"] or not given.title_sv else given.fixed_measure,
        "fixed_place": given.fixed_place or ("" if columns["place"] else place.name),
        "fixed_period": given.fixed_period,
        "districts": bool(given.municipality or unplaced),
        "name": name,
        "publisher": given.publisher or _("%(place)s kommun") % {"place": place.name},
        "title_sv": given.title_sv or name,
        "title_en": given.title_en,
        "address": given.address,
        "licence": given.licence,
    }


_COLUMN_FIELDS = ("value", "place", "period", "measure", "lower", "upper", "margin", "n", "population")
_AS_TOLD = (*_COLUMN_FIELDS, "decimal", "name", "publisher", "title_sv", "title_en", "address", "licence", "scale")


def _heading(table: HeadedTable, column: str) -> str:
    place = table.position(column) if column else None
    return "" if place is None else table.header[place]


def told_mapping(
    told: Table[str, Any], meanings: Table[Word, str], *, given: Mapping, table: HeadedTable, own: str
) -> Mapping:
    """Return the mapping that the answers of a valid form tell; what is not asked about stays as it was given."""
    groups = [
        GroupColumn(
            column=told[f"group_{dimension}"],
            dimension=dimension,
            values={word.text: meaning for word, meaning in meanings.items() if word.subject == dimension},
        )
        for dimension in DIMENSIONS
        if told[f"group_{dimension}"]
    ]
    measures = {w.text: m for w, m in meanings.items() if w.subject == MEASURE and m not in {AS_IT_STANDS, w.text}}
    return dataclasses.replace(
        given,
        **{name: told[name] for name in _AS_TOLD},
        unit=Unit(told["unit"]),
        fixed_measure="" if told["measure"] else told["indicator"] or told["fixed_measure"],
        fixed_place="" if told["place"] else told["fixed_place"],
        fixed_period="" if told["period"] else told["fixed_period"],
        municipality=(given.municipality or own) if told["districts"] else "",
        groups=tuple(groups),
        measures=measures,
        sheet=table.sheet,
        header_row=table.header_row,
    )
