"""Days as people write them into cells."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from checker.worksheet.opening import Cell

_FORMS: Final = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"),
)
_FIRST: Final = date(2000, 1, 1)
"""Workbooks count days from 1900: a number that strayed into a cell is one of the first."""


def day_of(cell: Cell) -> date | None:
    """The day in a cell: a date, or words as ``2026-03-01`` or ``01.03.2026``; None otherwise."""
    if isinstance(cell.value, date):
        return cell.value if cell.value >= _FIRST else None
    for form in _FORMS:
        found = form.fullmatch(cell.words)
        if found is not None:
            try:
                return date(*(int(found[part]) for part in ("year", "month", "day")))
            except ValueError:
                return None
    return None
