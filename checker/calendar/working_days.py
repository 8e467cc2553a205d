"""Which days are worked in a five-day week, from a dated and sourced list.

Days are proleptic Gregorian ordinals (``datetime.date.toordinal``). A year that the list does not
hold is unknown, and whatever would have to count into it is ``None``: it is never guessed.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

WEEKEND = "weekend"
"""Reason id of a plain Saturday or Sunday."""
_SATURDAY = 5


class CalendarError(ValueError):
    """The list of days contradicts itself or is incomplete.

    ``message_id`` names the sentence to show, ``pointer`` the place (a JSON pointer), ``values``
    what the sentence needs.
    """

    def __init__(self, message_id: str, pointer: str, **values: str) -> None:
        super().__init__(f"{message_id} at {pointer!r}: {values}")
        self.message_id = message_id
        self.pointer = pointer
        self.values = values


@dataclass(frozen=True, slots=True)
class DayEntry:
    """One line of the list: a day that is not what its place in the week would make it."""

    day: int
    """The day, as an ordinal."""
    working: bool
    reason: str
    """Id of the reason, a key of ``WorkingCalendar.reasons``."""
    source: str
    """Id of the act or statement, a key of ``WorkingCalendar.sources``."""
    instead_of: int | None
    """The day that this one replaces, or with which it was exchanged."""
    verified: bool
    """Whether an official act or statement naming this very day is known."""


@dataclass(frozen=True, slots=True, eq=False)
class WorkingCalendar:
    """The working days of consecutive years. Made by ``load_calendar``."""

    known_years: tuple[int, ...]
    digest: str
    """SHA-256 of the whole list, as hexadecimal digits."""
    entries: Mapping[int, DayEntry] = field(repr=False)
    reasons: Mapping[str, Mapping[str, str]] = field(repr=False)
    """Reason id -> language -> label."""
    sources: Mapping[str, Mapping[str, str]] = field(repr=False)
    """Source id -> language -> name."""
    first_day: int
    last_day: int
    worked: tuple[int, ...] = field(repr=False)
    """Every working day, ascending."""
    off: tuple[int, ...] = field(repr=False)
    """Every day off, ascending."""
    unverified: tuple[int, ...] = field(repr=False)
    """Every listed day that no official act was seen for, ascending."""

    def is_working(self, day: int) -> bool | None:
        """Whether the day is worked; ``None`` in an unknown year."""
        if not self.first_day <= day <= self.last_day:
            return None
        place = bisect_left(self.worked, day)
        return place < len(self.worked) and self.worked[place] == day

    def add_working_days(self, day: int, count: int) -> int | None:
        """The last of ``count`` working days after ``day``, which itself is not counted.

        ``None`` when a day of an unknown year would have to be counted. ``count`` 0 gives the day
        itself. Raises ``ValueError`` for a negative count.
        """
        if count < 0:
            raise ValueError("count is negative")
        if count == 0:
            return day
        if not self.first_day - 1 <= day <= self.last_day:
            return None
        place = bisect_right(self.worked, day) + count - 1
        return self.worked[place] if place < len(self.worked) else None

    def next_working_day_on_or_after(self, day: int) -> int | None:
        """The day itself if it is worked, otherwise the next one that is; ``None`` if unknown."""
        return self.add_working_days(day - 1, 1)

    def earliest_after(self, day: int, count: int) -> int:
        """The earliest day that ``add_working_days`` could give, every unknown day being worked."""
        known = self.add_working_days(day, count)
        if known is not None:
            return known
        while count:
            day += 1
            if self.is_working(day) is not False:
                count -= 1
        return day

    def days_off_between(self, first: int, last: int) -> tuple[tuple[int, str], ...]:
        """The known days off from ``first`` to ``last``, both included, each with its reason id."""
        days = self.off[bisect_left(self.off, first) : bisect_right(self.off, last)]
        return tuple((day, self.reason_of(day)) for day in days)

    def reason_of(self, day: int) -> str:
        """Reason id of a day of the list; ``weekend`` for every other day."""
        entry = self.entries.get(day)
        return WEEKEND if entry is None else entry.reason

    def unverified_between(self, first: int, last: int) -> tuple[int, ...]:
        """The listed days from ``first`` to ``last``, both included, that are not verified."""
        days = self.unverified
        return days[bisect_left(days, first) : bisect_right(days, last)]


class AuditDays(Protocol):
    """What judging a term needs to know of the audit."""

    @property
    def as_of(self) -> int:
        """The audit day, as an ordinal."""

    @property
    def taken_on(self) -> int:
        """The day the snapshot was taken, as an ordinal."""

    @property
    def calendar(self) -> WorkingCalendar:
        """The working days."""


def load_calendar(value: Mapping[str, Any]) -> WorkingCalendar:
    """Make a calendar from plain data: mappings, lists, strings and ``datetime.date``.

    Raises ``CalendarError`` at the first contradiction.
    """
    reasons, sources = _part(value, "reasons", ""), _part(value, "sources", "")
    years = tuple(_part(year, "year", "/years") for year in _part(value, "years", ""))
    if not years or years != tuple(range(years[0], years[0] + len(years))):
        raise CalendarError("calendar.years-not-consecutive", "/years")
    if WEEKEND not in reasons:
        raise CalendarError("calendar.part-missing", "/reasons", name=WEEKEND)
    entries: dict[int, DayEntry] = {}
    for pointer, year, line in _lines(value):
        entry = _entry(line, pointer, reasons, sources)
        if date.fromordinal(entry.day).year != year:
            raise CalendarError("calendar.day-of-another-year", pointer, year=str(year))
        if entry.day in entries:
            raise CalendarError("calendar.day-twice", pointer, day=str(line["date"]))
        entries[entry.day] = entry
    _check_exchanges(entries)
    first, last = date(years[0], 1, 1).toordinal(), date(years[-1], 12, 31).toordinal()
    worked = tuple(day for day in range(first, last + 1) if _worked(day, entries))
    return WorkingCalendar(
        known_years=years,
        digest=_digest(value),
        entries=dict(sorted(entries.items())),
        reasons={name: _part(reason, "label", "/reasons") for name, reason in reasons.items()},
        sources=dict(sources),
        first_day=first,
        last_day=last,
        worked=worked,
        off=tuple(sorted(set(range(first, last + 1)).difference(worked))),
        unverified=tuple(sorted(day for day, entry in entries.items() if not entry.verified)),
    )


def _part(value: Any, name: str, pointer: str) -> Any:
    if not isinstance(value, Mapping) or name not in value:
        raise CalendarError("calendar.part-missing", pointer, name=name)
    return value[name]


def _lines(value: Mapping[str, Any]) -> Iterator[tuple[str, int, Any]]:
    for at, year in enumerate(value["years"]):
        for place, line in enumerate(_part(year, "days", f"/years/{at}")):
            yield f"/years/{at}/days/{place}", year["year"], line


def _entry(
    line: Any, pointer: str, reasons: Mapping[str, Any], sources: Mapping[str, Any]
) -> DayEntry:
    reason, source = _part(line, "reason", pointer), _part(line, "source", pointer)
    for name, known in ((reason, reasons), (source, sources)):
        if name not in known:
            raise CalendarError("calendar.name-unknown", pointer, name=str(name))
    replaced = line.get("instead_of")
    return DayEntry(
        day=_ordinal(_part(line, "date", pointer), pointer),
        working=_part(reasons[reason], "working", f"/reasons/{reason}"),
        reason=reason,
        source=source,
        instead_of=None if replaced is None else _ordinal(replaced, pointer),
        verified=line.get("verified", True),
    )


def _ordinal(day: object, pointer: str) -> int:
    if type(day) is not date:
        raise CalendarError("calendar.not-a-day", pointer, value=str(day))
    return day.toordinal()


def _check_exchanges(entries: Mapping[int, DayEntry]) -> None:
    """Each replaced day is a holiday on a weekend, or names the day that it was exchanged with."""
    for entry in entries.values():
        if entry.instead_of is None:
            continue
        other = entries.get(entry.instead_of)
        if other is None or not (_in_lieu(entry, other) or _exchanged(entry, other)):
            day = date.fromordinal(entry.day).isoformat()
            raise CalendarError("calendar.exchange-one-sided", "/years", day=day)


def _in_lieu(entry: DayEntry, other: DayEntry) -> bool:
    """Law on Holidays (No. 267-II of 13.12.2001), article 5."""
    return not entry.working and not other.working and _on_weekend(other.day)


def _exchanged(entry: DayEntry, other: DayEntry) -> bool:
    """Labour Code (No. 414-V of 23.11.2015), article 85, paragraph 3."""
    return other.instead_of == entry.day and other.working != entry.working


def _on_weekend(day: int) -> bool:
    return (day - 1) % 7 >= _SATURDAY


def _worked(day: int, entries: Mapping[int, DayEntry]) -> bool:
    entry = entries.get(day)
    return not _on_weekend(day) if entry is None else entry.working


def _digest(value: Mapping[str, Any]) -> str:
    plain = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
