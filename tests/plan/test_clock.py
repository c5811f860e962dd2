"""The law's clocks, red days, and the calendar text read back by a parser of its own."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from tryggve.plan.clock import DatedItem, State, Step, due, law_items, months_after, months_of, period_items, year_wheel
from tryggve.plan.holidays import easter_day, holidays, is_red, may_mail
from tryggve.plan.icalendar import calendar_text

TODAY = dt.date(2026, 3, 2)


def test_easter_is_that_of_an_independent_implementation():
    judge = pytest.importorskip("dateutil.easter")
    assert [easter_day(year) for year in range(1900, 2100)] == [judge.easter(year) for year in range(1900, 2100)]


def test_red_days_of_2026_are_the_almanac_s():
    almanac = "0101 0106 0403 0405 0406 0501 0514 0524 0606 0620 1031 1225 1226"
    assert {f"{day:%m%d}" for day in holidays(2026)} == set(almanac.split())


@pytest.mark.parametrize(
    ("day", "red"),
    [("2026-03-01", True), ("2026-02-28", False), ("2026-06-19", False), ("2025-11-01", True), ("2024-05-09", True)],
)
def test_sundays_and_holidays_are_red_but_eves_and_saturdays_are_not(day, red):
    assert is_red(dt.date.fromisoformat(day)) is red


def test_nobody_is_mailed_in_july_or_on_a_red_day():
    assert not any(may_mail(dt.date(2026, 7, day)) for day in range(1, 32))
    assert not may_mail(dt.date(2026, 4, 3))
    assert may_mail(dt.date(2026, 4, 2))


@pytest.mark.parametrize("step", [Step.PICTURE, Step.FOLLOW_UP])
@pytest.mark.parametrize(
    ("last", "day", "state", "days"),
    [
        ("2024-03-02", "2026-03-02", State.SOON, 0),
        ("2024-03-01", "2026-03-01", State.OVERDUE, -1),
        ("2024-05-31", "2026-05-31", State.SOON, 90),
        ("2024-06-01", "2026-06-01", State.IN_TIME, 91),
    ],
)
def test_picture_and_follow_up_are_due_two_years_after_the_last(step, last, day, state, days):
    found = due(step, last=dt.date.fromisoformat(last), today=TODAY)
    assert (found.due, found.state, found.days) == (dt.date.fromisoformat(day), state, days)
    assert "6 §" in found.rule.sv
    assert "2023:196" in found.rule.en


def test_without_an_earlier_date_no_due_date_is_made_up():
    found = due(Step.PICTURE, last=None, today=TODAY)
    assert (found.due, found.state) == (None, State.UNKNOWN)
    assert law_items([found], owner="9901") == ()


def test_the_council_s_interval_is_the_municipality_s_own_and_says_so():
    found = due(Step.COUNCIL, last=dt.date(2025, 12, 15), today=TODAY, council_months=6)
    assert found.due == dt.date(2026, 6, 15)
    assert "inget antal; här räknas 6 månader" in found.rule.sv


@pytest.mark.parametrize(
    ("months", "day"), [(24, "2026-02-28"), (1, "2024-03-29"), (48, "2028-02-29"), (10, "2024-12-29")]
)
def test_the_leap_day_falls_back_to_the_month_s_last(months, day):
    assert months_after(dt.date(2024, 2, 29), months) == dt.date.fromisoformat(day)


def test_the_wheel_holds_one_year_in_order():
    items = period_items(uid="p1", name="T1", opens=dt.date(2026, 4, 20), closes=dt.date(2026, 5, 20))
    later = period_items(uid="p2", name="T3", opens=dt.date(2025, 12, 10), closes=dt.date(2026, 1, 20))
    assert [item.uid for item in year_wheel([*items, *later], year=2026)] == ["p2-closes", "p1-opens", "p1-closes"]


def parse(text: str) -> list[dict[str, str]]:
    """Read a calendar as RFC 5545 says: unfold, split at the first colon, unescape."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    events: list[dict[str, str]] = []
    for row in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = row.partition(":")
        if row == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("END", "BEGIN"):
            events[-1][name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    return events


TITLE = "Möte; ”rådet”, Ön\\Ängen\nsal 3 – " + "åäö" * 40


def text(day: dt.date = TODAY) -> str:
    items = [DatedItem(day=day, uid="plan-1", sv=TITLE, en="Council")]
    stamp = dt.datetime(2026, 3, 2, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    return calendar_text(items, name="Trygghet, Ekhamra", language="sv", stamp=stamp, domain="9901.tryggve")


def test_calendar_reads_back_as_it_was_written():
    [event] = parse(text())
    assert event["SUMMARY"] == TITLE
    assert event["DTSTART;VALUE=DATE"] == "20260302"
    assert event["DTEND;VALUE=DATE"] == "20260303"
    assert event["DTSTAMP"] == "20260302T083000Z"


def test_no_line_is_over_75_octets():
    assert max(len(row.encode()) for row in text().split("\r\n")) <= 75


def test_uid_stays_when_the_day_is_moved():
    assert parse(text())[0]["UID"] == parse(text(dt.date(2026, 9, 1)))[0]["UID"] == "plan-1@9901.tryggve"


def test_months_come_in_order_with_their_days_and_none_is_empty():
    days = (dt.date(2027, 1, 25), dt.date(2026, 12, 28), dt.date(2026, 12, 3))
    found = months_of(DatedItem(day=day, uid=f"{day}", sv="Möte", en="Meeting") for day in days)
    assert [month.first for month in found] == [dt.date(2026, 12, 1), dt.date(2027, 1, 1)]
    assert [item.day.day for item in found[0].items] == [3, 28]
