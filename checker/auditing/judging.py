"""Judging every subject of a snapshot by every rule that binds it, by one engine or by both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Final

from checker.auditing.snapshot import Snapshot
from checker.auditing.subjects import key_of
from checker.compiler.rules import Compiled
from checker.engine import plain
from checker.engine.durable import DurableEngine, durable_available
from checker.engine.model import Code, EngineFault, Judgement, Table
from checker.facts.columns import Computed, Context
from checker.facts.derived import derived_words
from checker.facts.records import gather
from checker.facts.table import FactTables, Supply
from checker.findings import Testimony
from checker.law import Law
from checker.packs.model import AUDIT_DAY, Pack
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
    law: Law = field(repr=False)
    as_of: date
    engine: EngineChoice
    tables: FactTables = field(repr=False)
    compiled: tuple[Compiled, ...] = field(repr=False)
    verdicts: Sequence[bytes] = field(repr=False)
    unbound: Mapping[str, tuple[Compiled, ...]] = field(repr=False)
    """By chapter, the chosen rules that cannot bind this institution on this day."""
    unwritten: tuple[str, ...]
    """Chapters that bind this type of institution and have no pack, as ``act/chapter``."""
    faults: tuple[Fault, ...]
    testimonies: Mapping[tuple[str, str | None], Mapping[int, Testimony]] = field(
        default_factory=dict, repr=False
    )
    """What persons say: by rule and row, then by the subject's place in its table."""


def judge(
    snapshot: Snapshot,
    law: Law,
    *,
    as_of: date | None = None,
    engine: EngineChoice = EngineChoice.BOTH,
    chosen: Sequence[Compiled] | None = None,
    supplied: Mapping[str, Supply] | None = None,
) -> Judged:
    """Judge a snapshot by the law as of a day, by default the day the snapshot was taken.

    ``supplied`` is what a set says of the institution; without it, rules over a set are left out.
    Without durable-rules on this machine, ``both`` is judged by the plain engine alone.
    """
    day = as_of or snapshot.taken_on
    if engine is EngineChoice.BOTH and not durable_available():
        engine = EngineChoice.PLAIN
    kind = str(snapshot.institution["type"])
    rules = law.program.compiled if chosen is None else chosen
    if supplied is None:
        rules = [one for one in rules if not one.of_set]
    bound = tuple(one for one in rules if binds(one, law.pack, kind, day))
    days = day.toordinal(), snapshot.taken_on.toordinal()
    tables = fact_tables(snapshot.content, law, *days, supplied or {})
    verdicts, faults = _verdicts(bound, tables, law.vocabulary, engine)
    return Judged(
        snapshot=snapshot,
        law=law,
        as_of=day,
        engine=engine,
        tables=tables,
        compiled=bound,
        verdicts=verdicts,
        unbound=_unbound(rules, bound),
        unwritten=unwritten_chapters(law.pack, kind, day) if chosen is None else (),
        faults=faults,
    )


def fact_tables(
    content: Mapping[str, Any],
    law: Law,
    as_of: int,
    taken_on: int,
    supplied: Mapping[str, Supply] = MappingProxyType({}),
) -> FactTables:
    """The tables of facts of a snapshot for a day (both days as ordinals)."""
    context = Context(as_of, taken_on, law.calendar, law.pack.parameters)
    records = gather(content, law.vocabulary, as_of)
    computed = computed_columns(law)
    return FactTables(records, law.vocabulary, computed, context, supplied=supplied)


def computed_columns(law: Law) -> dict[str, Computed]:
    """All computations: derived words and the columns of the compiled rules."""
    words = {name: one.computed for name, one in derived_words().items()}
    return words | dict(law.program.computed)


def binds(compiled: Compiled, pack: Pack, kind: str, day: date) -> bool:
    """Whether a rule can bind a type of institution in an audit as of a day.

    A chapter names the types that it binds. A standing duty ends with its act; an event is judged
    by the law of its own day.
    """
    place = compiled.rule.place
    act = pack.acts[place.act]
    if compiled.rule.judged_as_of == AUDIT_DAY and act.repealed_on(day):
        return False
    types = act.chapters[place.chapter].binds
    return not types or kind in types


def unwritten_chapters(pack: Pack, kind: str, day: date) -> tuple[str, ...]:
    """Chapters that bind a type of institution although nobody has written their rules yet."""
    written = {(topic.act, topic.chapter) for topic in pack.topics.values()}
    return tuple(
        f"{act.name}/{chapter.name}"
        for act in pack.acts.values()
        if not act.repealed_on(day)
        for chapter in act.chapters.values()
        if (not chapter.binds or kind in chapter.binds) and (act.name, chapter.name) not in written
    )


def _unbound(
    rules: Sequence[Compiled], bound: Sequence[Compiled]
) -> dict[str, tuple[Compiled, ...]]:
    judged = set(map(id, bound))
    found: dict[str, list[Compiled]] = {}
    for one in rules:
        if id(one) not in judged:
            found.setdefault(one.rule.place.chapter_path, []).append(one)
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
