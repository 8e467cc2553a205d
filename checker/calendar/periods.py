"""Duties that return every quarter or every month.

"Once a quarter" can mean calendar quarters, or three months from one time to the next; the text
does not choose, so that only what breaks both readings is a breach (Order 230 of 22.06.2023,
paragraphs 12(4), 23(4), 28(4), 37(5)). A period that ends on a day off is kept by the next working
day, and recorded absences move its end. The last day itself is never missed yet. Days are ordinals.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checker.calendar.absences import Stretch, absent_days
from checker.calendar.terms import State, add_months
from checker.calendar.working_days import AuditDays, WorkingCalendar
from checker.values import NONE, Value, is_known, is_none, is_open

QUARTER = 3
"""Months."""
MONTH = 1
_NEVER = date.max.toordinal()
_Moved = Callable[[int, int], int]
"""From the day before a period and its last day to the day by which it still is kept."""


@dataclass(frozen=True, slots=True)
class _Series:
    """What happened from a first day on, and how long a period is."""

    events: tuple[int, ...]
    """Ascending."""
    first: int
    months: int

    def missed(self, last: int, moved: _Moved) -> int | None:
        """The latest day by which both readings were broken before ``last``; none if one held."""
        by_period, rolling = self._by_period(last, moved), self._rolling(last, moved)
        return min(by_period[-1], rolling[-1]) if by_period and rolling else None

    def holds_both(self, last: int, moved: _Moved) -> bool:
        """Whether neither reading was broken before ``last``."""
        return not self._by_period(last, moved) and not self._rolling(last, moved)

    def any_by(self, last: int) -> bool:
        """Whether anything happened from the first day to ``last``."""
        return bisect_right(self.events, last) > bisect_left(self.events, self.first)

    def _by_period(self, last: int, moved: _Moved) -> list[int]:
        return [
            end
            for start, end in whole_periods(self.first, last, self.months)
            if (limit := moved(start - 1, end)) < last and not self._within(start, limit)
        ]

    def _rolling(self, last: int, moved: _Moved) -> list[int]:
        marks = [self.first, *(event for event in self.events if self.first < event <= last), last]
        ends = [(add_months(mark, self.months), mark, later) for mark, later in pairwise(marks)]
        return [end for end, mark, later in ends if moved(mark, end) < later]

    def _within(self, start: int, end: int) -> bool:
        return bisect_right(self.events, end) > bisect_left(self.events, start)


def quarterly_state(
    days: AuditDays, events: Sequence[Value] | None, start: Value, until: Value
) -> State | None:
    """How a quarterly duty stands on the audit day; ``None`` where the records leave it open.

    It begins with ``start`` (``NONE``: there is nothing that it could begin with) and lasts until
    ``until`` (``NONE``: it goes on). ``KEPT_WITH_NOTE``: one of the two readings is broken.
    Silence after the day of the snapshot proves nothing.
    """
    if start is None or events is None:
        return None
    if is_none(start):
        return State.ENDED
    series = _series(events, int(start), QUARTER)
    open_ = is_open(events) or until is None
    if not open_ and series.missed(_last(days, until), _lenient(days.calendar)) is not None:
        return State.BREACHED
    last = int(until) if until is not None and until < days.as_of else days.as_of
    strict = _strict(days.calendar)
    if series.missed(last, strict) is not None:
        return None
    if series.any_by(last):
        return State.KEPT if series.holds_both(last, strict) else State.KEPT_WITH_NOTE
    if open_:
        return None
    return State.ENDED if until is not None and until <= days.as_of else State.RUNNING


def missed_on(
    days: AuditDays,
    events: Sequence[Value] | None,
    start: Value,
    until: Value,
    away: Sequence[Stretch] | None = (),
    months: int = QUARTER,
) -> Value:
    """The latest day by which a returning duty was certainly missed, under both readings.

    ``NONE`` where it was not missed, or does not begin; ``None`` where the records leave it open.
    ``away`` are the recipient's absences, ``None`` where they are not recorded: they can only
    excuse.
    """
    if start is None or events is None:
        return None
    if is_none(start):
        return NONE
    series = _series(events, int(start), months)
    last = int(until) if until is not None and until < days.as_of else days.as_of
    possible = series.missed(last, _strict(days.calendar, away or ()))
    if possible is None:
        return NONE
    if is_open(events) or until is None or away is None:
        return None
    return series.missed(_last(days, until), _lenient(days.calendar, away))


def first_due_on(
    days: AuditDays, start: Value, away: Sequence[Stretch] = (), months: int = QUARTER
) -> Value:
    """The day by which the duty is due for the first time, the later of the two readings.

    ``None`` where the start is not recorded or the calendar of that day is not known.
    """
    if start is None or is_none(start):
        return start
    first = int(start)
    begin, end = next_whole_period(first, months)
    moved = _lenient(days.calendar, away)
    due = max(moved(begin - 1, end), moved(first, add_months(first, months)))
    return due if due != _NEVER else None


def whole_periods(first: int, last: int, months: int = QUARTER) -> list[tuple[int, int]]:
    """The calendar quarters (or months) wholly between two days, as first and last days."""
    found: list[tuple[int, int]] = []
    begin, end = next_whole_period(first, months)
    while end <= last:
        found.append((begin, end))
        begin, end = end + 1, add_months(end + 1, months) - 1
    return found


def next_whole_period(first: int, months: int) -> tuple[int, int]:
    """The first calendar quarter (or month) that begins on a day or later: its two end days."""
    day = date.fromordinal(first)
    begin = date(day.year, (day.month - 1) // months * months + 1, 1).toordinal()
    if begin < first:
        begin = add_months(begin, months)
    return begin, add_months(begin, months) - 1


def _series(events: Sequence[Value], first: int, months: int) -> _Series:
    known = sorted(int(event) for event in events if event is not None and is_known(event))
    return _Series(tuple(known), first, months)


def _last(days: AuditDays, until: Value) -> int:
    """The last day of which the snapshot can tell."""
    last = min(days.as_of, days.taken_on)
    return min(last, int(until)) if until is not None and is_known(until) else last


def _strict(calendar: WorkingCalendar, away: Sequence[Stretch] = ()) -> _Moved:
    """Days of unknown years are taken for working days: what is kept so is kept certainly."""

    def moved(before: int, end: int) -> int:
        return calendar.earliest_after(end + absent_days(away, before, end) - 1, 1)

    return moved


def _lenient(calendar: WorkingCalendar, away: Sequence[Stretch] = ()) -> _Moved:
    """A period whose end the calendar does not know never ends: it cannot be missed."""

    def moved(before: int, end: int) -> int:
        day = calendar.next_working_day_on_or_after(end + absent_days(away, before, end))
        return _NEVER if day is None else day

    return moved
