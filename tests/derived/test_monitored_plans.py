"""What the monitoring says of the plan, held against the plans of the stay."""

from __future__ import annotations

from datetime import date

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import monitored_plans as plans
from checker.values import NONE, Partial, Value, is_none

HOUSEHOLD, MEDICAL, LEGAL = 1, 2, 8
"""Types of services by their place among the choices."""
BIT = {HOUSEHOLD: 0b1, MEDICAL: 0b10, LEGAL: 0b10000000}


DEVELOPED = date(2025, 1, 10).toordinal()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02", taken_on: str = "") -> Context:
    return Context(day(as_of), day(taken_on or as_of), calendar)


def opened(mask: int) -> int:
    """The mask of a list that is incomplete."""
    return -1 - mask


def test_a_plan_existed_where_one_was_developed_by_that_day(calendar: WorkingCalendar) -> None:
    context, monitored = on(calendar), day("2025-06-10")
    assert plans.plan_existed(context, monitored, (day("2025-06-10"),)) == 1
    assert plans.plan_existed(context, monitored, (day("2025-06-11"), NONE)) == 0
    assert plans.plan_existed(context, monitored, ()) == 0


def test_a_plan_that_may_be_missing_leaves_it_open(calendar: WorkingCalendar) -> None:
    context, monitored = on(calendar), day("2025-06-10")
    assert plans.plan_existed(context, monitored, Partial((day("2025-06-11"),))) is None
    assert plans.plan_existed(context, monitored, (None, day("2025-06-11"))) is None
    assert plans.plan_existed(context, monitored, (None, day("2025-06-09"))) == 1
    assert plans.plan_existed(context, monitored, None) is None
    assert plans.plan_existed(context, None, ()) is None


def test_the_types_of_the_plans_are_those_shown_and_those_of_the_activities(
    calendar: WorkingCalendar,
) -> None:
    context = on(calendar)
    both = BIT[HOUSEHOLD] | BIT[LEGAL]
    assert plans.planned_types(context, (BIT[HOUSEHOLD], NONE), (LEGAL, NONE)) == both
    assert plans.planned_types(context, (), ()) == 0


def test_the_types_stay_open_where_a_list_is(calendar: WorkingCalendar) -> None:
    context, one = on(calendar), BIT[HOUSEHOLD]
    assert plans.planned_types(context, None, None) is None
    assert plans.planned_types(context, (one,), None) == opened(one)
    assert plans.planned_types(context, None, (HOUSEHOLD,)) == opened(one)
    assert plans.planned_types(context, (opened(one),), ()) == opened(one)
    assert plans.planned_types(context, (one, None), ()) == opened(one)
    assert plans.planned_types(context, (one,), Partial((LEGAL,))) == opened(one | BIT[LEGAL])


def test_types_to_be_revised_are_counted_when_no_plan_has_them(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    named = BIT[HOUSEHOLD] | BIT[MEDICAL] | BIT[LEGAL]
    assert plans.correction_types_new(context, named, named) == 0
    assert plans.correction_types_new(context, named, BIT[MEDICAL]) == 2
    assert plans.correction_types_new(context, named, 0) == 3
    assert plans.correction_types_new(context, NONE, 0) == 0


def test_an_open_list_of_types_proves_only_what_it_holds(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    named = BIT[HOUSEHOLD] | BIT[MEDICAL]
    assert plans.correction_types_new(context, named, opened(named)) == 0
    assert plans.correction_types_new(context, named, opened(BIT[MEDICAL])) is None
    assert plans.correction_types_new(context, opened(BIT[MEDICAL]), named) is None
    assert plans.correction_types_new(context, opened(BIT[LEGAL]), named) == 1
    assert plans.correction_types_new(context, None, named) is None
    assert plans.correction_types_new(context, named, None) is None


def test_activities_are_counted_over_all_plans(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    assert plans.planned_activities(context, (HOUSEHOLD, None, NONE)) == 3
    assert plans.planned_activities(context, ()) == 0
    assert plans.planned_activities(context, Partial((HOUSEHOLD,))) is None
    assert plans.planned_activities(context, None) is None


def test_marks_beyond_the_activities_are_counted(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    assert plans.marks_beyond_plan(context, 6, 3, 2, 1) == 0
    assert plans.marks_beyond_plan(context, 6, 3, 3, 2) == 2
    assert plans.marks_beyond_plan(context, 6, NONE, 6, NONE) == 0


def test_marks_not_recorded_leave_it_open_unless_the_others_suffice(
    calendar: WorkingCalendar,
) -> None:
    context = on(calendar)
    assert plans.marks_beyond_plan(context, 6, 3, None, 1) is None
    assert plans.marks_beyond_plan(context, 6, 7, None, None) == 1
    assert plans.marks_beyond_plan(context, None, 3, 2, 1) is None


def entered(
    context: Context,
    *records: tuple[str | None, Value],
    developed: Value = DEVELOPED,
    partial: bool = False,
) -> Value:
    """Ask of monitorings, each with its day and whether it decided on a correction."""
    days: tuple[Value, ...] = tuple(None if one is None else day(one) for one, _ in records)
    decided: tuple[Value, ...] = tuple(answer for _, answer in records)
    return plans.correction_entered(
        context,
        developed,
        Partial(days) if partial else days,
        Partial(decided) if partial else decided,
    )


def test_a_correction_is_entered_where_a_monitoring_of_the_plan_decided_on_it(
    calendar: WorkingCalendar,
) -> None:
    context = on(calendar)
    assert entered(context, ("2025-01-10", 1)) == 1
    assert entered(context, ("2025-01-09", 1)) == 0
    assert entered(context, ("2025-06-17", 0)) == 0
    assert entered(context) == 0
    assert entered(context, ("2024-06-17", 1), developed=NONE) == 1


def test_an_unrecorded_decision_may_have_been_one(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    assert entered(context, ("2025-06-17", None)) is None
    assert entered(context, ("2025-06-17", None), ("2025-09-17", 1)) == 1
    assert entered(context, ("2025-01-09", None)) == 0
    assert entered(context, (None, 1)) is None
    assert entered(context, (None, 0)) == 0
    assert entered(context, ("2025-06-17", 0), partial=True) is None
    assert entered(on(calendar, taken_on="2026-02-02"), ("2025-06-17", 0)) is None
    assert entered(context, ("2025-06-17", 0), developed=None) is None
    assert plans.correction_entered(context, day("2025-01-10"), None, None) is None


def test_the_entry_is_due_with_the_monitoring_after_the_correction(
    calendar: WorkingCalendar,
) -> None:
    context = on(calendar)
    corrected = day("2025-06-20")
    assert plans.correction_entry_due_on(context, corrected, (), ()) == day("2025-10-01")
    away = (day("2025-08-04"),), (day("2025-08-13"),)
    assert plans.correction_entry_due_on(context, corrected, *away) == day("2025-10-13")
    assert plans.correction_entry_due_on(context, corrected, None, None) is None
    assert plans.correction_entry_due_on(context, None, (), ()) is None
    assert is_none(plans.correction_entry_due_on(context, NONE, (), ()))
