"""What the electronic journal certainly lacks, against pairing people with entries one by one."""

from __future__ import annotations

from datetime import date
from functools import partial
from itertools import permutations
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import derived_words, journal, residents, shortfall
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import rules_folder, vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
QUEUED, ACTIVE, AWAY, DISCHARGED, TRANSFERRED = 1, 3, 4, 6, 7
BUDGET, RECIPIENT, MIXED, OTHER = 1, 2, 3, 4
RESIDENTIAL, SEMI_RESIDENTIAL, HOME, TEMPORARY_STAY = 1, 2, 3, 4
STARTED = date(2025, 3, 1).toordinal()
ADMITTED = date(2025, 6, 2).toordinal()


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["journal_entry.status"].choices == (
        "queued",
        "due_to_arrive",
        "active",
        "temporarily_absent",
        "suspended",
        "discharged",
        "transferred",
    )
    assert words["stay.funding"].choices == ("budget", "recipient", "mixed", "other")
    assert words["absence.kind"].choices[0] == "temporary_departure"
    assert words["absence.kind"].choices[1] == "suspension"
    types = ("residential", "semi_residential", "home", "temporary_stay")
    assert words["transfer.to_service_form"].choices == types
    assert words["institution.type"].choices == types


@pytest.mark.parametrize(
    ("discharged", "expected"),
    [
        ((NONE,), 1),
        ((ADMITTED, NONE), 1),
        ((ADMITTED,), 0),
        ((), 0),
        ((None,), None),
        ((None, NONE), 1),
        (None, None),
        (Partial((ADMITTED,)), None),
    ],
)
def test_who_has_a_stay_that_goes_on_is_on_the_roll(discharged: Values, expected: Value) -> None:
    assert residents.on_the_roll(CONTEXT, discharged) == expected


@pytest.mark.parametrize(
    ("funding", "discharged", "expected"),
    [
        ((BUDGET,), (NONE,), 0),
        ((MIXED,), (NONE,), 0),
        ((RECIPIENT,), (NONE,), 1),
        ((OTHER,), (NONE,), 1),
        ((RECIPIENT, BUDGET), (ADMITTED, NONE), 0),
        ((None,), (NONE,), None),
        ((RECIPIENT,), (None,), None),
        (None, None, None),
    ],
)
def test_the_stay_that_goes_on_says_who_pays(
    funding: Values, discharged: Values, expected: Value
) -> None:
    assert residents.pays_privately(CONTEXT, funding, discharged) == expected


def test_nobody_pays_for_a_stay_that_has_ended() -> None:
    found = residents.pays_privately(CONTEXT, (RECIPIENT,), (ADMITTED,))
    assert found is not None
    assert is_none(found)


def test_a_return_follows_a_discharge_on_an_earlier_day() -> None:
    returned = residents.last_return_on
    later = ADMITTED + 90
    assert returned(CONTEXT, (ADMITTED, later), (ADMITTED + 30, NONE)) == later
    for admitted, discharged in (
        ((ADMITTED,), (NONE,)),
        ((ADMITTED,), (ADMITTED,)),
        ((ADMITTED, later), (later, NONE)),
    ):
        found = returned(CONTEXT, admitted, discharged)
        assert found is not None
        assert is_none(found)
    assert returned(CONTEXT, (ADMITTED, later), (None, NONE)) is None
    assert returned(CONTEXT, None, None) is None


def test_departures_suspensions_and_transfers_within_the_type_are_looked_for() -> None:
    kinds = (1, 2, 1)
    days = (ADMITTED, ADMITTED + 50, ADMITTED + 20)
    for latest, last in (
        (residents.last_temporary_departure_on, ADMITTED + 20),
        (residents.last_suspension_on, ADMITTED + 50),
        (partial(moved, RESIDENTIAL), ADMITTED + 20),
        (partial(moved, SEMI_RESIDENTIAL), ADMITTED + 50),
    ):
        assert latest(CONTEXT, days, kinds) == last
        assert latest(CONTEXT, days, (1, None, 1)) is None
        nothing = latest(CONTEXT, (), ())
        assert nothing is not None
        assert is_none(nothing)
    to_another_type = residents.last_transfer_on(CONTEXT, HOME, days, kinds)
    assert to_another_type is not None
    assert is_none(to_another_type)
    assert residents.last_transfer_on(CONTEXT, None, days, kinds) is None
    assert residents.last_left_on(CONTEXT, (NONE, ADMITTED)) == ADMITTED


def moved(form: Value, context: Context, days: Values, forms: Values) -> Value:
    return residents.last_transfer_on(context, form, days, forms)


@pytest.mark.parametrize(
    ("days", "sexes", "expected"),
    [
        ((10, 20), (1, 2), 1),
        ((10, 10), (1, 1), 2),
        ((10,), (2,), 0),
        ((None,), (1,), None),
        ((10, None), (1, 1), 1),
        ((None,), (2,), 0),
        (Partial((20,)), Partial((1,)), None),
        (None, None, None),
    ],
)
def test_entries_alike_have_the_same_birth_date_and_sex(
    days: Values, sexes: Values, expected: Value
) -> None:
    assert journal.entries_alike(CONTEXT, 10, 1, days, sexes) == expected


Entry = tuple[Value, Value, Value, Value]
"""Status, admission, discharge and transfer."""


def shows_slowly(entry: Entry) -> bool | None:
    """Whether an entry of which everything is recorded may be that of somebody who lives here."""
    status, admitted, discharged, transferred = entry
    if status in (ACTIVE, AWAY):
        return True
    assert admitted is not None
    if is_none(admitted):
        return False
    ends = [end for end in (discharged, transferred) if end is not None and not is_none(end)]
    if any(end > admitted for end in ends):
        return False
    return None if admitted in ends else True


def all_can_be_paired(people: int, entries: list[Entry]) -> bool:
    """Whether some choice of entries gives everyone an own one, that may be of a resident."""
    free = [place for place, entry in enumerate(entries) if shows_slowly(entry) is not False]
    return any(len(set(choice)) == people for choice in permutations(free, people)) or not people


days = st.sampled_from([NONE, ADMITTED, ADMITTED + 1, ADMITTED + 2])
entry = st.tuples(st.sampled_from([QUEUED, ACTIVE, AWAY, DISCHARGED]), days, days, days)


@given(st.lists(st.sampled_from([0, 1]), max_size=4), st.lists(entry, max_size=4))
def test_residents_are_missing_when_they_cannot_be_paired(
    lives: list[Value], entries: list[Entry]
) -> None:
    found = journal.recipients_missing(CONTEXT, tuple(lives), *columns_of(entries))
    if not sum(1 for one in lives if one):
        assert found is not None
        assert is_none(found)
    elif found is not None and found > 0:
        assert not all_can_be_paired(lives.count(1), entries)
    else:
        assert all_can_be_paired(lives.count(1), entries)
        uncertain = any(shows_slowly(one) is None for one in entries)
        assert found == 0 or (found is None and uncertain)


@given(
    st.lists(st.sampled_from([0, 1]), min_size=1, max_size=4),
    st.lists(entry, min_size=1, max_size=4),
    st.data(),
)
def test_a_forgotten_fact_only_opens_the_count(
    lives: list[Value], entries: list[Entry], data: Any
) -> None:
    whole = journal.recipients_missing(CONTEXT, tuple(lives), *columns_of(entries))
    place = data.draw(st.integers(0, len(entries) - 1))
    field = data.draw(st.integers(0, 3))
    changed = [*entries[place]]
    changed[field] = None
    entries[place] = tuple(changed)  # type: ignore[call-overload]
    found = journal.recipients_missing(CONTEXT, tuple(lives), *columns_of(entries))
    if found is None:
        return
    assert whole is None or is_none(found) == is_none(whole)
    if whole is not None and not is_none(found):
        assert (found > 0) == (whole > 0)


def columns_of(entries: list[Entry]) -> tuple[Values, ...]:
    return tuple(tuple(one[place] for one in entries) for place in range(4))


def test_an_incomplete_journal_accuses_nobody() -> None:
    one = Partial((DISCHARGED,))
    nothing = Partial((NONE,))
    assert journal.recipients_missing(CONTEXT, (1, 1), one, nothing, nothing, nothing) is None
    assert journal.recipients_missing(CONTEXT, (1, 1), None, None, None, None) is None


def test_discharges_before_the_journal_began_need_no_entry() -> None:
    left: Values = (STARTED - 1, STARTED, NONE)
    states: Values = (ACTIVE,)
    none: Values = (NONE,)
    missing = partial(journal.departures_missing, CONTEXT, RESIDENTIAL, left)
    assert missing(STARTED, states, none, none) == 1
    assert missing(STARTED, states, (STARTED,), none) == 0
    assert missing(None, states, none, none) is None
    assert missing(STARTED, (DISCHARGED, DISCHARGED), (NONE, NONE), (NONE, NONE)) == 0


@pytest.mark.parametrize(
    ("form", "edition"),
    [
        (RESIDENTIAL, "order-500-2024"),
        (SEMI_RESIDENTIAL, "order-500-2024"),
        (HOME, "order-500-2024"),
        (TEMPORARY_STAY, "order-391-2024"),
    ],
)
def test_events_before_the_present_wording_binds_need_no_entry(form: int, edition: str) -> None:
    act = yaml.safe_load((rules_folder() / "order-230-2023" / "act.yaml").read_text("utf-8"))
    binds = act["editions"][edition]["in_force_by"].toordinal()
    assert binds == shortfall.wording_binds(form)
    long_ago, states, none = binds - 400, (ACTIVE,), (NONE,)
    missing = journal.departures_missing
    assert missing(CONTEXT, form, (binds,), long_ago, states, none, none) == 1
    nobody = missing(CONTEXT, form, (binds - 1,), None, states, none, none)
    assert nobody is not None
    assert is_none(nobody)
    before = Context(binds - 1, binds - 1, None)  # type: ignore[arg-type]
    assert missing(before, form, (binds - 1,), long_ago, states, none, none) == 1


def test_each_event_is_looked_for_in_its_own_column() -> None:
    day: Values = (ADMITTED,)
    none: Values = (NONE,)
    leaves, moves = journal.leaves_missing, journal.transfers_missing
    assert leaves(CONTEXT, RESIDENTIAL, day, STARTED, (ACTIVE,), none) == 1
    assert leaves(CONTEXT, RESIDENTIAL, day, STARTED, (AWAY,), none) == 0
    assert leaves(CONTEXT, RESIDENTIAL, day, STARTED, (ACTIVE,), day) == 0
    assert moves(CONTEXT, RESIDENTIAL, day, STARTED, (ACTIVE,), none) == 1
    assert moves(CONTEXT, RESIDENTIAL, day, STARTED, (TRANSFERRED,), none) == 0
    assert journal.returns_missing(CONTEXT, RESIDENTIAL, day, STARTED, (0,)) == 1
    assert journal.returns_missing(CONTEXT, RESIDENTIAL, day, STARTED, (1,)) == 0
    assert journal.returns_missing(CONTEXT, RESIDENTIAL, day, STARTED, (None,)) is None
    nobody = journal.returns_missing(CONTEXT, RESIDENTIAL, none, STARTED, (0,))
    assert nobody is not None
    assert is_none(nobody)


def test_the_words_find_residents_and_entries_in_a_snapshot() -> None:
    document = {
        "snapshot_version": "1",
        "taken_on": "2026-03-02",
        "institution": {
            "name": "x",
            "type": "residential",
            "journal": {"started_on": "2024-01-01"},
        },
        "recipients": [
            {
                "file_number": "1",
                "birth_date": "1970-05-01",
                "sex": "male",
                "stays": [{"admitted_on": "2025-06-02", "discharged_on": None}],
            },
            {
                "file_number": "2",
                "birth_date": "1971-05-01",
                "sex": "female",
                "stays": [{"admitted_on": "2025-06-02", "discharged_on": None}],
            },
        ],
        "journal_entries": [
            {"row_number": 1, "birth_date": "1970-05-01", "sex": "male", "status": "active"}
        ],
    }
    words = vocabulary()
    computed = {name: one.computed for name, one in derived_words().items()}
    tables = FactTables(gather(document, words, TODAY), words, computed, CONTEXT)
    people = tables.table("recipient").columns
    assert list(people["recipient.entries_alike"]) == [1, 0]
    assert list(people["recipient.on_the_roll"]) == [1, 1]
    whole = tables.table("institution").columns
    assert list(whole["institution.recipients_missing_from_journal"]) == [1]
