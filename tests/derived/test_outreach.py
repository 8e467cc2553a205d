"""Urgent aid, the mobile social patrol and activities that were left undone."""

from __future__ import annotations

from datetime import date

import pytest

from checker.facts.columns import Context, Values
from checker.facts.derived import outreach
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
PATROL, POLICE = 1, 2


def same(found: Value, expected: Value) -> bool:
    return is_none(found) if is_none(expected) else found == expected


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    choices = vocabulary().words["stay.intake.brought_by"].choices
    assert choices[PATROL - 1] == "mobile_social_patrol"
    assert choices[POLICE - 1] == "police"


@pytest.mark.parametrize(
    ("brought", "expected"),
    [
        ((PATROL, POLICE, PATROL), 2),
        ((POLICE,), 0),
        ((PATROL, None), 1),
        ((POLICE, None), None),
        (Partial((PATROL,)), 1),
        (Partial((POLICE,)), None),
        ((), 0),
        (None, None),
    ],
)
def test_whom_the_patrol_brought_counts_even_where_others_are_open(
    brought: Values, expected: Value
) -> None:
    assert outreach.brought_by_patrol(CONTEXT, brought) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ((TODAY - 5, TODAY - 9), TODAY - 5),
        ((TODAY - 5, None), TODAY - 5),
        ((NONE, NONE), NONE),
        ((NONE, None), None),
        (Partial((NONE,)), None),
        ((), NONE),
        (None, None),
    ],
)
def test_the_last_day_of_urgent_aid(given: Values, expected: Value) -> None:
    assert same(outreach.urgent_help_last_on(CONTEXT, given), expected)


@pytest.mark.parametrize(
    ("last_days", "done", "expected"),
    [
        ((TODAY - 1,), (NONE,), 1),
        ((TODAY,), (NONE,), 0),
        ((TODAY - 1,), (TODAY - 3,), 0),
        ((NONE,), (NONE,), 0),
        ((TODAY - 1, TODAY - 1), (NONE, None), 1),
        ((TODAY - 1,), (None,), None),
        ((TODAY,), (None,), 0),
        ((None,), (NONE,), None),
        ((None,), (TODAY - 3,), 0),
        ((None,), (None,), None),
        (Partial((TODAY,)), Partial((NONE,)), None),
        ((), (), 0),
        (None, None, None),
    ],
)
def test_an_activity_is_overdue_after_its_last_day(
    last_days: Values, done: Values, expected: Value
) -> None:
    assert outreach.activities_overdue(CONTEXT, last_days, done) == expected
