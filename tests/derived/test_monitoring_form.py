"""The form of Appendix 5 held against the stay and against itself."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Context
from checker.facts.derived import monitoring_form as form
from checker.values import NONE, Partial, Value, is_none

DAY = timedelta(days=1)
AFTER_3, AFTER_6, AFTER_9, AFTER_12 = 2, 3, 4, 5
AT_ADMISSION = 1
LINES = 8


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def on(calendar: WorkingCalendar, as_of: str = "2026-03-02", taken_on: str = "") -> Context:
    return Context(day(as_of), day(taken_on or as_of), calendar)


def missed(
    context: Context,
    *filled: tuple[str, Value],
    admitted: str = "2025-06-02",
    discharged: Value = NONE,
    away: tuple[tuple[str, str], ...] | None = (),
    partial: bool = False,
) -> Value:
    """Ask by when a column was missed, of monitorings that each filled a column of the form."""
    points: tuple[Value, ...] = tuple(point for _, point in filled)
    days: tuple[Value, ...] = tuple(day(one) for one, _ in filled)
    return form.form_column_missed_on(
        context,
        Partial(points) if partial else points,
        Partial(days) if partial else days,
        day(admitted),
        discharged,
        None if away is None else tuple(day(first) for first, _ in away),
        None if away is None else tuple(day(last) for _, last in away),
    )


def test_a_column_is_missed_when_the_entry_of_its_quarter_was_due(
    calendar: WorkingCalendar,
) -> None:
    assert is_none(missed(on(calendar, "2026-01-05")))
    assert missed(on(calendar, "2026-01-06")) == day("2026-01-05")
    assert missed(on(calendar, "2026-04-02")) == day("2026-04-01")


def test_a_filled_column_is_not_missed_whenever_it_was_filled(calendar: WorkingCalendar) -> None:
    context = on(calendar, "2026-04-02")
    assert missed(context, ("2025-09-05", AFTER_3)) == day("2026-04-01")
    assert missed(context, ("2025-12-05", AFTER_6)) == day("2026-01-05")
    assert is_none(missed(context, ("2025-08-29", AFTER_3), ("2026-04-02", AFTER_6)))


def test_a_monitoring_of_its_time_counts_unless_it_names_another_column(
    calendar: WorkingCalendar,
) -> None:
    context = on(calendar, "2026-01-06")
    assert is_none(missed(context, ("2025-09-02", NONE)))
    assert is_none(missed(context, ("2026-01-05", AT_ADMISSION)))
    assert missed(context, ("2025-09-01", NONE)) == day("2026-01-05")
    assert missed(context, ("2026-01-06", NONE)) == day("2026-01-05")
    assert missed(context, ("2025-12-05", AFTER_6)) == day("2026-01-05")


def test_what_is_not_recorded_leaves_a_column_open(calendar: WorkingCalendar) -> None:
    context = on(calendar, "2026-01-06")
    assert missed(context, ("2025-12-05", None)) is None
    assert missed(context, partial=True) is None
    assert missed(context, away=None) is None
    assert missed(context, discharged=None) is None
    assert missed(on(calendar, "2026-01-06", "2026-01-05")) is None
    assert form.form_column_missed_on(context, None, None, day("2025-06-02"), NONE, (), ()) is None
    assert form.form_column_missed_on(context, (), (), None, NONE, (), ()) is None


def test_nothing_is_open_before_anything_can_be_due(calendar: WorkingCalendar) -> None:
    context = on(calendar, "2025-12-02")
    assert is_none(missed(context, away=None, discharged=None, partial=True))


def test_a_column_certainly_missed_outweighs_an_open_one(calendar: WorkingCalendar) -> None:
    context = on(calendar, "2026-04-02", "2026-03-02")
    assert missed(context) == day("2026-01-05")


def test_days_of_absence_move_the_end_of_a_column(calendar: WorkingCalendar) -> None:
    away = (("2025-11-03", "2025-11-12"),)
    assert is_none(missed(on(calendar, "2026-01-12"), away=away))
    assert missed(on(calendar, "2026-01-14"), away=away) == day("2026-01-13")


def test_who_left_by_the_last_day_has_missed_nothing(calendar: WorkingCalendar) -> None:
    context = on(calendar, "2026-03-02")
    assert is_none(missed(context, discharged=day("2026-01-05")))
    assert missed(context, discharged=day("2026-01-06")) == day("2026-01-05")


def test_columns_of_the_time_before_the_form_are_not_asked_for(calendar: WorkingCalendar) -> None:
    context = on(calendar, "2026-03-02")
    assert is_none(missed(context, admitted="2023-12-31"))
    assert missed(context, admitted="2024-01-01") == day("2025-04-02")


@given(
    admitted=st.dates(date(2024, 1, 1), date(2025, 9, 30)),
    as_of=st.dates(date(2025, 1, 1), date(2026, 6, 30)),
)
def test_the_latest_column_agrees_with_a_slow_count(
    calendar: WorkingCalendar, admitted: date, as_of: date
) -> None:
    context = Context(as_of.toordinal(), as_of.toordinal(), calendar)
    found = form.form_column_missed_on(context, (), (), admitted.toordinal(), NONE, (), ())
    wanted = [slow_due(calendar, later(admitted, months)) for months in (3, 6, 9, 12)]
    begun = [later(admitted, months) >= date(2025, 1, 1) for months in (3, 6, 9, 12)]
    over = [due for due, asked in zip(wanted, begun, strict=True) if asked and due < as_of]
    assert (is_none(found) and not over) or found == max(over).toordinal()


def later(start: date, months: int) -> date:
    """The same day some months later, month by month, cut to the month's length at the end."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def slow_due(calendar: WorkingCalendar, begin: date) -> date:
    """Walk to the end of the first whole quarter and of three months; then to the entry."""
    first = begin
    while not (first.day == 1 and first.month in (1, 4, 7, 10)):
        first += DAY
    ends = [later(first, 3) - DAY, later(begin, 3)]
    end = max(working(calendar, one) for one in ends)
    return working(calendar, end + DAY)


def working(calendar: WorkingCalendar, one: date) -> date:
    """The first day on a day or later that is not known to be off."""
    while calendar.is_working(one.toordinal()) is False:
        one += DAY
    return one


def adds_up(calendar: WorkingCalendar, total: Value, *lines: Value) -> Value:
    rest: list[Value] = [None] * (LINES - len(lines))
    return form.total_is_sum(on(calendar), total, *lines, *rest)


def test_the_total_is_the_sum_of_the_eight_lines(calendar: WorkingCalendar) -> None:
    eight: list[Value] = [1_500] * LINES
    assert adds_up(calendar, 12_000, *eight) == 1
    assert adds_up(calendar, 12_001, *eight) == 0
    assert adds_up(calendar, 11_999, *eight) == 0


def test_an_empty_line_adds_nothing_and_an_unrecorded_one_may(calendar: WorkingCalendar) -> None:
    none: list[Value] = [NONE] * (LINES - 1)
    assert adds_up(calendar, 5_000, 5_000, *none) == 1
    assert adds_up(calendar, 5_000, 5_000) is None
    assert adds_up(calendar, 5_000, 5_001) == 0


def test_without_a_total_there_is_nothing_to_compare(calendar: WorkingCalendar) -> None:
    assert adds_up(calendar, None, 5_000) is None
    assert is_none(adds_up(calendar, NONE, 5_000))


def early(calendar: WorkingCalendar, point: Value, monitored: str) -> Value:
    """Ask of a recipient admitted on 30 November 2024."""
    return form.column_too_early(on(calendar), point, day(monitored), day("2024-11-30"))


def test_a_column_is_too_early_before_the_time_of_the_one_before_it(
    calendar: WorkingCalendar,
) -> None:
    assert early(calendar, AFTER_3, "2024-11-29") == 1
    assert early(calendar, AFTER_3, "2024-11-30") == 0
    assert early(calendar, AFTER_6, "2025-02-27") == 1
    assert early(calendar, AFTER_6, "2025-02-28") == 0
    assert early(calendar, AFTER_9, "2025-05-29") == 1
    assert early(calendar, AFTER_12, "2025-08-30") == 0


def test_the_assessment_at_the_admission_is_never_too_early(calendar: WorkingCalendar) -> None:
    assert early(calendar, AT_ADMISSION, "2024-01-15") == 0


def test_a_monitoring_without_a_column_is_not_early(calendar: WorkingCalendar) -> None:
    assert is_none(early(calendar, NONE, "2024-01-15"))
    assert early(calendar, None, "2024-01-15") is None
    assert form.column_too_early(on(calendar), AFTER_3, None, day("2024-11-30")) is None
    assert form.column_too_early(on(calendar), AFTER_3, day("2024-11-30"), None) is None
