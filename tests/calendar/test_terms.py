"""Terms are read strictly, and their last days agree with a walk from day to day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.calendar.terms import Term, TermError, Unit, add_months, last_day, parse_term
from checker.calendar.working_days import WorkingCalendar

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
units = st.sampled_from(list(Unit))


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("14 calendar days", 14, Unit.CALENDAR_DAYS),
        ("1 calendar day", 1, Unit.CALENDAR_DAYS),
        ("5 working days", 5, Unit.WORKING_DAYS),
        ("1 working day", 1, Unit.WORKING_DAYS),
        ("3 months", 3, Unit.MONTHS),
        ("1 month", 1, Unit.MONTHS),
        ("1 year", 1, Unit.YEARS),
        ("2 years", 2, Unit.YEARS),
        ("9999 years", 9999, Unit.YEARS),
    ],
)
def test_a_term_is_read(text: str, count: int, unit: Unit) -> None:
    assert parse_term(text) == Term(count, unit)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "14",
        "14 days",
        "0 working days",
        "014 calendar days",
        "-1 months",
        "1.5 years",
        "10000 years",
        "14  calendar days",
        " 14 calendar days",
        "14 calendar days ",
        "14 calendar days\n",
        "14 Calendar days",
        "14 weeks",
        "١٤ months",
        "14 calendar dayss",
    ],
)
def test_anything_else_is_not_a_term(text: str) -> None:
    with pytest.raises(TermError) as refused:
        parse_term(text)
    assert refused.value.args == (text,)
    assert refused.value.message_id == "calendar.term-not-understood"


@given(text=st.text(max_size=20))
def test_no_other_text_slips_through(text: str) -> None:
    with pytest.raises(TermError):
        parse_term(text)


@pytest.mark.parametrize(
    ("start", "term", "last"),
    [
        ("2025-12-29", "14 calendar days", "2026-01-12"),
        ("2025-12-30", "5 working days", "2026-01-09"),
        ("2025-03-20", "1 working day", "2025-03-26"),
        ("2025-01-02", "1 working day", "2025-01-05"),
        ("2025-01-31", "1 month", "2025-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2025-11-30", "3 months", "2026-02-28"),
        ("2025-10-15", "3 months", "2026-01-15"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2025-12-31", "12 months", "2026-12-31"),
    ],
)
def test_the_last_day_of_a_term(
    calendar: WorkingCalendar, start: str, term: str, last: str
) -> None:
    found = last_day(parse_term(term), date.fromisoformat(start).toordinal(), calendar)
    assert found is not None
    assert date.fromordinal(found).isoformat() == last


def month_by_month(day: date, months: int) -> date:
    """The slow way: a month at a time, then back from the 31st to a day that exists."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


@given(day=days, months=st.integers(0, 400))
@example(day=date(2024, 2, 29), months=12)
@example(day=date(2025, 12, 31), months=2)
def test_months_end_on_the_same_day_or_on_the_last(day: date, months: int) -> None:
    expected = month_by_month(day, months)
    assert date.fromordinal(add_months(day.toordinal(), months)) == expected


@given(day=days, count=st.integers(1, 400))
def test_calendar_days_are_counted_one_by_one(
    calendar: WorkingCalendar, day: date, count: int
) -> None:
    walked = day
    for _ in range(count):
        walked += timedelta(days=1)
    term = Term(count, Unit.CALENDAR_DAYS)
    assert last_day(term, day.toordinal(), calendar) == walked.toordinal()


@given(day=days, count=st.integers(1, 30))
def test_years_are_twelve_months_each(calendar: WorkingCalendar, day: date, count: int) -> None:
    start = day.toordinal()
    in_years = last_day(Term(count, Unit.YEARS), start, calendar)
    assert in_years == last_day(Term(count * 12, Unit.MONTHS), start, calendar)


@given(day=days, count=st.integers(1, 60), unit=units)
def test_a_longer_term_or_a_later_start_never_ends_earlier(
    calendar: WorkingCalendar, day: date, count: int, unit: Unit
) -> None:
    start = day.toordinal()
    last = last_day(Term(count, unit), start, calendar)
    longer = last_day(Term(count + 1, unit), start, calendar)
    later = last_day(Term(count, unit), start + 1, calendar)
    if last is not None:
        assert last > start
        assert longer is None or longer > last
        assert later is None or later >= last


@pytest.mark.parametrize("term", ["1 calendar day", "1 month", "1 year"])
def test_no_term_ends_after_the_last_day_there_is(calendar: WorkingCalendar, term: str) -> None:
    assert last_day(parse_term(term), date.max.toordinal(), calendar) is None


def test_a_term_that_ends_on_the_last_day_there_is_still_ends(calendar: WorkingCalendar) -> None:
    last = date.max.toordinal()
    assert last_day(parse_term("1 calendar day"), last - 1, calendar) == last
    assert last_day(parse_term("1 month"), date(9999, 11, 30).toordinal(), calendar) == last - 1


def test_working_days_of_an_unknown_year_are_not_guessed(calendar: WorkingCalendar) -> None:
    term = parse_term("5 working days")
    assert last_day(term, date(2026, 12, 24).toordinal(), calendar) is not None
    assert last_day(term, date(2026, 12, 25).toordinal(), calendar) is None
