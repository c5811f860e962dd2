"""The form by which the coordinator states what happened to a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.web.followup.list_changes import DIVISION, MERGED, NONE, RENAMED, SPLIT, ListTurn
from tryggve.web.followup.list_words import kind_words
from tryggve.web.free_text import FreeTextForm
from tryggve.web.plans.fields import PlanDateField


class _Names(forms.CharField):
    def __init__(self, **more: Any) -> None:
        area = forms.Textarea(attrs={"rows": 3})
        super().__init__(required=False, max_length=2000, help_text=_("Ett på varje rad."), widget=area, **more)


class ListStepForm(FreeTextForm):
    """What happened, when, and to which entries."""

    kind = forms.ChoiceField(
        label=_("Vad hände?"), widget=forms.RadioSelect, error_messages={"required": _("Välj vad som hände.")}
    )
    when = PlanDateField(label=_("När"), max_length=40, help_text=_("Till exempel december 2025."))
    before = _Names(label=_("Områden på den tidigare listan"))
    after = _Names(label=_("Vad de blev på den senare listan"))
    note = forms.CharField(
        label=_("Kommentar"),
        required=False,
        max_length=300,
        help_text=_(
            "Till exempel var polisen har skrivit det. Visas vid målet, även offentligt. Inga personuppgifter."
        ),
    )

    def __init__(self, *args: Any, turn: ListTurn, **more: Any) -> None:
        super().__init__(*args, **more)
        self.turn = turn
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = kind_words()

    def clean(self) -> dict[str, Any]:
        """Ask for as many names as the kind needs, and for names that stand on the lists where these are known."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        for name in ("before", "after"):
            cleaned[name] = [] if kind == NONE else _lines(cleaned.get(name, ""))
        if kind and kind != NONE:
            self._require(kind, cleaned["before"], cleaned["after"])
        return cleaned

    def _require(self, kind: str, before: list[str], after: list[str]) -> None:
        few, many = (1, 1), (2, 10_000)
        some = (1, 10_000)
        wanted = {SPLIT: (few, many), MERGED: (many, few), RENAMED: (few, few), DIVISION: (some, some)}[kind]
        lists = (("before", before, self.turn.then), ("after", after, self.turn.now))
        for (field, names, year), (least, most) in zip(lists, wanted, strict=True):
            if not least <= len(names) <= most:
                text = gettext("Skriv ett namn.") if most == 1 else gettext("Skriv minst %(n)d namn, ett på varje rad.")
                self.add_error(field, text % {"n": least})
            elif year.named and (unknown := [name for name in names if name not in year.names]):
                text = gettext("%(names)s står inte på listan %(year)d. På den står: %(known)s.")
                known = _joined(year.names) or "–"
                self.add_error(field, text % {"names": _joined(unknown), "year": year.year, "known": known})


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line for line in (" ".join(row.split()) for row in text.splitlines()) if line))


def _joined(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
