"""The whole walk in the made-up municipality, as its people take it: from a plan to the plan that follows it.

Plan, consultation, decision, three follow-ups, evaluation, revised plan, the council again; no JavaScript needed.
"""

from __future__ import annotations

import datetime as dt

import pytest

from browser.conftest import assert_accessible, assert_says
from tryggve.plan.holidays import is_red

pytestmark = pytest.mark.browser

TITLE = "Vandringens plan"
DECIDED = "2024-01-15"


@pytest.fixture
def walker(demo_visit):
    """The coordinator's window, without JavaScript."""
    return demo_visit("/plan/", role="coordinator", script=False)


def go(page, link_or_button) -> None:
    """Click what leads to another page, and wait for it."""
    with page.expect_navigation():
        link_or_button.click()


def follow(page, text: str) -> None:
    go(page, page.locator("main").get_by_role("link", name=text, exact=True).first)


def press(page, text: str) -> None:
    go(page, page.locator("main").get_by_role("button", name=text, exact=True).first)


def fill(page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f"main [name='{name}']").first.fill(value)


def heading(page) -> str:
    return page.locator("h1").inner_text()


def here(page) -> str:
    return page.url.partition("#")[0].partition("?")[0]


def write_plan(page) -> str:
    """Write a plan with a priority on a finding, a goal, a measure and an activity; return its address."""
    follow(page, "Skapa en plan")
    fill(page, title=TITLE, starts="2024", ends="2026")
    press(page, "Spara")
    address = here(page)
    follow(page, "Lägg till ett prioriterat område")
    fill(page, title="Trygga kvällar")
    press(page, "Spara")
    page.goto(address)
    follow(page, "Lägg till slutsats Trygga kvällar")
    page.locator("main [name=findings]").first.check()
    press(page, "Spara")
    page.goto(address)
    follow(page, "Lägg till mål Trygga kvällar")
    page.goto(f"{here(page)}?slag=at_least")
    fill(page, title="Minst 70 procent trygga 2026", target_low="70", deadline="2026")
    page.select_option("main [name=indicator]", value="local_safe_evening")
    press(page, "Spara")
    page.goto(address)
    follow(page, "Lägg till åtgärd Trygga kvällar")
    fill(page, title="Vuxna ute på kvällen", cause="Få vuxna ute")
    page.locator("main [name=goals]").first.check()
    press(page, "Spara")
    page.goto(address)
    follow(page, "Lägg till aktivitet Vuxna ute på kvällen")
    fill(page, title="Nattvandring på fredagar", planned_dose="40", dose_unit="kvällar", budget_0_amount="120 000")
    page.select_option("main [name=owner]", label="Fritidsförvaltningen")
    press(page, "Spara")
    page.goto(address)
    assert_says(
        page, "Trygga kvällar", "Minst 70 procent trygga 2026", "Vuxna ute på kvällen", "Nattvandring på fredagar"
    )
    return address


def decide(page, case: str, **values: str) -> None:
    page.goto(case + "beslut/")
    kind = values.pop("kind")
    page.select_option("main [name=kind]", value=kind)
    fill(page, **values)
    go(page, page.locator("main form").last.locator("button.button").first)
    if kind == "adopt":
        press(page, "Anta planen")


def consult(page, case: str) -> None:
    """Send the plan to one unit, and answer by the link as the unit does."""
    page.goto(case + "remiss/")
    page.locator("main [name=unit]").first.check()
    today = dt.datetime.now(dt.UTC).date()
    due = today + dt.timedelta(days=30)
    while is_red(due):
        due += dt.timedelta(days=1)
    fill(page, sent=today.isoformat(), due=due.isoformat())
    press(page, "Skicka och visa länkarna")
    link = page.locator("main .code").first.inner_text()
    page.goto(case.partition("/beslut/")[0] + "/remiss/" + link.partition("/remiss/")[2])
    fill(page, answered_by="Fritidsnämnden § 31", answer="Nämnden tillstyrker förslaget.")
    press(page, "Lämna svaret")
    page.goto(case)
    assert_says(page, "1 av 1 har svarat")


def report_once(page, plan: str, name: str, *, opens: str, dose: str) -> None:
    """Open a period, report the activity, lock the period."""
    page.goto(plan.replace(f"/plan/{plan.rstrip('/').rpartition('/')[2]}/", "/uppfoljning/ny/"))
    page.select_option("main [name=plan]", label=TITLE)
    fill(page, name=name, opens=opens, closes=f"{opens[:8]}28", year=opens[:4])
    press(page, "Skapa perioden")
    period = here(page)
    follow(page, "Rapportera åt enheten Fritidsförvaltningen")
    page.locator("main fieldset.report input[type=radio]").nth(1).check()
    page.locator("main fieldset.report input[name$='-dose']").first.fill(dose)
    press(page, "Spara")
    page.goto(period)
    assert "1 av 1 aktivitet är rapporterad" in heading(page)
    follow(page, "Lås perioden")
    press(page, "Lås perioden")


def evaluate(page, plan: str) -> str:
    page.goto(plan)
    follow(page, "Utvärdera")
    fill(page, author="Trygghetssamordnaren")
    go(page, page.locator("main form button.button").first)
    evaluation = here(page)
    go(page, page.get_by_role("link", name="Skriv omdömet").first)
    page.check("main [name=relevance] >> nth=0")
    fill(page, reason="Skillnaderna finns kvar.", proposal_reason="Fler kvällar behövs.")
    page.check("main [name=proposal][value=change]")
    go(page, page.locator("main form button.button").first)
    page.goto(evaluation)
    go(page, page.get_by_role("link", name="Skriv bedömningen").first)
    fill(page, judgement="Fler är trygga, men vi vet inte varför.")
    go(page, page.locator("main form button.button").first)
    page.goto(evaluation)
    follow(page, "Avsluta utvärderingen")
    press(page, "Avsluta och lås")
    assert_says(page, "Avslutad")
    return evaluation


def test_plan_is_walked_from_draft_to_the_plan_that_follows_it(walker, demo_address, demo_visit):
    page = walker
    plan = write_plan(page)
    number = plan.rstrip("/").rpartition("/")[2]
    case = f"{demo_address}/beslut/{number}/"

    consult(page, case)
    press(page, "Lämna till beredning")
    decide(page, case, kind="adopt", body="Kommunfullmäktige", date=DECIDED, paragraph="7", public_from=DECIDED)
    public = demo_visit(f"/trygghetsplan/{number}/")
    assert_says(public, TITLE, "Kommunfullmäktige 15 januari 2024")
    assert_accessible(public)

    for name, opens, dose in (
        ("Hösten 2024", "2024-11-01", "12"),
        ("Hösten 2025", "2025-11-03", "25"),
        ("Hösten 2026", "2026-11-02", "38"),
    ):
        report_once(page, plan, name, opens=opens, dose=dose)
    page.goto(plan)
    assert_says(page, "38 av 40")

    evaluation = evaluate(page, plan)
    decide(page, case, kind="evaluate", body="Kommunfullmäktige", date="2026-11-23", paragraph="91")

    page.goto(evaluation)
    go(page, page.locator("main a[href$='/reviderad-plan/']").first)
    assert [page.locator(f"main [name='{name}']").input_value() for name in ("title", "starts", "ends")] == [
        TITLE,
        "2027",
        "2029",
    ]
    press(page, "Gör utkastet")
    revised = here(page)
    assert_says(page, "Fler kvällar behövs.", "måldatum 2026 ligger före planens period")
    go(page, page.get_by_role("link", name="Lägg till aktivitet").first)
    fill(page, title="Nattvandring på lördagar")
    press(page, "Spara")
    page.goto(revised + "skillnader/")
    assert_says(page, "Nattvandring på lördagar")

    following = revised.rstrip("/").rpartition("/")[2]
    page.goto(f"{demo_address}/beslut/{following}/")
    press(page, "Lämna till beredning")
    decide(
        page,
        f"{demo_address}/beslut/{following}/",
        kind="adopt",
        body="Kommunfullmäktige",
        date="2026-11-24",
        paragraph="102",
        public_from="2026-11-24",
    )
    now = demo_visit(f"/trygghetsplan/{following}/")
    assert_says(now, "Nattvandring på lördagar", "Gäller från 2027")
    before = demo_visit(f"/trygghetsplan/{number}/")
    assert_says(before, "Utvärderad")  # it is in force until the other begins
