"""The form of an activity: who does what, when, how much, and for what money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import KronorField, NumberField, PlanDateField, YearField
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.parts import BudgetRow, MilestoneRow

EMPTY_ROWS = 3


class ActivityForm(PartForm):
    """What a unit does, planned and budgeted in its ordinary work."""

    title = forms.CharField(
        label=_("Aktivitet"), max_length=300, help_text=_("Det som görs, till exempel Nattvandring fredagar.")
    )
    owner = forms.ModelChoiceField(
        queryset=Unit.objects.none(),
        label=_("Ansvarig enhet"),
        required=False,
        help_text=_("Den som genomför och rapporterar. Kan vänta, men planen visar att den saknas."),
    )
    new_owner = forms.CharField(
        label=_("Finns enheten inte i listan? Skriv dess namn"),
        required=False,
        max_length=200,
        help_text=_("Gäller i stället för det som är valt ovan. Enheten läggs till under Organisation."),
    )
    starts = PlanDateField(
        label=_("Börjar"), required=False, help_text=_("Till exempel 2027, hösten 2027 eller 2027-09.")
    )
    ends = PlanDateField(label=_("Slutar"), required=False)
    planned_dose = NumberField(
        label=_("Hur mycket"),
        required=False,
        min_value=0,
        help_text=_("Det ni räknar när det är gjort, till exempel 40."),
    )
    dose_unit = forms.CharField(
        label=_("Räknas i"), required=False, max_length=60, help_text=_("Till exempel kvällar, möten eller timmar.")
    )
    partners = forms.ModelMultipleChoiceField(
        queryset=Unit.objects.none(), label=_("Medverkande"), required=False, widget=forms.CheckboxSelectMultiple
    )
    in_operational_plan = forms.CharField(
        label=_("Inskriven i verksamhetsplan"),
        required=False,
        max_length=300,
        help_text=_("Nämndens datum och paragraf."),
    )
    more = ("partners", "in_operational_plan")

    def __init__(
        self,
        *args: Any,
        units: Any,
        budgets: Sequence[BudgetRow] = (),
        milestones: Sequence[MilestoneRow] = (),
        year: int,
        last: int | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        for name in ("owner", "partners"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]  # a model choice field has one
        self.fields["owner"].empty_label = gettext("Inget valt")  # type: ignore[attr-defined]
        if not units.exists():
            del self.fields["partners"], self.fields["owner"]
            self.fields["new_owner"].label = gettext("Ansvarig enhet")
            self.fields["new_owner"].help_text = gettext("Skriv förvaltningens, bolagets eller föreningens namn.")
        self.count = self._count("_amount", len(budgets))
        self._lay_rows(budgets, year, last)
        self.stops = self._count("_when", len(milestones))
        self._lay_steps(milestones)

    def _count(self, ending: str, written: int) -> int:
        sent = sum(1 for name in self.data if name.endswith(ending)) if self.is_bound else 0
        return max(EMPTY_ROWS, written + 1, sent)

    def _lay_rows(self, budgets: Sequence[BudgetRow], year: int, last: int | None) -> None:
        for number in range(self.count):
            row = budgets[number] if number < len(budgets) else None
            first = row.year if row else (budgets[-1].year + number - len(budgets) + 1 if budgets else year + number)
            if last is not None and not row:
                first = min(first, last)  # money after the plan is another plan's; a row may be another funding
            names = self._names(number)
            self.fields[names[0]] = YearField(label=gettext("År"), required=False, initial=first)
            self.fields[names[1]] = KronorField(label=gettext("Kronor"), required=False, initial=row and row.amount)
            self.fields[names[2]] = forms.CharField(
                label=gettext("Finansiering"), required=False, max_length=100, initial=row.funding if row else ""
            )

    def _lay_steps(self, milestones: Sequence[MilestoneRow]) -> None:
        for number in range(self.stops):
            row = milestones[number] if number < len(milestones) else None
            when, text, done = self._step_names(number)
            self.fields[when] = PlanDateField(label=gettext("När"), required=False, initial=row.when if row else "")
            self.fields[text] = forms.CharField(
                label=gettext("Vad som ska vara klart"), required=False, max_length=200, initial=row.text if row else ""
            )
            self.fields[done] = forms.BooleanField(
                label=gettext("Klart"), required=False, initial=row.done if row else False
            )

    @property
    def more_open(self) -> bool:
        """Whether the fold stands open; the milestones lie in it too."""
        return super().more_open or any(field.errors or field.value() for row in self.steps for field in row)

    @staticmethod
    def _step_names(number: int) -> tuple[str, str, str]:
        return f"milestone_{number}_when", f"milestone_{number}_text", f"milestone_{number}_done"

    @property
    def steps(self) -> list[list[forms.BoundField]]:  # type: ignore[override]  # the base form has none
        """The milestones' rows, each with time, text and whether it is done."""
        return [[self[name] for name in self._step_names(number)] for number in range(self.stops)]

    @staticmethod
    def _names(number: int) -> tuple[str, str, str]:
        return f"budget_{number}_year", f"budget_{number}_amount", f"budget_{number}_funding"

    @property
    def rows(self) -> list[list[forms.BoundField]]:  # type: ignore[override]  # the base form has none
        """The budget's rows, each with year, kronor and funding."""
        return [[self[name] for name in self._names(number)] for number in range(self.count)]

    def clean(self) -> dict[str, Any]:
        """Ask for the year of an amount, and both parts of a milestone; refuse an end before the start."""
        self.refuse_impossible("activity", self.cleaned_data)
        for number in range(self.stops):
            self._whole_step(*self._step_names(number))
        for number in range(self.count):
            year, amount, _funding = self._names(number)
            if (
                self.cleaned_data.get(amount) is not None
                and not self.cleaned_data.get(year)
                and year not in self.errors
            ):
                self.add_error(year, gettext("Skriv vilket år pengarna gäller."))
        return self.cleaned_data

    def values(self) -> dict[str, object]:
        """Return what is to be written; the budget as rows."""
        given = {name: value for name, value in super().values().items() if name != "new_owner"}
        budgets = [row for number in range(self.count) if (row := self._row(number))]
        return {**given, "budgets": budgets, "milestones": [s for n in range(self.stops) if (s := self._step(n))]}

    def _whole_step(self, when: str, text: str, _done: str) -> None:
        if when in self.errors or bool(self.cleaned_data.get(when)) == bool(self.cleaned_data.get(text)):
            return
        if self.cleaned_data.get(text):
            self.add_error(when, gettext("Skriv när delmålet ska vara klart."))
        else:
            self.add_error(text, gettext("Skriv vad som ska vara klart då."))

    def _step(self, number: int) -> MilestoneRow | None:
        when, text, done = (self.cleaned_data.get(name) for name in self._step_names(number))
        return MilestoneRow(when, text, bool(done)) if when and text else None

    def _row(self, number: int) -> BudgetRow | None:
        year, amount, funding = (self.cleaned_data.get(name) for name in self._names(number))
        return None if year is None or amount is None else BudgetRow(year, amount, funding or "")
