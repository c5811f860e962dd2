"""Forms of the evaluation room: its frame, and what is judged of goals and priorities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.plan.dates import from_code
from tryggve.publish.evaluation_words import proposal_words, relevance_words
from tryggve.web.decisions.forms import DayField
from tryggve.web.mistakes import language_now
from tryggve.web.plans.fields import PlanDateField
from tryggve.web.plans.forms import PartForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_NOBODY = _("Inga personuppgifter: skriv inte så att någon kan kännas igen.")
_MOST = 20_000


def _text(label: StrOrPromise, *, rows: int = 4, hint: StrOrPromise = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=_MOST, help_text=hint, widget=widget)


class FrameForm(PartForm):
    """What the evaluation covers, by whom, and its summary."""

    starts = PlanDateField(label=_("Perioden börjar"))
    ends = PlanDateField(label=_("Perioden slutar"))
    as_of = DayField(
        label=_("Läget per"), help_text=_("Rapporter som har kommit in till och med den här dagen räknas.")
    )
    author = forms.CharField(label=_("Utvärderad av"), max_length=200)
    summary = _text(_("Sammanfattning"), rows=6, hint=_("Det viktigaste i några meningar. Kan skrivas sist."))

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it starts."""
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if starts and ends and from_code(ends).last < from_code(starts).last:
            self.add_error("ends", gettext("Perioden slutar innan den börjar. Ändra det ena."))
        return self.cleaned_data


class GoalForm(PartForm):
    """What people say of a goal, and what the evaluator makes of it."""

    participants = _text(_("Vad deltagare och berörda säger"), hint=_NOBODY)
    judgement = _text(
        _("Bedömning med egna ord"),
        rows=6,
        hint=_(
            "Väg samman resultatet, det som gjordes och det som sägs. Uppföljning visar inte vad som var orsaken. "
            "Kan målet inte bedömas: skriv det och varför. Måste finnas innan utvärderingen avslutas."
        ),
    )


class PriorityForm(PartForm):
    """The verdict on a priority, the proposal and the lessons."""

    relevance = forms.ChoiceField(label=_("Är området fortfarande relevant?"), widget=forms.RadioSelect, required=False)
    reason = _text(_("Skäl"), hint=_("Måste finnas innan utvärderingen avslutas."))
    proposal = forms.ChoiceField(label=_("Förslag till nästa plan"), widget=forms.RadioSelect, required=False)
    proposal_reason = _text(
        _("Skäl till förslaget"), hint=_("Vid Ändra: skriv vad som ska ändras. Det följer med in i nästa version.")
    )
    lessons = _text(_("Lärdomar"), hint=_NOBODY)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, words in (("relevance", relevance_words), ("proposal", proposal_words)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = list(words(language_now()).items())
