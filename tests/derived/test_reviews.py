"""Reviews of a recipient's condition, every quarter and, where needed, every month."""

from __future__ import annotations

from datetime import date

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import reviews
from checker.values import NONE, Partial, Value, is_none

ADMITTED = date(2025, 6, 2).toordinal()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def days(*texts: str) -> tuple[Value, ...]:
    return tuple(day(text) for text in texts)


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02") -> Context:
    return Context(day(as_of), day(as_of), calendar)


def missed(
    calendar: WorkingCalendar,
    reviewed: tuple[Value, ...] | None,
    monitored: tuple[Value, ...] | None,
    admitted: Value = ADMITTED,
) -> Value:
    return reviews.review_missed_on(on(calendar), reviewed, monitored, admitted, NONE, (), ())


def test_monitoring_and_reviews_count_together(calendar: WorkingCalendar) -> None:
    assert is_none(missed(calendar, days("2025-09-01"), days("2025-12-01")))
    assert missed(calendar, days("2025-09-01"), ()) == day("2025-12-01")


def test_an_unrecorded_list_can_only_add(calendar: WorkingCalendar) -> None:
    assert is_none(missed(calendar, days("2025-09-01", "2025-12-01"), None))
    assert missed(calendar, days("2025-09-01"), None) is None
    assert missed(calendar, None, days("2025-09-01")) is None
    assert missed(calendar, Partial(days("2025-09-01")), ()) is None
    assert missed(calendar, None, None) is None


def test_the_duty_counts_from_the_admission_but_not_from_before_the_rules(
    calendar: WorkingCalendar,
) -> None:
    every = days("2023-09-15", "2023-12-15", "2024-03-15", "2024-06-14", "2024-09-13")
    every += days("2024-12-13", "2025-03-13", "2025-06-13", "2025-09-12", "2025-12-12")
    assert is_none(missed(calendar, every, (), day("2015-01-15")))
    assert missed(calendar, every, (), None) is None


def test_the_first_review_is_due_by_the_later_reading(calendar: WorkingCalendar) -> None:
    assert reviews.review_due_on(on(calendar), ADMITTED, (), ()) == day("2025-09-30")
    assert reviews.review_due_on(on(calendar), None, (), ()) is None


def test_reviews_are_kept_once_held_and_never_missed(calendar: WorkingCalendar) -> None:
    kept = reviews.reviews_kept
    assert kept(on(calendar), days("2025-09-01"), (), NONE) == 1
    assert kept(on(calendar), (), days("2025-09-01"), NONE) == 1
    assert kept(on(calendar), (), (), NONE) == 0
    assert kept(on(calendar), (), None, NONE) is None
    assert kept(on(calendar), days("2025-09-01"), (), day("2025-12-01")) == 0


def test_a_month_without_review_is_missed_only_under_both_counts(
    calendar: WorkingCalendar,
) -> None:
    def monthly(as_of: str, *reviewed: str) -> Value:
        since = day("2025-12-10")
        return reviews.monthly_review_missed_on(
            on(calendar, as_of), days(*reviewed), (), since, NONE, (), ()
        )

    assert is_none(monthly("2026-02-02"))
    assert monthly("2026-02-03") == day("2026-01-10")
    assert is_none(monthly("2026-02-27", "2026-01-30"))
    assert is_none(monthly("2026-03-02", "2026-01-30", "2026-02-27"))


def marks(
    calendar: WorkingCalendar,
    *,
    stable: Value = NONE,
    left: Value = NONE,
    marked: tuple[Value, ...] = (),
    entered: tuple[Value, ...] = (),
) -> Value:
    return reviews.monthly_mark_missed_on(
        on(calendar), marked, entered, day("2025-12-10"), stable, left, (), ()
    )


def test_marks_are_due_every_month_until_the_condition_is_stable(
    calendar: WorkingCalendar,
) -> None:
    assert marks(calendar) == day("2026-01-10")
    assert is_none(marks(calendar, stable=day("2026-01-31")))
    assert is_none(marks(calendar, left=day("2026-01-31")))
    assert is_none(marks(calendar, marked=days("2026-01-09"), entered=days("2026-02-09")))
    assert marks(calendar, marked=(*days("2026-01-09"), NONE)) is not None


def test_an_unrecorded_end_leaves_the_marks_open(calendar: WorkingCalendar) -> None:
    assert marks(calendar, stable=None) is None
    assert marks(calendar, left=None) is None
    assert marks(calendar, marked=(None,)) is None
