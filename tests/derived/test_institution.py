"""Persons in need, distance, age, services after removal and the coverage of zones."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context
from checker.facts.derived import derived_words
from checker.facts.derived.institution import (
    age_on_audit_day,
    distance_to_nearest,
    persons_in_need,
    served_after_removal,
)
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2).toordinal()
REMOVED = date(2025, 10, 10).toordinal()
ZONES = ("perimeter", "main_entrance", "auxiliary_entrances", "common_rooms", "offices")
FULL, PARTLY, NOT = 1, 2, 3


def context(as_of: int = TODAY) -> Context:
    return Context(as_of, as_of, None)  # type: ignore[arg-type]


def test_the_recorded_total_counts() -> None:
    assert persons_in_need(context(), 50, None, None, None) == 50


def test_the_forms_of_service_are_added() -> None:
    assert persons_in_need(context(), None, 20, 20, 9) == 49
    assert persons_in_need(context(), None, 20, NONE, 9) == 29


def test_the_larger_of_total_and_sum_counts() -> None:
    assert persons_in_need(context(), 40, 20, 20, 10) == 50
    assert persons_in_need(context(), 60, 20, 20, 10) == 60


def test_a_form_that_is_not_recorded_leaves_the_sum_open() -> None:
    assert persons_in_need(context(), None, 20, None, 9) is None
    assert persons_in_need(context(), NONE, 20, None, 9) is None
    assert persons_in_need(context(), 29, 20, None, 9) == 29
    assert persons_in_need(context(), 28, 20, None, 9) is None


def test_the_distance_is_the_recorded_one() -> None:
    assert distance_to_nearest(context(), 1, 5001) == 5001
    assert distance_to_nearest(context(), None, 5001) == 5001
    assert distance_to_nearest(context(), None, None) is None


def test_where_there_is_no_neighbour_there_is_no_distance() -> None:
    assert is_none(distance_to_nearest(context(), NONE, NONE))
    assert is_none(distance_to_nearest(context(), NONE, None))


def test_a_neighbour_without_a_distance_leaves_it_open() -> None:
    assert distance_to_nearest(context(), 1, NONE) is None
    assert distance_to_nearest(context(), None, NONE) is None


def slow_age(born: date, today: date) -> int:
    """Count the birthdays that have come; of 29 February, the first of March in a common year."""
    count = 0
    for year in range(born.year + 1, today.year + 1):
        try:
            birthday = born.replace(year=year)
        except ValueError:
            birthday = date(year, 3, 1)
        count += birthday <= today
    return count


@given(st.dates(date(1920, 1, 1), date(2026, 3, 2)), st.dates(date(2023, 7, 1), date(2030, 12, 31)))
def test_the_age_counts_the_birthdays_that_have_come(born: date, today: date) -> None:
    found = age_on_audit_day(context(today.toordinal()), born.toordinal())
    if born <= today:
        assert found == slow_age(born, today)


def test_the_birthday_itself_counts() -> None:
    assert age_on_audit_day(context(), date(2008, 3, 2).toordinal()) == 18
    assert age_on_audit_day(context(), date(2008, 3, 3).toordinal()) == 17


def test_without_a_birth_date_there_is_no_age() -> None:
    assert age_on_audit_day(context(), None) is None
    assert is_none(age_on_audit_day(context(), NONE))


@pytest.mark.parametrize(
    ("last", "admitted", "discharged", "expected"),
    [
        (REMOVED, None, None, 0),
        (REMOVED + 1, None, None, 1),
        (REMOVED + 1, (), (), 1),
        (NONE, None, None, None),
        (None, None, None, None),
        (None, (), (), 0),
        (None, (REMOVED - 9,), (REMOVED,), 0),
        (None, (REMOVED - 9,), (REMOVED + 1,), 1),
        (None, (REMOVED - 9,), (NONE,), 1),
        (None, (REMOVED + 1,), (None,), 1),
        (None, (REMOVED - 9,), (None,), None),
        (REMOVED, (REMOVED - 9,), (None,), 0),
        (REMOVED, (REMOVED - 9,), (NONE,), 1),
        (None, Partial((REMOVED - 9,)), Partial((REMOVED,)), None),
        (None, Partial((REMOVED - 9,)), Partial((NONE,)), 1),
    ],
)
def test_services_after_the_day_of_removal(
    last: Value, admitted: Any, discharged: Any, expected: Value
) -> None:
    assert served_after_removal(context(), REMOVED, last, admitted, discharged) == expected


def test_nobody_was_removed_or_it_is_not_recorded() -> None:
    assert served_after_removal(context(), NONE, TODAY, None, None) == 0
    assert served_after_removal(context(), None, TODAY, None, None) is None


def test_on_the_day_of_removal_an_open_stay_is_no_service_after_it() -> None:
    assert served_after_removal(context(REMOVED), REMOVED, None, (REMOVED - 9,), (NONE,)) == 0


def test_the_zones_stand_in_the_order_of_the_schema() -> None:
    words = vocabulary().words
    assert words["zone.type"].choices == ZONES
    assert words["institution.surveillance.zones_covered"].choices == ZONES
    assert words["institution.surveillance.zones_partly_covered"].choices == ZONES
    assert words["zone.coverage"].choices == ("full", "partial", "uncovered")


def covered(zone: str, full: Value, partly: Value, types: Any = None, places: Any = None) -> Value:
    word = derived_words()[f"institution.surveillance.{zone}_covered"]
    return word.computed.compute(context(), full, partly, types, places)


@pytest.mark.parametrize("zone", ZONES)
def test_each_zone_reads_its_own_choice(zone: str) -> None:
    for place, other in enumerate(ZONES):
        expected = int(other == zone)
        assert covered(zone, 1 << place, NONE) == expected
        assert covered(zone, NONE, NONE, (place + 1,), (FULL,)) == expected


OFFICES = 1 << ZONES.index("offices")
OFFICE = ZONES.index("offices") + 1


def test_the_summary_decides_where_single_places_are_not_recorded() -> None:
    assert covered("offices", OFFICES, 0) == 1
    assert covered("offices", OFFICES, None) == 1
    assert covered("offices", 0, OFFICES) == 0
    assert covered("offices", None, OFFICES) == 0
    assert covered("offices", 0, None) == 0
    assert covered("offices", None, None) is None
    assert covered("offices", -1 - OFFICES, None) == 1
    assert covered("offices", -1, None) is None


def test_a_zone_both_full_and_in_part_is_open() -> None:
    assert covered("offices", OFFICES, OFFICES) is None


def test_single_places_go_before_the_summary() -> None:
    assert covered("offices", OFFICES, 0, (OFFICE, OFFICE), (FULL, NOT)) == 0
    assert covered("offices", OFFICES, 0, (OFFICE,), (PARTLY,)) == 0
    assert covered("offices", 0, 0, (OFFICE, OFFICE), (FULL, FULL)) == 1


def test_a_partial_list_of_covered_places_leaves_the_summary_to_decide() -> None:
    for full in (0, OFFICES):
        types = Partial((OFFICE, OFFICE))
        assert covered("offices", full, 0, types, (FULL, FULL)) == int(bool(full))


def test_a_place_without_a_type_or_coverage_leaves_the_zone_open() -> None:
    assert covered("offices", OFFICES, 0, (OFFICE, OFFICE), (FULL, None)) is None
    assert covered("offices", OFFICES, 0, (OFFICE, None), (FULL, NOT)) is None
    assert covered("offices", OFFICES, 0, (None, None), (FULL, NOT)) is None
    assert covered("offices", None, None, (OFFICE,), (None,)) is None


def test_a_place_without_a_type_does_not_matter_where_every_type_agrees() -> None:
    assert covered("offices", OFFICES, 0, (OFFICE, None), (NOT, None)) == 0
    assert covered("offices", OFFICES, 0, (None,), (FULL,)) == 1
    assert covered("offices", 0, 0, (None,), (NOT,)) == 0


@pytest.mark.parametrize("full", [0, OFFICES])
@pytest.mark.parametrize("made", [tuple, Partial])
def test_a_zone_is_judged_only_where_every_filling_of_its_gaps_agrees(full: int, made: Any) -> None:
    kinds, covers = (OFFICE, OFFICE - 1), (FULL, PARTLY, NOT)
    for types in product((*kinds, None), repeat=2):
        for places in product((*covers, None), repeat=2):
            ways = {
                covered("offices", full, 0, made(filled), levels)
                for filled in product(*(kinds if kind is None else (kind,) for kind in types))
                for levels in product(*(covers if place is None else (place,) for place in places))
            }
            expected = ways.pop() if len(ways) == 1 else None
            assert covered("offices", full, 0, made(types), places) == expected
