"""Services held against what the register says of licence and categories."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import derived_words
from checker.facts.derived.registered_services import serves_registered_categories
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
ENDED = TODAY - 100
ACTIVE, SUSPENDED, TERMINATED = 1, 2, 3
GONE = (TODAY - 400, NONE, NONE, NONE, ENDED, TERMINATED)
"""The licence that ended: issued, valid until, suspended, resumed, terminated, status."""
OTHER = (ENDED + 30, NONE, NONE, NONE, NONE, ACTIVE)
OPEN = (TODAY - 400, None, None, None, None, None)


def lists(*licences: tuple[Value, ...], partial: bool = False) -> tuple[Values, ...]:
    columns: list[Any] = list(zip(*licences, strict=True)) or [()] * 6
    return tuple(Partial(one) if partial else tuple(one) for one in columns)


def served(
    ended: Value,
    last: Value,
    stays: tuple[Values, Values],
    licences: tuple[Values, ...],
    name: str = "termination",
) -> Value:
    compute = derived_words()[f"institution.served_after_registered_{name}"].computed.compute
    return compute(CONTEXT, ended, last, *stays, *licences)


NOBODY: tuple[Values, Values] = ((), ())
STAYED: tuple[Values, Values] = ((TODAY - 300,), (NONE,))
UNRECORDED: tuple[Values, Values] = (None, None)


@pytest.mark.parametrize("name", ["termination", "validity"])
@pytest.mark.parametrize(
    ("ended", "last", "stays", "licences", "expected"),
    [
        (ENDED, ENDED, NOBODY, lists(GONE), 0),
        (ENDED, ENDED + 1, NOBODY, lists(GONE), 1),
        (ENDED, None, STAYED, lists(GONE), 1),
        (ENDED, ENDED + 1, NOBODY, lists(), 1),
        (ENDED, ENDED + 1, NOBODY, lists(GONE, OTHER), 0),
        (ENDED, ENDED + 1, NOBODY, lists(OPEN), None),
        (ENDED, ENDED + 1, NOBODY, lists(GONE, partial=True), None),
        (ENDED, ENDED + 1, NOBODY, (None,) * 6, None),
        (ENDED, ENDED, NOBODY, (None,) * 6, 0),
        (ENDED, None, UNRECORDED, lists(GONE), None),
        (TODAY + 100, TODAY, STAYED, lists(GONE), 0),
        (NONE, TODAY, STAYED, lists(GONE), 0),
        (None, TODAY, STAYED, lists(GONE), None),
    ],
)
def test_services_after_the_end_that_the_register_shows(
    name: str,
    ended: Value,
    last: Value,
    stays: tuple[Values, Values],
    licences: tuple[Values, ...],
    expected: Value,
) -> None:
    assert served(ended, last, stays, licences, name) == expected


def test_a_licence_suspended_over_the_end_and_resumed_later_accuses_nobody() -> None:
    resumed = (TODAY - 400, NONE, ENDED - 5, ENDED + 20, NONE, ACTIVE)
    assert served(ENDED, ENDED + 30, NOBODY, lists(GONE, resumed)) == 0


def test_a_licence_that_runs_longer_than_the_register_says_accuses_nobody() -> None:
    longer = (TODAY - 400, TODAY + 400, NONE, NONE, NONE, ACTIVE)
    assert served(ENDED, TODAY, STAYED, lists(longer)) == 0


def test_the_statuses_stand_as_in_the_schema() -> None:
    assert vocabulary().words["licence.status"].choices == ("active", "suspended", "terminated")


@pytest.mark.parametrize(
    ("listed", "declared", "on_roll", "categories", "expected"),
    [
        (0b11, 0b01, (1, 1), (1, 2), 1),
        (0b11, 0b01, (1,), (3,), 0),
        (0b01, 0b11, (), (), 0),
        (0b01, 0b01, (0,), (2,), 1),
        (0b01, 0b01, (None,), (2,), None),
        (0b01, 0b01, (None,), (1,), 1),
        (0b01, 0b01, (1,), (None,), None),
        (0b01, 0b01, Partial((1,)), Partial((1,)), None),
        (0b01, 0b01, Partial((1,)), Partial((2,)), 0),
        (0b01, None, (1,), (1,), None),
        (0b01, None, (1,), (2,), 0),
        (0b01, 0b01, None, None, None),
        (0b01, 0b10, None, None, 0),
        (0b01, NONE, (), (), 1),
        (0b01, -1 - 0b01, (1,), (1,), None),
        (0b01, -1 - 0b10, (1,), (1,), 0),
        (-1 - 0b01, 0b01, (1,), (1,), 1),
        (-1 - 0b01, 0b10, (1,), (1,), None),
        (NONE, 0b01, (), (), 0),
        (NONE, NONE, (), (), 1),
        (None, 0b01, (1,), (1,), None),
    ],
)
def test_every_category_served_is_listed(
    listed: Value, declared: Value, on_roll: Values, categories: Values, expected: Value
) -> None:
    found = serves_registered_categories(CONTEXT, listed, declared, on_roll, categories)
    assert found == expected
    assert not is_none(found)


@given(
    st.sets(st.integers(1, 9)),
    st.sets(st.integers(1, 9)),
    st.lists(st.tuples(st.booleans(), st.integers(1, 9))),
)
def test_with_everything_recorded_it_is_a_plain_search(
    listed: set[int], declared: set[int], roll: list[tuple[bool, int]]
) -> None:
    def mask(members: set[int]) -> int:
        return sum(2 ** (member - 1) for member in members)

    expected = 1
    for category in declared:
        if category not in listed:
            expected = 0
    for here, category in roll:
        if here and category not in listed:
            expected = 0
    on_roll = tuple(int(here) for here, _ in roll)
    categories = tuple(category for _, category in roll)
    found = serves_registered_categories(CONTEXT, mask(listed), mask(declared), on_roll, categories)
    assert found == expected
