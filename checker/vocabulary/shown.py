"""A column's value as a report writes it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from checker.values import EPOCH_ORDINAL, MINUTES_A_DAY, NUMBER_SCALE, Sort, Value, is_none
from checker.vocabulary.words import Word

Shown = bool | int | Decimal | str | date | tuple[str, ...] | None
"""A fact as a report writes it; ``None`` is "recorded: there is none"."""


def shown(word: Word, value: Value) -> Shown:
    """Decode a value that is recorded; ``None`` where it is recorded as none."""
    if value is None or is_none(value):
        return None
    return _DECODERS[word.sort](word, int(value))


def _moment(_: Word, minutes: int) -> Shown:
    day, minute = divmod(minutes, MINUTES_A_DAY)
    hour, minute = divmod(minute, 60)
    return f"{date.fromordinal(EPOCH_ORDINAL + day).isoformat()}T{hour:02}:{minute:02}"


def _choices(word: Word, mask: int) -> Shown:
    members = mask if mask >= 0 else -1 - mask
    return tuple(choice for bit, choice in enumerate(word.choices) if members >> bit & 1)


_DECODERS: dict[Sort, Callable[[Word, int], Shown]] = {
    Sort.DATE: lambda _, value: date.fromordinal(value),
    Sort.MOMENT: _moment,
    Sort.YESNO: lambda _, value: bool(value),
    Sort.CHOICE: lambda word, value: word.choices[value - 1],
    Sort.CHOICES: _choices,
    Sort.COUNT: lambda _, value: value,
    Sort.NUMBER: lambda _, value: Decimal(value) / NUMBER_SCALE,
    Sort.TEXT: lambda _word, _value: True,
    Sort.DIGITS: lambda _word, _value: True,
}
