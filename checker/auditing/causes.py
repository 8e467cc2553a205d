"""Why a verdict is undetermined: the cause, the finer reason, and the facts that would decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checker.auditing.missing import Openness
from checker.compiler.editions import Regime, read_regime
from checker.compiler.rules import Compiled, Variant
from checker.facts.table import FactTables
from checker.findings import Cause, Missing, Why
from checker.packs.reads import words_of_form
from checker.packs.requirements import ByInspector, Condition, ForbiddenWhen, Form, Hold
from checker.values import Value
from checker.vocabulary.words import Vocabulary

Reason = tuple[Cause, Why, tuple[Missing, ...]]


class Causes:
    """Finds out why verdicts of one audit are undetermined."""

    def __init__(self, openness: Openness, tables: FactTables, vocabulary: Vocabulary) -> None:
        """Look in these tables."""
        self._open = openness
        self._tables = tables
        self._vocabulary = vocabulary

    def of(self, compiled: Compiled, variant: Variant, regime: Value, number: int) -> Reason:
        """The reason for an undetermined verdict on the subject at a place of its table."""
        kind = compiled.rule.about
        if regime is None:
            return self._for_want_of([compiled.rule.judged_as_of], kind, number)
        firmness = read_regime(int(regime))[1]
        if firmness is Regime.UNKNOWN:
            return Cause.TEXT, Why.EDITION_UNKNOWN, ()
        if self._open.holds(variant.applies[0], kind, number):
            cause, why, missing = self._of_open_requirement(compiled, variant, number)
            harmless = False
        else:
            words = self._words_of_applies(compiled, variant, number)
            cause, why, missing = self._for_want_of(words, kind, number)
            harmless = self._open.holds(variant.requirement.met, kind, number)
        harmless = harmless or (firmness is Regime.PRESUMED and cause is Cause.DATA)
        return cause, Why.CANNOT_BE_BREACHED if harmless else why, missing

    def _of_open_requirement(self, compiled: Compiled, variant: Variant, number: int) -> Reason:
        kind, requirement = compiled.rule.about, variant.requirement
        if isinstance(variant.must, ByInspector):
            return Cause.EYES, Why.ON_SITE, ()
        if self._open.holds(requirement.unclear, kind, number):
            return Cause.TEXT, Why.GREY_ZONE, ()
        if self._open.holds(requirement.breached, kind, number):
            return _not_accused(compiled)
        return self._for_want_of(self._words_of_requirement(variant, kind, number), kind, number)

    def _for_want_of(self, names: Iterable[str], kind: str, number: int) -> Reason:
        """The facts missing behind open columns; else the calendar, or a snapshot of the day."""
        columns = list(names)
        missing = tuple(self._missing(columns, kind, number))
        if missing:
            return Cause.DATA, Why.NOTHING, missing
        if any(self._open.waits_for_calendar(name, kind, number) for name in columns):
            return Cause.CALENDAR, Why.NOTHING, ()
        return Cause.DATA, Why.AFTER_SNAPSHOT, ()

    def _missing(self, columns: Sequence[str], kind: str, number: int) -> Iterator[Missing]:
        for name in columns:
            yield from self._open.missing(name, kind, number)

    def _words_of_applies(self, compiled: Compiled, variant: Variant, number: int) -> Iterator[str]:
        row = compiled.row
        conditions = [variant.edition.applies_when, row.applies_when if row is not None else None]
        for condition in conditions:
            if condition is not None:
                yield from self._open.open_words(condition, compiled.rule.about, number)

    def _words_of_requirement(self, variant: Variant, kind: str, number: int) -> Iterator[str]:
        if variant.requirement.state:
            yield variant.requirement.state
            return
        for condition in _conditions(variant.must):
            yield from self._open.open_words(condition, kind, number)
        yield from _plain_words(variant.must)


def _not_accused(compiled: Compiled) -> Reason:
    """Not fulfilled, and yet no breach: why."""
    if compiled.rule.indicator:
        return Cause.EYES, Why.INDICATOR, ()
    if compiled.row is not None and compiled.row.doubtful:
        return Cause.TEXT, Why.DOUBTFUL_CELL, ()
    return Cause.TEXT, Why.WORDING_PRESUMED, ()


def _conditions(form: Form) -> tuple[Condition, ...]:
    if not isinstance(form, Hold | ForbiddenWhen):
        return ()
    return tuple(one for one in (form.condition, form.unclear_when) if one is not None)


def _plain_words(form: Form) -> tuple[str, ...]:
    """The words of a form that stand outside its conditions."""
    if isinstance(form, ForbiddenWhen):
        return ()
    if isinstance(form, Hold):
        return tuple(word for word in (form.due_on, form.unless_ended) if word is not None)
    return words_of_form(form)
