"""The form of an attachment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.plan.attached_files import ENDINGS, LISTED, is_picture
from tryggve.web.files.subjects import Subject
from tryggve.web.free_text import FreeTextForm


class AttachmentForm(FreeTextForm):
    """A file, what it is, and what it shows where it is a picture."""

    file = forms.FileField(
        label=_("Fil"),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        error_messages={"required": _("Välj en fil först."), "empty": _("Filen är tom. Hämta den på nytt.")},
    )
    note = forms.CharField(
        label=_("Vad filen är"),
        required=False,
        max_length=300,
        help_text=_("Till exempel Undertecknad överenskommelse. Inga personuppgifter."),
    )
    alt = forms.CharField(
        label=_("Vad bilden visar"),
        required=False,
        max_length=300,
        help_text=_("Bara för bilder: beskriv den för den som inte kan se den."),
    )
    public = forms.BooleanField(label=_("Får läsas av alla, även utan inloggning"), required=False)

    def __init__(self, *args: Any, subject: Subject, largest: int, **more: Any) -> None:
        super().__init__(*args, **more)
        limit = gettext(
            "Högst %(size)d MB: %(types)s. Öppna filen först och se att den inte innehåller personuppgifter."
        )
        self.fields["file"].help_text = limit % {"size": largest // 2**20, "types": LISTED}
        if not subject.may_publish:
            del self.fields["public"]

    def clean(self) -> dict[str, Any]:
        """Ask for a picture's words."""
        file = self.cleaned_data.get("file")
        if file and is_picture(file.name) and not self.cleaned_data.get("alt"):
            self.add_error("alt", gettext("Beskriv vad bilden visar, för den som inte kan se den."))
        return self.cleaned_data
