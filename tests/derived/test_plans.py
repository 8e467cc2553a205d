"""Which plan is the first, which the next, how long one lasts, by when it is to be filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import first_plans, plans
from checker.law import load_law
from checker.packs.requirements import Happen
from checker.values import NONE, Partial, Value, is_none

RESIDENTIAL = 1
Plan = tuple[Value, Value]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02") -> Context:
    return Context(day(as_of), day(as_of), calendar)


def ask(compute: Any, calendar: WorkingCalendar, place: int, *all_plans: Plan) -> Value:
    """Ask about the plan at a place among the plans of a stay."""
    developed = tuple(one for one, _ in all_plans)
    valid_to = tuple(last for _, last in all_plans)
    found: Value
    if compute is plans.is_first_of_stay:
        found = compute(on(calendar), place, developed)
    else:
        found = compute(on(calendar), place, developed, valid_to)
    return found


FIRST = (day("2024-01-10"), day("2025-01-09"))
SECOND = (day("2025-01-09"), day("2026-01-09"))
THIRD = (day("2026-01-12"), day("2027-01-09"))


def test_the_first_plan_was_developed_before_all_others(calendar: WorkingCalendar) -> None:
    assert ask(plans.is_first_of_stay, calendar, 0, FIRST, SECOND) == 1
    assert ask(plans.is_first_of_stay, calendar, 1, FIRST, SECOND) == 0
    assert ask(plans.is_first_of_stay, calendar, 1, SECOND, FIRST) == 1


def test_of_two_plans_of_one_day_the_one_recorded_first_is_first(
    calendar: WorkingCalendar,
) -> None:
    same = (day("2024-01-10"), day("2024-07-09"))
    assert ask(plans.is_first_of_stay, calendar, 0, FIRST, same) == 1
    assert ask(plans.is_first_of_stay, calendar, 1, FIRST, same) == 0


def test_a_plan_without_a_day_leaves_open_which_is_first(calendar: WorkingCalendar) -> None:
    unknown = (None, day("2025-01-09"))
    assert ask(plans.is_first_of_stay, calendar, 0, FIRST, unknown) is None
    assert ask(plans.is_first_of_stay, calendar, 1, FIRST, SECOND, unknown) == 0
    assert ask(plans.is_first_of_stay, calendar, 1, FIRST, unknown) is None
    assert plans.is_first_of_stay(on(calendar), 0, Partial((FIRST[0],))) is None
    assert plans.is_first_of_stay(on(calendar), -1, None) is None


def test_a_plan_that_was_not_developed_is_neither_first_nor_before_others(
    calendar: WorkingCalendar,
) -> None:
    draft = (NONE, day("2024-01-01"))
    assert is_none(ask(plans.is_first_of_stay, calendar, 0, draft, FIRST))
    assert ask(plans.is_first_of_stay, calendar, 1, draft, FIRST) == 1


def test_the_previous_plan_is_the_one_developed_before_that_lasts_longest(
    calendar: WorkingCalendar,
) -> None:
    assert is_none(ask(plans.previous_valid_to, calendar, 0, FIRST, SECOND))
    assert ask(plans.previous_valid_to, calendar, 1, FIRST, SECOND) == FIRST[1]
    short = (day("2024-05-05"), day("2024-08-04"))
    assert ask(plans.previous_valid_to, calendar, 2, FIRST, short, SECOND) == FIRST[1]


def test_a_previous_plan_without_a_last_day_leaves_it_open(calendar: WorkingCalendar) -> None:
    unknown = (day("2024-05-05"), None)
    assert ask(plans.previous_valid_to, calendar, 1, unknown, SECOND) is None
    assert ask(plans.previous_valid_to, calendar, 1, SECOND, (None, FIRST[1])) is None
    assert is_none(ask(plans.previous_valid_to, calendar, 0, (NONE, FIRST[1]), SECOND))


def test_the_next_plan_lasts_longer(calendar: WorkingCalendar) -> None:
    assert ask(plans.next_developed_on, calendar, 0, FIRST, SECOND, THIRD) == SECOND[0]
    assert ask(plans.next_developed_on, calendar, 1, FIRST, SECOND, THIRD) == THIRD[0]
    assert is_none(ask(plans.next_developed_on, calendar, 2, FIRST, SECOND, THIRD))


def test_a_plan_within_a_longer_one_needs_no_next_plan(calendar: WorkingCalendar) -> None:
    quarter = (day("2025-02-03"), day("2025-05-02"))
    assert ask(plans.next_developed_on, calendar, 1, SECOND, quarter) == SECOND[0]
    assert is_none(ask(plans.next_developed_on, calendar, 0, SECOND, quarter))


def test_a_later_plan_that_ends_on_the_same_day_takes_the_place_of_one(
    calendar: WorkingCalendar,
) -> None:
    corrected = (day("2025-06-16"), SECOND[1])
    assert ask(plans.next_developed_on, calendar, 0, SECOND, corrected) == corrected[0]
    assert is_none(ask(plans.next_developed_on, calendar, 1, SECOND, corrected))
    same = (SECOND, SECOND)
    assert ask(plans.next_developed_on, calendar, 0, *same) == SECOND[0]
    assert is_none(ask(plans.next_developed_on, calendar, 1, *same))


def test_a_plan_without_end_follows_every_other(calendar: WorkingCalendar) -> None:
    endless = (day("2024-05-05"), NONE)
    assert ask(plans.next_developed_on, calendar, 0, FIRST, endless) == endless[0]
    assert is_none(ask(plans.next_developed_on, calendar, 1, FIRST, endless))


def test_a_next_plan_that_was_not_developed_is_none(calendar: WorkingCalendar) -> None:
    assert is_none(ask(plans.next_developed_on, calendar, 0, FIRST, (NONE, SECOND[1])))


def test_a_next_plan_that_may_be_missing_leaves_a_late_one_open(
    calendar: WorkingCalendar,
) -> None:
    late = (day("2025-01-20"), SECOND[1])
    assert ask(plans.next_developed_on, calendar, 0, FIRST, late) == late[0]
    assert ask(plans.next_developed_on, calendar, 0, FIRST, late, (None, None)) is None
    assert ask(plans.next_developed_on, calendar, 0, FIRST, SECOND, (None, None)) == SECOND[0]
    shorter = (None, FIRST[1] - 1)
    assert ask(plans.next_developed_on, calendar, 0, FIRST, late, shorter) == late[0]
    assert ask(plans.next_developed_on, calendar, 0, FIRST, late, (None, FIRST[1])) is None
    assert ask(plans.next_developed_on, calendar, 0, (None, FIRST[1]), SECOND) is None
    later = (day("2025-02-01"), None)
    assert ask(plans.next_developed_on, calendar, 0, FIRST, late, later) == late[0]
    earlier = (day("2025-01-15"), None)
    assert ask(plans.next_developed_on, calendar, 0, FIRST, late, earlier) is None
    developed, valid_to = Partial((FIRST[0],)), Partial((FIRST[1],))
    assert plans.next_developed_on(on(calendar), 0, developed, valid_to) is None


days = st.integers(day("2024-01-01"), day("2025-12-31"))
known_plans = st.lists(st.tuples(days, days), min_size=1, max_size=5)


@given(known_plans, st.data())
def test_what_is_not_recorded_only_opens_which_plan_is_next(
    calendar: WorkingCalendar, some: list[tuple[int, int]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(some) - 1))
    whole = ask(plans.next_developed_on, calendar, place, *some)
    own = (some[place][1], some[place][0], place)
    follows = [(last, developed, at) > own for at, (developed, last) in enumerate(some)]
    longer = [one[0] for one, later in zip(some, follows, strict=True) if later]
    assert whole == min(longer) if longer else is_none(whole)
    gaps = data.draw(st.sets(st.tuples(st.integers(0, len(some) - 1), st.integers(0, 1))))
    less = [
        tuple(None if (at, part) in gaps else value for part, value in enumerate(plan))
        for at, plan in enumerate(some)
    ]
    found = ask(plans.next_developed_on, calendar, place, *less)
    due = first_plans.renewal_due(on(calendar), some[place][1])
    assert due is not None
    if found is not None and is_none(found):
        assert is_none(whole)
    elif found is not None:
        assert whole is not None
        assert whole == found or (whole <= due and found <= due)


def test_a_previous_plan_until_20_march_2025_makes_the_next_due_on_26_march(
    calendar: WorkingCalendar,
) -> None:
    found = plans.development_due_on(on(calendar), 0, NONE, day("2025-03-20"))
    assert found == day("2025-03-26")


def test_a_plan_is_due_as_the_first_or_as_the_next(calendar: WorkingCalendar) -> None:
    due = day("2026-01-12")
    assert plans.development_due_on(on(calendar), 1, due, NONE) == due
    assert plans.development_due_on(on(calendar), 0, due, day("2026-01-30")) == day("2026-02-02")
    assert plans.development_due_on(on(calendar), 0, due, None) is None
    assert plans.development_due_on(on(calendar), None, due, NONE) is None


def filling(calendar: WorkingCalendar, developed: str, due: str, absent: Value = 0) -> Value:
    return plans.filling_due_on(on(calendar), RESIDENTIAL, day(developed), day(due), absent)


def test_filling_in_is_due_five_working_days_after_the_later_of_two_days(
    calendar: WorkingCalendar,
) -> None:
    assert filling(calendar, "2025-12-30", "2026-01-12") == day("2026-01-19")
    assert filling(calendar, "2026-02-04", "2026-01-12") == day("2026-02-11")
    assert filling(calendar, "2025-12-30", "2026-01-12", 8) == day("2026-01-27")


def test_unrecorded_absences_leave_the_day_open_once_it_is_past(calendar: WorkingCalendar) -> None:
    assert filling(calendar, "2025-12-30", "2026-01-12", None) is None
    assert filling(calendar, "2026-02-27", "2026-01-12", None) == day("2026-03-06")


def test_absences_from_the_admission_to_the_filling_in_count(calendar: WorkingCalendar) -> None:
    def absent(previous: Value, begin: str, end: str) -> Value:
        return plans.absent_days_before_filling(
            on(calendar),
            RESIDENTIAL,
            day("2025-12-29"),
            previous,
            day("2025-12-30"),
            day("2026-01-12"),
            (day(begin),),
            (day(end),),
        )

    assert absent(NONE, "2025-12-29", "2025-12-31") == 2
    assert absent(NONE, "2026-01-19", "2026-01-19") == 1
    assert absent(NONE, "2026-01-20", "2026-01-20") == 0
    assert absent(day("2026-01-09"), "2025-12-29", "2025-12-31") == 1
    assert absent(None, "2025-12-29", "2025-12-31") is None


def test_absences_after_the_expiry_count_for_the_next_plan(calendar: WorkingCalendar) -> None:
    def absent(begin: str, end: str) -> Value:
        first, last = (day(begin),), (day(end),)
        return plans.absent_days_after_expiry(on(calendar), day("2025-05-14"), first, last)

    assert absent("2025-05-14", "2025-05-14") == 0
    assert absent("2025-05-15", "2025-05-20") == 6
    assert absent("2025-05-16", "2025-05-20") == 0
    assert plans.absent_days_after_expiry(on(calendar), day("2025-05-14"), None, None) is None


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("2025-03-03", "2026-03-03"),
        ("2024-02-28", "2025-02-28"),
        ("2024-02-29", "2025-03-01"),
        ("2024-03-01", "2025-03-01"),
        ("2023-12-31", "2024-12-31"),
    ],
)
def test_the_anniversary_of_a_plan(first: str, expected: str, calendar: WorkingCalendar) -> None:
    assert plans.anniversary(on(calendar), day(first)) == day(expected)


def test_a_year_begun_on_29_february_ends_on_28_february(calendar: WorkingCalendar) -> None:
    found = plans.anniversary(on(calendar), day("2024-02-29"))
    assert found is not None
    assert found - 1 == day("2025-02-28")


def test_an_unrecorded_first_day_has_no_anniversary(calendar: WorkingCalendar) -> None:
    assert plans.anniversary(on(calendar), None) is None
    assert is_none(plans.anniversary(on(calendar), NONE))


def test_types_with_activities_that_are_not_shown_are_counted(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    household, medical = 1, 2
    assert plans.types_not_shown(context, (household, medical, medical), 0b11) == 0
    assert plans.types_not_shown(context, (household, medical), 0b01) == 1
    assert plans.types_not_shown(context, (household, medical), NONE) == 2
    assert plans.types_not_shown(context, (), 0b11) == 0
    assert plans.types_not_shown(context, (NONE,), 0b01) == 0


def test_types_that_are_not_recorded_leave_it_open(calendar: WorkingCalendar) -> None:
    context = on(calendar)
    household, medical = 1, 2
    assert plans.types_not_shown(context, None, 0b11) is None
    assert plans.types_not_shown(context, (household,), None) is None
    assert plans.types_not_shown(context, (household, None), 0b01) is None
    assert plans.types_not_shown(context, Partial((household,)), 0b01) is None
    assert plans.types_not_shown(context, Partial((medical,)), 0b01) == 1
    assert plans.types_not_shown(context, (medical,), -1 - 0b01) is None
    assert plans.types_not_shown(context, (household,), -1 - 0b01) == 0


def test_the_terms_are_those_that_the_packs_state() -> None:
    """Chapters 2 to 5 in the order of the types of organisation; those not yet written are left."""
    found = {}
    for rule in load_law().pack.rules:
        must = rule.editions[0].must
        if isinstance(must, Happen) and must.happen.endswith(
            ("first_plan_developed_on", "filled_on")
        ):
            found[rule.place.chapter[:9], must.happen] = must.within
    for chapter, terms in zip(range(2, 6), first_plans.PLAN_TERMS, strict=True):
        name = f"chapter-{chapter}"
        assert found.get((name, "stay.first_plan_developed_on"), terms.develop) == terms.develop
        assert found.get((name, "plan.filled_on"), terms.fill) == terms.fill
    assert ("chapter-2", "plan.filled_on") in found
