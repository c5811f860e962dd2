"""What to do next after something was saved: one step, and where it is done."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from tryggve.web.plans.missing import Gap, gaps
from tryggve.web.plans.models import Activity, Claim, Goal, Measure, Part, Plan, Priority
from tryggve.web.plans.parts import plan_of
from tryggve.web.plans.plan_page import plan_page


def next_step(part: Part) -> Gap:
    """Return the step that follows on the saved part: first what hangs on it, then what the plan lacks."""
    step = _nearest(part)
    if step is not None:
        return step
    plan = plan_of(part)
    missing = gaps(plan_page(plan))
    if missing:
        return _as_step(missing[0])
    return Gap(_("Planen är hel. Skriv ut den som PDF"), reverse("decisions:draft_pdf", kwargs={"pk": plan.pk}))


def _as_step(gap: Gap) -> Gap:
    """Turn what is missing into something to do."""
    return Gap(gap.step or _("Fyll i det som saknas: %(missing)s") % {"missing": gap.text}, gap.address)


def _nearest(part: Part) -> Gap | None:
    if isinstance(part, Plan) and not part.priorities.filter(removed_at__isnull=True).exists():
        return Gap(_("Lägg till det som är viktigast: ett prioriterat område"), _at("new_priority", part.pk))
    if isinstance(part, Measure) and not part.activities.filter(removed_at__isnull=True).exists():
        return Gap(_("Säg vem som gör vad: lägg till en aktivitet"), _at("new_activity", part.pk))
    if isinstance(part, Activity):
        return _of_activity(part) or _of_priority(part.measure.priority)
    if isinstance(part, Priority | Goal | Claim | Measure):
        return _of_priority(part if isinstance(part, Priority) else part.priority)
    return None


def _of_priority(priority: Priority) -> Gap | None:
    name = {"name": priority.title}
    if not priority.claims.filter(removed_at__isnull=True).exists():
        return Gap(_("Välj vad %(name)s vilar på") % name, _at("new_claim", priority.pk))
    if not priority.goals.filter(removed_at__isnull=True).exists():
        return Gap(_("Lägg till ett mål för %(name)s") % name, _at("new_goal", priority.pk))
    if not priority.measures.filter(removed_at__isnull=True).exists():
        return Gap(_("Lägg till en åtgärd för %(name)s") % name, _at("new_measure", priority.pk))
    return None


def _of_activity(activity: Activity) -> Gap | None:
    if activity.owner_id is None:
        return Gap(_("Säg vem som ansvarar för %(name)s") % {"name": activity.title}, _at("edit_activity", activity.pk))
    return None


def _at(name: str, pk: int) -> str:
    return reverse(f"plans:{name}", kwargs={"pk": pk})
