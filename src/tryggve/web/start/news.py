"""What has happened lately: in the figures that the plans rest on, and around the plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.plan.claims import ClaimState
from tryggve.plan.dates import from_code
from tryggve.plan.status import PlanStatus
from tryggve.terms import Series
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.models import Release
from tryggve.web.data.policies import Status
from tryggve.web.decisions.decision_words import decision_words
from tryggve.web.decisions.models import NextDecision
from tryggve.web.decisions.queries import adopted, decisions_of
from tryggve.web.decisions.words import decision_names
from tryggve.web.mistakes import language_now
from tryggve.web.plans.goal_cards import GoalCard, goal_card
from tryggve.web.plans.measurements import next_measurement, series_of
from tryggve.web.plans.models import Claim, Goal, Plan
from tryggve.web.plans.places import place_on_plan
from tryggve.web.plans.queries import plans_of
from tryggve.web.plans.shown_claims import ShownClaim, shown_claims

AT_LEAST = dt.timedelta(days=30)
_CHANGED = (ClaimState.NO_LONGER, ClaimState.REPLACED)


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One thing that is new (Sv: nyhet)."""

    text: str
    address: str
    day: dt.date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is decided next about a plan (Sv: nästa beslut)."""

    when: str
    body: str
    what: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNews:
    """What new figures say of the plans in force: claims that fell, and goals that were measured again."""

    fallen: tuple[tuple[ShownClaim, str], ...]
    measured: tuple[GoalCard, ...]
    expected: tuple[tuple[int, int], ...]  # the year that next figures are expected of, and for how many goals


def since_of(user: User, *, now: dt.datetime) -> dt.datetime:
    """Return from when things are new: the sign-in before this one, but thirty days at least."""
    signed_in = AuditEvent.objects.filter(action="people.sign_in", who=user.username).order_by("-id")
    before = signed_in.values_list("at", flat=True)[1:2]
    return min([now - AT_LEAST, *before])


def plan_news(user: User, *, since: dt.datetime) -> PlanNews:
    """Return what the figures that went live since then say of the person's plans that are in force."""
    files = frozenset(_live_since(since).values_list("sha256", flat=True))
    statuses = (PlanStatus.DECIDED.value, PlanStatus.EVALUATED.value)
    plans = list(plans_of(user).filter(status__in=statuses))
    followed = [(goal, series) for goal, series in _goals(plans) if series is not None]
    fallen = [claim for plan in plans for claim in _fallen(plan, files)] if files else []
    return PlanNews(
        fallen=tuple(fallen),
        measured=tuple(goal_card(goal) for goal, series in followed if _from(series, files)),
        expected=_expected([series for _goal, series in followed]),
    )


def happenings(user: User, *, since: dt.datetime) -> list[News]:
    """Return decisions and figures since then, the newest first."""
    found = [*_decided(user, since), *_went_live(since)]
    return sorted(found, key=lambda news: news.day or dt.date.min, reverse=True)


def next_steps(user: User, *, today: dt.date) -> list[NextStep]:
    """Return what is to be decided about the person's plans, the nearest first."""
    steps = NextDecision.objects.filter(plan__in=plans_of(user)).select_related("plan")
    dated = [(from_code(step.when), step) for step in steps]
    coming = sorted(((when, step) for when, step in dated if when.last >= today), key=lambda pair: pair[0].last)
    return [
        NextStep(
            when=when.text(language_now()),
            body=step.body,
            what=step.what,
            address=reverse("decisions:case", kwargs={"plan": step.plan_id}),
        )
        for when, step in coming
    ]


def _fallen(plan: Plan, files: frozenset[str]) -> Iterator[tuple[ShownClaim, str]]:
    decision = adopted(plan)
    claims = shown_claims(plan, decided_year=decision.date.year if decision else None)
    for shown in (claim for found in claims.values() for claim in found if claim.state in _CHANGED):
        claim = shown.claim
        assert isinstance(claim, Claim)
        area, indicator = claim.place or plan.municipality, (claim.decided or {}).get("indicator", "")
        if _from(series_of(indicator, municipality=plan.municipality, place=area), files):
            yield shown, place_on_plan(claim.priority)


def _goals(plans: list[Plan]) -> Iterator[tuple[Goal, Series | None]]:
    living = Goal.objects.filter(
        removed_at__isnull=True, priority__removed_at__isnull=True, priority__plan__in=plans
    ).select_related("priority__plan")
    for goal in living.exclude(indicator=""):
        place = goal.priority.plan.municipality
        yield goal, series_of(goal.indicator, municipality=place, place=goal.place, group=goal.group)


def _expected(followed: list[Series]) -> tuple[tuple[int, int], ...]:
    found = (next_measurement(series, series.indicator, deadline=dt.date.max) for series in followed)
    years = [following.year for following in found if following is not None]
    return tuple((year, years.count(year)) for year in sorted(set(years)))


def _from(series: Series | None, files: frozenset[str]) -> bool:
    return series is not None and any(point.release in files for point in series.points)


def _decided(user: User, since: dt.datetime) -> Iterator[News]:
    names = decision_names()
    for decision in decisions_of(user).filter(date__gte=timezone.localdate(since)):
        yield News(
            text=f"{names[decision.kind]}: {decision.plan.title}",
            address=reverse("decisions:case", kwargs={"plan": decision.plan_id}),
            day=decision.date,
            detail=decision_words(decision, language_now()),
        )


def _went_live(since: dt.datetime) -> Iterator[News]:
    for release in _live_since(since).order_by("-live_since"):
        title = release.title_en if language_now() == "en" else release.title_sv
        yield News(
            text=title or release.file_name,
            address=reverse("data:release", kwargs={"pk": release.pk}),
            day=timezone.localdate(release.live_since),
            detail=_("Nya siffror %(period)s") % {"period": release.period},
        )


def _live_since(since: dt.datetime) -> QuerySet[Release]:
    return Release.objects.filter(status=Status.LIVE, live_since__gte=since)
