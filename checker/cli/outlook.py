"""``--horizon`` and ``--calendar``: how far an audit looks ahead, and where its terms are noted."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from checker.auditing.horizon import look_ahead
from checker.auditing.judging import computed_columns
from checker.auditing.later_days import SuppliedOn
from checker.auditing.result import AuditResult
from checker.calendar.terms import add_months
from checker.cli.output import WholeFile
from checker.cli.problem import CommandLineProblem
from checker.report.disclosure import Disclosure
from checker.report.header import header_of
from checker.report.horizon import horizon_of
from checker.report.icalendar_file import CalendarFile
from checker.report.pseudonyms import Pseudonyms

_AMOUNT: Final = re.compile(r"([1-9][0-9]{0,3})([dwmy])", re.ASCII)
_MOST: Final = {"d": 1826, "w": 260, "m": 60, "y": 5}
"""Five years in each unit."""
_DAYS: Final = {"d": 1, "w": 7}
_MONTHS: Final = {"m": 1, "y": 12}
_LAST: Final = date.max - timedelta(1)


@dataclass(frozen=True, slots=True)
class Span:
    """An amount of time, such as 180 days or 6 months."""

    count: int
    unit: str
    """``d``, ``w``, ``m`` or ``y``."""

    def after(self, day: date) -> date:
        """The last day of the span that begins on a day."""
        try:
            if self.unit in _DAYS:
                return min(day + timedelta(self.count * _DAYS[self.unit]), _LAST)
            months = self.count * _MONTHS[self.unit]
            return min(date.fromordinal(add_months(day.toordinal(), months)), _LAST)
        except (OverflowError, ValueError):
            return _LAST


def span_of(given: str) -> Span | None:
    """The value of ``--horizon``; none where it is not given. Raises ``CommandLineProblem``."""
    if not given:
        return None
    found = _AMOUNT.fullmatch(given.strip().lower())
    if found is None or int(found[1]) > _MOST[found[2]]:
        raise CommandLineProblem("cli.horizon.amount", given=given)
    return Span(int(found[1]), found[2])


class _NothingToWrite(Exception):  # noqa: N818 -- it leaves the file as it was
    """No institution was audited."""


@dataclass(slots=True)
class Outlook:
    """What the command line says of later days."""

    span: Span | None = None
    calendar: Path | None = None
    lang: str = "en"
    _file: CalendarFile | None = field(default=None, init=False)

    @classmethod
    def of(
        cls, horizon: str, calendar: Path | None, taken: Iterable[Path | None], lang: str
    ) -> Outlook:
        """Read the options; ``taken`` are files of another use. Raises ``CommandLineProblem``."""
        span = span_of(horizon)
        if calendar is not None and span is None:
            raise CommandLineProblem("cli.horizon.needed")
        if calendar is not None and (
            str(calendar) == "-" or any(_same(calendar, other) for other in taken)
        ):
            raise CommandLineProblem("cli.horizon.own_file")
        return cls(span, calendar, lang)

    def ahead_of(
        self,
        result: AuditResult,
        supplied: SuppliedOn | None = None,
        *,
        reveal: bool = False,
        pseudonyms: Pseudonyms | None = None,
    ) -> AuditResult:
        """The audit with what lies ahead of it, where that was asked for; noted in the calendar."""
        if self.span is None:
            return result
        law = result.judged.law
        until = self.span.after(result.judged.as_of)
        found = replace(result, horizon=look_ahead(result.judged, until, supplied))
        if self.calendar is not None:
            disclosure = Disclosure(
                law.vocabulary, computed_columns(law), reveal=reveal, pseudonyms=pseudonyms
            )
            view = horizon_of(found, disclosure)
            assert view is not None
            self._file = self._file or CalendarFile(law, self.lang)
            self._file.add(header_of(found, disclosure, selected=False), view)
        return found

    @contextmanager
    def written(self) -> Iterator[None]:
        """Write the calendar when all is done, whole or not at all."""
        if self.calendar is None:
            yield
            return
        with suppress(_NothingToWrite), WholeFile(self.calendar) as sink:
            yield
            if self._file is None:
                raise _NothingToWrite
            sink.write(self._file.content())


def _same(one: Path, other: Path | None) -> bool:
    return other is not None and os.path.realpath(one) == os.path.realpath(other)
