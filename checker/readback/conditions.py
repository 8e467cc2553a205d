"""Conditions as indented lines."""

from __future__ import annotations

from collections.abc import Iterator

from checker.packs.requirements import Compare, Comparison, Condition, FactRef, Plain
from checker.texts import spoken, text
from checker.vocabulary.words import Vocabulary, Word

INDENT = "  "


class Speaker:
    """Says words, values and conditions in one language."""

    def __init__(self, vocabulary: Vocabulary, lang: str) -> None:
        """Speak ``kk``, ``ru`` or ``en``."""
        self.vocabulary = vocabulary
        self.lang = lang

    def say(self, message: str, **values: object) -> str:
        """A sentence of the catalogue."""
        return text(self.lang, f"readback.{message}", **values)

    def word(self, name: str) -> str:
        """A word's label in quotation marks, with its unit."""
        word = self.vocabulary.words[name]
        label = word.label[self.lang]
        return f"«{label}»"

    def value(self, name: str, value: Plain | tuple[Plain, ...] | FactRef) -> str:
        """A value of a word."""
        if isinstance(value, FactRef):
            return self.word(value.fact)
        word = self.vocabulary.words[name]
        if isinstance(value, tuple):
            return "; ".join(self._one(word, part) for part in value)
        return self._one(word, value)

    def _one(self, word: Word, value: Plain) -> str:
        if isinstance(value, bool):
            return self.say("yes" if value else "no")
        if isinstance(value, str) and value in word.choice_labels:
            return word.choice_labels[value][self.lang]
        return str(spoken(self.lang, value))

    def condition(self, condition: Condition, depth: int = 0) -> Iterator[str]:
        """The condition's lines."""
        lead = INDENT * depth + "– "
        if isinstance(condition, Compare):
            yield lead + self._compare(condition)
            return
        yield lead + self.say(f"group.{condition.how}")
        for part in condition.parts:
            yield from self.condition(part, depth + 1)

    def _compare(self, compare: Compare) -> str:
        word = self.word(compare.fact)
        if compare.comparison is Comparison.EXISTS:
            return self.say("exists" if compare.value is True else "absent", word=word)
        value = self.value(compare.fact, compare.value)
        return self.say(f"comparison.{compare.comparison}", word=word, value=value)
