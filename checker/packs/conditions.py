"""Reading conditions and the values that examples give."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from checker.packs.problems import Problems
from checker.packs.requirements import Compare, Comparison, Condition, FactRef, Group, Plain
from checker.values import Sort
from checker.vocabulary.words import Vocabulary, Word

_ORDERED = frozenset(
    {Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.MORE_THAN, Comparison.LESS_THAN}
)
_DATED = frozenset(
    {Comparison.ON_OR_AFTER, Comparison.ON_OR_BEFORE, Comparison.AFTER, Comparison.BEFORE}
)
_SETS = frozenset(
    {Comparison.INCLUDES, Comparison.INCLUDES_ANY_OF, Comparison.INCLUDES_EVERY_ONE_OF}
)
_DAYS = (Sort.DATE, Sort.MOMENT)
_NUMBERS = (Sort.COUNT, Sort.NUMBER)
_NAMES = (Sort.TEXT, Sort.DIGITS)


class ConditionReader:
    """Reads conditions about one kind of subject."""

    def __init__(
        self, visible: Mapping[str, Word], vocabulary: Vocabulary, problems: Problems
    ) -> None:
        """Read with the words that the kind sees."""
        self._visible = visible
        self._vocabulary = vocabulary
        self.problems = problems

    def condition(self, node: Mapping[str, Any], pointer: str) -> Condition:
        """Read a condition."""
        if "fact" not in node:
            ((how, parts),) = node.items()
            return Group(
                how,
                tuple(
                    self.condition(part, f"{pointer}/{how}/{number}")
                    for number, part in enumerate(parts)
                ),
            )
        name = node["fact"]
        ((comparison, value),) = ((key, part) for key, part in node.items() if key != "fact")
        return self._compare(name, Comparison(comparison), value, pointer)

    def word(self, name: str, pointer: str) -> Word | None:
        """The word of this name, if the subject sees it."""
        word = self._visible.get(name)
        if word is None:
            if name in self._vocabulary.words:
                self.problems.add(pointer, "pack.word_out_of_sight", word=name)
            else:
                self.problems.unknown(pointer, "pack.word", name, self._visible)
        return word

    def sort(self, name: str, pointer: str, *sorts: Sort, below: str = "") -> None:
        """Demand a word of one of these sorts: a visible one, or one of the kind ``below``."""
        known = self._vocabulary.words.get(name)
        word = known if known and known.kind == below else self.word(name, pointer)
        if word is not None and word.sort not in sorts:
            self.problems.add(
                pointer, "pack.sort", word=name, sort=str(word.sort), wanted=", ".join(sorts)
            )

    def child_word(self, name: str, pointer: str) -> None:
        """Demand a date word of any kind (a list of dates over the subject's records)."""
        if name not in self._vocabulary.words:
            self.problems.unknown(pointer, "pack.word", name, self._vocabulary.words)

    def choices(self, name: str) -> tuple[str, ...]:
        """The closed list of a word's values, whichever kind it belongs to."""
        word = self._vocabulary.words.get(name)
        return word.choices if word is not None else ()

    def given(self, name: str, value: Any, pointer: str) -> Plain | tuple[Plain, ...] | None:
        """Read the value that an example gives to a word."""
        below = self._vocabulary.words.get(name) if isinstance(value, list) else None
        word = below or self.word(name, pointer)
        if value is None or word is None:
            return None
        if isinstance(value, list):
            for part in value:
                if part is not None:
                    self._fits(word, part, pointer)
            return tuple(_plain(part) for part in value)
        self._fits(word, value, pointer)
        return _plain(value)

    def _compare(self, name: str, comparison: Comparison, value: Any, pointer: str) -> Compare:
        word = self.word(name, f"{pointer}/fact")
        place = f"{pointer}/{comparison}"
        to_fact = isinstance(value, Mapping)
        if word is not None and not _suits(word.sort, comparison, to_fact=to_fact):
            self.problems.add(
                place, "pack.comparison", comparison=str(comparison), word=name, sort=str(word.sort)
            )
            word = None
        if to_fact:
            other = self.word(value["fact"], f"{place}/fact")
            if word is not None and other is not None and word.sort != other.sort:
                self.problems.add(place, "pack.unlike", word=name, other=other.name)
            return Compare(name, comparison, FactRef(value["fact"]))
        values = value if isinstance(value, list) else [value]
        if word is not None and comparison is not Comparison.EXISTS:
            for part in values:
                self._fits(word, part, place)
        if isinstance(value, list):
            return Compare(name, comparison, tuple(_plain(part) for part in value))
        return Compare(name, comparison, _plain(value))

    def _fits(self, word: Word, value: Any, pointer: str) -> None:
        if word.choices:
            if value not in word.choices:
                self.problems.unknown(pointer, "pack.choice", str(value), word.choices)
        elif not _right_type(word.sort, value):
            self.problems.add(
                pointer, "pack.value", word=word.name, sort=str(word.sort), value=str(value)
            )


def _suits(sort: Sort, comparison: Comparison, *, to_fact: bool) -> bool:
    if comparison is Comparison.EXISTS:
        return True
    if comparison in _ORDERED:
        return sort in _NUMBERS
    if comparison in _DATED:
        return sort in _DAYS
    if comparison in _SETS:
        return sort is Sort.CHOICES
    if sort in _NAMES:
        return to_fact and comparison is Comparison.IS
    return sort is not Sort.CHOICES


def _right_type(sort: Sort, value: Any) -> bool:
    if sort is Sort.YESNO:
        return isinstance(value, bool)
    if sort is Sort.DATE:
        return isinstance(value, date)
    if sort is Sort.COUNT:
        return isinstance(value, int) and not isinstance(value, bool)
    if sort is Sort.NUMBER:
        return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return isinstance(value, str)


def _plain(value: Any) -> Plain:
    return Decimal(str(value)) if isinstance(value, float) else value
