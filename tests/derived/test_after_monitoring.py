"""By when a correction and a mark are due, for which the text gives no term."""

from __future__ import annotations

from datetime import date

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived.after_monitoring import correction_due_on, mark_due_on
from checker.values import NONE, Partial, Value, is_none


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02") -> Context:
    return Context(day(as_of), day(as_of), calendar)


def correction_due(
    calendar: WorkingCalendar,
    *others: str,
    as_of: str = "2026-03-02",
    away: tuple[tuple[str, str], ...] | None = (),
    partial: bool = False,
) -> Value:
    """Ask by when the correction decided on 17 June 2025 is due."""
    own = day("2025-06-17")
    days: tuple[Value, ...] = (own, *(day(one) for one in others))
    return correction_due_on(
        on(calendar, as_of),
        own,
        Partial(days) if partial else days,
        None if away is None else tuple(day(first) for first, _ in away),
        None if away is None else tuple(day(last) for _, last in away),
    )


def test_a_correction_is_due_by_the_last_day_for_the_next_monitoring(
    calendar: WorkingCalendar,
) -> None:
    assert correction_due(calendar) == day("2025-09-30")
    assert correction_due(calendar, "2025-03-12") == day("2025-09-30")
    absence = (("2025-08-04", "2025-08-13"),)
    assert correction_due(calendar, away=absence) == day("2025-10-10")


def test_the_next_monitoring_makes_a_correction_due_earlier(calendar: WorkingCalendar) -> None:
    assert correction_due(calendar, "2025-09-10", "2025-09-02") == day("2025-09-02")
    assert correction_due(calendar, "2025-09-02", away=None) == day("2025-09-02")
    assert correction_due(calendar, "2025-12-02") == day("2025-09-30")


def test_a_monitoring_that_may_be_missing_leaves_the_day_open_until_the_last(
    calendar: WorkingCalendar,
) -> None:
    assert correction_due(calendar, as_of="2025-09-30", partial=True) is None
    assert correction_due(calendar, as_of="2025-10-01", partial=True) == day("2025-09-30")
    assert correction_due(calendar, away=None) is None
    assert correction_due_on(on(calendar), None, (), (), ()) is None


def mark_due(calendar: WorkingCalendar, *monitorings: str) -> Value:
    """Ask by when the mark of the review of 17 June 2025 is due."""
    days: tuple[Value, ...] = tuple(day(one) for one in monitorings)
    return mark_due_on(on(calendar), day("2025-06-17"), days, (), ())


def test_a_mark_is_due_with_the_entry_of_the_next_monitoring(calendar: WorkingCalendar) -> None:
    assert mark_due(calendar) == day("2025-10-01")
    assert mark_due(calendar, "2025-06-16") == day("2025-10-01")
    assert mark_due(calendar, "2025-06-17", "2025-09-05") == day("2025-06-18")
    assert mark_due(calendar, "2025-09-05") == day("2025-09-08")


def test_without_a_review_or_the_monitorings_no_mark_is_due(calendar: WorkingCalendar) -> None:
    assert mark_due_on(on(calendar), None, (), (), ()) is None
    assert is_none(mark_due_on(on(calendar), NONE, (), (), ()))
    assert mark_due_on(on(calendar, "2025-09-30"), day("2025-06-17"), None, (), ()) is None
