"""The form of Appendix 5 held against the stay and against itself.

Days are ordinals, points thousandths. Order 230 of 22.06.2023, paragraphs 12(4), 23(4), 28(4) and
37(5), and Appendix 5 as it reads from 1 January 2025.
"""

from __future__ import annotations

from datetime import date

from checker.calendar.periods import QUARTER
from checker.calendar.terms import add_months
from checker.facts.columns import Context, Values, derived, each
from checker.facts.derived.monitoring import AWAY, first_due, next_working_day
from checker.values import NONE, Sort, Value, is_known, is_none, is_open

FORM_SINCE = date(2025, 1, 1).toordinal()
"""The first day of the form with its five columns; a column of an earlier time is not asked for."""
COLUMNS = (0, 3, 6, 9, 12)
"""Months from the admission, in the order of the choices of ``monitoring.assessment_point``."""
_AT_ADMISSION = 1
_TYPES = ("household", "medical", "psychological", "pedagogical", "labour", "cultural")
_LINES = tuple(f"monitoring.scores.social_{name}" for name in (*_TYPES, "economic", "legal"))


@derived(
    "stay.form_column_missed_on",
    sort=Sort.DATE,
    inputs=(
        each("monitoring.assessment_point"),
        each("monitoring.monitored_on"),
        "stay.admitted_on",
        "stay.discharged_on",
        *AWAY,
    ),
    label={
        "kk": "5-қосымшаның бағаны толтырылмай қалған күн",
        "ru": "День, к которому графа приложения 5 не заполнена",
        "en": "Day by which a column of Appendix 5 was not filled in",
    },
)
def form_column_missed_on(
    context: Context,
    points: Values,
    days: Values,
    admitted: Value,
    discharged: Value,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The latest day by which a column of the form had to be filled in and was not; Appendix 5.

    The form gives no term: a column is due with the entry of the monitoring that falls due once
    its months have passed. The column of the admission is no monitoring and is left out.
    """
    if admitted is None or is_none(admitted):
        return admitted
    missed: Value = NONE
    open_ = False
    for place, months in enumerate(COLUMNS[1:], start=_AT_ADMISSION + 1):
        begin = add_months(int(admitted), months)
        due = _overdue(context, begin, discharged, first_days, last_days)
        if is_none(due) or place in (points or ()) or _held(begin, due, days, points):
            continue
        if due is None or points is None or days is None or is_open(points) or is_open(days):
            open_ = True
        else:
            missed = due
    return None if open_ and is_none(missed) else missed


@derived(
    "monitoring.total_is_sum",
    sort=Sort.YESNO,
    inputs=("monitoring.scores.total", *_LINES),
    label={
        "kk": "«Барлығы» жолының сегіз қызмет түрі бойынша қосындыға теңдігі",
        "ru": "Строка «Всего» равна сумме по восьми видам услуг",
        "en": "The line of the total equals the sum of the eight types of services",
    },
)
def total_is_sum(_: Context, total: Value, *lines: Value) -> Value:
    """1 where the line of the total is the sum of the eight lines above it, else 0; Appendix 5.

    A line recorded as empty adds nothing. One that is not recorded leaves it open, unless the
    others alone exceed the total.
    """
    if total is None or is_none(total):
        return total
    found = sum(int(line) for line in lines if line is not None and is_known(line))
    if found > total:
        return 0
    return None if None in lines else int(found == total)


@derived(
    "monitoring.column_too_early",
    sort=Sort.YESNO,
    inputs=("monitoring.assessment_point", "monitoring.monitored_on", "stay.admitted_on"),
    label={
        "kk": "Баған уақытының әлі келмеуі",
        "ru": "Время графы еще не наступило",
        "en": "The time of the column has not come yet",
    },
)
def column_too_early(_: Context, point: Value, monitored: Value, admitted: Value) -> Value:
    """1 where not even the time of the column before had come on that day; Appendix 5.

    None where the monitoring names no column. What was assessed at the admission is never early.
    """
    if point is None or is_none(point):
        return point
    if monitored is None or admitted is None:
        return None
    first = int(point) == _AT_ADMISSION
    return int(not first and monitored < add_months(int(admitted), COLUMNS[int(point) - 2]))


def _overdue(
    context: Context, begin: int, discharged: Value, first_days: Values, last_days: Values
) -> Value:
    """The last day for a column, once it is over; none where nothing is asked for (yet).

    Open where the absences, the discharge or the days after the snapshot decide.
    """
    earliest = add_months(begin, QUARTER)
    if begin < FORM_SINCE or context.as_of <= earliest:
        return NONE
    due = next_working_day(context, first_due(context, begin, first_days, last_days))
    last = earliest if due is None else int(due)
    if last >= context.as_of or (discharged is not None and discharged <= last):
        return NONE
    return None if discharged is None or last >= context.taken_on else due


def _held(begin: int, due: Value, days: Values, points: Values) -> bool:
    """Whether a monitoring of the time of a column names no column, or begins the form anew."""
    last = add_months(begin, QUARTER) if due is None else due
    return any(
        day is not None and begin <= day <= last
        for day, point in zip(days or (), points or (), strict=True)
        if point is not None and not point > _AT_ADMISSION
    )
