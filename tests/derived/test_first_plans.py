"""The first plan of a stay: when it is due, and whether there is a plan today."""

from __future__ import annotations

from datetime import date

import pytest

from checker.calendar.terms import Unit
from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import first_plans
from checker.values import NONE, Partial, Value, is_none

RESIDENTIAL, SEMI_RESIDENTIAL, HOME, TEMPORARY_STAY = 1, 2, 3, 4


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02", taken_on: str = "") -> Context:
    return Context(day(as_of), day(taken_on or as_of), calendar)


def slow_due(kind: int, admitted: int, calendar: WorkingCalendar) -> int:
    """Walk on from the day after the admission, then on to a working day."""
    length, counts_all = {1: (14, True), 2: (10, False), 3: (10, False), 4: (5, True)}[kind]
    when, left = admitted, length
    while left:
        when += 1
        left -= counts_all or bool(calendar.is_working(when))
    while not calendar.is_working(when):
        when += 1
    return when


@pytest.mark.parametrize("kind", [RESIDENTIAL, SEMI_RESIDENTIAL, HOME, TEMPORARY_STAY])
def test_the_first_plan_is_due_by_the_term_of_the_type(
    kind: int, calendar: WorkingCalendar
) -> None:
    for later in range(366):
        admitted = day("2025-01-01") + later
        found = first_plans.first_plan_due_on(on(calendar), kind, admitted)
        assert found == slow_due(kind, admitted, calendar)


def test_admitted_on_29_december_the_first_plan_is_due_on_12_january(
    calendar: WorkingCalendar,
) -> None:
    found = first_plans.first_plan_due_on(on(calendar), RESIDENTIAL, day("2025-12-29"))
    assert found == day("2026-01-12")


def test_without_the_admission_or_the_calendar_the_day_is_open(calendar: WorkingCalendar) -> None:
    assert first_plans.first_plan_due_on(on(calendar), RESIDENTIAL, None) is None
    assert first_plans.first_plan_due_on(on(calendar), None, day("2025-12-29")) is None
    assert first_plans.first_plan_due_on(on(calendar), RESIDENTIAL, day("2026-12-28")) is None
    assert is_none(first_plans.first_plan_due_on(on(calendar), RESIDENTIAL, NONE))


def test_terms_are_those_of_the_packs() -> None:
    terms = first_plans.PLAN_TERMS
    assert [(one.develop.count, one.develop.unit) for one in terms] == [
        (14, Unit.CALENDAR_DAYS),
        (10, Unit.WORKING_DAYS),
        (10, Unit.WORKING_DAYS),
        (5, Unit.CALENDAR_DAYS),
    ]
    assert [one.fill.count for one in terms] == [5, 3, 3, 2]


def first(
    calendar: WorkingCalendar, developed: tuple[Value, ...] | None, due: str = "2026-01-12"
) -> Value:
    return first_plans.first_plan_developed_on(on(calendar), developed, day(due))


def test_the_first_plan_is_the_earliest(calendar: WorkingCalendar) -> None:
    assert first(calendar, (day("2026-02-01"), NONE, day("2026-01-20"))) == day("2026-01-20")
    assert is_none(first(calendar, ()))
    assert is_none(first(calendar, (NONE,)))
    assert first(calendar, None) is None


def test_a_plan_in_time_is_the_first_even_if_another_may_be_missing(
    calendar: WorkingCalendar,
) -> None:
    in_time, late = day("2026-01-12"), day("2026-01-13")
    assert first(calendar, Partial((in_time,))) == in_time
    assert first(calendar, (in_time, None)) == in_time
    assert first(calendar, Partial((late,))) is None
    assert first(calendar, (late, None)) is None
    assert first(calendar, Partial()) is None


def absent(calendar: WorkingCalendar, *pairs: tuple[str, str]) -> Value:
    return first_plans.absent_days_in_first_plan_term(
        on(calendar),
        RESIDENTIAL,
        day("2025-12-29"),
        tuple(day(begin) for begin, _ in pairs),
        tuple(day(end) for _, end in pairs),
    )


def test_days_of_absence_in_the_term_are_counted(calendar: WorkingCalendar) -> None:
    assert absent(calendar) == 0
    assert absent(calendar, ("2026-01-05", "2026-01-09")) == 5
    assert absent(calendar, ("2025-12-20", "2025-12-29")) == 0
    assert absent(calendar, ("2026-01-12", "2026-01-12")) == 1
    assert absent(calendar, ("2026-01-13", "2026-01-20")) == 0
    assert absent(calendar, ("2026-01-10", "2026-01-20")) == 11


def test_unrecorded_absences_are_open(calendar: WorkingCalendar) -> None:
    found = first_plans.absent_days_in_first_plan_term(
        on(calendar), RESIDENTIAL, day("2025-12-29"), None, None
    )
    assert found is None


def in_force(
    calendar: WorkingCalendar,
    *plans: tuple[Value, Value],
    as_of: str = "2026-03-02",
    taken_on: str = "",
) -> Value:
    return first_plans.plan_in_force(
        on(calendar, as_of, taken_on),
        tuple(developed for developed, _ in plans),
        tuple(last for _, last in plans),
    )


def test_a_plan_is_in_force_up_to_its_last_day(calendar: WorkingCalendar) -> None:
    developed = day("2025-03-03")
    assert in_force(calendar, (developed, day("2026-03-02"))) == 1
    assert in_force(calendar, (developed, day("2026-03-01"))) == 0
    assert in_force(calendar, (developed, NONE)) == 1
    assert in_force(calendar) == 0


def test_a_plan_that_was_not_developed_is_none(calendar: WorkingCalendar) -> None:
    assert in_force(calendar, (NONE, day("2026-12-31"))) == 0
    assert in_force(calendar, (None, day("2026-12-31"))) is None
    assert in_force(calendar, (None, day("2026-01-31"))) == 0
    assert in_force(calendar, (day("2025-03-03"), None)) is None


def test_the_snapshot_cannot_tell_of_plans_made_after_it(calendar: WorkingCalendar) -> None:
    expired = (day("2025-01-10"), day("2026-01-09"))
    assert in_force(calendar, expired, taken_on="2026-02-01") is None
    running = (day("2025-06-10"), day("2026-06-09"))
    assert in_force(calendar, running, taken_on="2026-02-01") == 1


def needed_by(
    calendar: WorkingCalendar,
    *plans: tuple[Value, Value],
    as_of: str = "2026-03-02",
    away: tuple[tuple[int, int], ...] | None = (),
) -> Value:
    context = on(calendar, as_of)
    admitted = day("2025-12-29")
    return first_plans.plan_needed_by(
        context,
        admitted,
        first_plans.first_plan_due_on(context, RESIDENTIAL, admitted),
        tuple(developed for developed, _ in plans),
        tuple(last for _, last in plans),
        None if away is None else tuple(begin for begin, _ in away),
        None if away is None else tuple(end for _, end in away),
    )


def test_a_plan_is_needed_by_the_last_day_of_the_first_or_of_the_next(
    calendar: WorkingCalendar,
) -> None:
    assert needed_by(calendar) == day("2026-01-12")
    expired = (day("2025-12-30"), day("2026-01-30"))
    assert needed_by(calendar, expired) == day("2026-02-02")
    earlier = (day("2025-12-29"), day("2026-01-10"))
    assert needed_by(calendar, expired, earlier) == day("2026-02-02")


def test_absences_move_the_day_and_matter_only_once_it_is_past(
    calendar: WorkingCalendar,
) -> None:
    away = ((day("2026-01-05"), day("2026-01-09")),)
    assert needed_by(calendar, away=away) == day("2026-01-19")
    assert needed_by(calendar, away=None) is None
    assert needed_by(calendar, as_of="2026-01-12", away=None) == day("2026-01-12")


def test_unrecorded_plans_leave_the_day_open(calendar: WorkingCalendar) -> None:
    assert needed_by(calendar, (None, day("2026-01-30"))) is None
    assert needed_by(calendar, (day("2025-12-30"), None)) is None


def missing_since(
    calendar: WorkingCalendar, as_of: str, *plans: tuple[str, str], taken_on: str = ""
) -> Value:
    """Ask since when a recipient admitted on 6 February 2024 lacks a plan that is overdue."""
    context = on(calendar, as_of, taken_on)
    admitted = day("2024-02-06")
    developed = tuple(day(one) for one, _ in plans)
    valid_to = tuple(day(last) for _, last in plans)
    due = first_plans.first_plan_due_on(context, RESIDENTIAL, admitted)
    needed = first_plans.plan_needed_by(context, admitted, due, developed, valid_to, (), ())
    in_force = first_plans.plan_in_force(context, developed, valid_to)
    return first_plans.plan_missing_since(context, admitted, in_force, needed, developed, valid_to)


def test_a_first_plan_is_missing_since_the_admission(calendar: WorkingCalendar) -> None:
    assert is_none(missing_since(calendar, "2024-02-20"))
    assert missing_since(calendar, "2024-02-21") == day("2024-02-06")


def test_a_next_plan_is_missing_since_the_end_of_the_last(calendar: WorkingCalendar) -> None:
    plans = (("2024-02-20", "2024-08-19"), ("2024-08-19", "2025-02-05"))
    assert is_none(missing_since(calendar, "2025-02-05", *plans))
    assert is_none(missing_since(calendar, "2025-02-06", *plans))
    assert missing_since(calendar, "2025-02-07", *plans) == day("2025-02-05")


def test_a_plan_that_may_have_come_after_the_snapshot_is_not_missing(
    calendar: WorkingCalendar,
) -> None:
    assert missing_since(calendar, "2024-02-21", taken_on="2024-02-20") is None


def test_without_the_plans_or_their_term_it_is_open(calendar: WorkingCalendar) -> None:
    admitted, due = day("2024-02-06"), day("2024-02-20")
    assert first_plans.plan_missing_since(on(calendar), admitted, None, due, None, None) is None
    assert first_plans.plan_missing_since(on(calendar), admitted, 0, None, (), ()) is None
