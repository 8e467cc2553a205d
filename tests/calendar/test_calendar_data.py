"""The list of days follows the law, and an independent list of holidays."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.metadata import version
from typing import Any

import holidays
import pytest

from checker.calendar.working_days import DayEntry, WorkingCalendar

YEARS = range(2021, 2027)
ONE_DAY = timedelta(days=1)
SATURDAY = 5
DIFFERENCES: dict[date, str] = {}
"""Days on which this calendar and the pinned package differ, each with its official source.

There is none. An entry here says why the package is wrong about that day.
"""
NOT_HOLIDAYS = {"christmas", "kurban-ait"}
EXCHANGED = {"day-off-moved", "working-day-moved", "ordinary-working-day", "holiday-on-weekend"}


def days_of_the_years() -> list[date]:
    first = date(YEARS[0], 1, 1)
    return [first + timedelta(days=n) for n in range((date(YEARS[-1], 12, 31) - first).days + 1)]


@pytest.fixture(scope="module")
def package() -> holidays.HolidayBase:
    return holidays.country_holidays("KZ", years=YEARS, language="en_US")


def on(calendar: WorkingCalendar, day: date) -> DayEntry:
    return calendar.entries[day.toordinal()]


def test_the_package_is_the_pinned_one() -> None:
    assert version("holidays") == "0.109"


def test_every_day_agrees_with_the_package_or_is_a_listed_difference(
    calendar: WorkingCalendar, package: holidays.HolidayBase
) -> None:
    differing = {
        day
        for day in days_of_the_years()
        if calendar.is_working(day.toordinal()) != package.is_working_day(day)
    }
    assert differing == set(DIFFERENCES)


def test_every_holiday_of_the_package_has_a_line_here(
    calendar: WorkingCalendar, package: holidays.HolidayBase
) -> None:
    ours = {date.fromordinal(day) for day, entry in calendar.entries.items() if not entry.working}
    assert ours == set(package)


def test_what_the_package_only_estimates_is_not_called_verified(
    calendar: WorkingCalendar, package: holidays.HolidayBase
) -> None:
    estimated = [day for day, name in package.items() if "estimated" in name]
    assert estimated
    assert not any(on(calendar, day).verified for day in estimated)


def test_every_holiday_on_a_weekend_gives_the_next_working_day_off(
    calendar: WorkingCalendar,
) -> None:
    """Law on Holidays, article 5; days off that are not holidays are not replaced."""
    expected: dict[date, date] = {}
    fixed = {
        date.fromordinal(day)
        for day, entry in calendar.entries.items()
        if entry.reason not in EXCHANGED
    }
    for day in sorted(fixed):
        if day.weekday() >= SATURDAY and on(calendar, day).reason not in NOT_HOLIDAYS:
            following = day + ONE_DAY
            while following.weekday() >= SATURDAY or following in fixed | set(expected):
                following += ONE_DAY
            expected[following] = day
    listed = {
        date.fromordinal(day): date.fromordinal(entry.instead_of or 0)
        for day, entry in calendar.entries.items()
        if entry.reason == "holiday-on-weekend"
    }
    assert listed == expected


@pytest.mark.parametrize(
    ("became_working", "became_off"),
    [
        ("2021-07-03", "2021-07-05"),
        ("2022-03-05", "2022-03-07"),
        ("2022-08-27", "2022-08-29"),
        ("2022-10-22", "2022-10-24"),
        ("2023-07-01", "2023-07-07"),
        ("2024-05-04", "2024-05-08"),
        ("2025-01-05", "2025-01-03"),
    ],
)
def test_a_day_off_was_moved(
    calendar: WorkingCalendar, became_working: str, became_off: str
) -> None:
    working, off = date.fromisoformat(became_working), date.fromisoformat(became_off)
    assert working.weekday() >= SATURDAY > off.weekday()
    assert calendar.is_working(working.toordinal())
    assert calendar.is_working(off.toordinal()) is False
    assert on(calendar, working).instead_of == off.toordinal()
    assert on(calendar, off).instead_of == working.toordinal()


def test_those_are_all_the_days_that_were_moved(calendar: WorkingCalendar) -> None:
    moved = [e for e in calendar.entries.values() if e.reason == "working-day-moved"]
    assert len(moved) == 7


@pytest.mark.parametrize(
    "day", ["2024-06-17", "2022-12-01", "2022-12-19", "2026-08-31", "2026-01-05", "2026-01-06"]
)
def test_a_day_that_one_could_take_for_a_day_off_is_worked(
    calendar: WorkingCalendar, day: str
) -> None:
    assert calendar.is_working(date.fromisoformat(day).toordinal())


@pytest.mark.parametrize(
    "day",
    ["2021-12-01", "2021-12-17", "2025-03-24", "2025-03-25", "2026-01-02", "2026-01-07"],
)
def test_a_day_off_of_the_list_is_not_worked(calendar: WorkingCalendar, day: str) -> None:
    assert calendar.is_working(date.fromisoformat(day).toordinal()) is False


@pytest.mark.parametrize("part", ["reasons", "sources"])
def test_every_name_is_used_and_said_in_three_languages(
    calendar: WorkingCalendar, part: str
) -> None:
    texts = calendar.reasons if part == "reasons" else calendar.sources
    field = "reason" if part == "reasons" else "source"
    assert set(texts) - {"weekend"} == {getattr(e, field) for e in calendar.entries.values()}
    assert all(set(text) == {"kk", "ru", "en"} and all(text.values()) for text in texts.values())


def test_the_days_of_a_year_stand_in_order(plain: dict[str, Any]) -> None:
    days = [line["date"] for year in plain["years"] for line in year["days"]]
    assert days == sorted(set(days))


def test_a_source_known_only_at_second_hand_is_not_called_verified(
    calendar: WorkingCalendar,
) -> None:
    second_hand = {name for name, text in calendar.sources.items() if "holidays" in text["ru"]}
    second_hand |= {"kurban-ait-2026", "constitution-day-2026", "holidays-law-2026"}
    unverified = {e.source for e in calendar.entries.values() if not e.verified}
    assert unverified == second_hand
