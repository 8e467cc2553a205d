"""Age in months on admission, against a slow count of the months one by one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context
from checker.facts.derived.semi_residential_health import months_of_age_on_admission
from checker.values import NONE, Value

TODAY = date(2026, 3, 2)


def months(born: Value, admitted: Value) -> Value:
    context = Context(TODAY.toordinal(), TODAY.toordinal(), None, {})  # type: ignore[arg-type]
    return months_of_age_on_admission(context, born, admitted)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def monthly_day(born: date, number: int) -> date:
    """The day a month of life is full: that of birth, or else the last one of its month."""
    year, month = divmod(born.month - 1 + number, 12)
    first = date(born.year + year, month + 1, 1)
    wanted = first + timedelta(days=born.day - 1)
    while wanted.month != first.month:
        wanted -= timedelta(days=1)
    return wanted


@pytest.mark.parametrize(
    ("born", "admitted", "full"),
    [
        ("2024-03-02", "2025-09-02", 18),
        ("2024-03-03", "2025-09-02", 17),
        ("2024-08-30", "2026-02-28", 18),
        ("2024-08-30", "2026-02-27", 17),
        ("2024-02-29", "2025-08-29", 18),
        ("2024-02-29", "2025-08-28", 17),
        ("2025-09-02", "2025-09-02", 0),
    ],
)
def test_a_month_is_full_on_its_day_or_on_the_last_of_a_shorter_month(
    born: str, admitted: str, full: int
) -> None:
    assert months(day(born), day(admitted)) == full


@given(st.dates(date(1990, 1, 1), date(2026, 1, 1)), st.integers(0, 1500))
def test_months_are_those_counted_one_by_one(born: date, later: int) -> None:
    admitted = born + timedelta(days=later)
    counted = 0
    while monthly_day(born, counted + 1) <= admitted:
        counted += 1
    assert months(born.toordinal(), admitted.toordinal()) == counted


@pytest.mark.parametrize(
    ("born", "admitted"),
    [(None, day("2025-09-02")), (day("2024-03-02"), None), (NONE, day("2025-09-02"))],
)
def test_without_both_days_the_age_is_open(born: Value, admitted: Value) -> None:
    assert months(born, admitted) is None


def test_who_came_before_being_born_has_no_age() -> None:
    assert months(day("2025-09-03"), day("2025-09-02")) is None
