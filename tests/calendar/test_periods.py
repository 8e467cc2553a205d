"""A quarterly duty is missed only where calendar quarters and three-month intervals both are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.periods import (
    MONTH,
    QUARTER,
    first_due_on,
    missed_on,
    next_whole_period,
    quarterly_state,
    whole_periods,
)
from checker.calendar.terms import State
from checker.calendar.working_days import WorkingCalendar
from checker.values import NONE, Partial, Value, is_none

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Audit:
    as_of: int
    taken_on: int
    calendar: WorkingCalendar


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def audit(calendar: WorkingCalendar, as_of: str, taken_on: str | None = None) -> Audit:
    return Audit(day(as_of), day(taken_on or as_of), calendar)


def state(
    days: Audit, events: Sequence[str] | None, start: str = "2025-01-01", until: Value = NONE
) -> State | None:
    found = None if events is None else tuple(day(event) for event in events)
    return quarterly_state(days, found, day(start), until)


def test_an_event_in_every_quarter_keeps_the_duty(calendar: WorkingCalendar) -> None:
    events = ["2025-03-20", "2025-06-18", "2025-09-17"]
    assert state(audit(calendar, "2025-12-17"), events) is State.KEPT


def test_unequal_steps_keep_it_with_a_note_while_every_quarter_has_its_event(
    calendar: WorkingCalendar,
) -> None:
    events = ["2025-01-10", "2025-06-20"]
    assert state(audit(calendar, "2025-09-01"), events) is State.KEPT_WITH_NOTE


def test_three_month_steps_keep_it_with_a_note_while_a_quarter_is_empty(
    calendar: WorkingCalendar,
) -> None:
    """From 1 January three months end on 1 April, a day after the quarter."""
    days = audit(calendar, "2025-04-02")
    assert state(days, ["2025-04-01"], "2025-01-01") is State.KEPT_WITH_NOTE


def test_both_readings_broken_is_a_breach(calendar: WorkingCalendar) -> None:
    """1 October 2025 is three months and a day after 30 June, and the third quarter is over."""
    assert state(audit(calendar, "2025-10-01"), ["2025-03-20", "2025-06-18"]) is State.BREACHED


def test_the_last_day_of_the_quarter_is_not_missed_yet(calendar: WorkingCalendar) -> None:
    events = ["2025-03-20", "2025-06-18"]
    assert state(audit(calendar, "2025-09-30"), events) is State.KEPT_WITH_NOTE


def test_a_quarter_that_ends_on_a_day_off_is_kept_by_the_next_working_day(
    calendar: WorkingCalendar,
) -> None:
    """31 March 2024 was a Sunday."""
    start = "2024-01-01"
    assert state(audit(calendar, "2024-04-02"), ["2024-04-01"], start) is State.KEPT
    assert state(audit(calendar, "2024-04-01"), [], start) is State.RUNNING
    assert state(audit(calendar, "2024-04-02"), [], start) is State.BREACHED


def test_before_anything_was_due_it_is_running(calendar: WorkingCalendar) -> None:
    assert state(audit(calendar, "2025-03-01"), [], "2025-02-10") is State.RUNNING


def test_no_whole_quarter_has_passed_although_three_months_have(
    calendar: WorkingCalendar,
) -> None:
    assert state(audit(calendar, "2025-06-30"), [], "2025-02-10") is State.RUNNING
    assert state(audit(calendar, "2025-07-01"), [], "2025-02-10") is State.BREACHED


def test_an_early_event_keeps_it_before_anything_was_due(calendar: WorkingCalendar) -> None:
    assert state(audit(calendar, "2025-03-01"), ["2025-02-20"], "2025-02-10") is State.KEPT


def test_what_ended_before_anything_was_due_is_over(calendar: WorkingCalendar) -> None:
    days = audit(calendar, "2025-12-01")
    assert state(days, [], "2025-02-10", day("2025-06-30")) is State.ENDED
    assert state(days, [], "2025-02-10", day("2025-07-01")) is State.BREACHED


def test_an_end_after_the_audit_day_has_not_come(calendar: WorkingCalendar) -> None:
    days = audit(calendar, "2025-03-01")
    assert state(days, [], "2025-02-10", day("2025-03-02")) is State.RUNNING


def test_without_a_beginning_nothing_is_required(calendar: WorkingCalendar) -> None:
    assert quarterly_state(audit(calendar, "2025-12-01"), (), NONE, NONE) is State.ENDED
    assert is_none(missed_on(audit(calendar, "2025-12-01"), (), NONE, NONE))


@pytest.mark.parametrize("known", [False, True])
def test_facts_that_are_not_recorded_leave_it_open(calendar: WorkingCalendar, known: bool) -> None:
    days = audit(calendar, "2025-12-01")
    start = day("2025-01-01") if known else None
    assert quarterly_state(days, None if known else (), start, NONE) is None
    assert missed_on(days, None if known else (), start, NONE) is None


def test_an_unrecorded_end_leaves_only_a_breach_open(calendar: WorkingCalendar) -> None:
    days = audit(calendar, "2025-09-01")
    assert state(days, ["2025-01-10"], until=None) is None
    assert state(days, ["2025-03-20", "2025-06-18"], until=None) is State.KEPT
    assert state(days, [], "2025-08-01", until=None) is None


def test_an_incomplete_list_can_keep_but_never_breach(calendar: WorkingCalendar) -> None:
    days = audit(calendar, "2025-09-01")
    start = day("2025-01-01")
    some = (day("2025-03-20"),)
    every = (day("2025-03-20"), day("2025-06-18"))
    assert quarterly_state(days, Partial(some), start, NONE) is None
    assert quarterly_state(days, (*some, None), start, NONE) is None
    assert quarterly_state(days, Partial(every), start, NONE) is State.KEPT
    assert quarterly_state(days, (*every, None, NONE), start, NONE) is State.KEPT
    assert quarterly_state(days, Partial(), day("2025-08-20"), NONE) is None


def test_silence_after_the_snapshot_proves_nothing(calendar: WorkingCalendar) -> None:
    events = ["2025-03-20"]
    assert state(audit(calendar, "2025-08-01", "2025-06-30"), events) is None
    assert state(audit(calendar, "2025-08-01", "2025-07-01"), events) is State.BREACHED
    assert state(audit(calendar, "2025-06-10", "2025-06-01"), events) is State.KEPT


def test_a_period_whose_end_the_calendar_does_not_know_is_not_missed(
    shorter: WorkingCalendar,
) -> None:
    """Only 2025 is known: whether 31 March 2026 is worked cannot be said."""
    events = ["2025-03-20", "2025-06-18", "2025-09-17", "2025-12-17"]
    days = audit(shorter, "2026-04-20")
    assert state(days, events) is None
    assert missed_on(days, [day(event) for event in events], day("2025-01-01"), NONE) is None


def test_the_day_missed_is_the_later_of_which_both_readings_can_tell(
    calendar: WorkingCalendar,
) -> None:
    """The quarter ended on 30 June; three months after 20 March ended on 20 June."""
    days = audit(calendar, "2025-08-01")
    found = missed_on(days, [day("2025-03-20")], day("2025-01-01"), NONE)
    assert found == day("2025-06-20")


def test_a_duty_that_was_kept_was_not_missed(calendar: WorkingCalendar) -> None:
    days = audit(calendar, "2025-06-30")
    assert is_none(missed_on(days, [day("2025-03-20")], day("2025-01-01"), NONE))


def test_an_absence_excuses_and_unrecorded_absences_leave_it_open(
    calendar: WorkingCalendar,
) -> None:
    days = audit(calendar, "2025-08-01")
    events, start = [day("2025-03-20")], day("2025-01-01")
    away = [(day("2025-05-20"), day("2025-07-20"))]
    assert is_none(missed_on(days, events, start, NONE, away))
    assert missed_on(days, events, start, NONE, None) is None
    assert missed_on(days, events, start, NONE, ()) == day("2025-06-20")


def test_unrecorded_absences_do_not_matter_where_nothing_was_missed(
    calendar: WorkingCalendar,
) -> None:
    days = audit(calendar, "2025-06-30")
    assert is_none(missed_on(days, [day("2025-03-20")], day("2025-01-01"), NONE, None))


def test_months_are_counted_alike(calendar: WorkingCalendar) -> None:
    days = audit(calendar, "2025-04-01")
    start = day("2025-02-10")
    assert missed_on(days, [], start, NONE, (), MONTH) == day("2025-03-10")
    assert is_none(missed_on(audit(calendar, "2025-03-31"), [], start, NONE, (), MONTH))


def test_the_first_time_is_due_by_the_later_of_the_two_readings(
    calendar: WorkingCalendar,
) -> None:
    days = audit(calendar, "2025-12-01")
    assert first_due_on(days, day("2025-02-10")) == day("2025-06-30")
    assert first_due_on(days, day("2025-01-01")) == day("2025-04-01")
    assert first_due_on(days, day("2024-01-01")) == day("2024-04-01")
    assert first_due_on(days, None) is None
    assert is_none(first_due_on(days, NONE))


def test_an_absence_moves_the_day_of_the_first_time(calendar: WorkingCalendar) -> None:
    away = [(day("2025-06-01"), day("2025-06-10"))]
    days = audit(calendar, "2025-12-01")
    assert first_due_on(days, day("2025-02-10"), away) == day("2025-07-10")


def test_the_first_day_is_open_where_the_calendar_does_not_know_it(
    shorter: WorkingCalendar,
) -> None:
    assert first_due_on(audit(shorter, "2025-12-01"), day("2025-12-01")) is None


def test_only_whole_periods_count() -> None:
    found = whole_periods(day("2025-02-10"), day("2025-12-30"))
    assert found == [
        (day("2025-04-01"), day("2025-06-30")),
        (day("2025-07-01"), day("2025-09-30")),
    ]
    assert whole_periods(day("2025-01-01"), day("2025-01-31"), MONTH) == [
        (day("2025-01-01"), day("2025-01-31"))
    ]
    assert next_whole_period(day("2025-12-02"), MONTH) == (day("2026-01-01"), day("2026-01-31"))


def slow_add_months(when: date, months: int) -> date:
    """The same day that many months later, found by walking; the month's last if there is none."""
    month = when.replace(day=1)
    for _ in range(months):
        month = (month + 31 * DAY).replace(day=1)
    last = ((month + 31 * DAY).replace(day=1) - DAY).day
    return month.replace(day=min(when.day, last))


def slow_limit(before: date, end: date, away: set[date], calendar: WorkingCalendar) -> date:
    """Walk the days of a period, not counting those of absence, and on to a working day."""
    left, when = (end - before).days, before
    while left:
        when += DAY
        left -= when not in away
    while not calendar.is_working(when.toordinal()):
        when += DAY
    return when


def slow_periods(first: date, last: date, months: int) -> Iterator[tuple[date, date]]:
    """Walk the days, and take each run of days with the same quarter (or month) that is whole."""
    begin = first
    while (begin.month - 1) % months or begin.day != 1:
        begin += DAY
    while True:
        end = begin
        while ((end + DAY).month - 1) % months or (end + DAY).day != 1:
            end += DAY
        if end > last:
            return
        yield begin, end
        begin = end + DAY


def slow_missed(
    events: list[date],
    first: date,
    last: date,
    months: int,
    away: set[date],
    calendar: WorkingCalendar,
) -> date | None:
    """Live through both readings; the earlier of their latest failures, if both failed."""
    by_period = []
    for begin, end in slow_periods(first, last, months):
        limit = slow_limit(begin - DAY, end, away, calendar)
        if limit < last and not any(begin <= event <= limit for event in events):
            by_period.append(end)
    rolling, mark = [], first
    when = first
    while when <= last:
        when += DAY
        if when in events or when > last:
            end = slow_add_months(mark, months)
            if min(when, last) > slow_limit(mark, end, away, calendar):
                rolling.append(end)
            mark = when
    return min(max(by_period), max(rolling)) if by_period and rolling else None


def dates(first: str, last: str) -> st.SearchStrategy[date]:
    return st.dates(date.fromisoformat(first), date.fromisoformat(last))


@given(
    events=st.lists(dates("2024-01-01", "2025-12-31"), max_size=9),
    first=dates("2024-01-01", "2024-12-31"),
    as_of=dates("2024-06-01", "2025-10-31"),
    until=st.none() | dates("2024-03-01", "2025-10-31"),
    away=st.lists(st.tuples(dates("2024-01-01", "2025-10-31"), st.integers(0, 70)), max_size=2),
    months=st.sampled_from([MONTH, QUARTER]),
)
def test_the_day_missed_agrees_with_living_through_it(
    calendar: WorkingCalendar,
    events: list[date],
    first: date,
    as_of: date,
    until: date | None,
    away: list[tuple[date, int]],
    months: int,
) -> None:
    last = min(as_of, until) if until is not None else as_of
    absent = {start + DAY * step for start, more in away for step in range(more + 1)}
    expected = slow_missed(events, first, last, months, absent, calendar)
    stretches = []
    for when in sorted(absent):
        if stretches and stretches[-1][1] == when.toordinal() - 1:
            stretches[-1] = (stretches[-1][0], when.toordinal())
        else:
            stretches.append((when.toordinal(), when.toordinal()))
    days = Audit(as_of.toordinal(), as_of.toordinal(), calendar)
    ending: Value = NONE if until is None else until.toordinal()
    numbers = [event.toordinal() for event in events]
    found = missed_on(days, numbers, first.toordinal(), ending, stretches, months)
    if expected is None:
        assert is_none(found)
    else:
        assert found == expected.toordinal()
    if months == QUARTER and not away:
        whole = quarterly_state(days, numbers, first.toordinal(), ending)
        assert (whole is State.BREACHED) == (expected is not None)
        assert whole is not None


@given(
    events=st.lists(st.integers(day("2024-01-01"), day("2025-12-31")), max_size=6),
    first=st.integers(day("2024-01-01"), day("2024-12-31")),
    as_of=st.integers(day("2024-06-01"), day("2025-10-31")),
    snapshot=st.integers(-60, 60),
    forget=st.sets(st.sampled_from(["one", "list", "start", "until", "partial"])),
)
def test_forgetting_only_opens_the_verdict(
    calendar: WorkingCalendar,
    events: list[int],
    first: int,
    as_of: int,
    snapshot: int,
    forget: set[str],
) -> None:
    whole = quarterly_state(Audit(as_of, as_of, calendar), events, first, NONE)
    less: Sequence[Value] | None = [None, *events[1:]] if "one" in forget and events else events
    if "partial" in forget and less is not None:
        less = Partial(less)
    found = quarterly_state(
        Audit(as_of, as_of, calendar),
        None if "list" in forget else less,
        None if "start" in forget else first,
        None if "until" in forget else NONE,
    )
    kept = (State.KEPT, State.KEPT_WITH_NOTE)
    assert found is None or found is whole or (found in kept and whole in kept)
    earlier = quarterly_state(Audit(as_of, as_of + snapshot, calendar), events, first, NONE)
    if snapshot >= 0:
        assert earlier is whole
    else:
        assert earlier in (None, whole)
