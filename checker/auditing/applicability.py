"""Whether a requirement applies to a subject, which condition fails, which facts would tell."""

from __future__ import annotations

from collections.abc import Iterator

from checker.auditing.judging import Judged, computed_columns
from checker.auditing.missing import Openness
from checker.auditing.subjects import outermost_unrecorded, pointer_of
from checker.compiler.conditions import Columns, certain
from checker.compiler.rules import Compiled, Variant
from checker.engine.model import Formula
from checker.findings import Missing
from checker.packs.requirements import Compare, Condition

Blamed = tuple[Condition, bool]
"""A condition, and whether it is the trouble that it holds."""


class Applicability:
    """Looks at the conditions under which the requirements of one audit apply."""

    def __init__(self, judged: Judged) -> None:
        """Look into these facts."""
        self._tables = judged.tables
        self._vocabulary = judged.law.vocabulary
        self._open = Openness(self._tables, self._vocabulary, computed_columns(judged.law))
        self._columns = Columns(self._vocabulary)
        self._certain: dict[tuple[int, bool], tuple[Condition, Formula]] = {}

    def applies(self, variant: Variant, kind: str, number: int) -> bool | None:
        """Whether an edition applies to a subject; None where that cannot be told."""
        yes, no = variant.applies
        if self._open.holds(no, kind, number):
            return False
        return True if self._open.holds(yes, kind, number) else None

    def unrecorded(self, kind: str, number: int) -> bool:
        """Whether a subject stands for a list that is not recorded."""
        return self._tables.records[kind].places[number] < 0

    def blamed(self, conditions: Iterator[Condition], kind: str, number: int) -> Iterator[Blamed]:
        """The smallest conditions because of which a requirement does not apply."""
        for condition in conditions:
            if self._is(condition, kind, number, wanted=False):
                yield from self._blamed(condition, kind, number)

    def _blamed(self, condition: Condition, kind: str, number: int) -> Iterator[Blamed]:
        if isinstance(condition, Compare) or condition.how == "any":
            yield condition, False
        elif condition.how == "all":
            yield from self.blamed(iter(condition.parts), kind, number)
        else:
            for part in condition.parts:
                if self._is(part, kind, number, wanted=True):
                    yield part, True

    def _is(self, condition: Condition, kind: str, number: int, *, wanted: bool) -> bool:
        key = (id(condition), wanted)
        if key not in self._certain:  # the condition is kept, so that its id stays its own
            self._certain[key] = condition, certain(condition, wanted, self._columns)
        return self._open.holds(self._certain[key][1], kind, number)

    def wanting(self, one: Compiled, variant: Variant | None, number: int) -> Iterator[Missing]:
        """The facts that would tell whether a requirement applies; no variant: its edition."""
        kind = one.rule.about
        if self.unrecorded(kind, number):
            yield self._list(kind, number)
        elif variant is None:
            yield from self._open.missing(one.rule.judged_as_of, kind, number)
        else:
            for condition in conditions_of(one, variant):
                for word in self._open.open_words(condition, kind, number):
                    yield from self._open.missing(word, kind, number)

    def _list(self, kind: str, number: int) -> Missing:
        kind, number = outermost_unrecorded(self._tables, self._vocabulary, kind, number)
        described = self._vocabulary.kinds[kind]
        pointer = pointer_of(self._tables, self._vocabulary, kind, number)
        return Missing(f"{described.parent}.{'.'.join(described.list_path)}", pointer)


def conditions_of(one: Compiled, variant: Variant) -> Iterator[Condition]:
    """The conditions under which an edition of a rule or row applies."""
    row = one.row
    for condition in (variant.edition.applies_when, row.applies_when if row is not None else None):
        if condition is not None:
            yield condition
