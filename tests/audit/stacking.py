"""Tables of many snapshots laid upon each other, so that an engine judges them at one go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from random import Random

from checker.compiler.rules import Compiled
from checker.engine.model import Judgement, Table, columns_of
from checker.facts.table import FactTables


def by_kind(compiled: Iterable[Compiled]) -> dict[str, list[Judgement]]:
    """Judgements by the kind of subject that they judge."""
    found: dict[str, list[Judgement]] = {}
    for one in compiled:
        found.setdefault(one.rule.about, []).append(one.judgement)
    return found


def columns_read(judgements: Iterable[Judgement]) -> list[str]:
    """Every column that one of these judgements reads."""
    formulas = (formula for one in judgements for _, formula in one.formulas())
    return sorted(set(chain.from_iterable(map(columns_of, formulas))))


def stacked(kind: str, tables: Sequence[FactTables], judgements: Sequence[Judgement]) -> Table:
    """The subjects of one kind from many snapshots in one table."""
    columns = {
        name: list(chain.from_iterable(one.table(kind).columns[name] for one in tables))
        for name in columns_read(judgements)
    }
    return Table(kind, sum(one.size(kind) for one in tables), columns)


def mixed(table: Table, size: int, seed: int) -> Table:
    """Subjects whose facts are drawn from the table, each fact from another subject."""
    random = Random(seed)
    columns = {name: random.choices(values, k=size) for name, values in table.columns.items()}
    return Table(table.kind, size, columns)
