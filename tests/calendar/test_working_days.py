"""Counting working days agrees with a walk from day to day."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.working_days import CalendarError, WorkingCalendar, load_calendar

FIRST = date(2021, 1, 1).toordinal()
LAST = date(2026, 12, 31).toordinal()
near_days = st.integers(FIRST - 40, LAST + 40)
counts = st.integers(0, 30)


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def walked(calendar: WorkingCalendar, day: int, count: int) -> int | None:
    """The slow way: one day after another, stopping at the first that is not known."""
    while count:
        day += 1
        working = calendar.is_working(day)
        if working is None:
            return None
        count -= working
    return day


@pytest.fixture(scope="session")
def listed(calendar: WorkingCalendar) -> Callable[[int], bool | None]:
    """Whether a day is worked, straight from the lines and the week."""

    def worked(day: int) -> bool | None:
        when = date.fromordinal(day)
        if when.year not in calendar.known_years:
            return None
        entry = calendar.entries.get(day)
        return when.weekday() < 5 if entry is None else entry.working

    return worked


@given(day=near_days)
def test_a_day_is_worked_as_its_line_or_the_week_says(
    calendar: WorkingCalendar, listed: Callable[[int], bool | None], day: int
) -> None:
    assert calendar.is_working(day) == listed(day)


@given(day=near_days, count=counts)
def test_adding_working_days_is_walking(calendar: WorkingCalendar, day: int, count: int) -> None:
    assert calendar.add_working_days(day, count) == walked(calendar, day, count)


@given(day=near_days)
def test_the_next_working_day_is_found_by_walking(calendar: WorkingCalendar, day: int) -> None:
    assert calendar.next_working_day_on_or_after(day) == walked(calendar, day - 1, 1)


@given(day=near_days, count=counts)
def test_the_earliest_day_is_the_exact_one_or_counts_unknown_days_as_worked(
    calendar: WorkingCalendar, day: int, count: int
) -> None:
    earliest = calendar.earliest_after(day, count)
    exact = calendar.add_working_days(day, count)
    assert exact in (None, earliest)
    worked = [d for d in range(day + 1, earliest + 1) if calendar.is_working(d) is not False]
    assert len(worked) == count
    assert count == 0 or worked[-1] == earliest


@given(first=near_days, length=st.integers(0, 60))
def test_the_days_off_between_two_days_are_all_the_known_ones(
    calendar: WorkingCalendar, first: int, length: int
) -> None:
    found = calendar.days_off_between(first, first + length)
    days = [d for d in range(first, first + length + 1) if calendar.is_working(d) is False]
    assert [day for day, _ in found] == days
    assert all(reason in calendar.reasons for _, reason in found)


def test_days_off_come_with_their_reasons(calendar: WorkingCalendar) -> None:
    found = calendar.days_off_between(ordinal("2025-03-20"), ordinal("2025-03-26"))
    assert [(date.fromordinal(day).day, reason) for day, reason in found] == [
        (21, "nauryz"),
        (22, "nauryz"),
        (23, "nauryz"),
        (24, "holiday-on-weekend"),
        (25, "holiday-on-weekend"),
    ]
    weekend = calendar.days_off_between(ordinal("2025-03-29"), ordinal("2025-03-29"))
    assert weekend == ((ordinal("2025-03-29"), "weekend"),)


def test_a_worked_sunday_is_counted(calendar: WorkingCalendar) -> None:
    assert calendar.add_working_days(ordinal("2025-01-02"), 1) == ordinal("2025-01-05")


def test_the_day_before_the_first_known_day_can_still_be_counted_from(
    calendar: WorkingCalendar,
) -> None:
    assert calendar.add_working_days(FIRST - 1, 1) == ordinal("2021-01-05")
    assert calendar.add_working_days(FIRST - 2, 1) is None


def test_nothing_is_counted_beyond_the_last_known_day(calendar: WorkingCalendar) -> None:
    assert calendar.add_working_days(LAST - 1, 1) == LAST
    assert calendar.add_working_days(LAST, 1) is None
    assert calendar.next_working_day_on_or_after(LAST + 1) is None
    assert calendar.is_working(LAST + 1) is None


def test_a_calendar_may_end_on_a_day_off(plain: dict[str, Any]) -> None:
    plain["years"] = plain["years"][:3]
    last = ordinal("2023-12-31")
    ends_on_sunday = load_calendar(plain)
    assert ends_on_sunday.is_working(last) is False
    assert ends_on_sunday.next_working_day_on_or_after(last) is None


def test_a_negative_count_is_a_mistake(calendar: WorkingCalendar) -> None:
    with pytest.raises(ValueError, match="negative"):
        calendar.add_working_days(FIRST, -1)


def test_unverified_days_can_be_told(calendar: WorkingCalendar) -> None:
    day = ordinal("2026-05-27")
    assert calendar.unverified_between(day, day) == (day,)
    assert calendar.unverified_between(day - 5, day - 1) == ()
    assert calendar.unverified_between(day + 1, day + 5) == ()


def test_the_digest_changes_with_any_line_and_with_nothing_else(
    calendar: WorkingCalendar, plain: dict[str, Any]
) -> None:
    assert load_calendar(plain).digest == calendar.digest
    plain["years"][0]["days"][0]["verified"] = False
    assert load_calendar(plain).digest != calendar.digest


def test_a_calendar_survives_being_sent_to_another_process(calendar: WorkingCalendar) -> None:
    sent = pickle.loads(pickle.dumps(calendar))
    assert (sent.worked, sent.digest) == (calendar.worked, calendar.digest)


def test_all_years_of_the_list_are_known(calendar: WorkingCalendar) -> None:
    assert calendar.known_years == (2021, 2022, 2023, 2024, 2025, 2026)


def without_its_partner(plain: dict[str, Any]) -> None:
    days = plain["years"][4]["days"]
    days[:] = [line for line in days if line["date"] != date(2025, 1, 3)]


def in_lieu_of_a_weekday(plain: dict[str, Any]) -> None:
    line = next(d for d in plain["years"][4]["days"] if d["date"] == date(2025, 3, 24))
    line["instead_of"] = date(2025, 3, 21)


def with_an_exchange_that_is_not_mutual(plain: dict[str, Any]) -> None:
    line = next(d for d in plain["years"][4]["days"] if d["date"] == date(2025, 1, 5))
    line["instead_of"] = date(2025, 1, 2)


def with_both_days_of_an_exchange_worked(plain: dict[str, Any]) -> None:
    line = next(d for d in plain["years"][4]["days"] if d["date"] == date(2025, 1, 3))
    line["reason"] = "working-day-moved"


def with_a_day_twice(plain: dict[str, Any]) -> None:
    plain["years"][0]["days"].append(plain["years"][0]["days"][0])


def with_a_day_of_another_year(plain: dict[str, Any]) -> None:
    plain["years"][0]["days"].append({**plain["years"][1]["days"][0]})


def with_a_gap_in_the_years(plain: dict[str, Any]) -> None:
    del plain["years"][2]


def without_years(plain: dict[str, Any]) -> None:
    plain["years"] = []


def with_a_text_for_a_day(plain: dict[str, Any]) -> None:
    plain["years"][0]["days"][0]["date"] = "1 January"


def with_an_unknown_reason(plain: dict[str, Any]) -> None:
    plain["years"][0]["days"][0]["reason"] = "birthday"


def with_an_unknown_source(plain: dict[str, Any]) -> None:
    plain["years"][0]["days"][0]["source"] = "hearsay"


def without_a_source(plain: dict[str, Any]) -> None:
    del plain["years"][0]["days"][0]["source"]


def without_a_name_for_weekends(plain: dict[str, Any]) -> None:
    del plain["reasons"]["weekend"]


@pytest.mark.parametrize(
    ("spoil", "message_id"),
    [
        (without_its_partner, "calendar.exchange-one-sided"),
        (in_lieu_of_a_weekday, "calendar.exchange-one-sided"),
        (with_an_exchange_that_is_not_mutual, "calendar.exchange-one-sided"),
        (with_both_days_of_an_exchange_worked, "calendar.exchange-one-sided"),
        (with_a_day_twice, "calendar.day-twice"),
        (with_a_day_of_another_year, "calendar.day-of-another-year"),
        (with_a_gap_in_the_years, "calendar.years-not-consecutive"),
        (without_years, "calendar.years-not-consecutive"),
        (with_a_text_for_a_day, "calendar.not-a-day"),
        (with_an_unknown_reason, "calendar.name-unknown"),
        (with_an_unknown_source, "calendar.name-unknown"),
        (without_a_source, "calendar.part-missing"),
        (without_a_name_for_weekends, "calendar.part-missing"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(
    plain: dict[str, Any], spoil: Callable[[dict[str, Any]], None], message_id: str
) -> None:
    spoil(plain)
    with pytest.raises(CalendarError) as refused:
        load_calendar(plain)
    assert refused.value.message_id == message_id
