"""Requirements as indented lines: one passage for each closed form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import assert_never

from checker.calendar.terms import Term
from checker.packs.forms import POSITION_WORD
from checker.packs.requirements import (
    ByInspector,
    Cover,
    EquipmentNorm,
    ForbiddenWhen,
    Form,
    Happen,
    HappenEvery,
    Hold,
    Number,
    Recorded,
    StaffCell,
    StaffNorm,
)
from checker.readback.conditions import INDENT, Speaker


def form_lines(  # noqa: C901, PLR0912 -- a branch for each form
    form: Form, speaker: Speaker
) -> Iterator[str]:
    """The lines that say what must be."""
    match form:
        case Happen():
            yield from _happen(form, speaker)
        case HappenEvery():
            yield speaker.say(
                "happen_every",
                events=speaker.word(form.events),
                start=speaker.word(form.start),
                until=speaker.word(form.until),
            )
        case Hold():
            yield speaker.say("hold")
            yield from speaker.condition(form.condition, 1)
            yield from _due(form.due_on, form.unless_ended, speaker)
            yield from _unclear(form, speaker)
        case ForbiddenWhen():
            yield speaker.say("forbidden_when")
            yield from speaker.condition(form.condition, 1)
            yield from _unclear(form, speaker)
        case Cover():
            yield speaker.say("cover", word=speaker.word(form.cover))
            for value in form.every_one_of:
                yield f"{INDENT}– {speaker.value(form.cover, value)}"
            yield from _due(form.due_on, None, speaker)
        case Number():
            yield _number(form, speaker)
        case Recorded():
            yield speaker.say("recorded", word=speaker.word(form.recorded))
            yield from _due(form.due_on, None, speaker)
        case StaffNorm():
            yield speaker.say("staff_norm", band=speaker.word(form.band))
            for cell in form.cells:
                yield f"{INDENT}– {_cell(cell, speaker)}"
            for title in form.titles:
                yield speaker.say("staff_norm_or", position=speaker.value(POSITION_WORD, title))
            if not form.substitutions:
                yield speaker.say("no_substitutions")
        case EquipmentNorm():
            yield _equipment(form, speaker)
            if form.grace:
                yield speaker.say("grace")
        case ByInspector():
            yield speaker.say("by_inspector")
        case _:
            assert_never(form)


def term(value: Term, speaker: Speaker) -> str:
    """A term with its unit."""
    return speaker.say(f"term.{value.unit}", number=value.count)


def _happen(form: Happen, speaker: Speaker) -> Iterator[str]:
    yield speaker.say(
        "happen",
        happen=speaker.word(form.happen),
        term=term(form.within, speaker),
        after=speaker.word(form.after),
    )
    if form.lenient_within is not None and form.lenient_after is not None:
        yield speaker.say(
            "at_the_latest",
            term=term(form.lenient_within, speaker),
            after=speaker.word(form.lenient_after),
        )
    if form.absences is not None:
        yield speaker.say("absences", word=speaker.word(form.absences))
    if form.unless_ended is not None:
        yield speaker.say("unless_ended", word=speaker.word(form.unless_ended))


def _due(due_on: str | None, ended: str | None, speaker: Speaker) -> Iterator[str]:
    if due_on is not None:
        yield speaker.say("due_on", word=speaker.word(due_on))
    if ended is not None:
        yield speaker.say("unless_ended", word=speaker.word(ended))


def _unclear(form: Hold | ForbiddenWhen, speaker: Speaker) -> Iterator[str]:
    if form.unclear_when is not None:
        yield speaker.say("unclear_when")
        yield from speaker.condition(form.unclear_when, 1)


def _number(form: Number, speaker: Speaker) -> str:
    if form.of is None:
        return speaker.say(
            "number", word=speaker.word(form.number), at_least=_decimal(form.at_least)
        )
    return speaker.say(
        "number_per",
        word=speaker.word(form.number),
        at_least=_decimal(form.at_least),
        per=_decimal(form.per or Decimal(1)),
        of=speaker.word(form.of),
    )


def _cell(cell: StaffCell, speaker: Speaker) -> str:
    band = speaker.say(
        "band" if cell.at_most is not None else "band_open",
        first=cell.at_least,
        last=cell.at_most,
    )
    if cell.unknown:
        said = speaker.say(f"cell.{cell.unknown}")
    elif cell.units == 0:
        said = speaker.say("cell.none")
    elif cell.of is None:
        said = speaker.say("cell.units", units=_decimal(cell.units or Decimal(0)))
    else:
        said = speaker.say(
            "cell.units_per",
            units=_decimal(cell.units or Decimal(0)),
            per=_decimal(cell.per or Decimal(1)),
            of=speaker.word(cell.of),
        )
    return f"{band}: {said}" + (f" ({speaker.say('cell.doubtful')})" if cell.doubtful else "")


def _equipment(form: EquipmentNorm, speaker: Speaker) -> str:
    room = speaker.value("room.kind", form.room)
    if form.item is None:
        return speaker.say("room", room=room)
    item = speaker.value("equipment.item", form.item)
    if form.at_least is None:
        return speaker.say("item_without_quantity", room=room, item=item)
    if form.per is None:
        return speaker.say("item", room=room, item=item, at_least=_decimal(form.at_least))
    return speaker.say(
        "item_per",
        room=room,
        item=item,
        at_least=_decimal(form.at_least),
        per=_decimal(form.per_count),
        of=speaker.word(form.per),
    )


def _decimal(value: Decimal) -> str:
    return format(value.normalize(), "f")
