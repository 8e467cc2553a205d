"""The personal file, the stay and the registration card held against the electronic journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.working_days import WorkingCalendar, load_calendar
from checker.facts.columns import Context, Each
from checker.facts.derived import derived_words
from checker.facts.derived.paired_entries import agreement
from checker.places import rules_folder
from checker.values import NONE, Partial, Value, encode_moment, is_none

OURS, THEIRS = 17, 18
"""Numbers of two personal files, as columns hold texts."""
HOME, RESIDENTIAL = 3, 1
YES, NO = 1, 0


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


IN, LATER, OUT = day("2025-06-02"), day("2025-06-03"), day("2025-09-15")


@cache
def the_calendar() -> WorkingCalendar:
    return load_calendar(yaml.safe_load((rules_folder() / "calendar.yaml").read_bytes()))


def ask(word: str, *values: Any, as_of: str = "2026-03-02") -> Value:
    context = Context(day(as_of), day(as_of), the_calendar())
    return derived_words()[word].computed.compute(context, *values)


def test_an_entry_is_found_by_the_number_of_the_file() -> None:
    assert ask("recipient.has_journal_entry", OURS, (THEIRS, OURS)) == YES
    assert ask("recipient.has_journal_entry", OURS, (OURS, None)) == YES
    assert ask("recipient.has_journal_entry", OURS, (THEIRS, NONE)) == NO
    assert ask("recipient.has_journal_entry", OURS, (THEIRS, None)) is None
    assert ask("recipient.has_journal_entry", OURS, Partial((THEIRS,))) is None
    assert ask("recipient.has_journal_entry", OURS, None) is None


def test_an_entry_names_a_file_that_is_there_or_not() -> None:
    assert ask("journal_entry.file_held", OURS, (THEIRS, OURS)) == YES
    assert ask("journal_entry.file_held", OURS, (THEIRS,)) == NO
    assert ask("journal_entry.file_held", OURS, Partial((THEIRS,))) is None
    assert ask("journal_entry.file_held", OURS, None) is None
    assert is_none(ask("journal_entry.file_held", NONE, (THEIRS,)))


def test_a_date_of_birth_is_the_same_in_every_entry_or_it_is_not_the_same() -> None:
    word = "recipient.birth_date_as_in_journal"
    assert ask(word, IN, OURS, (OURS, THEIRS), (IN, OUT)) == YES
    assert ask(word, IN, OURS, (OURS, OURS), (IN, OUT)) == NO
    assert ask(word, IN, OURS, (OURS, None), (OUT, IN)) == NO
    assert ask(word, IN, OURS, (OURS, None), (IN, OUT)) is None
    assert ask(word, IN, OURS, (OURS, OURS), (IN, None)) is None
    assert is_none(ask(word, IN, OURS, (THEIRS,), (OUT,)))
    assert is_none(ask(word, IN, OURS, (OURS,), (NONE,)))


def test_a_name_that_has_changed_need_stand_in_one_entry_only() -> None:
    word = "recipient.surname_as_in_journal"
    assert ask(word, 5, OURS, (OURS, OURS), (4, 5)) == YES
    assert ask(word, 5, OURS, (OURS, THEIRS), (4, 5)) == NO
    assert ask(word, 5, OURS, (OURS, None), (4, 5)) is None
    assert is_none(ask(word, NONE, OURS, (OURS,), (4,)))


def test_the_last_admission_stands_in_an_entry_of_the_person() -> None:
    word = "stay.admission_as_in_journal"
    assert ask(word, OURS, IN, (OURS, THEIRS), (IN, OUT), (IN,)) == YES
    assert ask(word, OURS, IN, (OURS, THEIRS), (LATER, IN), (IN,)) == NO
    assert ask(word, OURS, IN, (OURS, None), (LATER, LATER), (IN,)) == NO
    assert ask(word, OURS, IN, (OURS, None), (LATER, IN), (IN,)) is None
    assert is_none(ask(word, OURS, IN, (THEIRS,), (IN,), (IN,)))


def test_an_entry_written_over_by_a_later_stay_says_nothing_of_the_earlier() -> None:
    word = "stay.admission_as_in_journal"
    assert is_none(ask(word, OURS, IN, (OURS,), (OUT,), (IN, OUT)))
    assert ask(word, OURS, IN, (OURS,), (OUT,), Partial((IN,))) is None
    assert ask(word, OURS, IN, (OURS,), (OUT,), (IN, day("2024-02-05"))) == NO


def departed(left: Value, discharged: Value, moved: Value = NONE, **more: Any) -> Value:
    return ask(
        "stay.departure_as_in_journal",
        left,
        OURS,
        IN,
        (OURS,),
        (IN,),
        (discharged,),
        (moved,),
        **more,
    )


def test_a_departure_is_shown_as_a_discharge_or_as_a_transfer() -> None:
    assert departed(OUT, OUT) == YES
    assert departed(OUT, NONE, OUT) == YES
    assert departed(OUT, OUT + 1) == NO
    assert departed(OUT, NONE) == NO
    assert departed(OUT, None) is None
    assert departed(None, OUT) is None


def test_a_stay_that_goes_on_has_no_departure_after_its_admission() -> None:
    assert departed(NONE, NONE) == YES
    assert departed(NONE, OUT) == NO
    assert departed(NONE, IN) == YES
    assert departed(NONE, IN - 1) == YES
    assert departed(NONE, IN + 1) == NO


def test_a_departure_on_the_day_of_the_audit_may_still_be_entered() -> None:
    assert is_none(departed(OUT, NONE, as_of="2025-09-15"))
    assert departed(OUT, NONE, as_of="2025-09-16") == NO


def interrupted(since: Any, left: Value, suspended: Value = NONE) -> Value:
    return ask(
        "stay.interruption_as_in_journal", since, OURS, IN, (OURS,), (IN,), (left,), (suspended,)
    )


def test_an_interruption_in_the_journal_is_on_record() -> None:
    assert interrupted((LATER,), LATER) == YES
    assert interrupted((OUT,), LATER) == NO
    assert interrupted((LATER,), LATER, OUT) == NO
    assert interrupted((), NONE, IN) == NO
    assert is_none(interrupted((), IN - 1))
    assert interrupted(Partial((OUT,)), LATER) is None
    assert interrupted(None, LATER) is None


@pytest.mark.parametrize(("form", "expected"), [(RESIDENTIAL, NO), (HOME, YES), (None, None)])
def test_at_home_the_decision_may_stand_in_place_of_the_order(form: Value, expected: Value) -> None:
    word = "stay.admission_order_number_as_in_journal"
    assert ask(word, form, 4, 5, OURS, IN, (OURS,), (IN,), (5,)) == expected
    assert ask(word, form, 4, 5, OURS, IN, (OURS,), (IN,), (4,)) == YES


def test_the_order_on_an_earlier_departure_is_left_out() -> None:
    word = "stay.departure_order_date_as_in_journal"
    paired = (OURS, IN, (OURS,), (IN,))
    assert ask(word, OUT, *paired, (OUT,), (OUT,), (NONE,), (NONE,)) == YES
    assert ask(word, OUT, *paired, (OUT,), (LATER,), (NONE,), (NONE,)) == NO
    assert ask(word, OUT, *paired, (OUT,), (NONE,), (OUT,), (OUT,)) == YES
    assert is_none(ask(word, OUT, *paired, (IN - 1,), (LATER,), (NONE,), (NONE,)))


def moment(text: str) -> int:
    return encode_moment(datetime.fromisoformat(text).isoformat())


def test_the_entry_of_a_stay_was_made_on_the_day_that_the_card_names() -> None:
    word = "stay.registration_as_in_journal"
    card, paired = moment("2025-06-02T11:30"), (OURS, IN, (OURS,), (IN,))
    assert ask(word, card, *paired, (moment("2025-06-02T23:59"),), (NO,)) == YES
    assert ask(word, card, *paired, (moment("2025-06-03T00:00"),), (NO,)) == NO
    assert is_none(ask(word, card, *paired, (moment("2024-02-05T09:00"),), (YES,)))
    assert is_none(ask(word, NONE, *paired, (moment("2025-06-02T09:00"),), (NO,)))


@given(
    st.lists(st.sampled_from((1, 2, 3, NONE)), max_size=3),
    st.lists(st.sampled_from((1, 2, 3, NONE)), max_size=3),
)
def test_two_records_agree_where_they_have_something_in_common(
    mine: Sequence[Value], theirs: Sequence[Value]
) -> None:
    known = [{one for one in side if not is_none(one)} for side in (mine, theirs)]
    found = agreement(mine, theirs, open_=False)
    if not all(known):
        assert is_none(found)
    else:
        assert found == int(bool(known[0] & known[1]))


WORDS = tuple(
    name
    for name in derived_words()
    if name.endswith("_as_in_journal")
    or name in ("recipient.has_journal_entry", "journal_entry.file_held")
)


def test_every_word_of_the_forms_is_tried() -> None:
    assert len(WORDS) == 16


@given(st.data())
def test_leaving_something_out_only_leaves_the_answer_open(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(WORDS))
    inputs = derived_words()[word].computed.inputs
    length = data.draw(st.integers(0, 3))
    value = st.sampled_from((IN, LATER, OUT, NONE))
    values: list[Any] = [
        data.draw(st.lists(value, min_size=length, max_size=length).map(tuple))
        if isinstance(source, Each)
        else data.draw(value)
        for source in inputs
    ]
    whole = ask(word, *values)
    place = data.draw(st.integers(0, len(values) - 1))
    left = values[place]
    if isinstance(left, tuple) and left and data.draw(st.booleans()):
        row = data.draw(st.integers(0, length - 1))
        less: Any = tuple(None if number == row else one for number, one in enumerate(left))
    else:
        less = None
    found = ask(word, *values[:place], less, *values[place + 1 :])
    assert found is None or found == whole or (is_none(found) and is_none(whole))
