"""A new version of a plan held against the one that it follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from tryggve.indicators.catalogue import load_catalogue
from tryggve.plan.dates import from_code
from tryggve.plan.differences import Difference, PartText, Sort, differences
from tryggve.plan.evidence import evidence_library
from tryggve.publish.blocks import Block, Heading, Paragraph, TableBlock
from tryggve.publish.evaluation_words import sort_words
from tryggve.publish.numbers import format_number
from tryggve.web.decisions.claims import claim_sentence
from tryggve.web.decisions.content import GOAL_FIELDS, content_of
from tryggve.web.decisions.queries import adopted
from tryggve.web.evaluation.design_words import measured_by
from tryggve.web.evaluation.models import Lineage
from tryggve.web.mistakes import language_now
from tryggve.web.plans.goal_values import baseline_words, target_words
from tryggve.web.plans.models import Goal, Plan
from tryggve.web.plans.plan_page import when_words
from tryggve.web.plans.words import kind_words

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Versions:
    """A version and what differs from the one that it follows (Sv: skillnader mellan versioner)."""

    earlier: Plan
    differences: tuple[Difference, ...]

    def of(self, sort: Sort) -> tuple[Difference, ...]:
        """Return the differences of one sort."""
        return tuple(found for found in self.differences if found.sort is sort)


def compared(plan: Plan) -> Versions | None:
    """Return what differs between a plan and the one that it follows, as that was decided; nothing for a first."""
    earlier = plan.follows
    if earlier is None:
        return None
    lineage = Lineage.objects.filter(plan=plan).first()
    before = list(_parts(_decided(earlier), {}))
    after = list(_parts(_decided(plan), lineage.origins if lineage else {}, new=True))
    return Versions(earlier, differences(before, after))


def appendix(versions: Versions) -> Iterator[Block]:
    """Return the differences as blocks, to stand last in the new version's document."""
    sorts, kinds = sort_words(language_now()), kind_words()
    yield Heading(1, _("Skillnader mot %(plan)s, version %(number)d") % _named(versions.earlier))
    if not versions.differences:
        yield Paragraph(_("Inget skiljer versionerna åt."))
    for found in versions.differences:
        yield Heading(2, f"{sorts[found.sort.value]}: {kinds[found.kind].lower()}, {found.title}")
        if found.moved and found.fields:
            yield Paragraph(_("Delen är också flyttad."))
        if found.within:
            yield Paragraph(_("Med allt som hörde till: %(titles)s.") % {"titles": ", ".join(found.within)})
        if found.fields:
            yield TableBlock(
                caption=_("Före och efter: %(title)s") % {"title": found.title},
                head=(_("Fält"), _("Före"), _("Efter")),
                rows=tuple((change.name, change.before or "–", change.after or "–") for change in found.fields),
            )


def _named(plan: Plan) -> dict[str, object]:
    return {"plan": plan.title, "number": plan.version}


def _decided(plan: Plan) -> Content:
    decision = adopted(plan)
    return decision.frozen.content if decision else content_of(plan, known_by=timezone.localdate())


def _parts(content: Content, origins: Mapping[str, Mapping[str, int]], *, new: bool = False) -> Iterator[PartText]:
    """Return a plan's parts in words; a part of the new version has the key of what it was copied from."""

    def key(kind: str, part: Content) -> str:
        origin = origins.get(kind, {}).get(str(part["id"])) if new else part["id"]
        return f"new {kind} {part['id']}" if origin is None else f"{kind} {origin}"

    yield PartText(key="plan", kind="plan", title=content["title"], fields=_plan(content))
    for priority in content["priorities"]:
        own = key("priority", priority)
        fields = {_("Namn"): priority["title"], _("Varför det är prioriterat"): priority["text"]}
        yield PartText(key=own, kind="priority", title=priority["title"], parent="plan", fields=fields)
        for claim in priority["claims"]:
            said = claim_sentence(claim, language_now())
            yield PartText(key=key("claim", claim), kind="claim", title=said, parent=own, fields={_("Slutsats"): said})
        for goal in priority["goals"]:
            yield PartText(key=key("goal", goal), kind="goal", title=goal["title"], parent=own, fields=_goal(goal))
        for measure in priority["measures"]:
            its = key("measure", measure)
            titles = [goal["title"] for goal in priority["goals"] if goal["id"] in measure["goals"]]
            yield PartText(
                key=its, kind="measure", title=measure["title"], parent=own, fields=_measure(measure, titles)
            )
            for activity in measure["activities"]:
                yield PartText(
                    key=key("activity", activity),
                    kind="activity",
                    title=activity["title"],
                    parent=its,
                    fields=_activity(activity),
                )


def _plan(content: Content) -> dict[str, str]:
    return {
        _("Namn"): content["title"],
        _("Period"): when_words(content["starts"], content["ends"]),
        _("Bakgrund"): content["background"],
        _("Vision"): content["vision"],
    }


def _goal(told: Content) -> dict[str, str]:
    goal = Goal(**{name: told[name] for name in GOAL_FIELDS if name in told})  # a plan frozen earlier has fewer
    indicator = load_catalogue().indicators.get(goal.indicator)
    return {
        _("Mål"): goal.title,
        _("Beskrivning"): goal.description,
        _("Mäts med"): measured_by(goal.indicator, goal.group, goal.place) if goal.indicator else "",
        _("Utgångsläge"): baseline_words(goal, indicator),
        _("Målvärde"): target_words(goal, indicator),
        _("Senast"): from_code(goal.deadline).text(language_now()) if goal.deadline else "",
        _("Ansvarig"): told["owner"],
    }


def _measure(told: Content, goals: list[str]) -> dict[str, str]:
    evidence = evidence_library().get(told["evidence"])
    return {
        _("Åtgärd"): told["title"],
        _("Orsak"): told["cause"],
        _("Så ska det verka"): told["mechanism"],
        _("Forskning"): evidence.name.text(language_now()) if evidence else "",
        _("Platser"): told["places"],
        _("Målgrupp"): told["target_group"],
        _("Risker"): told["risks"],
        _("Mål"): "; ".join(goals),
    }


def _activity(told: Content) -> dict[str, str]:
    language = language_now()
    money = [f"{row['year']}: {format_number(float(Decimal(row['amount'])), language)} kr" for row in told["budgets"]]
    dose = told["planned_dose"]
    planned = "" if dose is None else f"{format_number(dose, language)} {told['dose_unit']}".strip()
    return {
        _("Aktivitet"): told["title"],
        _("Ansvarig"): told["owner"],
        _("Medverkande"): ", ".join(told["partners"]),
        _("När"): when_words(told["starts"], told["ends"]),
        _("Planerad omfattning"): planned,
        _("Budget"): "; ".join(money),
    }
