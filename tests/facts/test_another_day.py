"""What a snapshot tells of another day than its own."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.values import Partial, Value, is_none

TAKEN = date(2026, 3, 2)
EVE, MORROW = date(2026, 3, 1), date(2026, 3, 3)


def tables(document: dict[str, Any], calendar: WorkingCalendar, as_of: date) -> FactTables:
    words = vocabulary()
    whole = {"taken_on": TAKEN.isoformat(), "institution": {"type": "residential"}} | document
    context = Context(as_of.toordinal(), TAKEN.toordinal(), calendar)
    return FactTables(gather(whole, words, context.as_of), words, {}, context)


def value(found: FactTables, name: str) -> Value:
    (only,) = found.table(name.partition(".")[0]).columns[name]
    return only


ROOM = {"rooms": [{"number": "1", "kind": "director_office"}]}


def test_the_list_of_what_stands_there_is_complete_on_the_snapshots_own_day(
    calendar: WorkingCalendar,
) -> None:
    (kinds,) = tables(ROOM, calendar, TAKEN).each("institution", "room.kind")
    assert type(kinds) is tuple


@pytest.mark.parametrize("day", [EVE, MORROW])
def test_on_another_day_something_else_may_stand_there(
    calendar: WorkingCalendar, day: date
) -> None:
    found = tables(ROOM, calendar, day)
    (kinds,) = found.each("institution", "room.kind")
    assert isinstance(kinds, Partial)
    assert value(found, "room.kind") is not None
    assert value(found, "institution.rooms") is None


@pytest.mark.parametrize("day", [EVE, MORROW])
def test_the_list_of_what_happened_is_complete_up_to_the_snapshot(
    calendar: WorkingCalendar, day: date
) -> None:
    stays = {"recipients": [{"stays": [{"admitted_on": "2025-01-09"}]}]}
    (admitted,) = tables(stays, calendar, day).each("recipient", "stay.admitted_on")
    assert type(admitted) is tuple


@pytest.mark.parametrize("day", [EVE, MORROW])
def test_the_state_of_a_dated_record_is_that_of_the_snapshots_own_day(
    calendar: WorkingCalendar, day: date
) -> None:
    unit = {"units": [{"opened_on": "2024-01-09", "round_the_clock_post": False}]}
    assert value(tables(unit, calendar, TAKEN), "unit.round_the_clock_post") == 0
    assert value(tables(unit, calendar, day), "unit.round_the_clock_post") is None


def test_a_later_approval_may_have_taken_the_place_of_an_earlier_one(
    calendar: WorkingCalendar,
) -> None:
    schedule = {"type": "residential", "staff_schedule": {"approved_on": "2026-03-02"}}
    name = "institution.staff_schedule.approved_on"
    assert value(tables({"institution": schedule}, calendar, EVE), name) is None
    assert value(tables({"institution": schedule}, calendar, TAKEN), name) == TAKEN.toordinal()


def test_a_discharge_has_not_happened_before_its_day(calendar: WorkingCalendar) -> None:
    stay = {"admitted_on": "2025-01-09", "discharged_on": "2026-03-02"}
    found = tables({"recipients": [{"stays": [stay]}]}, calendar, EVE)
    assert is_none(value(found, "stay.discharged_on"))
