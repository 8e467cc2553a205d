"""From when the content of a plan is judged."""

from __future__ import annotations

from datetime import date

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived.plan_content import content_due_on, follows_an_earlier_plan
from checker.values import NONE, is_none


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02") -> Context:
    return Context(day(as_of), day(as_of), calendar)


LAST = day("2026-01-19")


def test_a_plan_filled_in_is_judged_from_then_on(calendar: WorkingCalendar) -> None:
    assert content_due_on(on(calendar), day("2026-01-09"), LAST) == day("2026-01-09")
    assert content_due_on(on(calendar), day("2026-01-09"), None) == day("2026-01-09")


def test_a_plan_filled_in_late_was_due_by_the_last_day(calendar: WorkingCalendar) -> None:
    assert content_due_on(on(calendar), day("2026-02-09"), LAST) == LAST


def test_a_plan_not_filled_in_is_due_by_the_last_day(calendar: WorkingCalendar) -> None:
    assert content_due_on(on(calendar, "2026-01-12"), NONE, LAST) == LAST
    assert content_due_on(on(calendar), NONE, LAST) == LAST
    assert content_due_on(on(calendar), NONE, None) is None


def test_while_the_term_runs_an_unrecorded_filling_in_leaves_it_open(
    calendar: WorkingCalendar,
) -> None:
    assert content_due_on(on(calendar, "2026-01-19"), None, LAST) is None
    assert content_due_on(on(calendar, "2026-01-20"), None, LAST) == LAST
    assert content_due_on(on(calendar), None, None) is None


def test_a_plan_that_is_not_the_first_of_the_stay_follows_an_earlier_one(
    calendar: WorkingCalendar,
) -> None:
    assert follows_an_earlier_plan(on(calendar), 0) == 1
    assert follows_an_earlier_plan(on(calendar), 1) == 0


def test_it_is_open_where_the_plans_are_and_none_for_a_plan_never_developed(
    calendar: WorkingCalendar,
) -> None:
    assert follows_an_earlier_plan(on(calendar), None) is None
    found = follows_an_earlier_plan(on(calendar), NONE)
    assert found is not None
    assert is_none(found)
