"""Compiling the closed forms: when each is met, breached, pending, or drops out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, assert_never

from checker.calendar.periods import quarterly_state
from checker.calendar.terms import DeadlineRule, State, deadline_state, last_day
from checker.compiler.conditions import Columns, all_of, any_of, certain
from checker.compiler.equipment import equipment_column
from checker.compiler.staff import staff_column
from checker.engine.model import FALSE, Formula
from checker.facts.columns import Context, each
from checker.packs.requirements import (
    ByInspector,
    Compare,
    Comparison,
    Condition,
    Cover,
    EquipmentNorm,
    ForbiddenWhen,
    Form,
    Group,
    Happen,
    HappenEvery,
    Hold,
    Number,
    Recorded,
    StaffNorm,
)
from checker.values import NUMBER_SCALE, Sort, Value, is_known, is_none


@dataclass(frozen=True, slots=True)
class Requirement:
    """What must be, as positive formulas."""

    met: Formula
    breached: Formula
    pending: Formula = FALSE
    """Not fulfilled, and its last day has not passed."""
    dropped: Formula = FALSE
    """Nothing is required any more, because what it is about ended in time."""
    unclear: Formula = FALSE
    """The grey zone of the text: known facts that it does not decide."""
    state: str = ""
    """The column that holds a computed state, where the form has one."""


def compile_form(  # noqa: C901
    form: Form, kind: str, name: str, columns: Columns, since: int
) -> Requirement:
    """Compile a form about a kind of subject; ``name`` makes its columns unique.

    ``since`` is the day (an ordinal) from which the rule's edition certainly is in force.

    The branches are the closed union of forms, one line each.
    """
    match form:
        case Happen():
            return _states(_happen(form, kind, name, columns))
        case HappenEvery():
            inputs = (each(form.events), form.start, form.until)
            return _states(columns.add(f"state of {name}", kind, inputs, _quarterly))
        case Hold():
            return _hold(form, kind, columns)
        case ForbiddenWhen():
            banned = Group("none", (form.condition,))
            return _hold(Hold(banned, unclear_when=form.unclear_when), kind, columns)
        case Cover():
            wanted = Compare(form.cover, Comparison.INCLUDES_EVERY_ONE_OF, form.every_one_of)
            return _hold(Hold(wanted, form.due_on), kind, columns)
        case Number():
            return _number(form, kind, name, columns)
        case Recorded():
            exists = Compare(form.recorded, Comparison.EXISTS, True)
            return _hold(Hold(exists, form.due_on), kind, columns)
        case StaffNorm():
            return _states(staff_column(form, kind, name, columns))
        case EquipmentNorm():
            return _states(equipment_column(form, kind, name, columns, since))
        case ByInspector():
            return Requirement(met=FALSE, breached=FALSE)
        case _:
            assert_never(form)


def _states(column: str) -> Requirement:
    def state(*states: State) -> Formula:
        return any_of(*(("leaf", column, "eq", int(one), True) for one in states))

    return Requirement(
        met=state(State.KEPT, State.KEPT_WITH_NOTE),
        breached=state(State.BREACHED),
        pending=state(State.RUNNING),
        dropped=state(State.ENDED),
        unclear=state(State.UNCLEAR),
        state=column,
    )


def _happen(form: Happen, kind: str, name: str, columns: Columns) -> str:
    rule = DeadlineRule(form.within, form.lenient_within)
    extra = (form.lenient_after, form.unless_ended, form.absences)
    inputs = (form.happen, form.after, *(word for word in extra if word is not None))
    given = [word is not None for word in extra]
    ends: dict[tuple[int, int], int | None] = {}

    def surely_kept(context: Context, happened: Value, start: Value) -> bool:
        """The usual case: done by the strict last day, whatever else is recorded."""
        if happened is None or start is None or not happened <= context.as_of:
            return False
        if is_none(start):
            return False
        key = (id(context.calendar), int(start))
        if key not in ends:
            ends[key] = last_day(form.within, int(start), context.calendar)
        end = ends[key]
        return end is not None and happened <= end

    def compute(context: Context, happened: Value, start: Value, *rest: Value) -> Value:
        if surely_kept(context, happened, start):
            return State.KEPT
        values = iter(rest)
        lenient, ended, absent = (next(values) if one else None for one in given)
        return deadline_state(
            context,
            rule,
            happened,
            start,
            lenient_start=lenient,
            ended=ended if given[1] else float("nan"),
            absent_days=absent if given[2] else 0,
        )

    return columns.add(f"state of {name}", kind, inputs, compute)


def _quarterly(context: Context, events: Any, start: Value, until: Value) -> Value:
    return quarterly_state(context, events, start, until)


def _hold(form: Hold, kind: str, columns: Columns) -> Requirement:
    unclear = _or_false(form.unclear_when, True, columns)
    clear = _or_true(form.unclear_when, columns)
    met = all_of(certain(form.condition, True, columns), clear)
    failed = all_of(certain(form.condition, False, columns), clear)
    if form.due_on is None:
        return Requirement(met=met, breached=failed, unclear=unclear)
    running = columns.add(f"still time until {form.due_on}", kind, (form.due_on,), _still_time)
    dropped: Formula = FALSE
    if form.unless_ended is not None:
        ended = columns.add(
            f"{form.unless_ended} by {form.due_on}", kind, (form.unless_ended, form.due_on), _ended
        )
        dropped = all_of(failed, ("leaf", ended, "eq", 1, True))
        failed = all_of(failed, ("leaf", ended, "eq", 1, False))
    return Requirement(
        met=met,
        breached=all_of(failed, ("leaf", running, "eq", 1, False)),
        pending=all_of(failed, ("leaf", running, "eq", 1, True)),
        dropped=dropped,
        unclear=unclear,
    )


def _or_false(condition: Condition | None, wanted: bool, columns: Columns) -> Formula:
    return FALSE if condition is None else certain(condition, wanted, columns)


def _or_true(condition: Condition | None, columns: Columns) -> Formula:
    return all_of() if condition is None else certain(condition, False, columns)


def _still_time(context: Context, due_on: Value) -> Value:
    """1 up to and including the last day; silence after the snapshot was taken is unknown."""
    if due_on is None or is_none(due_on):
        return None if due_on is None else 0
    if context.as_of <= due_on:
        return 1
    return 0 if due_on < context.taken_on else None


def _ended(_: Context, ended: Value, due_on: Value) -> Value:
    if ended is None or due_on is None:
        return None
    return int(is_known(ended) and is_known(due_on) and ended <= due_on)


def _number(form: Number, kind: str, name: str, columns: Columns) -> Requirement:
    word = columns.vocabulary.words[form.number]
    scale = 1 if word.sort is Sort.NUMBER else NUMBER_SCALE
    at_least = form.at_least * NUMBER_SCALE
    if form.of is None:
        column = columns.add(
            f"enough for {name}", kind, (form.number,), _enough(scale, lambda _: at_least)
        )
    else:
        other = columns.vocabulary.words[form.of]
        share = at_least / (form.per or 1)
        if other.sort is Sort.NUMBER:
            share /= NUMBER_SCALE
        column = columns.add(
            f"enough for {name}",
            kind,
            (form.number, form.of),
            _enough(scale, lambda count: share * int(count)),
        )
    return Requirement(
        met=("leaf", column, "eq", 1, True), breached=("leaf", column, "eq", 0, True)
    )


def _enough(scale: int, required: Callable[[Any], Any]) -> Callable[..., Value]:
    """Compare a number with what is required; a number recorded as none is zero."""

    def enough(_: Context, number: Value, count: Value = 0) -> Value:
        if number is None or count is None:
            return None
        have = 0 if is_none(number) else int(number) * scale
        return int(have >= required(0 if is_none(count) else count))

    return enough
