"""Invented rules and facts for measuring engines alone."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from checker.engine.model import FALSE, Formula, Judgement, Table
from checker.values import Value

COLUMNS = tuple(f"f{number}" for number in range(15))
HIGHEST = 100


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of two to four conditions that fires when all of them hold."""

    name: str
    conditions: tuple[tuple[str, str, int], ...]
    """Column, test (ge, le, eq) and number."""


def rules(count: int, *, firing: float, seed: int = 1) -> tuple[Rule, ...]:
    """Rules that each fire on about this share of the subjects."""
    random = Random(seed)
    made = []
    for number in range(count):
        parts = random.randint(2, 4)
        share = firing ** (1 / parts)
        columns = random.sample(COLUMNS, parts)
        conditions = []
        for column in columns:
            if random.random() < 0.5:
                conditions.append((column, "ge", round(HIGHEST * (1 - share))))
            else:
                conditions.append((column, "le", round(HIGHEST * share)))
        made.append(Rule(f"r{number}", tuple(conditions)))
    return tuple(made)


def facts(count: int, seed: int = 2) -> list[dict[str, int]]:
    """Flat facts of fifteen numbers each."""
    random = Random(seed)
    return [{column: random.randint(0, HIGHEST) for column in COLUMNS} for _ in range(count)]


def table(subjects: list[dict[str, int]]) -> Table:
    """The same facts as columns."""
    columns: dict[str, list[Value]] = {
        column: [subject[column] for subject in subjects] for column in COLUMNS
    }
    return Table("subject", len(subjects), columns)


def finding_judgements(some: tuple[Rule, ...]) -> list[Judgement]:
    """Rules that only look for breaches, as the peers do."""
    return [
        Judgement(rule.name, None, "subject", FALSE, _formula(rule, wanted=True), FALSE, FALSE)
        for rule in some
    ]


def full_judgements(some: tuple[Rule, ...]) -> list[Judgement]:
    """Rules of which every verdict is reached: not applicable, breached or met."""
    made = []
    for number, rule in enumerate(some):
        column = COLUMNS[number % len(COLUMNS)]
        fails: Formula = ("leaf", column, "ge", 10, False)
        applies: Formula = ("leaf", column, "ge", 10, True)
        met = ("all", (applies, _formula(rule, wanted=True)))
        breached = ("all", (applies, _formula(rule, wanted=False)))
        made.append(Judgement(rule.name, None, "subject", fails, breached, met, FALSE))
    return made


def _formula(rule: Rule, *, wanted: bool) -> Formula:
    leaves = tuple(
        ("leaf", column, test, number, wanted) for column, test, number in rule.conditions
    )
    return ("all" if wanted else "any", leaves)  # type: ignore[return-value]
