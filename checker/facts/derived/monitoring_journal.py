"""The monitoring journal: its records, the corrections it leads to, its binding at the year's end.

Days are ordinals. Order 230 of 22.06.2023, paragraphs 12(3) and 12(4), 23, 28 and 37.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.facts.columns import Context, Values, beside, derived, each
from checker.facts.derived.monitoring import ORDER_SINCE, next_working_day, spans_of
from checker.values import NONE, Sort, Value, is_known, is_none, is_open

_SCORES = tuple(
    f"monitoring.scores.{name}"
    for name in (
        "social_household",
        "social_medical",
        "social_psychological",
        "social_pedagogical",
        "social_labour",
        "social_cultural",
        "social_economic",
        "social_legal",
        "total",
    )
)
_PLANS = (each("plan.developed_on"), each("plan.valid_from"), each("plan.valid_to"))


@derived(
    "monitoring.results_shown",
    sort=Sort.YESNO,
    inputs=("monitoring.results_recorded", *_SCORES),
    label={
        "kk": "Мониторинг қорытындысының журналда көрсетілуі",
        "ru": "Отражение итогов мониторинга в журнале",
        "en": "Results of monitoring shown in the journal",
    },
)
def results_shown(_: Context, recorded: Value, *scores: Value) -> Value:
    """Whether the results, or any sum of points, stand in the journal (1 or 0); 12(4)."""
    if recorded is not None and not is_none(recorded):
        return recorded
    if any(score is not None and is_known(score) for score in scores):
        return 1
    return None if None in scores else 0


@derived(
    "monitoring.plan_revised",
    sort=Sort.YESNO,
    inputs=(
        "monitoring.monitored_on",
        beside("plan.corrected_on"),
        beside("plan.developed_on"),
    ),
    label={
        "kk": "Мониторингтен кейін жоспардың түзетілуі",
        "ru": "Корректировка плана после мониторинга",
        "en": "Plan corrected after the monitoring",
    },
)
def plan_revised(context: Context, monitored: Value, corrected: Values, developed: Values) -> Value:
    """1 where a plan was corrected, or a new one developed, on that day or later; 12(3)."""
    if monitored is None or is_none(monitored) or corrected is None or developed is None:
        return None
    days = (*corrected, *developed)
    if any(day is not None and day >= monitored for day in days):
        return 1
    return None if is_open(days) or is_open(developed) or _ahead(context) else 0


@derived(
    "stay.journal_due_on",
    sort=Sort.DATE,
    inputs=("stay.monitoring_due_on",),
    label={
        "kk": "Мониторинг журналы толтырылуы тиіс күн",
        "ru": "День, к которому журнал мониторинга должен быть заполнен",
        "en": "Day by which the monitoring journal must be filled in",
    },
)
def journal_due_on(context: Context, due_on: Value) -> Value:
    """The working day after the last day for the first monitoring, for its entry; 12(4)."""
    return next_working_day(context, due_on)


@derived(
    "stay.year_to_bind",
    sort=Sort.COUNT,
    unit="year",
    inputs=("stay.discharged_on", *_PLANS),
    label={
        "kk": "Журнал мен жоспар бірге тігілуі тиіс жыл",
        "ru": "Год, за который журнал и план подшиваются вместе",
        "en": "Year for which the journal and the plan are to be bound together",
    },
)
def year_to_bind(
    context: Context, discharged: Value, developed: Values, first: Values, last: Values
) -> Value:
    """The latest year whose binding is overdue, or else the first year of the plans; 12(4).

    None where no plan has been developed.
    """
    return _binding(context, discharged, developed, first, last)[0]


@derived(
    "stay.binding_due_on",
    sort=Sort.DATE,
    inputs=("stay.discharged_on", *_PLANS),
    label={
        "kk": "Журнал мен жоспарды бірге тігудің соңғы күні",
        "ru": "Последний день совместного подшивания журнала и плана",
        "en": "Last day for binding the journal and the plan together",
    },
)
def binding_due_on(
    context: Context, discharged: Value, developed: Values, first: Values, last: Values
) -> Value:
    """The working day after the calendar year and the plan running at its end are over; 12(4)."""
    return _binding(context, discharged, developed, first, last)[1]


@derived(
    "stay.year_end_bound",
    sort=Sort.YESNO,
    inputs=(
        "stay.year_to_bind",
        "stay.monitoring_journal.last_bound_year",
        "stay.monitoring_journal.last_bound_on",
    ),
    label={
        "kk": "Журнал мен жоспардың жыл қорытындысы бойынша бірге тігілуі",
        "ru": "Журнал и план по итогам года подшиты вместе",
        "en": "Journal and plan bound together for the year",
    },
)
def year_end_bound(_: Context, year: Value, bound_year: Value, bound_on: Value) -> Value:
    """1 where the year was bound, or something was bound after it was over; 12(4)."""
    if year is None or is_none(year):
        return year
    bound_until = date(int(year), 12, 31).toordinal()
    if bound_on is not None and bound_on > bound_until:
        return 1
    if bound_year is None:
        return None
    return int(is_known(bound_year) and bound_year >= year)


def _ahead(context: Context) -> bool:
    """Silence after the snapshot was taken proves nothing."""
    return context.as_of > context.taken_on


def _binding(
    context: Context, discharged: Value, developed: Values, first: Values, last: Values
) -> tuple[Value, Value]:
    """The year to bind and its last day; both open, or both none, where there is no such year."""
    if discharged is None or developed is None or first is None or last is None:
        return None, None
    spans = spans_of(developed, first, last)
    if is_open(developed) or None in spans:
        return None, None
    left = None if is_none(discharged) else int(discharged)
    plans = [span for span in spans if span is not None]
    due = [(year, _due(context, year, plans, left)) for year in _years(context, plans, left)]
    if not due:
        return NONE, NONE
    over = [pair for pair in due if pair[1] is not None and pair[1] < context.as_of]
    return over[-1] if over else due[0]


def _years(context: Context, plans: Sequence[tuple[int, int]], left: int | None) -> list[int]:
    """The years in which a plan ran during the stay."""
    end = context.as_of if left is None else min(left, context.as_of)
    found: set[int] = set()
    for begin, last in plans:
        first = max(begin, ORDER_SINCE)
        if first <= min(last, end):
            years = (date.fromordinal(first).year, date.fromordinal(min(last, end)).year)
            found.update(range(years[0], years[1] + 1))
    return sorted(found)


def _due(
    context: Context, year: int, plans: Sequence[tuple[int, int]], left: int | None
) -> int | None:
    """The last day for binding a year; ``None`` where the calendar may decide and is unknown.

    Monitoring of the last day may still be entered on the next working day.
    """
    over = date(year, 12, 31).toordinal()
    ends = [min(last, left or last) for first, last in plans if first <= over <= last]
    last = max(over, *ends) if ends else over
    due = context.calendar.add_working_days(last, 1)
    if due is None and last >= context.as_of:
        return last + 1
    return due
