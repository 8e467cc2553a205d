"""The registration card's order of steps, and suspensions that the journal shows."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.columns import Context, Values
from checker.facts.derived import derived_words, registration
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.values import NONE, Value, encode_moment, is_none

TODAY = date(2026, 3, 2).toordinal()
CONTEXT = Context(TODAY, TODAY, None)  # type: ignore[arg-type]
SEMI_RESIDENTIAL, HOME, TEMPORARY_STAY = 2, 3, 4
ACTIVE, AWAY, SUSPENDED, DISCHARGED = 3, 4, 5, 6
STARTED = date(2025, 3, 1).toordinal()
DAY = date(2025, 6, 2).toordinal()
STEPS = ("medical_exam", "sanitary_treatment", "clothes_disinfected", "belongings_disinfected")


def before_card(step: str, done: Value, card: Value) -> Value:
    return derived_words()[f"stay.{step}_before_card"].computed.compute(CONTEXT, done, card)


def at(text: str) -> int:
    return encode_moment(text)


def in_order_slowly(first: datetime, second: datetime) -> bool:
    """Whether the first may have been before the second, midnight being a day without a time."""
    if first.date() != second.date():
        return first.date() < second.date()
    midnight = time(0, 0)
    return midnight in (first.time(), second.time()) or first <= second


moments = st.sampled_from(
    [datetime(2025, 6, day, hour) for day in (1, 2, 3) for hour in (0, 9, 15)]  # noqa: DTZ001
)


@given(st.sampled_from(STEPS), moments, moments)
def test_a_step_is_done_before_the_card(step: str, done: datetime, card: datetime) -> None:
    expected = int(in_order_slowly(done, card))
    assert before_card(step, at(done.isoformat()), at(card.isoformat())) == expected


@given(moments, moments)
def test_the_card_is_filled_in_before_the_journal(card: datetime, entered: datetime) -> None:
    found = registration.card_before_journal(CONTEXT, at(card.isoformat()), at(entered.isoformat()))
    assert found == int(in_order_slowly(card, entered))


@pytest.mark.parametrize("step", STEPS)
def test_a_step_not_done_is_not_before_any_card(step: str) -> None:
    card = at("2025-06-02T15:30")
    for other in (card, NONE, None):
        assert before_card(step, NONE, other) == 0
    assert before_card(step, card, NONE) == 1
    assert before_card(step, None, card) is None
    assert before_card(step, card, None) is None


def test_each_step_is_read_from_its_own_moment() -> None:
    read = {derived_words()[f"stay.{step}_before_card"].computed.inputs[0] for step in STEPS}
    assert len(read) == len(STEPS)


def test_nothing_is_compared_without_a_card_or_a_registration() -> None:
    moment = at("2025-06-02T15:30")
    for card, entered in ((NONE, moment), (moment, NONE), (NONE, None), (None, NONE)):
        found = registration.card_before_journal(CONTEXT, card, entered)
        assert found is not None
        assert is_none(found)
    assert registration.card_before_journal(CONTEXT, moment, None) is None
    assert registration.card_before_journal(CONTEXT, None, moment) is None


@pytest.mark.parametrize(
    ("suspended", "left", "expected"),
    [
        (DAY, NONE, DAY),
        (NONE, DAY, DAY),
        (DAY, DAY + 5, DAY + 5),
        (DAY + 5, DAY, DAY + 5),
        (DAY, None, DAY),
        (None, DAY, DAY),
        (None, NONE, None),
        (NONE, None, None),
        (None, None, None),
    ],
)
def test_a_suspension_is_shown_in_its_own_place_or_in_column_ten(
    suspended: Value, left: Value, expected: Value
) -> None:
    assert registration.suspension_shown_on(CONTEXT, suspended, left) == expected


def test_an_entry_without_either_shows_no_suspension() -> None:
    found = registration.suspension_shown_on(CONTEXT, NONE, NONE)
    assert found is not None
    assert is_none(found)


@pytest.mark.parametrize("form", [SEMI_RESIDENTIAL, HOME])
@pytest.mark.parametrize(
    ("status", "suspended", "left", "expected"),
    [
        (ACTIVE, NONE, NONE, 1),
        (SUSPENDED, NONE, NONE, 0),
        (AWAY, NONE, NONE, 0),
        (ACTIVE, DAY, NONE, 0),
        (DISCHARGED, NONE, DAY, 0),
        (ACTIVE, None, NONE, None),
        (None, NONE, NONE, None),
    ],
)
def test_a_suspension_needs_an_entry_that_shows_one(
    form: int, status: Value, suspended: Value, left: Value, expected: Value
) -> None:
    missing = registration.suspensions_missing
    days: Values = (DAY, NONE)
    columns = ((status,), (suspended,), (left,))
    assert missing(CONTEXT, form, days, STARTED, *columns) == expected


def test_a_suspension_before_the_journal_or_of_nobody_needs_no_entry() -> None:
    missing = registration.suspensions_missing
    columns = ((ACTIVE,), (NONE,), (NONE,))
    for days in ((NONE,), (), (STARTED - 1,)):
        found = missing(CONTEXT, SEMI_RESIDENTIAL, days, STARTED, *columns)
        assert found is not None
        assert is_none(found)
    assert missing(CONTEXT, SEMI_RESIDENTIAL, (DAY,), None, *columns) is None
    assert missing(CONTEXT, SEMI_RESIDENTIAL, None, STARTED, *columns) is None


def served(number: str, *suspended: str) -> dict[str, Any]:
    """A recipient on the roll of a day centre, once transferred from it to another."""
    stay = {
        "admitted_on": "2025-06-02",
        "discharged_on": None,
        "absences": [{"kind": "suspension", "from_on": day} for day in suspended],
        "transfers": [{"transferred_on": "2025-09-01", "to_service_form": "semi_residential"}],
    }
    return {"file_number": number, "birth_date": "1970-05-01", "sex": "male", "stays": [stay]}


def test_the_words_find_a_suspended_recipient_of_a_day_centre() -> None:
    entry = {
        "row_number": 1,
        "status": "active",
        "suspension": {"suspended_on": None},
        "temporary_leave": {"left_on": None},
        "transfer": {"transferred_on": "2025-09-01"},
    }
    document = {
        "snapshot_version": "1",
        "taken_on": "2026-03-02",
        "institution": {
            "name": "x",
            "type": "semi_residential",
            "journal": {"started_on": "2025-03-01"},
        },
        "recipients": [served("1", "2025-07-01"), served("2")],
        "journal_entries": [entry],
    }
    words = vocabulary()
    computed = {name: one.computed for name, one in derived_words().items()}
    tables = FactTables(gather(document, words, TODAY), words, computed, CONTEXT)
    people = tables.table("recipient").columns
    assert list(people["recipient.on_the_roll"]) == [1, 1]
    whole = tables.table("institution").columns
    assert list(whole["institution.recipients_missing_from_journal"]) == [1]
    assert list(whole["institution.suspensions_missing_from_journal"]) == [1]
    assert list(whole["institution.transfers_missing_from_journal"]) == [1]
