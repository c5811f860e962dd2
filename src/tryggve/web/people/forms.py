"""Forms of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _

_EMAIL = {"invalid": _("Skriv en e-postadress, till exempel anna@kommunen.se.")}


_RULE = _("Minst 12 tecken. Inte likt ditt namn, inget vanligt lösenord och inte bara siffror.")


class SignInForm(AuthenticationForm):
    """User name and password."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        wrong = _("Ange ett korrekt användarnamn och lösenord. Stora och små bokstäver räknas som olika.")
        self.error_messages = {**self.error_messages, "invalid_login": wrong}


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # cannot be subscripted at run time
    """A password, chosen by who has the link."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _say_the_rule(self)


class ChangePasswordForm(PasswordChangeForm):
    """A password in place of the old one."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        _say_the_rule(self)


def _say_the_rule(form: forms.Form) -> None:
    form.fields["new_password1"].help_text = _RULE
    form.fields["new_password2"].help_text = ""
    form.fields["new_password2"].label = _("Skriv lösenordet en gång till")


class EmailField(forms.EmailField):
    """An e-mail address that the browser may fill in."""

    def __init__(self, **options: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(widget=widget, error_messages=_EMAIL, max_length=254, **options)


class ResetForm(forms.Form):
    """Which address a link for a new password is to go to."""

    email = EmailField(label=_("E-postadress"))


class AccountForm(forms.Form):
    """A person's own name and e-mail address."""

    name = forms.CharField(label=_("Namn"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = EmailField(
        label=_("E-postadress"),
        required=False,
        help_text=_("Hit går veckans påminnelse, och länken om du glömmer lösenordet."),
    )

    def __init__(self, *args: Any, email_is_mine: bool = True, **more: Any) -> None:
        super().__init__(*args, **more)
        if not email_is_mine:
            # Whoever could write another's address here would be taken for them at the municipality's sign-in.
            self.fields["email"].disabled = True
            self.fields["email"].help_text = _(
                "Adressen hör till kommunens konto. Be den som sköter organisationen att ändra den."
            )
