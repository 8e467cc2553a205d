"""How many overnight places a rehabilitation centre for temporary stay needs."""

from __future__ import annotations

from datetime import date

import pytest

from checker.facts.columns import Context, Values
from checker.facts.derived import overnight
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
MUSCULOSKELETAL, ELDERLY = 2, 5
MARKED = 2


def same(found: Value, expected: Value) -> bool:
    return is_none(found) if is_none(expected) else found == expected


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    choices = vocabulary().words["recipient.category"].choices
    assert choices[MUSCULOSKELETAL - 1] == "children_musculoskeletal"
    assert choices[ELDERLY - 1] == "elderly"


@pytest.mark.parametrize(
    ("nights", "discharged", "expected"),
    [
        ((1,), (NONE,), 1),
        ((0,), (NONE,), 0),
        ((1,), (TODAY - 9,), 0),
        ((1, 0), (TODAY - 9, NONE), 0),
        ((None,), (TODAY - 9,), 0),
        ((None,), (NONE,), None),
        ((1,), (None,), None),
        ((0,), (None,), 0),
        ((), (), 0),
        (None, None, None),
        (Partial((0,)), Partial((NONE,)), None),
        (Partial((1,)), Partial((NONE,)), 1),
    ],
)
def test_only_a_stay_that_goes_on_has_nights_here(
    nights: Values, discharged: Values, expected: Value
) -> None:
    assert overnight.stays_overnight(CONTEXT, nights, discharged) == expected


@pytest.mark.parametrize(
    ("decided", "discharged", "expected"),
    [
        ((TODAY - 30,), (NONE,), 1),
        ((NONE,), (NONE,), 0),
        ((TODAY - 30,), (TODAY - 9,), 0),
        ((None,), (NONE,), None),
    ],
)
def test_a_decision_counts_for_the_present_stay(
    decided: Values, discharged: Values, expected: Value
) -> None:
    assert overnight.overnight_stay_decided(CONTEXT, decided, discharged) == expected


@pytest.mark.parametrize(
    ("here", "city", "settlement", "nights", "expected"),
    [
        ((1, 1, 1), (1, 1, 1), (1, 1, 1), (1, 1, 0), 2),
        ((1,), (1,), (1,), (0,), 0),
        ((1,), (0,), (1,), (1,), NONE),
        ((1,), (None,), (0,), (1,), NONE),
        ((1,), (1,), (None,), (1,), 1),
        ((0,), (1,), (1,), (1,), NONE),
        ((1,), (None,), (1,), (1,), None),
        ((None,), (1,), (1,), (1,), None),
        ((1,), (1,), (1,), (None,), None),
        ((1, 1), (1, 0), (1, 1), (1, None), 1),
        ((), (), (), (), NONE),
        (None, None, None, None, None),
        (Partial((1,)), Partial((1,)), Partial((1,)), Partial((1,)), None),
    ],
)
def test_each_who_came_from_another_city_and_stays_needs_a_place(
    here: Values, city: Values, settlement: Values, nights: Values, expected: Value
) -> None:
    found = overnight.places_for_other_cities(CONTEXT, here, city, settlement, nights)
    assert same(found, expected)


@pytest.mark.parametrize(
    ("here", "category", "disorder", "decided", "nights", "expected"),
    [
        ((1, 1), (MUSCULOSKELETAL, MUSCULOSKELETAL), (NONE, None), (1, 1), (1, 1), 2),
        ((1,), (MUSCULOSKELETAL,), (NONE,), (1,), (0,), 0),
        ((1,), (MUSCULOSKELETAL,), (NONE,), (0,), (1,), NONE),
        ((1,), (ELDERLY,), (NONE,), (1,), (1,), NONE),
        ((1,), (ELDERLY,), (MARKED,), (1,), (1,), 1),
        ((1,), (ELDERLY,), (None,), (1,), (1,), None),
        ((1,), (None,), (NONE,), (1,), (1,), None),
        ((1,), (None,), (None,), (0,), (1,), NONE),
        ((1,), (MUSCULOSKELETAL,), (NONE,), (None,), (1,), None),
        (None, None, None, None, None, None),
    ],
)
def test_each_musculoskeletal_recipient_with_a_decision_needs_a_place(
    here: Values,
    category: Values,
    disorder: Values,
    decided: Values,
    nights: Values,
    expected: Value,
) -> None:
    found = overnight.places_by_decision(CONTEXT, here, category, disorder, decided, nights)
    assert same(found, expected)
