"""From when to when a plan is monitored, what was missed, and what was entered."""

from __future__ import annotations

from datetime import date

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import monitoring
from checker.values import NONE, Partial, Value, is_none

Plan = tuple[Value, Value, Value]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def days(*texts: str) -> tuple[Value, ...]:
    return tuple(day(text) for text in texts)


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02") -> Context:
    return Context(day(as_of), day(as_of), calendar)


def plan(first: str, last: str) -> Plan:
    """A plan developed on its first day."""
    return day(first), day(first), day(last)


def start(calendar: WorkingCalendar, *some: Plan) -> Value:
    developed = tuple(one for one, _, _ in some)
    valid_from = tuple(one for _, one, _ in some)
    valid_to = tuple(one for _, _, one in some)
    return monitoring.monitoring_from(on(calendar), developed, valid_from, valid_to)


def test_monitoring_begins_with_the_first_plan(calendar: WorkingCalendar) -> None:
    some = (plan("2025-03-10", "2026-03-09"), plan("2024-03-10", "2025-03-09"))
    assert start(calendar, *some) == day("2024-03-10")


def test_it_begins_no_earlier_than_the_rules(calendar: WorkingCalendar) -> None:
    assert start(calendar, plan("2023-03-10", "2024-03-09")) == day("2023-07-01")


def test_it_begins_anew_after_more_than_three_months_without_a_plan(
    calendar: WorkingCalendar,
) -> None:
    ended = plan("2024-03-10", "2024-09-10")
    assert start(calendar, ended, plan("2024-12-11", "2025-12-10")) == day("2024-12-11")
    assert start(calendar, ended, plan("2024-12-10", "2025-12-09")) == day("2024-03-10")


def test_without_a_first_day_a_plan_begins_when_it_was_developed(
    calendar: WorkingCalendar,
) -> None:
    assert start(calendar, (day("2025-03-10"), NONE, day("2026-03-09"))) == day("2025-03-10")


def test_without_a_plan_there_is_nothing_to_monitor(calendar: WorkingCalendar) -> None:
    assert is_none(start(calendar))
    assert is_none(start(calendar, (NONE, day("2025-03-10"), day("2026-03-09"))))


def test_unrecorded_plans_leave_the_beginning_open(calendar: WorkingCalendar) -> None:
    known = plan("2025-03-10", "2026-03-09")
    assert start(calendar, known, (None, day("2024-03-10"), day("2025-03-09"))) is None
    assert start(calendar, (day("2025-03-10"), None, day("2026-03-09"))) is None
    assert start(calendar, (day("2025-03-10"), day("2025-03-10"), None)) is None
    assert monitoring.monitoring_from(on(calendar), None, None, None) is None
    partial = Partial(days("2025-03-10"))
    assert monitoring.monitoring_from(on(calendar), partial, partial, partial) is None


def end(calendar: WorkingCalendar, discharged: Value, *some: Plan) -> Value:
    developed = tuple(one for one, _, _ in some)
    valid_to = tuple(one for _, _, one in some)
    return monitoring.monitoring_until(on(calendar), discharged, developed, valid_to)


def test_monitoring_ends_with_the_stay_or_with_the_last_plan(calendar: WorkingCalendar) -> None:
    running = plan("2025-03-10", "2026-03-09")
    expired = plan("2024-03-10", "2025-03-09")
    assert is_none(end(calendar, NONE, expired, running))
    assert end(calendar, NONE, expired) == day("2025-03-09")
    assert end(calendar, day("2025-02-01"), expired) == day("2025-02-01")
    assert end(calendar, day("2025-06-01"), expired) == day("2025-03-09")
    assert is_none(end(calendar, NONE, (day("2025-03-10"), NONE, NONE)))
    assert is_none(end(calendar, NONE))


def test_an_unrecorded_end_leaves_it_open_unless_a_known_plan_lasts_anyway(
    calendar: WorkingCalendar,
) -> None:
    running = plan("2025-03-10", "2026-03-09")
    expired = plan("2024-03-10", "2025-03-09")
    unknown = (day("2025-03-10"), day("2025-03-10"), None)
    assert end(calendar, None, running) is None
    assert end(calendar, NONE, expired, unknown) is None
    assert is_none(end(calendar, NONE, running, unknown))
    assert end(calendar, day("2025-02-01"), expired, unknown) == day("2025-02-01")
    assert end(calendar, NONE, expired, (None, None, day("2025-08-09"))) is None


def test_a_plan_whose_development_is_not_recorded_may_be_no_plan_at_all(
    calendar: WorkingCalendar,
) -> None:
    expired = plan("2024-03-10", "2025-03-09")
    perhaps = (None, None, day("2026-03-09"))
    never = (NONE, NONE, day("2026-03-09"))
    assert end(calendar, NONE, expired, perhaps) is None
    assert end(calendar, NONE, perhaps) is None
    assert end(calendar, NONE, expired, never) == day("2025-03-09")


QUARTERS = days("2025-09-09", "2025-12-08")
FIRST = day("2025-06-10")


def test_what_was_missed_is_excused_by_absence(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    once = QUARTERS[:1]
    away = (days("2025-12-01"), days("2026-02-27"))
    present: tuple[tuple[Value, ...], tuple[Value, ...]] = ((), ())
    missed = monitoring.monitoring_missed_on
    assert is_none(missed(context, QUARTERS, FIRST, NONE, *present))
    assert missed(context, once, FIRST, NONE, *present) == day("2025-12-09")
    assert is_none(missed(context, once, FIRST, NONE, *away))
    assert missed(context, once, FIRST, NONE, None, None) is None
    excused = monitoring.monitoring_excused
    assert excused(context, once, FIRST, NONE, NONE) == 1
    assert excused(context, once, FIRST, NONE, day("2025-12-09")) == 0
    assert excused(context, once, FIRST, NONE, None) is None
    assert excused(context, QUARTERS, FIRST, NONE, NONE) == 0


def test_an_entry_belongs_to_the_day_of_its_monitoring(calendar: WorkingCalendar) -> None:
    entered_for = monitoring.entered_for
    monitored, due = day("2025-12-31"), day("2026-01-05")
    later = on(calendar)
    assert entered_for(later, monitored, due, due) == monitored
    assert is_none(entered_for(later, monitored, NONE, due))
    assert entered_for(later, monitored, None, due) is None
    assert entered_for(on(calendar, "2026-01-05"), monitored, NONE, due) == monitored
    assert is_none(entered_for(on(calendar, "2026-01-06"), monitored, NONE, due))
    assert entered_for(later, None, due, due) is None


def test_an_entry_is_due_on_the_next_working_day(calendar: WorkingCalendar) -> None:
    due = monitoring.entry_due_on
    assert due(on(calendar), day("2025-12-31")) == day("2026-01-05")
    assert due(on(calendar), day("2026-12-31")) is None
    assert due(on(calendar), None) is None


def test_entries_are_kept_once_made_and_never_missed(calendar: WorkingCalendar) -> None:
    kept = monitoring.entries_kept
    assert kept(on(calendar), QUARTERS, NONE) == 1
    assert kept(on(calendar), QUARTERS, day("2025-12-09")) == 0
    assert kept(on(calendar), (), NONE) == 0
    assert kept(on(calendar), (NONE,), NONE) == 0
    assert kept(on(calendar), Partial(), NONE) is None
    assert kept(on(calendar), None, None) is None


def test_entries_are_missed_where_no_monitoring_of_the_quarter_was_entered(
    calendar: WorkingCalendar,
) -> None:
    entries = (QUARTERS[0], NONE)
    found = monitoring.entries_missed_on(on(calendar), entries, FIRST, NONE, (), ())
    assert found == day("2025-12-09")


def test_the_first_monitoring_is_due_by_the_later_reading(calendar: WorkingCalendar) -> None:
    due = monitoring.monitoring_due_on
    assert due(on(calendar), FIRST, (), ()) == day("2025-09-30")
    moved = (days("2025-09-01"), days("2025-09-10"))
    assert due(on(calendar), FIRST, *moved) == day("2025-10-10")
    assert due(on(calendar), FIRST, None, None) is None
    assert due(on(calendar, "2025-09-30"), FIRST, None, None) == day("2025-09-30")
    assert is_none(due(on(calendar), NONE, (), ()))
