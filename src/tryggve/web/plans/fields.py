"""Form fields that plans need: dates in words, Swedish numbers, years, kronor."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.errors import BadValueError
from tryggve.plan.dates import first_day, from_code, read_date
from tryggve.plan.typed_numbers import plain_kronor, plain_number, scaled_kronor, two_readings
from tryggve.publish.numbers import format_number
from tryggve.web.mistakes import language_now


class _Typed(str):
    """What a person sent: ``2026-05`` stays that, where a stored code is written in words."""

    __slots__ = ()


class PlanDateField(forms.CharField):
    """A date in words; its cleaned value is the stored code."""

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Mark what was sent."""
        sent = super().bound_data(data, initial)
        return _Typed(sent) if isinstance(sent, str) else sent

    def clean(self, value: Any) -> str:
        """Return the code of the date, or an empty text."""
        text = str(super().clean(value))
        try:
            return read_date(text).code if text else ""
        except BadValueError as error:
            raise ValidationError(error.text(language_now())) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Take what was sent back as it was shown for unchanged."""
        return super().has_changed(initial, data) and super().has_changed(self.prepare_value(initial), data)

    def prepare_value(self, value: Any) -> Any:
        """Write a stored code in words; leave what a person typed."""
        if isinstance(value, _Typed):
            return value
        try:
            return from_code(value).text(language_now()) if value else ""
        except (ValueError, KeyError):
            return value


class PastDateField(PlanDateField):
    """When something was done: a date in words that has begun."""

    def clean(self, value: Any) -> str:
        """Refuse what lies ahead."""
        code = super().clean(value)
        if code and first_day(code) > timezone.localdate():
            raise ValidationError(gettext("Tiden ligger i framtiden. Skriv när det gjordes."))
        return code


class NumberField(forms.FloatField):
    """A number with decimal comma or point; spaces between thousands and a sign for per cent are allowed.

    On a Swedish page ``1.200`` is asked about: as thousands it would be read a thousand times too small.
    """

    def __init__(self, **more: Any) -> None:
        wrong = {
            "invalid": _("Skriv ett tal, till exempel 65 eller 62,5."),
            "min_value": _("Skriv %(limit_value)s eller mer."),
        }
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), error_messages=wrong, **more)

    def to_python(self, value: Any) -> Any:
        """Read the number."""
        if not isinstance(value, str):
            return super().to_python(value)
        if language_now() == "sv" and (readings := two_readings(value)):
            told = {"thousands": readings[0], "decimals": readings[1]}
            raise ValidationError(_("Är det tusental eller decimaler? Skriv %(thousands)s eller %(decimals)s.") % told)
        return super().to_python(_PER_CENT.sub("", plain_number(value)))

    def prepare_value(self, value: Any) -> Any:
        """Write the number as the page's language does."""
        return _written(f"{value:.10g}") if isinstance(value, float) else value


class YearField(forms.IntegerField):
    """A year."""

    def __init__(self, **more: Any) -> None:
        year = _("Skriv ett år mellan 2000 och 2100.")
        wrong = dict.fromkeys(("invalid", "min_value", "max_value"), year) | more.pop("error_messages", {})
        widget = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(min_value=2000, max_value=2100, widget=widget, error_messages=wrong, **more)


class ParagraphField(forms.CharField):
    """A paragraph of minutes; its cleaned value is the number without its sign, on whichever side it was written."""

    def __init__(self, **more: Any) -> None:
        super().__init__(label=_("Paragraf"), max_length=40, **more)

    def clean(self, value: Any) -> str:
        """Return the number; a sign alone is no paragraph."""
        return str(super().clean(str(value or "").strip("§ \N{NO-BREAK SPACE}")))


class KronorField(forms.DecimalField):
    """An amount in kronor; space or point between thousands, and ``kr``, ``kronor`` or ``:-`` after it, are allowed."""

    def __init__(self, **more: Any) -> None:
        amount = _("Skriv ett belopp i kronor, till exempel 120 000.")
        large = _("Beloppet är för stort. Skriv högst tolv siffror.")
        wrong = {"invalid": amount} | dict.fromkeys(("max_digits", "max_whole_digits"), large)
        wrong["max_decimal_places"] = amount
        wrong["min_value"] = _("Skriv 0 kronor eller mer.")
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(widget=widget, max_digits=14, decimal_places=2, min_value=0, error_messages=wrong, **more)

    def to_python(self, value: Any) -> Any:
        """Read the amount; thousands are asked for in kronor, so that what is kept is what was written."""
        if isinstance(value, str) and (kronor := scaled_kronor(value)) is not None:
            told = {"kronor": format_number(float(kronor), language_now())}
            asked = _("Menar du %(kronor)s?") % told
            raise ValidationError(f"{self.error_messages['invalid']} {asked}")
        return super().to_python(plain_kronor(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """Write whole kronor without decimals."""
        if not isinstance(value, Decimal):
            return value
        return f"{value:.0f}" if value == value.to_integral() else _written(str(value))


_PER_CENT = re.compile(r"(%|procent|percent)$")


def _written(number: str) -> str:
    return number.replace(".", ",") if language_now() == "sv" else number
