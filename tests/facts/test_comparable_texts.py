"""Texts are compared with one another, identification numbers are read as numbers."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.encoding import normal
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.values import Value


def values(calendar: WorkingCalendar, institution: dict[str, Any], *words: str) -> list[Value]:
    context = Context(739_000, 739_000, calendar)
    document = {"institution": {"type": "home"} | institution}
    tables = FactTables(gather(document, vocabulary(), 739_000), vocabulary(), {}, context)
    return [tables.table("institution").columns[word][0] for word in words]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("«Үміт» орталығы", '"Үміт"  Орталығы', True),
        ("Үміт орталығы", "Үміт ортасы", False),
    ],
)
def test_texts_are_alike_but_for_case_quotes_and_spaces(
    calendar: WorkingCalendar, one: str, other: str, same: bool
) -> None:
    first, second = values(
        calendar,
        {"name": one, "register": {"name": other}},
        "institution.name",
        "institution.register.name",
    )
    assert (first == second) is same


@given(st.text())
def test_what_is_made_alike_once_stays_as_it_is(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_an_identification_number_keeps_its_leading_zeros_in_value(
    calendar: WorkingCalendar,
) -> None:
    found = values(calendar, {"bin": "001140000012"}, "institution.bin", "institution.register.bin")
    assert found == [1140000012, None]
