"""A plan file into the database: the plan with its claims, what is decided next, and the decision itself."""

from __future__ import annotations

from django.db import transaction

from tryggve.analysis.findings import findings_for
from tryggve.errors import NothingHereError, UsageError
from tryggve.indicators.catalogue import load_catalogue
from tryggve.indicators.series import SourceFigure, build_series
from tryggve.plan.plan_file import ClaimLine, DesignLine, PlanFile
from tryggve.terms import Area, Finding
from tryggve.terms.places import register
from tryggve.web.data.queries import live_releases, rows_of
from tryggve.web.decisions.actions import plan_next
from tryggve.web.decisions.loading import load_case
from tryggve.web.evaluation.design_actions import save_design
from tryggve.web.evaluation.designs import proposed
from tryggve.web.plans.actions import add_claim
from tryggve.web.plans.exchange import Stored, store_items
from tryggve.web.plans.models import Goal, Plan, Priority
from tryggve.web.situation.queries import findings_of


def loaded_plan(read: PlanFile) -> Plan | None:
    """Return the plan that the file was loaded as, where it has been."""
    here = Plan.objects.filter(municipality=read.municipality, title=read.title, removed_at__isnull=True)
    return here.order_by("id").first()


@transaction.atomic
def load_plan(read: PlanFile, *, by: str) -> Stored:
    """Store a plan file as a new plan, all of it or nothing.

    A claim rests on the top ranked finding that fits; where the plan is adopted, on what the figures said that year.

    Raises:
        UsageError: a plan of that title is already there.
        NothingHereError: a claim rests on an indicator without findings.
    """
    if loaded_plan(read) is not None:
        raise UsageError(
            sv=f"Planen ”{read.title}” finns redan. Ändra i den, eller ge planen i filen en annan titel.",
            en=f'The plan "{read.title}" is already there. Change that one, or give the file\'s plan another title.',
        )
    stored = store_items(read.items, municipality=read.municipality, by=by)
    known = _findings(read)
    for claim in read.claims:
        _claim(claim, stored, known, municipality=read.municipality, by=by)
    for design in read.designs:
        _design(design, stored, by=by)
    if read.next_step:
        step = read.next_step
        plan_next(stored.plan, what=step.what, body=step.body, when=step.when, by=by)
    load_case(stored.plan, read, by=by)
    stored.plan.refresh_from_db()
    return stored


def _findings(read: PlanFile) -> tuple[Finding, ...]:
    place = register().get(read.municipality)
    if place is None or not any(claim.indicator for claim in read.claims):
        return ()
    if read.adopted is None:
        return findings_of(place)
    return findings_known(place, until=read.adopted.date.year)


def findings_known(place: Area, *, until: int) -> tuple[Finding, ...]:
    """Return a place's findings as they were known in a year, not from what has been measured since."""
    figures = (
        SourceFigure(release=release.sha256, source=release.source, row=row, dataset=release.dataset)
        for release in live_releases()
        for row in rows_of(release)
        if row.period.last <= until
    )
    return findings_for(place, build_series(figures, load_catalogue()), load_catalogue())


def _claim(claim: ClaimLine, stored: Stored, findings: tuple[Finding, ...], *, municipality: str, by: str) -> None:
    priority = stored.parts[claim.priority]
    assert isinstance(priority, Priority)
    if not claim.indicator:
        add_claim(priority=priority, text=claim.text, by=by)
        return
    place = claim.place or municipality
    fits = (
        f
        for f in findings
        if f.indicator == claim.indicator and f.side.area.code == place and claim.kind in ("", f.kind.value)
    )
    finding = next(fits, None)
    if finding is None:
        raise NothingHereError(
            sv=f"Planen vilar på {claim.indicator} för {place}, men det finns ingen sådan slutsats. Läs in siffrorna "
            "först.",
            en=f"The plan rests on {claim.indicator} for {place}, but there is no such finding. Import the figures "
            "first.",
        )
    add_claim(priority=priority, finding=finding, by=by)


def _design(line: DesignLine, stored: Stored, *, by: str) -> None:
    goal = stored.parts[line.goal]
    assert isinstance(goal, Goal)
    usual = proposed(goal)
    before = line.before or (usual.before_first, usual.before_last)
    after = line.after or (usual.after_first, usual.after_last)
    years = dict(zip(("before_first", "before_last", "after_first", "after_last"), (*before, *after), strict=True))
    values: dict[str, object] = {"comparison": line.comparison, "municipalities": list(line.municipalities), **years}
    save_design(goal, values=values, revision=0, by=by)
