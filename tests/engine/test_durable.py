"""The durable engine reaches exactly the verdicts that the formulas say, and none by silence."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.engine.durable import Compiled, DurableEngine, durable_available, judge
from checker.engine.model import FALSE, TRUE, Code, Formula, Judgement, Table
from checker.values import NONE, Value, is_none

pytestmark = pytest.mark.skipif(not durable_available(), reason="durable-rules is not installed")

COLUMNS = ("age", "beds", "due", "kept")
TESTS = ("eq", "ge", "le", "gt", "lt", "exists")
VALUES: tuple[Value, ...] = (None, NONE, -1, 0, 1, 2, 3)
HOLDS: Mapping[str, Callable[[int, int], bool]] = {
    "eq": lambda a, b: a == b,
    "ge": lambda a, b: a >= b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "lt": lambda a, b: a < b,
}

# An independent reading of the formulas, by the definition alone.


def certainty(test: str, left: Value, right: Value) -> bool | None:
    """Whether a comparison certainly holds, certainly does not, or neither."""
    if left is None or (test != "exists" and right is None):
        return None
    if is_none(left) or (test != "exists" and is_none(right)):
        return False
    return test == "exists" or HOLDS[test](int(left), int(right or 0))


def is_true(formula: Formula, facts: Mapping[str, Value]) -> bool:
    """Whether a formula is true of one subject."""
    if formula[0] == "leaf":
        _, column, test, value, wanted = formula
        right = facts[value] if isinstance(value, str) else value
        return certainty(test, facts[column], right) is wanted
    return (all if formula[0] == "all" else any)(is_true(part, facts) for part in formula[1])


def expected(judgements: list[Judgement], table: Table) -> list[bytes]:
    """The verdicts by definition: the first true formula decides."""
    subjects = [{n: c[place] for n, c in table.columns.items()} for place in range(table.size)]
    return [
        bytes(
            next((code for code, formula in judgement.formulas() if is_true(formula, facts)), 0)
            for facts in subjects
        )
        for judgement in judgements
    ]


def judgement_of(*formulas: Formula) -> Judgement:
    """A judgement of up to four formulas, in the order in which they are tried."""
    return Judgement("a-rule", None, "stay", *(*formulas, FALSE, FALSE, FALSE, FALSE)[:4])


def leaf(column: str, test: str, value: int | str, *, wanted: bool = True) -> Formula:
    return ("leaf", column, test, value, wanted)  # type: ignore[return-value]


def verdicts_agree(judgements: list[Judgement], table: Table) -> bool:
    return judge(judgements, table) == expected(judgements, table)


leaves = st.tuples(
    st.just("leaf"),
    st.sampled_from(COLUMNS),
    st.sampled_from(TESTS),
    st.one_of(st.integers(-2, 4), st.sampled_from(COLUMNS)),
    st.booleans(),
)
formulas = st.recursive(
    leaves,
    lambda parts: st.tuples(
        st.sampled_from(("all", "any")), st.lists(parts, max_size=4).map(tuple)
    ),
    max_leaves=14,
)
judgements_drawn = st.lists(st.builds(judgement_of, *[formulas] * 4), min_size=1, max_size=6)
rows = st.lists(st.tuples(*[st.sampled_from(VALUES)] * len(COLUMNS)), max_size=12)


def table_of(subjects: Sequence[tuple[Value, ...]]) -> Table:
    columns = {name: [row[place] for row in subjects] for place, name in enumerate(COLUMNS)}
    return Table("stay", len(subjects), columns)


@settings(max_examples=400, deadline=None)
@given(judgements_drawn, rows)
def test_any_formulas_over_any_facts_give_the_verdicts_of_the_definition(
    judgements: list[Judgement], subjects: list[tuple[Value, ...]]
) -> None:
    assert verdicts_agree(judgements, table_of(subjects))


@pytest.mark.parametrize("wanted", [True, False])
@pytest.mark.parametrize("test", TESTS)
@pytest.mark.parametrize("value", [1, "due"])
def test_every_leaf_over_every_pair_of_values(test: str, value: int | str, wanted: bool) -> None:
    subjects = [(left, 0, right, 0) for left in VALUES for right in VALUES]
    assert verdicts_agree(
        [judgement_of(leaf("age", test, value, wanted=wanted))], table_of(subjects)
    )


def test_two_leaves_of_one_column_over_every_pair_of_tests() -> None:
    judgements = [
        judgement_of(("all", (leaf("age", a, 1, wanted=x), leaf("age", b, 2, wanted=y))))
        for a in TESTS for b in TESTS for x in (True, False) for y in (True, False)
    ]  # fmt: skip
    assert verdicts_agree(judgements, table_of([(value, 0, 0, 0) for value in VALUES]))


def test_a_table_of_nobody_has_no_verdicts() -> None:
    assert (
        judge([judgement_of(TRUE), judgement_of(leaf("age", "ge", 1))], table_of([])) == [b""] * 2
    )


def test_no_judgements_have_no_verdicts() -> None:
    assert judge([], table_of([(1, 1, 1, 1)])) == []


def test_twelve_hundred_subjects_are_each_judged_once() -> None:
    chance = random.Random(12)
    subjects = [tuple(chance.choice(VALUES) for _ in COLUMNS) for _ in range(1200)]
    judgements = [
        judgement_of(leaf("age", "le", "due"), leaf("beds", "ge", 2), leaf("kept", "exists", 0)),
        judgement_of(FALSE, leaf("due", "exists", 0, wanted=False), leaf("age", "eq", "beds")),
    ]
    assert verdicts_agree(judgements, table_of(subjects))


def test_a_formula_that_is_always_true_needs_no_facts() -> None:
    verdicts = judge([judgement_of(FALSE, FALSE, TRUE)], Table("stay", 3, {}))
    assert verdicts == [bytes([Code.MET] * 3)]


def test_the_first_true_formula_decides() -> None:
    always = leaf("age", "ge", 0)
    table = table_of([(1, 1, 1, 1)])
    found = judge([judgement_of(*[FALSE] * n, *[always] * (4 - n)) for n in range(5)], table)
    codes = (Code.NOT_APPLICABLE, Code.BREACHED, Code.MET, Code.NOT_DUE, Code.UNDETERMINED)
    assert found == [bytes([code]) for code in codes]


def test_nothing_recorded_leaves_everything_undetermined() -> None:
    judgements = [
        judgement_of(leaf("age", test, value, wanted=wanted))
        for test in TESTS for value in (0, "due") for wanted in (True, False)
    ]  # fmt: skip
    assert set(judge(judgements, table_of([(None, 1, None, 1)]))) == {b"\0"}


@pytest.mark.parametrize("before", [True, False])
def test_a_comparison_with_an_absent_column_does_not_repeat_the_one_before(before: bool) -> None:
    known = leaf("age", "ge", 0 if before else 9, wanted=before)
    compared = [leaf("age", test, "due", wanted=w) for test in TESTS[:5] for w in (True, False)]
    table = table_of([(5, 1, None, 1)])
    judgements = [judgement_of(("all", (known, comparison))) for comparison in compared]
    assert set(judge(judgements, table)) == {b"\0"}


def test_a_product_of_alternatives_is_judged_in_steps_and_exactly() -> None:
    chance = random.Random(5)
    names = [f"choice{number}" for number in range(30)]
    groups: list[Formula] = [
        ("any", tuple(leaf(name, "eq", value) for name in names[at : at + 3] for value in (1, 2)))
        for at in range(0, 30, 3)
    ]
    nested: Formula = ("all", (("any", (("all", tuple(groups[:6])), leaf("choice0", "lt", 0))),
                               *groups[6:]))  # fmt: skip
    judgements = [judgement_of(nested), judgement_of(FALSE, ("all", tuple(groups)), nested)]
    columns = {name: [chance.choice((None, NONE, 0, 1, 1, 2, 2)) for _ in range(300)]
               for name in names}  # fmt: skip
    table = Table("stay", 300, columns)
    assert any(code for code in expected(judgements, table)[0])
    assert verdicts_agree(judgements, table)


@pytest.mark.parametrize("value", [1, NONE, None])
def test_five_hundred_alternatives_of_one_formula_over_as_many_columns(value: Value) -> None:
    names = [f"condition{number}" for number in range(500)]
    columns: dict[str, list[Value]] = {name: [value, 0, 1] for name in names}
    anything: Formula = ("any", tuple(leaf(name, "eq", 1) for name in names))
    everything: Formula = ("all", tuple(leaf(name, "le", 1) for name in names))
    assert verdicts_agree([judgement_of(everything, anything)], Table("stay", 3, columns))


def test_three_hundred_judgements_that_all_match_at_once_lose_nothing() -> None:
    names = [f"count{number}" for number in range(300)]
    table = Table("room", 7, {name: list(range(7)) for name in names})
    judgements = [
        judgement_of(leaf(name, "lt", 2), leaf(name, "ge", 4), leaf(name, "le", 6))
        for name in names
    ]
    assert judge(judgements, table) == [b"\4\4\1\1\2\2\2"] * 300


def test_rulesets_serve_many_tables_of_different_size() -> None:
    judgements = [judgement_of(leaf("age", "ge", 2), leaf("age", "ge", 2, wanted=False))]
    compiled = Compiled(judgements)
    for size in (3, 0, 251, 1):
        table = table_of([(place % 4, 0, 0, 0) for place in range(size)])
        assert compiled.judge(table) == expected(judgements, table)
    compiled.close()


def test_equal_formulas_are_asked_once_for_all_judgements() -> None:
    shared = leaf("kept", "eq", 0)
    judgements = [judgement_of(shared, leaf("age", "ge", limit)) for limit in range(40)]
    table = table_of([(age, 0, 0, kept) for age in range(40) for kept in (0, 1)])
    with DurableEngine() as engine:
        assert engine.judge(judgements, table) == expected(judgements, table)
