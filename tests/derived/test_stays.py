"""Ages, pension age, months begun and days of absence, against slow readings of the text."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context, Values
from checker.facts.derived import stays
from checker.law import vocabulary
from checker.values import NONE, Partial, Value, is_none

TODAY = date(2026, 3, 2)
MALE, FEMALE = 1, 2
ILLNESS, HOSPITAL = 1, 2
MEN = ((date(2023, 7, 1).toordinal(), Decimal(63)),)
WOMEN = tuple(
    (date.fromisoformat(since).toordinal(), Decimal(years))
    for since, years in (
        ("2023-07-01", "61"),
        ("2028-01-01", "61.5"),
        ("2029-01-01", "62"),
        ("2030-01-01", "62.5"),
        ("2031-01-01", "63"),
    )
)


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def context(calendar: WorkingCalendar | None = None, as_of: date = TODAY) -> Context:
    parameters = {"pension_age_men": MEN, "pension_age_women": WOMEN}
    return Context(as_of.toordinal(), as_of.toordinal(), calendar, parameters)  # type: ignore[arg-type]


def years_lived(born: date, then: date) -> int:
    """Count the birthdays one by one; after 29 February the birthday is 1 March."""
    lived = 0
    while then >= nth_birthday(born, lived + 1):
        lived += 1
    return lived


def nth_birthday(born: date, years: int) -> date:
    try:
        return date(born.year + years, born.month, born.day)
    except ValueError:
        return date(born.year + years, 3, 1)


def test_the_places_of_choices_are_those_of_the_schema() -> None:
    words = vocabulary().words
    assert words["recipient.sex"].choices == ("male", "female")
    assert words["absence.reason"].choices[HOSPITAL - 1] == "hospitalisation"


@given(st.dates(date(1920, 1, 1), date(2026, 1, 1)), st.integers(0, 36000))
def test_age_on_admission_counts_birthdays(born: date, later: int) -> None:
    admitted = born + timedelta(days=min(later, (date(2026, 12, 31) - born).days))
    found = stays.age_on_admission(context(), born.toordinal(), admitted.toordinal())
    assert found == years_lived(born, admitted)


def test_one_born_after_the_admission_has_no_age() -> None:
    assert stays.age_on_admission(context(), day("2026-01-02"), day("2026-01-01")) is None
    assert stays.age_on_admission(context(), None, day("2026-01-01")) is None
    assert stays.age_on_admission(context(), day("2026-01-02"), None) is None


@pytest.mark.parametrize(
    ("born", "years", "expected"),
    [
        ("2008-02-29", 18, "2026-03-01"),
        ("2008-02-29", 16, "2024-02-29"),
        ("2008-03-02", 18, "2026-03-02"),
    ],
)
def test_a_birthday_is_found(born: str, years: int, expected: str) -> None:
    assert stays.birthday(day(born), years) == day(expected)


def pension_age_reached(born: date, sex: int, then: date) -> bool:
    """Whether the age in force on a day is reached on it, in months lived."""
    table = MEN if sex == MALE else WOMEN
    years = [years for since, years in table if since <= then.toordinal()][-1]
    months = int(years * 12)
    whole = (then.year - born.year) * 12 + then.month - born.month
    return whole > months or (whole == months and then.day >= born.day)


@given(st.dates(date(1963, 1, 1), date(1969, 12, 31)).filter(lambda born: born.day <= 28))
def test_pension_age_of_a_woman_is_the_first_day_on_which_the_age_in_force_is_reached(
    born: date,
) -> None:
    found = stays.pension_age_on(context(), born.toordinal(), FEMALE)
    reached = date.fromordinal(int(found or 0))
    assert pension_age_reached(born, FEMALE, reached)
    assert not pension_age_reached(born, FEMALE, reached - timedelta(days=1))


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("1964-03-05", "2025-03-05"),
        ("1966-12-31", "2027-12-31"),
        ("1967-01-01", "2028-07-01"),
        ("1967-06-30", "2028-12-30"),
        ("1967-07-01", "2029-07-01"),
        ("1968-01-15", "2030-07-15"),
        ("1968-07-01", "2031-07-01"),
    ],
)
def test_the_age_of_women_rises_step_by_step(born: str, expected: str) -> None:
    assert stays.pension_age_on(context(), day(born), FEMALE) == day(expected)


def test_the_age_of_men_does_not_change() -> None:
    assert stays.pension_age_on(context(), day("1968-02-29"), MALE) == day("2031-03-01")


def test_without_sex_birth_or_table_pension_age_is_open() -> None:
    assert stays.pension_age_on(context(), day("1960-01-01"), None) is None
    assert stays.pension_age_on(context(), None, MALE) is None
    bare = Context(TODAY.toordinal(), TODAY.toordinal(), None)  # type: ignore[arg-type]
    assert stays.pension_age_on(bare, day("1960-01-01"), MALE) is None


def test_pension_age_is_reached_on_the_day_itself() -> None:
    today = TODAY.toordinal()
    assert stays.pension_age_reached(context(), today) == 1
    assert stays.pension_age_reached(context(), today + 1) == 0
    assert stays.pension_age_reached(context(), None) is None


def same_day(start: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for number in (start.day, 30, 29, 28):
        try:
            return date(year, month, min(number, start.day))
        except ValueError:
            continue
    raise AssertionError


def months_begun_slowly(calendar: WorkingCalendar, start: date, end: date) -> int | None:
    """The first number of months whose last day, moved on over days off, is not before the end."""
    months = 0
    while True:
        last = same_day(start, months)
        while end > last:
            worked = calendar.is_working(last.toordinal())
            if worked is None:
                return None
            if worked or months == 0:
                break
            last += timedelta(days=1)
        if end <= last:
            return months
        months += 1


@given(st.dates(date(2023, 7, 1), date(2026, 8, 1)), st.integers(-10, 150))
def test_months_begin_and_end_as_counted_by_hand(
    calendar: WorkingCalendar, start: date, later: int
) -> None:
    end = start + timedelta(days=later)
    if end > date(2026, 11, 30):
        return
    found = stays.planned_months(context(calendar), start.toordinal(), end.toordinal())
    assert found == months_begun_slowly(calendar, start, end)


def test_a_year_without_a_calendar_leaves_a_month_open_only_at_its_end(
    calendar: WorkingCalendar,
) -> None:
    start = day("2027-01-11")
    assert stays.contract_months(context(calendar), start, day("2027-04-11")) == 3
    assert stays.contract_months(context(calendar), start, day("2027-04-12")) is None


def test_no_planned_end_is_no_length(calendar: WorkingCalendar) -> None:
    found = stays.planned_months(context(calendar), day("2026-01-12"), NONE)
    assert is_none(found)
    assert stays.planned_months(context(calendar), day("2026-01-12"), None) is None


def test_an_end_that_never_comes_is_counted_no_further_than_a_century(
    calendar: WorkingCalendar,
) -> None:
    found = stays.planned_months(context(calendar), day("2024-01-15"), day("9999-12-31"))
    assert found == 1201


def test_months_so_far_end_with_the_day_of_the_audit(calendar: WorkingCalendar) -> None:
    assert stays.months_so_far(context(calendar), day("2025-12-02")) == 3
    assert stays.months_so_far(context(calendar), day("2025-11-28")) == 3
    assert stays.months_so_far(context(calendar), day("2025-11-27")) == 4


spans = st.tuples(
    st.dates(date(2026, 1, 1), date(2026, 3, 31)),
    st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 4, 30))),
)


@given(st.lists(spans, max_size=4))
def test_days_of_absence_are_counted_one_by_one(found: list[tuple[date, date | None]]) -> None:
    away = 0
    for number in range(day("2026-01-01"), TODAY.toordinal() + 1):
        then = date.fromordinal(number)
        away += any(first <= then and (last is None or then <= last) for first, last in found)
    first: Values = tuple(start.toordinal() for start, _ in found)
    last: Values = tuple(NONE if end is None else end.toordinal() for _, end in found)
    assert stays.days_absent(context(), first, last) == away


def test_an_absence_without_its_days_leaves_the_number_open() -> None:
    assert stays.days_absent(context(), None, None) is None
    assert stays.days_absent(context(), (day("2026-01-05"),), (None,)) is None
    assert stays.days_absent(context(), (None,), (day("2026-01-05"),)) is None
    assert stays.days_absent(context(), Partial(()), Partial(())) is None
    assert stays.days_absent(context(), (NONE,), (NONE,)) == 0


@pytest.mark.parametrize(
    ("reason", "first", "last", "expected"),
    [
        (HOSPITAL, "2026-03-02", NONE, 1),
        (HOSPITAL, "2026-03-03", NONE, 0),
        (HOSPITAL, "2026-02-20", day("2026-03-02"), 1),
        (HOSPITAL, "2026-02-20", day("2026-03-01"), 0),
        (ILLNESS, "2026-02-20", NONE, 0),
        (None, "2026-02-20", NONE, None),
        (None, "2026-02-20", day("2026-03-01"), 0),
        (HOSPITAL, "2026-02-20", None, None),
    ],
)
def test_in_hospital_on_the_day_of_the_audit(
    reason: Value, first: str, last: Value, expected: Value
) -> None:
    assert stays.in_hospital(context(), (reason,), (day(first),), (last,)) == expected


def test_absences_that_are_not_recorded_say_nothing_of_a_hospital() -> None:
    assert stays.in_hospital(context(), None, None, None) is None
    assert stays.in_hospital(context(), (), (), ()) == 0
    assert stays.in_hospital(context(), Partial(()), Partial(()), Partial(())) is None
    begun, ended = (day("2026-02-20"),), (NONE,)
    assert stays.in_hospital(context(), Partial((HOSPITAL,)), Partial(begun), Partial(ended)) == 1
