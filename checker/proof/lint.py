"""Holding the packs against the list of the law's provisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from checker.packs.model import Checked, Clause, Pack, Rule
from checker.source.mistakes import Mistake

BY_PROGRAM = "by program"
IN_PART = "in part"
BY_INSPECTOR = "by inspector"
UNFINISHED = "not yet encoded"
TEXT_MISSING = "text missing"
"""A rule may say that the norm is missing, so this status stands with or without one."""
_STRENGTH = {Checked.BY_PROGRAM: 3, Checked.IN_PART: 2, Checked.BY_INSPECTOR: 1}
_NEEDS_RULE = {BY_PROGRAM: 3, IN_PART: 2, BY_INSPECTOR: 1}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the provisions of the law are accounted for."""

    provisions: int
    by_status: dict[str, int]
    mistakes: tuple[Mistake, ...]


def lint(pack: Pack) -> Coverage:
    """Demand that every provision has a status and every status the rules it promises.

    A provision that is judged needs a rule with examples; a rule needs known provisions. A table
    row may take its rule's word on who checks it.
    """
    carried = _carried(pack)
    mistakes = [*_clauses(pack, carried), *_rules(pack)]
    counts: dict[str, int] = {}
    for clause in pack.clauses.values():
        counts[clause.status] = counts.get(clause.status, 0) + 1
    return Coverage(len(pack.clauses), dict(sorted(counts.items())), tuple(mistakes))


def _carried(pack: Pack) -> dict[str, list[Rule]]:
    carried: dict[str, list[Rule]] = {}
    for rule in pack.rules:
        for provision in rule.all_provisions():
            carried.setdefault(provision, []).append(rule)
    return carried


def _clauses(pack: Pack, carried: dict[str, list[Rule]]) -> Iterator[Mistake]:
    for clause in pack.clauses.values():
        rules = carried.get(clause.provision, [])
        wanted = _NEEDS_RULE.get(clause.status)
        if clause.status == UNFINISHED:
            yield _mistake(clause, "lint.unfinished")
        elif wanted is None and rules and clause.status != TEXT_MISSING:
            yield _mistake(clause, "lint.rule_unexpected", rule=rules[0].id)
        elif wanted is not None and not rules:
            yield _mistake(clause, "lint.rule_missing")
        elif wanted is not None and max(_STRENGTH[rule.checked] for rule in rules) != wanted:
            strongest = max(rules, key=lambda rule: _STRENGTH[rule.checked])
            yield _mistake(
                clause, "lint.status_differs", rule=strongest.id, checked=str(strongest.checked)
            )
        if wanted is None and clause.status != UNFINISHED and not clause.why:
            yield _mistake(clause, "lint.why_missing")


def _mistake(clause: Clause, message: str, **values: str) -> Mistake:
    said = {"provision": clause.provision, "status": clause.status, **values}
    return Mistake(clause.file, clause.line, 1, "", message, tuple(said.items()))


def _rules(pack: Pack) -> Iterator[Mistake]:
    for rule in pack.rules:
        place = rule.place
        for provision in rule.all_provisions():
            if provision not in pack.clauses:
                values = (("rule", rule.id), ("provision", provision))
                yield Mistake(place.file, place.line, 1, "", "lint.provision_unknown", values)
        if not rule.examples and rule.checked is not Checked.BY_INSPECTOR:
            said = (("rule", rule.id),)
            yield Mistake(place.file, place.line, 1, "", "lint.examples_missing", said)
