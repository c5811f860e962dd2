"""The form of a measure: what is to be done, against what, why it should work, and what could go wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.errors import BadValueError
from tryggve.plan.evidence import Effect, Evidence, evidence_library
from tryggve.plan.spatial import read_spatial_plan
from tryggve.web.mistakes import language_now
from tryggve.web.plans.causes import cause_choices, causes_behind, takes_up, with_causes
from tryggve.web.plans.forms import PartForm, give_choices
from tryggve.web.plans.models import Goal, Measure, Priority
from tryggve.web.plans.words import reach_words, sort_words

_RISKS = ("risks", "risk_displacement", "risk_stigma", "risk_privacy")


@dataclass(frozen=True, slots=True)
class Choice:
    """What research says of one sort of measure, as the form shows it before it is chosen."""

    evidence: Evidence
    harmful: bool


class MeasureForm(PartForm):
    """What is to be done, against what, and why it should work."""

    title = forms.CharField(
        label=_("Åtgärd"),
        max_length=300,
        help_text=_("Vad som ska göras, till exempel Vuxna ute på kvällar. Ansvarig enhet anges på aktiviteten."),
    )
    cause = forms.CharField(
        label=_("Orsak som åtgärden ska ändra"),
        required=False,
        help_text=_("Till exempel otrygga platser. Det är här kedjan i planens programlogik börjar."),
    )
    causes = forms.MultipleChoiceField(
        label=_("Orsaker ur lägesbilden"),
        required=False,
        help_text=_("De som orsaksanalysen kom fram till. Det du kryssar i skrivs in bland orsakerna ovan."),
        widget=forms.CheckboxSelectMultiple,
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
    target_group = forms.CharField(label=_("Målgrupp"), required=False, max_length=300)
    places = forms.CharField(
        label=_("Platser"), required=False, max_length=300, help_text=_("Skilj flera platser åt med kommatecken.")
    )
    spatial_plans = forms.CharField(
        label=_("Översiktsplan eller detaljplan"),
        required=False,
        help_text=_("En rad för varje plan, med namn och adress: Detaljplan Torget | https://kommunen.se/torget."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    effect_short = forms.CharField(
        label=_("Väntad effekt på kort sikt"), required=False, max_length=300, help_text=_("Inom ett år eller två.")
    )
    effect_long = forms.CharField(label=_("Väntad effekt på lång sikt"), required=False, max_length=300)
    risks = forms.CharField(label=_("Vad som kan gå fel"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    risk_displacement = forms.CharField(label=_("Risk att problemet flyttar"), required=False, max_length=300)
    risk_stigma = forms.CharField(label=_("Risk att en grupp eller en plats pekas ut"), required=False, max_length=300)
    risk_privacy = forms.CharField(
        label=_("Risk för den personliga integriteten"),
        required=False,
        max_length=300,
        help_text=_("Till exempel kamerabevakning eller uppgifter om enskilda."),
    )
    more = (
        *("mechanism", "evidence", "changes_conditions", "sort", "reach", "target_group", "places", "spatial_plans"),
        *("effect_short", "effect_long", *_RISKS),
    )

    def __init__(self, *args: Any, priority: Priority, measure: Measure | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        goals = self.fields["goals"]
        assert isinstance(goals, forms.ModelMultipleChoiceField)
        # A measure may lead to a goal of another priority, which a table can say.
        its = Q(priority=priority) | Q(pk__in=measure.goals.values("pk") if measure else ())
        goals.queryset = Goal.objects.filter(its, removed_at__isnull=True)
        self.set_aside = list(measure.goals.filter(removed_at__isnull=False)) if measure else []
        if not goals.queryset.exists():
            del self.fields["goals"]
        self._offer_causes(cause_choices(causes_behind(priority)))
        nothing = ("", gettext("Inget valt"))
        give_choices(self, "evidence", [nothing, *((c.evidence.key, _named(c.evidence)) for c in self.known)])
        give_choices(self, "sort", [nothing, *sort_words().items()])
        give_choices(self, "reach", [nothing, *reach_words().items()])
        conditions = forms.NullBooleanSelect()
        conditions.choices = [
            ("unknown", gettext("Inget valt")),
            ("true", gettext("Förutsättningarna")),
            ("false", gettext("Följderna")),
        ]
        self.fields["changes_conditions"].widget = conditions

    def _offer_causes(self, choices: list[tuple[str, str]]) -> None:
        if not choices:
            del self.fields["causes"]
            return
        give_choices(self, "causes", choices)
        said = str(self.initial.get("cause") or "")
        self.initial["causes"] = [text for text, _label in choices if takes_up(said, text)]

    @property
    def folds(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields that can wait, by what they answer."""
        parted = (
            (gettext("Varför det bör fungera"), self.more[:5]),
            (gettext("För vem och var"), self.more[5:8]),
            (gettext("Väntad effekt"), self.more[8:10]),
            (gettext("Risker"), self.more[10:]),
        )
        return [(name, [self[field] for field in fields]) for name, fields in parted]

    @property
    def known(self) -> list[Choice]:
        """The library, in its order."""
        return [Choice(found, found.effect is Effect.HARMS) for found in evidence_library().values()]

    def values(self) -> dict[str, object]:
        """Return what is to be written; goals in the recycle bin stay tied, so that they come back as they were."""
        given = super().values()
        if "causes" in self.fields:
            given["cause"] = self._causes(str(given["cause"]), given.pop("causes"))
        chosen = self.cleaned_data.get("goals")
        return given if chosen is None else given | {"goals": [*chosen, *self.set_aside]}

    def _causes(self, said: str, ticked: object) -> str:
        ticked = set(ticked) if isinstance(ticked, list) else set()
        before = self.initial["causes"]
        # Only what was unticked here is taken away; what was written by hand stays.
        return with_causes(said, chosen=sorted(ticked), offered=[text for text in before if text not in ticked])

    def clean_spatial_plans(self) -> str:
        """Read each line, and store them alike."""
        try:
            lines = self.cleaned_data["spatial_plans"].splitlines()
            return "\n".join(read_spatial_plan(line).line for line in lines if line.strip())
        except BadValueError as error:
            raise ValidationError(error.text(language_now())) from error


def _named(evidence: Evidence) -> str:
    """Return an entry with its certainty, and first of all where it does harm."""
    language = language_now()
    name = evidence.name.text(language)
    if evidence.effect is Effect.HARMS:
        return gettext("VARNING, kan skada: %(name)s") % {"name": name}
    words = {"name": name, "certainty": evidence.certainty.words.text(language)}
    return gettext("%(name)s (stöd: %(certainty)s)") % words
