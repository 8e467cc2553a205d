"""How a value of a snapshot becomes a value of a column."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from checker.facts.columns import Values
from checker.values import (
    NONE,
    Partial,
    Sort,
    Value,
    encode_date,
    encode_moment,
    encode_number,
    is_known,
)
from checker.vocabulary.words import Word

MISSING: Final = object()
"""Stands for a value that is not recorded."""
_QUOTES: Final = str.maketrans(dict.fromkeys("\"'`«»“”„‟‘’"))


def normal(text: str) -> str:
    """A text as it is compared with others: without quotes, case and superfluous spaces."""
    return " ".join(text.translate(_QUOTES).split()).casefold()


def opened(mask: Value) -> int:
    """The mask of a set to which more may belong."""
    return -1 - (0 if mask is None or not is_known(mask) else int(mask))


def mask_of(values: Values) -> Value:
    """A set as a bit mask; ``-1 - mask`` when more may belong to it than is recorded."""
    if values is None:
        return None
    mask = 0
    open_ = isinstance(values, Partial)
    for value in values:
        if value is None:
            open_ = True
        elif value == value:
            mask |= 1 << (int(value) - 1)
    return -1 - mask if open_ else mask


def encoder(word: Word, texts: dict[str, int]) -> Callable[[Any], Value]:
    """How a raw value of a word becomes a column's; ``texts`` numbers the texts met so far."""
    places = {choice: number for number, choice in enumerate(word.choices, start=1)}
    simple: dict[Sort, Callable[[Any], Value]] = {
        Sort.DATE: encode_date,
        Sort.MOMENT: encode_moment,
        Sort.YESNO: int,
        Sort.CHOICE: places.__getitem__,
        Sort.COUNT: int,
        Sort.NUMBER: encode_number,
        Sort.TEXT: lambda value: texts.setdefault(normal(value), len(texts) + 1),
        Sort.DIGITS: int,
        Sort.CHOICES: lambda values: sum(1 << (places[value] - 1) for value in values),
    }
    known: dict[Any, Value] = {}
    encode = simple[word.sort]
    remembered = word.sort in (Sort.DATE, Sort.CHOICE, Sort.TEXT)

    def encoded(value: Any) -> Value:
        if value is MISSING:
            return None
        if value is None:
            return NONE
        if not remembered:
            return encode(value)
        found = known.get(value)
        if found is None:
            found = known[value] = encode(value)
        return found

    return encoded
