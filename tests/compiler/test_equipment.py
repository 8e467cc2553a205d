"""Rooms and items of Appendix 10: limits, open lists, the grace until the next licence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from checker.calendar.terms import State
from checker.calendar.working_days import WorkingCalendar
from checker.compiler.conditions import Columns
from checker.compiler.equipment import equipment_amounts, equipment_column
from checker.facts.columns import Context
from checker.facts.derived import derived_words
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.packs.requirements import EquipmentNorm

TAKEN = date(2026, 3, 2)
APPENDIX_IN_FORCE = date(2025, 2, 6).toordinal()
BEDROOM = EquipmentNorm("bedroom")
CHAIRS = EquipmentNorm("bedroom", "chair", Decimal(2))
BEDS = EquipmentNorm("bedroom", "sleeping_place", Decimal(1), "room.recipients")
IRRADIATOR = EquipmentNorm("bedroom", "safe", Decimal(1), "room.itself")
MATTRESS = EquipmentNorm(
    "palliative_ward", "anti_decubitus_mattress", Decimal(1), "room.beds", Decimal(3)
)
OPEN = EquipmentNorm("bedroom", "first_aid_kit", None)
GRACE = EquipmentNorm("bedroom", "chair", Decimal(2), grace=True)
GRACE_ROOM = EquipmentNorm("sensory_room", grace=True)


def room(
    kind: str | None, items: dict[str, int | None] | None = None, **more: Any
) -> dict[str, Any]:
    found: dict[str, Any] = {} if kind is None else {"kind": kind}
    if items is not None:
        found["equipment"] = [
            {"item": item} | ({} if quantity is None else {"quantity": quantity})
            for item, quantity in items.items()
        ]
    return found | more


@pytest.fixture
def judged(calendar: WorkingCalendar) -> Any:
    def judge(
        form: EquipmentNorm,
        rooms: list[dict[str, Any]] | None = None,
        *,
        licences: list[str] | None = None,
        as_of: date = TAKEN,
        **document: Any,
    ) -> tuple[Any, tuple[Decimal | None, Decimal | None]]:
        document |= {"institution": {"type": "residential"}}
        if rooms is not None:
            document["rooms"] = rooms
        if licences is not None:
            document["licences"] = [{"issued_on": day} for day in licences]
        words = vocabulary()
        columns = Columns(words)
        name = equipment_column(form, "institution", "row", columns, APPENDIX_IN_FORCE)
        computed = {name: one.computed for name, one in derived_words().items()}
        day = as_of.toordinal()
        tables = FactTables(
            gather(document, words, day),
            words,
            computed | columns.computed,
            Context(day, day, calendar),
        )
        amounts = equipment_amounts(form, tables, "institution", 0, words)
        return tables.table("institution").columns[name][0], amounts

    return judge


def test_a_room_is_there_or_not(judged: Any) -> None:
    assert judged(BEDROOM, [room("laundry"), room("bedroom")])[0] == State.KEPT
    assert judged(BEDROOM, [room("laundry")])[0] == State.BREACHED
    assert judged(BEDROOM, [])[0] == State.BREACHED


def test_an_unrecorded_room_may_be_the_one(judged: Any) -> None:
    assert judged(BEDROOM, None)[0] is None
    assert judged(BEDROOM, [room(None)])[0] is None
    assert judged(BEDROOM, [room("laundry")], rooms_partial=True)[0] is None
    assert judged(BEDROOM, [room("bedroom")], rooms_partial=True)[0] == State.KEPT


def test_a_room_outside_the_appendix_is_not_the_one(judged: Any) -> None:
    assert judged(BEDROOM, [{"kind": None}])[0] == State.BREACHED


@pytest.mark.parametrize(("chairs", "expected"), [(1, State.BREACHED), (2, State.KEPT)])
def test_the_quantity_decides(judged: Any, chairs: int, expected: State) -> None:
    assert judged(CHAIRS, [room("bedroom", {"chair": chairs})])[0] == expected


def test_items_elsewhere_do_not_count(judged: Any) -> None:
    rooms = [room("bedroom", {"safe": 1}), room("laundry", {"chair": 9})]
    assert judged(CHAIRS, rooms)[0] == State.BREACHED


def test_items_of_an_absent_room_are_not_asked_for(judged: Any) -> None:
    assert judged(CHAIRS, [room("laundry", {"chair": 0})])[0] == State.ENDED
    assert judged(CHAIRS, [])[0] == State.ENDED
    assert judged(CHAIRS, [room("laundry", {})], rooms_partial=True)[0] is None


def test_plain_pieces_are_counted_over_all_rooms_of_the_kind(judged: Any) -> None:
    rooms = [room("bedroom", {"chair": 1}), room("bedroom", {"chair": 1})]
    assert judged(CHAIRS, rooms)[0] == State.KEPT
    assert judged(CHAIRS, rooms[:1], rooms_partial=True)[0] is None
    assert judged(CHAIRS, rooms, rooms_partial=True)[0] == State.KEPT


@pytest.mark.parametrize(
    "unknown",
    [
        room("bedroom"),
        room("bedroom", {"chair": None}),
        room("bedroom", {"chair": 1}, equipment_partial=True),
    ],
)
def test_equipment_that_is_not_fully_recorded_is_never_short(judged: Any, unknown: Any) -> None:
    assert judged(CHAIRS, [unknown])[0] is None


def test_a_partial_list_that_suffices_is_enough(judged: Any) -> None:
    rooms = [room("bedroom", {"chair": 2}, equipment_partial=True)]
    assert judged(CHAIRS, rooms)[0] == State.KEPT


def test_each_room_needs_its_own(judged: Any) -> None:
    rooms = [room("bedroom", {"safe": 2}), room("bedroom", {})]
    assert judged(IRRADIATOR, rooms)[0] == State.BREACHED
    rooms[1] = room("bedroom", {"safe": 1})
    assert judged(IRRADIATOR, rooms)[0] == State.KEPT
    assert judged(IRRADIATOR, rooms, rooms_partial=True)[0] is None
    assert judged(IRRADIATOR, [room("bedroom", {})], rooms_partial=True)[0] == State.BREACHED


def test_each_recipient_of_a_room_needs_a_place_in_it(judged: Any) -> None:
    rooms = [
        room("bedroom", {"sleeping_place": 3}, recipients=3),
        room("bedroom", {"sleeping_place": 2}, recipients=1),
    ]
    assert judged(BEDS, rooms)[0] == State.KEPT
    rooms[0]["recipients"] = 4
    assert judged(BEDS, rooms) == (State.BREACHED, (Decimal(5), Decimal(4)))
    del rooms[1]["recipients"]
    assert judged(BEDS, rooms)[0] == State.BREACHED
    rooms[0]["recipients"] = 3
    assert judged(BEDS, rooms)[0] is None
    rooms[1]["recipients"] = None
    assert judged(BEDS, rooms)[0] == State.KEPT


@pytest.mark.parametrize(
    ("beds", "mattresses", "expected"),
    [
        (2, 0, State.UNCLEAR),
        (3, 0, State.BREACHED),
        (3, 1, State.KEPT),
        (5, 1, State.UNCLEAR),
        (6, 1, State.BREACHED),
        (6, 2, State.KEPT),
        (None, 9, None),
    ],
)
def test_shares_of_so_many_beds_accuse_nobody(
    judged: Any, beds: int | None, mattresses: int, expected: State | None
) -> None:
    more = {} if beds is None else {"beds": beds}
    rooms = [room("palliative_ward", {"anti_decubitus_mattress": mattresses}, **more)]
    assert judged(MATTRESS, rooms)[0] == expected


def test_without_a_quantity_in_the_text_nothing_is_decided(judged: Any) -> None:
    assert judged(OPEN, [room("bedroom", {"first_aid_kit": 5})])[0] == State.UNCLEAR


@pytest.mark.parametrize(
    ("licences", "as_of", "expected"),
    [
        (["2024-05-01"], date(2026, 3, 2), State.RUNNING),
        (["2024-05-01"], date(2027, 12, 31), State.RUNNING),
        (["2024-05-01"], date(2028, 1, 1), State.BREACHED),
        (["2024-05-01", "2025-02-06"], date(2026, 3, 2), State.RUNNING),
        (["2024-05-01", "2025-02-07"], date(2025, 2, 7), State.RUNNING),
        (["2024-05-01", "2025-02-07"], date(2025, 2, 8), State.BREACHED),
        (["2025-03-01"], date(2026, 3, 2), State.RUNNING),
        (["2025-03-01", "2026-01-01"], date(2026, 3, 2), State.BREACHED),
        (["2024-05-01", "2026-04-01"], date(2026, 3, 2), State.RUNNING),
        ([], date(2026, 3, 2), State.RUNNING),
        (None, date(2026, 3, 2), None),
        (None, date(2028, 1, 1), State.BREACHED),
    ],
)
def test_the_grace_ends_with_the_next_licence_or_with_2027(
    judged: Any, licences: list[str] | None, as_of: date, expected: State | None
) -> None:
    rooms = [room("bedroom", {"chair": 1})]
    assert judged(GRACE, rooms, licences=licences, as_of=as_of)[0] == expected
    assert judged(GRACE_ROOM, rooms, licences=licences, as_of=as_of)[0] == expected


def test_a_partial_licence_history_leaves_the_grace_open(judged: Any) -> None:
    rooms = [room("bedroom", {"chair": 1})]
    found, _ = judged(GRACE, rooms, licences=["2024-05-01"], licences_partial=True)
    assert found is None


def test_what_is_there_needs_no_grace(judged: Any) -> None:
    assert judged(GRACE, [room("bedroom", {"chair": 2})])[0] == State.KEPT


def test_the_finding_of_a_room_shows_how_many_there_are(judged: Any) -> None:
    assert judged(BEDROOM, [room("laundry")])[1] == (Decimal(1), Decimal(0))
    assert judged(CHAIRS, [room("bedroom", {"chair": 1})])[1] == (Decimal(2), Decimal(1))
    assert judged(OPEN, [room("bedroom", {"first_aid_kit": 5})])[1] == (None, None)
