"""The form of a comment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tryggve.web.free_text import FreeTextForm
from tryggve.web.plans.comments import LONGEST
from tryggve.web.plans.forms import give_choices
from tryggve.web.plans.models import Part
from tryggve.web.plans.paragraphs import paragraphs_of


class CommentForm(FreeTextForm):
    """What somebody says, and of which paragraph."""

    field = forms.ChoiceField(label=_("Synpunkten gäller"), required=False)
    text = forms.CharField(
        label=_("Synpunkt"),
        max_length=LONGEST,
        help_text=_("Inga personuppgifter."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv din synpunkt först.")},
    )
    answers = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: Part, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(paragraph.code, paragraph.text) for paragraph in paragraphs_of(part)]
        give_choices(self, "field", choices)
