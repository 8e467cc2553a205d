"""The same rules and facts in other engines, each used as its documentation shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.benchmarks.workload import COLUMNS, Rule

Found = set[tuple[str, int]]
Subjects = list[dict[str, int]]
_SIGNS = {"ge": ">=", "le": "<=", "eq": "=="}


def durable_host(rules: tuple[Rule, ...], subjects: Subjects) -> Callable[[], Found]:
    """durable-rules by its documented interface: a host, facts asserted one by one."""
    from durable import lang

    found: Found = set()

    def condition(rule: Rule) -> object:
        whole = None
        for column, test, number in rule.conditions:
            value = getattr(lang.m, column)
            part = value >= number if test == "ge" else value <= number
            whole = part if whole is None else whole & part
        return whole

    def action(name: str) -> Callable[[Any], None]:
        def fired(c: Any) -> None:
            found.add((name, int(c.m.number)))

        return fired

    with lang.ruleset("peer"):
        for rule in rules:
            lang.when_all(condition(rule))(action(rule.name))
    runs = iter(range(10**9))

    def run() -> Found:
        """Every run has a state of its own, so that no fact is met twice."""
        found.clear()
        state = str(next(runs))
        for number, subject in enumerate(subjects):
            fact = {**subject, "sid": state, "number": number, "id": number + 1}
            try:
                lang.assert_fact("peer", fact)
            except lang.engine.MessageNotHandledException:
                continue
        return set(found)

    return run


def zen_by_rule(rules: tuple[Rule, ...], subjects: Subjects) -> Callable[[], Found]:
    """zen-engine: one compiled expression for each rule."""
    import zen

    compiled = [(rule.name, zen.compile_expression(_text(rule, " and "))) for rule in rules]

    def run() -> Found:
        return {
            (name, number)
            for number, subject in enumerate(subjects)
            for name, expression in compiled
            if expression.evaluate(subject)
        }

    return run


def clips(rules: tuple[Rule, ...], subjects: Subjects) -> Callable[[], Found]:
    """CLIPS through clipspy: a template, rules, facts asserted, run."""
    import clips as library

    environment = library.Environment()
    found: Found = set()
    slots = "".join(f"(slot {column} (type INTEGER))" for column in COLUMNS)
    environment.build(f"(deftemplate subject (slot number (type INTEGER)) {slots})")
    environment.define_function(lambda name, number: found.add((str(name), int(number))), "found")
    for rule in rules:
        tests = " ".join(
            f"(test ({_SIGNS[test]} ?{column} {number}))"
            for column, test, number in rule.conditions
        )
        variables = " ".join(
            f"({column} ?{column})" for column in dict.fromkeys(c for c, _, _ in rule.conditions)
        )
        environment.build(
            f"(defrule {rule.name} (subject (number ?n) {variables}) {tests}"
            f" => (found {rule.name} ?n))"
        )
    template = environment.find_template("subject")

    def run() -> Found:
        found.clear()
        environment.reset()
        for number, subject in enumerate(subjects):
            template.assert_fact(number=number, **subject)
        environment.run()
        return set(found)

    return run


def _text(rule: Rule, joint: str) -> str:
    return joint.join(
        f"{column} {_SIGNS[test]} {number}" for column, test, number in rule.conditions
    )
