"""What the records show of urgent aid, of the mobile social patrol and of work by the plan.

Order No. 230 of 22.06.2023, paragraphs 18 and 33.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_open

_PATROL = 1
"""The place of ``mobile_social_patrol`` in the choices of ``stay.intake.brought_by``."""


@derived(
    "institution.brought_by_patrol",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(each("stay.intake.brought_by"),),
    label={
        "kk": "Мобильді әлеуметтік патруль жеткізген түсулер саны",
        "ru": "Число поступлений с доставкой мобильным социальным патрулем",
        "en": "Admissions brought by the mobile social patrol",
    },
)
def brought_by_patrol(_: Context, brought: Values) -> Value:
    """Stays whose record says that the patrol brought the person; 230/33/patrol-deliver.

    Those that are recorded, be the others open; ``None`` where none is recorded and some are open.
    """
    if brought is None:
        return None
    count = brought.count(_PATROL)
    return count if count or not is_open(brought) else None


@derived(
    "institution.urgent_help_last_on",
    sort=Sort.DATE,
    inputs=(each("stay.intake.urgent_help_on"),),
    label={
        "kk": "Жедел әлеуметтік көмек соңғы рет көрсетілген күн",
        "ru": "День последней срочной социальной помощи",
        "en": "Day urgent social aid was last given",
    },
)
def urgent_help_last_on(_: Context, given: Values) -> Value:
    """The last recorded day of urgent aid on admission, ``NONE`` when none; 230/33/urgent-help."""
    if given is None:
        return None
    days = [day for day in given if day is not None and is_known(day)]
    if days:
        return max(days)
    return None if is_open(given) else NONE


@derived(
    "plan.activities_overdue",
    sort=Sort.COUNT,
    unit="activities",
    inputs=(each("activity.ends_on"), each("activity.done_on")),
    label={
        "kk": "Мерзімі өтіп, орындалғаны жазылмаған іс-шаралар саны",
        "ru": "Число мероприятий с истекшим сроком без записи о выполнении",
        "en": "Activities past their last day without a record of being done",
    },
)
def activities_overdue(context: Context, last_days: Values, done: Values) -> Value:
    """Activities whose last day is over and that are recorded as not done; 230/18/based-on-plan.

    Those that are certain, be the others open; ``None`` where none is certain and some are open.
    On the last day itself an activity is not overdue.
    """
    if last_days is None or done is None:
        return None
    count, open_ = 0, isinstance(last_days, Partial)
    for last, day in zip(last_days, done, strict=True):
        over = None if last is None else is_known(last) and last < context.as_of
        missing = None if day is None else not is_known(day)
        count += bool(over and missing)
        open_ |= over is not False and missing is not False and None in (over, missing)
    return count if count or not open_ else None
