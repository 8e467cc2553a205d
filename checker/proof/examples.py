"""Running the examples of the packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.auditing.causes import Causes
from checker.auditing.missing import Openness
from checker.calendar.working_days import WorkingCalendar
from checker.compiler.editions import read_regime
from checker.compiler.rules import Compiled
from checker.engine import plain
from checker.engine.model import Code, Table
from checker.facts.columns import Computed, Context
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.packs.model import Example
from checker.proof.given import days_of, document_of, encode_given
from checker.vocabulary.words import Vocabulary

WORDS = {
    Code.MET: "met",
    Code.BREACHED: "breached",
    Code.NOT_DUE: "not due",
    Code.NOT_APPLICABLE: "not applicable",
    Code.UNDETERMINED: "undetermined",
}
"""The verdicts as examples and reports write them."""


@dataclass(frozen=True, slots=True)
class Laboratory:
    """What examples are tried with."""

    vocabulary: Vocabulary
    computed: Mapping[str, Computed]
    calendar: WorkingCalendar
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Failure:
    """An example whose verdict is not the expected one."""

    compiled: Compiled
    example: Example
    verdict: str
    """The verdict that came out, and its cause where the example expects another."""


def run_examples(compiled: Iterable[Compiled], laboratory: Laboratory) -> tuple[int, list[Failure]]:
    """Run every example; the number run, and those that failed."""
    count, failures = 0, []
    for one in compiled:
        for example in examples_of(one):
            count += 1
            tables = tables_of(one.rule.about, example, laboratory)
            verdict = WORDS[code_of(one, tables)]
            if verdict == example.expect and example.cause is not None:
                cause = cause_of(one, tables, laboratory)
                if cause != example.cause:
                    failures.append(Failure(one, example, f"{verdict}, {cause}"))
            elif verdict != example.expect:
                failures.append(Failure(one, example, verdict))
    return count, failures


def cause_of(compiled: Compiled, tables: FactTables, laboratory: Laboratory) -> str:
    """The cause of an undetermined verdict on the first subject of the rule's kind."""
    openness = Openness(tables, laboratory.vocabulary, laboratory.computed)
    causes = Causes(openness, tables, laboratory.vocabulary)
    regime = openness.value(compiled.rule.about, compiled.regime, 0)
    place = 0 if regime is None else read_regime(int(regime))[0]
    return str(causes.of(compiled, compiled.variants[place], regime, 0)[0])


def examples_of(compiled: Compiled) -> tuple[Example, ...]:
    """The examples of a rule, or of one row of it."""
    row = compiled.row.row if compiled.row is not None else None
    return tuple(example for example in compiled.rule.examples if example.row == row)


def code_of(compiled: Compiled, tables: FactTables) -> Code:
    """The verdict on the first subject of the rule's kind."""
    kind = compiled.rule.about
    table = Table(kind, tables.size(kind), tables.table(kind).columns)
    return Code(plain.judge([compiled.judgement], table)[0][0])


def tables_of(about: str, example: Example, laboratory: Laboratory) -> FactTables:
    """The tables of facts of an example."""
    as_of, taken_on = days_of(example)
    context = Context(
        as_of.toordinal(), taken_on.toordinal(), laboratory.calendar, laboratory.parameters
    )
    document = document_of(example.given, about, laboratory.vocabulary, taken_on)
    records = gather(document, laboratory.vocabulary, context.as_of)
    given: dict[str, Any] = {
        name: encode_given(laboratory.vocabulary.words[name], value)
        for name, value in example.given.items()
        if laboratory.vocabulary.words[name].derived
    }
    return FactTables(records, laboratory.vocabulary, laboratory.computed, context, given)
