"""What a set of institutions shows that none of them shows alone."""

from __future__ import annotations

import json
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.auditing.set_declaration import Declaration, RegisterRow, read_declaration
from checker.auditing.sets import SetOfInstitutions
from checker.source.mistakes import Refused
from checker.values import Value, is_none

DAY = date(2026, 3, 2)
WHOLE = Declaration(complete=True)
OPEN = Declaration()
ONE, TWO = "021140000015", "031140000019"
PERSON = "900101000012"


def home(latitude: float | None = 51.0, longitude: float | None = 71.0, **more: Any) -> Any:
    address = {} if latitude is None else {"latitude": latitude, "longitude": longitude}
    return {"institution": {"bin": ONE, "type": "home", "address": address} | more}


def told(
    word: str, declaration: Declaration, *contents: Any, chain: list[Any] | None = None
) -> Value:
    """What a set says of its first institution, or of a record of it."""
    institutions = SetOfInstitutions(declaration)
    for content in contents:
        institutions.add(content)
    records = chain if chain is not None else [contents[0]["institution"]]
    return institutions.supplies(0, DAY)[word](records)


STRAIGHT = "institution.straight_line_to_home_organisation"


def test_the_distance_is_measured_along_the_ellipsoid() -> None:
    """A degree of latitude at 51 degrees north is 111.25 km on the WGS 84 ellipsoid."""
    found = told(STRAIGHT, WHOLE, home(50.5), home(51.5))
    assert found is not None
    assert found == pytest.approx(111_253, abs=10)


def test_a_neighbour_at_five_kilometres_is_known_also_in_an_open_set() -> None:
    near = home(51.0 + 4.9 / 111.25)
    assert told(STRAIGHT, OPEN, home(), near) == pytest.approx(4900, abs=5)


def test_a_far_neighbour_proves_nothing_where_a_nearer_one_may_be_missing() -> None:
    far = home(51.0 + 5.2 / 111.25)
    assert told(STRAIGHT, OPEN, home(), far) is None
    assert told(STRAIGHT, WHOLE, home(), far) == pytest.approx(5200, abs=5)
    assert told(STRAIGHT, WHOLE, home(), far, home(None)) is None


def test_who_stands_alone_in_a_whole_set_has_no_neighbour() -> None:
    alone = told(STRAIGHT, WHOLE, home(None))
    assert alone is not None
    assert is_none(alone)
    assert told(STRAIGHT, OPEN, home()) is None
    assert told(STRAIGHT, WHOLE, home(None), home()) is None


@given(
    st.lists(
        st.tuples(st.floats(41, 55), st.floats(47, 87)),
        min_size=1,
        max_size=12,
    )
)
def test_the_nearest_of_many_is_no_farther_than_a_sphere_would_have_it(
    points: list[tuple[float, float]],
) -> None:
    found = told(STRAIGHT, WHOLE, home(), *(home(*point) for point in points))
    assert found is not None
    nearest = min(_on_a_sphere((51.0, 71.0), point) for point in points)
    assert found / 1000 == pytest.approx(nearest, rel=0.006, abs=0.001)


def _on_a_sphere(one: tuple[float, float], other: tuple[float, float]) -> float:
    (a, b), (c, d) = (tuple(map(radians, point)) for point in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(min(1.0, sqrt(half)))


def served(iin: str | None, *stays: tuple[str, str | None], **more: Any) -> Any:
    return {
        "iin": iin,
        "stays": [{"admitted_on": one, "discharged_on": other} for one, other in stays],
    } | more


def with_recipients(*recipients: Any, bin_: str = ONE, type_: str = "residential") -> Any:
    return {"institution": {"bin": bin_, "type": type_}, "recipients": list(recipients)}


SERVED = "recipient.also_served_since"


def also_served(declaration: Declaration, own: Any, other: Any) -> Value:
    chain = [own, {}]
    contents = with_recipients(own), with_recipients(other, bin_=TWO)
    return told(SERVED, declaration, *contents, chain=chain)


def test_two_open_stays_overlap_since_the_later_admission() -> None:
    own, other = served(PERSON, ("2025-01-10", None)), served(PERSON, ("2025-06-02", None))
    assert also_served(OPEN, own, other) == date(2025, 6, 2).toordinal()


def test_the_day_on_which_one_stay_ends_and_the_other_begins_is_no_overlap() -> None:
    own = served(PERSON, ("2025-01-10", "2025-06-02"))
    same, earlier = (served(PERSON, (day, None)) for day in ("2025-06-02", "2025-06-01"))
    found = also_served(WHOLE, own, same)
    assert found is not None
    assert is_none(found)
    assert also_served(WHOLE, own, earlier) == date(2025, 6, 1).toordinal()


def test_nobody_is_cleared_by_a_set_that_may_lack_an_institution() -> None:
    own, other = served(PERSON, ("2025-01-10", None)), served("900101000020", ("2025-01-10", None))
    assert also_served(OPEN, own, other) is None
    assert also_served(WHOLE, served(None, ("2025-01-10", None)), other) is None


def test_a_stay_of_a_day_after_the_audit_is_not_yet_one() -> None:
    own, other = served(PERSON, ("2025-01-10", None)), served(PERSON, ("2026-03-03", None))
    found = also_served(WHOLE, own, other)
    assert found is not None
    assert is_none(found)


def transferred(other: Any, **transfer: Any) -> tuple[Value, Value]:
    moved = {"transferred_on": "2025-05-05", "to_bin": TWO} | transfer
    own = served(PERSON, ("2025-01-10", "2025-05-05"))
    chain = [moved, own["stays"][0], own, {}]
    contents = with_recipients(own), other
    words = "transfer.admitted_on", "transfer.file_arrived"
    first, second = (told(word, OPEN, *contents, chain=chain) for word in words)
    return first, second


def test_who_arrived_is_found_with_the_file() -> None:
    there = served(PERSON, ("2025-05-06", None), file={"opened_on": "2025-05-06"})
    assert transferred(with_recipients(there, bin_=TWO)) == (date(2025, 5, 6).toordinal(), 1)


def test_who_never_arrived_is_told_from_one_nobody_can_look_up() -> None:
    admitted, _ = transferred(with_recipients(bin_=TWO))
    assert admitted is not None
    assert is_none(admitted)
    assert transferred(with_recipients(bin_="041140000012")) == (None, None)
    assert transferred(with_recipients(bin_=TWO) | {"recipients_partial": True}) == (None, None)


def test_a_file_that_is_recorded_as_not_opened_did_not_arrive() -> None:
    there = served(PERSON, ("2025-05-06", None), file={"opened_on": None})
    assert transferred(with_recipients(there, bin_=TWO))[1] == 0


def specialist(units: float | None, finished: str | None = None) -> Any:
    employment = {"rate": units, "started_on": "2024-01-09", "finished_on": finished}
    return {"iin": PERSON, "employment": employment}


@pytest.mark.parametrize(
    ("elsewhere", "declaration", "expected"),
    [
        (specialist(1), OPEN, 1000),
        (specialist(0.5), OPEN, 500),
        (specialist(1, "2026-03-02"), OPEN, 1000),
        (specialist(1, "2026-03-01"), WHOLE, 0),
        (specialist(1, "2026-03-01"), OPEN, None),
        (specialist(None), WHOLE, None),
    ],
)
def test_units_of_staff_elsewhere_are_those_held_on_the_day(
    elsewhere: Any, declaration: Declaration, expected: Value
) -> None:
    own = {"institution": {"bin": ONE, "type": "home"}, "specialists": [specialist(1)]}
    other = {"institution": {"bin": TWO, "type": "home"}, "specialists": [elsewhere]}
    word = "specialist.units_elsewhere"
    assert told(word, declaration, own, other, chain=[specialist(1), {}]) == expected


def test_a_register_entry_is_shared_by_number_and_type() -> None:
    word = "institution.shares_register_entry"
    assert told(word, OPEN, home(), home()) == 1
    other = {"institution": {"bin": ONE, "type": "residential"}}
    assert told(word, WHOLE, home(), other) == 0
    assert told(word, OPEN, home(), other) is None


def test_an_extract_from_the_register_is_held_against_the_snapshot() -> None:
    row = RegisterRow(ONE, frozenset({"home"}), frozenset({"elderly"}), 40)
    declared = Declaration(register=(row,))
    own = home(register={"categories": ["elderly"], "total_capacity": 40})
    assert told("institution.in_register_extract", declared, own) == 1
    assert told("institution.register_extract_agrees", declared, own) == 1
    less = home(register={"categories": ["elderly"], "total_capacity": 39})
    assert told("institution.register_extract_agrees", declared, less) == 0
    assert told("institution.register_extract_agrees", declared, home()) is None
    assert told("institution.in_register_extract", OPEN, own) is None


@pytest.mark.parametrize(("removed", "listed"), [(date(2026, 3, 2), 0), (date(2026, 3, 3), 1)])
def test_who_is_removed_from_the_register_is_not_in_it_from_that_day(
    removed: date, listed: int
) -> None:
    row = RegisterRow(ONE, frozenset({"home"}), removed_on=removed)
    assert told("institution.in_register_extract", Declaration(register=(row,)), home()) == listed


def test_a_declaration_is_read_whole_or_refused_with_every_mistake() -> None:
    row = {"bin": ONE, "service_forms": ["home"], "removed_on": "2025-02-03"}
    content = {"set_version": "1", "area": "Қала", "complete": True, "register": [row]}
    found = read_declaration(json.dumps(content).encode(), "set.json")
    assert found == Declaration(
        complete=True,
        area="Қала",
        register=(RegisterRow(ONE, frozenset({"home"}), removed_on=date(2025, 2, 3)),),
    )
    with pytest.raises(Refused) as refused:
        read_declaration(b'{"set_version": "1", "whole": true, "register": [{}]}', "set.json")
    assert len(refused.value.mistakes) >= 3
