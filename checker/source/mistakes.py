"""Mistakes of a document: where each one is, what is wrong, and what to do about it.

A mistake never quotes a value that could be personal: it names places, types and words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from checker.texts import text

MOST_MISTAKES: Final = 10_000
LONGEST_GUESSED: Final = 80
# Cyrillic letters that look Latin, and signs typed for an underscore.
_LOOKALIKES: Final = str.maketrans("асеорхіуАСЕОРХІУ- ", "aceopxiyACEOPXIY__")
_WORD: Final = re.compile(r"(?!.*[0-9]{6})[A-Za-z0-9_./\-]{1,60}")
_WORDS: Final = re.compile(r"(?!.*[0-9]{6})[A-Za-z0-9_./\- ]{1,60}")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the catalogue (its message id), said in the language of the sentence."""

    message: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a schema itself brings along in the three languages."""

    kk: str
    ru: str
    en: str


Said = str | int | Term | tuple[Term, ...] | Sentence


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. Line and column are 1-based; 0 when unknown.

    `pointer` is a JSON pointer ("" is the whole document); `message` and `hint` are ids of the
    catalogue ("" is no hint) and share the `values` of their placeholders.
    """

    file: str
    line: int
    column: int
    pointer: str
    message: str
    values: tuple[tuple[str, Said], ...] = ()
    hint: str = ""

    def say(self, lang: str) -> str:
        """Say the mistake in kk, ru or en. Raises LookupError for an unknown language or id."""
        values = {name: _said(lang, value) for name, value in self.values}
        sentences = [
            text(lang, message, **values) for message in (self.message, self.hint) if message
        ]
        place = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in self.file)
        if self.line:
            place += f":{self.line}:{self.column}"
        inside = f" ({shown_pointer(self.pointer)})" if self.pointer else ""
        return f"{place}{inside}: {' '.join(sentences)}"


class Refused(Exception):  # noqa: N818 - what it says of the document
    """The document is refused; `mistakes` says why, in the order of the text."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("; ".join(mistake.say("en") for mistake in self.mistakes[:3]))


@dataclass(slots=True)
class Mistakes:
    """A collection that gives up, with Refused, beyond what anybody could read."""

    found: list[Mistake] = field(default_factory=list)

    def add(self, mistake: Mistake) -> None:
        """Add a mistake. Raises Refused with all of them when there are too many."""
        self.found.append(mistake)
        if len(self.found) >= MOST_MISTAKES:
            too_many = (("count", MOST_MISTAKES),)
            last = Mistake(mistake.file, 0, 0, "", "source.file.too_many", too_many)
            raise Refused([*self.in_order(), last])

    def in_order(self) -> tuple[Mistake, ...]:
        """Return the mistakes in the order of the text."""
        return tuple(sorted(self.found, key=lambda mistake: (mistake.line, mistake.column)))

    def refuse_if_any(self) -> None:
        """Raise Refused unless there is no mistake."""
        if self.found:
            raise Refused(self.in_order())


def refusal(
    file: str, line: int, column: int, message: str, *, hint: str = "", **values: Said
) -> Refused:
    """Return the refusal of a whole document for one reason."""
    return Refused([Mistake(file, line, column, "", message, tuple(values.items()), hint)])


def shown(word: str, *, spaces: bool = False) -> str:
    """Return the word, or a mark of omission where it may be personal.

    Only short Latin words without long runs of digits are shown: never a name, never an IIN.
    """
    allowed = _WORDS if spaces else _WORD
    return word if allowed.fullmatch(word) else "…"


def shown_pointer(pointer: str) -> str:
    """Return the JSON pointer with every part that may be personal left out."""
    return "/".join(
        part if not part or _WORD.fullmatch(part) else "…" for part in pointer.split("/")
    )


def nearest_word(word: str, known: list[str]) -> str:
    """Return the known word most like the one given, or "" where none is like it."""
    if len(word) > LONGEST_GUESSED:
        return ""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", word.translate(_LOOKALIKES)).lower()
    near = get_close_matches(snake, known, n=1) or get_close_matches(word, known, n=1)
    return near[0] if near else ""


def _said(lang: str, value: Said) -> str:
    if isinstance(value, Term):
        return text(lang, value.message)
    if isinstance(value, Sentence):
        return {"kk": value.kk, "ru": value.ru, "en": value.en}[lang]
    if isinstance(value, tuple):
        return text(lang, "source.or").join(text(lang, term.message) for term in value)
    return str(value)
