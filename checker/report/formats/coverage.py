"""How much of the law is covered, by act and chapter, and how much of it binds an institution."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from checker.auditing.judging import binds
from checker.law import Law
from checker.proof.matrix import ASKING, JUDGED, Line, Matrix, matrix_of
from checker.report.document import Document


@dataclass(frozen=True, slots=True)
class Bound:
    """A type of institution on the day of its audit, and the provisions whose rules bind it."""

    type: str
    as_of: date
    provisions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Covered:
    """A chapter of an act."""

    act: str
    chapter: str
    """As ``checker.proof.matrix`` names it; empty in the sum of all."""
    statuses: Counter[str]
    bound: tuple[tuple[int, int], ...]
    """For each ``Bound``, how many of its provisions the program judges and a person sees."""

    @property
    def share(self) -> float | None:
        """Per cent of what asks something that the program judges; none where nothing asks."""
        asking = sum(self.statuses[status] for status in ASKING)
        judged = sum(self.statuses[status] for status in JUDGED)
        return 100 * judged / asking if asking else None


def bound_of(document: Document, law: Law) -> tuple[Bound, ...]:
    """The types of the institutions audited, in the order of their parts."""
    kinds = dict.fromkeys(
        (part.view.header.type, part.view.header.as_of) for part in document.parts
    )
    return tuple(Bound(kind, day, frozenset(_binding(law, kind, day))) for kind, day in kinds)


def _binding(law: Law, kind: str, day: date) -> Iterator[str]:
    for compiled in law.program.compiled:
        if binds(compiled, law.pack, kind, day):
            yield from compiled.rule.all_provisions()


def coverage_of(law: Law, bound: tuple[Bound, ...]) -> tuple[Covered, ...]:
    """Every chapter in the order of the acts, and the sum of all at the end."""
    matrix = matrix_of(law.pack)
    chapters = tuple(_chapters(matrix, bound))
    whole = Covered(
        act="",
        chapter="",
        statuses=sum((one.statuses for one in chapters), Counter()),
        bound=tuple(_sum(one.bound[place] for one in chapters) for place in range(len(bound))),
    )
    return (*chapters, whole)


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    judged, seen = 0, 0
    for more_judged, more_seen in pairs:
        judged, seen = judged + more_judged, seen + more_seen
    return judged, seen


def _chapters(matrix: Matrix, bound: tuple[Bound, ...]) -> Iterator[Covered]:
    chapters: dict[tuple[str, str], list[Line]] = {}
    for line in matrix.lines:
        chapters.setdefault((line.act, line.chapter), []).append(line)
    for (act, chapter), found in chapters.items():
        mine = [
            [line.status for line in found if line.provision in one.provisions] for one in bound
        ]
        yield Covered(
            act=act,
            chapter=chapter,
            statuses=Counter(line.status for line in found),
            bound=tuple(
                (sum(status in JUDGED for status in each), each.count("by inspector"))
                for each in mine
            ),
        )
