"""Answers of three values: yes, no, or left open by the records. No words are derived here."""

from __future__ import annotations

from collections.abc import Iterable

from checker.values import Value, is_known, is_none

Answer = bool | None
"""``None`` when the records leave it open."""


def every(*answers: Answer) -> Answer:
    """Whether all hold: one certain no decides."""
    if False in answers:
        return False
    return None if None in answers else True


def some(answers: Iterable[Answer]) -> Answer:
    """Whether one holds: one certain yes decides."""
    found = list(answers)
    if True in found:
        return True
    return None if None in found else False


def exists(value: Value) -> Answer:
    """Whether there is something, "there is none" being a no."""
    return None if value is None else is_known(value)


def there_is_none(value: Value) -> Answer:
    """Whether it is recorded that there is none."""
    return None if value is None else is_none(value)


def is_one_of(value: Value, *wanted: int) -> Answer:
    """Whether the value is one of these; "there is none" is not."""
    return None if value is None else value in wanted


def later(day: Value, earlier: Value) -> Answer:
    """Whether a day is certainly later than another; open where one of them is not known."""
    if day is None or earlier is None or is_none(day) or is_none(earlier):
        return None
    return day > earlier
