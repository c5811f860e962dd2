"""Files attached to a plan; its text is what is decided, so nothing is attached to a decided plan."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.urls import reverse

from tryggve.web.decisions.attachable import is_published
from tryggve.web.files.subjects import Subject, SubjectKind
from tryggve.web.people.permissions import may
from tryggve.web.people.roles import Right
from tryggve.web.plans.policies import may_edit
from tryggve.web.plans.queries import plans_of


def _find(user: User | AnonymousUser, pk: int) -> Subject | None:
    plan = plans_of(user).filter(pk=pk).first()
    if plan is None:
        return None
    return Subject(
        key=f"plan {pk}",
        municipality=plan.municipality,
        title=plan.title,
        address=reverse("plans:plan", kwargs={"pk": pk}),
        may_write=may(user, Right.PLAN_EDIT) and may_edit(plan),
        may_publish=True,
    )


PLAN_FILES = SubjectKind(name="plan", word="plan", find=_find, is_open=is_published)
