"""Forms of the situation picture: the picture, its texts, a source, a problem and its causes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.plan.dates import from_code
from tryggve.plan.picture import CONTROL_QUESTIONS, LAW_PARTS, TextPart
from tryggve.plan.problems import CauseSide, Directness
from tryggve.web.mistakes import language_now
from tryggve.web.picture.words import influence_choices
from tryggve.web.plans.fields import PastDateField, PlanDateField
from tryggve.web.plans.forms import ClaimForm, PartForm

NO_PERSONS = _("Inga personuppgifter: skriv om platser, tider och grupper.")


def long_text(label: Any, help_text: Any = "", *, rows: int = 3) -> forms.CharField:
    """Return a field for several sentences that may wait."""
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


class PictureForm(PartForm):
    """The picture's name, what it covers and who answers for it."""

    title = forms.CharField(label=_("Lägesbildens namn"), max_length=200)
    starts = PlanDateField(label=_("Från"), help_text=_("Ett år, en månad eller en dag: 2026 eller 2026-01."))
    ends = PlanDateField(label=_("Till och med"))
    as_of = PastDateField(
        label=_("Uppgifterna är hämtade"),
        required=False,
        help_text=_("När underlaget togs fram, till exempel 2026-03-02 eller mars 2026."),
    )
    areas = forms.CharField(
        label=_("Områden"), max_length=300, required=False, help_text=_("Till exempel hela kommunen, Norrbacken.")
    )
    author = forms.CharField(
        label=_("Ansvarig"), max_length=200, required=False, help_text=_("Funktion, till exempel trygghetssamordnare.")
    )
    checked_by = forms.CharField(
        label=_("Granskad av"), max_length=200, required=False, help_text=_("Funktion, till exempel kommunpolis.")
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it starts."""
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and from_code(ends).last < from_code(starts).last:
            self.add_error("ends", gettext("Perioden slutar innan den börjar. Ändra det ena."))
        return self.cleaned_data


class TextsForm(PartForm):
    """Several written parts, each with what it is to answer."""

    parts: tuple[TextPart, ...] = ()
    rows_each = 8

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        language = language_now()
        for part in self.parts:
            name, asks = part.name.text(language), part.asks.text(language)
            self.fields[part.field] = long_text(name, asks, rows=self.rows_each)


class LawPartsForm(TextsForm):
    """The law's three parts."""

    parts = LAW_PARTS


class QuestionsForm(TextsForm):
    """Brå's control questions."""

    parts = CONTROL_QUESTIONS
    rows_each = 4


class SourceForm(PartForm):
    """A source, used or rejected."""

    source = forms.CharField(
        label=_("Källa"),
        max_length=200,
        help_text=_("Till exempel Brå, anmälda brott, eller protokoll från vandringar."),
    )
    used = forms.TypedChoiceField(
        label=_("Används den?"), coerce=lambda value: value == "yes", widget=forms.RadioSelect
    )
    why = long_text(_("Varför"), _("Varför den används, eller varför den valdes bort."), rows=2)
    kind = forms.CharField(
        label=_("Typ av data"), max_length=200, required=False, help_text=_("Till exempel statistik, enkät, samtal.")
    )
    information = long_text(_("Typ av information"), _("Vad den berättar."), rows=2)
    advantages = long_text(_("Fördelar"), rows=2)
    shortcomings = long_text(_("Brister"), rows=2)

    def __init__(self, *args: Any, **more: Any) -> None:
        start = dict(more.get("initial") or {})
        start["used"] = "no" if start.get("used") is False else "yes"
        super().__init__(*args, **{**more, "initial": start})
        used = self.fields["used"]
        assert isinstance(used, forms.ChoiceField)
        used.choices = [("yes", gettext("Ja, den används")), ("no", gettext("Nej, den är bortvald"))]


class ProblemForm(PartForm):
    """A problem: what, how much, where, when, for whom."""

    title = forms.CharField(
        label=_("Problem"), max_length=200, help_text=_("Några ord, till exempel Otryggt i centrum på kvällar.")
    )
    description = long_text(_("Beskrivning"), NO_PERSONS)
    extent = long_text(_("Omfattning"), _("Med egna ord. Slutsatser ur siffrorna lägger du till på problemets sida."))
    places = long_text(_("Platser"), rows=2)
    times = long_text(_("Tider"), _("Tid på dygnet, veckan och året."), rows=2)
    groups = long_text(_("Grupper"), _("Vilka som berörs, aldrig enskilda."), rows=2)
    comparison = long_text(_("Jämförelse"), _("Mot liknande kommuner, länet, landet och tidigare år."), rows=2)
    consequences = long_text(_("Följder och kostnader"), rows=2)
    other_information = long_text(_("Annan information"), _("Dialoger, trygghetsvandringar, lägesrapporter."), rows=2)
    limits = long_text(_("Det här vet vi inte"), rows=2)
    forecast = long_text(_("Hur det kan utvecklas"), rows=2)
    more = ("places", "times", "groups", "comparison", "consequences", "other_information", "limits", "forecast")


class AnalysisForm(PartForm):
    """What stands beside the fishbone."""

    delimitation = long_text(
        _("Avgränsning"), _("Vilken del av problemet som analyseras: plats, tid och slag av händelse."), rows=2
    )
    hypothesis = long_text(_("Hypotes"), _("Varför uppstår problemet? En eller två meningar."))
    protective = long_text(_("Skyddande faktorer"), _("Vad som redan håller emot."), rows=2)
    gaps = long_text(_("Kunskapsluckor"), _("Vad ni skulle behöva veta."), rows=2)
    participants = long_text(
        _("Deltog i analysen"), _("Funktioner, inte namn: kommunpolis, rektor, fastighetsskötare."), rows=2
    )
    analysed = PastDateField(
        label=_("Orsaksanalysen gjordes"), required=False, help_text=_("Till exempel 2026-12-14, eller december 2020.")
    )


class FindingsForm(ClaimForm):
    """Findings for a problem's extent, or a sentence of one's own."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if "findings" in self.fields:
            self.fields["findings"].label = gettext("Slutsatser ur siffrorna")
            self.fields["findings"].help_text = gettext(
                "De följer siffrorna så länge lägesbilden är ett utkast. När den är fastställd visas om de stämmer."
            )


class CauseForm(PartForm):
    """A cause on the fishbone."""

    text = forms.CharField(
        label=_("Orsak"), max_length=160, help_text=_("Kort, så att den får plats på fiskbenet. Inga personuppgifter.")
    )
    side = forms.ChoiceField(label=_("Vad rör den?"), widget=forms.RadioSelect)
    directness = forms.ChoiceField(label=_("Hur nära problemet ligger den?"), widget=forms.RadioSelect)
    evidence = long_text(_("Underlag"), _("Vad som talar för att det är en orsak, och hur väl ni vet det."), rows=2)
    influence = forms.TypedChoiceField(
        label=_("Går den att påverka?"), coerce=int, empty_value=None, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        language = language_now()
        one = {
            Directness.DIRECT: gettext("Direkt: utlöser händelsen"),
            Directness.INDIRECT: gettext("Bakomliggande: gör den möjlig eller trolig"),
        }
        choices = {
            "side": [(side.value, side.words.text(language)) for side in CauseSide],
            "directness": [(kind.value, one[kind]) for kind in Directness],
            "influence": influence_choices(),
        }
        for name, pairs in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = pairs
