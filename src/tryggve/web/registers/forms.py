"""Forms of the registers: one for each kind of row."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.plan.clock import COUNCIL_MONTHS
from tryggve.plan.dates import from_code
from tryggve.web.decisions.forms import DayField
from tryggve.web.free_text import FreeTextForm
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import ParagraphField, PastDateField, PlanDateField
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import Plan

_NO_NAMES = _("Inga personuppgifter: skriv funktioner, inte namn.")
_DATE_HELP = _("Till exempel 2026, hösten 2026, 2026-05 eller 2026-05-31.")


def _long(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class _SpanForm(PartForm):
    """A form with a time from and to."""

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and from_code(ends).last < from_code(starts).first:
            self.add_error("ends", gettext("Slutet ligger före början. Ändra det ena datumet."))
        return self.cleaned_data


class AgreementForm(_SpanForm):
    """An agreement: who, why, about what, and for how long."""

    title = forms.CharField(
        label=_("Överenskommelsens namn"), max_length=200, help_text=_("Till exempel Medborgarlöfte 2026.")
    )
    parties = forms.ModelMultipleChoiceField(
        queryset=Unit.objects.none(), label=_("Parter"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_parties = forms.CharField(
        label=_("Andra parter"),
        required=False,
        max_length=300,
        help_text=_("Organisationer som inte finns i listan, med komma emellan."),
    )
    purpose = forms.CharField(
        label=_("Syfte"),
        required=False,
        help_text=_("Lagens 9 § kräver att syftet står i överenskommelsen."),
        widget=_long(3),
    )
    areas = forms.CharField(
        label=_("Områden för samverkan"),
        required=False,
        help_text=_("Ett område per rad. Lagens 9 § kräver att de står i överenskommelsen."),
        widget=_long(4),
    )
    starts = PlanDateField(label=_("Gäller från"), required=False, help_text=_DATE_HELP)
    ends = PlanDateField(
        label=_("Gäller till och med"), required=False, help_text=_("Lämna tomt om den gäller tills vidare.")
    )
    written = forms.BooleanField(label=_("Överenskommelsen är skriftlig"), required=False)
    signed = PlanDateField(label=_("Undertecknad"), required=False)
    signed_by = forms.CharField(label=_("Undertecknad av"), required=False, max_length=300, help_text=_NO_NAMES)
    follow_up = PlanDateField(label=_("Följs upp senast"), required=False, help_text=_DATE_HELP)
    plans = forms.ModelMultipleChoiceField(
        queryset=Plan.objects.none(), label=_("Hör till planen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = ("signed", "signed_by", "follow_up", "plans")


class CouncilForm(PartForm):
    """The council and who leads it."""

    name = forms.CharField(label=_("Rådets namn"), max_length=200)
    municipality_leads = forms.BooleanField(label=_("Kommunen leder rådet"), required=False)
    led_by = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Enhet som leder rådet"), required=False)
    led_by_function = forms.CharField(label=_("Ordförande"), required=False, max_length=200, help_text=_NO_NAMES)
    since = PlanDateField(label=_("Finns sedan"), required=False, help_text=_DATE_HELP)
    task = forms.CharField(label=_("Uppgift"), required=False, widget=_long(3))
    more = ("since", "task")


class MemberForm(_SpanForm):
    """A seat in the council."""

    title = forms.CharField(
        label=_("Funktion"), max_length=200, help_text=_("Till exempel Lokalpolisområdeschef. Inga namn.")
    )
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Enhet eller organisation"), required=False)
    organisation = forms.CharField(
        label=_("Finns den inte i listan? Skriv organisationen"), required=False, max_length=200
    )
    leading = forms.BooleanField(label=_("Funktionen är en ledande ställning"), required=False)
    starts = PlanDateField(label=_("Från"), required=False, help_text=_DATE_HELP)
    ends = PlanDateField(
        label=_("Till och med"),
        required=False,
        help_text=_("Fyll i när platsen lämnas. Ledamoten står kvar som tidigare."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask where the function is."""
        super().clean()
        if not self.cleaned_data.get("unit") and not self.cleaned_data.get("organisation"):
            self.add_error("organisation", gettext("Välj en enhet ovanför eller skriv vilken organisation det är."))
        return self.cleaned_data


class MeetingForm(PartForm):
    """When and where the council meets."""

    date = DayField(label=_("Dag"))
    place = forms.CharField(label=_("Plats"), required=False, max_length=200)
    present = forms.CharField(
        label=_("Närvarande"), required=False, max_length=500, help_text=_NO_NAMES, widget=_long(2)
    )
    next_meeting = DayField(label=_("Nästa möte"), required=False)


class AgendaForm(PartForm):
    """A point of the agenda, and what was noted."""

    title = forms.CharField(label=_("Punkt på dagordningen"), max_length=200)
    notes = forms.CharField(
        label=_("Anteckningar"),
        required=False,
        max_length=20_000,
        help_text=_("Kan vänta till efter mötet. Inga personuppgifter: skriv funktioner, inte namn."),
        widget=_long(6),
    )


class ActionForm(PartForm):
    """What somebody took upon themselves."""

    title = forms.CharField(label=_("Vad som ska göras"), max_length=300, help_text=_NO_NAMES)
    unit = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=_("Ansvarig enhet"),
        required=False,
        help_text=_("Den som har uppdrag i enheten får en påminnelse och kan säga att det är klart."),
    )
    responsible = forms.CharField(
        label=_("Ansvarig funktion"),
        required=False,
        max_length=200,
        help_text=_("Till exempel Fritidschef. Inga namn."),
    )
    due = PlanDateField(label=_("Klart senast"), required=False, help_text=_DATE_HELP)


class CoordinationForm(PartForm):
    """The function that coordinates, and how anybody reaches it."""

    title = forms.CharField(
        label=_("Funktion"), max_length=200, help_text=_("Till exempel Trygghetssamordnare. Inga namn.")
    )
    unit = forms.ModelChoiceField(queryset=Unit.objects.none(), label=_("Enhet"), required=False)
    email = forms.EmailField(
        label=_("E-post till funktionen"),
        required=False,
        help_text=_("En funktionsbrevlåda, inte en persons adress. Står på planens offentliga sida."),
    )
    phone = forms.CharField(
        label=_("Telefon"),
        required=False,
        max_length=40,
        help_text=_("Ett nummer till funktionen, till exempel växeln."),
    )
    task = forms.CharField(label=_("Uppgift"), required=False, widget=_long(3))
    more = ("task",)


class InformationForm(PartForm):
    """What the inhabitants were told."""

    date = PlanDateField(label=_("När"), help_text=_DATE_HELP)
    title = forms.CharField(label=_("Vad som berättades"), max_length=300)
    channel = forms.CharField(
        label=_("Var"),
        max_length=200,
        help_text=_("Till exempel webbplatsen, dialogmöte i Norrbacken eller lokaltidningen."),
    )


class LeadingForm(PartForm):
    """The body that leads the work."""

    name = forms.CharField(
        label=_("Nämnd som leder arbetet"),
        max_length=200,
        help_text=_("Kommunstyrelsen, om inte fullmäktige har bestämt en annan nämnd."),
    )
    decided = PastDateField(
        label=_("Fullmäktiges beslut"), required=False, help_text=_("Till exempel 2026-12-14, eller december 2020.")
    )
    paragraph = ParagraphField(required=False)
    council_months = forms.IntegerField(
        label=_("Månader mellan rapporterna till fullmäktige"),
        min_value=1,
        max_value=48,
        initial=COUNCIL_MONTHS,
        required=False,
        help_text=_("Lagen säger löpande men anger inget antal. Kommunens egen regel, till exempel 6 eller 12."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    more = ("decided", "paragraph")

    def clean_council_months(self) -> int:
        """Count a year where nothing is said."""
        return self.cleaned_data["council_months"] or COUNCIL_MONTHS


class PlanningForm(PartForm):
    """Another plan that this one is tied to."""

    title = forms.CharField(label=_("Vad det heter"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"))
    address = forms.URLField(label=_("Adress på webben"), required=False, assume_scheme="https")
    note = forms.CharField(label=_("Hur planerna hänger ihop"), required=False, max_length=500, widget=_long(3))


class ReasonForm(PartForm):
    """Why the plan stands alone."""

    reason = forms.CharField(
        label=_("Varför samordning inte är lämplig"), max_length=4000, help_text=_NO_NAMES, widget=_long(4)
    )


class EndForm(FreeTextForm):
    """When and why an agreement ends before its time."""

    on = PlanDateField(label=_("Slutar gälla"), help_text=_DATE_HELP)
    why = forms.CharField(
        label=_("Varför"),
        max_length=300,
        error_messages={"required": _("Skriv varför överenskommelsen slutar gälla.")},
    )
