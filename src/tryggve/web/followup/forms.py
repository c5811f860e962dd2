"""Forms of the follow-up room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from tryggve.web.followup.words import step_words
from tryggve.web.free_text import FreeTextForm
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import ParagraphField, PastDateField, YearField
from tryggve.web.plans.models import Plan

_DATE_HELP = _("Till exempel 2026-12-14, eller december 2020.")


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a choice be made among some rows: those that the person asking may see."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


class PeriodForm(forms.Form):
    """A new period."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Plan"), empty_label=None)
    name = forms.CharField(label=_("Namn"), max_length=100, help_text=_("Till exempel Tertial 1 2026."))
    year = YearField(
        label=_("Budgetår"),
        help_text=_("Kostnaderna ställs mot planens budget för det året."),
    )
    opens = forms.DateField(
        label=_("Öppnar"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    closes = forms.DateField(
        label=_("Sista dag att rapportera"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a period that closes before it opens, and a name that the plan already has."""
        cleaned = super().clean() or {}
        opens, closes, plan = cleaned.get("opens"), cleaned.get("closes"), cleaned.get("plan")
        if opens and closes and closes < opens:
            self.add_error("closes", _("Sista dagen ligger före öppningsdagen."))
        if plan and plan.periods.filter(name=cleaned.get("name")).exists():
            self.add_error("name", _("Planen har redan en period med det namnet."))
        return cleaned


class NoteForm(FreeTextForm):
    """A reason or a note that must be given."""

    note = forms.CharField(label=_("Skäl"), max_length=300)


class LinkForm(forms.Form):
    """Who is to report by a personal link, and for which unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet"), empty_label=None)
    name = forms.CharField(label=_("Vem ska ha länken?"), max_length=150)


class CouncilForm(forms.Form):
    """That a follow-up report was laid before the council."""

    date = PastDateField(label=_("Fullmäktiges sammanträde"), help_text=_DATE_HELP)
    paragraph = ParagraphField()


class BookForm(forms.Form):
    """A filled-in workbook."""

    file = forms.FileField(
        label=_("Ifylld arbetsbok"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom. Spara arbetsboken på nytt.")},
    )


class StepForm(FreeTextForm):
    """That a step of the law's clocks was taken."""

    step = forms.ChoiceField(label=_("Vad gjordes?"))
    date = PastDateField(label=_("När?"), help_text=_DATE_HELP)
    note = forms.CharField(label=_("Ärende eller protokoll"), max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = step_words()

    def point_at_fault(self) -> None:
        """Let the cursor stand in the first field with a fault: the form lies far down on a phone."""
        for name in [name for name in self.fields if name in self.errors][:1]:
            self.fields[name].widget.attrs["autofocus"] = True
