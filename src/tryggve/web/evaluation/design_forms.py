"""The form of an evaluation design: whom to compare with, and which years before and after."""

from __future__ import annotations

import difflib
import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.terms import AreaKind
from tryggve.terms.places import find_place, register
from tryggve.web.evaluation.design_words import comparison_words
from tryggve.web.evaluation.models import Design
from tryggve.web.plans.forms import PartForm

_YEARS = ("before_first", "before_last", "after_first", "after_last")
_WRONG = {"required": _("Skriv ett år."), "invalid": _("Skriv ett år, till exempel 2024.")}
_FIRST, _LAST = 1980, 2100


class DesignForm(PartForm):
    """How a goal's effect is to be looked for."""

    before_first = forms.IntegerField(label=_("Före: första året"), error_messages=_WRONG)
    before_last = forms.IntegerField(label=_("Före: sista året"), error_messages=_WRONG)
    after_first = forms.IntegerField(label=_("Efter: första året"), error_messages=_WRONG)
    after_last = forms.IntegerField(label=_("Efter: sista året"), error_messages=_WRONG)
    comparison = forms.ChoiceField(label=_("Jämför med"), widget=forms.RadioSelect)
    municipalities = forms.CharField(
        label=_("Kommuner att jämföra med, om ni räknar upp dem"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Namn eller koder, med komma eller radbrytning emellan. Minst 19 behövs för en bedömning."),
    )

    def __init__(self, *args: Any, own: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.own = own
        for name in _YEARS:
            field = self.fields[name]
            assert isinstance(field, forms.IntegerField)
            field.widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "short"})
        chosen = self.fields["comparison"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = list(comparison_words().items())

    def clean_municipalities(self) -> list[str]:
        """Read names and codes; refuse what is no municipality, with the nearest names."""
        codes: list[str] = []
        for text in re.split(r"[,;\n]+", self.cleaned_data["municipalities"]):
            if not (name := " ".join(text.split())):
                continue
            area = find_place(name)
            if area is None or area.kind is not AreaKind.MUNICIPALITY:
                self.add_error("municipalities", _strange(name))
            elif area.code == self.own:
                self.add_error("municipalities", gettext("Den egna kommunen jämförs inte med sig själv. Ta bort den."))
            elif area.code not in codes:
                codes.append(area.code)
        return codes

    def clean(self) -> dict[str, Any]:
        """Refuse windows that are turned round or overlap, and a list that is to be used but is empty."""
        given = self.cleaned_data
        first, last, after, until = (given.get(name) for name in _YEARS)
        for name in _YEARS:
            if given.get(name) is not None and not _FIRST <= given[name] <= _LAST:
                self.add_error(name, gettext("Skriv ett år mellan 1980 och 2100."))
        if first and last and last < first:
            self.add_error("before_last", gettext("Åren före slutar innan de börjar. Byt plats på dem."))
        if after and until and until < after:
            self.add_error("after_last", gettext("Åren efter slutar innan de börjar. Byt plats på dem."))
        if last and after and after <= last:
            self.add_error("after_first", gettext("Åren efter ska börja när åren före är slut."))
        named = "municipalities" in given and not given["municipalities"] and not self.errors.get("municipalities")
        if given.get("comparison") == "named" and named:
            self.add_error("municipalities", gettext("Räkna upp kommunerna, eller välj ett annat sätt att jämföra."))
        return given


def initial(design: Design) -> dict[str, object]:
    """Return what the form shows of a design."""
    names = (register()[code].name if code in register() else code for code in design.municipalities)
    fields: dict[str, object] = {name: getattr(design, name) for name in (*_YEARS, "comparison", "revision")}
    return fields | {"municipalities": ", ".join(names)}


def _strange(name: str) -> str:
    known = [area.name for area in register().values() if area.kind is AreaKind.MUNICIPALITY]
    near = difflib.get_close_matches(name, known, n=3)
    if not near:
        return gettext("”%(name)s” är ingen kommun. Skriv namnet eller den fyrsiffriga koden.") % {"name": name}
    text = gettext("”%(name)s” är ingen kommun. Menade du %(near)s?")
    return text % {"name": name, "near": ", ".join(near)}
