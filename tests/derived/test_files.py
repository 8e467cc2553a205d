"""Who was incapable when admitted, and which originals lie in custody."""

from __future__ import annotations

from datetime import date

import pytest

from checker.facts.columns import Context, Values
from checker.facts.derived import files
from checker.law import vocabulary
from checker.values import NONE, Partial, Value

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
CAPABLE, LIMITED, INCAPABLE = 1, 2, 3
ADMITTED = date(2025, 6, 2).toordinal()


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    choices = vocabulary().words["recipient.legal_capacity.status"].choices
    assert choices == ("capable", "limited", "incapable")


@pytest.mark.parametrize(
    ("status", "decided", "expected"),
    [
        (INCAPABLE, ADMITTED, 1),
        (INCAPABLE, ADMITTED + 1, 0),
        (INCAPABLE, NONE, None),
        (INCAPABLE, None, None),
        (CAPABLE, None, 0),
        (LIMITED, ADMITTED, 0),
        (None, ADMITTED, None),
    ],
)
def test_incapacity_counts_from_the_court_decision(
    status: Value, decided: Value, expected: Value
) -> None:
    assert files.incapable_on_admission(CONTEXT, ADMITTED, status, decided) == expected


@pytest.mark.parametrize(
    ("received", "returned", "expected"),
    [
        ((ADMITTED,), (NONE,), 1),
        ((ADMITTED,), (ADMITTED + 9,), 0),
        ((ADMITTED, ADMITTED), (NONE, ADMITTED + 9), 1),
        ((NONE,), (None,), 0),
        ((ADMITTED,), (None,), None),
        ((), (), 0),
        (None, None, None),
        (Partial((ADMITTED,)), Partial((NONE,)), None),
    ],
)
def test_originals_in_custody_are_those_taken_and_not_given_back(
    received: Values, returned: Values, expected: Value
) -> None:
    assert files.originals_in_custody(CONTEXT, received, returned) == expected
