"""Forms of the data room."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FileForm(forms.Form):
    """A file to read in."""

    file = forms.FileField(
        label=_("Fil"),
        help_text=_("Släpp filen på rutan eller välj den. Excel (xlsx), CSV, PX och kartor (GeoJSON) går bra."),
        error_messages={"required": _("Välj en fil först."), "empty": _("Filen är tom. Hämta den på nytt.")},
    )


class GoLiveForm(forms.Form):
    """The importer's word that the figures may be shown."""

    seen = forms.BooleanField(
        label=_("Jag har sett vad filen innehåller och vad som ändras"),
        error_messages={"required": _("Kryssa i rutan för att visa att du har sett vad som ändras.")},
    )
