"""What is written in a form and not saved: kept for the writer alone, offered back, and thrown away when saved.

Scratch paper, not a record: the log tells that a draft was begun or thrown away, never what it says, and a pause in
the writing leaves no event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser, User
from django.db import transaction
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tryggve.errors import UsageError
from tryggve.web.audit.actions import record
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import FormDraft

LARGEST = 200_000  # characters; the longest plan anybody has written is far shorter
_ASIDE = ("csrfmiddlewaretoken", "another", "seen")
Fields = Mapping[str, Sequence[str]]


@transaction.atomic
def keep_draft(*, address: str, content: Fields, by: str) -> FormDraft:
    """Keep what is written in a form; the one before it is replaced.

    Raises:
        UsageError: it is longer than any form of ours.
    """
    kept = {name: list(values) for name, values in content.items() if name not in _ASIDE}
    if len(json.dumps(kept)) > LARGEST:
        raise UsageError(
            sv="Texten är för lång för att sparas som utkast. Spara den i formuläret eller dela upp den.",
            en="The text is too long to be kept as a draft. Save it in the form or divide it.",
        )
    draft, new = FormDraft.objects.update_or_create(
        user=User.objects.get(username=by), address=address, defaults={"content": kept, "at": timezone.now()}
    )
    if new:
        record("plans.begin_draft", by=by, about=f"draft of {address}")
    return draft


@transaction.atomic
def drop_draft(*, address: str, by: str) -> None:
    """Throw away what was not saved."""
    gone, _kinds = FormDraft.objects.filter(user__username=by, address=address).delete()
    if gone:
        record("plans.drop_draft", by=by, about=f"draft of {address}")


def forget_draft(*, address: str, by: str) -> None:
    """Throw away the draft of what is saved in the same transaction; the event of the saving tells of both."""
    FormDraft.objects.filter(user__username=by, address=address).delete()


def draft_of(user: User | AnonymousUser, address: str) -> FormDraft | None:
    """Return what a person has not saved of a form."""
    return FormDraft.objects.filter(user__username=user.get_username(), address=address).first()


def when_kept(draft: FormDraft) -> str:
    """Write when a draft was kept: the time today, else the day too."""
    at = timezone.localtime(draft.at)
    if at.date() == timezone.localdate():
        return date_format(at, "H:i")
    return _("%(day)s kl. %(time)s") % {"day": date_format(at, "j F"), "time": date_format(at, "H:i")}


def fill(form: PartForm, content: Fields) -> None:
    """Let an unbound form show what was not saved."""
    for name, field in form.fields.items():
        # The bound field too: it keeps what it was first asked for.
        form.initial[name] = form[name].initial = _shown(field, content.get(name, []))


def says_something_else(form: PartForm, content: Fields) -> bool:
    """Tell whether a draft differs from what an unbound form shows; one that does not is not offered."""
    return any(_sent(form[name]) != list(content.get(name, [])) for name in form.fields if name != "revision")


def _shown(field: forms.Field, sent: Sequence[str]) -> Any:
    if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        return bool(sent)
    if isinstance(field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return list(sent)
    return sent[0] if sent else ""


def _sent(bound: BoundField) -> list[str]:
    """Return what a browser would send of a field that nobody has touched."""
    value = bound.value()
    if isinstance(bound.field.widget, forms.CheckboxInput):
        return ["on"] if value else []
    if isinstance(bound.field, forms.MultipleChoiceField | forms.ModelMultipleChoiceField):
        return [str(getattr(row, "pk", row)) for row in value or ()]
    if isinstance(bound.field, forms.NullBooleanField):
        return [{True: "true", False: "false"}.get(value, "unknown")]
    return ["" if value is None else str(getattr(value, "pk", value)).replace("\r\n", "\n")]
