"""Perturbation and forgetting: no change of a rule goes unnoticed, no gap becomes a verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from checker.compiler.rules import Compiled, compile_rules
from checker.facts.columns import Computed, Context
from checker.facts.records import Records, gather
from checker.facts.table import FactTables
from checker.packs.model import Act, ActEdition, Example, Rule
from checker.proof.examples import WORDS, Laboratory, code_of, examples_of
from checker.proof.given import days_of, document_of, encode_given
from checker.proof.mutants import Mutant, mutants_of


@dataclass(frozen=True, slots=True)
class Survivor:
    """A changed rule that none of its examples notices."""

    name: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A fact whose absence turned a verdict into another certain one."""

    rule: Rule
    example: Example
    fact: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What was tried, and what failed."""

    mutants: int
    equivalent: tuple[str, ...]
    """Survivors that are listed as changing nothing, each with its reason."""
    survivors: tuple[Survivor, ...]
    forgettings: int
    forgotten: tuple[Forgotten, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing survived and nothing was forgotten."""
        return not self.survivors and not self.forgotten


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An example whose records are sorted already."""

    example: Example
    records: Mapping[str, Records]
    given: Mapping[str, Any]
    context: Context

    def verdict(
        self, compiled: Compiled, computed: Mapping[str, Computed], laboratory: Laboratory
    ) -> str:
        tables = FactTables(self.records, laboratory.vocabulary, computed, self.context, self.given)
        return WORDS[code_of(compiled, tables)]


def prove(
    rules: Sequence[Rule],
    acts: Mapping[str, Act],
    laboratory: Laboratory,
    equivalent: Mapping[str, object] = MappingProxyType({}),
    witness: Callable[[Rule], bool] = lambda _: False,
) -> Proof:
    """Try every change of every rule, and leave out every fact of every example.

    ``equivalent`` names the mutants that are known to change nothing; ``witness`` tells whether
    something else than the examples notices a changed rule, such as a second transcription.
    """
    mutants = 0
    survivors: list[Survivor] = []
    for rule in rules:
        bench = _Bench(rule, acts, laboratory)
        for mutant in mutants_of(rule, laboratory.vocabulary):
            mutants += 1
            if not bench.notices(mutant) and not witness(mutant.rule):
                survivors.append(Survivor(mutant.name, rule.place.file, rule.place.line))
    days, unnoticed = _edition_days(rules, acts, laboratory)
    forgettings, forgotten = _forget(rules, acts, laboratory)
    found = (*survivors, *unnoticed)
    return Proof(
        mutants + days,
        tuple(one.name for one in found if one.name in equivalent),
        tuple(one for one in found if one.name not in equivalent),
        forgettings,
        tuple(forgotten),
    )


class _Bench:
    """The examples of one rule, ready to be tried on its mutants."""

    def __init__(self, rule: Rule, acts: Mapping[str, Act], laboratory: Laboratory) -> None:
        self._acts = acts
        self._laboratory = laboratory
        self._by_row: dict[str | None, list[_Prepared]] = {}
        for example in rule.examples:
            prepared = _prepare(rule.about, example, laboratory)
            self._by_row.setdefault(example.row, []).append(prepared)

    def notices(self, mutant: Mutant) -> bool:
        """Whether an example of the changed row, or of any row, has another verdict."""
        rule = mutant.rule
        if mutant.row is not None:
            rows = tuple(row for row in rule.rows if row.row == mutant.row)
            rule = replace(rule, rows=rows)
        elif rule.rows:
            rows = tuple(row for row in rule.rows if row.row in self._by_row)
            if not rows:
                return False
            rule = replace(rule, rows=rows)
        return self.fails(rule, self._acts)

    def fails(self, rule: Rule, acts: Mapping[str, Act]) -> bool:
        """Whether an example has another verdict under this rule and these acts."""
        program = compile_rules([rule], acts, self._laboratory.vocabulary)
        computed = dict(self._laboratory.computed) | dict(program.computed)
        for compiled in program.compiled:
            row = compiled.row.row if compiled.row is not None else None
            for prepared in self._by_row.get(row, ()):
                verdict = prepared.verdict(compiled, computed, self._laboratory)
                if verdict != prepared.example.expect:
                    return True
        return False


def _prepare(about: str, example: Example, laboratory: Laboratory) -> _Prepared:
    as_of, taken_on = days_of(example)
    context = Context(
        as_of.toordinal(), taken_on.toordinal(), laboratory.calendar, laboratory.parameters
    )
    document = document_of(example.given, about, laboratory.vocabulary, taken_on)
    words = laboratory.vocabulary.words
    given = {
        name: encode_given(words[name], value)
        for name, value in example.given.items()
        if words[name].derived
    }
    return _Prepared(
        example, gather(document, laboratory.vocabulary, context.as_of), given, context
    )


def _edition_days(
    rules: Sequence[Rule], acts: Mapping[str, Act], laboratory: Laboratory
) -> tuple[int, list[Survivor]]:
    """Move each edition's two days by one: some example of the act must notice."""
    count, unnoticed = 0, []
    for act in acts.values():
        for edition in act.editions.values():
            using = [rule for rule in rules if _uses(rule, act.name, edition.name)]
            benches = [(rule, _Bench(rule, acts, laboratory)) for rule in using]
            for what, changed in _moved(act, edition.name):
                count += 1
                if using and not any(bench.fails(rule, changed) for rule, bench in benches):
                    name = f"{act.name} {edition.name}: {what}"
                    unnoticed.append(Survivor(name, f"{act.name}/act.yaml", 1))
    return count, unnoticed


def _uses(rule: Rule, act: str, edition: str) -> bool:
    return rule.place.act == act and any(one.since == edition for one in rule.editions)


def _moved(act: Act, name: str) -> Iterator[tuple[str, dict[str, Act]]]:
    edition = act.editions[name]
    first, sure, unread = edition.not_before, edition.in_force_by, edition.unread_since
    for days in (-1, 1):
        step = timedelta(days=days)
        if first == sure:
            moved = replace(edition, not_before=first + step, in_force_by=sure + step)
            yield f"in force from {sure + step}", _with(act, moved)
        else:
            moved = replace(edition, not_before=first + step)
            yield f"not before {first + step}", _with(act, moved)
            if unread is None or unread > sure:
                moved = replace(edition, in_force_by=sure + step)
                yield f"in force by {sure + step}", _with(act, moved)
        if unread is not None and unread > sure:
            moved = replace(edition, unread_since=unread + step)
            yield f"unread since {unread + step}", _with(act, moved)
        if act.in_force_until is not None:
            until = act.in_force_until + step
            yield f"in force until {until}", {act.name: replace(act, in_force_until=until)}


def _with(act: Act, edition: ActEdition) -> dict[str, Act]:
    return {act.name: replace(act, editions={**act.editions, edition.name: edition})}


def _forget(
    rules: Iterable[Rule], acts: Mapping[str, Act], laboratory: Laboratory
) -> tuple[int, list[Forgotten]]:
    count, found = 0, []
    for rule in rules:
        program = compile_rules([rule], acts, laboratory.vocabulary)
        computed = dict(laboratory.computed) | dict(program.computed)
        for compiled in program.compiled:
            for example in examples_of(compiled):
                for fact in example.given:
                    count += 1
                    less = {name: value for name, value in example.given.items() if name != fact}
                    shorter = replace(example, given=less)
                    prepared = _prepare(rule.about, shorter, laboratory)
                    verdict = prepared.verdict(compiled, computed, laboratory)
                    if verdict not in (example.expect, "undetermined"):
                        found.append(Forgotten(rule, example, fact, verdict))
    return count, found
