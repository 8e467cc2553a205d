"""Derived numbers of Appendices 6, 7 and 8, against slow readings of the text."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context
from checker.facts.derived import derived_words
from checker.facts.derived import staff_other_types as staff
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

CONTEXT: Context = None  # type: ignore[assignment]
HOME = staff.HOME_CARE
OTHER = 8
counts: st.SearchStrategy[Value] = st.one_of(st.none(), st.just(NONE), st.integers(0, 300))
yes_or_no: st.SearchStrategy[Value] = st.sampled_from([None, 0, 1])


def compute(name: str, *values: object) -> Value:
    return derived_words()[f"institution.{name}"].computed.compute(CONTEXT, *values)


def settled(possible: set[int]) -> Value:
    """The number that every way of filling the gaps gives; none where they differ."""
    return possible.pop() if len(possible) == 1 else None


def test_the_choices_stand_where_the_words_have_them() -> None:
    choices = vocabulary().words["unit.type"].choices
    named = [choices[place - 1] for place in (staff.ROUND_THE_CLOCK, HOME, staff.NIGHT_STAY)]
    assert named == ["round_the_clock", "home_care", "night_stay"]


@given(counts, counts)
def test_the_smaller_number_of_people_counts(enrolled: Value, visits: Value) -> None:
    found = staff.recipients_by_roll_and_visits(CONTEXT, enrolled, visits)
    if enrolled is None or visits is None:
        assert found is None
        return
    sorted_people = sorted(0 if is_none(one) else int(one) for one in (enrolled, visits))
    assert found == sorted_people[0]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, HOME, OTHER]), st.sampled_from([None, NONE, 0, 79, 80, 200])
        ),
        max_size=3,
    )
)
def test_home_units_of_eighty_count_and_there_is_one_at_least(
    units: list[tuple[Value, Value]],
) -> None:
    fill = [
        [
            (t, p)
            for t in ([HOME, OTHER] if kind is None else [kind])
            for p in ([79, 80] if people is None else [0 if is_none(people) else int(people)])
        ]
        for kind, people in units
    ]
    without_floor = {
        sum(1 for kind, people in way if kind == HOME and people >= 80) for way in product(*fill)
    }
    found = staff.home_care_units(
        CONTEXT, tuple(kind for kind, _ in units), tuple(people for _, people in units)
    )
    expected = settled(without_floor)
    assert found == (None if expected is None else max(int(expected), 1))


def test_units_that_are_not_all_recorded_have_no_number() -> None:
    assert staff.home_care_units(CONTEXT, None, None) is None
    assert staff.home_care_units(CONTEXT, Partial((HOME,)), Partial((80,))) is None
    for name in ("night_stay_units", "round_the_clock_units"):
        assert compute(name, None) is None
        assert compute(name, Partial((staff.NIGHT_STAY,))) is None
        assert compute(name, (None,)) is None


def test_units_of_a_kind_are_counted() -> None:
    types = (staff.NIGHT_STAY, staff.ROUND_THE_CLOCK, staff.NIGHT_STAY, OTHER)
    assert compute("night_stay_units", types) == 2
    assert compute("round_the_clock_units", types) == 1
    assert compute("night_stay_units", ()) == 0


@given(st.lists(st.tuples(yes_or_no, yes_or_no), max_size=3))
def test_patrol_vehicles_in_running_order_are_known_only_when_no_gap_could_change_them(
    fleet: list[tuple[Value, Value]],
) -> None:
    ways = product(
        *(
            [(p, r) for p in _either(patrols) for r in _either(running)]
            for patrols, running in fleet
        )
    )
    expected = settled({sum(1 for p, r in way if p == 1 and r == 1) for way in ways})
    patrols, running = tuple(p for p, _ in fleet), tuple(r for _, r in fleet)
    assert staff.patrol_vehicles(CONTEXT, patrols, running) == expected


def _either(value: Value) -> list[int]:
    return [0, 1] if value is None else [int(value)]


@given(st.lists(st.tuples(st.sampled_from([None, 1, 3]), yes_or_no), max_size=3), yes_or_no)
def test_vehicles_beside_the_patrol_are_known_only_when_no_gap_could_change_them(
    fleet: list[tuple[Value, Value]], operates: Value
) -> None:
    fill = [
        [
            (t, p)
            for t in ([1, 3] if kind is None else [kind])
            for p in ([0] if operates == 0 else _either(patrols))
        ]
        for kind, patrols in fleet
    ]
    ways = product(*fill)
    expected = settled({sum(1 for kind, p in way if kind == 1 and p == 0) for way in ways})
    types, patrols = tuple(t for t, _ in fleet), tuple(p for _, p in fleet)
    assert compute("passenger_cars_besides_patrol", types, patrols, operates) == expected


def test_a_fleet_that_is_open_has_no_number() -> None:
    assert staff.patrol_vehicles(CONTEXT, None, None) is None
    assert staff.patrol_vehicles(CONTEXT, Partial((1,)), Partial((1,))) is None
    for name, kind in (("passenger_cars", 1), ("sanitary_vehicles", 2), ("motor_vehicles", 5)):
        word = f"{name}_besides_patrol"
        assert compute(word, None, None, 1) is None
        assert compute(word, Partial((kind,)), Partial((0,)), 1) is None
        assert compute(word, (kind, kind, OTHER), (0, 1, 0), 1) == 1
