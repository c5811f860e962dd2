"""Forms that people write freely in: what is free text, and what no free text takes."""

from __future__ import annotations

from typing import Final

from django import forms

from tryggve.plan.personal import PERSONAL_NUMBER, holds_personal_number
from tryggve.web.mistakes import language_now

_LONG: Final = 160  # characters


def is_free_text(field: forms.Field) -> bool:
    """Tell whether people write freely in a field; names, numbers and dates have short fields or kinds of their own."""
    if not isinstance(field, forms.CharField):
        return False
    if isinstance(field.widget, forms.Textarea):
        return True
    plain = type(field) is forms.CharField and type(field.widget) is forms.TextInput
    return plain and (field.max_length or _LONG) >= _LONG


class FreeTextForm(forms.Form):
    """A form with free text: a personal identity number in it is refused, for what is kept here is kept for good.

    What stood there already stops nobody who changes something else.
    """

    def full_clean(self) -> None:
        """Clean the form, then look at what is left of its free text."""
        super().full_clean()
        if not self.is_bound:
            return
        for name in self.changed_data:
            field, text = self.fields[name], self.cleaned_data.get(name)
            if isinstance(text, str) and is_free_text(field) and holds_personal_number(text):
                self.add_error(name, PERSONAL_NUMBER.text(language_now()))
