"""Until when a temporary semi-residential stay lasts."""

from __future__ import annotations

from datetime import date

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived.plan_forms import lasts_until
from checker.values import NONE, is_none


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02") -> Context:
    return Context(day(as_of), day(as_of), calendar)


PLANNED = day("2026-02-12")


def test_a_stay_lasts_until_its_planned_end(calendar: WorkingCalendar) -> None:
    assert lasts_until(on(calendar, "2026-02-12"), PLANNED, None) == PLANNED
    assert lasts_until(on(calendar), PLANNED, day("2026-02-12")) == PLANNED
    assert lasts_until(on(calendar), PLANNED, day("2026-01-20")) == PLANNED


def test_a_stay_that_went_on_longer_lasts_until_it_really_ended(calendar: WorkingCalendar) -> None:
    assert lasts_until(on(calendar), PLANNED, day("2026-02-20")) == day("2026-02-20")
    assert lasts_until(on(calendar), PLANNED, NONE) == day("2026-03-02")


def test_whether_it_went_on_must_be_known_once_the_planned_end_is_past(
    calendar: WorkingCalendar,
) -> None:
    assert lasts_until(on(calendar, "2026-02-13"), PLANNED, None) is None


def test_without_a_planned_end_there_is_no_last_day(calendar: WorkingCalendar) -> None:
    found = lasts_until(on(calendar), NONE, day("2026-02-20"))
    assert found is not None
    assert is_none(found)
    assert lasts_until(on(calendar), None, day("2026-02-20")) is None
