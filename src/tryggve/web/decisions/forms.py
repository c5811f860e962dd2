"""Forms of the decisions room."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from tryggve.plan.calendar import CONSULTATION_WEEKS, Step
from tryggve.web.decisions.policies import ONLY_FOR, DecisionKind, earliest_day
from tryggve.web.decisions.words import (
    appeal_names,
    decision_names,
    heeded_names,
    motion_names,
    outcome_names,
    reader_names,
    stance_names,
    step_names,
)
from tryggve.web.free_text import FreeTextForm
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import ParagraphField, PlanDateField

_ON_A_DAY = {"required": _("Välj en dag."), "invalid": _("Skriv dagen som 2026-05-31.")}


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or written as 2026-05-31.

    Only for what is a day by its nature: what is planned or called to, what shows or closes a page, and what a time
    limit is counted from. When something was done may be known less exactly: ``plans.fields.PastDateField``.
    """

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=_ON_A_DAY, **options)


class DecisionForm(FreeTextForm):
    """A decision as the minutes say it."""

    kind = forms.ChoiceField(label=_("Vad som beslutades"))
    body = forms.CharField(
        label=_("Vem som beslutade"),
        max_length=200,
        required=False,
        help_text=_("Till exempel Kommunfullmäktige. Tomt bara om det inte är känt."),
    )
    date = PlanDateField(
        label=_("När"), error_messages=_ON_A_DAY, help_text=_("Till exempel 2026-12-14, eller december 2020.")
    )
    paragraph = ParagraphField(required=False, help_text=_("Till exempel 142."))
    case_number = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    addressee = forms.CharField(
        label=_("Vem som fick uppdraget"), max_length=200, required=False, help_text=_("Bara för ett uppdrag.")
    )
    tabled_to = DayField(label=_("Bordlagt till"), required=False, help_text=_("Bara för en bordläggning."))
    note = forms.CharField(
        label=_("Anteckning"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vid återremiss: skälet."),
    )
    appeal = forms.ChoiceField(label=_("Så kan beslutet prövas"), required=False)
    public_from = DayField(
        label=_("Planen är offentlig från"),
        required=False,
        help_text=_("Gäller bara när planen antas. Lämna tomt tills ni vill visa den för alla."),
    )

    def __init__(self, *args: Any, possible: list[DecisionKind], **options: Any) -> None:
        super().__init__(*args, **options)
        names = decision_names()
        # While a plan is out for consultation it waits for answers and not for a decision: nothing is chosen for it.
        unchosen = [] if self.initial.get("kind") else [("", _("Välj vad som beslutades"))]
        _choose(self, "kind", [*unchosen, *((kind.value, names[kind.value]) for kind in possible)])
        _choose(self, "appeal", [("", _("Inte angivet")), *appeal_names().items()])
        for name, kind in ONLY_FOR.items():
            if kind not in possible:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Hold a tabling to its day and a referral back to its reason."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("kind") == DecisionKind.TABLE:
            self._check_tabling(values)
        if values.get("kind") == DecisionKind.REFER_BACK and not values.get("note"):
            self.add_error("note", _("Skriv varför ärendet återremitterades."))
        return values

    def _check_tabling(self, values: dict[str, Any]) -> None:
        tabled_to, code = values.get("tabled_to"), values.get("date")
        if not tabled_to and "tabled_to" not in self.errors:
            self.add_error("tabled_to", _("Skriv till vilken dag ärendet bordlades."))
        elif tabled_to and code and tabled_to < (earliest_day(tabled_to, code) or tabled_to):
            self.add_error("tabled_to", _("Dagen är före beslutet. Skriv dagen då ärendet tas upp igen."))


class ConsultationForm(forms.Form):
    """A plan to be sent to units, with one day to answer by."""

    unit = forms.ModelMultipleChoiceField(
        label=_("Till"),
        queryset=Unit.objects.none(),
        error_messages={"required": _("Välj minst en.")},
        widget=forms.CheckboxSelectMultiple,
    )
    sent = DayField(label=_("Skickas"))
    due = DayField(label=_("Svar senast"), help_text=_("Samma dag för alla. Fyra veckor eller mer brukar behövas."))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        _units(self, "unit", units)


class AnswerForm(FreeTextForm):
    """A unit's answer."""

    answered_by = forms.CharField(
        label=_("Vem som svarar"),
        max_length=150,
        help_text=_("Nämnd, roll eller funktion, till exempel Fritidsnämnden § 31."),
    )
    stance = forms.ChoiceField(label=_("Svaret i korthet"), required=False)
    answer = forms.CharField(
        label=_("Svar"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Skriv inget om enskilda personer."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "stance", [("", _("Inte angivet")), *stance_names().items()])


class TypedAnswerForm(AnswerForm):
    """An answer that came another way, with the day that it came."""

    came = DayField(label=_("Kom in"), required=False, help_text=_("Tomt betyder i dag."))

    field_order = ("came",)

    def __init__(self, *args: Any, sent: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sent = sent

    def clean_came(self) -> dt.date:
        """Refuse a day that has not been, and one before the plan was sent; today where none is written."""
        day: dt.date = self.cleaned_data["came"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dagen har inte varit än. Skriv dagen då svaret kom in."))
        if day < min(self._sent, timezone.localdate()):
            sent = date_format(self._sent, "j F Y")
            raise forms.ValidationError(
                _("Remissen skickades %(sent)s. Skriv dagen då svaret kom in.") % {"sent": sent}
            )
        return day


class ExtensionForm(FreeTextForm):
    """More time to answer."""

    due = DayField(label=_("Ny sista dag att svara"))
    why = forms.CharField(label=_("Varför"), max_length=300)


class ResponseForm(FreeTextForm):
    """How the municipality took an answer into account."""

    heeded = forms.ChoiceField(label=_("Har synpunkterna beaktats?"))
    response = forms.CharField(
        label=_("Varför, och vad som är ändrat"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "heeded", list(heeded_names().items()), widget=forms.RadioSelect())


class ParticipantForm(FreeTextForm):
    """Who took part in drafting the plan."""

    unit = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Unit.objects.none(), required=False, empty_label=_("Annan, skriv nedan")
    )
    name = forms.CharField(
        label=_("Annan funktion eller grupp"),
        max_length=200,
        required=False,
        help_text=_("Till exempel Elevråden eller Trygghetssamordnaren. Inga personnamn."),
    )
    how = forms.CharField(
        label=_("Hur"),
        max_length=300,
        help_text=_("Till exempel verkstad om orsaker, dialogmöte eller arbetsgrupp."),
    )
    when = PlanDateField(label=_("När"), required=False, help_text=_("Till exempel hösten 2026, 2026-10 eller en dag."))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        _units(self, "unit", units)


class MinutesForm(forms.Form):
    """What the minutes add afterwards."""

    adjusted = DayField(label=_("Protokollet justerat"), required=False)
    announced = DayField(
        label=_("Justeringen anslagen"),
        required=False,
        help_text=_("På kommunens digitala anslagstavla, senast två dagar efter justeringen."),
    )
    minutes = forms.URLField(
        label=_("Länk till protokollet"),
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": _("Skriv hela adressen, till exempel https://www.kommunen.se/protokoll.")},
    )
    appeal = forms.ChoiceField(label=_("Så kan beslutet prövas"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "appeal", [("", _("Inte angivet")), *appeal_names().items()])


class MotionForm(FreeTextForm):
    """A motion or a reservation."""

    kind = forms.ChoiceField(label=_("Slag"))
    party = forms.CharField(label=_("Parti eller roll"), max_length=150, help_text=_("Inga personnamn."))
    text = forms.CharField(
        label=_("Vad som yrkades eller varför"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    outcome = forms.ChoiceField(label=_("Hur det gick"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "kind", list(motion_names().items()))
        _choose(self, "outcome", [("", _("Inte angivet")), *outcome_names().items()])


class CorrectionForm(FreeTextForm):
    """A clerical error mended."""

    body = forms.CharField(label=_("Vem som beslutade"), max_length=200, required=False)
    date = PlanDateField(label=_("När"), error_messages=_ON_A_DAY)
    paragraph = ParagraphField(required=False)
    case_number = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    addressee = forms.CharField(label=_("Vem som fick uppdraget"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Anteckning"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    why = forms.CharField(
        label=_("Vad som var fel"),
        max_length=300,
        help_text=_("Bara skrivfel. Ett nytt beslut förs in som ett nytt beslut."),
    )


class CaseForm(forms.Form):
    """The registry's number."""

    number = forms.CharField(
        label=_("Diarienummer"), max_length=60, required=False, help_text=_("Som det står i kommunens diarium.")
    )


class ReadersForm(forms.Form):
    """Who may read the draft."""

    who = forms.ChoiceField(label=_("Vem får läsa utkastet?"))
    units = forms.ModelMultipleChoiceField(
        label=_("Enheter som också får läsa"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        _choose(self, "who", list(reader_names().items()), widget=forms.RadioSelect())
        _units(self, "units", units)


class PictureForm(FreeTextForm):
    """The public page's picture."""

    picture = forms.FileField(
        label=_("Bild"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_("JPEG eller PNG, högst 8 MB, helst liggande och minst 1 200 bildpunkter bred."),
    )
    alt = forms.CharField(
        label=_("Vad bilden visar"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Skriv vad bilden visar. Utan den texten visas ingen bild.")},
        help_text=_("Läses upp för den som inte ser bilden."),
    )
    caption = forms.CharField(label=_("Bildtext"), max_length=300, required=False)
    credit = forms.CharField(label=_("Foto eller upphov"), max_length=150, required=False)


class PublishForm(forms.Form):
    """The day from which everybody may read the plan."""

    public_from = DayField(label=_("Planen är offentlig från"))


class WithdrawForm(FreeTextForm):
    """Taking the page down."""

    why = forms.CharField(label=_("Varför sidan tas ner"), max_length=300)


class PageDateForm(forms.Form):
    """The page's own date."""

    updated = DayField(
        label=_("Sidan uppdaterad"),
        required=False,
        help_text=_("Lämna tomt, så räknas dagen fram ur det som senast ändrades."),
    )


class NextForm(FreeTextForm):
    """What is decided next."""

    what = forms.CharField(label=_("Vad som ska beslutas"), max_length=300)
    body = forms.CharField(label=_("Vem som ska besluta"), max_length=200)
    when = PlanDateField(label=_("När"), help_text=_("Till exempel 2026-05-31 eller före sommaren 2026."))


class CouncilForm(forms.Form):
    """The day that a calendar is planned back from."""

    council = DayField(label=_("Fullmäktiges möte"))
    weeks = forms.IntegerField(
        label=_("Veckor på remiss"),
        min_value=1,
        max_value=26,
        initial=CONSULTATION_WEEKS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


class PathForm(forms.Form):
    """The days of the case, each to be changed; an empty one is left out."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for step, name in step_names().items():
            self.fields[step] = DayField(label=name, required=False)

    def days(self) -> dict[Step, dt.date]:
        """Return the days that are filled in."""
        return {step: day for step in Step if (day := self.cleaned_data.get(step.value))}


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]], widget: forms.Widget | None = None) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    if widget is not None:
        field.widget = widget
    field.choices = choices


def _units(form: forms.Form, name: str, units: QuerySet[Unit]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = units
