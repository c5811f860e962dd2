"""Which form a kind of row has, and what there is to choose from in it."""

from __future__ import annotations

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.web.organisation.models import Unit
from tryggve.web.plans.forms import PartForm
from tryggve.web.plans.models import Plan
from tryggve.web.registers import forms as own
from tryggve.web.registers.kinds import (
    ACTION,
    AGENDA,
    AGREEMENT,
    COORDINATION,
    COUNCIL,
    INFORMATION,
    LEADING,
    MEETING,
    MEMBER,
    PLANNING,
    REASON,
    Kind,
)
from tryggve.web.registers.models import Row
from tryggve.web.registers.words import planning_words

FORMS: dict[str, type[PartForm]] = {
    AGREEMENT.name: own.AgreementForm,
    COUNCIL.name: own.CouncilForm,
    MEMBER.name: own.MemberForm,
    MEETING.name: own.MeetingForm,
    AGENDA.name: own.AgendaForm,
    ACTION.name: own.ActionForm,
    COORDINATION.name: own.CoordinationForm,
    INFORMATION.name: own.InformationForm,
    LEADING.name: own.LeadingForm,
    PLANNING.name: own.PlanningForm,
    REASON.name: own.ReasonForm,
}


def row_form(kind: Kind, data: QueryDict | None, *, municipality: str, row: Row | None = None) -> PartForm:
    """Return the form that adds a row of a kind, or edits one."""
    form = FORMS[kind.name](data, initial=_start(kind) if row is None else _content(row))
    for field in form.fields.values():
        # A field for many is one for a choice too.
        if isinstance(field, forms.ModelChoiceField):
            plans = field is form.fields.get("plans")
            field.empty_label = None if plans or field is form.fields.get("parties") else _("Ingen vald")
            field.queryset = _plans(municipality, row) if plans else _units(municipality, row)
    if kind is PLANNING:
        form.fields["kind"].choices = list(planning_words().items())  # type: ignore[attr-defined]  # a choice field
    return form


def labels() -> dict[str, str]:
    """Return what the fields are called, for the history."""
    return {
        name: str(field.label) for form in FORMS.values() for name, field in form.base_fields.items() if field.label
    }


def _content(row: Row) -> dict[str, object]:
    start: dict[str, object] = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return start | {field.name: list(getattr(row, field.name).all()) for field in row._meta.many_to_many}


def _start(kind: Kind) -> dict[str, object]:
    starts: dict[str, dict[str, object]] = {
        AGREEMENT.name: {"written": True},
        COUNCIL.name: {"municipality_leads": True},
        MEMBER.name: {"leading": True},
        INFORMATION.name: {"date": f"{timezone.localdate()}"},
        LEADING.name: {"name": "Kommunstyrelsen"},
    }
    return starts.get(kind.name, {})


def _units(municipality: str, row: Row | None) -> QuerySet[Unit]:
    """Return the municipality's units that go on, and those that the row names already."""
    named = {getattr(row, name, None) for name in ("unit_id", "led_by_id")} if row else set()
    if row is not None and hasattr(row, "parties"):
        named |= set(row.parties.values_list("pk", flat=True))
    kept = Q(ended__isnull=True) | Q(pk__in=named - {None})
    return Unit.objects.filter(kept, municipality=municipality)


def _plans(municipality: str, row: Row | None) -> QuerySet[Plan]:
    """Return the municipality's plans, and those that the row names already, also in the recycle bin."""
    named = row.plans.values("pk") if row is not None and hasattr(row, "plans") else ()
    kept = Q(removed_at__isnull=True) | Q(pk__in=named)
    return Plan.objects.filter(kept, municipality=municipality).order_by("-id")
