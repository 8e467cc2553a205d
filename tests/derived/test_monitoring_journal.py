"""What the journal shows, what followed from it, and its binding at the year's end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import monitoring_journal as journal
from checker.values import NONE, Partial, Value, is_none

DAY = timedelta(days=1)
TYPES = 8


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02", taken_on: str = "") -> Context:
    return Context(day(as_of), day(taken_on or as_of), calendar)


def shown(calendar: WorkingCalendar, recorded: Value, *scores: Value) -> Value:
    rest: list[Value] = [None] * (TYPES + 1 - len(scores))
    return journal.results_shown(on(calendar), recorded, *scores, *rest)


def test_results_are_shown_by_a_statement_or_by_any_points(calendar: WorkingCalendar) -> None:
    assert shown(calendar, 1) == 1
    assert shown(calendar, 0, 42_000) == 0
    assert shown(calendar, None, 42_000) == 1
    assert shown(calendar, None, NONE) is None
    assert shown(calendar, None, *[NONE] * (TYPES + 1)) == 0


def revised(
    calendar: WorkingCalendar,
    corrected: tuple[Value, ...] | None,
    developed: tuple[Value, ...] | None,
    taken_on: str = "",
) -> Value:
    context = on(calendar, taken_on=taken_on)
    return journal.plan_revised(context, day("2025-12-17"), corrected, developed)


def test_a_plan_is_revised_by_a_correction_or_by_a_new_plan(calendar: WorkingCalendar) -> None:
    old = (day("2025-01-10"),)
    assert revised(calendar, (day("2025-12-17"),), old) == 1
    assert revised(calendar, (day("2025-12-16"),), old) == 0
    assert revised(calendar, (NONE,), old) == 0
    assert revised(calendar, (NONE, NONE), (*old, day("2026-01-10"))) == 1


def test_an_unrecorded_correction_leaves_it_open(calendar: WorkingCalendar) -> None:
    old = (day("2025-01-10"),)
    assert revised(calendar, (None,), old) is None
    assert revised(calendar, None, None) is None
    assert revised(calendar, Partial((NONE,)), Partial(old)) is None
    assert revised(calendar, (NONE,), old, taken_on="2026-01-10") is None
    assert journal.plan_revised(on(calendar), None, (NONE,), old) is None


def test_the_journal_is_due_the_working_day_after_the_last_day_for_monitoring(
    calendar: WorkingCalendar,
) -> None:
    assert journal.journal_due_on(on(calendar), day("2025-10-31")) == day("2025-11-03")
    assert is_none(journal.journal_due_on(on(calendar), NONE))
    assert journal.journal_due_on(on(calendar), None) is None


Plan = tuple[str, str]


def binding(
    calendar: WorkingCalendar, as_of: str, discharged: Value, *plans: Plan
) -> tuple[Value, Value]:
    first = tuple(day(begin) for begin, _ in plans)
    last = tuple(day(end) for _, end in plans)
    context = on(calendar, as_of)
    return (
        journal.year_to_bind(context, discharged, first, first, last),
        journal.binding_due_on(context, discharged, first, first, last),
    )


RENEWED = (("2024-03-15", "2025-03-14"), ("2025-03-15", "2026-03-14"))


def test_a_year_is_bound_when_it_and_the_plan_running_at_its_end_are_over(
    calendar: WorkingCalendar,
) -> None:
    assert binding(calendar, "2026-03-02", NONE, *RENEWED) == (2024, day("2025-03-17"))
    assert binding(calendar, "2026-03-16", NONE, *RENEWED) == (2024, day("2025-03-17"))
    assert binding(calendar, "2026-03-17", NONE, *RENEWED) == (2025, day("2026-03-16"))


def test_the_first_year_lies_ahead_until_it_is_over(calendar: WorkingCalendar) -> None:
    assert binding(calendar, "2024-12-01", NONE, *RENEWED) == (2024, day("2025-03-17"))
    whole = ("2025-01-03", "2025-12-31")
    assert binding(calendar, "2026-01-05", NONE, whole) == (2025, day("2026-01-05"))


def test_a_discharge_ends_the_plan_running_then(calendar: WorkingCalendar) -> None:
    left = day("2026-01-20")
    found = binding(calendar, "2026-03-02", left, ("2025-03-15", "2026-03-14"))
    assert found == (2025, day("2026-01-21"))


def test_years_before_the_rules_are_not_bound(calendar: WorkingCalendar) -> None:
    found = binding(calendar, "2024-02-01", NONE, ("2022-12-01", "2023-11-30"))
    assert found == (2023, day("2024-01-03"))
    assert all(is_none(one) for one in binding(calendar, "2024-02-01", NONE))


def test_unrecorded_plans_leave_the_year_open(calendar: WorkingCalendar) -> None:
    known = (day("2025-03-15"),)
    context = on(calendar)
    for gone in range(3):
        plans = [None if gone == at else known for at in range(3)]
        assert journal.year_to_bind(context, NONE, *plans) is None
        one = [(None,) if gone == at else known for at in range(3)]
        assert journal.year_to_bind(context, NONE, *one) is None
    assert journal.year_to_bind(context, None, known, known, known) is None


@given(
    first=st.dates(date(2023, 7, 1), date(2025, 6, 30)),
    length=st.integers(30, 366),
    as_of=st.dates(date(2023, 8, 1), date(2026, 6, 30)),
)
def test_the_last_day_agrees_with_living_through_one_plan(
    calendar: WorkingCalendar, first: date, length: int, as_of: date
) -> None:
    """Walk to the end of each year, on to the end of the plan, on to a day not known to be off."""
    last = first + length * DAY
    due = {}
    for year in range(first.year, min(last, as_of).year + 1):
        when = date(year, 12, 31)
        while first <= when <= last and when != last:
            when += DAY
        when += DAY
        while calendar.is_working(when.toordinal()) is False:
            when += DAY
        due[year] = when
    if as_of < first:
        return
    over = [year for year, when in due.items() if when < as_of]
    expected = over[-1] if over else first.year
    found = binding(calendar, as_of.isoformat(), NONE, (first.isoformat(), last.isoformat()))
    assert found == (expected, due[expected].toordinal())


@pytest.mark.parametrize(
    ("bound_year", "bound_on", "expected"),
    [
        (2024, None, 1),
        (2025, None, 1),
        (2023, None, 0),
        (NONE, None, 0),
        (None, "2025-01-01", 1),
        (None, "2024-12-31", None),
        (NONE, "2024-12-31", 0),
        (2023, "2025-01-10", 1),
        (None, None, None),
    ],
)
def test_a_year_is_bound_by_its_number_or_by_a_later_day(
    bound_year: Value, bound_on: str | None, expected: Value, calendar: WorkingCalendar
) -> None:
    when = None if bound_on is None else day(bound_on)
    assert journal.year_end_bound(on(calendar), 2024, bound_year, when) == expected


def test_without_a_year_there_is_nothing_to_bind(calendar: WorkingCalendar) -> None:
    assert is_none(journal.year_end_bound(on(calendar), NONE, 2024, None))
    assert journal.year_end_bound(on(calendar), None, 2024, None) is None
