"""The law as a matrix: every provision with its status, its rules and their examples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from checker.packs.model import Act, Clause, Pack, Rule
from checker.vocabulary.words import Texts

JUDGED: Final = ("by program", "in part")
"""Statuses of provisions that the program judges, wholly or in part."""
ASKING: Final = (*JUDGED, "by inspector", "text missing", "not yet encoded")
"""Statuses of provisions that ask something of somebody, or might."""
_ID: Final = re.compile(r"(?:[0-9]+/)?(app[0-9]+[a-z]?|order|repeal|form|[0-9]+(?:-[0-9]+)?)")


@dataclass(frozen=True, slots=True)
class Carrier:
    """A rule that carries a provision."""

    rule: str
    examples: int
    """How many of its examples concern the provision; rows of tables are guarded otherwise, too."""
    of_rule: int
    """How many examples it has at all."""
    editions: tuple[str, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One provision."""

    act: str
    chapter: str
    """The chapter's name in ``act.yaml``; ``appendix-N``, ``order`` or ``form`` without one."""
    paragraph: str
    provision: str
    status: str
    why: Texts
    rules: tuple[Carrier, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All provisions of the packs, in the order of the acts and of their clauses."""

    lines: tuple[Line, ...]

    def share(self) -> float:
        """Per cent of what asks something that the program judges, wholly or in part."""
        asking = [line for line in self.lines if line.status in ASKING]
        judged = sum(line.status in JUDGED for line in asking)
        return 100 * judged / len(asking) if asking else 100.0

    def by_act(self) -> Mapping[str, Mapping[str, Counter[str]]]:
        """How many provisions of each status, by act and then by chapter."""
        found: dict[str, dict[str, Counter[str]]] = {}
        for line in self.lines:
            found.setdefault(line.act, {}).setdefault(line.chapter, Counter())[line.status] += 1
        return found


def sum_of(counts: Iterable[Counter[str]]) -> Counter[str]:
    """Several counts together."""
    return sum(counts, Counter())


def matrix_of(pack: Pack) -> Matrix:
    """The matrix of the packs."""
    carried: dict[str, list[Carrier]] = {}
    for rule in pack.rules:
        for provision, carrier in _carriers(rule):
            carried.setdefault(provision, []).append(carrier)
    return Matrix(tuple(_lines(pack.clauses.values(), pack.acts, carried)))


def _carriers(rule: Rule) -> Iterator[tuple[str, Carrier]]:
    editions = tuple(edition.since for edition in rule.editions)
    for provision in rule.all_provisions():
        rows = {row.row for row in rule.rows if provision in row.provisions}
        examples = sum(not rows or example.row in rows for example in rule.examples)
        yield provision, Carrier(rule.id, examples, len(rule.examples), editions)


def _lines(
    clauses: Iterable[Clause], acts: Mapping[str, Act], carried: Mapping[str, list[Carrier]]
) -> Iterator[Line]:
    for clause in clauses:
        act = acts[clause.file.partition("/")[0]]
        chapter, paragraph = place_of(clause.provision, act)
        rules = tuple(carried.get(clause.provision, ()))
        yield Line(act.name, chapter, paragraph, clause.provision, clause.status, clause.why, rules)


def place_of(provision: str, act: Act) -> tuple[str, str]:
    """The chapter and the paragraph of a provision, by its id.

    An id is the number of the act, then the paragraph (``230/12.3/form``), or an appendix
    (``app1/row-3``, ``230/app4/field-2``), the order itself or its form.
    """
    found = _ID.match(provision)
    if found is None:
        return "", provision.partition("/")[0]
    part = found[1]
    if part.startswith("app"):
        number = part.removeprefix("app").rstrip("abc")
        declared = (name for name in act.chapters if name.startswith(f"appendix-{number}-"))
        return next(declared, f"appendix-{number}"), part
    if not part[0].isdigit():
        return ("order" if part == "repeal" else part), part
    paragraph = re.match(r"[0-9.-]*[0-9]", provision.removeprefix(found[0][: -len(part)]))
    assert paragraph is not None
    number_of = int(part.partition("-")[0])
    for chapter in act.chapters.values():
        if chapter.paragraphs is not None and number_of in chapter.paragraphs:
            return chapter.name, paragraph[0]
    return "", paragraph[0]
