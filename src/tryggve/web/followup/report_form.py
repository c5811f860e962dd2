"""The form in which an owner says how one activity goes, and whether the unit's operational plan has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tryggve.plan.dates import day_of
from tryggve.plan.operational import Entered, InPlan
from tryggve.plan.personal import PERSONAL_NUMBER, holds_personal_number
from tryggve.plan.status import ActivityStatus
from tryggve.web.followup.actions import Entry, Said
from tryggve.web.followup.models import OperationalAnswer, Report
from tryggve.web.followup.queries import Row
from tryggve.web.followup.words import answer_word, before_words, budget_words, planned_words, status_word
from tryggve.web.mistakes import language_now
from tryggve.web.plans.fields import KronorField, NumberField, ParagraphField, PastDateField

_TOLD = ("answer", "answer_date", "answer_paragraph", "answer_what")


class ReportForm(forms.Form):
    """What an owner says of one activity; several stand on one page.

    The last four fields ask whether the unit's own operational plan has it, and are stored apart from the report.
    """

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
    answer = forms.ChoiceField(
        label=_("Är aktiviteten inskriven i er verksamhetsplan och budget?"), required=False, widget=forms.RadioSelect
    )
    answer_date = PastDateField(
        label=_("Beslutsdatum"),
        required=False,
        max_length=40,
        help_text=_("Till exempel 2026-01-20 eller januari 2026."),
    )
    answer_paragraph = ParagraphField(required=False)
    answer_what = forms.CharField(
        label=_("Var den står, eller vad som är ändrat"),
        required=False,
        max_length=300,
        help_text=_("Till exempel nämndens namn, eller ”6 tillfällen i stället för 12”. Skriv inga personuppgifter."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, row: Row, on_behalf_of: str = "", before: Report | None = None
    ) -> None:
        self.row = row
        self.on_behalf_of = on_behalf_of
        self.before = ""  # what was reported in an earlier period: the amount is asked for as a running total
        prefix = f"a{row.activity.pk}"
        self.seen = self._seen(data, prefix)
        self.seen_answer = self._seen_answer(data, prefix)
        super().__init__(data, prefix=prefix, initial=_initial(self.seen) | _initial_answer(self.seen_answer))
        _choose(self, "status", [(status.value, status_word(status)) for status in ActivityStatus])
        _choose(self, "answer", [(answer.value, answer_word(answer)) for answer in InPlan])
        self.fields["dose"].help_text = planned_words(row.line, unit=row.activity.dose_unit)
        if before and before.dose is not None:
            self.before = before_words(before.dose, unit=row.activity.dose_unit, at=timezone.localtime(before.at))
        self.fields["cost"].help_text = budget_words(row.line)
        if not row.asks_operational:
            for name in _TOLD:
                del self.fields[name]

    def _seen(self, data: Mapping[str, Any] | None, prefix: str) -> Report | None:
        if data is None:
            return self.row.latest
        number = data.get(f"{prefix}-seen", "")
        return next((report for report in self.row.history if str(report.pk) == number), None)

    def _seen_answer(self, data: Mapping[str, Any] | None, prefix: str) -> OperationalAnswer | None:
        newest = self.row.answer
        number = data.get(f"{prefix}-seen_answer", "") if data is not None else None
        if number is None or (newest and str(newest.pk) == number):
            return newest
        answers = self.row.activity.operational_answers
        return answers.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() else None

    @property
    def reports(self) -> bool:
        """Whether anything new is said of how it goes."""
        return bool(set(self.changed_data) - set(_TOLD))

    @property
    def answers(self) -> bool:
        """Whether anything new is said of the operational plan."""
        return bool(set(self.changed_data) & set(_TOLD))

    @property
    def overtaken(self) -> bool:
        """Whether somebody else said something else since the page was made."""
        reported = self.reports and self.row.latest != self.seen
        return reported or (self.answers and self.row.answer != self.seen_answer)

    @property
    def seen_number(self) -> int:
        """The report that the page shows; once the other's is shown, sending again stands before it."""
        shown = self.row.latest if self.is_bound and self.has_changed() else self.seen
        return shown.pk if shown else 0

    @property
    def seen_answer_number(self) -> int:
        """The answer that the page shows, in the same way."""
        shown = self.row.answer if self.is_bound and self.has_changed() else self.seen_answer
        return shown.pk if shown else 0

    def clean(self) -> dict[str, Any]:
        """Ask for what a report and an answer rest on, and stop what would pass over another's unseen."""
        cleaned = super().clean() or {}
        if self.reports and not cleaned.get("status") and "status" not in self.errors:
            self.add_error("status", _("Välj läge."))
        if self.answers:
            self._clean_answer(cleaned)
        if self.has_changed() and self.overtaken:
            message = _(
                "Någon annan har rapporterat medan du skrev. Det senaste står här intill. Spara igen om ditt ska gälla."
            )
            self.add_error(None, message)
        return cleaned

    def clean_comment(self) -> str:
        """Refuse a personal identity number: a report is never altered, so it could not be taken away again."""
        return self._without_number("comment")

    def clean_answer_what(self) -> str:
        """Refuse a personal identity number here too."""
        return self._without_number("answer_what")

    def _without_number(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if name in self.changed_data and holds_personal_number(text):
            raise forms.ValidationError(PERSONAL_NUMBER.text(language_now()))
        return text

    def _clean_answer(self, cleaned: Mapping[str, Any]) -> None:
        answer = cleaned.get("answer")
        if not answer and "answer" not in self.errors:
            self.add_error("answer", _("Välj ett svar."))
        if answer == InPlan.CHANGED and not cleaned.get("answer_what"):
            self.add_error("answer_what", _("Skriv vad som är ändrat."))

    def entry(self) -> Entry:
        """Return the valid form as something to store."""
        said = self.cleaned_data
        return Entry(
            self.row.activity,
            Said(ActivityStatus(said["status"]), said["dose"], said["cost"], said["comment"]) if self.reports else None,
            self.seen.pk if self.seen else 0,
            self.on_behalf_of,
            entered=self._entered() if self.answers else None,
            seen_answer=self.seen_answer.pk if self.seen_answer else 0,
        )

    def _entered(self) -> Entered:
        said = self.cleaned_data
        number = said["answer_paragraph"]
        code = said["answer_date"]
        date, when = day_of(code, today=timezone.localdate()) if code else (None, "")
        return Entered(InPlan(said["answer"]), date, number, said["answer_what"], when)


def _choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


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


def _initial_answer(answer: OperationalAnswer | None) -> dict[str, Any]:
    if answer is None:
        return {}
    return {
        "answer": answer.answer,
        "answer_date": answer.when or (f"{answer.date}" if answer.date else ""),
        "answer_paragraph": answer.paragraph,
        "answer_what": answer.what,
    }
