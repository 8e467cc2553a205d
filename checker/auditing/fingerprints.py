"""What names a verdict from one audit to the next, wherever its record stands in the snapshot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from checker.auditing.identity import withheld_name
from checker.auditing.judging import Judged
from checker.auditing.subjects import outermost
from checker.compiler.rules import Compiled
from checker.findings import Finding


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted as one: a verdict, or all withheld verdicts of one clause on one person."""

    requirement: tuple[str, str | None]
    """The rule with its row; the shared name of withheld requirements, without a row."""
    kind: str
    number: int
    """The subject's place in the table of its kind."""


def unit_of(judged: Judged, compiled: Compiled, finding: Finding) -> Unit:
    """The unit to which a finding belongs.

    Withheld requirements make one for each outermost record, as reports without ``--reveal``
    show them: neither the rows nor their number may tell a diagnosis.
    """
    kind, number = compiled.rule.about, finding.number
    shared = withheld_name(compiled)
    if shared is None:
        return Unit(compiled.name, kind, number)
    return Unit((shared, None), *outermost(judged.tables, judged.law.vocabulary, kind, number))


def fingerprint_of(judged: Judged, institution: str, unit: Unit, finding: Finding) -> str:
    """Of institution, requirement and subject: 32 hexadecimal digits.

    A record is known by its number. One that has none is known by its day and by what decided its
    verdict, so far as that is recorded in it and neither personal nor about health. Its place does
    not count.
    """
    told: list[str | None] = [institution, *unit.requirement, unit.kind]
    nameless = set()
    for kind, number in _chain(judged, unit.kind, unit.number):
        key = _key(judged, kind, number)
        told.append(None if key is None else f"{kind}={key}")
        if key is None:
            nameless.add(kind)
            told.append(_day(judged, kind, number))
    if nameless and finding.compiled is not None and unit.requirement == finding.compiled.name:
        told.extend(sorted(_facts(judged, finding, nameless)))
    return hashlib.sha256(orjson.dumps(told)).hexdigest()[:32]


def _chain(judged: Judged, kind: str, number: int) -> Iterator[tuple[str, int]]:
    """The record and those above it, up to the institution: their kinds and places."""
    kinds = judged.law.vocabulary.kinds
    while (above := kinds[kind].parent) is not None:
        yield kind, number
        kind, number = above, judged.tables.records[kind].parents[number]


def _key(judged: Judged, kind: str, number: int) -> str | None:
    """The number of a record."""
    name = judged.law.vocabulary.kinds[kind].key
    found = None if name is None else judged.tables.records[kind].records[number].get(name)
    return None if found is None else str(found)


def _day(judged: Judged, kind: str, number: int) -> str | None:
    """The day to which a record belongs."""
    name = judged.law.vocabulary.kinds[kind].dated_by
    found = None if name is None else judged.tables.records[kind].records[number].get(name)
    return None if found is None or _confidential(judged, f"{kind}.{name}") else str(found)


def _facts(judged: Judged, finding: Finding, kinds: set[str]) -> Iterator[str]:
    words = judged.law.vocabulary.words
    for one in finding.evidence:
        word = words.get(one.word)
        if word is None or word.derived or word.kind not in kinds:
            continue
        if not _confidential(judged, one.word):
            yield f"{one.word}={one.value}"


def _confidential(judged: Judged, name: str) -> bool:
    word = judged.law.vocabulary.words.get(name)
    return word is None or word.personal or word.health
