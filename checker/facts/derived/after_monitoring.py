"""What the text orders without a term: until the next monitoring nothing of it is overdue.

Days are ordinals. Order 230 of 22.06.2023, paragraphs 12(3) and 12(4), 23, 28 and 37.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, beside, derived
from checker.facts.derived.monitoring import first_due, next_working_day
from checker.values import Sort, Value, is_none, is_open

_MONITORINGS = (
    beside("monitoring.monitored_on"),
    beside("absence.from_on"),
    beside("absence.to_on"),
)


@derived(
    "monitoring.correction_due_on",
    sort=Sort.DATE,
    inputs=("monitoring.monitored_on", *_MONITORINGS),
    label={
        "kk": "Жоспарды түзетудің соңғы күні",
        "ru": "Последний день корректировки плана",
        "en": "Last day for the correction of the plan",
    },
)
def correction_due_on(
    context: Context, monitored: Value, others: Values, first_days: Values, last_days: Values
) -> Value:
    """The next monitoring, at the latest the last day for it; 12(3), which gives no term."""
    if monitored is None or is_none(monitored):
        return monitored
    return _next_monitoring(
        context, int(monitored), int(monitored) + 1, others, first_days, last_days
    )


@derived(
    "review.mark_due_on",
    sort=Sort.DATE,
    inputs=("review.reviewed_on", *_MONITORINGS),
    label={
        "kk": "Қарау туралы белгіні енгізудің соңғы күні",
        "ru": "Последний день внесения отметки о рассмотрении",
        "en": "Last day for the mark of the review",
    },
)
def mark_due_on(
    context: Context, reviewed: Value, others: Values, first_days: Values, last_days: Values
) -> Value:
    """The last day for the entry of the next monitoring, which may be the review itself; 12(4)."""
    if reviewed is None or is_none(reviewed):
        return reviewed
    day = _next_monitoring(context, int(reviewed), int(reviewed), others, first_days, last_days)
    return next_working_day(context, day)


def _next_monitoring(
    context: Context,
    since: int,
    earliest: int,
    others: Values,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The first monitoring on ``earliest`` or later, at the latest the last day for one.

    Open while one that is not recorded could have come before that last day.
    """
    latest = first_due(context, since, first_days, last_days)
    later = [int(day) for day in others or () if day is not None and day >= earliest]
    if later:
        return min(later) if latest is None else min(*later, latest)
    if latest is None or (context.as_of <= latest and (others is None or is_open(others))):
        return None
    return latest
