"""Forms of the follow-up room."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tryggve.plan.status import ActivityStatus
from tryggve.web.followup.actions import Entry, Said
from tryggve.web.followup.models import Report
from tryggve.web.followup.queries import Row
from tryggve.web.followup.words import status_word, step_words
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import KronorField, NumberField
from tryggve.web.plans.models import Plan

_REQUIRED = {"required": _("Fyll i det här fältet.")}


class ReportForm(forms.Form):
    """What an owner says of one activity; several stand on one page."""

    status = forms.ChoiceField(label=_("Läge"), required=False, widget=forms.RadioSelect)
    dose = NumberField(label=_("Genomfört hittills"), min_value=0, required=False)
    cost = KronorField(label=_("Kostnad hittills i år, kronor"), required=False)
    comment = forms.CharField(
        label=_("Kommentar"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv inga personuppgifter."),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, row: Row, on_behalf_of: str = "") -> None:
        self.row = row
        self.on_behalf_of = on_behalf_of
        prefix = f"a{row.activity.pk}"
        self.seen = self._seen(data, prefix)
        super().__init__(data, prefix=prefix, initial=_initial(self.seen))
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(status.value, status_word(status)) for status in ActivityStatus]

    def _seen(self, data: Mapping[str, Any] | None, prefix: str) -> Report | None:
        if data is None:
            return self.row.latest
        number = data.get(f"{prefix}-seen", "")
        return next((report for report in self.row.history if str(report.pk) == number), None)

    @property
    def overtaken(self) -> bool:
        """Whether somebody else reported on the activity since the page was made."""
        return self.row.latest != self.seen

    @property
    def seen_number(self) -> int:
        """The report that the page shows; once the other's is shown, sending again stands before it."""
        shown = self.row.latest if self.is_bound and self.has_changed() else self.seen
        return shown.pk if shown else 0

    def clean(self) -> dict[str, Any]:
        """Ask for the status where anything is said, and stop what would pass over another's report unseen."""
        cleaned = super().clean() or {}
        if self.has_changed() and not cleaned.get("status") and "status" not in self.errors:
            self.add_error("status", _("Välj läge."))
        if self.has_changed() and self.overtaken:
            message = _(
                "Någon annan har rapporterat medan du skrev. Det senaste står här intill. Spara igen om ditt ska gälla."
            )
            self.add_error(None, message)
        return cleaned

    def entry(self) -> Entry:
        """Return the valid form as something to store."""
        said = Said(
            ActivityStatus(self.cleaned_data["status"]),
            self.cleaned_data["dose"],
            self.cleaned_data["cost"],
            self.cleaned_data["comment"],
        )
        return Entry(self.row.activity, said, self.seen.pk if self.seen else 0, self.on_behalf_of)


def offer(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a choice be made among some rows: those that the person asking may see."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def _initial(report: Report | None) -> dict[str, Any]:
    if report is None:
        return {}
    return {
        # A returned report asks for its status anew, so that sending it again is something the owner does.
        "status": "" if report.returned_at else report.status,
        "dose": report.dose,
        "cost": report.cost,
        "comment": report.comment,
    }


class PeriodForm(forms.Form):
    """A new period."""

    plan = forms.ModelChoiceField(Plan.objects.none(), label=_("Plan"), empty_label=None, error_messages=_REQUIRED)
    name = forms.CharField(
        label=_("Namn"), max_length=100, help_text=_("Till exempel Tertial 1 2026."), error_messages=_REQUIRED
    )
    year = forms.IntegerField(
        label=_("Budgetår"), min_value=2000, max_value=2100, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    opens = forms.DateField(label=_("Öppnar"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    closes = forms.DateField(
        label=_("Sista dag att rapportera"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
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


class NoteForm(forms.Form):
    """A reason or a note that must be given."""

    note = forms.CharField(label=_("Skäl"), max_length=300, error_messages=_REQUIRED)


class LinkForm(forms.Form):
    """Who is to report by a personal link, and for which unit."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Enhet"), empty_label=None, error_messages=_REQUIRED)
    name = forms.CharField(label=_("Vem ska ha länken?"), max_length=150, error_messages=_REQUIRED)


class StepForm(forms.Form):
    """That a step of the law's clocks was taken."""

    step = forms.ChoiceField(label=_("Vad gjordes?"))
    date = forms.DateField(
        label=_("Vilken dag?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_REQUIRED,
    )
    note = forms.CharField(label=_("Ärende eller protokoll"), max_length=200, required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["step"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = step_words()

    def clean_date(self) -> dt.date:
        """Refuse a day that has not come."""
        date: dt.date = self.cleaned_data["date"]
        if date > timezone.localdate():
            raise forms.ValidationError(_("Skriv en dag som har varit."))
        return date
