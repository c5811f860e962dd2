"""Forms that weigh a problem and carry it on: scores, decision, evidence, the plan, adoption, a file of counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.plan.problems import CRITERIA
from tryggve.web.free_text import FreeTextForm
from tryggve.web.mistakes import language_now
from tryggve.web.picture.forms import long_text
from tryggve.web.picture.models import Problem
from tryggve.web.picture.words import influence_choices
from tryggve.web.plans.fields import PastDateField
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import Priority


class ScoreForm(PartForm):
    """The criteria, each 0 to 3 or not judged, and the decision."""

    def __init__(self, *args: Any, **more: Any) -> None:
        start: dict[str, Any] = dict(more.get("initial") or {})
        start |= {key: str(value) for key, value in (start.get("scores") or {}).items()}
        start["prioritised"] = {None: "", True: "yes", False: "no"}[start.get("prioritised")]
        super().__init__(*args, **{**more, "initial": start})
        language = language_now()
        for criterion in CRITERIA:
            self.fields[criterion.key] = forms.TypedChoiceField(
                label=criterion.name.text(language),
                help_text=criterion.question.text(language),
                choices=influence_choices(),
                coerce=int,
                empty_value=None,
                required=False,
            )
        self.fields["scores_why"] = long_text(
            gettext("Skäl för bedömningen"), gettext("Vad bedömningen bygger på, och vem som gjorde den (funktion).")
        )
        self.fields["prioritised"] = forms.TypedChoiceField(
            label=gettext("Beslut om prioritering"),
            choices=[
                ("", gettext("Inte beslutat")),
                ("yes", gettext("Prioriteras")),
                ("no", gettext("Prioriteras inte")),
            ],
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["prioritised_why"] = long_text(gettext("Varför"), rows=2)

    @property
    def criteria_fields(self) -> list[forms.BoundField]:
        """The fields of the criteria, in order."""
        return [self[criterion.key] for criterion in CRITERIA]

    @property
    def rest_fields(self) -> list[forms.BoundField]:
        """The reasons and the decision."""
        return [self[name] for name in ("scores_why", "prioritised", "prioritised_why")]

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a decision."""
        data = self.cleaned_data
        if data.get("prioritised") is not None and not data.get("prioritised_why"):
            self.add_error("prioritised_why", gettext("Skriv varför. Skälet följer med till den som läser."))
        return data

    def values(self) -> dict[str, object]:
        """Return the scores as one field, without those not judged."""
        keys = {criterion.key for criterion in CRITERIA}
        given = {key: self.cleaned_data[key] for key in keys if self.cleaned_data.get(key) is not None}
        rest = ("scores_why", "prioritised", "prioritised_why")
        written = super().values()
        return {"scores": given} | {name: written[name] for name in rest}


class EvidenceForm(PartForm):
    """Which counts of incidents a problem rests on."""

    kind = forms.ChoiceField(
        label=_("Typ av händelse"),
        required=False,
        help_text=_("En typ, eller alla tillsammans. Så kan ingen räkna fram ett litet antal."),
    )
    areas = forms.MultipleChoiceField(
        label=_("Områden"), required=False, help_text=_("Inget valt betyder alla."), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, kinds: Sequence[str], areas: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        pairs = {
            "kind": [("", gettext("Alla typer tillsammans")), *((kind, kind) for kind in kinds)],
            "areas": [(area, area) for area in areas],
        }
        for name, choices in pairs.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class PriorityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A choice of priorities, each named with its plan."""

    def label_from_instance(self, obj: Priority) -> str:
        """Name a priority."""
        return f"{obj.title} ({obj.plan.title})"


class LinkForm(forms.Form):
    """A plan's priority that the problem is to become part of."""

    priority = PriorityField(
        label=_("Prioriterat område"),
        queryset=Priority.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett prioriterat område.")},
    )

    def __init__(self, *args: Any, priorities: QuerySet[Priority], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["priority"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = priorities


class ProblemLinkForm(forms.Form):
    """A problem that a plan's priority is to rest on."""

    problem = forms.ModelChoiceField(
        label=_("Problem"),
        queryset=Problem.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett problem.")},
    )

    def __init__(self, *args: Any, problems: QuerySet[Problem], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["problem"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = problems


class AdoptForm(FreeTextForm):
    """Who adopted the situation picture, and when."""

    body = forms.CharField(
        label=_("Fastställd av"),
        max_length=200,
        help_text=_("Till exempel kommunstyrelsen eller brottsförebyggande rådet."),
    )
    date = PastDateField(label=_("När"), help_text=_("Till exempel 2026-12-14, eller december 2020."))
    paragraph = forms.CharField(label=_("Paragraf"), max_length=40, required=False, help_text=_("Till exempel 142."))


class IncidentFileForm(forms.Form):
    """A file of counts."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Excel (xlsx) eller CSV med kolumnerna år, vecka, område, typ och antal. Inga personuppgifter."),
        error_messages={"required": _("Välj en fil först."), "empty": _("Filen är tom. Hämta den på nytt.")},
    )
