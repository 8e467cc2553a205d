"""Recorded absences of a recipient, and the days by which they move the end of a term.

Days are ordinals. A stretch is a first and a last day, both of them days of absence.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.values import Partial, Value, is_none

Stretch = tuple[int, int]


def stretches_of(
    first_days: Sequence[Value] | None, last_days: Sequence[Value] | None, as_of: int
) -> tuple[Stretch, ...] | None:
    """The absences of a stay up to a day, joined where they touch, in order.

    ``None`` where the list, or a day in it, is not recorded. An absence without a last day
    (recorded: there is none) still lasts.
    """
    if first_days is None or last_days is None or isinstance(first_days, Partial):
        return None
    found: list[Stretch] = []
    for first, last in zip(first_days, last_days, strict=True):
        if first is None or last is None:
            return None
        if not is_none(first) and first <= as_of:
            found.append((int(first), as_of if is_none(last) else min(int(last), as_of)))
    return _joined(found)


def absent_days(stretches: Sequence[Stretch], start: int, last: int) -> int:
    """How many days of absence overlap a term that they themselves make longer.

    The term runs from the day after ``start`` to ``last``, and every day of absence in it moves
    its end by one, so that as many days of presence are left as the term has days.
    """
    moved = 0
    while (found := _days_within(stretches, start, last + moved)) > moved:
        moved = found
    return moved


def _days_within(stretches: Sequence[Stretch], start: int, last: int) -> int:
    return sum(max(0, min(end, last) - max(begin, start + 1) + 1) for begin, end in stretches)


def _joined(found: list[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for begin, end in sorted(found):
        if joined and begin <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        elif begin <= end:
            joined.append((begin, end))
    return tuple(joined)
