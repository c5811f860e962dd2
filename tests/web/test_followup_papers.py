"""The follow-up on paper: a period's report to the council, a unit's appendix, and the operational plans' answers."""

from __future__ import annotations

import datetime as dt
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from tryggve.plan.operational import Entered, InPlan
from tryggve.web.audit.models import AuditEvent
from tryggve.web.followup import actions
from tryggve.web.followup.models import OperationalAnswer, Report, StepTaken
from tryggve.web.people.roles import Role
from tryggve.web.plans.actions import add_part
from tryggve.web.plans.parts import GOAL
from web.followup_example import Example, make_example, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def example(db) -> Example:
    return make_example()


@pytest.fixture
def anna(example):
    return signed_in("anna", Role.COORDINATOR)


def said(page) -> str:
    text = page.content.decode().replace("\xa0", " ")
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def report(example: Example, *, dose: float) -> None:
    newest = example.period.reports.filter(activity=example.walks).last()
    entry = actions.Entry(example.walks, actions.Said(actions.ActivityStatus.DONE, dose), newest.pk if newest else 0)
    actions.report(example.period, entries=[entry], by="olle", today=example.period.opens)


def paper(example: Example, end: str = "rapport/") -> str:
    return f"/uppfoljning/{example.period.pk}/{end}"


def appendix(example: Example, end: str = "") -> str:
    return f"/uppfoljning/bilaga/{example.leisure.pk}/{end}"


def test_unreported_is_told_and_is_never_zero_percent(anna, example):
    report(example, dose=20)
    page = said(anna.get(paper(example)))
    assert "1 av 2 aktiviteter är rapporterade och 1 är genomförd" in page
    assert "räknas varken som 0 procent eller som inställd" in page
    assert " 0 %" not in page
    assert "50 % (för 1 av 2)" in page


def test_report_says_its_rule_and_its_weights(anna, example):
    report(example, dose=20)
    page = said(anna.get(paper(example)))
    assert "Så är det räknat:" in page
    assert "väger lika" in page


def test_report_of_a_reopened_period_shows_what_was_locked_and_why(anna, example):
    report(example, dose=20)
    actions.lock_period(example.period, by="anna")
    actions.reopen_period(example.period, why="Två kvällar var räknade två gånger", by="anna")
    report(example, dose=18)
    page = said(anna.get(paper(example)))
    assert "Rättat efter att perioden låstes" in page
    assert "Genomförd, 20 kvällar" in page
    assert "Genomförd, 18 kvällar" in page
    assert "Två kvällar var räknade två gånger" in page


def test_report_and_appendix_come_as_pdf(anna, example):
    for where in (paper(example, "rapport.pdf"), appendix(example, "bilaga.pdf")):
        response = anna.get(where)
        assert response["Content-Type"] == "application/pdf"
        assert response.content.startswith(b"%PDF-")


def test_report_to_the_council_is_registered_once_and_starts_the_law_s_clock(anna, example):
    data = {"date": "2026-03-30", "paragraph": "31"}
    assert anna.post(paper(example, "rapport/kf/"), data).status_code == 302
    taken = StepTaken.objects.get()
    assert (taken.step, taken.date, taken.note) == ("council", dt.date(2026, 3, 30), "§ 31, Tertial 1")
    assert "§ 31" in said(anna.get(paper(example)))
    assert AuditEvent.objects.filter(action="followup.record_step").count() == 1


def test_report_to_the_council_is_told_as_exactly_as_its_date_is_known(anna, example):
    anna.post(paper(example, "rapport/kf/"), {"date": "mars 2026", "paragraph": "31"})
    page = said(anna.get(paper(example)))
    assert "mars 2026, § 31" in page and "31 mars 2026, § 31" not in page


def test_report_to_the_council_without_a_date_is_refused(anna, example):
    assert anna.post(paper(example, "rapport/kf/"), {"paragraph": "31"}).status_code == 422
    assert not StepTaken.objects.exists()


def test_appendix_has_the_unit_s_own_activities_only(anna, example):
    page = said(anna.get(appendix(example)))
    assert "Vuxna ute på kvällar" in page
    assert "Belysning vid gångstråken" not in page
    book = load_workbook(BytesIO(anna.get(appendix(example, "bilaga.xlsx")).content))
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert "Vuxna ute på kvällar" in cells
    assert 600_000 in cells


def test_paper_is_not_for_others(client, example):
    stina = signed_in("stina", Role.COORDINATOR, municipality="9902")
    olle = signed_in("olle", Role.OWNER, unit=example.leisure)
    for where in (paper(example), paper(example, "rapport.pdf"), appendix(example), appendix(example, "bilaga.xlsx")):
        assert stina.get(where).status_code == 404
        assert client.get(where).status_code == 302
    assert olle.get(paper(example)).status_code == 403  # an owner sees only their own
    assert olle.post(paper(example, "rapport/kf/"), {"date": "2026-03-30", "paragraph": "1"}).status_code == 403


def answer(example: Example, **more) -> dict[str, str]:
    prefix = f"a{example.walks.pk}"
    data = {"seen": "0", "seen_answer": "0", **more}
    return {f"{prefix}-{name}": value for name, value in data.items()}


def test_owner_says_that_the_activity_is_in_the_operational_plan(anna, example):
    olle = signed_in("olle", Role.OWNER, unit=example.leisure)
    data = answer(example, answer="yes", answer_date="2026-01-20", answer_paragraph="§ 6")
    assert olle.post(f"/uppfoljning/{example.period.pk}/", data).status_code == 302
    made = OperationalAnswer.objects.get()
    assert (made.answer, made.date, made.paragraph, made.by) == ("yes", dt.date(2026, 1, 20), "6", "olle")
    assert not Report.objects.exists()  # one question answered is not the other
    page = said(anna.get(f"/uppfoljning/{example.period.pk}/"))
    assert "1 av 2 aktiviteter är inskrivna" in page
    assert "20 januari 2026" in page
    assert "§ 6" in said(anna.get(f"/plan/aktivitet/{example.walks.pk}/")) or "§ 6" in page


def test_answer_says_no_day_that_nobody_knows_and_sent_back_as_shown_is_no_new_one(anna, example):
    olle, address = signed_in("olle", Role.OWNER, unit=example.leisure), f"/uppfoljning/{example.period.pk}/"
    olle.post(address, answer(example, answer="yes", answer_date="2026-01", answer_paragraph="6"))
    made = OperationalAnswer.objects.get()
    assert (made.date, made.when) == (dt.date(2026, 1, 31), "2026-01")
    for page in (said(olle.get(address)), said(anna.get(paper(example)))):
        assert "januari 2026, § 6" in page and "31 januari 2026" not in page
    again = {"seen_answer": f"{made.pk}", "answer": "yes", "answer_date": "januari 2026", "answer_paragraph": "6"}
    olle.post(address, answer(example, **again))
    assert OperationalAnswer.objects.count() == 1


def test_answer_with_a_personal_identity_number_is_not_stored(example):
    olle = signed_in("olle", Role.OWNER, unit=example.leisure)
    data = answer(example, answer="changed", answer_what="Anna 19800101-1234 tar över")
    page = olle.post(f"/uppfoljning/{example.period.pk}/", data)
    assert page.status_code == 422
    assert "Det här ser ut som ett personnummer." in said(page)
    assert not OperationalAnswer.objects.exists()


@pytest.mark.parametrize(("day", "why"), [("32 mars", "är inget datum här"), ("2097", "Tiden ligger i framtiden")])
def test_answer_at_no_time_or_to_come_is_refused_with_what_was_typed(example, day, why):
    olle = signed_in("olle", Role.OWNER, unit=example.leisure)
    response = olle.post(f"/uppfoljning/{example.period.pk}/", answer(example, answer="yes", answer_date=day))
    assert why in said(response) and f'value="{day}"' in response.content.decode()
    assert not OperationalAnswer.objects.exists()


def test_report_and_answer_come_in_one_form_with_an_event_each(example):
    olle = signed_in("olle", Role.OWNER, unit=example.leisure)
    data = answer(example, status="ongoing", dose="12", answer="yes", answer_paragraph="6")
    assert olle.post(f"/uppfoljning/{example.period.pk}/", data).status_code == 302
    assert (Report.objects.count(), OperationalAnswer.objects.count()) == (1, 1)
    told = AuditEvent.objects.filter(action__in=("followup.report", "followup.answer_operational"))
    assert sorted(told.values_list("action", flat=True)) == ["followup.answer_operational", "followup.report"]


def test_changed_needs_words_and_keeps_what_was_typed(example):
    olle = signed_in("olle", Role.OWNER, unit=example.leisure)
    data = answer(example, answer="changed", answer_paragraph="12")
    page = olle.post(f"/uppfoljning/{example.period.pk}/", data)
    assert "Skriv vad som är ändrat." in said(page)
    assert 'value="12"' in page.content.decode()
    assert not OperationalAnswer.objects.exists()


def test_newer_answer_stands_before_the_older_which_stays(example):
    actions.answer_operational(example.walks, entered=Entered(InPlan.NO), by="olle")
    actions.answer_operational(example.walks, entered=Entered(InPlan.CHANGED, what="6 kvällar"), by="olle")
    assert [one.answer for one in example.walks.operational_answers.all()] == ["no", "changed"]
    events = AuditEvent.objects.filter(action="followup.answer_operational")
    assert events.count() == 2
    assert not [event for event in events if "6 kvällar" in str((event.before, event.after))]


def test_report_draws_the_measurements_of_each_goal_for_screen_and_phone(anna, example, live):
    priority = example.walks.measure.priority
    values = {"title": "Färre otrygga", "kind": "at_most", "indicator": "ntu_unsafe_evening", "target_high": 20.0}
    add_part(GOAL, parent=priority, values=values | {"deadline": "2029"}, by="anna")
    page = anna.get(paper(example)).content.decode()
    assert page.count('aria-label="Färre otrygga: mätningarna och målet.') == 2
    assert page.count("Mål: högst 20,0\N{NO-BREAK SPACE}%</text>") >= 2
    assert "<figcaption>Färre otrygga: mätningarna och målet</figcaption>" in page
    assert anna.get(paper(example, "rapport.pdf")).content.startswith(b"%PDF")
