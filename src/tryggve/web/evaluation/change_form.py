"""The form by which a decision changes a decided goal: the goal's own fields, and the decision."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.plan.dates import day_of
from tryggve.web.evaluation.goal_changes import CHANGEABLE, ChangeDecision
from tryggve.web.organisation.models import Unit
from tryggve.web.plans.fields import ParagraphField, PastDateField
from tryggve.web.plans.goal_form import GoalForm

_DECISION = ("body", "date", "paragraph", "reason")


class ChangeForm(GoalForm):
    """What changes in a decided goal, and who decided it when and why."""

    body = forms.CharField(label=_("Vem som beslutade ändringen"), max_length=200)
    date = PastDateField(label=_("När"), help_text=_("Till exempel 2026-12-14, eller december 2020."))
    paragraph = ParagraphField(help_text=_("Till exempel 41."))
    reason = forms.CharField(
        label=_("Skäl"),
        max_length=4000,
        help_text=_("Varför målet ändras. Visas bredvid målet, även på planens offentliga sida."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    more: Sequence[str] = ()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, units=Unit.objects.none(), **more)
        for name in ("title", "description", "owner"):
            del self.fields[name]
        self.order_fields(["revision", *CHANGEABLE, *_DECISION])

    @property
    def goal_fields(self) -> list[forms.BoundField]:
        """The goal's own fields."""
        return [self[name] for name in self.fields if name in CHANGEABLE]

    @property
    def decision_fields(self) -> list[forms.BoundField]:
        """The decision's fields."""
        return [self[name] for name in _DECISION]

    def clean(self) -> dict[str, Any]:
        """Refuse a baseline of another indicator: what is measured anew starts anew."""
        moved = any(self._differs(name) for name in ("indicator", "group", "place"))
        kept = self.cleaned_data.get("baseline")
        if moved and kept is not None and not self._differs("baseline"):
            text = gettext("Utgångsläget gäller det som mättes förut. Skriv ett nytt, eller töm fältet.")
            self.add_error("baseline", text)
        return super().clean()

    def _differs(self, name: str) -> bool:
        return name in self.cleaned_data and self.meant(name) != self.initial.get(name)

    def changed(self) -> dict[str, object]:
        """Return the goal's fields as they are to be."""
        return {name: value for name, value in self.values().items() if name in CHANGEABLE}

    def decision(self) -> ChangeDecision:
        """Return the decision."""
        said = {name: self.cleaned_data[name] for name in _DECISION}
        date, when = day_of(said.pop("date"), today=timezone.localdate())
        return ChangeDecision(**said, date=date, when=when)
