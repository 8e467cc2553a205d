"""The order of the queue and rights beside it, against slow readings of paragraph 12(1)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import applications, derived_words, queue
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

EPOCH = datetime.fromisoformat("1970-01-01")
FIRST, LAST = datetime.fromisoformat("2020-01-01"), datetime.fromisoformat("2027-01-01")
TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
WAITING, CALLED, ADMITTED = 1, 2, 3
ELDERLY, DISABLED = 5, 4
MALE, FEMALE = 1, 2


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def at(text: str) -> int:
    return int((datetime.fromisoformat(text) - EPOCH).total_seconds() // 60)


RECEIVED = at("2025-11-03T09:00")


@dataclass(frozen=True)
class Application:
    number: Value = 1
    received: Value = RECEIVED
    former: Value = NONE
    keeps: Value = 0
    provided: Value = NONE
    privileged: Value = NONE
    category: Value = ELDERLY
    status: Value = WAITING


def columns(entries: list[Application], *, partial: bool = False) -> tuple[Values, ...]:
    kind = Partial if partial else tuple
    return tuple(
        kind([getattr(one, field.name) for one in entries]) for field in fields(Application)
    )


def in_order(found: tuple[Values, ...]) -> Value:
    return queue.queue_in_order(CONTEXT, found[0], found[1])


def placed_before(place: int, entries: list[Application], *, partial: bool = False) -> Value:
    found = columns(entries, partial=partial)
    return queue.placed_before(CONTEXT, in_order(found), place, *found)


def overtaken_by(place: int, entries: list[Application], *, partial: bool = False) -> Value:
    found = columns(entries, partial=partial)
    return queue.overtaken_by(CONTEXT, in_order(found), place, *found)


def came_first(one: datetime, other: datetime) -> bool:
    """Earlier by day, or by the hour where both have one."""
    if one.date() != other.date():
        return one.date() < other.date()
    midnight = datetime.min.time()
    return midnight not in (one.time(), other.time()) and one < other


def moment(minutes: Value) -> datetime:
    assert minutes is not None
    return EPOCH + timedelta(minutes=minutes)


def is_ahead_slowly(ahead: Application, behind: Application, *, kept: bool) -> bool:
    """Whether, everything being recorded, the first stands unlawfully before the second."""
    outside = not is_none(ahead.privileged) or not is_none(behind.privileged)
    if is_none(ahead.number) or is_none(behind.number) or outside:
        return False
    if ahead.category != behind.category or bool(behind.keeps) != kept:
        return False
    both_wait = ahead.status == WAITING and behind.status == WAITING
    same_year = moment(ahead.received).year == moment(behind.received).year
    if not both_wait and (kept or not same_year):
        return False
    since = behind.former if kept and not is_none(behind.former) else behind.received
    if not came_first(moment(since), moment(ahead.received)):
        return False
    takes_former_place = ahead.provided == 1 and not is_none(ahead.former)
    if takes_former_place and not came_first(moment(since), moment(ahead.former)):
        return False
    assert ahead.number is not None
    assert behind.number is not None
    return ahead.number < behind.number


def same(one: Value, other: Value) -> bool:
    return one == other or (
        one is not None and other is not None and is_none(one) and is_none(other)
    )


def smallest(numbers: list[Value]) -> Value:
    return min((number for number in numbers if number is not None), default=NONE)


moments = st.sampled_from(
    [
        at(text)
        for text in (
            "2024-12-30T10:00",
            "2025-03-03T00:00",
            "2025-03-03T09:15",
            "2025-03-03T16:40",
            "2025-03-04T00:00",
            "2025-11-03T09:00",
        )
    ]
)
entry = st.builds(
    Application,
    number=st.one_of(st.integers(1, 5), st.just(NONE)),
    received=moments,
    former=st.one_of(st.just(NONE), moments),
    keeps=st.sampled_from([0, 1]),
    provided=st.sampled_from([0, 1, NONE]),
    privileged=st.sampled_from([NONE, NONE, NONE, day("2025-01-09")]),
    category=st.sampled_from([ELDERLY, DISABLED]),
    status=st.sampled_from([WAITING, CALLED]),
)
entries_of_a_queue = st.lists(entry, min_size=1, max_size=5)


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["queue_entry.status"].choices[WAITING - 1] == "waiting"
    assert words["queue_entry.residence_form"].choices[0] == "residential"


@given(entries_of_a_queue)
def test_who_stands_before_an_earlier_application(entries: list[Application]) -> None:
    for place, own in enumerate(entries):
        slow = smallest(
            [
                other.number
                for at_place, other in enumerate(entries)
                if at_place != place and is_ahead_slowly(own, other, kept=False)
            ]
        )
        assert same(placed_before(place, entries), slow)


@given(entries_of_a_queue)
def test_who_overtook_a_kept_place(entries: list[Application]) -> None:
    for place, own in enumerate(entries):
        slow = smallest(
            [
                other.number
                for at_place, other in enumerate(entries)
                if at_place != place and is_ahead_slowly(other, own, kept=True)
            ]
        )
        assert same(overtaken_by(place, entries), slow)


@given(entries_of_a_queue, st.data())
def test_a_forgotten_fact_only_opens_the_order(entries: list[Application], data: Any) -> None:
    forgotten = data.draw(st.integers(0, len(entries) - 1))
    name = data.draw(st.sampled_from([field.name for field in fields(Application)]))
    shorter = [*entries]
    shorter[forgotten] = replace(entries[forgotten], **{name: None})
    for place in range(len(entries)):
        for judge in (placed_before, overtaken_by):
            found, known = judge(place, shorter), judge(place, entries)
            if found is None:
                continue
            assert is_none(found) == is_none(known), (judge, place)


@given(entries_of_a_queue)
def test_an_incomplete_list_never_says_that_all_is_well(entries: list[Application]) -> None:
    for place in range(len(entries)):
        for judge in (placed_before, overtaken_by):
            open_, whole = judge(place, entries, partial=True), judge(place, entries)
            assert open_ is None or same(open_, whole)
            if judge is placed_before:
                assert open_ is None or not is_none(open_)


def test_a_later_application_with_a_smaller_number_is_out_of_order() -> None:
    entries = [
        Application(number=2, received=at("2025-03-03T09:15")),
        Application(number=1, received=at("2025-03-03T16:40")),
    ]
    assert placed_before(1, entries) == 2
    assert is_none(placed_before(0, entries))  # type: ignore[arg-type]


def test_numbers_that_begin_anew_with_the_year_are_not_compared() -> None:
    last_year = Application(number=50, received=at("2024-12-30T10:00"), status=ADMITTED)
    this_year = Application(number=1, received=at("2025-03-03T09:15"))
    assert is_none(placed_before(1, [last_year, this_year]))  # type: ignore[arg-type]
    still_waiting = replace(last_year, status=WAITING)
    assert placed_before(1, [still_waiting, this_year]) == 50


def test_a_kept_place_is_lost_to_those_who_applied_after_it() -> None:
    kept = Application(
        number=9,
        received=at("2025-11-03T09:00"),
        former=at("2024-12-30T10:00"),
        keeps=1,
        provided=1,
    )
    later = Application(number=7, received=at("2025-03-03T09:15"))
    assert overtaken_by(0, [kept, later]) == 7
    assert is_none(placed_before(1, [kept, later]))  # type: ignore[arg-type]
    admitted = replace(later, status=ADMITTED)
    assert is_none(overtaken_by(0, [replace(kept, number=40), admitted]))  # type: ignore[arg-type]
    earlier = replace(later, received=at("2024-11-30T10:00"))
    assert is_none(overtaken_by(0, [kept, earlier]))  # type: ignore[arg-type]


def test_queue_that_is_not_recorded_says_nothing() -> None:
    nothing: tuple[Values, ...] = (None,) * len(fields(Application))
    assert in_order(nothing) is None
    assert queue.placed_before(CONTEXT, None, -1, *nothing) is None
    assert queue.overtaken_by(CONTEXT, None, -1, *nothing) is None
    assert applications.applications_waiting(CONTEXT, None) is None


def test_waiting_applications_are_counted_when_all_states_are_known() -> None:
    assert applications.applications_waiting(CONTEXT, (WAITING, ADMITTED, WAITING)) == 2
    assert applications.applications_waiting(CONTEXT, ()) == 0
    assert applications.applications_waiting(CONTEXT, (WAITING, None)) is None
    assert applications.applications_waiting(CONTEXT, Partial((WAITING,))) is None


@given(st.datetimes(FIRST, LAST))
def test_the_day_of_receipt_is_the_day_of_the_moment(received: datetime) -> None:
    minutes = int((received - EPOCH).total_seconds() // 60)
    assert applications.received_on(CONTEXT, minutes) == received.date().toordinal()
    assert applications.received_on(CONTEXT, None) is None


@pytest.mark.parametrize(
    ("expired", "recertified", "provided", "expected"),
    [
        ("2025-10-31", "2025-11-01", 1, 1),
        ("2025-10-31", "2025-10-31", 1, 0),
        ("2025-10-31", "2025-11-01", 0, 0),
        (None, "2025-11-01", 1, None),
        (None, "2025-11-01", 0, 0),
    ],
)
def test_a_former_place_is_kept_after_expiry_and_recertification(
    expired: str | None, recertified: str, provided: Value, expected: Value
) -> None:
    until = None if expired is None else day(expired)
    assert applications.keeps_former_place(CONTEXT, until, day(recertified), provided) == expected


def test_no_programme_keeps_no_place() -> None:
    assert applications.keeps_former_place(CONTEXT, NONE, None, None) == 0
    assert applications.keeps_former_place(CONTEXT, None, NONE, None) == 0


def test_the_right_of_an_orphan_begins_with_the_later_of_birthday_and_application() -> None:
    received = day("2025-06-02")
    since = applications.out_of_turn_since
    assert since(CONTEXT, 1, 1, 1, day("2000-01-01"), received) == received
    assert since(CONTEXT, 1, 1, 1, day("2007-09-01"), received) == day("2025-09-01")
    assert since(CONTEXT, 1, 1, 1, day("2008-03-02"), received) == TODAY
    assert since(CONTEXT, 1, 1, 1, day("2008-02-29"), received) == day("2026-03-01")
    not_yet = since(CONTEXT, 1, 1, 1, day("2008-03-03"), received)
    assert not_yet is not None
    assert is_none(not_yet)


@pytest.mark.parametrize(("orphan", "lives_in"), [(0, None), (None, NONE), (1, 2), (0, 1)])
def test_who_is_no_orphan_or_lives_elsewhere_has_no_right(orphan: Value, lives_in: Value) -> None:
    found = applications.out_of_turn_since(CONTEXT, 1, orphan, lives_in, None, None)
    assert found is not None
    assert is_none(found)


@pytest.mark.parametrize("form", [2, 3, 4])
def test_only_a_residential_organisation_admits_out_of_turn(form: int) -> None:
    orphan = (1, 1, day("2000-01-01"), day("2025-06-02"))
    for facts in (orphan, (None, None, None, None)):
        found = applications.out_of_turn_since(CONTEXT, form, *facts)
        assert found is not None
        assert is_none(found)
    assert applications.out_of_turn_since(CONTEXT, None, *orphan) is None


def test_the_right_is_open_while_a_fact_is_missing() -> None:
    since, born, received = applications.out_of_turn_since, day("2000-01-01"), day("2025-06-02")
    assert since(CONTEXT, 1, None, 1, born, received) is None
    assert since(CONTEXT, 1, 1, None, born, received) is None
    assert since(CONTEXT, 1, 1, 1, None, received) is None
    assert since(CONTEXT, 1, 1, 1, born, None) is None


def test_an_application_leaves_the_queue_on_the_first_of_its_days() -> None:
    left = applications.left_queue_on
    assert left(CONTEXT, day("2025-07-01"), day("2025-07-09"), NONE, NONE) == day("2025-07-01")
    assert left(CONTEXT, NONE, None, NONE, NONE) is None
    nowhere = left(CONTEXT, NONE, NONE, NONE, NONE)
    assert nowhere is not None
    assert is_none(nowhere)


@dataclass(frozen=True)
class Applicant:
    right: Value = NONE
    called: Value = NONE
    admitted: Value = NONE
    category: Value = ELDERLY
    sex: Value = MALE


ORPHAN = Applicant(right=day("2025-06-02"))
OTHER = Applicant(called=day("2025-07-01"), admitted=day("2025-07-08"))


def passed_over_on(own: Applicant, *others: Applicant, partial: bool = False) -> Value:
    everyone = [own, *others]
    kind = Partial if partial else tuple
    lists = tuple(
        kind([getattr(one, name) for one in everyone])
        for name in ("right", "called", "admitted", "category", "sex")
    )
    left = applications.left_queue_on(CONTEXT, own.called, own.admitted, NONE, NONE)
    return applications.passed_over_on(CONTEXT, own.right, left, own.category, own.sex, *lists)


def test_an_orphan_is_passed_over_when_another_is_called_and_admitted() -> None:
    assert passed_over_on(ORPHAN, OTHER) == day("2025-07-01")


@pytest.mark.parametrize(
    "other",
    [
        replace(OTHER, called=day("2025-06-02")),
        replace(OTHER, admitted=NONE),
        replace(OTHER, category=DISABLED),
        replace(OTHER, sex=FEMALE),
        replace(OTHER, right=day("2025-07-01")),
    ],
)
def test_others_who_do_not_pass_an_orphan_over(other: Applicant) -> None:
    found = passed_over_on(ORPHAN, other)
    assert found is not None
    assert is_none(found)


def test_an_orphan_called_by_then_was_not_passed_over() -> None:
    called = replace(ORPHAN, called=day("2025-07-01"))
    found = passed_over_on(called, OTHER)
    assert found is not None
    assert is_none(found)
    assert passed_over_on(replace(ORPHAN, called=day("2025-07-02")), OTHER) == day("2025-07-01")


@pytest.mark.parametrize("name", ["right", "called", "admitted", "category", "sex"])
def test_a_forgotten_fact_of_the_other_leaves_the_orphan_open(name: str) -> None:
    assert passed_over_on(ORPHAN, replace(OTHER, **{name: None})) is None


def test_an_incomplete_queue_leaves_the_orphan_open() -> None:
    assert passed_over_on(ORPHAN, partial=True) is None
    assert passed_over_on(ORPHAN, OTHER, partial=True) == day("2025-07-01")


@pytest.mark.parametrize(
    ("vacant", "places", "expected"),
    [
        (0, None, 0),
        (NONE, None, 0),
        (2, None, None),
        (2, [(ELDERLY, MALE, 1)], 1),
        (2, [(ELDERLY, NONE, 1)], 1),
        (2, [(ELDERLY, FEMALE, 1), (DISABLED, MALE, 1)], 0),
        (2, [(ELDERLY, MALE, 0)], 0),
        (2, [(ELDERLY, MALE, NONE)], 0),
        (2, [(ELDERLY, None, 1)], None),
        (None, [(ELDERLY, MALE, 1)], 1),
    ],
)
def test_a_place_suits_by_category_and_sex(
    vacant: Value, places: list[tuple[Value, Value, Value]] | None, expected: Value
) -> None:
    lists: list[Values] = (
        [None] * 3 if places is None else [tuple(c) for c in zip(*places, strict=True)]
    )
    found = applications.suitable_place_vacant(CONTEXT, vacant, ELDERLY, MALE, *lists)
    assert found == expected


def test_an_incomplete_list_of_places_hides_a_suitable_one() -> None:
    lists = (Partial((DISABLED,)), Partial((MALE,)), Partial((1,)))
    assert applications.suitable_place_vacant(CONTEXT, 2, ELDERLY, MALE, *lists) is None


def snapshot_of_a_queue() -> dict[str, Any]:
    common = {
        "status": "waiting",
        "category": "elderly",
        "sex": "male",
        "orphan": False,
        "former_received_at": None,
        "recertified_on": None,
    }
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-02",
        "institution": {"name": "x", "type": "residential"},
        "queue_entries": [
            common | {"received_at": "2025-11-03T09:00:00", "queue_number": 1},
            common | {"received_at": "2025-11-05T09:00:00", "queue_number": 2},
            common | {"received_at": "2025-11-04T09:00:00", "queue_number": 3},
        ],
    }


def test_the_words_find_the_whole_queue_in_a_snapshot() -> None:
    words = vocabulary()
    computed = {name: one.computed for name, one in derived_words().items()}
    records = gather(snapshot_of_a_queue(), words, TODAY)
    columns = FactTables(records, words, computed, CONTEXT).table("queue_entry").columns
    assert [None if is_none(one) else one for one in columns["queue_entry.placed_before"]] == [
        None,
        3,
        None,
    ]
