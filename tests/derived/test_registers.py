"""The register of organisations held against the licences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import derived_words
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
RESIDENTIAL, SEMI, HOME = 1, 2, 3
EARLIER, LATER = TODAY - 400, TODAY - 100


def word(name: str) -> Callable[..., Value]:
    compute = derived_words()[f"institution.{name}"].computed.compute

    def ask(*values: Any) -> Value:
        return compute(CONTEXT, *values)

    return ask


def same(found: Value, expected: Value) -> bool:
    return is_none(found) if is_none(expected) else found == expected


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["licence.service_forms"].choices == words["institution.type"].choices
    forms = words["institution.register.service_forms"].choices
    assert forms == words["licence.service_forms"].choices
    categories = words["institution.register.categories"].choices
    assert categories == words["licence.categories"].choices


@pytest.mark.parametrize(
    ("issued", "forms", "kind", "expected"),
    [
        ((LATER, EARLIER), (0b100, 0b100), HOME, EARLIER),
        ((LATER, EARLIER), (0b100, 0b001), HOME, LATER),
        ((LATER,), (0b001,), HOME, NONE),
        ((LATER,), (NONE,), HOME, NONE),
        ((), (), HOME, NONE),
        ((LATER, None), (0b100, 0b100), HOME, None),
        ((LATER, None), (0b100, 0b001), HOME, LATER),
        ((LATER,), (None,), HOME, None),
        ((LATER,), (-1 - 0b100,), HOME, LATER),
        ((LATER,), (-1 - 0b001,), HOME, None),
        ((LATER,), (0b100,), None, None),
        (Partial((LATER,)), Partial((0b100,)), HOME, None),
        (None, None, HOME, None),
    ],
)
def test_the_first_licence_for_the_own_conditions(
    issued: Values, forms: Values, kind: Value, expected: Value
) -> None:
    assert same(word("first_licence_issued_on")(issued, forms, kind), expected)


@pytest.mark.parametrize(
    ("shown", "issued", "expected"),
    [
        (LATER, (EARLIER, LATER), 1),
        (LATER, (EARLIER, None, LATER), 1),
        (LATER, (EARLIER,), 0),
        (LATER, (), 0),
        (LATER, (EARLIER, None), None),
        (LATER, Partial((EARLIER,)), None),
        (LATER, Partial((LATER,)), 1),
        (NONE, (EARLIER,), 0),
        (None, (LATER,), None),
        (LATER, None, None),
    ],
)
def test_a_licence_of_the_day_in_the_register(
    shown: Value, issued: Values, expected: Value
) -> None:
    assert same(word("register.issue_day_in_licences")(shown, issued), expected)


@pytest.mark.parametrize("name", ["validity", "reissue", "termination"])
@pytest.mark.parametrize(
    ("shown", "issued_shown", "issued", "values", "expected"),
    [
        (TODAY, LATER, (EARLIER, LATER), (NONE, TODAY), 1),
        (NONE, LATER, (LATER,), (NONE,), 1),
        (NONE, LATER, (LATER,), (TODAY,), 0),
        (TODAY, LATER, (LATER,), (NONE,), 0),
        (TODAY, LATER, (EARLIER,), (TODAY,), NONE),
        (TODAY, LATER, (LATER,), (None,), None),
        (TODAY, LATER, (LATER, LATER), (None, TODAY), 1),
        (TODAY, LATER, Partial((LATER,)), Partial((NONE,)), None),
        (TODAY, LATER, (LATER, None), (NONE, TODAY), None),
        (TODAY, None, (LATER,), (TODAY,), None),
        (None, LATER, (LATER,), (TODAY,), None),
        (TODAY, LATER, None, None, None),
    ],
)
def test_the_days_of_the_licence_in_the_register(
    name: str, shown: Value, issued_shown: Value, issued: Values, values: Values, expected: Value
) -> None:
    ask = word(f"register.{name}_as_in_licences")
    assert same(ask(shown, issued_shown, issued, values), expected)


@pytest.mark.parametrize("name", ["forms", "categories"])
@pytest.mark.parametrize(
    ("shown", "in_force", "masks", "expected"),
    [
        (0b101, (1, 1), (0b001, 0b100), 1),
        (0b101, (1, 1), (0b101, 0b100), 1),
        (0b101, (1, 0), (0b001, 0b100), 0),
        (0b001, (1, 0), (0b001, None), 1),
        (NONE, (1,), (0b001,), 0),
        (0b001, (1,), (NONE,), NONE),
        (0b001, (0,), (0b001,), NONE),
        (0b001, (), (), NONE),
        (0b001, (1,), (None,), None),
        (0b001, (1,), (-1 - 0b001,), None),
        (-1 - 0b001, (1,), (0b001,), None),
        (0b001, (None,), (0b001,), None),
        (0b001, Partial((1,)), Partial((0b001,)), None),
        (None, (1,), (0b001,), None),
        (0b001, None, None, None),
    ],
)
def test_what_the_licences_in_force_cover_together(
    name: str, shown: Value, in_force: Values, masks: Values, expected: Value
) -> None:
    assert same(word(f"register.{name}_as_licensed")(shown, in_force, masks), expected)


@given(st.sets(st.integers(0, 8)), st.lists(st.tuples(st.booleans(), st.sets(st.integers(0, 8)))))
def test_sets_agree_when_they_have_the_same_members(
    shown: set[int], licences: list[tuple[bool, set[int]]]
) -> None:
    def mask(members: set[int]) -> int:
        return sum(2**member for member in members)

    together: set[int] = set()
    for held, members in licences:
        if held:
            together = together | members
    expected = (1 if shown == together else 0) if together else NONE
    in_force = tuple(int(held) for held, _ in licences)
    masks = tuple(mask(members) for _, members in licences)
    found = word("register.forms_as_licensed")(mask(shown), in_force, masks)
    assert same(found, expected)


@pytest.mark.parametrize(
    ("shown", "in_force", "capacities", "expected"),
    [
        (100, (1,), (100,), 1),
        (100, (1, 1), (60, 40), 1),
        (60, (1, 1), (60, 40), 1),
        (100, (1, 0), (60, 40), 0),
        (100, (1, 1), (60, None), None),
        (60, (1, 1), (60, None), 1),
        (100, (1,), (NONE,), NONE),
        (100, (0,), (100,), NONE),
        (NONE, (1,), (100,), 0),
        (100, (None,), (100,), None),
        (None, (1,), (100,), None),
        (100, None, None, None),
    ],
)
def test_the_capacity_of_the_licences_in_force(
    shown: Value, in_force: Values, capacities: Values, expected: Value
) -> None:
    assert same(word("register.capacity_as_licensed")(shown, in_force, capacities), expected)
