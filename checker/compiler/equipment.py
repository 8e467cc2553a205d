"""Compiling the rows of the equipment table (Appendix 10 to the Rules)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from checker.calendar.terms import State
from checker.compiler.conditions import Columns
from checker.facts.columns import Context, Input, Values, each
from checker.facts.table import FactTables
from checker.packs.forms import ITEM_WORD, ROOM_WORD
from checker.packs.requirements import EquipmentNorm
from checker.values import NUMBER_SCALE, Partial, Sort, Value, is_known, is_none, is_open
from checker.vocabulary.words import Vocabulary

LICENCE_WORD = "licence.issued_on"
QUANTITY_WORD = "equipment.quantity"
GRACE_ENDS = date(2027, 12, 31).toordinal()
"""Appendix 10, note *: to be bought within 2025-2027, until the next licence."""


def equipment_column(
    form: EquipmentNorm, kind: str, name: str, columns: Columns, since: int
) -> str:
    """The state of one item, or of the room itself where the row names no item.

    ``since`` is the day (an ordinal) from which the appendix certainly is in force: the licence
    held on it is followed by "the next licence".
    """
    lacking = _lacking(since) if form.grace else _breached
    room = columns.vocabulary.words[ROOM_WORD].choices.index(form.room) + 1
    inputs: list[Input] = [each(ROOM_WORD), each(LICENCE_WORD)]
    if form.item is None:
        return columns.add(f"state of {name}", kind, tuple(inputs), _room_state(room, lacking))
    inputs.append(each(_quantity_column(form.item, columns)))
    per_room = False
    if form.per is not None:
        per_room = columns.vocabulary.words[form.per].kind == "room"
        inputs.append(each(form.per) if per_room else form.per)
    scale = _scale(form, columns)
    return columns.add(
        f"state of {name}", kind, tuple(inputs), _item_state(room, form, scale, per_room, lacking)
    )


def equipment_amounts(
    form: EquipmentNorm, tables: FactTables, kind: str, number: int, vocabulary: Vocabulary
) -> tuple[Decimal | None, Decimal | None]:
    """The quantity required and the quantity recorded, for a finding to show."""
    columns = Columns(vocabulary)
    room = vocabulary.words[ROOM_WORD].choices.index(form.room) + 1
    rooms = tables.each(kind, ROOM_WORD)[number] or ()
    here = [place for place, listed in enumerate(rooms) if listed == room]
    if form.item is None:
        return Decimal(1), Decimal(len(here))
    quantities = tables.each(kind, _quantity_column(form.item, columns))[number] or ()
    per: Value | Values = None
    per_room = form.per is not None and vocabulary.words[form.per].kind == "room"
    if form.per is not None:
        source = tables.each(kind, form.per) if per_room else tables.table(kind).columns[form.per]
        per = source[number]
    if form.at_least is None or not quantities:
        return None, None
    counts = _base(form, per, here, _scale(form, columns), per_room)
    if None in counts:
        return None, None
    asked = [form.at_least * count for count in counts if count is not None]
    have = [Decimal(_have(group)[0]) for group in _groups(quantities, here, per_room)]
    if per_room:
        have = [min(pair) for pair in zip(asked, have, strict=True)]
    return sum(asked, Decimal(0)), sum(have, Decimal(0))


def _scale(form: EquipmentNorm, columns: Columns) -> int:
    if form.per is None or columns.vocabulary.words[form.per].sort is not Sort.NUMBER:
        return 1
    return NUMBER_SCALE


def _quantity_column(item: str, columns: Columns) -> str:
    """How many of an item a room has: a column of the room."""
    number = columns.vocabulary.words[ITEM_WORD].choices.index(item) + 1

    def quantity(_: Context, items: Values, quantities: Values) -> Value:
        if items is None or quantities is None:
            return None
        if number not in items and None not in items and not isinstance(items, Partial):
            return 0
        total = 0
        open_ = isinstance(items, Partial)
        for listed, count in zip(items, quantities, strict=True):
            open_ |= listed is None or (listed == number and count is None)
            if listed == number and count is not None and is_known(count):
                total += int(count)
        return -1 - total if open_ else total

    inputs = (each(ITEM_WORD), each(QUANTITY_WORD))
    return columns.add(f"quantity of {item}", "room", inputs, quantity)


_Lacking = Callable[[Context, Values], Value]


def _room_state(room: int, lacking: _Lacking) -> Callable[..., Value]:
    def state(context: Context, rooms: Values, licences: Values) -> Value:
        if rooms is None:
            return None
        if room in rooms:
            return State.KEPT
        if is_open(rooms):
            return None
        return lacking(context, licences)

    return state


def _item_state(
    room: int, form: EquipmentNorm, scale: int, per_room: bool, lacking: _Lacking
) -> Callable[..., Value]:
    def state(
        context: Context,
        rooms: Values,
        licences: Values,
        quantities: Values,
        per: Value | Values = None,
    ) -> Value:
        if rooms is None or quantities is None:
            return None
        here = [place for place, kind in enumerate(rooms) if kind == room]
        open_ = is_open(rooms)
        if not here:
            return None if open_ else State.ENDED
        if form.at_least is None:
            return State.UNCLEAR
        counts = _base(form, per, here, scale, per_room)
        found = [
            _enough(form.at_least, count, group)
            for count, group in zip(counts, _groups(quantities, here, per_room), strict=True)
        ]
        worst = _worst(found, more_rooms=open_, per_room=per_room)
        return lacking(context, licences) if worst is State.BREACHED else worst

    return state


def _groups(quantities: Sequence[Value], here: Sequence[int], per_room: bool) -> list[list[Value]]:
    """What is counted together: each room by itself, or all rooms of the kind."""
    if per_room:
        return [[quantities[place]] for place in here]
    return [[quantities[place] for place in here]]


def _enough(at_least: Decimal, count: Decimal | None, quantities: Sequence[Value]) -> Value:
    """Whether what stands together suffices; shares of a group are left open by the text."""
    if count is None:
        return None
    have, missing = _have(quantities)
    required = at_least * count
    if have >= required:
        return State.KEPT
    if missing:
        return None
    return State.UNCLEAR if have >= int(required) else State.BREACHED


def _worst(found: Sequence[Value], *, more_rooms: bool, per_room: bool) -> Value:
    """The state of all rooms together; rooms not listed could only add to what is there."""
    if per_room and State.BREACHED in found:
        return State.BREACHED
    if None in found or (more_rooms and (per_room or State.KEPT not in found)):
        return None
    for state in (State.BREACHED, State.UNCLEAR):
        if state in found:
            return state
    return State.KEPT


def _base(
    form: EquipmentNorm, per: Value | Values, here: Sequence[int], scale: int, per_room: bool
) -> list[Decimal | None]:
    """How many times the quantity is asked for: once, or for each room by itself."""
    if form.per is None:
        return [Decimal(1)]
    if not per_room:
        return [_number(None if isinstance(per, tuple) else per, scale, form.per_count)]
    counts = per if isinstance(per, tuple) else None
    return [
        _number(None if counts is None else counts[place], scale, form.per_count) for place in here
    ]


def _number(value: Value, scale: int, per_count: Decimal) -> Decimal | None:
    if value is None:
        return None
    return Decimal(0) if is_none(value) else Decimal(int(value)) / scale / per_count


def _have(quantities: Sequence[Value]) -> tuple[int, bool]:
    total, missing = 0, False
    for value in quantities:
        if value is None:
            missing = True
        else:
            missing |= value < 0
            total += int(value) if value >= 0 else -1 - int(value)
    return total, missing


def _breached(_: Context, __: Values) -> Value:
    return State.BREACHED


def _lacking(since: int) -> _Lacking:
    """Not due until the next licence after the one held, at the latest until 2027-12-31."""

    def lacking(context: Context, licences: Values) -> Value:
        if context.as_of > GRACE_ENDS:
            return State.BREACHED
        if licences is None or is_open(licences):
            return None
        days = sorted(int(day) for day in licences if day is not None and is_known(day))
        held = days[0] <= since if days else True
        next_ones = [day for day in days if day > since][0 if held else 1 :]
        return State.BREACHED if next_ones and context.as_of > next_ones[0] else State.RUNNING

    return lacking
