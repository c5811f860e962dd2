"""The made-up Ekhamra's evaluation of its plan: a draft, half written, and a goal that was changed on the way."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tryggve.cli.example_files.plans import example_plan

if TYPE_CHECKING:
    from tryggve.web.evaluation.models import Evaluation
    from tryggve.web.plans.models import Goal, Plan

_SUMMARY = (
    "Planens områden är till största delen fortfarande rätt. För flera mål räcker underlaget inte till ett säkerställt "
    "svar, och mycket av arbetet är inte rapporterat. Nästa plan föreslås bli tydligare med vem som gör vad."
)
_GOALS = {
    "Minst 68 procent trygga ute på kvällen 2026": {
        "participants": "Deltagare i trygghetsvandringarna säger att de nya armaturerna märks, men att stråket mot "
        "stationen fortfarande är mörkt.",
        "judgement": "Nivån är högre än när planen beslutades, men felmarginalen når över målvärdet. Det går alltså "
        "inte att säga att målet är nått, och inte heller att det är missat.",
    },
    "Minst 60 procent av kvinnorna trygga ute på kvällen 2026": {
        "participants": "Föreningsrådet vill att vandringarna görs även på vintern, när det är som mörkast.",
        "judgement": "Kvinnor är fortfarande mindre trygga än män. Det talar för att behålla målet och göra mer på de "
        "platser som kvinnor undviker.",
    },
    "Inget område på polisens lista 2025": {
        "participants": "",
        "judgement": "Listan bestäms av polisen och visar hela områdets läge. Det kommunen själv gör behöver följas "
        "med egna mått, till exempel skolresultat.",
    },
}
_PRIORITIES = {
    "Trygga kvällar i hela kommunen": {
        "relevance": "still",
        "reason": "Kvinnor är fortfarande mindre trygga än män på kvällen. Det var därför området valdes.",
        "proposal": "keep",
        "proposal_reason": "Åtgärderna är halvvägs. De behöver bli klara innan de kan bedömas.",
        "lessons": "Börja med de stråk som flest undviker. Bestäm i förväg vem som sköter belysningen efteråt.",
    },
    "Inga utsatta områden": {
        "relevance": "partly",
        "reason": "Norrbacken behöver fortfarande stöd, men listan är ett för grovt mått på kommunens arbete.",
        "proposal": "change",
        "proposal_reason": "Byt målet om listan mot mål om skolresultat och trygghet i Norrbacken, som kommunen kan "
        "följa varje år.",
        "lessons": "Ett mål som en annan myndighet avgör behöver ett eget mål bredvid sig.",
    },
}


def begin_example(*, by: str) -> None:
    """Begin the evaluation, unless it is begun already or the plan is not there."""
    from tryggve.web.evaluation.actions import begin
    from tryggve.web.evaluation.models import Evaluation
    from tryggve.web.plans.loading import loaded_plan

    plan = loaded_plan(example_plan("ekhamra_plan"))
    if plan is None or Evaluation.objects.filter(plan=plan).exists():
        return
    _change_goal(plan, by=by)
    today = dt.datetime.now(tz=dt.UTC).date()
    made = begin(plan, starts=plan.starts, ends=plan.ends, as_of=today, author="Trygghetssamordnaren", by=by)
    _judge(made, by=by)


def _change_goal(plan: Plan, *, by: str) -> None:
    from tryggve.web.evaluation.goal_changes import ChangeDecision, change_goal

    goal = _goal(plan, "Minst 60 procent av kvinnorna trygga ute på kvällen 2026")
    decided = ChangeDecision(
        body="Kommunstyrelsen",
        date=dt.date(2025, 6, 10),
        paragraph="§ 41",
        reason="Belysningen längs två av stråken byggs först 2027, när elnätet byts. Målet sänks i samma takt.",
    )
    change_goal(goal, values={"target_low": 58.0}, decided=decided, revision=goal.revision, by=by)


def _judge(made: Evaluation, *, by: str) -> None:
    from tryggve.web.evaluation.actions import judge_goal, judge_priority, save_frame

    frame = {name: getattr(made, name) for name in ("starts", "ends", "as_of", "author")}
    save_frame(made, values=frame | {"summary": _SUMMARY}, revision=made.revision, by=by)
    for title, said in _GOALS.items():
        judge_goal(made, goal=_goal(made.plan, title), values=said, revision=0, by=by)
    for title, said in _PRIORITIES.items():
        judge_priority(made, priority=made.plan.priorities.get(title=title), values=said, revision=0, by=by)


def _goal(plan: Plan, title: str) -> Goal:
    from tryggve.web.plans.models import Goal

    return Goal.objects.get(priority__plan=plan, title=title)
