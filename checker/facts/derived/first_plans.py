"""Plans of a stay: when the first one is due, whether there is one today.

Days are ordinals. Paragraphs 12(3), 23(3), 28(3) and 37(4) of Order 230 of 22.06.2023 state the
terms of the four types of organisation; a test holds those below against the packs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.calendar.absences import absent_days, stretches_of
from checker.calendar.terms import DeadlineRule, Term, Unit, last_day, lenient_last_day
from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_none, is_open


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """The terms of one type of organisation."""

    develop: Term
    """From the admission to the development of the first plan."""
    fill: Term
    """From the development of a plan to its filling in."""


PLAN_TERMS = (
    PlanTerms(Term(14, Unit.CALENDAR_DAYS), Term(5, Unit.WORKING_DAYS)),
    PlanTerms(Term(10, Unit.WORKING_DAYS), Term(3, Unit.WORKING_DAYS)),
    PlanTerms(Term(10, Unit.WORKING_DAYS), Term(3, Unit.WORKING_DAYS)),
    PlanTerms(Term(5, Unit.CALENDAR_DAYS), Term(2, Unit.WORKING_DAYS)),
)
"""In the order of the choices of ``institution.type``."""
RENEWAL = Term(1, Unit.WORKING_DAYS)
"""From the last day of a plan to the development of the next."""


@derived(
    "stay.first_plan_due_on",
    sort=Sort.DATE,
    inputs=("institution.type", "stay.admitted_on"),
    label={
        "kk": "Бірінші жеке жоспарды әзірлеудің соңғы күні",
        "ru": "Последний день разработки первого индивидуального плана",
        "en": "Last day for developing the first individual plan",
    },
)
def first_plan_due_on(context: Context, kind: Value, admitted: Value) -> Value:
    """The last day of the term, or the working day after it where that is a day off; 12(3).

    Absences are not counted. ``None`` where the calendar does not know the day.
    """
    if kind is None or admitted is None or is_none(admitted):
        return admitted if kind is not None else None
    return lenient_day(context, DeadlineRule(PLAN_TERMS[int(kind) - 1].develop), admitted)


@derived(
    "stay.first_plan_developed_on",
    sort=Sort.DATE,
    inputs=(each("plan.developed_on"), "stay.first_plan_due_on"),
    label={
        "kk": "Бірінші жеке жоспар әзірленген күн",
        "ru": "Дата разработки первого индивидуального плана",
        "en": "Day the first individual plan was developed",
    },
)
def first_plan_developed_on(_: Context, developed: Values, due_on: Value) -> Value:
    """The earliest day on which a plan of the stay was developed; 12(3).

    Where a plan may be missing from the record, the earliest recorded day is given only if it
    is in time, for then no other can matter.
    """
    if developed is None:
        return None
    known = [int(day) for day in developed if day is not None and is_known(day)]
    if not is_open(developed):
        return min(known, default=NONE)
    in_time = due_on is not None and any(day <= due_on for day in known)
    return min(known) if in_time else None


@derived(
    "stay.absent_days_in_first_plan_term",
    sort=Sort.COUNT,
    unit="days",
    inputs=(
        "institution.type",
        "stay.admitted_on",
        each("absence.from_on"),
        each("absence.to_on"),
    ),
    label={
        "kk": "Бірінші жоспарды әзірлеу мерзіміндегі болмаған күндер саны",
        "ru": "Дни отсутствия в срок разработки первого плана",
        "en": "Days of absence in the term of the first plan",
    },
)
def absent_days_in_first_plan_term(
    context: Context, kind: Value, admitted: Value, first_days: Values, last_days: Values
) -> Value:
    """Days of absence that overlap the term of the first plan, which they make longer; 12(3)."""
    away = stretches_of(first_days, last_days, context.as_of)
    if away is None or kind is None or admitted is None or is_none(admitted):
        return None
    end = last_day(PLAN_TERMS[int(kind) - 1].develop, int(admitted), context.calendar)
    return None if end is None else absent_days(away, int(admitted), end)


@derived(
    "stay.plan_in_force",
    sort=Sort.YESNO,
    inputs=(each("plan.developed_on"), each("plan.valid_to")),
    label={
        "kk": "Мерзімі аяқталмаған жеке жоспардың болуы",
        "ru": "Наличие индивидуального плана с неистекшим сроком",
        "en": "Individual plan that has not expired",
    },
)
def plan_in_force(context: Context, developed: Values, valid_to: Values) -> Value:
    """1 where a plan has been developed and has not expired on the audit day; 12(3)."""
    if developed is None or valid_to is None:
        return None
    open_ = isinstance(developed, Partial) or context.as_of > context.taken_on
    for day, end in zip(developed, valid_to, strict=True):
        if (day is not None and is_none(day)) or (end is not None and end < context.as_of):
            continue
        if day is not None and end is not None:
            return 1
        open_ = True
    return None if open_ else 0


@derived(
    "stay.plan_needed_by",
    sort=Sort.DATE,
    inputs=(
        "stay.admitted_on",
        "stay.first_plan_due_on",
        each("plan.developed_on"),
        each("plan.valid_to"),
        each("absence.from_on"),
        each("absence.to_on"),
    ),
    label={
        "kk": "Қолданыстағы жеке жоспар болуы тиіс соңғы мерзім",
        "ru": "День, к которому должен быть действующий индивидуальный план",
        "en": "Day by which there must be an individual plan in force",
    },
)
def plan_needed_by(
    context: Context,
    admitted: Value,
    first_due_on: Value,
    developed: Values,
    valid_to: Values,
    first_days: Values,
    last_days: Values,
) -> Value:
    """The last day for the first plan or, after a plan has expired, for the next one; 12(3)."""
    if developed is None or valid_to is None or is_open(developed) or None in valid_to:
        return None
    expired = _last_expired(context, developed, valid_to)
    start = admitted if expired is None else expired
    due = first_due_on if expired is None else renewal_due(context, expired)
    if start is None or due is None or is_none(start):
        return None
    away = stretches_of(first_days, last_days, context.as_of)
    if away is None:
        return due if context.as_of <= due else None
    moved = int(due) + absent_days(away, int(start), int(due))
    return context.calendar.next_working_day_on_or_after(moved)


@derived(
    "stay.plan_missing_since",
    sort=Sort.DATE,
    inputs=(
        "stay.admitted_on",
        "stay.plan_in_force",
        "stay.plan_needed_by",
        each("plan.developed_on"),
        each("plan.valid_to"),
    ),
    label={
        "kk": "Мерзімінде жоспар әзірленбеген кезең басталған күн",
        "ru": "День, после которого план в срок не разработан",
        "en": "Day after which no plan was developed in time",
    },
)
def plan_missing_since(
    context: Context,
    admitted: Value,
    in_force: Value,
    needed_by: Value,
    developed: Values,
    valid_to: Values,
) -> Value:
    """The admission, or the end of the last plan, from which the term that was missed ran; 12(3).

    None where there is a plan in force, or there still is time for one.
    """
    if in_force == 1:
        return NONE
    if in_force is None or needed_by is None or developed is None or valid_to is None:
        return None
    if context.as_of <= needed_by:
        return NONE
    expired = _last_expired(context, developed, valid_to)
    return admitted if expired is None else expired


def _last_expired(
    context: Context, developed: Sequence[Value], valid_to: Sequence[Value]
) -> int | None:
    """The latest last day of the plans developed that have expired; ``None`` if none has."""
    return max(
        (
            int(end)
            for day, end in zip(developed, valid_to, strict=True)
            if end is not None and is_known(day) and end < context.as_of
        ),
        default=None,
    )


def lenient_day(
    context: Context, rule: DeadlineRule, start: Value, later: Value = None, absent: Value = 0
) -> Value:
    """The lenient last day of a term; ``None`` where it is not certain."""
    return lenient_last_day(context, rule, start, later, absent)


def renewal_due(context: Context, valid_to: Value) -> Value:
    """The last day for developing the plan after one that ends on a day."""
    return lenient_day(context, DeadlineRule(RENEWAL), valid_to)
