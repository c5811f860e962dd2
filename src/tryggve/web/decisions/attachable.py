"""Files attached to a plan's case: proposals, extracts of minutes, answers that came on paper."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse
from django.utils import timezone

from tryggve.web.decisions.queries import published
from tryggve.web.files.subjects import Subject, SubjectKind
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.queries import plans_of


def _find(user: User | AnonymousUser, pk: int) -> Subject | None:
    plan = plans_of(user).filter(pk=pk).first()
    if plan is None:
        return None
    return Subject(
        key=f"case {pk}",
        municipality=plan.municipality,
        title=plan.title,
        address=reverse("decisions:case", kwargs={"plan": pk}),
        may_write=may(user, Right.DECIDE) or may(user, Right.CONSULT),
        may_publish=True,
        about=f"plan {pk} case",
    )


def is_published(pk: int) -> bool:
    """Tell whether a plan is decided and public today."""
    return any(found.plan.pk == pk for found in published(settings.TRYGGVE_PLACE, on=timezone.localdate()))


CASE_FILES = SubjectKind(name="case", word="arende", find=_find, is_open=is_published)
