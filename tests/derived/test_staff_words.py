"""Derived numbers of the staff tables, against slow readings of the text."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context
from checker.facts.derived import derived_words, staff, vehicles
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

CONTEXT: Context = None  # type: ignore[assignment]
counts: st.SearchStrategy[Value] = st.one_of(st.none(), st.just(NONE), st.integers(0, 300))


def same(left: Value, right: Value) -> bool:
    return left == right or (is_none(left) and is_none(right))


def test_the_choices_stand_where_the_words_have_them() -> None:
    words = vocabulary().words
    assert words["vehicle.type"].choices == vehicles.VEHICLE_TYPES
    assert words["unit.type"].choices[staff.SUPPORTED_LIVING - 1] == "independent_living_support"
    room = words["room.kind"].choices[staff.EXERCISE_THERAPY_ROOM - 1]
    assert room == "exercise_therapy_room"


types = st.lists(st.sampled_from([None, 1, 3, 7, 8]), max_size=4)


def possible(types: list[Value], running: list[Value], *, tractors: bool) -> set[int]:
    """Every number that filling the gaps in some way could give."""
    fill = [
        [
            (t, r)
            for t in ([1, 7] if kind is None else [kind])
            for r in ([0, 1] if runs is None else [runs])
        ]
        for kind, runs in zip(types, running, strict=True)
    ]
    return {
        sum(1 for kind, runs in way if runs == 1 and (kind == 7) == tractors)
        for way in product(*fill)
    }


@given(
    st.lists(st.tuples(st.sampled_from([None, 1, 3, 7]), st.sampled_from([None, 0, 1])), max_size=4)
)
def test_running_vehicles_are_known_only_when_no_gap_could_change_them(
    fleet: list[tuple[Value, Value]],
) -> None:
    kinds, running = [one for one, _ in fleet], [one for _, one in fleet]
    for tractors, compute in (
        (False, vehicles.vehicles_running),
        (True, vehicles.tractors_running),
    ):
        ways = possible(kinds, running, tractors=tractors)
        expected = ways.pop() if len(ways) == 1 else None
        assert compute(CONTEXT, tuple(kinds), tuple(running)) == expected


def test_a_fleet_that_is_open_has_no_number() -> None:
    assert vehicles.vehicles_running(CONTEXT, None, None) is None
    assert vehicles.vehicles_running(CONTEXT, Partial((1,)), Partial((1,))) is None


def test_vehicles_of_a_kind_are_counted_running_or_not() -> None:
    buses = derived_words()["institution.passenger_buses"].computed.compute
    assert buses(CONTEXT, (3, 1, 3)) == 2
    assert buses(CONTEXT, ()) == 0
    assert buses(CONTEXT, None) is None
    assert buses(CONTEXT, (3, None)) is None
    assert buses(CONTEXT, Partial((3,))) is None


@given(st.lists(counts, min_size=4, max_size=4))
def test_care_groups_of_every_size_add_up(groups: list[Value]) -> None:
    found = staff.care_groups(CONTEXT, *groups)
    if any(count is None for count in groups):
        assert found is None
    else:
        assert found == sum(0 if is_none(count) else int(count or 0) for count in groups)


@given(st.sampled_from(["nurse_posts", "orderly_posts", "observation_posts"]), counts, counts)
def test_posts_count_as_far_as_the_beds_suffice(name: str, formed: Value, beds: Value) -> None:
    found = derived_words()[f"institution.{name}"].computed.compute(CONTEXT, formed, beds)
    each = 100 if name == "observation_posts" else 50
    if formed is None or (not is_none(formed) and formed and beds is None):
        assert found is None
        return
    posts = 0 if is_none(formed) else int(formed)
    carried = 0
    left = 0 if beds is None or is_none(beds) else int(beds)
    while left >= each:
        carried, left = carried + 1, left - each
    assert found == (posts if carried == 0 else min(posts, carried))


@given(counts, counts, st.one_of(st.none(), st.lists(st.sampled_from([29, 8, NONE]), max_size=4)))
def test_the_larger_base_counts_in_full_groups_capped_by_rooms(
    severe: Value, moderate: Value, rooms: list[Value] | None
) -> None:
    listed = None if rooms is None else tuple(rooms)
    found = staff.exercise_therapy_units(CONTEXT, severe, moderate, listed)
    if severe is None or moderate is None:
        assert found is None
        return
    heavy = 0 if is_none(severe) else int(severe)
    medium = 0 if is_none(moderate) else int(moderate)
    units = 0
    while heavy >= 20 * (units + 1) or medium >= 40 * (units + 1):
        units += 1
    if units == 0:
        assert found == 0
    elif rooms is None:
        assert found is None
    else:
        assert found == min(units, 2 * rooms.count(29))


def test_units_of_supported_living_have_six_to_thirty_places() -> None:
    def units(*pairs: tuple[Value, Value]) -> Value:
        kinds, places = zip(*pairs, strict=True)
        return staff.supported_living_units(CONTEXT, kinds, places)

    assert units((1, 6), (1, 30), (1, 5), (1, 31), (2, 12)) == 2
    assert units((1, None)) is None
    assert units((None, 12)) is None
    assert units((None, 31), (2, None)) == 0
    assert staff.supported_living_units(CONTEXT, None, None) is None
    assert staff.supported_living_units(CONTEXT, Partial((1,)), Partial((12,))) is None
    assert staff.supported_living_units(CONTEXT, (), ()) == 0
