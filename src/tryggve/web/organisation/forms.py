"""Forms of the organisation: a unit, a function, a hand-over, an invitation."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tryggve.web.organisation.models import Unit
from tryggve.web.organisation.words import role_words, unit_kind_names


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """A choice of person, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the name, or the user name where no other is known."""
        return str(obj.get_full_name() or obj.username)


class UnitForm(forms.Form):
    """A unit's name, kind and place under another."""

    name = forms.CharField(label=_("Namn"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"))
    parent = forms.ModelChoiceField(
        queryset=Unit.objects.none(), label=_("Ligger under"), required=False, empty_label=_("Ingen annan enhet")
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["kind"].choices = list(unit_kind_names().items())  # type: ignore[attr-defined]
        self.fields["parent"].queryset = units  # type: ignore[attr-defined]  # a model choice field has one


class FunctionForm(forms.Form):
    """A post, who holds it and who stands in."""

    title = forms.CharField(
        label=_("Funktion"),
        max_length=200,
        help_text=_("Uppdraget, till exempel Fritidschef. Arbetet följer uppdraget."),
    )
    holder = PersonField(
        queryset=User.objects.none(), label=_("Innehavare"), required=False, empty_label=_("Ingen ännu")
    )
    substitute = PersonField(queryset=User.objects.none(), label=_("Ersättare"), required=False, empty_label=_("Ingen"))
    substitute_from = forms.DateField(
        label=_("Ersättare från och med"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    substitute_to = forms.DateField(
        label=_("Ersättare till och med"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("holder", "substitute"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]  # a model choice field has one

    def clean(self) -> dict[str, Any]:
        """Refuse a substitute who is the holder, and dates turned round."""
        given = self.cleaned_data
        if given.get("substitute") and given.get("substitute") == given.get("holder"):
            self.add_error("substitute", gettext("Ersättaren är samma person som innehavaren. Välj någon annan."))
        first, last = given.get("substitute_from"), given.get("substitute_to")
        if isinstance(first, dt.date) and isinstance(last, dt.date) and last < first:
            self.add_error("substitute_to", gettext("Slutdagen ligger före startdagen. Ändra den ena."))
        return given


class HandOverForm(forms.Form):
    """Who gives everything to whom."""

    giver = PersonField(queryset=User.objects.none(), label=_("Lämnar över"), empty_label=_("Välj person"))
    taker = PersonField(queryset=User.objects.none(), label=_("Tar över"), empty_label=_("Välj person"))

    def __init__(self, *args: Any, people: QuerySet[User], **more: Any) -> None:
        super().__init__(*args, **more)
        for name in ("giver", "taker"):
            self.fields[name].queryset = people  # type: ignore[attr-defined]  # a model choice field has one


class InvitationForm(forms.Form):
    """Who is to come in, and as what."""

    name = forms.CharField(label=_("Namn"), max_length=150)
    username = forms.CharField(
        label=_("Användarnamn"),
        max_length=150,
        help_text=_("Bokstäver, siffror, punkt och bindestreck, eller e-postadressen."),
    )
    email = forms.EmailField(
        label=_("E-postadress"),
        required=False,
        max_length=254,
        help_text=_("Inbjudan skickas hit. Utan adress får du en länk att lämna över själv."),
        error_messages={"invalid": _("Skriv en e-postadress, till exempel anna@kommunen.se.")},
    )
    role = forms.ChoiceField(label=_("Roll"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = list(role_words().items())  # type: ignore[attr-defined]  # a choice field has them


class PersonForm(forms.Form):
    """A person's name and e-mail address."""

    name = forms.CharField(label=_("Namn"), max_length=150)
    email = forms.EmailField(
        label=_("E-postadress"),
        required=False,
        max_length=254,
        error_messages={"invalid": _("Skriv en e-postadress, till exempel anna@kommunen.se.")},
    )


class RoleForm(forms.Form):
    """A person's role."""

    role = forms.ChoiceField(label=_("Roll"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"].choices = list(role_words().items())  # type: ignore[attr-defined]  # a choice field has them
