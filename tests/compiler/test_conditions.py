"""Conditions compile to two positive formulas that never both hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from checker.compiler.conditions import Columns, certain
from checker.engine import plain
from checker.engine.model import FALSE, Code, Formula, Judgement, Table
from checker.packs.requirements import Compare, Comparison, Condition, FactRef, Group
from checker.values import NONE, Sort, Value
from checker.vocabulary.words import Kind, Vocabulary, Word

LABEL = {"kk": "а", "ru": "а", "en": "a"}
COUNTS = ("thing.first", "thing.second")
CHOICES = ("red", "green", "blue")
WORDS = {
    **{name: Word(name, "thing", (name,), Sort.COUNT, LABEL) for name in COUNTS},
    "thing.colours": Word("thing.colours", "thing", ("c",), Sort.CHOICES, LABEL, CHOICES),
}
VOCABULARY = Vocabulary(WORDS, {"thing": Kind("thing", LABEL, None, (), None, None)})

values: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.just(NONE), st.integers(min_value=0, max_value=3)
)
masks: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.just(NONE), st.integers(min_value=-8, max_value=7)
)
ordered = st.sampled_from(
    [
        Comparison.IS,
        Comparison.AT_LEAST,
        Comparison.AT_MOST,
        Comparison.MORE_THAN,
        Comparison.LESS_THAN,
    ]
)
comparisons: st.SearchStrategy[Condition] = st.one_of(
    st.builds(Compare, st.sampled_from(COUNTS), ordered, st.integers(0, 3)),
    st.builds(Compare, st.just(COUNTS[0]), ordered, st.just(FactRef(COUNTS[1]))),
    st.builds(Compare, st.sampled_from([*WORDS]), st.just(Comparison.EXISTS), st.booleans()),
    st.builds(
        Compare,
        st.just("thing.colours"),
        st.sampled_from([Comparison.INCLUDES_ANY_OF, Comparison.INCLUDES_EVERY_ONE_OF]),
        st.lists(st.sampled_from(CHOICES), min_size=1, unique=True).map(tuple),
    ),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    comparisons,
    lambda parts: st.builds(
        Group,
        st.sampled_from(["all", "any", "none"]),
        st.lists(parts, min_size=1, max_size=3).map(tuple),
    ),
    max_leaves=6,
)


def holds(formula: Formula, facts: dict[str, Value], columns: Columns) -> bool:
    """Ask the plain engine whether a formula holds for one subject."""
    named: dict[str, list[Value]] = {name: [value] for name, value in facts.items()}
    for name, computed in columns.computed.items():
        inputs = [named[str(word)][0] for word in computed.inputs]
        named[name] = [computed.compute(None, *inputs)]
    judgement = Judgement("r", None, "thing", FALSE, FALSE, formula, FALSE)
    return plain.judge([judgement], Table("thing", 1, named))[0][0] == Code.MET


def truth(condition: Condition, facts: dict[str, Value]) -> bool | None:
    """The three-valued truth of a condition, computed the slow way."""
    if isinstance(condition, Compare):
        return truth_of_comparison(condition, facts)
    parts = [truth(part, facts) for part in condition.parts]
    if condition.how == "none":
        parts = [None if part is None else not part for part in parts]
    if condition.how == "any":
        return True if True in parts else None if None in parts else False
    return False if False in parts else None if None in parts else True


def truth_of_comparison(compare: Compare, facts: dict[str, Value]) -> bool | None:
    value = facts[compare.fact]
    if value is None:
        return None
    if compare.fact == "thing.colours":
        return truth_of_set(compare, value)
    if compare.comparison is Comparison.EXISTS:
        return (value == value) == compare.value
    other = compare.value
    right = facts[other.fact] if isinstance(other, FactRef) else other
    if right is None:
        return None
    return {
        Comparison.IS: value == right,
        Comparison.AT_LEAST: value >= right,
        Comparison.AT_MOST: value <= right,
        Comparison.MORE_THAN: value > right,
        Comparison.LESS_THAN: value < right,
    }[compare.comparison]


def truth_of_set(compare: Compare, value: Value) -> bool | None:
    mask = 0 if value != value else int(value)
    members = {
        choice
        for bit, choice in enumerate(CHOICES)
        if (mask if mask >= 0 else -1 - mask) >> bit & 1
    }
    may_hold_more = mask < 0

    def holds_member(choice: str) -> bool | None:
        return True if choice in members else None if may_hold_more else False

    if compare.comparison is Comparison.EXISTS:
        found = True if members else None if may_hold_more else False
        return found if found is None else found == compare.value
    parts = [holds_member(str(choice)) for choice in compare.value]
    if compare.comparison is Comparison.INCLUDES_ANY_OF:
        return True if True in parts else None if None in parts else False
    return False if False in parts else None if None in parts else True


@given(conditions, values, values, masks)
def test_both_formulas_say_what_three_valued_logic_says(
    condition: Condition, first: Value, second: Value, colours: Value
) -> None:
    facts = {COUNTS[0]: first, COUNTS[1]: second, "thing.colours": colours}
    columns = Columns(VOCABULARY)
    surely = certain(condition, True, columns)
    surely_not = certain(condition, False, columns)
    answer = truth(condition, facts)
    assert holds(surely, facts, columns) == (answer is True)
    assert holds(surely_not, facts, columns) == (answer is False)


@given(conditions, values, values, masks, st.sampled_from([*WORDS]))
def test_forgetting_a_fact_can_only_open_a_verdict(
    condition: Condition, first: Value, second: Value, colours: Value, forgotten: str
) -> None:
    facts = {COUNTS[0]: first, COUNTS[1]: second, "thing.colours": colours}
    less = facts | {forgotten: None}
    assert truth(condition, less) in (None, truth(condition, facts))
    columns = Columns(VOCABULARY)
    for wanted in (True, False):
        formula = certain(condition, wanted, columns)
        if holds(formula, less, columns):
            assert holds(formula, facts, columns)


def test_a_word_recorded_as_none_fails_every_comparison_but_is_absent() -> None:
    facts: dict[str, Value] = {COUNTS[0]: NONE, COUNTS[1]: 1, "thing.colours": NONE}
    columns = Columns(VOCABULARY)
    for comparison in (Comparison.IS, Comparison.AT_LEAST, Comparison.LESS_THAN):
        compare = Compare(COUNTS[0], comparison, 1)
        assert holds(certain(compare, False, columns), facts, columns)
    absent = Compare(COUNTS[0], Comparison.EXISTS, False)
    assert holds(certain(absent, True, columns), facts, columns)
