"""Counting people against entries of the electronic journal. No words are derived here.

The form of Appendix 2 has no column for the number of the personal file, so an entry need not say
whose it is. What can be counted: fewer entries than people who need one of their own means that
some have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from math import inf

from checker.facts.columns import Context, Values
from checker.facts.derived.answers import Answer, exists
from checker.values import NONE, Partial, Value, is_none

_TEMPORARY_STAY = 4
"""The place of ``temporary_stay`` in the choices of ``institution.type``."""
_PARAGRAPH_37_BINDS = date(2024, 11, 10).toordinal()
_OTHER_PARAGRAPHS_BIND = date(2025, 2, 6).toordinal()
Bounds = tuple[float, float]
"""The least and the largest number that the records allow."""


def wording_binds(form: Value) -> int:
    """The day (an ordinal) by which the present wording on the journal certainly binds this type.

    Paragraph 37 by order-391-2024, paragraphs 12, 23 and 28 by order-500-2024 (act.yaml). How the
    journal had to show earlier events is not known, so from then on they accuse nobody.
    """
    return _PARAGRAPH_37_BINDS if form == _TEMPORARY_STAY else _OTHER_PARAGRAPHS_BIND


def entries_that(shows: Callable[..., Answer], *columns: Values) -> Bounds:
    """How many entries of the journal show something, given the columns that tell."""
    lists = [column for column in columns if column is not None]
    if len(lists) < len(columns):
        return 0, inf
    return _count(
        (shows(*entry) for entry in zip(*lists, strict=True)),
        any(isinstance(column, Partial) for column in lists),
    )


def happened_since(context: Context, form: Value, days: Values, started: Value) -> Bounds:
    """How many of the days fall into the time of the journal and of its present wording.

    On an audit's day before that wording binds nobody is accused anyway, so all are counted.
    """
    binds = wording_binds(form)

    def counts(day: Value) -> Answer:
        if day is None or is_none(day):
            return exists(day)
        if day < binds <= context.as_of:
            return False
        return None if started is None or is_none(started) else day >= started

    return how_many(days, counts)


def how_many(values: Values, counts: Callable[[Value], Answer]) -> Bounds:
    """How many of the values count."""
    if values is None:
        return 0, inf
    return _count((counts(one) for one in values), isinstance(values, Partial))


def shortfall(needed: Bounds, shown: Bounds) -> Value:
    """How many entries are certainly lacking: 0 when enough, ``NONE`` when none is needed."""
    if needed[1] == 0:
        return NONE
    if needed[0] > shown[1]:
        return int(needed[0] - shown[1])
    return 0 if needed[1] <= shown[0] and needed[0] > 0 else None


def _count(marks: Iterable[Answer], open_: bool) -> Bounds:
    found = list(marks)
    least = sum(1 for mark in found if mark)
    return least, inf if open_ else least + sum(1 for mark in found if mark is None)
