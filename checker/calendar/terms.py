"""Terms that the law sets, their last days, and whether an event was in time.

Days are ordinals (``datetime.date.toordinal``). The day from which a term runs is not counted
(``күннен бастап``: the adopted reading). Two last days are told apart. The *strict* one is counted
as written. The *lenient* one is the strict one moved on to the next working day, or the last day
of a second term where the rule has one, whichever is later, moved on by a recorded absence.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from functools import lru_cache

from checker.calendar.working_days import AuditDays, WorkingCalendar
from checker.values import NONE, Value, is_known, is_none

_LAST_DAY = date.max.toordinal()
_TERM = re.compile(r"([1-9][0-9]{0,3}) (calendar day|working day|month|year)s?")


class Unit(StrEnum):
    """In what a term is counted."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


class TermError(ValueError):
    """A text that is not a term, the text being its only argument."""

    message_id = "calendar.term-not-understood"


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time as the law states it, such as 14 calendar days."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """What a rule says of a deadline; ``lenient`` is its second term, if it has one."""

    strict: Term
    lenient: Term | None = None


class State(IntEnum):
    """How a requirement stands on the audit day."""

    KEPT = 1
    KEPT_WITH_NOTE = 2
    """Done after the strict, but by the lenient last day."""
    RUNNING = 3
    """Not done, and the audit day is not after the lenient last day."""
    BREACHED = 4
    ENDED = 5
    """Not done, and what the duty served ended by the lenient last day."""
    UNCLEAR = 6
    """The text of the law leaves it open. Never the state of a deadline."""


@dataclass(frozen=True, slots=True)
class DeadlineDetails:
    """How a deadline was computed, for a finding to say. A day not certain is ``None``."""

    due_on: int | None
    """The strict last day."""
    lenient_on: int | None
    """The lenient last day."""
    skipped: tuple[tuple[int, str], ...]
    """The days off in a term of working days, or at the end of another, with their reason ids."""
    days_late: int | None
    """Calendar days after the lenient last day, up to the audit day; ``None`` unless breached."""
    notes: tuple[str, ...]
    """Message ids, ``deadline.…``."""


@dataclass(frozen=True, slots=True)
class _Day:
    day: int
    """A last day; where it is not certain, the earliest that it can be."""
    certain: bool


@dataclass(frozen=True, slots=True)
class _LastDays:
    strict: _Day
    working: _Day
    """The strict last day moved on to a working day."""
    unmoved: _Day
    """The lenient last day before an absence moves it."""
    lenient: _Day


def parse_term(text: str) -> Term:
    """Read ``14 calendar days``, ``1 working day``, ``3 months`` or ``1 year``.

    Raises ``TermError`` for anything else.
    """
    found = _TERM.fullmatch(text)
    if found is None:
        raise TermError(text)
    return Term(int(found[1]), Unit(found[2].replace(" ", "_") + "s"))


def add_months(day: int, months: int) -> int:
    """The same day of a later month, or that month's last; never later than the year 9999."""
    found = _months_later(day, months)
    return _LAST_DAY if found is None else found


@lru_cache(maxsize=1 << 16)
def _months_later(day: int, months: int) -> int | None:
    first = date.fromordinal(day)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if year > date.max.year:
        return None
    longest = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(first.day, longest)).toordinal()


def last_day(term: Term, start: int, calendar: WorkingCalendar) -> int | None:
    """The strict last day of a term that runs from ``start``, itself not counted.

    ``None`` when a day of an unknown year, or after the year 9999, would have to be counted.
    """
    if term.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(start, term.count)
    if term.unit is Unit.CALENDAR_DAYS:
        end = start + term.count
        return end if end <= _LAST_DAY else None
    return _months_later(start, term.count * (12 if term.unit is Unit.YEARS else 1))


def deadline_state(
    context: AuditDays,
    rule: DeadlineRule,
    happened: Value,
    start: Value,
    lenient_start: Value = None,
    ended: Value = NONE,
    absent_days: Value = 0,
) -> State | None:
    """How a deadline stands on the audit day; ``None`` where the records leave it open.

    All days are ordinals, ``absent_days`` calendar days. ``happened`` and ``ended`` may be ``NONE``
    (recorded: there is none), and a day after the audit day counts as none. What is not recorded,
    and a year that the calendar does not know, leave open whatever they could still change. A term
    that ends on the day the snapshot was taken or later is never breached by silence.
    """
    if happened is None or start is None or is_none(start):
        return None
    days = _last_days(context.calendar, rule, int(start), lenient_start, absent_days)
    done = _by(context.as_of, happened)
    if done is not None and done <= days.lenient.day:
        if done <= days.strict.day:
            return State.KEPT
        return State.KEPT_WITH_NOTE if days.strict.certain else None
    if done is not None and not days.lenient.certain:
        return None
    return _not_done(context, days.lenient, done is not None, ended)


def deadline_details(
    context: AuditDays,
    rule: DeadlineRule,
    happened: Value,
    start: Value,
    lenient_start: Value = None,
    ended: Value = NONE,
    absent_days: Value = 0,
) -> DeadlineDetails:
    """The last days of a deadline and how they came about. Arguments as ``deadline_state``."""
    if start is None or is_none(start):
        return DeadlineDetails(None, None, (), None, ())
    calendar, first = context.calendar, int(start)
    days = _last_days(calendar, rule, first, lenient_start, absent_days)
    state = deadline_state(context, rule, happened, start, lenient_start, ended, absent_days)
    late = (_by(context.as_of, happened) or context.as_of) - days.lenient.day
    return DeadlineDetails(
        due_on=days.strict.day if days.strict.certain else None,
        lenient_on=days.lenient.day if days.lenient.certain else None,
        skipped=calendar.days_off_between(first + 1, days.lenient.day)
        if rule.strict.unit is Unit.WORKING_DAYS
        else calendar.days_off_between(days.strict.day, days.working.day),
        days_late=late if state is State.BREACHED else None,
        notes=_notes(calendar, days, first),
    )


def lenient_last_day(
    context: AuditDays,
    rule: DeadlineRule,
    start: Value,
    lenient_start: Value = None,
    absent_days: Value = 0,
) -> int | None:
    """The last day that accuses nobody; ``None`` where it is not certain.

    Arguments as ``deadline_state``.
    """
    if start is None or is_none(start):
        return None
    lenient = _last_days(context.calendar, rule, int(start), lenient_start, absent_days).lenient
    return lenient.day if lenient.certain else None


def _not_done(context: AuditDays, lenient: _Day, late: bool, ended: Value) -> State | None:
    """The state of what was done after the lenient last day, or not at all up to the audit day."""
    if ended is None:
        return None
    over = _by(context.as_of, ended)
    if over is not None and over <= lenient.day:
        return State.ENDED
    if not late and context.as_of <= lenient.day:
        return State.RUNNING
    if not lenient.certain or (not late and lenient.day >= context.taken_on):
        return None
    return State.BREACHED


def _last_days(
    calendar: WorkingCalendar, rule: DeadlineRule, start: int, later: Value, absent: Value
) -> _LastDays:
    strict = _end(calendar, rule.strict, start)
    working = unmoved = _on_working_day(calendar, strict)
    if rule.lenient is not None and later is not None and is_known(later):
        second = _end(calendar, rule.lenient, int(later))
        certain = working.certain and second.certain
        unmoved = _on_working_day(calendar, _Day(max(working.day, second.day), certain))
    elif rule.lenient is not None:
        unmoved = _Day(working.day, certain=False)
    absence = int(absent) if absent is not None and absent > 0 else 0
    moved = _Day(unmoved.day + absence, unmoved.certain and absent is not None)
    return _LastDays(strict, working, unmoved, _on_working_day(calendar, moved))


def _end(calendar: WorkingCalendar, term: Term, start: int) -> _Day:
    end = last_day(term, start, calendar)
    if end is not None:
        return _Day(end, certain=True)
    return _Day(calendar.earliest_after(start, term.count), certain=False)


def _on_working_day(calendar: WorkingCalendar, last: _Day) -> _Day:
    known = calendar.next_working_day_on_or_after(last.day) is not None
    return _Day(calendar.earliest_after(last.day - 1, 1), last.certain and known)


def _by(as_of: int, day: Value) -> int | None:
    """The day, unless it is none, not recorded or after the audit day."""
    return int(day) if day is not None and day <= as_of else None


def _notes(calendar: WorkingCalendar, days: _LastDays, start: int) -> tuple[str, ...]:
    unknown = not days.working.certain or calendar.is_working(days.lenient.day) is None
    unverified = calendar.unverified_between(start + 1, days.lenient.day)
    found = (
        ("deadline.moved-to-working-day", days.working.day > days.strict.day),
        ("deadline.counted-from-later-day", days.unmoved.day > days.working.day),
        ("deadline.moved-by-absence", days.lenient.day > days.unmoved.day),
        ("deadline.calendar-unknown", unknown),
        ("deadline.calendar-unverified", bool(unverified)),
    )
    return tuple(note for note, holds in found if holds)
