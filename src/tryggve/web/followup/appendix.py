"""A unit's part of a plan, as an appendix to its own operational plan and budget: a document and a workbook."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tryggve.errors import Language
from tryggve.plan.operational import InPlan
from tryggve.plan.status import PUBLIC
from tryggve.publish.blocks import Block, Document, Facts, Heading, Paragraph, TableBlock
from tryggve.terms.places import find_place
from tryggve.web.decisions.decision_words import decision_words
from tryggve.web.decisions.measure_blocks import date_words
from tryggve.web.decisions.queries import adopted
from tryggve.web.followup.models import OperationalAnswer
from tryggve.web.followup.queries import answers_of
from tryggve.web.followup.words import amount, answer_words, kronor
from tryggve.web.organisation.models import Unit
from tryggve.web.organisation.queries import units_of
from tryggve.web.plans.models import Activity, Plan
from tryggve.web.plans.plan_page import when_words
from tryggve.web.plans.queries import plans_of


@dataclass(frozen=True, slots=True)
class Appendix:
    """A unit's activities in a plan (Sv: bilaga): those that it or a unit under it owns, and those it takes part in."""

    unit: Unit
    plan: Plan
    own: tuple[Activity, ...]
    partner_in: tuple[Activity, ...]
    answers: dict[int, OperationalAnswer]

    @property
    def by_year(self) -> dict[int, Decimal]:
        """The own activities' budget, year by year."""
        years: dict[int, Decimal] = defaultdict(Decimal)
        for activity in self.own:
            for money in activity.budgets.all():
                years[money.year] += money.amount
        return dict(sorted(years.items()))


def appendix_of(unit: Unit, plan: Plan) -> Appendix:
    """Return a unit's part of a plan."""
    units = _with_parts(unit)
    living = _living(plan)
    own = tuple(living.filter(owner__in=units))
    partner_in = tuple(living.filter(partners__in=units).exclude(owner__in=units).distinct())
    return Appendix(unit, plan, own, partner_in, answers_of((*own, *partner_in)))


def plans_with(unit: Unit, user: User | AnonymousUser) -> list[Plan]:
    """Return the plans where a unit has something to do: those that are in force first, then the newest."""
    units = _with_parts(unit)
    found = [
        plan
        for plan in plans_of(user).filter(municipality=unit.municipality)
        if _living(plan).filter(Q(owner__in=units) | Q(partners__in=units)).exists()
    ]
    return sorted(found, key=lambda plan: (plan.status not in {status.value for status in PUBLIC}, -plan.pk))


def units_with_appendix(user: User | AnonymousUser) -> list[Unit]:
    """Return the municipality's own units that have something to do in a plan, with those that such units belong to."""
    living = {
        "removed_at__isnull": True,
        "measure__removed_at__isnull": True,
        "measure__priority__plan__in": plans_of(user),
    }
    activities = Activity.objects.filter(**living)
    busy = set(units_of(user).filter(Q(activities__in=activities) | Q(partner_in__in=activities)).distinct())
    above = {unit.parent for unit in busy if unit.parent}
    kinds = ("committee", "company", "department")
    return sorted((unit for unit in busy | above if unit.kind in kinds and not unit.ended), key=lambda unit: unit.name)


def appendix_document(found: Appendix, *, today: dt.date, language: Language) -> Document:
    """Return the appendix as a document."""
    place = find_place(found.plan.municipality)
    name = place.name if place else ""
    return Document(
        title=_("Bilaga till verksamhetsplan och budget: %(unit)s") % {"unit": found.unit.name},
        language=language,
        author=_("%(name)s kommun") % {"name": name},
        made=today,
        kicker=_("Ur %(plan)s") % {"plan": found.plan.title},
        note=_("%(name)s är en påhittad kommun. Alla siffror här är exempel.") % {"name": name}
        if place and place.made_up
        else "",
        blocks=tuple(_blocks(found, today, language)),
    )


def headline(found: Appendix) -> str:
    """Say in a sentence what the unit has to do."""
    owns = ngettext(
        "%(unit)s ansvarar för %(count)d aktivitet", "%(unit)s ansvarar för %(count)d aktiviteter", len(found.own)
    ) % {"unit": found.unit.name, "count": len(found.own)}
    if not found.partner_in:
        return owns
    return owns + ngettext(" och medverkar i %(count)d", " och medverkar i %(count)d", len(found.partner_in)) % {
        "count": len(found.partner_in)
    }


def appendix_rows(found: Appendix, language: Language) -> tuple[tuple[str, ...], list[tuple[str | float | None, ...]]]:
    """Return headings and rows for a workbook: one row for each activity, year and funding."""
    head = (
        *(_("Aktivitet"), _("Roll"), _("Ansvarig"), _("Medverkande"), _("Prioriterat område"), _("Åtgärd"), _("Mål")),
        *(_("Startar"), _("Slutar"), _("Omfattning"), _("Enhet för omfattning"), _("Verksamhetsplan")),
        *(_("År"), _("Budget, kr"), _("Finansiering")),
    )
    rows = [row for activity in found.own for row in _rows(activity, _("Ansvarar"), found, language)]
    return head, rows + [row for one in found.partner_in for row in _rows(one, _("Medverkar"), found, language)]


def _rows(
    activity: Activity, role: str, found: Appendix, language: Language
) -> Iterator[tuple[str | float | None, ...]]:
    fixed = (
        *(activity.title, role, activity.owner.name if activity.owner else "", _partners(activity)),
        *(activity.measure.priority.title, activity.measure.title, "; ".join(_goals(activity, language))),
        *(date_words(activity.starts, language), date_words(activity.ends, language)),
        *(activity.planned_dose, activity.dose_unit, _answer(found, activity)),
    )
    budgets = list(activity.budgets.all())
    for money in budgets:
        yield (*fixed, money.year, float(money.amount), money.funding)
    if not budgets:
        yield (*fixed, None, None, "")


def _blocks(found: Appendix, today: dt.date, language: Language) -> Iterator[Block]:
    decision = adopted(found.plan)
    source = _(
        "Aktiviteter, mål och budget är hämtade ur %(plan)s. Svaren om verksamhetsplan har enheterna själva gett."
    )
    facts = [
        (_("Plan"), found.plan.title),
        (_("Beslutad"), decision_words(decision, language) if decision else _("Inte beslutad, utkast")),
        (_("Uppgifterna gäller"), date_format(today, "j F Y")),
        (_("Källa"), source % {"plan": found.plan.title}),
    ]
    yield Paragraph(f"{headline(found)}.", lead=True)
    yield Facts(tuple(facts))
    yield from _totals(found)
    if found.own:
        yield Heading(1, _("Enheten ansvarar för"))
    for activity in found.own:
        yield from _activity(activity, found, language)
    if found.partner_in:
        yield Heading(1, _("Enheten medverkar i"))
        yield _taking_part(found, language)


def _totals(found: Appendix) -> Iterator[Block]:
    years = found.by_year
    if not years:
        return
    rows = [(one.title, *(kronor(_of_year(one, year)) for year in years)) for one in found.own]
    if len(rows) > 1:
        rows.append((_("Totalt"), *(kronor(total) for total in years.values())))
    yield TableBlock(
        caption=_("Budget för de aktiviteter som enheten ansvarar för"),
        head=(_("Aktivitet"), *(str(year) for year in years)),
        rows=tuple(rows),
        numeric=frozenset(range(1, len(years) + 1)),
    )


def _of_year(activity: Activity, year: int) -> Decimal | None:
    amounts = [money.amount for money in activity.budgets.all() if money.year == year]
    return sum(amounts, Decimal()) if amounts else None


def _activity(activity: Activity, found: Appendix, language: Language) -> Iterator[Block]:
    yield Heading(2, activity.title)
    goals = _goals(activity, language)
    dose = "–" if activity.planned_dose is None else f"{amount(activity.planned_dose)} {activity.dose_unit}".strip()
    pairs = [
        (_("Prioriterat område"), activity.measure.priority.title),
        (_("Åtgärd"), activity.measure.title),
        (_("Bidrar till mål"), "; ".join(goals) or "–"),
        (_("När"), when_words(activity.starts, activity.ends) or "–"),
        (_("Omfattning"), dose),
        (_("Medverkande"), _partners(activity) or "–"),
        (_("Budget"), _budget(activity)),
        (_("Verksamhetsplan"), _answer(found, activity)),
    ]
    if activity.owner and activity.owner.pk != found.unit.pk:
        pairs.insert(0, (_("Ansvarig"), activity.owner.name))
    yield Facts(tuple(pairs))


def _budget(activity: Activity) -> str:
    """Write an activity's money in a line: ``2024: 60 000 kr (statsbidrag), 2025: 60 000 kr``."""
    said = [
        f"{money.year}: {kronor(money.amount)}" + (f" ({money.funding})" if money.funding else "")
        for money in activity.budgets.all()
    ]
    return ", ".join(said) or _("Ingen budget är skriven i planen.")


def _taking_part(found: Appendix, language: Language) -> TableBlock:
    rows = tuple(
        (
            activity.title,
            activity.owner.name if activity.owner else "–",
            when_words(activity.starts, activity.ends) or "–",
            "; ".join(_goals(activity, language)) or "–",
        )
        for activity in found.partner_in
    )
    head = (_("Aktivitet"), _("Ansvarig"), _("När"), _("Bidrar till mål"))
    return TableBlock(caption=_("Aktiviteter där enheten medverkar"), head=head, rows=rows)


def _goals(activity: Activity, language: Language) -> list[str]:
    goals = [goal for goal in activity.measure.goals.all() if goal.removed_at is None]
    return [
        f"{goal.title} ({_('senast')} {date_words(goal.deadline, language)})" if goal.deadline else goal.title
        for goal in goals
    ]


def _partners(activity: Activity) -> str:
    return ", ".join(unit.name for unit in activity.partners.all())


def _answer(found: Appendix, activity: Activity) -> str:
    answer = found.answers.get(activity.pk)
    if answer is None:
        return answer_words(None, date=None, when="", paragraph="", what="")
    return answer_words(
        InPlan(answer.answer), date=answer.date, when=answer.when, paragraph=answer.paragraph, what=answer.what
    )


def _living(plan: Plan) -> QuerySet[Activity]:
    found = Activity.objects.filter(
        measure__priority__plan=plan,
        removed_at__isnull=True,
        measure__removed_at__isnull=True,
        measure__priority__removed_at__isnull=True,
    )
    order = ("measure__priority__order", "measure__priority_id", "measure__order", "measure_id", "order", "id")
    related = found.select_related("owner", "measure__priority").prefetch_related(
        "budgets", "partners", "measure__goals"
    )
    return related.order_by(*order)


def _with_parts(unit: Unit) -> set[int]:
    """Return a unit and all units under it."""
    found, waiting = {unit.pk}, {unit.pk}
    while waiting:
        waiting = set(Unit.objects.filter(parent__in=waiting).values_list("pk", flat=True)) - found
        found |= waiting
    return found
