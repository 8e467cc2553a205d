"""Texts in all three languages at once, for a page that holds them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Concatenate, ParamSpec, TypeVar

from markupsafe import escape

from checker.findings import Subject
from checker.law import Law
from checker.report.sentences import Sentences
from checker.texts import LANGUAGES
from checker.vocabulary.words import Texts

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """One text in the languages of the catalogue, in their order."""

    texts: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to say."""
        return any(self.texts)

    def __html__(self) -> str:
        """Its markup, escaped: one element for each language, or none where all are alike.

        The page shows the one whose language is chosen.
        """
        if len(set(self.texts)) == 1:
            return str(escape(self.texts[0]))
        return "".join(
            f"<span lang={lang}>{escape(one)}</span>"
            for lang, one in zip(LANGUAGES, self.texts, strict=True)
            if one
        )

    def in_language(self, lang: str) -> str:
        """The text in one language, for what can hold only one."""
        return dict(self.by_language())[lang]

    def by_language(self) -> Iterable[tuple[str, str]]:
        """Each language with its text."""
        return zip(LANGUAGES, self.texts, strict=True)


def plain(text: str) -> Said:
    """A text that is the same in every language."""
    return Said((text,) * len(LANGUAGES))


class Voices:
    """Says everything in three languages."""

    def __init__(self, law: Law) -> None:
        """Speak about these packs and words."""
        self._each = tuple(Sentences(law, lang) for lang in LANGUAGES)
        self._labels: dict[str, Said] = {}
        self._kinds: dict[str, Said] = {}

    def said(self, how: Callable[[Sentences], str]) -> Said:
        """What is said so, by each language."""
        return Said(tuple(how(one) for one in self._each))

    def ask(
        self, how: Callable[Concatenate[Sentences, P], str], *args: P.args, **kwargs: P.kwargs
    ) -> Said:
        """What each language answers to the same question."""
        return Said(tuple(how(one, *args, **kwargs) for one in self._each))

    def lines(self, how: Callable[[Sentences], Iterable[str]]) -> tuple[Said, ...]:
        """Several sentences, as many in each language."""
        return tuple(map(Said, self.each(how)))

    def each(self, how: Callable[[Sentences], Iterable[T]]) -> Iterator[tuple[T, ...]]:
        """Several things that each language tells, as many in each, language beside language."""
        return zip(*(how(one) for one in self._each), strict=True)

    def text(self, message: str, /, **values: object) -> Said:
        """A sentence of the catalogue; a value may itself be ``Said``."""
        return Said(
            tuple(
                one.say(
                    message,
                    **{
                        name: value.texts[place] if isinstance(value, Said) else value
                        for name, value in values.items()
                    },
                )
                for place, one in enumerate(self._each)
            )
        )

    def own(self, name: str, /, **values: object) -> Said:
        """A sentence that only the page says."""
        return self.text(f"html.{name}", **values)

    def of(self, texts: Texts) -> Said:
        """A text of the packs; nothing where there is none."""
        return self.ask(Sentences.of, texts)

    def day(self, day: date) -> Said:
        """A day as each language writes it."""
        return self.ask(Sentences.day, day)

    def number(self, number: int) -> Said:
        """A number as each language writes it."""
        return self.ask(Sentences.number, number)

    def label(self, word: str) -> Said:
        """What a word stands for."""
        if word not in self._labels:
            self._labels[word] = self.ask(Sentences.label, word)
        return self._labels[word]

    def kind(self, name: str) -> Said:
        """A kind of subject."""
        if name not in self._kinds:
            whole = Subject(name, "institution", "")  # said without a key
            self._kinds[name] = self.ask(Sentences.subject, whole)
        return self._kinds[name]
