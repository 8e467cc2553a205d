"""What excuses relatives at home, and contraindications in a stay, against slow readings."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import family, home_health
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

CAME = date(2025, 9, 1).toordinal()
TODAY = date(2026, 3, 2).toordinal()
BORN = date(1960, 5, 5).toordinal()
CHILD, SPOUSE = 1, 2
RESIDENTIAL, SEMI_RESIDENTIAL, HOME = 1, 2, 3
DISABLED, ELDERLY = 4, 5
HOSPITAL, VISIT = 2, 3
REASONS = vocabulary().words["family_member.objective_reasons"].choices


def context(as_of: int = TODAY, taken_on: int = TODAY) -> Context:
    return Context(as_of, taken_on, None)  # type: ignore[arg-type]


def reasons(*names: str) -> int:
    return sum(1 << REASONS.index(name) for name in names)


def excused(relation: Value, why: Value, type_: Value, category: Value) -> bool | None:
    """Whether the one able-bodied relative of full age is excused."""
    accepted = home_health.accepted_reasons(context(), type_, category)
    columns: tuple[Values, ...] = ((relation,), (BORN,), (None,), (1,), (why,))
    since = family.obliged_relative_since(context(), *columns, accepted)
    complete = family.relatives_complete(context(), *columns, accepted)
    obliged = family.obliged_relative(context(), since, complete, CAME)
    return None if obliged is None else not obliged


def excused_slowly(relation: int, reason: str, type_: int, category: int) -> bool:
    """Paragraphs 6(4), 6(5), 25(4) and 25(5) read aloud."""
    if reason == "advanced_age":
        return relation == SPOUSE
    if reason == "lives_in_other_settlement":
        return type_ == HOME
    if reason == "family_conflict":
        return type_ == HOME and category == ELDERLY
    return True


def test_the_places_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["institution.type"].choices[HOME - 1] == "home"
    assert words["recipient.category"].choices[DISABLED - 1] == "persons_with_disabilities"
    assert words["recipient.category"].choices[ELDERLY - 1] == "elderly"
    assert words["absence.reason"].choices[HOSPITAL - 1] == "hospitalisation"
    assert words["recipient.accepted_reasons"].choices == REASONS


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("category", [DISABLED, ELDERLY])
@pytest.mark.parametrize("type_", [RESIDENTIAL, HOME])
@pytest.mark.parametrize("relation", [CHILD, SPOUSE])
def test_each_reason_excuses_where_the_text_names_it(
    relation: int, type_: int, category: int, reason: str
) -> None:
    expected = excused_slowly(relation, reason, type_, category)
    assert excused(relation, reasons(reason), type_, category) is expected


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("relation", [None, CHILD, SPOUSE])
@pytest.mark.parametrize("type_", [None, RESIDENTIAL, HOME])
@pytest.mark.parametrize("category", [None, DISABLED, ELDERLY])
def test_an_unknown_list_leaves_open_what_it_could_change(
    relation: int | None, type_: int | None, category: int | None, reason: str
) -> None:
    every = product(
        [CHILD, SPOUSE] if relation is None else [relation],
        [RESIDENTIAL, HOME] if type_ is None else [type_],
        [DISABLED, ELDERLY] if category is None else [category],
    )
    outcomes = {excused_slowly(who, reason, where, what) for who, where, what in every}
    found = excused(relation, reasons(reason), type_, category)
    assert found is None or outcomes == {found}
    if len(outcomes) == 1 and relation is not None and type_ is not None:
        assert found is outcomes.pop()


def test_no_reason_at_all_excuses_nowhere() -> None:
    for type_, category in product([None, RESIDENTIAL, HOME], [None, DISABLED, ELDERLY]):
        assert excused(CHILD, NONE, type_, category) is False
        assert excused(CHILD, 0, type_, category) is False


def test_a_semi_residential_organisation_has_no_longer_list() -> None:
    accepted = home_health.accepted_reasons(context(), SEMI_RESIDENTIAL, ELDERLY)
    assert accepted == home_health.accepted_reasons(context(), RESIDENTIAL, DISABLED)


days = st.integers(CAME - 4, CAME + 12)
maybe = st.one_of(st.just(NONE), days)
stays = st.lists(st.tuples(days, maybe).filter(lambda one: is_none(one[1]) or one[1] >= one[0]))


def there_first(onset: Value, resolved: Value, found: list[tuple[int, Value]]) -> Value:
    """Walk through the days and see on which the person stays and has the condition."""
    there = False
    for day in range(CAME - 6, CAME + 20):
        there |= onset == day
        there &= resolved != day
        if there and any(came <= day and not left < day for came, left in found):
            return day
    return NONE


@given(maybe, maybe, stays)
def test_the_first_day_of_a_stay_with_a_condition(
    onset: Value, resolved: Value, found: list[tuple[int, Value]]
) -> None:
    if onset is None or resolved is None or resolved < onset:
        return
    came, left = tuple(one[0] for one in found), tuple(one[1] for one in found)
    day = home_health.found_in_stay_on(context(), onset, resolved, came, left)
    expected = there_first(onset, resolved, found)
    assert day == expected or (is_none(day) and is_none(expected))


gaps = st.sampled_from([NONE, CAME - 2, CAME, CAME + 2, CAME + 5])
gappy = st.one_of(st.none(), gaps)


def fillings(value: Value) -> list[Value]:
    return [value] if value is not None else [NONE, CAME - 2, CAME, CAME + 1, CAME + 3, CAME + 9]


@given(gappy, gappy, st.one_of(st.none(), st.sampled_from([CAME - 2, CAME, CAME + 4])), gappy)
def test_a_gap_leaves_open_whether_it_was_there(
    onset: Value, resolved: Value, came: Value, left: Value
) -> None:
    day = home_health.found_in_stay_on(context(), onset, resolved, (came,), (left,))
    if day is None:
        return
    came_days = [came] if came is not None else [CAME - 2, CAME, CAME + 1, CAME + 3]
    for began, then, start, end in product(
        fillings(onset), fillings(resolved), came_days, fillings(left)
    ):
        if then is None or began is None or start is None or end is None:
            continue
        if then < began or end < start:
            continue
        expected = there_first(began, then, [(int(start), end)])
        assert is_none(day) == is_none(expected)


def test_a_certain_stay_decides_beside_one_that_is_open() -> None:
    found = home_health.found_in_stay_on
    assert found(context(), CAME, NONE, (CAME, None), (NONE, None)) == CAME
    assert found(context(), CAME, NONE, Partial((CAME,)), Partial((NONE,))) == CAME
    assert found(context(), CAME, CAME, Partial(()), Partial(())) is None
    assert found(context(), CAME, NONE, None, None) is None
    assert is_none(found(context(), CAME, NONE, (), ()))


absences = st.lists(
    st.tuples(st.sampled_from([HOSPITAL, VISIT]), maybe, maybe).filter(
        lambda one: is_none(one[1]) or is_none(one[2]) or one[1] <= one[2]
    )
)


@given(absences, st.integers(CAME, CAME + 10), st.integers(CAME, CAME + 10))
def test_the_last_day_in_hospital(
    found: list[tuple[int, Value, Value]], as_of: int, taken_on: int
) -> None:
    known = [one for one in found if is_none(one[1]) or one[1] <= min(as_of, taken_on)]
    why, first, last = (tuple(one[place] for one in known) for place in range(3))
    there: Value = NONE
    for day in range(CAME - 6, min(as_of, taken_on) + 1):
        for reason, start, end in known:
            if reason == HOSPITAL and start <= day and not end < day:
                there = day
    result = home_health.last_in_hospital_on(context(as_of, taken_on), why, first, last)
    assert result == there or (is_none(result) and is_none(there))


@pytest.mark.parametrize(
    ("why", "first", "last", "expected"),
    [
        (None, CAME, NONE, None),
        (HOSPITAL, None, NONE, None),
        (HOSPITAL, CAME, None, None),
        (VISIT, None, None, NONE),
        (HOSPITAL, CAME, CAME + 3, CAME + 3),
        (HOSPITAL, CAME, NONE, TODAY),
    ],
)
def test_a_gap_in_an_absence_leaves_the_hospital_open(
    why: Value, first: Value, last: Value, expected: Value
) -> None:
    result = home_health.last_in_hospital_on(context(), (why,), (first,), (last,))
    same = result is None if expected is None else result == expected
    assert same or (expected is not None and is_none(expected) and is_none(result))


def test_absences_that_are_not_recorded_leave_the_hospital_open() -> None:
    assert home_health.last_in_hospital_on(context(), None, None, None) is None
    assert home_health.last_in_hospital_on(context(), Partial(()), Partial(()), Partial(())) is None
    assert is_none(home_health.last_in_hospital_on(context(), (), (), ()))
