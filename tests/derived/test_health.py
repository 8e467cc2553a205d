"""Contraindications on admission and later, and the need of services, against slow readings."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import health
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

ADMITTED = date(2025, 9, 1).toordinal()
TODAY = date(2026, 3, 2).toordinal()
DAYS = (ADMITTED - 1, ADMITTED, ADMITTED + 1, TODAY - 1, TODAY)
TUBERCULOSIS, AIDS = 11, 17
Record = tuple[Value, Value, Value]


def context(as_of: int = TODAY, taken_on: int = TODAY) -> Context:
    return Context(as_of, taken_on, None)  # type: ignore[arg-type]


def columns(found: list[Record], *, partial: bool = False) -> tuple[Values, Values, Values]:
    made = tuple(tuple(record[place] for record in found) for place in range(3))
    if partial:
        return Partial(made[0]), Partial(made[1]), Partial(made[2])
    return made[0], made[1], made[2]


def on_admission(found: list[Record], *, partial: bool = False) -> Value:
    recorded = columns(found, partial=partial)
    return health.contraindications_on_admission(context(), ADMITTED, *recorded)


def arisen(found: list[Record], *, partial: bool = False) -> Value:
    return health.contraindications_arisen(context(), ADMITTED, *columns(found, partial=partial))


def bit(code: int) -> int:
    return 1 << (code - 1)


def there_on(record: Record, day: int) -> bool:
    """Walk through the days up to one, and see whether the condition is there on it."""
    _, onset, resolved = record
    there = False
    for then in range(ADMITTED - 5, day + 1):
        there |= onset == then
        there &= resolved != then
    return there


def slowly(found: list[Record]) -> tuple[int, int]:
    """The sets on admission and of those that arose since, from records without a gap."""
    before, since = 0, 0
    for record in found:
        mask = bit(int(record[0] or 0))
        if there_on(record, ADMITTED):
            before |= mask
        onset = record[1]
        late = onset is not None and not is_none(onset) and onset > ADMITTED
        if late and there_on(record, TODAY):
            since |= mask
    return before, since


def completions(record: Record) -> list[Record]:
    """Every way to fill the gaps of a record."""
    code, onset, resolved = record
    codes = [code] if code is not None else [TUBERCULOSIS, AIDS]
    onsets = [onset] if onset is not None else [*DAYS, NONE]
    ends = [resolved] if resolved is not None else [*DAYS, NONE]
    return [
        (one, begun, ended)
        for one, begun, ended in product(codes, onsets, ends)
        if is_none(begun) or is_none(ended) or (begun or 0) <= (ended or 0)
    ]


full_days = st.sampled_from([*DAYS, NONE])
gaps = st.one_of(st.none(), full_days)
codes = st.sampled_from([TUBERCULOSIS, AIDS])


def in_order(record: Record) -> bool:
    _, onset, resolved = record
    if onset is None or resolved is None:
        return True
    return is_none(onset) or is_none(resolved) or onset <= resolved


full = st.tuples(codes, full_days, full_days).filter(in_order)
gappy = st.tuples(st.one_of(st.none(), codes), gaps, gaps).filter(in_order)


def test_the_codes_are_those_of_the_schema_in_its_order() -> None:
    words = vocabulary().words
    recorded = words["contraindication.code"].choices
    assert words["stay.contraindications_on_admission"].choices == recorded
    assert words["stay.contraindications_arisen"].choices == recorded
    assert recorded[TUBERCULOSIS - 1] == "active_tuberculosis"
    forms = words["recipient.executive_body_decision.service_form"].choices
    assert words["recipient.service_forms_confirmed"].choices == forms


@given(st.lists(full, max_size=3))
def test_full_records_give_the_sets_of_a_walk_through_the_days(found: list[Record]) -> None:
    assert (on_admission(found), arisen(found)) == slowly(found)


@given(st.lists(gappy, max_size=2))
def test_a_gap_opens_the_set_and_never_decides_it(found: list[Record]) -> None:
    possible = [slowly(list(filled)) for filled in product(*map(completions, found))]
    for place, given_set in enumerate((on_admission(found), arisen(found))):
        assert given_set is not None
        sure = int(given_set) if given_set >= 0 else -1 - int(given_set)
        for filled in possible:
            assert filled[place] & sure == sure
            if given_set >= 0:
                assert filled[place] == sure


@given(gappy)
def test_one_record_is_open_only_where_its_gap_matters(record: Record) -> None:
    for place, found in enumerate((on_admission([record]), arisen([record]))):
        outcomes = {slowly([filled])[place] for filled in completions(record)}
        assert (found is not None and found >= 0) == (len(outcomes) == 1)


def test_an_incomplete_list_is_open_and_an_empty_one_answers() -> None:
    assert on_admission([]) == 0
    assert on_admission([], partial=True) == -1
    sick: Record = (TUBERCULOSIS, ADMITTED, NONE)
    assert on_admission([sick], partial=True) == -1 - bit(TUBERCULOSIS)


def test_a_list_or_an_admission_that_is_not_recorded_leaves_all_open() -> None:
    unrecorded = (None, None, None)
    assert health.contraindications_on_admission(context(), ADMITTED, *unrecorded) is None
    assert health.contraindications_on_admission(context(), None, *columns([])) is None
    assert health.contraindications_arisen(context(), ADMITTED, *unrecorded) is None


def test_what_arose_is_not_known_of_a_day_after_the_snapshot() -> None:
    later = context(as_of=TODAY + 1)
    assert health.contraindications_arisen(later, ADMITTED, *columns([])) is None
    assert health.contraindications_on_admission(later, ADMITTED, *columns([])) == 0


RESIDENTIAL, HOME = 1, 3


@pytest.mark.parametrize(
    ("decision", "programme", "assessment", "expected"),
    [
        (RESIDENTIAL, NONE, NONE, 0b001),
        (NONE, 0b100, 0b010, 0b110),
        (HOME, 0, 0b001, 0b101),
        (NONE, NONE, NONE, 0),
        (None, NONE, 0b001, -1 - 0b001),
        (HOME, None, NONE, -1 - 0b100),
        (HOME, -1 - 0b001, NONE, -1 - 0b101),
    ],
)
def test_forms_of_service_are_confirmed_by_one_of_three_papers(
    decision: Value, programme: Value, assessment: Value, expected: Value
) -> None:
    assert health.service_forms_confirmed(context(), decision, programme, assessment) == expected


def test_a_decision_recorded_as_not_made_names_no_form() -> None:
    assert health.service_forms_confirmed(context(), None, NONE, 0b100, NONE) == 0b100
    assert health.service_forms_confirmed(context(), None, NONE, 0b100, None) == -1 - 0b100
    assert health.service_forms_confirmed(context(), None, NONE, NONE, ADMITTED) == -1
    assert health.service_forms_confirmed(context(), RESIDENTIAL, NONE, NONE, ADMITTED) == 0b001
