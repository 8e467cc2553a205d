"""Values of facts: known, recorded as none, or not recorded.

A column holds one value for each subject. A known value is an ``int``; ``NONE`` says that the
record states there is none; Python's ``None`` says that nothing was recorded. Every comparison
with ``NONE`` is false, and so is every comparison with a value that was not recorded, except
that the latter is never counted as a failed comparison either (see ``checker.engine.model``).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

Value = int | float | None

NONE: float = float("nan")
NUMBER_SCALE = 1000
"""A decimal is held in thousandths."""
MINUTES_A_DAY = 24 * 60
EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 -- the records know no time zone


class Sort(StrEnum):
    """What kind of value a word has, and hence how it is encoded."""

    DATE = "date"
    """A day, as its proleptic Gregorian ordinal."""
    MOMENT = "moment"
    """A date with a time of day, in whole minutes since 1970-01-01."""
    YESNO = "yesno"
    """1 or 0."""
    CHOICE = "choice"
    """One of a closed list, as its place in the list, from 1."""
    CHOICES = "choices"
    """Several of a closed list, as a bit mask: bit 0 is the first choice."""
    COUNT = "count"
    """A whole number."""
    NUMBER = "number"
    """A decimal, in thousandths."""
    TEXT = "text"
    """Free text, as its number among the texts of the snapshot: two are equal or they are not."""
    DIGITS = "digits"
    """An identification number of twelve digits, as a whole number."""


class Partial(tuple[Value, ...]):
    """Values of a list that is declared incomplete: what is missing from it is not known."""

    __slots__ = ()


def is_open(values: Sequence[Value]) -> bool:
    """Whether something is missing from the values of a list."""
    return isinstance(values, Partial) or None in values


def is_none(value: Value) -> bool:
    """Whether the value is "recorded: there is none"."""
    return value is not None and value != value


def is_known(value: Value) -> bool:
    """Whether the value is recorded and is not "there is none"."""
    return value is not None and value == value


def encode_date(text: str) -> int:
    """Encode an ISO 8601 day; raises ``ValueError`` for a day that does not exist."""
    return date.fromisoformat(text).toordinal()


def encode_moment(text: str) -> int:
    """Encode an ISO 8601 date-time, its offset left aside, in minutes since 1970."""
    moment = datetime.fromisoformat(text).replace(tzinfo=None)
    return int((moment - _EPOCH).total_seconds() // 60)


def encode_number(number: float) -> int:
    """Encode a decimal in thousandths, rounded to the nearest."""
    return round(number * NUMBER_SCALE)
