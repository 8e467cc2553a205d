"""Judging a snapshot as of later days, as if nothing more were recorded until then.

The records stand as they are: the snapshot counts as taken on the later day, so that silence is
"not done". One engine judges these days, and only the requirements that are asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import Final

from checker.auditing.judging import EngineChoice, Judged, judge
from checker.auditing.snapshot import Snapshot
from checker.compiler.rules import Compiled
from checker.engine.model import Code
from checker.facts.table import FactTables, Supply
from checker.vocabulary.words import Vocabulary

Path = tuple[int, ...]
"""The places of a subject in its lists, from the outermost record down: the same on every day."""
SuppliedOn = Callable[[date], Mapping[str, Supply]]
"""What a set says of the institution, as of a day."""
_STEP: Final = 31
"""Days from one judging of all requirements to the next."""
HARMLESS: Final = frozenset({Code.MET, Code.NOT_DUE, Code.NOT_APPLICABLE})
"""Verdicts of today from which something may come; what is breached or open is told already."""


class Turn(Enum):
    """What is looked for: a verdict of today that turns into another."""

    BREACHED = (HARMLESS, frozenset({Code.BREACHED}))
    OPENED = (frozenset({Code.NOT_DUE}), frozenset({Code.UNDETERMINED}))
    BEGUN = (frozenset({Code.NOT_APPLICABLE}), frozenset({Code.MET, Code.NOT_DUE}))

    def happened(self, today: int, later: int) -> bool:
        """Whether one code of today and one of a later day are such a turn."""
        before, after = self.value
        return today in before and later in after


class Day:
    """The verdicts of one day, by requirement and subject."""

    def __init__(self, judged: Judged) -> None:
        """Look into these verdicts."""
        self.judged = judged
        self.day = judged.as_of
        self._codes = dict(zip(map(id, judged.compiled), judged.verdicts, strict=True))
        self._places: dict[str, dict[Path, int]] = {}

    @property
    def tables(self) -> FactTables:
        """The facts as of the day."""
        return self.judged.tables

    def codes(self, one: Compiled) -> bytes:
        """The verdicts of a requirement; none where it binds no longer."""
        return self._codes.get(id(one), b"")

    def places(self, kind: str) -> Mapping[Path, int]:
        """The subjects of a kind, and the place of each in its table."""
        found = self._places.get(kind)
        if found is None:
            paths = _paths(self.tables, self.judged.law.vocabulary, kind)
            found = self._places[kind] = {path: place for place, path in enumerate(paths)}
        return found

    def place(self, one: Compiled, path: Path) -> int | None:
        """The place of a subject; none where it is not there, or the rule does not bind."""
        return self.places(one.rule.about).get(path) if self.codes(one) else None

    def code(self, one: Compiled, path: Path) -> int:
        """The verdict on a subject; what is not there on this day is not judged either."""
        place = self.place(one, path)
        return Code.NOT_APPLICABLE if place is None else self.codes(one)[place]


def _by_program(judged: Judged) -> Judged:
    """The program's own verdicts: what a person has filled is open to it, today and later."""
    if not judged.testimonies:
        return judged
    verdicts = []
    for one, codes in zip(judged.compiled, judged.verdicts, strict=True):
        own = bytearray(codes)
        for number, testimony in judged.testimonies.get(one.name, {}).items():
            if testimony.decides:
                own[number] = Code.UNDETERMINED
        verdicts.append(bytes(own))
    return replace(judged, verdicts=verdicts)


def _paths(tables: FactTables, vocabulary: Vocabulary, kind: str) -> list[Path]:
    records = tables.records[kind]
    parent = vocabulary.kinds[kind].parent
    if parent is None:
        return [()]
    above = _paths(tables, vocabulary, parent)
    pairs = zip(records.parents, records.places, strict=True)
    return [(*above[holder], place) for holder, place in pairs]


@dataclass(frozen=True, slots=True)
class Turned:
    """A turn that was found."""

    one: Compiled
    path: Path
    turn: Turn
    before: Day
    """The last day on which it had not come yet."""
    after: Day
    """The day on which it came."""


@dataclass(frozen=True, slots=True)
class _Watch:
    one: Compiled
    path: Path
    turn: Turn
    today: int

    def came(self, day: Day) -> bool:
        return self.turn.happened(self.today, day.code(self.one, self.path))


class LaterDays:
    """Looks for turns after the day of an audit."""

    def __init__(self, today: Judged, supplied: SuppliedOn | None = None) -> None:
        """Start from these verdicts; ``supplied`` is what a set says on a later day."""
        self.today = Day(_by_program(today))
        self._supplied = supplied

    def turns(self, last: date) -> tuple[list[Turned], Day]:
        """Every turn up to a day, and that day; of each requirement and subject one of a kind."""
        found: list[Turned] = []
        seen: set[tuple[int, Path, Turn]] = set()
        before = self.today
        rules = self.today.judged.compiled
        while before.day < last:
            day = min(before.day + timedelta(_STEP), last)
            after = self._on(day, rules)
            watches = [
                one for one in self._watches(after) if (id(one.one), one.path, one.turn) not in seen
            ]
            seen.update((id(one.one), one.path, one.turn) for one in watches)
            found.extend(self._narrowed(before, after, watches))
            before = after
        return found, before

    def _watches(self, day: Day) -> Iterator[_Watch]:
        """Everything that has turned by a day."""
        for one in self.today.judged.compiled:
            codes, later = self.today.codes(one), day.codes(one)
            kind = one.rule.about
            if codes == later and self.today.places(kind) == day.places(kind):
                continue
            for path, place in day.places(kind).items() if later else ():
                today = self.today.code(one, path)
                for turn in Turn:
                    if turn.happened(today, later[place]):
                        yield _Watch(one, path, turn, today)

    def _narrowed(self, before: Day, after: Day, watches: Sequence[_Watch]) -> Iterator[Turned]:
        """The day of each turn, by halving; days are judged for all turns together."""
        if not watches:
            return
        if (after.day - before.day).days == 1:
            yield from (Turned(one.one, one.path, one.turn, before, after) for one in watches)
            return
        half = before.day + (after.day - before.day) // 2
        middle = self._on(half, _rules_of(watches))
        early = [one for one in watches if one.came(middle)]
        late = [one for one in watches if not one.came(middle)]
        yield from self._narrowed(before, middle, early)
        yield from self._narrowed(middle, after, late)

    def _on(self, day: date, rules: Sequence[Compiled]) -> Day:
        today = self.today.judged
        taken_on = max(day, today.snapshot.taken_on)
        content = {**today.snapshot.content, "taken_on": taken_on.isoformat()}
        snapshot = Snapshot(today.snapshot.name, content, today.snapshot.digest)
        supplied = self._supplied(day) if self._supplied is not None else None
        return Day(
            judge(
                snapshot,
                today.law,
                as_of=day,
                engine=EngineChoice.PLAIN,
                chosen=rules,
                supplied=supplied,
            )
        )


def _rules_of(watches: Iterable[_Watch]) -> tuple[Compiled, ...]:
    return tuple({id(one.one): one.one for one in watches}.values())
