"""Compiling conditions into what is certainly true and what is certainly false."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from checker.engine.model import FALSE, TRUE, Formula, Test
from checker.facts.columns import Computed, Context
from checker.packs.requirements import Compare, Comparison, Condition, FactRef, Plain
from checker.values import Sort, Value, encode_moment, encode_number, is_none
from checker.vocabulary.words import Vocabulary, Word

_TESTS: dict[Comparison, Test] = {
    Comparison.IS: "eq",
    Comparison.AT_LEAST: "ge",
    Comparison.AT_MOST: "le",
    Comparison.MORE_THAN: "gt",
    Comparison.LESS_THAN: "lt",
    Comparison.ON_OR_AFTER: "ge",
    Comparison.ON_OR_BEFORE: "le",
    Comparison.AFTER: "gt",
    Comparison.BEFORE: "lt",
}


@dataclass(slots=True)
class Columns:
    """The computed columns that the compiled rules ask for, by name."""

    vocabulary: Vocabulary
    computed: dict[str, Computed] = field(default_factory=dict)

    def add(
        self, name: str, kind: str, inputs: tuple[Any, ...], compute: Callable[..., Value]
    ) -> str:
        """Ask for a column; the same name always means the same column."""
        self.computed.setdefault(name, Computed(name, kind, inputs, compute))
        return name

    def includes(self, word: Word, choice: str) -> str:
        """The column that says whether a set contains a choice."""
        bit = 1 << word.choices.index(choice)
        name = f"{word.name} includes {choice}"
        return self.add(name, word.kind, (word.name,), _includes(bit))

    def not_empty(self, word: Word) -> str:
        """The column that says whether a list has anything in it."""
        return self.add(f"{word.name} has any", word.kind, (word.name,), _has_any)


def all_of(*parts: Formula) -> Formula:
    """A formula that is true when every part is; constants are folded away."""
    kept = tuple(part for part in parts if part != TRUE)
    if FALSE in kept:
        return FALSE
    return kept[0] if len(kept) == 1 else ("all", kept)


def any_of(*parts: Formula) -> Formula:
    """A formula that is true when one part is; constants are folded away."""
    kept = tuple(part for part in parts if part != FALSE)
    if TRUE in kept:
        return TRUE
    return kept[0] if len(kept) == 1 else ("any", kept)


def certain(condition: Condition, wanted: bool, columns: Columns) -> Formula:
    """The formula that holds when the condition is certainly true, or certainly false."""
    if isinstance(condition, Compare):
        return _leaf(condition, wanted, columns)
    negated = condition.how == "none"
    parts = [certain(part, wanted != negated, columns) for part in condition.parts]
    every = (condition.how != "any") == wanted
    return all_of(*parts) if every else any_of(*parts)


def _leaf(compare: Compare, wanted: bool, columns: Columns) -> Formula:
    word = columns.vocabulary.words[compare.fact]
    value = compare.value
    if compare.comparison is Comparison.EXISTS:
        return _existence(word, wanted == value, columns)
    if isinstance(value, FactRef):
        return ("leaf", word.name, _TESTS[compare.comparison], value.fact, wanted)
    if isinstance(value, tuple) or word.sort is Sort.CHOICES:
        values = value if isinstance(value, tuple) else (value,)
        every = compare.comparison is Comparison.INCLUDES_EVERY_ONE_OF
        parts = [_one(word, part, wanted, columns) for part in values]
        return all_of(*parts) if every == wanted else any_of(*parts)
    return ("leaf", word.name, _TESTS[compare.comparison], encode(word, value), wanted)


def _one(word: Word, value: Plain, wanted: bool, columns: Columns) -> Formula:
    if word.sort is Sort.CHOICES:
        return ("leaf", columns.includes(word, str(value)), "eq", 1, wanted)
    return ("leaf", word.name, "eq", encode(word, value), wanted)


def _existence(word: Word, wanted: bool, columns: Columns) -> Formula:
    if word.sort is Sort.CHOICES or word.set_of is not None:
        return ("leaf", columns.not_empty(word), "eq", 1, wanted)
    return ("leaf", word.name, "exists", 0, wanted)


def encode(word: Word, value: Plain) -> int:
    """Encode a rule's value as the word's columns hold it."""
    if word.choices:
        return word.choices.index(str(value)) + 1
    if isinstance(value, date):
        return value.toordinal()
    if word.sort is Sort.NUMBER:
        return encode_number(float(Decimal(str(value))))
    if word.sort is Sort.MOMENT:
        return encode_moment(str(value))
    return int(value)


def _includes(bit: int) -> Callable[[Context, Value], Value]:
    def includes(_: Context, mask: Value) -> Value:
        if mask is None:
            return None
        if is_none(mask):
            return 0
        recorded = int(mask)
        if recorded < 0:
            return 1 if (-1 - recorded) & bit else None
        return 1 if recorded & bit else 0

    return includes


def _has_any(_: Context, mask: Value) -> Value:
    if mask is None:
        return None
    if is_none(mask):
        return 0
    recorded = int(mask)
    if recorded < 0:
        return 1 if recorded < -1 else None
    return 1 if recorded else 0
