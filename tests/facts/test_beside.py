"""A record sees its siblings and the other records of its ancestors."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Computed, Context, Input, OwnPlace, beside
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.values import Partial

TAKEN = date(2026, 3, 2)


def seen(stays: Any, source: Input, calendar: WorkingCalendar, as_of: date = TAKEN) -> list[Any]:
    """What each plan of these stays is given for an input."""
    words = vocabulary()
    context = Context(as_of.toordinal(), TAKEN.toordinal(), calendar)
    document = {"institution": {"type": "residential"}, "recipients": [{"stays": stays}]}
    given: list[Any] = []

    def keep(_: Context, value: Any) -> int:
        given.append(value)
        return 1

    computed = {"plan.seen": Computed("plan.seen", "plan", (source,), keep)}
    found = FactTables(gather(document, words, context.as_of), words, computed, context)
    assert found.table("plan").columns["plan.seen"] == [1] * len(given)
    return given


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def plan(developed_on: str) -> dict[str, str]:
    return {"developed_on": developed_on}


def test_each_plan_sees_all_plans_of_its_own_stay(calendar: WorkingCalendar) -> None:
    stays = [{"plans": [plan("2024-01-10"), plan("2025-01-10")]}, {"plans": [plan("2025-05-05")]}]
    both = (day("2024-01-10"), day("2025-01-10"))
    found = seen(stays, beside("plan.developed_on"), calendar)
    assert found == [both, both, (day("2025-05-05"),)]


def test_its_own_place_is_its_place_among_them(calendar: WorkingCalendar) -> None:
    stays = [{"plans": [plan("2024-01-10"), plan("2025-01-10")]}, {"plans": [plan("2025-05-05")]}]
    assert seen(stays, OwnPlace(), calendar) == [0, 1, 0]


def test_plans_of_a_later_day_do_not_shift_the_places(calendar: WorkingCalendar) -> None:
    stays = [{"plans": [plan("2026-02-01"), plan("2025-01-10")]}]
    as_of = date(2025, 6, 1)
    assert seen(stays, OwnPlace(), calendar, as_of) == [0]
    assert seen(stays, beside("plan.developed_on"), calendar, as_of) == [(day("2025-01-10"),)]


def test_a_list_that_is_not_recorded_has_no_places(calendar: WorkingCalendar) -> None:
    assert seen([{}], beside("plan.developed_on"), calendar) == [None]
    assert seen([{}], OwnPlace(), calendar) == [-1]


def test_an_incomplete_list_says_so(calendar: WorkingCalendar) -> None:
    stays = [{"plans": [plan("2024-01-10")], "plans_partial": True}]
    (found,) = seen(stays, beside("plan.developed_on"), calendar)
    assert isinstance(found, Partial)


def test_a_plan_sees_the_absences_of_its_stay(calendar: WorkingCalendar) -> None:
    stays = [
        {"plans": [plan("2024-01-10")], "absences": [{"from_on": "2024-01-05"}]},
        {"plans": [plan("2025-05-05")], "absences": []},
        {"plans": [plan("2025-05-05")]},
    ]
    assert seen(stays, beside("absence.from_on"), calendar) == [(day("2024-01-05"),), (), None]


def test_a_plan_sees_the_stays_of_its_recipient(calendar: WorkingCalendar) -> None:
    stays = [{"admitted_on": "2024-01-01", "plans": [plan("2024-01-10")]}]
    assert seen(stays, beside("stay.admitted_on"), calendar) == [(day("2024-01-01"),)]


def test_records_that_no_ancestor_holds_are_out_of_sight(calendar: WorkingCalendar) -> None:
    with pytest.raises(KeyError):
        seen([{"plans": [plan("2024-01-10")]}], beside("equipment.item"), calendar)
