"""Who is a recipient in one's own right in temporary stay."""

from __future__ import annotations

from datetime import date

import pytest

from checker.facts.columns import Context
from checker.facts.derived import accompanied_children
from checker.values import NONE, Value

TODAY = date(2026, 3, 2)
CONTEXT = Context(TODAY.toordinal(), TODAY.toordinal(), None)  # type: ignore[arg-type]
ADULT = date(2008, 3, 2).toordinal()
MINOR = date(2008, 3, 3).toordinal()
BORN_ON_A_LEAP_DAY = date(2008, 2, 29).toordinal()
BORN_LATER = date(2026, 3, 3).toordinal()
YES, NO = 1, 0


@pytest.mark.parametrize(
    ("born", "accompanied", "expected"),
    [
        (ADULT, None, 1),
        (ADULT, YES, 1),
        (BORN_ON_A_LEAP_DAY, YES, 1),
        (MINOR, NO, 1),
        (MINOR, YES, 0),
        (MINOR, None, None),
        (MINOR, NONE, None),
        (None, NO, 1),
        (None, YES, None),
        (None, None, None),
        (NONE, YES, None),
    ],
)
def test_a_child_with_an_adult_recipient_is_no_recipient(
    born: Value, accompanied: Value, expected: Value
) -> None:
    assert accompanied_children.in_own_right(CONTEXT, born, accompanied) == expected


@pytest.mark.parametrize("accompanied", [YES, None])
def test_who_is_recorded_as_born_later_is_left_open(accompanied: Value) -> None:
    assert accompanied_children.in_own_right(CONTEXT, BORN_LATER, accompanied) is None


@pytest.mark.parametrize(
    ("age", "accompanied", "expected"),
    [
        (18, None, 1),
        (18, YES, 1),
        (17, NO, 1),
        (17, YES, 0),
        (17, None, None),
        (17, NONE, None),
        (None, NO, 1),
        (None, YES, None),
        (None, None, None),
        (NONE, YES, None),
    ],
)
def test_a_child_admitted_with_an_adult_recipient_stays_in_nobody_s_plan(
    age: Value, accompanied: Value, expected: Value
) -> None:
    assert accompanied_children.stay_in_own_right(CONTEXT, age, accompanied) == expected
