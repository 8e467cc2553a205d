"""Terms as a picture: what was missed and what falls due, along the days around the audit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Final

from checker.auditing.horizon import Change
from checker.findings import Verdict
from checker.report.build import last_day_of
from checker.report.entry import Entry
from checker.report.formats.html.cards import Chapter
from checker.report.formats.html.voices import Said, Voices
from checker.report.horizon import HorizonView, Upcoming
from checker.report.sentences import Sentences

FARTHEST: Final = timedelta(days=366)
"""What lies farther from the audit's day stands at the edge of the picture."""
MOST_TICKS: Final = 8
_STEPS: Final = (1, 2, 3, 6, 12)
_EDGE: Final = 3
"""The share of the width, in percent, that is kept free on either side."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Some verdicts on one day, by their place in percent of the width."""

    x: float
    radius: float
    shape: str
    """``missed``, ``due``, ``lapses`` or ``begins``."""
    beyond: bool
    """It lies outside the picture and stands at its edge."""


@dataclass(frozen=True, slots=True)
class Line:
    """The terms of one requirement."""

    title: Said
    anchor: str
    """The card that tells more; empty where there is none."""
    shape: str
    marks: tuple[Mark, ...]
    first: Said
    """The earliest day."""
    last: Said
    """The latest day; nothing where there is one day only."""
    number: int


@dataclass(frozen=True, slots=True)
class Tick:
    """The beginning of a month."""

    x: float
    label: Said


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture; its days run evenly from left to right."""

    today: float
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]

    @property
    def shapes(self) -> tuple[str, ...]:
        """The shapes of marks that occur."""
        return tuple(dict.fromkeys(line.shape for line in self.lines))

    @property
    def beyond(self) -> bool:
        """Whether a mark stands at an edge."""
        return any(mark.beyond for line in self.lines for mark in line.marks)


@dataclass(frozen=True, slots=True)
class _Term:
    title: Said
    anchor: str
    shape: str
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def place(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first).days / max((self.last - self.first).days, 1)
        return round(_EDGE + share * (100 - 2 * _EDGE), 2)

    def beyond(self, day: date) -> bool:
        return not self.first <= day <= self.last


def timeline_of(
    chapters: Iterable[Chapter], horizon: HorizonView | None, as_of: date, voices: Voices
) -> Timeline | None:
    """The picture of all dated terms; none where no finding has one."""
    terms = [*_found(chapters), *_ahead(horizon, voices)]
    if not terms:
        return None
    terms.sort(key=lambda one: one.days[0])
    scale = _scale([day for one in terms for day in one.days], as_of)
    return Timeline(
        today=scale.place(as_of),
        ticks=tuple(_ticks(scale, voices)),
        lines=tuple(_line(one, scale, voices) for one in terms),
    )


def _found(chapters: Iterable[Chapter]) -> Iterator[_Term]:
    for chapter in chapters:
        if chapter.verdict not in (Verdict.BREACHED, Verdict.NOT_DUE):
            continue
        shape = "missed" if chapter.verdict is Verdict.BREACHED else "due"
        for card in (card for shelf in chapter.shelves for card in shelf.cards):
            if days := _days(card.entries):
                yield _Term(card.title, card.anchor, shape, days)


def _days(entries: Sequence[Entry]) -> tuple[date, ...]:
    return tuple(sorted(day for one in entries if (day := last_day_of(one)) != date.max))


def _ahead(horizon: HorizonView | None, voices: Voices) -> Iterator[_Term]:
    """What begins or lapses; what falls due is among the findings already."""
    if horizon is None:
        return
    ahead = [one for one in horizon.entries if one.change is not Change.FALLS_DUE]
    ahead.sort(key=_requirement)
    for _, group in groupby(ahead, key=_requirement):
        found = list(group)
        first = found[0].entry
        title = voices.ask(Sentences.title, first)
        yield _Term(title, "", str(found[0].change), tuple(sorted(one.day for one in found)))


def _requirement(one: Upcoming) -> tuple[str, ...]:
    return (one.change, *(name or "" for name in one.entry.group))


def _scale(days: Sequence[date], as_of: date) -> _Scale:
    first = max(min(*days, as_of), as_of - FARTHEST)
    last = min(max(*days, as_of), as_of + FARTHEST)
    return _Scale(first, max(last, first + timedelta(days=30)))


def _ticks(scale: _Scale, voices: Voices) -> Iterator[Tick]:
    months = _months(scale)
    step = next((one for one in _STEPS if len(months) / one <= MOST_TICKS), _STEPS[-1])
    for day in months:
        if (day.month - 1) % step == 0:
            yield Tick(scale.place(day), _month(day, voices))


def _months(scale: _Scale) -> list[date]:
    """The first days of the months in the picture."""
    found, day = [], scale.first.replace(day=1)
    while day <= scale.last:
        if day >= scale.first:
            found.append(day)
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def _month(day: date, voices: Voices) -> Said:
    return voices.said(lambda one: f"{day:%Y-%m}" if one.lang == "en" else f"{day:%m.%Y}")


def _line(term: _Term, scale: _Scale, voices: Voices) -> Line:
    first, last = term.days[0], term.days[-1]
    return Line(
        title=term.title,
        anchor=term.anchor,
        shape=term.shape,
        marks=tuple(_marks(term, scale)),
        first=voices.day(first),
        last=voices.day(last) if last != first else Said(()),
        number=len(term.days),
    )


def _marks(term: _Term, scale: _Scale) -> Iterator[Mark]:
    """One mark for each place; its area grows with the verdicts there."""
    places = Counter((scale.place(day), scale.beyond(day)) for day in term.days)
    for (x, beyond), number in sorted(places.items()):
        radius = round(min(4 + 1.2 * (number - 1) ** 0.5, 9), 1)
        yield Mark(x, radius, term.shape, beyond)
