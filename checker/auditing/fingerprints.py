"""What names a verdict from one audit to the next, wherever its record stands in the snapshot."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import orjson

from checker.auditing.identity import withheld_name
from checker.auditing.judging import Judged
from checker.auditing.subjects import outermost
from checker.compiler.rules import Compiled
from checker.findings import Finding
from checker.vocabulary.words import Word

_DIGITS: Final = 32
Stated = tuple[str, object]
"""A word, and what is recorded under it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted as one: a verdict, or all withheld verdicts of one clause on one person."""

    requirement: tuple[str, str | None]
    """The rule with its row; the shared name of withheld requirements, without a row."""
    kind: str
    number: int
    """The subject's place in the table of its kind."""
    withheld: bool = False
    """It stands for several requirements, of which nothing is told."""


def unit_of(judged: Judged, compiled: Compiled, finding: Finding) -> Unit:
    """The unit to which a finding belongs.

    Withheld requirements make one for each outermost record, as reports without ``--reveal``
    show them: neither the rows nor their number may tell a diagnosis.
    """
    kind, number = compiled.rule.about, finding.number
    shared = withheld_name(compiled)
    if shared is None:
        return Unit(compiled.name, kind, number)
    top = outermost(judged.tables, judged.law.vocabulary, kind, number)
    return withheld_unit(shared, *top)


def withheld_unit(shared: str, kind: str, number: int) -> Unit:
    """All requirements of a shared name, on one outermost record."""
    return Unit((shared, None), kind, number, withheld=True)


def fingerprint_of(
    judged: Judged,
    institution: str,
    unit: Unit,
    stated: Iterable[Stated],
    *,
    secret: bytes | None = None,
) -> str:
    """Of institution, requirement and subject: 32 hexadecimal digits.

    A record is known by its number. One that has none is known by its day and by what decided its
    verdict (``stated``), so far as that is recorded in it and neither personal nor about health.
    Its place does not count. Numbers can be guessed: with a ``secret`` nobody can try them.
    """
    told: list[str | None] = [institution, *unit.requirement, unit.kind]
    nameless = set()
    for kind, number in _chain(judged, unit.kind, unit.number):
        key = _key(judged, kind, number)
        told.append(None if key is None else f"{kind}={key}")
        if key is None:
            nameless.add(kind)
            told.append(_day(judged, kind, number))
    if nameless and not unit.withheld:
        told.extend(sorted(_facts(judged, stated, nameless)))
    data = orjson.dumps(told)
    digest = hashlib.sha256(data) if secret is None else hmac.new(secret, data, hashlib.sha256)
    return digest.hexdigest()[:_DIGITS]


def among_equals(fingerprint: str, ordinal: int) -> str:
    """The fingerprint of the second, third … of those that have the same; the first keeps it."""
    if ordinal == 1:
        return fingerprint
    return hashlib.sha256(f"{fingerprint}/{ordinal}".encode()).hexdigest()[:_DIGITS]


def is_nameless(judged: Judged, unit: Unit) -> bool:
    """Whether a unit's record, or one above it, has neither a number nor a day."""
    return any(
        _key(judged, kind, number) is None and _day(judged, kind, number) is None
        for kind, number in _chain(judged, unit.kind, unit.number)
    )


def content_of(judged: Judged, unit: Unit) -> tuple[Stated, ...]:
    """Everything that may be told of a unit's record and of those above it."""
    words = judged.law.vocabulary.words
    return tuple(
        one
        for kind, number in _chain(judged, unit.kind, unit.number)
        for one in _held(judged.tables.records[kind].records[number], kind, words)
    )


def _held(
    record: Mapping[str, Any], name: str, words: Mapping[str, Word]
) -> Iterator[tuple[str, object]]:
    """What a record holds under words of its own, so far as it may be told."""
    for part, value in record.items():
        word = words.get(inside := f"{name}.{part}")
        if isinstance(value, dict):
            yield from _held(value, inside, words)
        elif word is not None and not (word.set_of or word.personal or word.health):
            yield inside, value


def _chain(judged: Judged, kind: str, number: int) -> Iterator[tuple[str, int]]:
    """The record and those above it, up to the institution: their kinds and places."""
    kinds = judged.law.vocabulary.kinds
    while (above := kinds[kind].parent) is not None:
        yield kind, number
        kind, number = above, judged.tables.records[kind].parents[number]


def _key(judged: Judged, kind: str, number: int) -> str | None:
    """The number of a record."""
    return _property(judged, kind, number, judged.law.vocabulary.kinds[kind].key)


def _day(judged: Judged, kind: str, number: int) -> str | None:
    """The day to which a record belongs."""
    return _property(judged, kind, number, judged.law.vocabulary.kinds[kind].dated_by)


def _property(judged: Judged, kind: str, number: int, name: str | None) -> str | None:
    """A property of a record, unless it is confidential."""
    found = None if name is None else judged.tables.records[kind].records[number].get(name)
    return None if found is None or _confidential(judged, f"{kind}.{name}") else str(found)


def _facts(judged: Judged, stated: Iterable[Stated], kinds: set[str]) -> Iterator[str]:
    words = judged.law.vocabulary.words
    for name, value in stated:
        word = words.get(name)
        if word is None or word.derived or word.kind not in kinds:
            continue
        if not (word.personal or word.health):
            yield f"{name}={value}"


def _confidential(judged: Judged, name: str) -> bool:
    word = judged.law.vocabulary.words.get(name)
    return word is None or word.personal or word.health
