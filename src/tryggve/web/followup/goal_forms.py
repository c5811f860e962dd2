"""The form by which a yes-or-no goal is answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.plan.dates import from_code
from tryggve.web.followup.goal_answers import Answered
from tryggve.web.free_text import FreeTextForm
from tryggve.web.plans.fields import PlanDateField

_YES = "ja"


class AnswerForm(FreeTextForm):
    """Whether the goal is reached, and since when."""

    done = forms.ChoiceField(
        label=_("Är målet uppnått?"),
        choices=((_YES, _("Ja")), ("nej", _("Nej, inte än"))),
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ja eller nej.")},
    )
    when = PlanDateField(
        label=_("När"),
        max_length=40,
        help_text=_(
            "Vid ja: när det blev klart. Vid nej: dagen som svaret gäller. Till exempel 2026-05-31 eller maj 2026."
        ),
    )
    note = forms.CharField(
        label=_("Kommentar"),
        max_length=300,
        required=False,
        help_text=_("Till exempel beslut och paragraf. Visas vid målet, även offentligt. Skriv inga personuppgifter."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_when(self) -> str:
        """Refuse a date that has not begun."""
        code: str = self.cleaned_data["when"]
        if code and from_code(code).first > timezone.localdate():
            raise forms.ValidationError(gettext("Skriv en dag som har varit."))
        return code

    def answered(self, *, on_behalf_of: str) -> Answered:
        """Return the answer."""
        said: dict[str, Any] = self.cleaned_data
        return Answered(
            done=said["done"] == _YES,
            when=said["when"],
            note=" ".join(said["note"].split()),
            on_behalf_of=on_behalf_of,
        )
