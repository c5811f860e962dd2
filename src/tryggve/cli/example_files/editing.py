"""The made-up Ekhamra's plan in the making: a yearly action plan, and what people say of the next plan's draft."""

from __future__ import annotations

from tryggve.cli.example_files.plans import example_plan
from tryggve.web.plans.comments import say, settle
from tryggve.web.plans.loading import load_plan, loaded_plan
from tryggve.web.plans.models import Plan, Priority

_COORDINATOR = "demo"
_CULTURE, _STREETS, _SCHOOL = "maja.lind", "omar.nasser", "karin.berg"


def load_editing(*, by: str) -> None:
    """Store the yearly plan and the comments, unless they are there already."""
    yearly = example_plan("ekhamra_2026")
    if loaded_plan(example_plan("ekhamra_plan")) is not None and loaded_plan(yearly) is None:
        load_plan(yearly, by=by)
    coming = loaded_plan(example_plan("ekhamra_2027"))
    if coming is not None and not coming.comments.exists():
        _comment(coming)


def _comment(plan: Plan) -> None:
    first, second = plan.priorities.filter(removed_at__isnull=True).order_by("order", "id")
    _on_the_text(plan)
    _on_the_evenings(first)
    answered = say(second, text="Ska området stå med namn i rubriken? Det pekar ut dem som bor där.", by=_SCHOOL)
    say(second, text="Frågan går till samrådet med hyresgästerna innan vi ändrar.", by=_COORDINATOR, answers=answered)


def _on_the_text(plan: Plan) -> None:
    asked = "Skriv ut vilka villkor det är som ska följas varje år. Annars tror läsaren att det är polisens lista."
    say(plan, text=asked, field="background#2", by=_CULTURE)
    short = say(plan, text="”Välja bort en kväll ute” är bra. Behåll.", field="vision#1", by=_STREETS)
    settle(short, plan, settled=True, by=_COORDINATOR)


def _on_the_evenings(priority: Priority) -> None:
    measure = priority.measures.get()
    activity = measure.activities.get()
    goal = priority.goals.get()
    thread = say(measure, text="Två månader räcker inte när det ska grävas. Kan det stå sex?", by=_STREETS)
    halfway = "Två för det som går att rätta på plats, sex för det som kräver grävning?"
    say(measure, text=halfway, by=_COORDINATOR, answers=thread)
    say(measure, text="Ja, så gör vi.", by=_STREETS, answers=thread)
    say(goal, text="Målet gäller kvinnor i alla åldrar. Vill vi se unga kvinnor för sig?", by=_CULTURE)
    say(activity, text="Vi kan ta fyra av vandringarna om föreningarna får veta datumen i god tid.", by=_CULTURE)
