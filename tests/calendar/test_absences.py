"""Days of absence make a term longer by as many days."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.absences import absent_days, stretches_of
from checker.values import NONE, Partial, Value

AS_OF = 1000


def stretches(*pairs: tuple[Value, Value]) -> tuple[tuple[int, int], ...] | None:
    return stretches_of([a for a, _ in pairs], [b for _, b in pairs], AS_OF)


def test_absences_that_touch_or_overlap_are_one() -> None:
    assert stretches((10, 12), (13, 15), (14, 20), (30, 30)) == ((10, 20), (30, 30))


def test_no_absences_are_an_empty_list_and_an_unrecorded_list_is_open() -> None:
    assert stretches() == ()
    assert stretches_of(None, None, AS_OF) is None


def test_an_absence_without_a_last_day_lasts_until_the_audit_day() -> None:
    assert stretches((990, NONE)) == ((990, AS_OF),)
    assert stretches((990, 2000)) == ((990, AS_OF),)


def test_what_begins_after_the_audit_day_is_left_out() -> None:
    assert stretches((NONE, 5), (AS_OF + 1, AS_OF + 3)) == ()


def test_a_day_that_is_not_recorded_leaves_the_absences_open() -> None:
    assert stretches((990, None)) is None
    assert stretches((None, 990)) is None
    assert stretches_of(Partial((1,)), Partial((2,)), AS_OF) is None


def test_an_absence_that_ends_before_it_begins_is_none() -> None:
    assert stretches((12, 10)) == ()


def test_an_absence_within_the_term_moves_its_end_by_its_days() -> None:
    assert absent_days([(3, 5)], 0, 14) == 3


def test_the_day_from_which_the_term_runs_is_not_part_of_it() -> None:
    assert absent_days([(0, 0)], 0, 14) == 0
    assert absent_days([(1, 1)], 0, 14) == 1
    assert absent_days([(14, 14)], 0, 14) == 1
    assert absent_days([(15, 15)], 0, 14) == 0


def test_an_absence_that_outlasts_the_term_moves_its_end_by_all_its_days() -> None:
    assert absent_days([(10, 40)], 0, 14) == 31


def test_an_absence_within_the_days_won_counts_too() -> None:
    assert absent_days([(10, 12), (16, 17), (30, 31)], 0, 14) == 5


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=6), st.integers(1, 30))
def test_as_many_days_of_presence_are_left_as_the_term_has_days(
    absences: list[tuple[int, int]], length: int
) -> None:
    away = {day for first, more in absences for day in range(first, first + more + 1)}
    day = left = 0
    while left < length:
        day += 1
        left += day not in away
    found = stretches_of(
        [first for first, _ in absences], [first + more for first, more in absences], AS_OF
    )
    assert found is not None
    assert length + absent_days(found, 0, length) == day
