"""Which words a condition, a form or a rule reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from checker.packs.forms import ITEM_WORD, POSITION_WORD, ROOM_WORD
from checker.packs.model import AUDIT_DAY, Rule
from checker.packs.requirements import (
    ByInspector,
    Compare,
    Condition,
    Cover,
    EquipmentNorm,
    FactRef,
    ForbiddenWhen,
    Form,
    Happen,
    HappenEvery,
    Hold,
    Number,
    Recorded,
    StaffNorm,
)

_TOLD = re.compile(r"\{([a-z_]+\.[a-z0-9_.]+)\}")


def words_of_condition(condition: Condition) -> Iterator[str]:
    """The words of a condition, in the order of reading."""
    if isinstance(condition, Compare):
        yield condition.fact
        if isinstance(condition.value, FactRef):
            yield condition.value.fact
    else:
        for part in condition.parts:
            yield from words_of_condition(part)


def words_of_form(form: Form) -> tuple[str, ...]:
    """The words of a form, in the order of reading, each once."""
    return tuple(dict.fromkeys(word for word in _words(form) if word is not None))


def _words(form: Form) -> Iterator[str | None]:  # noqa: C901 -- one line for each form
    match form:
        case Happen():
            yield from (form.happen, form.after, form.lenient_after, form.unless_ended)
            yield form.absences
        case HappenEvery():
            yield from (form.events, form.start, form.until)
        case Hold():
            yield from words_of_condition(form.condition)
            yield from _optional(form.unclear_when)
            yield from (form.due_on, form.unless_ended)
        case ForbiddenWhen():
            yield from words_of_condition(form.condition)
            yield from _optional(form.unclear_when)
        case Cover():
            yield from (form.cover, form.due_on)
        case Number():
            yield from (form.number, form.of)
        case Recorded():
            yield from (form.recorded, form.due_on)
        case StaffNorm():
            yield from (form.band, POSITION_WORD, "position.units")
            yield from (cell.of for cell in form.cells)
        case EquipmentNorm():
            yield ROOM_WORD
            yield from (ITEM_WORD, "equipment.quantity") if form.item is not None else ()
            yield form.per
        case ByInspector():
            return
        case _:
            assert_never(form)


def _optional(condition: Condition | None) -> Iterator[str]:
    if condition is not None:
        yield from words_of_condition(condition)


def words_of_rule(rule: Rule) -> tuple[str, ...]:
    """Every word that a rule reads, derived ones included, each once."""
    found: dict[str, None] = {}
    if rule.judged_as_of != AUDIT_DAY:
        found[rule.judged_as_of] = None
    for edition in rule.editions:
        found |= dict.fromkeys(_optional(edition.applies_when))
        if edition.must is not None:
            found |= dict.fromkeys(words_of_form(edition.must))
    for row in rule.rows:
        found |= dict.fromkeys(_optional(row.applies_when))
        found |= dict.fromkeys(words_of_form(row.must))
    return tuple(found)


def words_of_sentences(rule: Rule) -> tuple[str, ...]:
    """The words whose values a rule's sentences about a breach tell, each once."""
    texts = (text for sentence in rule.finding.values() for text in sentence.values())
    return tuple(dict.fromkeys(word for text in texts for word in _TOLD.findall(text)))
