"""Telling whether a computation stays open because the calendar does not know a year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Computed, Context


class _Watched:
    """A calendar that remembers whether it was asked about a year that it does not know."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar
        self.in_vain = False

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._calendar, name)
        return self._watching(found) if callable(found) else found

    def _watching(self, method: Any) -> Any:
        def ask(*given: int) -> Any:
            answer = method(*given)
            self.in_vain |= answer is None
            return answer

        return ask


def asks_in_vain(computed: Computed, context: Context, values: list[Any]) -> bool:
    """Whether a computation from these values asks the calendar about a year it does not know."""
    watched = _Watched(context.calendar)
    computed.compute(replace(context, calendar=cast("WorkingCalendar", watched)), *values)
    return watched.in_vain
