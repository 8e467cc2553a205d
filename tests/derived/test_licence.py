"""Whether a licence is in force, and admissions without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.facts.columns import Context
from checker.facts.derived.licence import (
    Terms,
    in_force_on,
    last_unlicensed_admission_on,
    licence_in_force,
    licensed,
)
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

ACTIVE, SUSPENDED, TERMINATED = 1, 2, 3
RESIDENTIAL, SEMI_RESIDENTIAL, HOME = 1, 2, 3
TODAY = date(2026, 3, 2).toordinal()


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def context(as_of: int = TODAY, taken_on: int = TODAY) -> Context:
    return Context(as_of, taken_on, None)  # type: ignore[arg-type]


def terms(**changed: Value) -> Terms:
    usual = Terms(day("2025-01-10"), NONE, NONE, NONE, NONE, ACTIVE)
    return replace(usual, **changed)


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["licence.status"].choices == ("active", "suspended", "terminated")
    assert words["licence.service_forms"].choices == words["institution.type"].choices


def test_a_licence_is_in_force_from_the_day_of_issue() -> None:
    assert in_force_on(day("2025-01-10"), TODAY, terms()) is True
    assert in_force_on(day("2025-01-09"), TODAY, terms()) is False


def test_it_is_in_force_up_to_the_last_day_of_validity() -> None:
    ends = terms(valid_until=day("2025-12-31"))
    assert in_force_on(day("2025-12-31"), TODAY, ends) is True
    assert in_force_on(day("2026-01-01"), TODAY, ends) is False


def test_it_is_not_in_force_on_the_day_of_termination() -> None:
    ends = terms(terminated=day("2025-12-31"), status=TERMINATED)
    assert in_force_on(day("2025-12-30"), TODAY, ends) is True
    assert in_force_on(day("2025-12-31"), TODAY, ends) is False


def test_it_rests_from_the_suspension_to_the_day_before_the_resumption() -> None:
    rests = terms(suspended=day("2025-06-02"), resumed=day("2025-07-01"))
    assert in_force_on(day("2025-06-01"), TODAY, rests) is True
    assert in_force_on(day("2025-06-02"), TODAY, rests) is False
    assert in_force_on(day("2025-06-30"), TODAY, rests) is False
    assert in_force_on(day("2025-07-01"), TODAY, rests) is True


def test_a_resumption_before_the_latest_suspension_says_nothing() -> None:
    rests = terms(suspended=day("2025-06-02"), resumed=day("2025-05-01"))
    assert in_force_on(day("2025-08-01"), TODAY, rests) is None


def test_the_status_fills_what_the_dates_leave_open_on_the_snapshot_day() -> None:
    open_ = terms(valid_until=None, suspended=None, resumed=None, terminated=None)
    assert in_force_on(TODAY, TODAY, open_) is True
    assert in_force_on(TODAY, TODAY, replace(open_, status=SUSPENDED)) is False
    assert in_force_on(TODAY, TODAY, replace(open_, status=TERMINATED)) is False
    assert in_force_on(TODAY, TODAY, replace(open_, status=None)) is None


def test_the_status_of_today_does_not_date_a_suspension_or_a_termination() -> None:
    earlier = day("2025-08-01")
    open_ = terms(suspended=None, resumed=None, terminated=None)
    for status in (ACTIVE, SUSPENDED, TERMINATED):
        assert in_force_on(earlier, TODAY, replace(open_, status=status)) is None


def test_a_suspension_without_a_resumption_lasts() -> None:
    rests = terms(suspended=day("2025-06-02"), resumed=NONE, status=None)
    assert in_force_on(TODAY, TODAY, rests) is False
    assert in_force_on(TODAY, TODAY, replace(rests, resumed=None)) is None
    assert in_force_on(TODAY, TODAY, replace(rests, resumed=None, status=ACTIVE)) is True
    assert (
        in_force_on(day("2025-08-01"), TODAY, replace(rests, resumed=None, status=SUSPENDED))
        is False
    )
    assert (
        in_force_on(day("2025-08-01"), TODAY, replace(rests, resumed=None, status=ACTIVE)) is None
    )


def test_nothing_but_a_termination_is_known_of_days_after_the_snapshot() -> None:
    tomorrow = TODAY + 1
    assert in_force_on(tomorrow, TODAY, terms()) is None
    assert in_force_on(tomorrow, TODAY, terms(valid_until=TODAY)) is None
    assert in_force_on(tomorrow, TODAY, terms(terminated=TODAY, status=TERMINATED)) is False


def test_the_word_of_a_licence_is_judged_on_the_audit_day() -> None:
    args = (day("2025-01-10"), NONE, NONE, NONE, NONE, ACTIVE)
    assert licence_in_force(context(day("2025-01-09")), *args) == 0
    assert licence_in_force(context(), *args) == 1


BEGIN = day("2025-01-01")
SPAN = 12
some_day = st.integers(BEGIN, BEGIN + SPAN)


@st.composite
def lives(draw: Any) -> tuple[Terms, list[bool]]:
    """A licence with every fact recorded, and day by day whether it was in force."""
    issued = draw(some_day)
    expires = draw(st.none() | some_day)
    suspended = draw(st.none() | some_day)
    resumed = None if suspended is None else draw(st.none() | st.integers(suspended, BEGIN + SPAN))
    terminated = draw(st.none() | some_day)
    alive = []
    resting = False
    ended = False
    for today in range(BEGIN, BEGIN + SPAN + 1):
        if today == suspended:
            resting = True
        if today == resumed:
            resting = False
        ended = ended or today == terminated
        valid = expires is None or today <= expires
        alive.append(today >= issued and valid and not resting and not ended)
    status = TERMINATED if ended else SUSPENDED if resting else ACTIVE
    recorded = [NONE if one is None else one for one in (expires, suspended, resumed, terminated)]
    return Terms(issued, *recorded, status), alive


@given(lives())
@settings(max_examples=300, deadline=None)
def test_every_day_of_a_fully_recorded_life_agrees_with_living_through_it(
    life: tuple[Terms, list[bool]],
) -> None:
    recorded, alive = life
    for offset, was in enumerate(alive):
        assert in_force_on(BEGIN + offset, BEGIN + SPAN, recorded) is was


@given(
    lives(),
    st.sets(
        st.sampled_from(["issued", "valid_until", "suspended", "resumed", "terminated", "status"])
    ),
)
@settings(max_examples=300, deadline=None)
def test_forgetting_facts_never_turns_an_answer_round(
    life: tuple[Terms, list[bool]], forgotten: set[str]
) -> None:
    recorded, alive = life
    less = replace(recorded, **dict.fromkeys(forgotten))
    if is_none(recorded.valid_until) or recorded.valid_until >= BEGIN + SPAN:
        for offset, was in enumerate(alive):
            assert in_force_on(BEGIN + offset, BEGIN + SPAN, less) in (was, None)


def mask(*types: int) -> int:
    return sum(1 << (one - 1) for one in types)


@pytest.mark.parametrize(
    ("in_force", "forms", "expected"),
    [
        ((1,), (mask(RESIDENTIAL),), 1),
        ((1,), (mask(SEMI_RESIDENTIAL, HOME),), 0),
        ((0,), (mask(RESIDENTIAL),), 0),
        ((0, 1), (mask(RESIDENTIAL), mask(RESIDENTIAL, HOME)), 1),
        ((1, 1), (mask(HOME), mask(SEMI_RESIDENTIAL)), 0),
        ((), (), 0),
        ((None,), (mask(RESIDENTIAL),), None),
        ((None,), (mask(HOME),), 0),
        ((1,), (None,), None),
        ((0,), (None,), 0),
        ((1,), (NONE,), 0),
        ((1,), (-1 - mask(RESIDENTIAL),), 1),
        ((1,), (-1 - mask(HOME),), None),
        ((None, 1), (mask(RESIDENTIAL), mask(RESIDENTIAL)), 1),
        (Partial((0,)), Partial((mask(RESIDENTIAL),)), None),
        (Partial((1,)), Partial((mask(RESIDENTIAL),)), 1),
        (None, None, None),
    ],
)
def test_a_licence_for_the_own_conditions_counts(
    in_force: Any, forms: Any, expected: Value
) -> None:
    assert licensed(context(), in_force, forms, RESIDENTIAL) == expected


def last_unlicensed(
    licences: list[tuple[Terms, Value]] | None, admissions: Any, kind: Value = RESIDENTIAL
) -> Value:
    if licences is None:
        columns: list[Any] = [None] * 7
    else:
        rows = [
            (
                one.issued,
                one.valid_until,
                one.suspended,
                one.resumed,
                one.terminated,
                one.status,
                forms,
            )
            for one, forms in licences
        ]
        columns = [tuple(row[place] for row in rows) for place in range(7)]
    return last_unlicensed_admission_on(context(), *columns, admissions, kind)


def test_the_last_admission_without_a_licence_is_found() -> None:
    licences = [(terms(), mask(RESIDENTIAL))]
    before, first = day("2025-01-09"), day("2025-01-10")
    assert last_unlicensed(licences, (first, before, day("2024-05-05"))) == before
    assert is_none(last_unlicensed(licences, (first, TODAY)))


def test_a_licence_for_other_conditions_is_none() -> None:
    assert last_unlicensed([(terms(), mask(HOME))], (TODAY,)) == TODAY


def test_without_any_licence_every_admission_counts() -> None:
    assert last_unlicensed([], (day("2025-05-05"), day("2025-05-06"))) == day("2025-05-06")
    assert is_none(last_unlicensed([], ()))


def test_what_is_not_recorded_leaves_it_open() -> None:
    licences = [(terms(), mask(RESIDENTIAL))]
    assert last_unlicensed(None, (TODAY,)) is None
    assert last_unlicensed(licences, None) is None
    assert last_unlicensed(licences, (TODAY, None)) is None
    assert last_unlicensed(licences, Partial((TODAY,))) is None


def test_a_later_admission_that_is_open_hides_an_earlier_certain_one() -> None:
    licences = [(terms(terminated=None, status=None), mask(RESIDENTIAL))]
    assert last_unlicensed(licences, (day("2025-01-09"),)) == day("2025-01-09")
    assert last_unlicensed(licences, (day("2025-01-09"), day("2025-02-02"))) is None
