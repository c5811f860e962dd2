"""What a draft lacks before it can be decided: things to do, not faults."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.plan.dates import from_code
from tryggve.plan.periods import lies_before
from tryggve.web.mistakes import language_now
from tryggve.web.picture.queries import resting_priorities
from tryggve.web.plans.goal_values import has_target
from tryggve.web.plans.models import Activity, Goal
from tryggve.web.plans.plan_page import PlanPage


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, and where it is filled in; ``step`` says what to do, where that has its own words."""

    text: str
    address: str
    step: str = ""


def gaps(page: PlanPage) -> list[Gap]:
    """Return what is missing, in the order in which a plan is written."""
    if not page.blocks:
        address = reverse("plans:new_priority", kwargs={"pk": page.plan.pk})
        return [Gap(_("Planen har inget prioriterat område ännu"), address)]
    return [*_priorities(page), *_goals(page), *_activities(page), *_before_the_period(page)]


def gaps_headline(found: list[Gap]) -> str:
    """Say in a sentence what a draft lacks."""
    if not found:
        return _("Planen är hel och kan gå vidare till beslut")
    if len(found) == 1:
        return found[0].text
    text = ngettext("%(count)d sak saknas i planen", "%(count)d saker saknas i planen", len(found))
    return text % {"count": len(found)}


def _priorities(page: PlanPage) -> list[Gap]:
    found = []
    resting = resting_priorities(page.plan)
    for block in page.blocks:
        name, where = {"name": block.priority.title}, {"pk": block.priority.pk}
        if not block.claims:
            found.append(
                Gap(_("%(name)s vilar inte på någon slutsats") % name, reverse("plans:new_claim", kwargs=where))
            )
        if resting is not None and block.priority.pk not in resting:
            said = _("%(name)s är inte kopplat till något problem i lägesbilden") % name
            step = _("Koppla %(name)s till ett problem i lägesbilden") % name
            found.append(Gap(said, reverse("picture:link_problem", kwargs=where), step))
        if not block.goals:
            found.append(Gap(_("%(name)s saknar mål") % name, reverse("plans:new_goal", kwargs=where)))
        if not block.measures:
            found.append(Gap(_("%(name)s saknar åtgärd") % name, reverse("plans:new_measure", kwargs=where)))
        found += [
            Gap(_("%(name)s saknar aktivitet") % {"name": m.measure.title}, _at("new_activity", m.measure.pk))
            for m in block.measures
            if not m.rows
        ]
    return found


def _goals(page: PlanPage) -> list[Gap]:
    goals = [card.goal for block in page.blocks for card in block.goals]
    late = [
        Gap(_("%(name)s saknar måltid") % {"name": g.title}, _at("edit_goal", g.pk)) for g in goals if not g.deadline
    ]
    unmeasured = [
        Gap(_("%(name)s saknar utgångsläge") % {"name": g.title}, _at("edit_goal", g.pk))
        for g in goals
        if _lacks_baseline(g)
    ]
    aimless = [
        Gap(_("%(name)s saknar målvärde") % {"name": g.title}, _at("edit_goal", g.pk))
        for g in goals
        if not has_target(g)
    ]
    return late + aimless + unmeasured + _unseen(page)


def _unseen(page: PlanPage) -> list[Gap]:
    """Return the goals that nothing is measured of before their deadline; one that has passed is told of as such."""
    cards = [card for block in page.blocks for card in block.goals if card.warning]
    return [
        Gap(f"{card.goal.title}: {card.warning[:1].lower()}{card.warning[1:]}", _at("edit_goal", card.goal.pk))
        for card in cards
        if not lies_before(card.goal.deadline, page.plan.starts)
    ]


def _lacks_baseline(goal: Goal) -> bool:
    return goal.kind != "yes_no" and goal.baseline is None and not goal.baseline_note


def _activities(page: PlanPage) -> list[Gap]:
    activities = [row.activity for row in page.rows]
    return [
        *(_gap(_("%(name)s saknar ansvarig"), activity) for activity in activities if activity.owner_id is None),
        *(_gap(_("%(name)s saknar tid"), activity) for activity in activities if not activity.ends),
        *(_gap(_("%(name)s saknar budget"), row.activity) for row in page.rows if row.budget is None),
    ]


def _before_the_period(page: PlanPage) -> list[Gap]:
    """Return the dates and the money that a next version has kept from the period before."""
    starts = page.plan.starts
    goals = [card.goal for block in page.blocks for card in block.goals]
    deadlines = [
        Gap(
            _dated(_("%(name)s: måldatum %(when)s ligger före planens period"), g.title, g.deadline),
            _at("edit_goal", g.pk),
        )
        for g in goals
        if lies_before(g.deadline, starts)
    ]
    activities = [row.activity for row in page.rows]
    late = [
        Gap(_dated(_("%(name)s: slutar %(when)s, före planens period"), a.title, a.ends), _at("edit_activity", a.pk))
        for a in activities
        if lies_before(a.ends, starts)
    ]
    return [*deadlines, *late, *(gap for a in activities for gap in (*_old_steps(a, starts), *_old_money(a, starts)))]


def _old_steps(activity: Activity, starts: str) -> list[Gap]:
    said = _("%(name)s: delmålet ”%(step)s” (%(when)s) ligger före planens period")
    return [
        Gap(_dated(said, activity.title, step.when, step=step.text), _at("edit_activity", activity.pk))
        for step in activity.milestones.all()
        if lies_before(step.when, starts)
    ]


def _old_money(activity: Activity, starts: str) -> list[Gap]:
    years = sorted({row.year for row in activity.budgets.all() if lies_before(str(row.year), starts)})
    said = {"name": activity.title, "years": ", ".join(str(year) for year in years)}
    text = _("%(name)s: budget för %(years)s ligger före planens period")
    return [Gap(text % said, _at("edit_activity", activity.pk))] if years else []


def _dated(text: str, name: str, when: str, *, step: str = "") -> str:
    return text % {"name": name, "step": step, "when": from_code(when).text(language_now())}


def _gap(text: str, activity: Activity) -> Gap:
    return Gap(text % {"name": activity.title}, _at("edit_activity", activity.pk))


def _at(name: str, pk: int) -> str:
    return reverse(f"plans:{name}", kwargs={"pk": pk})
