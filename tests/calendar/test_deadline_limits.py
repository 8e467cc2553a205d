"""A deadline is kept, running or breached, on both sides of each limit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from checker.calendar.terms import DeadlineRule, State, deadline_state, last_day, parse_term
from checker.calendar.working_days import WorkingCalendar
from checker.values import NONE, Value

FAR = date(2100, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Audit:
    as_of: int
    taken_on: int
    calendar: WorkingCalendar


def day(text: str | None) -> int:
    return FAR if text is None else date.fromisoformat(text).toordinal()


def judged(
    calendar: WorkingCalendar,
    term: str,
    start: str,
    as_of: str,
    happened: Value = NONE,
    taken_on: str | None = None,
    **more: Any,
) -> State | None:
    rule = DeadlineRule(parse_term(term), more.pop("lenient", None))
    audit = Audit(day(as_of), day(taken_on), calendar)
    return deadline_state(audit, rule, happened, day(start), **more)


@pytest.mark.parametrize(
    ("developed", "state"),
    [
        ("2025-12-20", State.KEPT),
        ("2025-12-29", State.KEPT),
        ("2026-01-12", State.KEPT),
        ("2026-01-13", State.BREACHED),
    ],
)
def test_a_first_plan_is_due_on_the_fourteenth_day_after_admission(
    calendar: WorkingCalendar, developed: str, state: State
) -> None:
    found = judged(calendar, "14 calendar days", "2025-12-29", "2026-03-01", day(developed))
    assert found is state


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2025-12-29", State.RUNNING),
        ("2026-01-12", State.RUNNING),
        ("2026-01-13", State.BREACHED),
    ],
)
def test_the_last_day_itself_is_not_yet_a_breach(
    calendar: WorkingCalendar, as_of: str, state: State
) -> None:
    assert judged(calendar, "14 calendar days", "2025-12-29", as_of) is state


@pytest.mark.parametrize(
    ("developed", "state"),
    [
        ("2025-10-25", State.KEPT),
        ("2025-10-27", State.KEPT_WITH_NOTE),
        ("2025-10-28", State.KEPT_WITH_NOTE),
        ("2025-10-29", State.BREACHED),
    ],
)
def test_a_term_that_ends_on_a_day_off_is_kept_on_the_next_working_day(
    calendar: WorkingCalendar, developed: str, state: State
) -> None:
    """The fourteenth day is Republic Day, a Saturday; the Monday after it is off in its stead."""
    found = judged(calendar, "14 calendar days", "2025-10-11", "2025-12-01", day(developed))
    assert found is state


@pytest.mark.parametrize(
    ("filled", "state"),
    [
        ("2026-01-09", State.KEPT),
        ("2026-01-10", State.KEPT_WITH_NOTE),
        ("2026-01-19", State.KEPT_WITH_NOTE),
        ("2026-01-20", State.BREACHED),
    ],
)
def test_a_plan_is_filled_in_five_working_days_after_it_was_or_had_to_be_developed(
    calendar: WorkingCalendar, filled: str, state: State
) -> None:
    assert fill(calendar, "2026-03-01", day(filled)) is state


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-01-09", State.RUNNING),
        ("2026-01-19", State.RUNNING),
        ("2026-01-20", State.BREACHED),
    ],
)
def test_an_unfilled_plan_is_a_breach_from_the_day_after_the_lenient_last_day(
    calendar: WorkingCalendar, as_of: str, state: State
) -> None:
    assert fill(calendar, as_of, NONE) is state


LAST_DAY_TO_DEVELOP = date(2026, 1, 12).toordinal()


def fill(
    calendar: WorkingCalendar,
    as_of: str,
    happened: Value,
    lenient_start: Value = LAST_DAY_TO_DEVELOP,
) -> State | None:
    five = parse_term("5 working days")
    return judged(
        calendar,
        "5 working days",
        "2025-12-30",
        as_of,
        happened,
        lenient=five,
        lenient_start=lenient_start,
    )


@pytest.mark.parametrize("unknown", [None, NONE])
def test_without_the_later_start_only_what_the_strict_term_settles_is_settled(
    calendar: WorkingCalendar, unknown: Value
) -> None:
    assert fill(calendar, "2026-03-01", day("2026-01-09"), unknown) is State.KEPT
    assert fill(calendar, "2026-03-01", day("2026-01-12"), unknown) is None
    assert fill(calendar, "2026-01-09", NONE, unknown) is State.RUNNING
    assert fill(calendar, "2026-01-12", NONE, unknown) is None


@pytest.mark.parametrize(
    ("developed", "state"),
    [
        ("2025-03-20", State.KEPT),
        ("2025-03-26", State.KEPT),
        ("2025-03-27", State.BREACHED),
    ],
)
def test_the_next_plan_is_due_one_working_day_after_the_last_one_expired(
    calendar: WorkingCalendar, developed: str, state: State
) -> None:
    found = judged(calendar, "1 working day", "2025-03-20", "2025-06-01", day(developed))
    assert found is state


def test_every_working_day_of_a_year_can_be_the_last(calendar: WorkingCalendar) -> None:
    """Both sides of the limit, for every start of a year and every unit."""
    first = date(2025, 1, 1)
    for text in ("14 calendar days", "10 working days", "3 months"):
        term = parse_term(text)
        for start in (first + timedelta(days=n) for n in range(365)):
            last = last_day(term, start.toordinal(), calendar)
            assert last is not None
            lenient = last
            while not calendar.is_working(lenient):
                lenient += 1
            for done, state in (
                (last, State.KEPT),
                (lenient, State.KEPT if lenient == last else State.KEPT_WITH_NOTE),
                (lenient + 1, State.BREACHED),
            ):
                found = judged(calendar, text, start.isoformat(), "2026-12-01", done)
                assert found is state


def test_the_numbers_of_the_states_never_change() -> None:
    """They cross to the engines and stand in compiled packs."""
    assert {state.name: state.value for state in State} == {
        "KEPT": 1,
        "KEPT_WITH_NOTE": 2,
        "RUNNING": 3,
        "BREACHED": 4,
        "ENDED": 5,
        "UNCLEAR": 6,
    }
