"""What both engines are given, and what they answer.

A judgement is one rule (or one row of a table rule) made into four positive formulas. A formula
is a tree of plain tuples::

    ("all", (formula, ...))     true when every part is; ("all", ()) is true
    ("any", (formula, ...))     true when one part is; ("any", ()) is false
    ("leaf", column, test, value, wanted)

A leaf compares a column with a whole number, or with another column when ``value`` is a ``str``.
``wanted`` says which certainty is asked for: ``True``, the comparison certainly holds; ``False``,
it certainly does not, because the value is known and fails it or is recorded as none. A value
that was not recorded makes both false, so a silent miss can only ever leave a verdict open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Literal, Protocol

from checker.values import Value

Test = Literal["eq", "ge", "le", "gt", "lt", "exists"]
Leaf = tuple[Literal["leaf"], str, Test, int | str, bool]
Group = tuple[Literal["all", "any"], tuple["Formula", ...]]
Formula = Leaf | Group

TRUE: Formula = ("all", ())
FALSE: Formula = ("any", ())


class Code(IntEnum):
    """The verdict of one judgement on one subject, as a byte."""

    UNDETERMINED = 0
    MET = 1
    BREACHED = 2
    NOT_DUE = 3
    NOT_APPLICABLE = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rule, or one row of a table rule, ready to be judged."""

    rule: str
    """The rule's id."""
    row: str | None
    """The row's id, in a table rule."""
    kind: str
    """The kind of subject that is judged."""
    not_applicable: Formula
    breached: Formula
    met: Formula
    not_due: Formula

    def formulas(self) -> tuple[tuple[Code, Formula], ...]:
        """The four formulas in the order in which they are tried; the first true one decides."""
        return (
            (Code.NOT_APPLICABLE, self.not_applicable),
            (Code.BREACHED, self.breached),
            (Code.MET, self.met),
            (Code.NOT_DUE, self.not_due),
        )


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of all subjects of one kind, a column for each fact."""

    kind: str
    size: int
    columns: Mapping[str, Sequence[Value]]


class Engine(Protocol):
    """Judges every subject of a table by every judgement."""

    def judge(self, judgements: Sequence[Judgement], table: Table) -> list[bytes]:
        """Return for each judgement one byte (a ``Code``) for each subject."""
        ...


class EngineFault(Exception):  # noqa: N818 -- a fault, as opposed to a finding
    """An engine did not do its work; never a statement about the institution."""


def columns_of(formula: Formula) -> set[str]:
    """The columns that a formula reads."""
    if formula[0] == "leaf":
        _, column, _, value, _ = formula
        return {column, value} if isinstance(value, str) else {column}
    return {name for part in formula[1] for name in columns_of(part)}
