"""What the former Rules ask of past days, against slow counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import older_edition
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
SET_DAY = date(2022, 11, 7).toordinal()
BIRTHS = st.dates(date(1930, 1, 1), date(2021, 12, 31))
DAYS = st.dates(date(2021, 12, 26), date(2023, 6, 30))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def years_slowly(born: date, on: date) -> int:
    """Birthdays counted one by one; who is born on 29 February has one on 1 March."""
    years = 0
    while True:
        year = born.year + years + 1
        try:
            birthday = born.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        if birthday > on:
            return years
        years += 1


def age_off_by(born: Value, stated: Value, admitted: Value) -> Value:
    return older_edition.age_off_by(CONTEXT, born, stated, admitted)


def waiting(last: Value, received: Values, left: Values) -> Value:
    return older_edition.others_waiting_then(CONTEXT, last, received, left)


@given(BIRTHS, DAYS, st.integers(0, 100))
def test_the_age_is_held_against_the_day_of_admission(
    born: date, admitted: date, stated: int
) -> None:
    slowly = abs(stated - years_slowly(born, admitted)) if born <= admitted else None
    if slowly is not None:
        assert age_off_by(born.toordinal(), stated, admitted.toordinal()) == slowly


def test_the_birthday_itself_counts() -> None:
    assert age_off_by(day("1950-06-07"), 72, day("2022-06-06")) == 1
    assert age_off_by(day("1950-06-06"), 72, day("2022-06-06")) == 0


@pytest.mark.parametrize("place", range(3))
def test_what_is_recorded_as_none_has_no_difference(place: int) -> None:
    facts: list[Value] = [day("1950-06-06"), 72, None]
    facts[place] = NONE
    assert is_none(age_off_by(*facts))


@pytest.mark.parametrize("missing", range(3))
def test_a_difference_of_ages_that_lacks_a_fact_is_open(missing: int) -> None:
    facts: list[Value] = [day("1950-06-06"), 72, SET_DAY]
    facts[missing] = None
    assert age_off_by(*facts) is None


@given(st.lists(st.tuples(st.integers(-3, 3), st.one_of(st.none(), st.integers(-3, 3)))))
def test_those_wait_who_came_by_the_day_and_left_after_it(
    pairs: list[tuple[int, int | None]],
) -> None:
    received = tuple(SET_DAY + came for came, _ in pairs)
    left = tuple(NONE if went is None else SET_DAY + went for _, went in pairs)
    slowly = sum(1 for came, went in pairs if came <= 0 and (went is None or went > 0))
    assert waiting(SET_DAY, received, left) == slowly


def test_who_came_or_left_on_the_last_day_itself() -> None:
    assert waiting(SET_DAY, (SET_DAY,), (NONE,)) == 1
    assert waiting(SET_DAY, (SET_DAY - 5,), (SET_DAY,)) == 0
    assert waiting(SET_DAY, (SET_DAY - 5,), (SET_DAY + 1,)) == 1


def test_what_is_not_recorded_of_an_application_leaves_the_count_open() -> None:
    assert waiting(SET_DAY, (SET_DAY - 5,), (None,)) is None
    assert waiting(SET_DAY, (None,), (NONE,)) is None
    assert waiting(SET_DAY, (SET_DAY + 1,), (None,)) == 0
    assert waiting(SET_DAY, (None,), (SET_DAY,)) == 0


def test_one_who_certainly_waited_is_enough() -> None:
    assert waiting(SET_DAY, (SET_DAY - 5, None), (NONE, None)) == 1
    assert waiting(SET_DAY, Partial((SET_DAY - 5,)), Partial((NONE,))) == 1


def test_an_incomplete_or_absent_queue_leaves_the_count_open() -> None:
    assert waiting(SET_DAY, Partial(()), Partial(())) is None
    assert waiting(SET_DAY, None, None) is None
    assert waiting(SET_DAY, (), ()) == 0


@pytest.mark.parametrize("last", [None, NONE])
def test_without_a_last_day_nothing_is_counted(last: Value) -> None:
    assert waiting(last, (SET_DAY,), (NONE,)) is None


def test_a_year_of_days_is_counted_alike() -> None:
    received = tuple(SET_DAY - past for past in range(365))
    left = tuple(moment + 30 for moment in received)
    for later in range(0, 60, 7):
        last = SET_DAY + later
        slowly = 0
        for came in received:
            stands = date.fromordinal(came)
            while stands.toordinal() < came + 30:
                slowly += stands.toordinal() == last
                stands += timedelta(1)
        assert waiting(last, received, left) == slowly
