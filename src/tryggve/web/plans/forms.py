"""Forms of the plan: the plan itself, a priority, a claim, a measure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.analysis.codec import finding_to_json
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import from_code
from tryggve.plan.evidence import evidence_library
from tryggve.publish.wording import word
from tryggve.terms import Finding
from tryggve.web.mistakes import language_now
from tryggve.web.plans.fields import PlanDateField
from tryggve.web.plans.models import Goal, Priority, document_kinds
from tryggve.web.plans.words import document_words, reach_words, sort_words


class PartForm(forms.Form):
    """A form of the plan: few fields first, the rest behind a fold; ``revision`` says what was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    more: Sequence[str] = ()
    rows: Sequence[Sequence[forms.BoundField]] = ()

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that everybody fills in."""
        return [self[name] for name in self.fields if name not in ("revision", *self.more) and not _in_row(name)]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The fields that can wait."""
        return [self[name] for name in self.more if name in self.fields]

    @property
    def more_open(self) -> bool:
        """Whether the fold stands open: something is filled in there, or wrong."""
        return any(field.errors or field.value() for field in self.more_fields)

    @property
    def faulty(self) -> list[forms.BoundField]:
        """The fields with faults, in order."""
        return [self[name] for name in self.errors if name in self.fields]

    def values(self) -> dict[str, object]:
        """Return what is to be written."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision" and not _in_row(name)}


def _in_row(name: str) -> bool:
    return name.startswith("budget_")


class PlanForm(PartForm):
    """The plan's name, period and own text."""

    title = forms.CharField(label=_("Planens namn"), max_length=200)
    starts = PlanDateField(label=_("Gäller från"), help_text=_("Ett år, en månad eller en dag: 2027 eller 2027-01."))
    ends = PlanDateField(label=_("Gäller till och med"))
    background = forms.CharField(
        label=_("Bakgrund"),
        required=False,
        help_text=_("Varför planen skrivs: uppdraget och vad lägesbilden visar, i några meningar."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    vision = forms.CharField(
        label=_("Vision"),
        required=False,
        help_text=_("Hur det ska vara när planen har lyckats."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    document = forms.ChoiceField(label=_("Slag av dokument"))
    law_plan = forms.BooleanField(label=_("Planen är åtgärdsplanen enligt 5 § i lagen (2023:196)"), required=False)
    more = ("background", "vision", "document", "law_plan")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        words = document_words()
        _choices(self, "document", [(kind, words[kind]) for kind, _name in document_kinds()])

    def clean(self) -> dict[str, Any]:
        """Refuse a plan that ends before it starts."""
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and from_code(ends).last < from_code(starts).last:
            self.add_error("ends", gettext("Planen slutar innan den börjar. Ändra det ena året."))
        return self.cleaned_data


class PriorityForm(PartForm):
    """What the plan puts first."""

    title = forms.CharField(
        label=_("Prioriterat område"), max_length=200, help_text=_("Några ord, till exempel Trygga unga.")
    )
    text = forms.CharField(
        label=_("Varför det är prioriterat"),
        required=False,
        help_text=_("Kan vänta. Slutsatser ur lägesbilden lägger du till i nästa steg."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ClaimForm(PartForm):
    """Findings to rest on, or a sentence of one's own."""

    findings = forms.MultipleChoiceField(
        label=_("Slutsatser ur lägesbilden"),
        required=False,
        help_text=_("De följer siffrorna så länge planen är ett utkast. När planen är beslutad visas om de stämmer."),
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("Eller en egen mening"),
        required=False,
        help_text=_("För det som ni vet men som ingen siffra visar. Den prövas inte mot siffror."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, findings: Sequence[Finding], **more: Any) -> None:
        super().__init__(*args, **more)
        catalogue, language = load_catalogue(), language_now()
        self.found = {finding_key(finding): finding for finding in findings}
        _choices(self, "findings", [(key, _said(word(f, catalogue, language))) for key, f in self.found.items()])
        if not self.found:
            del self.fields["findings"]

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        if not self.errors and not self.cleaned_data.get("findings") and not self.cleaned_data.get("text"):
            raise forms.ValidationError(gettext("Kryssa i minst en slutsats eller skriv en egen mening."))
        return self.cleaned_data


class ClaimTextForm(PartForm):
    """The words of a claim of one's own."""

    text = forms.CharField(label=_("Egen mening"), widget=forms.Textarea(attrs={"rows": 3}))


class MeasureForm(PartForm):
    """What is to be done, against what, and why it should work."""

    title = forms.CharField(
        label=_("Åtgärd"), max_length=300, help_text=_("Vad som ska göras, till exempel Vuxna ute på kvällar.")
    )
    cause = forms.CharField(
        label=_("Motverkar"),
        required=False,
        help_text=_("Orsaken som åtgärden ska ändra, till exempel otrygga platser."),
    )
    goals = forms.ModelMultipleChoiceField(
        queryset=Goal.objects.none(),
        label=_("Mål som åtgärden ska bidra till"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mechanism = forms.CharField(
        label=_("Så är det tänkt att fungera"),
        required=False,
        help_text=_("Ledet från det som görs till det som ska bli bättre."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.ChoiceField(
        label=_("Vad forskningen säger"), required=False, help_text=_("Välj det som ligger närmast, eller lämna tomt.")
    )
    changes_conditions = forms.NullBooleanField(
        label=_("Ändrar den förutsättningarna eller lindrar den följderna?"), required=False
    )
    sort = forms.ChoiceField(label=_("Slag av åtgärd"), required=False)
    reach = forms.ChoiceField(label=_("Riktas till"), required=False)
    places = forms.CharField(label=_("Platser"), required=False, max_length=300)
    target_group = forms.CharField(label=_("Målgrupp"), required=False, max_length=300)
    risks = forms.CharField(label=_("Risker"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    more = ("mechanism", "evidence", "changes_conditions", "sort", "reach", "places", "target_group", "risks")

    def __init__(self, *args: Any, priority: Priority, **more: Any) -> None:
        super().__init__(*args, **more)
        goals = self.fields["goals"]
        assert isinstance(goals, forms.ModelMultipleChoiceField)
        goals.queryset = priority.goals.filter(removed_at__isnull=True)
        if not goals.queryset.exists():
            del self.fields["goals"]
        language = language_now()
        known = [(e.key, e.name.en if language == "en" else e.name.sv) for e in evidence_library().values()]
        _choices(self, "evidence", [("", gettext("Inget valt")), *known])
        _choices(self, "sort", [("", gettext("Inget valt")), *sort_words().items()])
        _choices(self, "reach", [("", gettext("Inget valt")), *reach_words().items()])
        conditions = forms.NullBooleanSelect()
        conditions.choices = [
            ("unknown", gettext("Inget valt")),
            ("true", gettext("Förutsättningarna")),
            ("false", gettext("Följderna")),
        ]
        self.fields["changes_conditions"].widget = conditions


def finding_key(finding: Finding) -> str:
    """Return a short text that is the same for the same finding, to name it in a form."""
    content = json.dumps(finding_to_json(finding), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _said(worded: Any) -> str:
    return f"{worded.symbol} {worded.headline}"


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
