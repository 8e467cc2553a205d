"""Individual plans: which is the first, which is the next, what they span, when they are due.

Days are ordinals.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from checker.calendar.absences import absent_days, stretches_of
from checker.calendar.terms import DeadlineRule
from checker.facts.columns import Context, OwnPlace, Values, beside, derived, each
from checker.facts.derived.first_plans import PLAN_TERMS, lenient_day, renewal_due
from checker.facts.derived.stays import birthday
from checker.values import NONE, Partial, Sort, Value, is_known, is_none, is_open

_FOREVER = date.max.toordinal()


@derived(
    "plan.is_first_of_stay",
    sort=Sort.YESNO,
    inputs=(OwnPlace(), beside("plan.developed_on")),
    label={
        "kk": "Болу кезеңіндегі бірінші жоспар",
        "ru": "Первый план за время пребывания",
        "en": "First plan of the stay",
    },
)
def is_first_of_stay(_: Context, place: int, developed: Values) -> Value:
    """1 where no plan of the stay was developed before this one; 12(3)."""
    if developed is None or not is_known(developed[place]):
        return None if developed is None else developed[place]
    if any(_before(developed, place)):
        return 0
    return None if is_open(developed) else 1


@derived(
    "plan.previous_valid_to",
    sort=Sort.DATE,
    inputs=(OwnPlace(), beside("plan.developed_on"), beside("plan.valid_to")),
    label={
        "kk": "Алдыңғы жоспардың соңғы күні",
        "ru": "Последний день предыдущего плана",
        "en": "Last day of the previous plan",
    },
)
def previous_valid_to(_: Context, place: int, developed: Values, valid_to: Values) -> Value:
    """The latest last day of the plans developed before this one; none for the first; 12(3)."""
    if developed is None or valid_to is None or is_open(developed):
        return None
    if is_none(developed[place]):
        return NONE
    ends = [
        end for end, earlier in zip(valid_to, _before(developed, place), strict=True) if earlier
    ]
    if None in ends:
        return None
    return max((int(end) for end in ends if end is not None and is_known(end)), default=NONE)


@derived(
    "plan.next_developed_on",
    sort=Sort.DATE,
    inputs=(OwnPlace(), beside("plan.developed_on"), beside("plan.valid_to")),
    label={
        "kk": "Келесі жоспар әзірленген күн",
        "ru": "Дата разработки следующего плана",
        "en": "Day the next plan was developed",
    },
)
def next_developed_on(context: Context, place: int, developed: Values, valid_to: Values) -> Value:
    """The earliest development of a plan that lasts longer than this one; 12(3).

    A later plan that ends on the same day takes its place. None where there is no such plan.
    What is not recorded leaves it open, unless a plan that is recorded is in time anyway.
    """
    if developed is None or valid_to is None or developed[place] is None:
        return None
    own = valid_to[place]
    if own is None or is_none(own):
        return own
    end = int(own)
    replaced = _before(developed, place)
    others = [
        (day, last)
        for at, (day, last) in enumerate(zip(developed, valid_to, strict=True))
        if at != place and not (last == end and replaced[at])
    ]
    certain = [
        int(day)
        for day, last in others
        if day is not None and is_known(day) and _lasts_on(last, end)
    ]
    possible = list(_possible(others, end))
    if isinstance(developed, Partial):
        possible.append(0)
    earliest = min(certain, default=_FOREVER)
    due = renewal_due(context, end)
    if earliest <= min(possible, default=_FOREVER) or (due is not None and earliest <= due):
        return NONE if earliest == _FOREVER else earliest
    return None


@derived(
    "plan.absent_days_after_expiry",
    sort=Sort.COUNT,
    unit="days",
    inputs=("plan.valid_to", beside("absence.from_on"), beside("absence.to_on")),
    label={
        "kk": "Келесі жоспарды әзірлеу мерзіміндегі болмаған күндер саны",
        "ru": "Дни отсутствия в срок разработки следующего плана",
        "en": "Days of absence in the term of the next plan",
    },
)
def absent_days_after_expiry(
    context: Context, valid_to: Value, first_days: Values, last_days: Values
) -> Value:
    """Days of absence that overlap the term of the next plan, which they make longer; 12(3)."""
    away = stretches_of(first_days, last_days, context.as_of)
    due = renewal_due(context, valid_to)
    if away is None or due is None or valid_to is None:
        return None
    return absent_days(away, int(valid_to), int(due))


@derived(
    "plan.development_due_on",
    sort=Sort.DATE,
    inputs=("plan.is_first_of_stay", "stay.first_plan_due_on", "plan.previous_valid_to"),
    label={
        "kk": "Жоспарды әзірлеудің соңғы күні",
        "ru": "Последний день разработки плана",
        "en": "Last day for developing the plan",
    },
)
def development_due_on(
    context: Context, first: Value, first_due_on: Value, previous_valid_to: Value
) -> Value:
    """The last day for developing this plan, absences not counted; 12(3)."""
    if first is None or is_none(first):
        return first
    return first_due_on if first else renewal_due(context, previous_valid_to)


@derived(
    "plan.absent_days_before_filling",
    sort=Sort.COUNT,
    unit="days",
    inputs=(
        "institution.type",
        "stay.admitted_on",
        "plan.previous_valid_to",
        "plan.developed_on",
        "plan.development_due_on",
        beside("absence.from_on"),
        beside("absence.to_on"),
    ),
    label={
        "kk": "Жоспарды әзірлеу және толтыру мерзіміндегі болмаған күндер саны",
        "ru": "Дни отсутствия в срок разработки и заполнения плана",
        "en": "Days of absence in the term of developing and filling in the plan",
    },
)
def absent_days_before_filling(
    context: Context,
    kind: Value,
    admitted: Value,
    previous_valid_to: Value,
    developed: Value,
    due_on: Value,
    first_days: Values,
    last_days: Values,
) -> Value:
    """Days of absence from the start of developing to the last day of filling in; 12(3)."""
    away = stretches_of(first_days, last_days, context.as_of)
    end = _filling_day(context, kind, developed, due_on, 0)
    start = admitted if is_none(previous_valid_to) else previous_valid_to
    if away is None or end is None or start is None or developed is None:
        return None
    return absent_days(away, int(min(start, developed)), end)


@derived(
    "plan.filling_due_on",
    sort=Sort.DATE,
    inputs=(
        "institution.type",
        "plan.developed_on",
        "plan.development_due_on",
        "plan.absent_days_before_filling",
    ),
    label={
        "kk": "Жоспарды толтырудың соңғы күні",
        "ru": "Последний день заполнения плана",
        "en": "Last day for filling in the plan",
    },
)
def filling_due_on(
    context: Context, kind: Value, developed: Value, due_on: Value, absent: Value
) -> Value:
    """The latest day by which the plan is to be filled in, absences counted; 12(3)."""
    if absent is not None:
        return _filling_day(context, kind, developed, due_on, absent)
    end = _filling_day(context, kind, developed, due_on, 0)
    return end if end is not None and context.as_of <= end else None


@derived(
    "plan.anniversary",
    sort=Sort.DATE,
    inputs=("plan.valid_from",),
    label={
        "kk": "Жоспардың бірінші күніне бір жыл толатын күн",
        "ru": "День, в который первому дню плана исполняется год",
        "en": "Day a year after the first day of the plan",
    },
)
def anniversary(_: Context, valid_from: Value) -> Value:
    """The same day of the next year; 1 March after a 29 February; 12(3)."""
    if valid_from is None or is_none(valid_from):
        return valid_from
    return birthday(int(valid_from), 1)


@derived(
    "plan.types_not_shown",
    sort=Sort.COUNT,
    unit="types",
    inputs=(each("activity.service_type"), "plan.service_types_shown"),
    label={
        "kk": "Іс-шаралары бар, бірақ бөлек көрсетілмеген қызмет түрлерінің саны",
        "ru": "Число видов услуг с мероприятиями, не показанных отдельно",
        "en": "Types of services with activities that are not shown separately",
    },
)
def types_not_shown(_: Context, types: Values, shown: Value) -> Value:
    """Types of services that activities of the plan have, but its table does not show; 12(3)."""
    if types is None or shown is None:
        return None
    mask = 0 if is_none(shown) else int(shown)
    found = {int(one) for one in types if one is not None and is_known(one)}
    missing = [one for one in found if not (mask if mask >= 0 else -1 - mask) >> (one - 1) & 1]
    if mask < 0 and missing:
        return None
    return None if not missing and is_open(types) else len(missing)


def _filling_day(
    context: Context, kind: Value, developed: Value, due_on: Value, absent: Value
) -> int | None:
    """The lenient last day of filling in."""
    if kind is None:
        return None
    fill = PLAN_TERMS[int(kind) - 1].fill
    found = lenient_day(context, DeadlineRule(fill, fill), developed, due_on, absent)
    return None if found is None else int(found)


def _before(developed: Sequence[Value], place: int) -> list[bool]:
    """For each plan, whether it certainly was developed before the one at this place."""
    own = (developed[place], place)
    return [
        day is not None and is_known(day) and (day, at) < own for at, day in enumerate(developed)
    ]


def _lasts_on(last: Value, end: int) -> bool:
    """A plan that certainly runs to the same day or longer; one without a last day lasts on."""
    return last is not None and (is_none(last) or last >= end)


def _possible(others: Sequence[tuple[Value, Value]], end: int) -> Iterator[int]:
    """The earliest days on which plans may have been developed that may last longer."""
    for day, last in others:
        if day is None and (last is None or _lasts_on(last, end)):
            yield 0
        elif last is None and day is not None and is_known(day):
            yield int(day)
