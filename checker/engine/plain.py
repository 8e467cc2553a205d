"""The plain engine: each judgement becomes one generated list comprehension over its columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from checker.engine.model import Code, Formula, Judgement, Leaf, Table, columns_of
from checker.values import Value

_SIGNS = {"eq": "==", "ge": ">=", "le": "<=", "gt": ">", "lt": "<"}
_Judge = Callable[..., bytes]


def judge(judgements: Sequence[Judgement], table: Table) -> list[bytes]:
    """Judge every subject of the table by every judgement.

    Raises ``KeyError`` when the table lacks a column that a judgement reads.
    """
    return [_judge_one(judgement, table) for judgement in judgements]


def _judge_one(judgement: Judgement, table: Table) -> bytes:
    code, names = source_of(judgement)
    if not names:
        return bytes(_compiled(code)([0] * table.size))
    columns: list[Sequence[Value]] = [table.columns[name] for name in names]
    return bytes(_compiled(code)(*columns))


@lru_cache(maxsize=100_000)
def source_of(judgement: Judgement) -> tuple[str, tuple[str, ...]]:
    """The generated source of a judgement, and the columns it takes in order."""
    names = tuple(sorted({n for _, formula in judgement.formulas() for n in columns_of(formula)}))
    symbols = {name: f"v{place}" for place, name in enumerate(names)}
    answer = str(int(Code.UNDETERMINED))
    for code, formula in reversed(judgement.formulas()):
        condition = _expression(formula, symbols)
        if condition == "True":
            answer = str(int(code))
        elif condition != "False":
            answer = f"{int(code)} if {condition} else {answer}"
    arguments = ", ".join(f"c{place}" for place in range(len(names))) or "c0"
    targets = ", ".join(symbols.values()) or "_"
    rows = f"zip({arguments})" if len(names) > 1 else "c0"
    return f"lambda {arguments}: [{answer} for {targets} in {rows}]", names


@lru_cache(maxsize=100_000)
def _compiled(source: str) -> _Judge:
    judge: _Judge = eval(source, {"__builtins__": {}, "zip": zip})  # noqa: S307 -- our own text
    return judge


def _expression(formula: Formula, symbols: dict[str, str]) -> str:
    if formula[0] == "leaf":
        return _leaf(formula, symbols)
    parts = [_expression(part, symbols) for part in formula[1]]
    neutral, absorbing = ("True", "False") if formula[0] == "all" else ("False", "True")
    if absorbing in parts:
        return absorbing
    parts = list(dict.fromkeys(part for part in parts if part != neutral))
    if not parts:
        return neutral
    if len(parts) == 1:
        return parts[0]
    return "(" + (" and " if formula[0] == "all" else " or ").join(parts) + ")"


def _leaf(leaf: Leaf, symbols: dict[str, str]) -> str:
    _, column, test, value, wanted = leaf
    symbol = symbols[column]
    if test == "exists":
        return f"{symbol} == {symbol} is not None" if wanted else f"{symbol} != {symbol}"
    sign = _SIGNS[test]
    if isinstance(value, str):
        other = symbols[value]
        both = f"{symbol} is not None and {other} is not None"
        return f"({both} and {'' if wanted else 'not '}{symbol} {sign} {other})"
    if wanted:
        return (
            f"{symbol} == {value}"
            if test == "eq"
            else (f"({symbol} is not None and {symbol} {sign} {value})")
        )
    failed = f"{symbol} != {value}" if test == "eq" else f"not {symbol} {sign} {value}"
    return f"({symbol} is not None and {failed})"
