"""Duties that return every quarter."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from checker.calendar.terms import State
from checker.values import Partial, Value, is_known


def quarterly_state(
    as_of: int, taken_on: int, events: Sequence[Value] | None, start: Value, until: Value
) -> State | None:
    """Judge whether something happened at least once a quarter.

    Two readings of "once a quarter" are tried, and only where both fail is it a breach: an event
    in every whole calendar quarter, or never more than three months between one event and the
    next (Order 230 of 22.06.2023, paragraphs 12(4), 23(4), 28(4), 37(5)). Days are ordinals.
    Silence after the day of the snapshot proves nothing.
    """
    if events is None or start is None or until is None or not is_known(start):
        return None
    first = int(start)
    last = min(as_of, taken_on)
    if is_known(until):
        last = min(last, int(until))
    happened = sorted(int(event) for event in events if event is not None and event == event)
    known = [event for event in happened if event <= last]
    open_list = isinstance(events, Partial) or any(event is None for event in events)
    by_quarter = _quarters_kept(known, first, last)
    rolling = _gaps_kept(known, first, last)
    if by_quarter and rolling:
        return State.KEPT if known or last > add_months(first, 3) else State.RUNNING
    if by_quarter or rolling:
        return State.KEPT_WITH_NOTE
    return None if open_list else State.BREACHED


def whole_quarters(first: int, last: int) -> list[tuple[int, int]]:
    """The calendar quarters that lie wholly between two days, as first and last days."""
    day = date.fromordinal(first)
    month = (day.month - 1) // 3 * 3 + 1
    start = date(day.year, month, 1).toordinal()
    found: list[tuple[int, int]] = []
    while True:
        following = add_months(start, 3)
        if following - 1 > last:
            return found
        if start >= first:
            found.append((start, following - 1))
        start = following


def _quarters_kept(events: list[int], first: int, last: int) -> bool:
    return all(
        bisect_left(events, end + 1) > bisect_left(events, start)
        for start, end in whole_quarters(first, last)
    )


def _gaps_kept(events: list[int], first: int, last: int) -> bool:
    marks = [first, *(event for event in events if event > first), last]
    return all(later <= add_months(earlier, 3) for earlier, later in pairwise(marks))


def add_months(day: int, months: int) -> int:
    """The same day of a later month, or that month's last day (ordinals)."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last)).toordinal()
