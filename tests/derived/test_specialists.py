"""Specialists and their applications for the register of specialists."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import specialists
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2)
CONTEXT = Context(TODAY.toordinal(), TODAY.toordinal(), None)  # type: ignore[arg-type]
DAY = TODAY.toordinal() - 100
REGISTERED, RETURNED, REFUSED = 1, 2, 3
PORTAL, PAPER = 1, 2
ACTIVE = 1


def same(found: Value, expected: Value) -> bool:
    return is_none(found) if is_none(expected) else found == expected


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["application.decision"].choices == ("registered", "returned", "refused")
    assert words["application.channel"].choices[:2] == ("portal", "paper")


@pytest.mark.parametrize(
    ("accepted", "issued", "expected"),
    [
        (DAY, (DAY,), 1),
        (DAY, (DAY + 1,), 0),
        (DAY, (DAY + 1, DAY - 50), 1),
        (DAY, (), 0),
        (DAY, (None,), None),
        (DAY, (None, DAY), 1),
        (DAY, Partial((DAY + 1,)), None),
        (DAY, Partial((DAY,)), 1),
        (None, (DAY,), None),
        (NONE, (DAY,), None),
        (DAY, None, None),
    ],
)
def test_a_licence_on_the_day_of_acceptance(
    accepted: Value, issued: Values, expected: Value
) -> None:
    def over(value: Value) -> Values:
        if issued is None:
            return None
        values = (value,) * len(issued)
        return Partial(values) if isinstance(issued, Partial) else values

    licences = (issued, over(NONE), over(NONE), over(NONE), over(NONE), over(ACTIVE))
    assert specialists.licensed_on_acceptance(CONTEXT, accepted, *licences) == expected


def test_a_licence_that_had_ended_by_the_day_of_acceptance_does_not_count() -> None:
    licence: tuple[Values, ...] = ((DAY - 50,), (DAY - 1,), (NONE,), (NONE,), (NONE,), (ACTIVE,))
    assert specialists.licensed_on_acceptance(CONTEXT, DAY, *licence) == 0
    assert specialists.licensed_on_acceptance(CONTEXT, DAY - 1, *licence) == 1


@pytest.mark.parametrize(
    ("included", "decisions", "channels", "accepted", "expected"),
    [
        (DAY, (REGISTERED,), (PORTAL,), (DAY,), 1),
        (DAY, (REGISTERED,), (PORTAL,), (DAY + 1,), 0),
        (DAY, (REGISTERED,), (PAPER,), (DAY,), 0),
        (DAY, (REFUSED,), (PORTAL,), (DAY,), 0),
        (DAY, (RETURNED, REGISTERED), (PORTAL, PORTAL), (DAY - 9, DAY - 5), 1),
        (DAY, (NONE,), (PORTAL,), (DAY,), 0),
        (DAY, (REGISTERED,), (PORTAL,), (NONE,), 0),
        (DAY, (None,), (PORTAL,), (DAY,), None),
        (DAY, (None,), (PAPER,), (DAY,), 0),
        (DAY, (REGISTERED,), (None,), (DAY,), None),
        (DAY, (REGISTERED,), (PORTAL,), (None,), None),
        (DAY, (None, REGISTERED), (PORTAL, PORTAL), (DAY, DAY), 1),
        (DAY, Partial((REFUSED,)), Partial((PORTAL,)), Partial((DAY,)), None),
        (DAY, (), (), (), 0),
        (DAY, None, None, None, None),
        (NONE, (REGISTERED,), (PORTAL,), (DAY,), NONE),
        (None, (REGISTERED,), (PORTAL,), (DAY,), None),
    ],
)
def test_inclusion_on_a_registered_application(
    included: Value, decisions: Values, channels: Values, accepted: Values, expected: Value
) -> None:
    found = specialists.included_on_application(CONTEXT, included, decisions, channels, accepted)
    assert same(found, expected)


@pytest.mark.parametrize(
    ("decisions", "decided", "expected"),
    [
        ((REGISTERED, REGISTERED), (DAY, DAY - 9), DAY - 9),
        ((RETURNED, REGISTERED), (DAY - 9, DAY), DAY),
        ((RETURNED,), (DAY,), NONE),
        ((NONE,), (NONE,), NONE),
        ((), (), NONE),
        ((REGISTERED, None), (DAY, DAY), None),
        ((REGISTERED, REGISTERED), (DAY, None), None),
        ((REGISTERED, RETURNED), (DAY, None), DAY),
        (Partial((REGISTERED,)), Partial((DAY,)), None),
        (None, None, None),
    ],
)
def test_the_first_decision_to_register(
    decisions: Values, decided: Values, expected: Value
) -> None:
    assert same(specialists.first_registered_on(CONTEXT, decisions, decided), expected)


def slow_age(born: date, day: date) -> int:
    """Birthdays lived to; of 29 February in common years on 1 March."""
    age = -1
    for year in range(born.year, day.year + 1):
        try:
            birthday = born.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        age += birthday <= day
    return age


@given(st.dates(date(1920, 1, 1), TODAY), st.integers(0, 40000))
def test_ages_are_those_of_a_count_of_birthdays(born: date, days: int) -> None:
    included = born + timedelta(days=days)
    found = specialists.age_on_inclusion(CONTEXT, born.toordinal(), included.toordinal())
    assert found == slow_age(born, included)


@given(st.dates(date(1920, 1, 1), TODAY))
def test_nobody_has_served_longer_than_since_sixteen(born: date) -> None:
    found = specialists.longest_possible_experience(CONTEXT, born.toordinal())
    assert found == max(0, slow_age(born, TODAY) - 15) * 1000


def test_what_is_not_recorded_stays_open() -> None:
    assert specialists.age_on_inclusion(CONTEXT, None, DAY) is None
    assert specialists.age_on_inclusion(CONTEXT, DAY, None) is None
    assert is_none(specialists.age_on_inclusion(CONTEXT, DAY, NONE))
    assert specialists.longest_possible_experience(CONTEXT, None) is None
    assert is_none(specialists.longest_possible_experience(CONTEXT, NONE))
