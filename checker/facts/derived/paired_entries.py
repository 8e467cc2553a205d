"""Pairing entries of the electronic journal with recipients and stays. No words are derived here.

The form of Appendix 2 has no column for the number of the personal file; where the records of the
journal give it all the same, it says whose entry it is, and the day of admission of which stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.facts.columns import Values
from checker.values import NONE, Partial, Value, is_known

Entry = tuple[Value, ...]
"""Values of one entry, in the order of the columns asked for."""
Paired = tuple[tuple[Entry, ...], bool]
"""The entries that are certainly one's own, and whether there may be others."""


@dataclass(frozen=True, slots=True, eq=False)
class _This:
    """A column told from others by which it is: all recipients share those of the journal."""

    values: tuple[Value, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.values is other.values

    def __hash__(self) -> int:
        return id(self.values)


def entries_of(number: Value, numbers: Values, *columns: Values) -> Paired:
    """The entries that bear the number of a personal file."""
    lists = [column for column in columns if column is not None]
    if number is None or numbers is None or len(lists) < len(columns):
        return (), True
    places = _places(_This(numbers))
    own = tuple(tuple(one[place] for one in lists) for place in places.get(number, ()))
    return own, isinstance(numbers, Partial) or None in places


def entries_of_stay(
    number: Value, admitted: Value, numbers: Values, days: Values, *columns: Values
) -> Paired:
    """The entries that bear the number of a file and show an admission on that day."""
    own, _open = entries_of(number, numbers, days, *columns)
    if None in (number, admitted) or None in (numbers, days, *columns):
        return (), True
    assert numbers is not None
    assert days is not None
    unclaimed = _unclaimed(_This(numbers), _This(days))
    open_ = isinstance(numbers, Partial) or None in unclaimed or admitted in unclaimed
    open_ |= any(day is None for day, *_ in own)
    return tuple(tuple(values) for day, *values in own if day == admitted), open_


def whose(numbers: Values, number: Value) -> bool | None:
    """Whether a number is among those of a list; ``None`` where the list leaves it open."""
    if numbers is None or number is None:
        return None
    places = _places(_This(numbers))
    if number in places:
        return True
    return None if isinstance(numbers, Partial) or None in places else False


def agreement(mine: Sequence[Value], theirs: Iterable[Value], *, open_: bool) -> Value:
    """1 where one of mine is among theirs, 0 where both have something and nothing in common.

    ``NONE`` where one side has nothing to compare.
    """
    shown = list(theirs)
    if any(one == other for one in mine for other in shown if one is not None and is_known(one)):
        return 1
    if open_ or None in mine or None in shown:
        return None
    both = all(any(is_known(one) for one in side) for side in (mine, shown))
    return 0 if both else NONE


@lru_cache(maxsize=8)
def _places(numbers: _This) -> Mapping[Value, list[int]]:
    """By number, the places of the entries that bear it."""
    found: dict[Value, list[int]] = {}
    for place, number in enumerate(numbers.values):
        found.setdefault(number, []).append(place)
    return found


@lru_cache(maxsize=8)
def _unclaimed(numbers: _This, days: _This) -> frozenset[Value]:
    """The days shown by entries that do not say whose they are."""
    nobody = _places(numbers).get(None, ())
    return frozenset(days.values[place] for place in nobody)
