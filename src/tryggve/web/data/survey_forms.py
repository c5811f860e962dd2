"""The form for a municipality's own survey."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tryggve.errors import UsageError
from tryggve.terms import Area
from tryggve.web.data.surveys import surveyed_place
from tryggve.web.mistakes import language_now

MOST_DEFINITION = 200_000  # bytes; a definition is a page or two of text


class SurveyForm(forms.Form):
    """The answers, what they mean, and where they were given."""

    answers = forms.FileField(
        label=_("Svarsfilen"),
        help_text=_("En rad per svarande, som CSV eller Parquet."),
        error_messages={"required": _("Välj svarsfilen."), "empty": _("Filen är tom. Hämta den på nytt.")},
    )
    definition = forms.FileField(
        label=_("Definitionen"),
        help_text=_("En textfil (TOML) som säger vad kolumnerna betyder."),
        error_messages={"required": _("Välj definitionen."), "empty": _("Filen är tom. Hämta den på nytt.")},
    )
    place = forms.CharField(
        label=_("Kommunen där frågorna ställdes"),
        max_length=60,
        error_messages={"required": _("Skriv kommunens namn.")},
    )

    def clean_definition(self) -> Any:
        """Refuse a definition that is no short text, such as the answers in the wrong field."""
        file = self.cleaned_data["definition"]
        if file.size > MOST_DEFINITION:
            raise forms.ValidationError(_("Filen är för stor för att vara en definition. Valde du svarsfilen här?"))
        return file

    def clean_place(self) -> Area:
        """Return the municipality."""
        try:
            return surveyed_place(self.cleaned_data["place"])
        except UsageError as error:
            raise forms.ValidationError(error.text(language_now())) from error
