"""The form of a goal; its kind decides which target fields it has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.errors import BadValueError
from tryggve.plan.dates import read_date
from tryggve.plan.status import GoalKind
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import NumberField, PlanDateField
from tryggve.web.plans.forms import PartForm, give_choices
from tryggve.web.plans.measurements import (
    deadline_warning,
    group_choices,
    group_names,
    indicator_choices,
    latest,
    place_choices,
    series_of,
)
from tryggve.web.plans.models import Measure, Plan
from tryggve.web.plans.words import goal_examples, goal_kind_meanings, goal_kind_words

SERIES = ("indicator", "group", "place")  # what names the series that a goal is measured by
_LOW = (GoalKind.REACH, GoalKind.AT_LEAST, GoalKind.RANGE)
_HIGH = (GoalKind.AT_MOST, GoalKind.RANGE)


class GoalForm(PartForm):
    """What a priority is to reach, by when, and how it is seen."""

    title = forms.CharField(label=_("Mål"), max_length=300)
    indicator = forms.ChoiceField(
        label=_("Mäts med"),
        required=False,
        help_text=_(
            "Först de som har siffror för kommunen; inom parentes står när nästa väntas. En utan siffror går också att "
            "välja: skriv utgångsläget, eller varför det saknas ännu."
        ),
    )
    group = forms.ChoiceField(label=_("Grupp"), required=False)
    place = forms.ChoiceField(label=_("Plats"), required=False)
    target_low = NumberField(label=_("Målvärde"), help_text=_("I indikatorns enhet, till exempel 65."))
    target_high = NumberField(label=_("Högst"))
    deadline = PlanDateField(
        label=_("Senast"), help_text=_("Till exempel 2029, våren 2028 eller 2028-06-30."), required=False
    )
    measures = forms.ModelMultipleChoiceField(
        queryset=Measure.objects.none(),
        label=_("Åtgärder som ska leda till målet"),
        required=False,
        help_text=_("De som ännu inte leder till något mål är ikryssade."),
        widget=forms.CheckboxSelectMultiple,
    )
    owner = forms.ModelChoiceField(
        queryset=Unit.objects.none(), label=_("Ansvarig för målet"), required=False, empty_label=_("Inget valt")
    )
    baseline = NumberField(label=_("Utgångsläge"), required=False, help_text=_("Lämna tomt så tas senaste mätningen."))
    baseline_when = PlanDateField(label=_("Utgångsläget gäller"), required=False)
    baseline_note = forms.CharField(
        label=_("Utgångsläget saknas ännu därför att"),
        required=False,
        max_length=300,
        help_text=_("Till exempel: mäts första gången hösten 2027."),
    )
    description = forms.CharField(
        label=_("Beskrivning"),
        required=False,
        help_text=_("Vad som räknas, definitioner och hur målet följs upp."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    unmeasured = forms.CharField(
        label=_("Delar av målet som indikatorn inte visar"),
        required=False,
        max_length=300,
        help_text=_(
            "Skilj dem åt med semikolon, till exempel: tillit; tillgänglighet. De står som luckor tills de mäts."
        ),
    )
    more: Sequence[str] = ("description", "owner", "baseline", "baseline_when", "baseline_note", "unmeasured")

    def __init__(
        self, *args: Any, plan: Plan, goal_kind: GoalKind, units: Any, measures: Any = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.plan, self.goal_kind = plan, goal_kind
        self.fields["title"].help_text = goal_examples()[goal_kind]
        self._offer(measures)
        self.fields["owner"].queryset = units  # type: ignore[attr-defined]  # a model choice field has one
        self._offer_series(plan.municipality)
        for name in self._not_asked():
            del self.fields[name]
        if goal_kind is GoalKind.RANGE or goal_kind is GoalKind.AT_LEAST:
            self.fields["target_low"].label = gettext("Minst")
        if goal_kind is GoalKind.REACH:
            self.fields["target_low"].required = False
            self.fields["target_low"].help_text = gettext(
                "I indikatorns enhet, till exempel 65. Lämna tomt om målvärdet inte är satt ännu: det står som en "
                "lucka."
            )

    def _offer(self, measures: Any) -> None:
        # Only a new goal asks: afterwards the measure's own form says what it leads to.
        if measures is None or not measures.exists():
            del self.fields["measures"]
            return
        self.fields["measures"].queryset = measures  # type: ignore[attr-defined]  # a model choice field has one
        self.initial["measures"] = list(measures.exclude(goals__removed_at__isnull=True, goals__isnull=False))

    def _offer_series(self, municipality: str) -> None:
        # What is saved is always among the choices: figures come and go, and what the goal says must not go with them.
        indicator, group, place = (str(self.initial.get(name) or "") for name in SERIES)
        nothing = ("", gettext("Ingen indikator ännu"))
        give_choices(self, "indicator", [nothing, *indicator_choices(municipality, kept=indicator)])
        give_choices(self, "group", group_choices(municipality, kept=group))
        give_choices(self, "place", place_choices(municipality, kept=place))

    def _not_asked(self) -> list[str]:
        unasked = [] if self.goal_kind in _LOW else ["target_low"]
        unasked += [] if self.goal_kind in _HIGH else ["target_high"]
        if self.goal_kind is GoalKind.YES_NO:
            unasked += ["indicator", "group", "place", "baseline", "baseline_when", "baseline_note"]
        return unasked

    @property
    def kind_links(self) -> list[tuple[str, str, bool]]:
        """The kinds to choose between: code, words, whether it is this one."""
        return [(kind, text, kind == self.goal_kind) for kind, text in goal_kind_words().items()]

    @property
    def kind_meaning(self) -> str:
        """What the chosen kind asks for, in a sentence."""
        return goal_kind_meanings()[self.goal_kind]

    @property
    def caveats(self) -> list[str]:  # type: ignore[override]  # other forms have none
        """What to think of before saving: that nothing is measured before the deadline."""
        said = {
            name: self[name].value() or ""
            for name in ("indicator", "deadline", "place", "group")
            if name in self.fields
        }
        try:
            deadline = read_date(str(said["deadline"])).code if said.get("deadline") else ""
        except BadValueError:
            return []
        text = deadline_warning(
            said.get("indicator", ""),
            municipality=self.plan.municipality,
            deadline=deadline,
            place=said.get("place", ""),
            group=said.get("group", ""),
        )
        return [text] if text else []

    def clean(self) -> dict[str, Any]:
        """Refuse a range that is turned round and a series that nobody measures; take the latest as baseline."""
        given = self.cleaned_data
        self.refuse_impossible("goal", given)
        if given.get("indicator"):
            self._measured(given)
        elif self._pending and not self.errors.keys() & {"target_low", "indicator"}:
            said = gettext("Skriv målvärdet, eller välj en indikator som följs tills målvärdet är satt.")
            self.add_error("target_low", said)
        return given

    @property
    def _pending(self) -> bool:
        """Whether the goal is followed before its target is set."""
        return self.goal_kind is GoalKind.REACH and self.cleaned_data.get("target_low") is None

    def _measured(self, given: dict[str, Any]) -> None:
        series = series_of(
            given["indicator"],
            municipality=self.plan.municipality,
            place=given.get("place", ""),
            group=given.get("group", ""),
        )
        point = latest(series)
        if self._told(given):
            return
        if point is None or point.estimate is None:
            field, said = self._no_figures(given)
            # Where the value to reach can wait, so can where it starts.
            if field == "group" or not self._pending:
                self.add_error(field, said)
        else:
            given["baseline"], given["baseline_when"] = point.estimate.value, str(point.period.last)

    def _told(self, given: dict[str, Any]) -> bool:
        # A saved goal that is measured as before keeps what it says of its baseline, also that it says nothing.
        as_before = self._saved and not self._moved and self.initial.get("baseline") is None
        return as_before or given.get("baseline") is not None or bool(given.get("baseline_note"))

    @property
    def _saved(self) -> bool:
        return "revision" in self.initial

    @property
    def _moved(self) -> bool:
        """Whether another series than the saved one measures the goal."""
        return any(self.cleaned_data.get(name, "") != (self.initial.get(name) or "") for name in SERIES)

    def _no_figures(self, given: dict[str, Any]) -> tuple[str, str]:
        names = group_names(given["indicator"], municipality=self.plan.municipality, place=given.get("place", ""))
        if not names:
            said = gettext("Indikatorn har inga siffror här ännu. Skriv utgångsläget, eller varför det saknas ännu.")
            return "baseline_note", said
        said = gettext("Indikatorn har inga siffror för den gruppen och platsen. Välj en annan.")
        return "group", f"{said} {gettext('På platsen finns siffror för: %(groups)s.') % {'groups': '; '.join(names)}}"

    def values(self) -> dict[str, object]:
        """Return what is to be written, with the kind and the target that it implies."""
        kind = {"kind": self.goal_kind.value}
        if self._saved and self.initial.get("kind", self.goal_kind) == self.goal_kind:
            return kind | super().values()
        zero = 0.0 if self.goal_kind is GoalKind.ZERO else None
        return kind | {"target_low": zero, "target_high": None} | super().values()
