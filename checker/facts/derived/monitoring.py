"""Quarterly monitoring of the plan, and its entries in the journal.

Days are ordinals. Order 230 of 22.06.2023, paragraphs 12(4), 23(4), 28(4) and 37(5).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.calendar.absences import stretches_of
from checker.calendar.periods import QUARTER, first_due_on, missed_on, quarterly_state
from checker.calendar.terms import State, add_months
from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Sort, Value, is_known, is_none, is_open

ORDER_SINCE = date(2023, 7, 1).toordinal()
"""The first day of the Rules: no duty of theirs began earlier."""
_FOREVER = date(9000, 1, 1).toordinal()
AWAY = (each("absence.from_on"), each("absence.to_on"))
"""The first and last days of a stay's absences."""


@derived(
    "stay.monitoring_from",
    sort=Sort.DATE,
    inputs=(each("plan.developed_on"), each("plan.valid_from"), each("plan.valid_to")),
    label={
        "kk": "Жоспар мониторингі басталатын күн",
        "ru": "День, с которого проводится мониторинг плана",
        "en": "Day from which the plan is monitored",
    },
)
def monitoring_from(_: Context, developed: Values, valid_from: Values, valid_to: Values) -> Value:
    """The first day of the plans, anew after more than three months without one; 12(4).

    None where no plan has been developed: there is nothing to monitor.
    """
    if developed is None or valid_from is None or valid_to is None or is_open(developed):
        return None
    spans = spans_of(developed, valid_from, valid_to)
    if None in spans:
        return None
    start, reach = NONE, 0
    for first, last in sorted(span for span in spans if span is not None):
        if is_none(start) or first > add_months(reach, QUARTER):
            start = max(first, ORDER_SINCE)
        reach = max(reach, last)
    return start


@derived(
    "stay.monitoring_until",
    sort=Sort.DATE,
    inputs=("stay.discharged_on", each("plan.developed_on"), each("plan.valid_to")),
    label={
        "kk": "Жоспар мониторингі аяқталатын күн",
        "ru": "День, до которого проводится мониторинг плана",
        "en": "Day until which the plan is monitored",
    },
)
def monitoring_until(
    context: Context, discharged: Value, developed: Values, valid_to: Values
) -> Value:
    """The discharge, or the end of the last plan where none follows; 12(4)."""
    if discharged is None or developed is None or valid_to is None:
        return None
    plans = [
        (day, _FOREVER if end is not None and is_none(end) else end)
        for day, end in zip(developed, valid_to, strict=True)
        if day is None or is_known(day)
    ]
    last = max((int(end) for day, end in plans if day is not None and end is not None), default=0)
    left = context.as_of if is_none(discharged) else int(discharged)
    if last >= left or not plans:
        return discharged
    if is_open(developed) or any(end is None for _, end in plans):
        return None
    return last


@derived(
    "stay.monitoring_due_on",
    sort=Sort.DATE,
    inputs=("stay.monitoring_from", *AWAY),
    label={
        "kk": "Бірінші мониторингтің соңғы күні",
        "ru": "Последний день первого мониторинга",
        "en": "Last day for the first monitoring",
    },
)
def monitoring_due_on(
    context: Context, start: Value, first_days: Values, last_days: Values
) -> Value:
    """The later of the end of the first whole quarter and of the first three months; 12(4).

    Absences make it later; where they are not recorded, it is known only while it lies ahead.
    """
    return first_due(context, start, first_days, last_days)


@derived(
    "stay.monitoring_missed_on",
    sort=Sort.DATE,
    inputs=(
        each("monitoring.monitored_on"),
        "stay.monitoring_from",
        "stay.monitoring_until",
        *AWAY,
    ),
    label={
        "kk": "Тоқсандық мониторинг өткізілмей қалған күн",
        "ru": "День, к которому ежеквартальный мониторинг не проведен",
        "en": "Day by which quarterly monitoring was missed",
    },
)
def monitoring_missed_on(
    context: Context,
    events: Values,
    start: Value,
    until: Value,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The latest day by which monitoring was missed under both readings of a quarter; 12(4)."""
    away = stretches_of(first_days, last_days, context.as_of)
    return missed_on(context, events, start, until, away)


@derived(
    "stay.monitoring_excused",
    sort=Sort.YESNO,
    inputs=(
        each("monitoring.monitored_on"),
        "stay.monitoring_from",
        "stay.monitoring_until",
        "stay.monitoring_missed_on",
    ),
    label={
        "kk": "Қызмет алушының болмауына байланысты мониторингтің өткізілмеуі",
        "ru": "Мониторинг не проведен из-за отсутствия получателя",
        "en": "Monitoring not done because the recipient was away",
    },
)
def monitoring_excused(
    context: Context, events: Values, start: Value, until: Value, missed: Value
) -> Value:
    """1 where monitoring was missed, but not when the days of absence are left out; 12(4)."""
    if quarterly_state(context, events, start, until) is not State.BREACHED:
        return 0
    return None if missed is None else int(is_none(missed))


@derived(
    "monitoring.entry_due_on",
    sort=Sort.DATE,
    inputs=("monitoring.monitored_on",),
    label={
        "kk": "Журналға енгізудің соңғы күні",
        "ru": "Последний день внесения в журнал",
        "en": "Last day for the entry in the journal",
    },
)
def entry_due_on(context: Context, monitored: Value) -> Value:
    """The working day after the monitoring; ``None`` where the calendar does not know it; 12(4)."""
    return next_working_day(context, monitored)


@derived(
    "monitoring.entered_for",
    sort=Sort.DATE,
    inputs=("monitoring.monitored_on", "monitoring.entered_on", "monitoring.entry_due_on"),
    label={
        "kk": "Журналға енгізілген мониторингтің күні",
        "ru": "День мониторинга, внесенного в журнал",
        "en": "Day of a monitoring that was entered in the journal",
    },
)
def entered_for(context: Context, monitored: Value, entered: Value, due_on: Value) -> Value:
    """The day of the monitoring, to whose quarter the entry belongs; 12(4).

    None where it was not entered; while the term of the entry runs, it counts as entered.
    """
    if monitored is None or is_none(monitored):
        return monitored
    if due_on is not None and context.as_of <= due_on:
        return monitored
    if entered is None or is_none(entered):
        return entered
    return monitored


@derived(
    "stay.entries_missed_on",
    sort=Sort.DATE,
    inputs=(
        each("monitoring.entered_for"),
        "stay.monitoring_from",
        "stay.monitoring_until",
        *AWAY,
    ),
    label={
        "kk": "Журналға тоқсандық жазба енгізілмей қалған күн",
        "ru": "День, к которому нет ежеквартальной записи в журнале",
        "en": "Day by which the quarterly entry was missed",
    },
)
def entries_missed_on(
    context: Context,
    events: Values,
    start: Value,
    until: Value,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The latest day by which no monitoring of a quarter had been entered; 12(4)."""
    away = stretches_of(first_days, last_days, context.as_of)
    return missed_on(context, events, start, until, away)


@derived(
    "stay.entries_kept",
    sort=Sort.YESNO,
    inputs=(each("monitoring.entered_for"), "stay.entries_missed_on"),
    label={
        "kk": "Журналға тоқсан сайын жазба енгізілуі",
        "ru": "Ежеквартальное внесение записей в журнал",
        "en": "Entries made in the journal every quarter",
    },
)
def entries_kept(_: Context, events: Values, missed: Value) -> Value:
    """1 where entries were made and no quarter was missed; 12(4)."""
    return kept(events, missed)


def spans_of(
    developed: Sequence[Value], valid_from: Sequence[Value], valid_to: Sequence[Value]
) -> list[tuple[int, int] | None]:
    """First and last days of the plans developed; ``None`` for one whose days are not recorded.

    A plan that was developed after the first day of its period runs from its development.
    """
    found: list[tuple[int, int] | None] = []
    for day, first, last in zip(developed, valid_from, valid_to, strict=True):
        if day is None or is_none(day):
            continue
        if first is None or last is None:
            found.append(None)
        else:
            begin = day if is_none(first) else max(day, first)
            found.append((int(begin), _FOREVER if is_none(last) else int(last)))
    return found


def first_due(context: Context, start: Value, first_days: Values, last_days: Values) -> Value:
    """The first last day of a quarterly duty; with absences unrecorded, only while it is ahead."""
    away = stretches_of(first_days, last_days, context.as_of)
    due = first_due_on(context, start, away or ())
    if away is None and due is not None and due < context.as_of:
        return None
    return due


def kept(events: Values, missed: Value) -> Value:
    """1 where something happened and no quarter was missed; 0 where not, or nothing has yet."""
    if events is None or missed is None or is_known(missed):
        return None if events is None or missed is None else 0
    if any(event is not None and is_known(event) for event in events):
        return 1
    return None if is_open(events) else 0


def next_working_day(context: Context, day: Value) -> Value:
    """The first working day after a day; ``None`` where the calendar does not know it."""
    if day is None or is_none(day):
        return day
    return context.calendar.add_working_days(int(day), 1)
