"""The details of a deadline say how its last days came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.calendar.terms import DeadlineRule, deadline_details, parse_term
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


def iso(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()


def details(calendar: WorkingCalendar, term: str, start: str, happened: Value, **more: Any) -> Any:
    audit = Audit(day("2026-12-01"), FAR, calendar)
    rule = DeadlineRule(parse_term(term), more.pop("lenient", None))
    return deadline_details(audit, rule, happened, day(start), **more)


def test_the_details_name_the_days_that_were_skipped(calendar: WorkingCalendar) -> None:
    found = details(calendar, "1 working day", "2025-03-20", day("2025-03-28"))
    assert (iso(found.due_on), iso(found.lenient_on)) == ("2025-03-26", "2025-03-26")
    assert [iso(off) for off, _ in found.skipped] == [
        "2025-03-21",
        "2025-03-22",
        "2025-03-23",
        "2025-03-24",
        "2025-03-25",
    ]
    assert found.days_late == 2
    assert found.notes == ()


def test_the_details_of_calendar_days_name_only_the_days_off_at_the_end(
    calendar: WorkingCalendar,
) -> None:
    found = details(calendar, "14 calendar days", "2025-10-11", NONE)
    assert (iso(found.due_on), iso(found.lenient_on)) == ("2025-10-25", "2025-10-28")
    assert [iso(off) for off, _ in found.skipped] == ["2025-10-25", "2025-10-26", "2025-10-27"]
    assert found.days_late == day("2026-12-01") - day("2025-10-28")
    assert found.notes == ("deadline.moved-to-working-day",)


def test_the_details_of_filling_in_say_that_the_later_day_counts(
    calendar: WorkingCalendar,
) -> None:
    five = parse_term("5 working days")
    found = details(
        calendar,
        "5 working days",
        "2025-12-30",
        day("2026-01-14"),
        lenient=five,
        lenient_start=day("2026-01-12"),
    )
    assert (iso(found.due_on), iso(found.lenient_on)) == ("2026-01-09", "2026-01-19")
    assert found.days_late is None
    assert found.notes == ("deadline.counted-from-later-day",)


def test_the_details_say_that_an_absence_moved_the_day(calendar: WorkingCalendar) -> None:
    found = details(calendar, "14 calendar days", "2025-12-29", NONE, absent_days=3)
    assert (iso(found.due_on), iso(found.lenient_on)) == ("2026-01-12", "2026-01-15")
    assert found.notes == ("deadline.moved-by-absence",)


def test_the_details_warn_of_an_unknown_and_of_an_unverified_calendar(
    calendar: WorkingCalendar,
) -> None:
    unknown = details(calendar, "5 working days", "2026-12-28", NONE)
    assert (unknown.due_on, unknown.lenient_on) == (None, None)
    assert unknown.notes == ("deadline.calendar-unknown",)
    counted = details(calendar, "14 calendar days", "2026-12-28", NONE)
    assert (iso(counted.due_on), counted.lenient_on) == ("2027-01-11", None)
    assert counted.notes == ("deadline.calendar-unknown",)
    before_the_first = details(calendar, "5 working days", "2020-12-30", NONE)
    assert before_the_first.notes == ("deadline.calendar-unknown",)
    unverified = details(calendar, "5 working days", "2026-05-25", NONE)
    assert unverified.notes == ("deadline.calendar-unverified",)
    first_day_counted = details(calendar, "1 working day", "2026-05-26", NONE)
    assert first_day_counted.notes == ("deadline.calendar-unverified",)
    before = details(calendar, "1 working day", "2026-05-25", NONE)
    assert before.notes == ()
