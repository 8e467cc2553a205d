"""Invented institutions, whole and damaged, and their audits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

from checker.auditing.judging import EngineChoice, Judged, fact_tables, judge
from checker.auditing.result import AuditResult, audit
from checker.auditing.snapshot import Snapshot
from checker.auditing.subjects import key_of
from checker.engine.model import Code
from checker.facts.table import FactTables
from checker.law import Law, snapshot_schema
from checker.source.json_reader import read_json
from checker.source.mistakes import Mistake
from checker.source.schema_check import SchemaCheck
from fixtures.generator import committed
from fixtures.generator.categories import CATEGORIES, ELDERLY, PERSONS_WITH_DISABILITIES
from fixtures.generator.document import snapshot, written
from fixtures.generator.faults import planted
from fixtures.generator.profile import Profile

Record = dict[str, Any]
Identity = tuple[str, str | None, str, str]
"""Rule, row, kind of subject and key of the subject."""

TAKEN_ON = date(2026, 3, 2)
MIXED = (PERSONS_WITH_DISABILITIES, ELDERLY)
"""The categories of an institution large enough to have units."""
HOUSES = (*((one,) for one in CATEGORIES), MIXED)


@cache
def _sound(categories: tuple[str, ...], seed: int, size: int) -> Record:
    return snapshot(Profile(size, seed, categories, TAKEN_ON))


def sound(categories: tuple[str, ...], seed: int = 1, size: int = 20) -> Record:
    """A copy of a sound institution, to be changed at will."""
    return deepcopy(_sound(categories, seed, size))


@cache
def _faulty(size: int) -> Record:
    faults = committed.breaches_planted("residential-faulty")["faults"]
    return planted(_sound(MIXED, 1, size), [entry["fault"] for entry in faults])


def faulty(size: int = 44) -> Record:
    """A copy of an institution with every fault that can be planted in it."""
    return deepcopy(_faulty(size))


@cache
def _check() -> SchemaCheck:
    return SchemaCheck(snapshot_schema())


def mistakes_in(document: Mapping[str, Any]) -> tuple[Mistake, ...]:
    """What the schema refuses in a document."""
    return _check().check(read_json(written(dict(document)).encode(), "invented.json"))


def judged(
    document: Mapping[str, Any],
    law: Law,
    as_of: date | None = None,
    engine: EngineChoice = EngineChoice.PLAIN,
) -> Judged:
    """Judge a document, by the plain engine unless another is wanted."""
    return judge(Snapshot("invented.json", document, ""), law, as_of=as_of, engine=engine)


def audited(document: Mapping[str, Any], law: Law, as_of: date | None = None) -> AuditResult:
    """Audit a document by the plain engine."""
    snapshot_ = Snapshot("invented.json", document, "")
    return audit(snapshot_, law, as_of=as_of, engine=EngineChoice.PLAIN)


def tables_of(document: Mapping[str, Any], law: Law, as_of: date = TAKEN_ON) -> FactTables:
    """The tables of facts of a document."""
    taken_on = date.fromisoformat(document["taken_on"])
    return fact_tables(document, law, as_of.toordinal(), taken_on.toordinal())


def verdicts(result: Judged) -> dict[Identity, Code]:
    """Every verdict by its identity, which nobody else may bear."""
    found: dict[Identity, Code] = {}
    for identity, code in each_verdict(result):
        assert identity not in found, identity
        found[identity] = code
    return found


def verdict_counts(result: Judged) -> Counter[tuple[Identity, Code]]:
    """Verdicts by identity with ordinals left out, for documents that count records anew."""
    return Counter(
        ((rule, row, kind, unnumbered(key)), code)
        for (rule, row, kind, key), code in each_verdict(result)
    )


def each_verdict(result: Judged) -> Iterator[tuple[Identity, Code]]:
    """Identity and code of every verdict, one after the other."""
    keys: dict[str, list[str]] = {}
    tables, words = result.tables, result.law.vocabulary
    for compiled, codes in zip(result.compiled, result.verdicts, strict=True):
        kind = compiled.rule.about
        if kind not in keys:
            keys[kind] = [key_of(tables, words, kind, place) for place in range(tables.size(kind))]
        row = compiled.row.row if compiled.row is not None else None
        for key, code in zip(keys[kind], codes, strict=True):
            yield (compiled.rule.id, row, kind, key), Code(code)


def unnumbered(key: str) -> str:
    """A key with the ordinals of records that have no name of their own left out."""
    return "/".join("#" if part.startswith("#") else part for part in key.split("/"))
