"""What a newcomer leans on in the plan's forms: what is chosen in advance, what is accepted, what is explained."""

from __future__ import annotations

import re

import pytest

from tryggve.cli.demo import _releases
from tryggve.web.audit.models import AuditEvent
from tryggve.web.data.actions import make_live
from tryggve.web.decisions.content import content_of
from tryggve.web.organisation.models import Unit
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part
from tryggve.web.plans.goal_values import measured_by, way_words
from tryggve.web.plans.measurements import group_names
from tryggve.web.plans.missing import gaps
from tryggve.web.plans.models import Activity, Goal, Measure, Plan
from tryggve.web.plans.next_step import next_step
from tryggve.web.plans.parts import ACTIVITY, GOAL, MEASURE, PRIORITY
from tryggve.web.plans.plan_page import plan_page
from tryggve.web.plans.programme_logic import logic_of
from tryggve.web.situation.book import current_book
from web import plan_example
from web.plan_example import member

pytestmark = pytest.mark.django_db
EMPTY = {"indicator": "", "group": "", "place": "", "deadline": "2029"}


@pytest.fixture
def anna(plan):
    return member("anna", Role.COORDINATOR)


@pytest.fixture
def survey_live(ekhamra) -> None:
    """Ekhamra's own survey, with groups and districts, beside the first file."""
    make_live(*(release for _, release in _releases(ekhamra)), by="anna")


def text(answer) -> str:
    return answer.content.decode()


def test_a_new_goal_offers_the_measures_and_ticks_those_without_a_goal(anna, priority):
    free, led = Measure.objects.get(), add_part(MEASURE, parent=priority, values={"title": "Har mål"}, by="anna")
    led.goals.add(Goal.objects.get())
    form = anna.get(f"/prioritering/{priority.pk}/nytt-mal/").context["form"]
    assert list(form.fields["measures"].queryset) == [free, led]
    assert form.initial["measures"] == [free]


def test_a_measure_whose_only_goal_is_removed_is_ticked_again(anna, priority):
    measure, goal = Measure.objects.get(), Goal.objects.get()
    measure.goals.add(goal)
    anna.post(f"/planens-del/mal/{goal.pk}/ta-bort/")
    assert anna.get(f"/prioritering/{priority.pk}/nytt-mal/").context["form"].initial["measures"] == [measure]


def test_a_new_goal_is_tied_to_the_measures_in_one_event_and_closes_the_chain(anna, plan, priority):
    measure = Measure.objects.get()
    before = AuditEvent.objects.count()
    sent = {**EMPTY, "title": "Nytt", "target_low": "60", "measures": [measure.pk]}
    assert anna.post(f"/prioritering/{priority.pk}/nytt-mal/", sent).status_code == 302
    event = AuditEvent.objects.order_by("id").last()
    assert AuditEvent.objects.count() == before + 1
    assert event.after["measures"] == [measure.title]
    goal = Goal.objects.get(title="Nytt")
    assert f"goal {goal.pk}" in logic_of(plan).priorities[0].measures[0].goals


def test_a_measure_open_elsewhere_while_a_goal_is_tied_to_it_asks_instead_of_untying(anna, priority):
    measure = Measure.objects.get()
    read = {"title": measure.title, "revision": measure.revision, "goals": []}
    sent = {**EMPTY, "title": "Nytt", "target_low": "60", "measures": [measure.pk]}
    anna.post(f"/prioritering/{priority.pk}/nytt-mal/", sent)
    assert anna.post(f"/atgard/{measure.pk}/andra/", read).status_code == 409
    assert [goal.title for goal in measure.goals.all()] == ["Nytt"]


def test_measures_of_another_priority_are_refused(anna, plan, priority):
    other = add_part(PRIORITY, parent=plan, values={"title": "Annat"}, by="anna")
    foreign = add_part(MEASURE, parent=other, values={"title": "Dess åtgärd"}, by="anna")
    sent = {**EMPTY, "title": "Nytt", "target_low": "60", "measures": [foreign.pk]}
    assert anna.post(f"/prioritering/{priority.pk}/nytt-mal/", sent).status_code == 422
    assert not foreign.goals.exists()


def test_a_goal_that_is_edited_asks_for_no_measures(anna):
    assert "measures" not in anna.get(f"/mal/{Goal.objects.get().pk}/andra/").context["form"].fields


@pytest.mark.parametrize("typed", ["65 %", "65%", "65 procent", "65", "65,0"])
def test_a_target_may_be_typed_with_its_unit(anna, priority, typed):
    anna.post(f"/prioritering/{priority.pk}/nytt-mal/", {**EMPTY, "title": "Nytt", "target_low": typed})
    assert Goal.objects.get(title="Nytt").target_low == 65.0


@pytest.mark.parametrize("typed", ["% 65", "65 % 2", "procent", "sextiofem"])
def test_what_is_no_number_is_refused_and_kept(anna, priority, typed):
    answer = anna.post(f"/prioritering/{priority.pk}/nytt-mal/", {**EMPTY, "title": "Nytt", "target_low": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in text(answer)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("reach", "åt det håll som är bättre"),
        ("zero", "Inget område på polisens lista"),
        ("at_most", "så lågt eller lägre"),
        ("range", "mellan de två gränserna"),
        ("yes_no", "Ingen indikator behövs"),
    ],
)
def test_each_kind_of_goal_says_what_it_asks_for(anna, priority, kind, said):
    assert said in text(anna.get(f"/prioritering/{priority.pk}/nytt-mal/?slag={kind}"))


def test_faults_are_listed_in_the_order_of_the_form(anna, priority):
    sent = {**EMPTY, "title": "", "target_low": "x", "deadline": "snart"}
    form = anna.post(f"/prioritering/{priority.pk}/nytt-mal/", sent).context["form"]
    assert [field.name for field in form.faulty] == ["title", "target_low", "deadline"]


def test_the_owner_of_another_measure_is_not_chosen_in_advance(anna, priority):
    other = add_part(MEASURE, parent=priority, values={"title": "Ny"}, by="anna")
    owned = Activity.objects.get()
    fresh = anna.get(f"/atgard/{other.pk}/ny-aktivitet/").context["form"]
    again = anna.get(f"/atgard/{owned.measure_id}/ny-aktivitet/").context["form"]
    assert fresh["owner"].value() is None
    assert again["owner"].value() == owned.owner_id


@pytest.mark.parametrize(("name", "kind"), [("Resecentrum AB", "company"), ("Kulturförvaltningen", "department")])
def test_a_unit_that_is_named_in_the_form_counts_before_the_chosen_one(anna, name, kind):
    sent = {"title": "Värdar", "owner": Activity.objects.get().owner_id, "new_owner": name}
    anna.post(f"/atgard/{Measure.objects.get().pk}/ny-aktivitet/", sent)
    assert Activity.objects.get(title="Värdar").owner == Unit.objects.get(name=name, kind=kind)


def test_milestones_wait_in_the_fold_which_opens_where_there_are_any(anna):
    address = f"/atgard/{Measure.objects.get().pk}/ny-aktivitet/"
    page = text(anna.get(address))
    assert page.index("Fler uppgifter, som kan vänta") < page.index("milestone_0_when")
    assert not anna.get(address).context["form"].more_open
    faulty = anna.post(address, {"title": "Värdar", "milestone_0_when": "2027"})
    assert faulty.context["form"].more_open


def test_groups_without_figures_are_refused_with_those_that_have_some(anna, survey_live, priority):
    book = current_book()
    groups = {i: {group.key for group in book.groups(i, "9901")} for i in book.indicators("9901")}
    everywhere = set().union(*groups.values())
    indicator, group = next((i, g) for i, own in groups.items() for g in sorted(everywhere - own))
    sent = {**EMPTY, "title": "Nytt", "target_low": "60", "indicator": indicator, "group": group}
    answer = anna.post(f"/prioritering/{priority.pk}/nytt-mal/", sent)
    assert answer.status_code == 422
    assert f"På platsen finns siffror för: {'; '.join(group_names(indicator, municipality='9901'))}." in text(answer)


def test_everybody_and_the_sexes_come_first_among_the_groups(anna, survey_live, priority):
    choices = anna.get(f"/prioritering/{priority.pk}/nytt-mal/").context["form"].fields["group"].choices
    labels = [label for _key, label in choices]
    assert labels[0] == "Alla"
    assert set(labels[1:3]) == {"Kvinnor", "Män"}


def test_a_goal_says_what_it_is_measured_by_with_group_and_district(anna, survey_live):
    district = current_book().districts("9901")[0]
    indicator = next(i for i in current_book().indicators("9901") if current_book().get(i, district.code))
    said = measured_by(indicator, place=district.code, group="sex=women")
    assert said.endswith(f" · kvinnor · {district.name}")
    goal = Goal.objects.get()
    Goal.objects.filter(pk=goal.pk).update(indicator=indicator, place=district.code, group="sex=women")
    assert said in text(anna.get(f"/mal/{goal.pk}/"))


def test_the_printed_way_goes_from_the_baseline_to_the_target(plan):
    goal = Goal(kind="at_least", baseline=48.0, baseline_when="2023", target_low=55.0)
    assert way_words(goal, None) == "48, 2023 → minst 55"
    assert way_words(Goal(kind="zero", baseline_note="mäts 2027"), None) == "Ned till noll"
    assert way_words(Goal(kind="yes_no"), None) == "Ska vara gjort"
    assert content_of(plan, known_by=plan_example.DECIDED_ON)["priorities"][0]["goals"]


def test_only_the_coordinators_own_plan_is_added_to(priority):
    sent = {**EMPTY, "title": "Nytt", "target_low": "60", "measures": [Measure.objects.get().pk]}
    address = f"/prioritering/{priority.pk}/nytt-mal/"
    assert member("rut", Role.READER).post(address, sent).status_code == 403
    assert member("sven", Role.COORDINATOR, municipality="2081").post(address, sent).status_code == 404
    assert not Measure.objects.get().goals.exists()


def test_a_gap_is_marked_in_the_phones_list_of_the_programme_logic(anna, plan):
    page = text(anna.get(f"/plan/{plan.pk}/logik/"))
    assert '<span class="logic-mark">Leder inte till något mål</span>' in page
    assert '<span class="logic-mark">Ingen åtgärd leder hit</span>' in page


def test_a_goal_without_indicator_is_told_so(anna):
    goal = Goal.objects.get()
    assert "Ingen indikator ännu" in text(anna.get(f"/mal/{goal.pk}/"))
    add_part(GOAL, parent=goal.priority, values={"title": "Gjort", "kind": "yes_no"}, by="anna")
    done = Goal.objects.get(title="Gjort")
    assert "Ingen indikator ännu" not in text(anna.get(f"/mal/{done.pk}/"))


def test_the_next_step_after_an_activity_is_of_its_own_priority(plan, priority):
    other = add_part(PRIORITY, parent=plan, values={"title": "Annat"}, by="anna")
    measure = add_part(MEASURE, parent=other, values={"title": "Dess åtgärd"}, by="anna")
    walk = add_part(ACTIVITY, parent=measure, values={"title": "Vandring", "owner": plan_example.unit()}, by="anna")
    assert next_step(walk).text == "Välj vad Annat vilar på"
    other.claims.create(text="Så är det.")
    assert next_step(walk).text == "Lägg till ett mål för Annat"
    assert next_step(measure).text == "Lägg till ett mål för Annat"


def test_what_a_plan_lacks_is_told_as_something_to_do(plan):
    walk = Activity.objects.get()
    assert next_step(walk).text.startswith(("Fyll i det som saknas: ", "Koppla "))
    gap = gaps(plan_page(plan))[0]
    assert next_step(walk).address == gap.address


@pytest.mark.parametrize(
    ("starts", "ends", "years"),
    [
        ("2026", "2026", ["2026"] * 3),
        ("2024", "2026", ["2024", "2025", "2026"]),
        ("2024", "", ["2024", "2025", "2026"]),
    ],
)
def test_budget_rows_stay_within_the_plans_years(anna, plan, starts, ends, years):
    Plan.objects.update(starts=starts, ends=ends)
    form = anna.get(f"/atgard/{Measure.objects.get().pk}/ny-aktivitet/").context["form"]
    assert [str(row[0].value()) for row in form.rows] == years


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("50 tkr", "Skriv ett belopp i kronor, till exempel 120 000. Menar du 50 000?"),
        ("1,5 mkr", "Skriv ett belopp i kronor, till exempel 120 000. Menar du 1 500 000?"),
        ("många", "Skriv ett belopp i kronor, till exempel 120 000."),
        ("9999999999999", "Beloppet är för stort. Skriv högst tolv siffror."),
    ],
)
def test_a_faulty_amount_is_told_by_its_row_with_what_to_write(anna, typed, said):
    sent = {"title": "Vandring", "budget_1_year": "2026", "budget_1_amount": typed}
    page = anna.post(f"/atgard/{Measure.objects.get().pk}/ny-aktivitet/", sent)
    assert page.status_code == 422
    shown = re.sub(r"<[^>]+>", "", text(page)).replace("\N{NO-BREAK SPACE}", " ")
    assert f"Rad 2, Kronor: {said}" in shown


@pytest.mark.parametrize("typed", ["1900", "2101", "i år"])
def test_a_faulty_year_is_told_in_words_of_its_own(anna, typed):
    sent = {"title": "Vandring", "budget_0_year": typed, "budget_0_amount": "5"}
    page = text(anna.post(f"/atgard/{Measure.objects.get().pk}/ny-aktivitet/", sent))
    assert "Skriv ett år mellan 2000 och 2100." in page
    assert "Kontrollera att" not in page


@pytest.mark.parametrize(("way", "leads"), [("tomt", ""), ("word", "text/"), ("tabell", "tabell/"), ("annat", "")])
def test_a_new_plan_asks_first_how_it_begins_and_leads_there(anna, way, leads):
    period = {"starts": "2027", "ends": "2029", "document": "council_plan"}
    asked = text(anna.get("/plan/ny/"))
    assert asked.index("Hur vill ni börja?") < asked.index('name="title"')
    refused = text(anna.post("/plan/ny/", {"borja": way, **period, "title": ""}))
    assert (f'value="{way}" checked' in refused) is (way != "annat")
    answer = anna.post("/plan/ny/", {"borja": way, **period, "title": "Ny"})
    assert answer["Location"] == f"/plan/{Plan.objects.latest('pk').pk}/{leads}"
