"""Forms that take a plan in from outside: a Word text, a table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class TextForm(forms.Form):
    """A Word file or pasted text."""

    file = forms.FileField(
        label=_("Word-fil"),
        required=False,
        help_text=_("En docx-fil. Bara texten tas till vara; bilder, makron och länkar lämnas."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={"empty": _("Filen är tom. Välj en annan.")},
    )
    text = forms.CharField(
        label=_("Eller klistra in texten"),
        required=False,
        max_length=500_000,
        help_text=_("En rad för varje stycke. Tabeller som kopieras ur Word eller Excel går bra."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        if not self.errors and not self.cleaned_data.get("file") and not self.cleaned_data.get("text"):
            raise forms.ValidationError(gettext("Välj en fil eller klistra in en text."))
        return self.cleaned_data


class TableForm(forms.Form):
    """A plan's table."""

    file = forms.FileField(
        label=_("Tabell att läsa in"),
        help_text=_("Excel (xlsx) eller CSV, med rubrikerna från en hämtad tabell."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Välj en fil först."), "empty": _("Filen är tom. Välj en annan.")},
    )
