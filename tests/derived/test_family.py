"""Relatives obliged to care, against a slow reading of paragraph 6."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import family
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

ADMITTED = date(2025, 9, 1).toordinal()
TODAY = date(2026, 3, 2).toordinal()
CHILD, SPOUSE, OTHER = 1, 2, 3
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
REASONS = vocabulary().words["family_member.objective_reasons"].choices
ACCEPTED = REASONS[:6]


class Relative(NamedTuple):
    relation: Value = CHILD
    born: Value = date(1980, 5, 5).toordinal()
    adult: Value = None
    able: Value = 1
    reasons: Value = NONE


def reasons(*names: str) -> int:
    return sum(1 << REASONS.index(name) for name in names)


def columns(found: list[Relative]) -> tuple[Values, ...]:
    return tuple(tuple(one[place] for one in found) for place in range(5))


def obliged(found: list[Relative]) -> Value:
    since = family.obliged_relative_since(CONTEXT, *columns(found))
    complete = family.relatives_complete(CONTEXT, *columns(found))
    return family.obliged_relative(CONTEXT, since, complete, ADMITTED)


def obliged_slowly(one: Relative) -> bool:
    """Paragraph 6(4) and (5) read aloud, of a relative of whom everything is recorded."""
    if one.relation == OTHER or one.able == 0:
        return False
    named = 0 if is_none(one.reasons) else int(one.reasons or 0)
    excuses = [*ACCEPTED, "advanced_age"] if one.relation == SPOUSE else ACCEPTED
    if any(named & reasons(reason) for reason in excuses):
        return False
    if one.relation == SPOUSE:
        return True
    if one.born is not None:
        eighteen = date.fromordinal(int(one.born)).replace(day=1)
        return date(eighteen.year + 18, eighteen.month, 1).toordinal() <= ADMITTED
    return one.adult == 1


births = st.sampled_from([date(1980, 5, 1), date(2007, 9, 1), date(2007, 10, 1), date(2015, 1, 1)])
relatives = st.builds(
    Relative,
    st.sampled_from([CHILD, SPOUSE, OTHER]),
    st.one_of(st.none(), births.map(date.toordinal)),
    st.sampled_from([0, 1]),
    st.sampled_from([0, 1]),
    st.one_of(st.just(NONE), st.sampled_from(REASONS).map(reasons)),
)


def test_the_choices_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["family_member.relation"].choices == ("child", "spouse", "other")
    assert words["recipient.reasons_of_relatives"].choices == REASONS
    assert words["recipient.reasons_of_children"].choices == REASONS
    assert REASONS[6:] == ("lives_in_other_settlement", "advanced_age", "family_conflict")


@given(st.lists(relatives, max_size=4))
def test_full_records_are_judged_as_the_text_reads(found: list[Relative]) -> None:
    assert obliged(found) == int(any(obliged_slowly(one) for one in found))


@pytest.mark.parametrize("reason", ACCEPTED)
@pytest.mark.parametrize("relation", [CHILD, SPOUSE])
def test_each_reason_of_the_list_excuses(relation: int, reason: str) -> None:
    assert obliged([Relative(relation, reasons=reasons(reason))]) == 0


def test_advanced_age_excuses_a_spouse_only() -> None:
    assert obliged([Relative(SPOUSE, reasons=reasons("advanced_age"))]) == 0
    assert obliged([Relative(CHILD, reasons=reasons("advanced_age"))]) == 1


@pytest.mark.parametrize("reason", ["lives_in_other_settlement", "family_conflict"])
def test_reasons_of_home_care_do_not_excuse(reason: str) -> None:
    assert obliged([Relative(reasons=reasons(reason))]) == 1
    assert obliged([Relative(SPOUSE, reasons=reasons(reason))]) == 1


def filled(one: Relative) -> list[Relative]:
    """Every way to fill the gaps of a record that could matter."""
    able = [one.able] if one.able is not None else [0, 1]
    why = [one.reasons] if one.reasons is not None else [NONE, reasons("detention")]
    who = [one.relation] if one.relation is not None else [CHILD, SPOUSE, OTHER]
    adult = [one.adult] if one.adult is not None else [0, 1]
    return [Relative(a, one.born, b, c, d) for a, b, c, d in product(who, adult, able, why)]


gappy = st.builds(
    Relative,
    st.sampled_from([None, CHILD, SPOUSE, OTHER]),
    st.one_of(st.none(), births.map(date.toordinal)),
    st.sampled_from([None, 0, 1]),
    st.sampled_from([None, 0, 1]),
    st.one_of(st.none(), st.just(NONE), st.sampled_from(REASONS).map(reasons)),
)


@given(st.lists(gappy, max_size=2))
def test_a_gap_leaves_open_what_it_could_change(found: list[Relative]) -> None:
    decided = obliged(found)
    outcomes = {
        int(any(obliged_slowly(one) for one in whole)) for whole in product(*map(filled, found))
    }
    if decided is not None:
        assert outcomes == {int(decided)}


@given(gappy)
def test_one_relative_is_left_open_only_where_the_gap_matters(one: Relative) -> None:
    outcomes = {int(obliged_slowly(whole)) for whole in filled(one)}
    came_of_age_since = one.born == date(2007, 10, 1).toordinal()
    if len(outcomes) == 1 and one.relation is not None and not came_of_age_since:
        assert obliged([one]) == outcomes.pop()


def test_relatives_that_are_not_recorded_leave_it_open() -> None:
    none: tuple[Values, ...] = (None,) * 5
    assert family.obliged_relative_since(CONTEXT, *none) is None
    assert family.relatives_complete(CONTEXT, *none) is None
    assert family.obliged_relative(CONTEXT, None, None, ADMITTED) is None
    assert family.obliged_relative(CONTEXT, NONE, 1, None) is None
    assert obliged([]) == 0


def test_an_incomplete_list_can_only_accuse() -> None:
    partial = tuple(Partial(column or ()) for column in columns([]))
    assert family.relatives_complete(CONTEXT, *partial) is None
    assert is_none(family.obliged_relative_since(CONTEXT, *partial))
    assert family.obliged_relative(CONTEXT, ADMITTED, None, ADMITTED) == 1
    assert family.obliged_relative(CONTEXT, ADMITTED + 1, None, ADMITTED) is None


def test_incomplete_reasons_excuse_only_where_one_of_the_list_is_named() -> None:
    named, other = -1 - reasons("detention"), -1 - reasons("family_conflict")
    assert obliged([Relative(reasons=named)]) == 0
    assert obliged([Relative(reasons=other)]) is None


@pytest.mark.parametrize(
    ("relation", "able", "helps", "expected"),
    [
        (CHILD, 1, 1, 1),
        (SPOUSE, 1, 1, 1),
        (OTHER, 1, 1, 0),
        (CHILD, 0, 1, 0),
        (CHILD, 1, 0, 0),
        (None, 1, 1, None),
        (CHILD, None, 1, None),
        (CHILD, 1, None, None),
        (OTHER, None, None, 0),
    ],
)
def test_constant_help_of_a_relative_who_counts(
    relation: Value, able: Value, helps: Value, expected: Value
) -> None:
    assert family.gives_constant_help(CONTEXT, (relation,), (able,), (helps,)) == expected


def test_constant_help_of_relatives_that_are_not_recorded_is_open() -> None:
    assert family.gives_constant_help(CONTEXT, None, None, None) is None
    assert family.gives_constant_help(CONTEXT, Partial(()), Partial(()), Partial(())) is None


def test_reasons_are_gathered_of_those_who_count() -> None:
    who: Values = (CHILD, SPOUSE, OTHER)
    why: Values = (reasons("detention"), reasons("advanced_age"), reasons("mental_disease"))
    assert family.reasons_of_relatives(CONTEXT, who, why) == reasons("detention", "advanced_age")
    assert family.reasons_of_children(CONTEXT, who, why) == reasons("detention")


def test_gathered_reasons_stay_open_where_something_is_missing() -> None:
    named = reasons("detention")
    assert family.reasons_of_relatives(CONTEXT, None, None) is None
    assert family.reasons_of_relatives(CONTEXT, (CHILD, None), (named, named)) == -1 - named
    assert family.reasons_of_relatives(CONTEXT, (CHILD, SPOUSE), (named, None)) == -1 - named
    assert family.reasons_of_children(CONTEXT, (CHILD, SPOUSE), (named, None)) == named
    assert (
        family.reasons_of_children(CONTEXT, Partial((CHILD,)), Partial((-1 - named,))) == -1 - named
    )
    assert family.reasons_of_relatives(CONTEXT, (CHILD,), (NONE,)) == 0
