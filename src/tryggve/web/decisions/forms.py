"""Forms of the decisions room."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tryggve.web.decisions.policies import DecisionKind
from tryggve.web.decisions.words import decision_names
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import PlanDateField

_REQUIRED = {"required": _("Fyll i det här fältet.")}
_ON_A_DAY = {"required": _("Välj en dag."), "invalid": _("Skriv dagen som 2026-05-31.")}


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar or written as 2026-05-31."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], error_messages=_ON_A_DAY, **options)


class DecisionForm(forms.Form):
    """A decision as the minutes say it."""

    kind = forms.ChoiceField(label=_("Vad som beslutades"), error_messages=_REQUIRED)
    body = forms.CharField(label=_("Vem som beslutade"), max_length=200, error_messages=_REQUIRED)
    date = DayField(label=_("När"))
    paragraph = forms.CharField(label=_("Paragraf"), max_length=40, required=False, help_text=_("Till exempel 142."))
    case_number = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    note = forms.CharField(
        label=_("Anteckning"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    public_from = DayField(
        label=_("Planen är offentlig från"),
        required=False,
        help_text=_("Gäller bara när planen antas. Lämna tomt tills ni vill visa den för alla."),
    )

    def __init__(self, *args: Any, possible: list[DecisionKind], **options: Any) -> None:
        super().__init__(*args, **options)
        names = decision_names()
        self.fields["kind"] = forms.ChoiceField(
            label=self.fields["kind"].label,
            choices=[(kind.value, names[kind.value]) for kind in possible],
            error_messages=_REQUIRED,
        )


class ConsultationForm(forms.Form):
    """A plan to be sent to a unit."""

    unit = forms.ModelChoiceField(label=_("Till"), queryset=Unit.objects.none(), error_messages=_REQUIRED)
    sent = DayField(label=_("Skickas"))
    due = DayField(label=_("Svar senast"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["unit"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = units


class AnswerForm(forms.Form):
    """A unit's answer."""

    answered_by = forms.CharField(label=_("Vem som svarar"), max_length=150, error_messages=_REQUIRED)
    answer = forms.CharField(
        label=_("Svar"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Skriv inget om enskilda personer."),
        error_messages=_REQUIRED,
    )


class NextForm(forms.Form):
    """What is decided next."""

    what = forms.CharField(label=_("Vad som ska beslutas"), max_length=300, error_messages=_REQUIRED)
    body = forms.CharField(label=_("Vem som ska besluta"), max_length=200, error_messages=_REQUIRED)
    when = PlanDateField(
        label=_("När"), help_text=_("Till exempel 2026-05-31 eller före sommaren 2026."), error_messages=_REQUIRED
    )


class CouncilForm(forms.Form):
    """The day that a calendar is planned back from."""

    council = DayField(label=_("Fullmäktiges möte"))
