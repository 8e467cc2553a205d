"""Changing one thing of a rule at a time: a limit, a day, a listed value, a condition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeVar

from checker.calendar.terms import Term, Unit
from checker.compiler.editions import ORIGINAL
from checker.packs.model import Row, Rule, RuleEdition
from checker.packs.requirements import (
    ByInspector,
    Compare,
    Comparison,
    Condition,
    Cover,
    FactRef,
    ForbiddenWhen,
    Form,
    Group,
    Happen,
    Hold,
    Number,
    Plain,
    Recorded,
    StaffNorm,
)
from checker.vocabulary.words import Vocabulary

_OPPOSITE = {
    Comparison.AT_LEAST: Comparison.MORE_THAN,
    Comparison.MORE_THAN: Comparison.AT_LEAST,
    Comparison.AT_MOST: Comparison.LESS_THAN,
    Comparison.LESS_THAN: Comparison.AT_MOST,
    Comparison.ON_OR_AFTER: Comparison.AFTER,
    Comparison.AFTER: Comparison.ON_OR_AFTER,
    Comparison.ON_OR_BEFORE: Comparison.BEFORE,
    Comparison.BEFORE: Comparison.ON_OR_BEFORE,
    Comparison.INCLUDES_ANY_OF: Comparison.INCLUDES_EVERY_ONE_OF,
    Comparison.INCLUDES_EVERY_ONE_OF: Comparison.INCLUDES_ANY_OF,
}
_OTHER_UNIT = {Unit.CALENDAR_DAYS: Unit.WORKING_DAYS, Unit.WORKING_DAYS: Unit.CALENDAR_DAYS}
_Changed = TypeVar("_Changed")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one change."""

    what: str
    """The change, in words that stay the same as long as the rule does."""
    rule: Rule
    row: str | None
    """The row that was changed; none when an edition was."""

    @property
    def name(self) -> str:
        """How the list of equivalent mutants names it."""
        row = f"/{self.row}" if self.row is not None else ""
        return f"{self.rule.id}{row}: {self.what}"


def mutants_of(rule: Rule, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Every rule that differs from this one in one place."""
    for place, edition in enumerate(rule.editions):
        for what, changed in _edition_changes(edition, vocabulary, accuses=_accuses(rule)):
            editions = (*rule.editions[:place], changed, *rule.editions[place + 1 :])
            yield Mutant(what, replace(rule, editions=editions), None)
    for place, row in enumerate(rule.rows):
        for what, changed_row in _row_changes(row, vocabulary):
            rows = (*rule.rows[:place], changed_row, *rule.rows[place + 1 :])
            yield Mutant(what, replace(rule, rows=rows), row.row)


def _accuses(rule: Rule) -> bool:
    """Whether a rule can find a breach at all."""
    forms = [edition.must for edition in rule.editions] + [row.must for row in rule.rows]
    return not rule.indicator and not all(
        form is None or isinstance(form, ByInspector) for form in forms
    )


def _edition_changes(
    edition: RuleEdition, vocabulary: Vocabulary, *, accuses: bool
) -> Iterator[tuple[str, RuleEdition]]:
    """What can be changed in an edition.

    A changed wording that accuses nobody is judged alike whether it is presumed for an earlier
    day or in force then, so its edition is not moved.
    """
    if edition.since != ORIGINAL:
        if accuses or edition.added:
            yield "since original", replace(edition, since=ORIGINAL)
        yield "added or changed", replace(edition, added=not edition.added)
    if edition.applies_when is not None:
        yield "applies always", replace(edition, applies_when=None)
        for what, condition in _condition_changes(edition.applies_when, vocabulary):
            yield f"applies when {what}", replace(edition, applies_when=condition)
    if edition.must is not None:
        for what, form in _form_changes(edition.must, vocabulary):
            yield what, replace(edition, must=form)


def _row_changes(row: Row, vocabulary: Vocabulary) -> Iterator[tuple[str, Row]]:
    if row.applies_when is not None:
        yield "applies always", replace(row, applies_when=None)
        for what, condition in _condition_changes(row.applies_when, vocabulary):
            yield f"applies when {what}", replace(row, applies_when=condition)
    for what, form in _form_changes(row.must, vocabulary):
        yield what, replace(row, must=form)


def _form_changes(  # noqa: C901 -- one branch for each form
    form: Form, vocabulary: Vocabulary
) -> Iterator[tuple[str, Form]]:
    match form:
        case Happen():
            yield from _happen_changes(form)
        case Hold():
            yield from _held(form, form.condition, vocabulary)
            if form.due_on is not None:
                yield "without due_on", replace(form, due_on=None, unless_ended=None)
            if form.unless_ended is not None:
                yield "without unless_ended", replace(form, unless_ended=None)
        case ForbiddenWhen():
            yield from _held(form, form.condition, vocabulary)
        case Cover():
            for value in form.every_one_of:
                rest = tuple(one for one in form.every_one_of if one != value)
                yield f"without {value}", replace(form, every_one_of=rest)
        case Number():
            step = Decimal(1) if form.at_least == int(form.at_least) else Decimal("0.01")
            for sign in (-1, 1):
                changed = form.at_least + sign * step
                yield f"at least {changed}", replace(form, at_least=changed)
        case Recorded() if form.due_on is not None:
            yield "without due_on", replace(form, due_on=None)
        case StaffNorm():
            yield from _staff_changes(form)
        case _:
            return


def _staff_changes(form: StaffNorm) -> Iterator[tuple[str, Form]]:
    for title in form.titles:
        rest = tuple(one for one in form.titles if one != title)
        yield f"without {title}", replace(form, titles=rest)
    if not form.substitutions:
        yield "with substitutions", replace(form, substitutions=True)


def _held(
    form: Hold | ForbiddenWhen, condition: Condition, vocabulary: Vocabulary
) -> Iterator[tuple[str, Form]]:
    for what, changed in _condition_changes(condition, vocabulary):
        yield what, replace(form, condition=changed)
    if form.unclear_when is not None:
        yield "without unclear_when", replace(form, unclear_when=None)
        for what, changed in _condition_changes(form.unclear_when, vocabulary):
            yield f"unclear when {what}", replace(form, unclear_when=changed)


def _happen_changes(form: Happen) -> Iterator[tuple[str, Form]]:
    for what, term in _term_changes(form.within):
        yield f"within {what}", replace(form, within=term)
    if form.lenient_within is not None:
        for what, term in _term_changes(form.lenient_within):
            yield f"at the latest {what}", replace(form, lenient_within=term)
        yield (
            "without at_the_latest",
            replace(form, lenient_within=None, lenient_after=None),
        )
    if form.unless_ended is not None:
        yield "without unless_ended", replace(form, unless_ended=None)
    if form.absences is not None:
        yield "without absences", replace(form, absences=None)


def _term_changes(term: Term) -> Iterator[tuple[str, Term]]:
    for count in (term.count - 1, term.count + 1):
        if count > 0:
            changed = replace(term, count=count)
            yield _said(changed), changed
    if term.unit in _OTHER_UNIT:
        other = replace(term, unit=_OTHER_UNIT[term.unit])
        yield _said(other), other


def _said(term: Term) -> str:
    return f"{term.count} {term.unit.replace('_', ' ')}"


def _condition_changes(
    condition: Condition, vocabulary: Vocabulary
) -> Iterator[tuple[str, Condition]]:
    if isinstance(condition, Compare):
        yield from _compare_changes(condition, vocabulary)
        return
    for place, part in enumerate(condition.parts):
        for what, changed in _condition_changes(part, vocabulary):
            yield what, replace(condition, parts=_with(condition.parts, place, changed))
        if len(condition.parts) > 1:
            rest = (*condition.parts[:place], *condition.parts[place + 1 :])
            yield f"without part {place + 1} of {condition.how}", replace(condition, parts=rest)
    if len(condition.parts) > 1 and condition.how in ("all", "any"):
        other = "any" if condition.how == "all" else "all"
        yield f"{other} in place of {condition.how}", Group(other, condition.parts)


def _with(parts: tuple[_Changed, ...], place: int, changed: _Changed) -> tuple[_Changed, ...]:
    return (*parts[:place], changed, *parts[place + 1 :])


def _compare_changes(compare: Compare, vocabulary: Vocabulary) -> Iterator[tuple[str, Condition]]:
    fact, comparison, value = compare.fact, compare.comparison, compare.value
    if comparison in _OPPOSITE and (not isinstance(value, tuple) or len(value) > 1):
        other = _OPPOSITE[comparison]
        yield f"{fact} {other} in place of {comparison}", replace(compare, comparison=other)
    if isinstance(value, FactRef):
        return
    if isinstance(value, tuple):
        if len(value) > 1:
            for one in value:
                rest = tuple(part for part in value if part != one)
                yield f"{fact} without {one}", replace(compare, value=rest)
        return
    for changed in _other_values(compare, value, vocabulary):
        yield f"{fact} {comparison} {changed}", replace(compare, value=changed)


def _other_values(compare: Compare, value: Plain, vocabulary: Vocabulary) -> Iterator[Plain]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value - 1, value + 1)
    elif isinstance(value, Decimal):
        yield from (value - Decimal("0.001"), value + Decimal("0.001"))
    elif isinstance(value, date):
        yield from (value - timedelta(days=1), value + timedelta(days=1))
    else:
        choices = vocabulary.words[compare.fact].choices
        yield from [choice for choice in choices if choice != value][:1]
