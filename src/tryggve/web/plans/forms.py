"""Forms of the plan: the plan itself, a priority, a claim, a measure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.analysis.codec import finding_to_json
from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.possible import impossible_in
from tryggve.publish.wording import word
from tryggve.terms import Finding
from tryggve.web.free_text import FreeTextForm
from tryggve.web.mistakes import language_now
from tryggve.web.plans.fields import PlanDateField
from tryggve.web.plans.models import Plan, document_kinds
from tryggve.web.plans.words import document_words


class PartForm(FreeTextForm):
    """A form of the plan: few fields first, the rest behind a fold; ``revision`` says what was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    more: Sequence[str] = ()
    rows: Sequence[Sequence[forms.BoundField]] = ()
    steps: Sequence[Sequence[forms.BoundField]] = ()
    caveats: Sequence[str] = ()

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The fields that everybody fills in."""
        return [self[name] for name in self.fields if name not in ("revision", *self.more) and not _in_row(name)]

    @property
    def folds(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields that can wait, in groups with a heading each; one without, where they are few."""
        return [("", self.more_fields)]

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
        return [self[name] for name in self.fields if name in self.errors]

    def refuse_impossible(self, kind: str, given: Mapping[str, object]) -> None:
        """Add a fault at each field that says what cannot be."""
        for wrong in impossible_in(kind, given):
            if wrong.field in self.fields and wrong.field not in self.errors:
                self.add_error(wrong.field, wrong.words.text(language_now()))

    def point_at_fault(self) -> None:
        """Let the cursor stand in the first field with a fault when the page opens."""
        for bound in self.faulty[:1]:
            if not bound.use_fieldset:
                bound.field.widget.attrs["autofocus"] = True

    def values(self) -> dict[str, object]:
        """Return what is to be written; a text's lines end in one character, as in a file, not in a browser's two."""
        kept = (name for name in self.cleaned_data if name != "revision" and not _in_row(name))
        return {name: _even(self.meant(name)) for name in kept}

    def meant(self, name: str) -> object:
        """Return what a field says; what is sent as it was shown stands as it was, not rounded and not trimmed."""
        start, read = self.initial.get(name), self.cleaned_data[name]
        if not isinstance(start, str | float) or not isinstance(read, type(start)):
            return read
        return start if _even(self.data.get(name)) == _even(self.fields[name].prepare_value(start)) else read


def _even(value: object) -> object:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _in_row(name: str) -> bool:
    return name.startswith(("budget_", "milestone_"))


class PlanForm(PartForm):
    """The plan's name, period and own text."""

    title = forms.CharField(label=_("Planens namn"), max_length=200)
    starts = PlanDateField(
        label=_("Gäller från"),
        required=False,
        help_text=_("Ett år, en månad eller en dag: 2027 eller 2027-01."),
    )
    ends = PlanDateField(label=_("Gäller till och med"), required=False)
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
    document = forms.ChoiceField(
        label=_("Slag av dokument"), help_text=_("Ett avsnitt i ett annat måldokument kan sakna period.")
    )
    supports = forms.ModelChoiceField(
        queryset=Plan.objects.none(),
        label=_("Hör till planen"),
        required=False,
        help_text=_("Den plan som det här dokumentet genomför eller stödjer, till exempel för en handlingsplan."),
    )
    law_plan = forms.BooleanField(label=_("Planen är åtgärdsplanen enligt 5 § i lagen (2023:196)"), required=False)
    more = ("background", "vision", "document", "supports", "law_plan")

    def __init__(self, *args: Any, others: Any = None, **more: Any) -> None:
        super().__init__(*args, **more)
        words = document_words()
        give_choices(self, "document", [(kind, words[kind]) for kind, _name in document_kinds()])
        if others is not None and others.exists():
            self.fields["supports"].queryset = others  # type: ignore[attr-defined]  # a model choice field has one
        else:
            del self.fields["supports"]

    def clean(self) -> dict[str, Any]:
        """Ask for a period where the document needs one, and refuse a plan that ends before it starts."""
        if self.cleaned_data.get("document") != "goal_section":
            for name in ("starts", "ends"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(
                        name, gettext("Skriv ett år. Bara ett avsnitt i ett annat dokument kan sakna period.")
                    )
        self.refuse_impossible("plan", self.cleaned_data)
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
        give_choices(self, "findings", [(key, _said(word(f, catalogue, language))) for key, f in self.found.items()])
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


def finding_key(finding: Finding) -> str:
    """Return a short text that is the same for the same finding, to name it in a form."""
    content = json.dumps(finding_to_json(finding), sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _said(worded: Any) -> str:
    return f"{worded.symbol} {worded.headline}"


def give_choices(form: forms.Form, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
    """Set what can be chosen in a field."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
