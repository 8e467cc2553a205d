"""The last day to arrive and the length of a postponement, against a slow count of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from checker.calendar.terms import Term, Unit, last_day
from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import arrival
from checker.values import NONE, Value

TODAY = date(2026, 3, 2).toordinal()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def context(calendar: WorkingCalendar) -> Context:
    return Context(TODAY, TODAY, calendar)


def accepted_slowly(calendar: WorkingCalendar, due: int, until: int) -> bool:
    """Thirty calendar days, and the next working day where the thirtieth is a day off."""
    end = last_day(Term(30, Unit.CALENDAR_DAYS), due, calendar)
    assert end is not None
    while not calendar.is_working(end):
        end += 1
    return until <= end


def test_a_postponement_is_accepted_up_to_the_working_day_after_the_thirtieth(
    calendar: WorkingCalendar,
) -> None:
    for later in range(300):
        due = (date(2025, 1, 1) + timedelta(days=later)).toordinal()
        for until in range(due + 20, due + 45):
            days = arrival.days_postponed(context(calendar), due, until)
            assert days is not None
            assert (days <= 30) == accepted_slowly(calendar, due, until), (due, until)


def test_a_postponement_to_a_working_day_after_a_working_day_counts_as_written(
    calendar: WorkingCalendar,
) -> None:
    found = arrival.days_postponed(context(calendar), day("2025-11-03"), day("2025-12-03"))
    assert found == 30


def test_a_postponement_in_an_unknown_year_is_open(calendar: WorkingCalendar) -> None:
    assert arrival.days_postponed(context(calendar), day("2040-11-03"), day("2040-12-03")) is None


@pytest.mark.parametrize(("due", "until"), [(None, 1), (1, None), (NONE, 1), (1, NONE)])
def test_a_postponement_without_one_of_its_days_is_open(
    calendar: WorkingCalendar, due: Value, until: Value
) -> None:
    assert arrival.days_postponed(context(calendar), due, until) is None


@pytest.mark.parametrize(
    ("granted", "postponed", "expected"),
    [
        (0, NONE, "2025-11-03"),
        (0, "2025-12-01", "2025-11-03"),
        (NONE, None, "2025-11-03"),
        (1, "2025-12-01", "2025-12-01"),
        (1, NONE, None),
        (1, None, None),
        (None, NONE, "2025-11-03"),
        (None, "2025-12-01", None),
        (None, None, None),
    ],
)
def test_the_last_day_is_the_set_one_unless_postponed(
    calendar: WorkingCalendar, granted: Value, postponed: Value | str, expected: str | None
) -> None:
    until = day(postponed) if isinstance(postponed, str) else postponed
    found = arrival.last_day(context(calendar), day("2025-11-03"), granted, until)
    assert found == (None if expected is None else day(expected))


def test_the_last_day_moves_to_a_working_day(calendar: WorkingCalendar) -> None:
    moved = arrival.last_day_moved
    assert moved(context(calendar), day("2025-11-07")) == day("2025-11-07")
    assert moved(context(calendar), day("2025-11-08")) == day("2025-11-10")
    assert moved(context(calendar), day("2040-11-08")) is None
    assert moved(context(calendar), None) is None


def test_age_on_the_notice_counts_the_birthday(calendar: WorkingCalendar) -> None:
    age = arrival.age_on_notice
    assert age(context(calendar), day("2007-11-01"), day("2025-11-01")) == 18
    assert age(context(calendar), day("2007-11-02"), day("2025-11-01")) == 17
    assert age(context(calendar), None, day("2025-11-01")) is None
    assert age(context(calendar), day("2007-11-02"), NONE) is None
