"""A deadline's state agrees with living through it, and only opens when less is known."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.terms import (
    DeadlineRule,
    State,
    Term,
    Unit,
    deadline_details,
    deadline_state,
    last_day,
)
from checker.calendar.working_days import WorkingCalendar
from checker.values import NONE, Value, is_known

FROM = date(2024, 12, 1).toordinal()
TO = date(2025, 6, 30).toordinal()
near = st.integers(FROM, TO)


@dataclass(frozen=True, slots=True)
class Audit:
    as_of: int
    taken_on: int
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True)
class Case:
    """All that a deadline depends on."""

    rule: DeadlineRule
    as_of: int
    taken_on: int
    happened: Value
    start: Value
    lenient_start: Value
    ended: Value
    absent_days: Value

    def ask(self, judge: Callable[..., Any], calendar: WorkingCalendar) -> Any:
        return judge(
            Audit(self.as_of, self.taken_on, calendar),
            self.rule,
            self.happened,
            self.start,
            self.lenient_start,
            self.ended,
            self.absent_days,
        )

    def state(self, calendar: WorkingCalendar) -> State | None:
        found: State | None = self.ask(deadline_state, calendar)
        return found


terms = st.builds(
    Term, st.integers(1, 20), st.sampled_from([Unit.CALENDAR_DAYS, Unit.WORKING_DAYS])
)
months = st.builds(Term, st.integers(1, 2), st.just(Unit.MONTHS))
rules = st.builds(DeadlineRule, terms | months, st.none() | terms)


@st.composite
def whole_cases(draw: st.DrawFn) -> Case:
    """Cases in which everything is recorded, their days close enough to each other to matter."""
    start = draw(near)
    around = st.integers(start - 5, start + 60)
    return Case(
        rule=draw(rules),
        as_of=draw(around),
        taken_on=draw(around),
        happened=draw(around | st.just(NONE)),
        start=start,
        lenient_start=draw(around),
        ended=draw(around | st.just(NONE)),
        absent_days=draw(st.integers(0, 15) | st.just(NONE)),
    )


def on_working_day(calendar: WorkingCalendar, moment: int) -> int:
    while not calendar.is_working(moment):
        moment += 1
    return moment


def walked(calendar: WorkingCalendar, term: Term, moment: int) -> int:
    if term.unit is Unit.MONTHS:
        end = last_day(term, moment, calendar)
        assert end is not None
        return end
    left = term.count
    while left:
        moment += 1
        left -= 1 if term.unit is Unit.CALENDAR_DAYS else bool(calendar.is_working(moment))
    return moment


def walked_last_days(case: Case, calendar: WorkingCalendar) -> tuple[int, int]:
    assert isinstance(case.start, int)
    strict = walked(calendar, case.rule.strict, case.start)
    lenient = on_working_day(calendar, strict)
    if case.rule.lenient is not None:
        assert isinstance(case.lenient_start, int)
        second = walked(calendar, case.rule.lenient, case.lenient_start)
        lenient = on_working_day(calendar, max(lenient, second))
    if isinstance(case.absent_days, int):
        lenient = on_working_day(calendar, lenient + case.absent_days)
    return strict, lenient


def lived_through(case: Case, calendar: WorkingCalendar) -> State | None:
    """The slow way: live from day to day up to the audit day, and see what is there."""
    strict, lenient = walked_last_days(case, calendar)
    done = over = False
    state: State | None = State.RUNNING
    for moment in range(FROM - 100, case.as_of + 1):
        over = over or (moment == case.ended and moment <= lenient)
        if moment == case.happened:
            done = True
            if moment <= lenient:
                return State.KEPT if moment <= strict else State.KEPT_WITH_NOTE
        if moment > lenient:
            silent = not done and lenient >= case.taken_on
            state = None if silent else State.BREACHED
    return State.ENDED if over else state


@given(case=whole_cases())
def test_where_all_is_recorded_the_state_is_that_of_living_through_it(
    calendar: WorkingCalendar, case: Case
) -> None:
    assert case.state(calendar) == lived_through(case, calendar)


@given(case=whole_cases())
def test_the_details_give_the_same_days(calendar: WorkingCalendar, case: Case) -> None:
    details = case.ask(deadline_details, calendar)
    strict, lenient = walked_last_days(case, calendar)
    assert (details.due_on, details.lenient_on) == (strict, lenient)
    assert all(calendar.is_working(off) is False for off, _ in details.skipped)
    breached = case.state(calendar) is State.BREACHED
    assert (details.days_late is not None) == breached
    assert not breached or details.days_late > 0


@given(
    case=whole_cases(),
    name=st.sampled_from(["happened", "start", "lenient_start", "ended", "absent_days"]),
)
def test_forgetting_a_value_only_leaves_the_state_open(
    calendar: WorkingCalendar, case: Case, name: str
) -> None:
    values: dict[str, Any] = {name: None}
    forgotten = dataclasses.replace(case, **values)
    assert forgotten.state(calendar) in (None, case.state(calendar))


@st.composite
def cases_around_new_year(draw: st.DrawFn) -> Case:
    case = draw(whole_cases())
    shift = draw(st.sampled_from([date(2025, 1, 1), date(2025, 12, 31)])).toordinal() - FROM
    assert isinstance(case.start, int)
    shift -= case.start - FROM + draw(st.integers(0, 30))
    moved: dict[str, Any] = {
        name: value + shift
        for name in ("as_of", "taken_on", "happened", "start", "lenient_start", "ended")
        if is_known(value := getattr(case, name))
    }
    return dataclasses.replace(case, **moved)


@given(case=cases_around_new_year())
def test_a_calendar_that_knows_less_only_leaves_the_state_open(
    calendar: WorkingCalendar, shorter: WorkingCalendar, case: Case
) -> None:
    assert case.state(shorter) in (None, case.state(calendar))


@given(case=whole_cases(), other=st.integers(0, 60))
def test_a_later_event_never_improves_the_state(
    calendar: WorkingCalendar, case: Case, other: int
) -> None:
    assert isinstance(case.start, int)
    later: Value = NONE
    if is_known(case.happened):
        assert case.happened is not None
        later = int(case.happened) + other
    before = case.state(calendar)
    after = dataclasses.replace(case, happened=later).state(calendar)
    assert before is None or after is None or before <= after


@given(case=whole_cases(), absent=st.integers(0, 30))
def test_a_longer_absence_never_turns_into_a_breach(
    calendar: WorkingCalendar, case: Case, absent: int
) -> None:
    present = dataclasses.replace(case, absent_days=0)
    away = dataclasses.replace(case, absent_days=absent)
    if away.state(calendar) is State.BREACHED:
        assert present.state(calendar) is State.BREACHED
