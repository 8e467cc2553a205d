"""The review of a recipient's condition every quarter, and every month where that is needed.

Days are ordinals. Order 230 of 22.06.2023, paragraphs 12(4), 23(4), 28(4) and 37(5).
"""

from __future__ import annotations

from checker.calendar.absences import stretches_of
from checker.calendar.periods import MONTH, missed_on
from checker.facts.columns import Context, Values, derived, each
from checker.facts.derived.monitoring import (
    AWAY,
    ORDER_SINCE,
    first_due,
    kept,
)
from checker.values import NONE, Partial, Sort, Value, is_known, is_none


@derived(
    "stay.review_due_on",
    sort=Sort.DATE,
    inputs=("stay.admitted_on", *AWAY),
    label={
        "kk": "Жағдай өзгерістерін бірінші қараудың соңғы күні",
        "ru": "Последний день первого рассмотрения изменений состояния",
        "en": "Last day for the first review of the condition",
    },
)
def review_due_on(
    context: Context, admitted: Value, first_days: Values, last_days: Values
) -> Value:
    """As for the first monitoring, but counted from the admission; 12(4)."""
    return first_due(context, _since(admitted), first_days, last_days)


@derived(
    "stay.review_missed_on",
    sort=Sort.DATE,
    inputs=(
        each("review.reviewed_on"),
        each("monitoring.monitored_on"),
        "stay.admitted_on",
        "stay.discharged_on",
        *AWAY,
    ),
    label={
        "kk": "Жағдай өзгерістерін тоқсандық қарау өткізілмей қалған күн",
        "ru": "День, к которому изменения состояния за квартал не рассмотрены",
        "en": "Day by which the quarterly review was missed",
    },
)
def review_missed_on(
    context: Context,
    reviews: Values,
    monitorings: Values,
    admitted: Value,
    discharged: Value,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The latest day by which neither a review nor a monitoring had taken place; 12(4).

    One record may serve both; the duty counts from the stay, not from a plan.
    """
    away = stretches_of(first_days, last_days, context.as_of)
    events = _either(reviews, monitorings)
    return missed_on(context, events, _since(admitted), discharged, away)


@derived(
    "stay.reviews_kept",
    sort=Sort.YESNO,
    inputs=(
        each("review.reviewed_on"),
        each("monitoring.monitored_on"),
        "stay.review_missed_on",
    ),
    label={
        "kk": "Жағдай өзгерістерінің тоқсан сайын қаралуы",
        "ru": "Ежеквартальное рассмотрение изменений состояния",
        "en": "Condition reviewed every quarter",
    },
)
def reviews_kept(_: Context, reviews: Values, monitorings: Values, missed: Value) -> Value:
    """1 where the condition was reviewed and no quarter was missed; 12(4)."""
    return kept(_either(reviews, monitorings), missed)


@derived(
    "stay.monthly_review_missed_on",
    sort=Sort.DATE,
    health=True,
    inputs=(
        each("review.reviewed_on"),
        each("monitoring.monitored_on"),
        "stay.monthly_review.needed_since",
        "stay.discharged_on",
        *AWAY,
    ),
    label={
        "kk": "Ай сайынғы қарау өткізілмей қалған күн",
        "ru": "День, к которому нет ежемесячного рассмотрения",
        "en": "Day by which the monthly review was missed",
    },
)
def monthly_review_missed_on(
    context: Context,
    reviews: Values,
    monitorings: Values,
    since: Value,
    discharged: Value,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The latest day by which a month had no review, since one a month became needed; 12(4)."""
    away = stretches_of(first_days, last_days, context.as_of)
    events = _either(reviews, monitorings)
    return missed_on(context, events, _since(since), discharged, away, MONTH)


@derived(
    "stay.monthly_mark_missed_on",
    sort=Sort.DATE,
    health=True,
    inputs=(
        each("review.marked_on"),
        each("monitoring.entered_on"),
        "stay.condition_change.noticed_on",
        "stay.condition_change.stabilised_on",
        "stay.discharged_on",
        *AWAY,
    ),
    label={
        "kk": "Ай сайынғы белгі енгізілмей қалған күн",
        "ru": "День, к которому нет ежемесячной отметки",
        "en": "Day by which the monthly mark was missed",
    },
)
def monthly_mark_missed_on(
    context: Context,
    marks: Values,
    entries: Values,
    noticed: Value,
    stabilised: Value,
    discharged: Value,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The latest day by which a month had no mark, until the condition is stable; 12(4)."""
    away = stretches_of(first_days, last_days, context.as_of)
    ends = [end for end in (stabilised, discharged) if end is not None and is_known(end)]
    until: Value = min(ends, default=NONE)
    if stabilised is None or discharged is None:
        until = None
    return missed_on(context, _either(marks, entries), _since(noticed), until, away, MONTH)


def _since(start: Value) -> Value:
    """A duty begins with its event, but no earlier than the Rules."""
    return start if start is None or is_none(start) else max(start, ORDER_SINCE)


def _either(first: Values, second: Values) -> Values:
    """Two lists as one, of which nothing may be missing only where neither is incomplete."""
    if first is None and second is None:
        return None
    both = (*(first or ()), *(second or ()))
    whole = first is not None and second is not None
    if whole and not isinstance(first, Partial) and not isinstance(second, Partial):
        return both
    return Partial(both)
