"""Judging every subject of a snapshot by every rule that binds it, by one engine or by both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, partial
from typing import Any, Final

from checker.audit.snapshot import Snapshot
from checker.audit.subjects import key_of
from checker.compiler.rules import Compiled
from checker.engine import plain
from checker.engine.durable import DurableEngine, durable_available
from checker.engine.model import Code, EngineFault, Judgement, Table
from checker.facts.columns import Computed, Context
from checker.facts.derived import derived_words
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import Law
from checker.packs.model import Pack
from checker.vocabulary.words import Vocabulary

DISPUTED: Final = 255
"""The byte of a verdict on which the engines disagree: a fault, and no finding."""


class EngineChoice(StrEnum):
    """Which engine judges."""

    BOTH = "both"
    DURABLE = "durable"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure of the program, never a statement about the institution."""

    rule: str
    """The rule's id; empty where an engine failed altogether."""
    row: str | None
    subject: str
    """The kind of subject and its key; the kind alone where an engine failed altogether."""
    what: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdicts of one audit, still compact: one byte for each rule and subject.

    A byte is a ``Code``, or ``DISPUTED``.
    """

    snapshot: Snapshot
    law: Law
    as_of: date
    engine: EngineChoice
    tables: FactTables
    compiled: tuple[Compiled, ...]
    verdicts: Sequence[bytes]
    unbound: Mapping[str, tuple[Compiled, ...]]
    """By chapter, the chosen rules of chapters that do not bind this type of institution."""
    unwritten: tuple[str, ...]
    """Chapters that bind this type of institution and have no pack, as ``act/chapter``."""
    faults: tuple[Fault, ...]


def judge(
    snapshot: Snapshot,
    law: Law,
    *,
    as_of: date | None = None,
    engine: EngineChoice = EngineChoice.BOTH,
    chosen: Sequence[Compiled] | None = None,
) -> Judged:
    """Judge a snapshot by the law as of a day, by default the day the snapshot was taken.

    Without durable-rules on this machine, ``both`` is judged by the plain engine alone.
    """
    day = as_of or snapshot.taken_on
    if engine is EngineChoice.BOTH and not durable_available():
        engine = EngineChoice.PLAIN
    kind = str(snapshot.institution["type"])
    rules = law.program.compiled if chosen is None else chosen
    bound = tuple(one for one in rules if binds(one, law.pack, kind))
    tables = fact_tables(snapshot.content, law, day.toordinal(), snapshot.taken_on.toordinal())
    verdicts, faults = _verdicts(bound, tables, law.vocabulary, engine)
    return Judged(
        snapshot=snapshot,
        law=law,
        as_of=day,
        engine=engine,
        tables=tables,
        compiled=bound,
        verdicts=verdicts,
        unbound=_unbound(rules, law.pack, kind),
        unwritten=unwritten_chapters(law.pack, kind) if chosen is None else (),
        faults=faults,
    )


def fact_tables(content: Mapping[str, Any], law: Law, as_of: int, taken_on: int) -> FactTables:
    """The tables of facts of a snapshot for a day (both days as ordinals)."""
    context = Context(as_of, taken_on, law.calendar, law.pack.parameters)
    return FactTables(
        gather(content, law.vocabulary, as_of), law.vocabulary, computed_columns(law), context
    )


def computed_columns(law: Law) -> dict[str, Computed]:
    """All computations: derived words and the columns of the compiled rules."""
    words = {name: one.computed for name, one in derived_words().items()}
    return words | dict(law.program.computed)


def binds(compiled: Compiled, pack: Pack, kind: str) -> bool:
    """Whether the rule's chapter binds a type of institution."""
    place = compiled.rule.place
    types = pack.acts[place.act].chapters[place.chapter].binds
    return not types or kind in types


def unwritten_chapters(pack: Pack, kind: str) -> tuple[str, ...]:
    """Chapters that bind a type of institution although nobody has written their rules yet."""
    written = {(topic.act, topic.chapter) for topic in pack.topics.values()}
    return tuple(
        f"{act.name}/{chapter.name}"
        for act in pack.acts.values()
        for chapter in act.chapters.values()
        if (not chapter.binds or kind in chapter.binds) and (act.name, chapter.name) not in written
    )


def _unbound(rules: Sequence[Compiled], pack: Pack, kind: str) -> dict[str, tuple[Compiled, ...]]:
    found: dict[str, list[Compiled]] = {}
    for one in rules:
        if not binds(one, pack, kind):
            place = one.rule.place
            found.setdefault(f"{place.act}/{place.chapter}", []).append(one)
    return {name: tuple(group) for name, group in found.items()}


def _verdicts(
    compiled: Sequence[Compiled], tables: FactTables, words: Vocabulary, engine: EngineChoice
) -> tuple[list[bytes], tuple[Fault, ...]]:
    verdicts: list[bytes] = [b""] * len(compiled)
    faults: list[Fault] = []
    by_kind: dict[str, list[int]] = {}
    for number, one in enumerate(compiled):
        by_kind.setdefault(one.rule.about, []).append(number)
    for kind, numbers in by_kind.items():
        judgements = [compiled[number].judgement for number in numbers]
        facts = tables.table(kind)
        table = Table(kind, facts.size, facts.columns)
        name = partial(_name, tables, words, kind)
        answers, found = _judge_table(judgements, table, engine, name)
        faults.extend(found)
        for number, answer in zip(numbers, answers, strict=True):
            verdicts[number] = answer
    return verdicts, tuple(faults)


@cache
def _durable_engine() -> DurableEngine:
    """Kept for the whole process, so that rulesets are compiled once."""
    return DurableEngine()


def _name(tables: FactTables, words: Vocabulary, kind: str, number: int) -> str:
    """The subject at a place of its table, as a fault names it."""
    key = key_of(tables, words, kind, number)
    return kind if key == kind else f"{kind} {key}"


def _judge_table(
    judgements: Sequence[Judgement], table: Table, engine: EngineChoice, name: Callable[[int], str]
) -> tuple[list[bytes], list[Fault]]:
    if engine is EngineChoice.PLAIN:
        return plain.judge(judgements, table), []
    try:
        first = _durable_engine().judge(judgements, table)
    except EngineFault as fault:
        found = [Fault("", None, table.kind, str(fault))]
        return plain.judge(judgements, table), found
    if engine is EngineChoice.DURABLE:
        return first, []
    answers = plain.judge(judgements, table)
    faults: list[Fault] = []
    for number, (judgement, one, two) in enumerate(zip(judgements, first, answers, strict=True)):
        if one != two:
            answers[number], found = _compared(judgement, one, two, name)
            faults.extend(found)
    return answers, faults


def _compared(
    judgement: Judgement, first: bytes, second: bytes, name: Callable[[int], str]
) -> tuple[bytes, list[Fault]]:
    """The verdicts on which both engines agree, and a fault for each of the others."""
    agreed, found = bytearray(second), []
    for place, (one, two) in enumerate(zip(first, second, strict=True)):
        if one != two:
            agreed[place] = DISPUTED
            what = f"durable: {Code(one).name}, plain: {Code(two).name}"
            found.append(Fault(judgement.rule, judgement.row, name(place), what))
    return bytes(agreed), found
