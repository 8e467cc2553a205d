"""What is not recorded, ended, silent, absent or unknown keeps a deadline open or ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from checker.calendar.terms import DeadlineRule, State, deadline_details, deadline_state, parse_term
from checker.calendar.working_days import WorkingCalendar
from checker.values import NONE, Value

FAR = date(2100, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Audit:
    as_of: int
    taken_on: int
    calendar: WorkingCalendar


def day(text: str | None) -> int:
    return FAR if text is None else date.fromisoformat(text).toordinal()


def judged(
    calendar: WorkingCalendar,
    term: str,
    start: str,
    as_of: str,
    happened: Value = NONE,
    taken_on: str | None = None,
    **more: Any,
) -> State | None:
    rule = DeadlineRule(parse_term(term), more.pop("lenient", None))
    audit = Audit(day(as_of), day(taken_on), calendar)
    return deadline_state(audit, rule, happened, day(start), **more)


def test_an_event_after_the_audit_day_has_not_happened(calendar: WorkingCalendar) -> None:
    developed = day("2026-01-10")
    in_time = judged(calendar, "14 calendar days", "2025-12-29", "2026-01-10", developed)
    too_early = judged(calendar, "14 calendar days", "2025-12-29", "2026-01-09", developed)
    assert (in_time, too_early) == (State.KEPT, State.RUNNING)


def test_what_was_not_recorded_leaves_the_state_open(calendar: WorkingCalendar) -> None:
    for as_of in ("2026-01-01", "2026-03-01"):
        assert judged(calendar, "14 calendar days", "2025-12-29", as_of, None) is None


@pytest.mark.parametrize("start", [None, NONE])
def test_a_term_without_a_start_is_open(calendar: WorkingCalendar, start: Value) -> None:
    audit = Audit(day("2026-03-01"), FAR, calendar)
    rule = DeadlineRule(parse_term("14 calendar days"))
    assert deadline_state(audit, rule, NONE, start) is None
    assert deadline_details(audit, rule, NONE, start).due_on is None


@pytest.mark.parametrize(
    ("taken_on", "state"),
    [("2026-01-11", None), ("2026-01-12", None), ("2026-01-13", State.BREACHED)],
)
def test_a_term_that_ends_after_the_snapshot_was_taken_is_not_breached_by_silence(
    calendar: WorkingCalendar, taken_on: str, state: State | None
) -> None:
    found = judged(
        calendar, "14 calendar days", "2025-12-29", "2026-03-01", NONE, taken_on=taken_on
    )
    assert found is state


def test_an_event_recorded_as_late_is_a_breach_whenever_the_snapshot_was_taken(
    calendar: WorkingCalendar,
) -> None:
    late = day("2026-01-14")
    found = judged(
        calendar, "14 calendar days", "2025-12-29", "2026-03-01", late, taken_on="2026-01-10"
    )
    assert found is State.BREACHED


@pytest.mark.parametrize(
    ("ended", "state"),
    [
        (day("2026-01-11"), State.ENDED),
        (day("2026-01-12"), State.ENDED),
        (day("2026-01-13"), State.BREACHED),
        (NONE, State.BREACHED),
        (None, None),
    ],
)
def test_a_stay_that_ended_by_the_last_day_ends_the_duty(
    calendar: WorkingCalendar, ended: Value, state: State | None
) -> None:
    for happened in (NONE, day("2026-01-14")):
        found = judged(
            calendar, "14 calendar days", "2025-12-29", "2026-03-01", happened, ended=ended
        )
        assert found is state


@pytest.mark.parametrize(
    ("ended", "state"),
    [
        (day("2026-01-05"), State.ENDED),
        (day("2026-01-06"), State.RUNNING),
        (NONE, State.RUNNING),
        (None, None),
    ],
)
def test_while_the_term_runs_an_end_after_the_audit_day_is_none(
    calendar: WorkingCalendar, ended: Value, state: State | None
) -> None:
    found = judged(calendar, "14 calendar days", "2025-12-29", "2026-01-05", ended=ended)
    assert found is state


@pytest.mark.parametrize("ended", [None, NONE, day("2026-01-02"), day("2026-01-20")])
def test_what_was_done_in_time_stays_done_whether_or_not_the_stay_ended(
    calendar: WorkingCalendar, ended: Value
) -> None:
    done = day("2026-01-12")
    found = judged(calendar, "14 calendar days", "2025-12-29", "2026-03-01", done, ended=ended)
    assert found is State.KEPT


@pytest.mark.parametrize(
    ("absent_days", "developed", "state"),
    [
        (3, "2026-01-12", State.KEPT),
        (3, "2026-01-15", State.KEPT_WITH_NOTE),
        (3, "2026-01-16", State.BREACHED),
        (5, "2026-01-19", State.KEPT_WITH_NOTE),
        (5, "2026-01-20", State.BREACHED),
        (0, "2026-01-13", State.BREACHED),
        (NONE, "2026-01-13", State.BREACHED),
        (None, "2026-01-12", State.KEPT),
        (None, "2026-01-13", None),
    ],
)
def test_an_absence_moves_the_lenient_last_day(
    calendar: WorkingCalendar, absent_days: Value, developed: str, state: State | None
) -> None:
    """Five days after Monday the 12th is a Saturday, hence the Monday after it."""
    found = judged(
        calendar,
        "14 calendar days",
        "2025-12-29",
        "2026-03-01",
        day(developed),
        absent_days=absent_days,
    )
    assert found is state


def test_in_an_unknown_year_only_what_is_certain_anyway_is_said(calendar: WorkingCalendar) -> None:
    """From 28 December 2026 three working days are known, so five cannot end before 2 January."""
    term, start = "5 working days", "2026-12-28"
    assert judged(calendar, term, start, "2027-03-01", day("2027-01-02")) is State.KEPT
    assert judged(calendar, term, start, "2027-03-01", day("2027-01-03")) is None
    assert judged(calendar, term, start, "2027-01-02") is State.RUNNING
    assert judged(calendar, term, start, "2027-01-03") is None
    over = day("2027-01-02")
    assert judged(calendar, term, start, "2027-03-01", ended=over) is State.ENDED
    assert judged(calendar, term, start, "2027-03-01", ended=over + 1) is None


def test_calendar_days_in_an_unknown_year_can_still_be_kept(calendar: WorkingCalendar) -> None:
    term, start = "14 calendar days", "2026-12-28"
    assert judged(calendar, term, start, "2027-03-01", day("2027-01-11")) is State.KEPT
    assert judged(calendar, term, start, "2027-03-01", day("2027-01-12")) is None
    assert judged(calendar, term, start, "2027-01-11") is State.RUNNING
    assert judged(calendar, term, start, "2027-01-12") is None


def test_a_second_term_that_runs_into_an_unknown_year_leaves_a_late_event_open(
    calendar: WorkingCalendar,
) -> None:
    """The strict term ends on 10 December 2026, the second not before 5 January 2027."""
    ten: dict[str, Any] = {
        "lenient": parse_term("10 working days"),
        "lenient_start": day("2026-12-24"),
    }
    term, start, as_of = "3 working days", "2026-12-07", "2027-03-01"
    noted = judged(calendar, term, start, as_of, day("2027-01-05"), **ten)
    assert noted is State.KEPT_WITH_NOTE
    assert judged(calendar, term, start, as_of, day("2027-01-06"), **ten) is None
    assert judged(calendar, term, start, as_of, **ten) is None


def test_a_second_term_that_began_in_an_unknown_year_leaves_a_late_event_open(
    calendar: WorkingCalendar,
) -> None:
    """Were every day of 2020 worked, the second term would end on 11 January 2021."""
    ten: dict[str, Any] = {"lenient": parse_term("10 working days")}
    ten["lenient_start"] = day("2020-12-25")
    term, start, as_of = "1 working day", "2021-01-04", "2021-03-01"
    assert judged(calendar, term, start, as_of, day("2021-01-05"), **ten) is State.KEPT
    assert judged(calendar, term, start, as_of, day("2021-01-11"), **ten) is State.KEPT_WITH_NOTE
    assert judged(calendar, term, start, as_of, day("2021-01-12"), **ten) is None
