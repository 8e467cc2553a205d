"""Ages on admission, the length of stays and absences from them.

Order No. 230 of 22.06.2023, paragraph 6: who a residential organisation is meant for, and for how
long somebody may live there temporarily.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from checker.calendar.terms import add_months
from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_none

_MALE, _FEMALE = 1, 2
"""The places of ``recipient.sex`` in its choices."""
_HOSPITALISATION = 2
"""The place of ``hospitalisation`` among the choices of ``absence.reason``."""
_LONGEST_REST = 14
"""No run of days off is as long as this, in days."""
_CENTURY = 36540
"""No term is longer than this, in days."""


def full_years(born: int, day: int) -> int:
    """Full years on a day, the birthday counted; born on 29 February, a year ends on 1 March.

    Days are ordinals.
    """
    birth, then = date.fromordinal(born), date.fromordinal(day)
    return then.year - birth.year - int((then.month, then.day) < (birth.month, birth.day))


def birthday(born: int, years: int) -> int:
    """The day on which so many years are full; after 29 February it is 1 March (ordinals).

    Never later than the year 9999.
    """
    birth = date.fromordinal(born)
    year = birth.year + years
    if year > date.max.year:
        return date.max.toordinal()
    try:
        return birth.replace(year=year).toordinal()
    except ValueError:
        return date(year, 3, 1).toordinal()


@derived(
    "stay.age_on_admission",
    sort=Sort.COUNT,
    unit="years",
    personal=True,
    inputs=("recipient.birth_date", "stay.admitted_on"),
    label={
        "kk": "Түскен күнгі жасы",
        "ru": "Возраст на день поступления",
        "en": "Age on admission",
    },
)
def age_on_admission(_: Context, born: Value, admitted: Value) -> Value:
    """Full years on the day of admission; 230/6.1, 230/6.2, 230/6.3.

    Records by which the person came before being born leave it open.
    """
    if born is None or admitted is None or not is_known(born) or not is_known(admitted):
        return None
    return None if born > admitted else full_years(int(born), int(admitted))


@derived(
    "recipient.pension_age_on",
    sort=Sort.DATE,
    personal=True,
    inputs=("recipient.birth_date", "recipient.sex"),
    label={
        "kk": "Жалпы зейнеткерлік жасқа толатын күні",
        "ru": "День достижения общего пенсионного возраста",
        "en": "Day the general pension age is reached",
    },
)
def pension_age_on(context: Context, born: Value, sex: Value) -> Value:
    """The day the general pension age is reached; Social Code, article 207 (230/6.5).

    The age in force on a day counts for that day, so who has reached it once keeps it when it
    rises. An age given in half years is counted in months.
    """
    if born is None or not is_known(born) or sex not in (_MALE, _FEMALE):
        return None
    name = "pension_age_men" if sex == _MALE else "pension_age_women"
    steps: Any = context.parameters.get(name)
    return None if steps is None else _first_reached(int(born), steps)


def _first_reached(born: int, steps: tuple[tuple[int, Decimal], ...]) -> Value:
    for place, (since, years) in enumerate(steps):
        whole, months = divmod(int(years * 12), 12)
        day = add_months(born, 12 * whole + months) if months else birthday(born, whole)
        reached = day if place == 0 else max(day, since)
        if place + 1 == len(steps) or reached < steps[place + 1][0]:
            return reached
    return None


@derived(
    "recipient.pension_age_reached",
    sort=Sort.YESNO,
    personal=True,
    inputs=("recipient.pension_age_on",),
    label={
        "kk": "Аудит күні жалпы зейнеткерлік жасқа жеткені",
        "ru": "Общий пенсионный возраст достигнут ко дню аудита",
        "en": "General pension age reached by the day of the audit",
    },
)
def pension_age_reached(context: Context, reached: Value) -> Value:
    """Whether the general pension age is reached on the day of the audit (1 or 0); 230/6.5."""
    return None if reached is None else int(is_known(reached) and reached <= context.as_of)


def months_begun(context: Context, start: int, end: int) -> int | None:
    """How many months of a term have begun by its last day: 3 for up to three months.

    A month whose last day is a day off lasts until the next working day (ordinals). ``None``
    where the calendar does not know whether it is one.
    """
    if end <= start:
        return 0
    end = min(end, start + _CENTURY)
    months = 1
    while end > (last := add_months(start, months)):
        moved = context.calendar.next_working_day_on_or_after(last)
        if moved is None and end <= last + _LONGEST_REST:
            return None
        if moved is not None and end <= moved:
            return months
        months += 1
    return months


def _begun(context: Context, start: Value, end: Value) -> Value:
    """Months begun between two days; ``NONE`` where there is no last day."""
    if start is None or end is None or not is_known(start):
        return None
    return months_begun(context, int(start), int(end)) if is_known(end) else NONE


@derived(
    "stay.planned_months",
    sort=Sort.COUNT,
    unit="months",
    inputs=("stay.admitted_on", "stay.planned_end_on"),
    label={
        "kk": "Жоспарланған болу мерзімінің басталған айлары",
        "ru": "Начатые месяцы планируемого пребывания",
        "en": "Months begun of the planned stay",
    },
)
def planned_months(context: Context, admitted: Value, planned: Value) -> Value:
    """Months begun from the admission to the planned end, a day off at its end left out; 230/6."""
    return _begun(context, admitted, planned)


@derived(
    "stay.contract_months",
    sort=Sort.COUNT,
    unit="months",
    inputs=("stay.admitted_on", "stay.contract.term_ends_on"),
    label={
        "kk": "Шарт бойынша болу мерзімінің басталған айлары",
        "ru": "Начатые месяцы срока по договору",
        "en": "Months begun of the term in the contract",
    },
)
def contract_months(context: Context, admitted: Value, ends: Value) -> Value:
    """Months begun from the admission to the last day in the contract; 230/6, 230/8.2."""
    return _begun(context, admitted, ends)


@derived(
    "stay.months_so_far",
    sort=Sort.COUNT,
    unit="months",
    inputs=("stay.admitted_on",),
    label={
        "kk": "Түскен күннен бері басталған айлар",
        "ru": "Начатые месяцы со дня поступления",
        "en": "Months begun since the admission",
    },
)
def months_so_far(context: Context, admitted: Value) -> Value:
    """Months begun from the admission to the day of the audit, as if the stay went on; 230/6."""
    return _begun(context, admitted, context.as_of)


@derived(
    "stay.days_absent",
    sort=Sort.COUNT,
    unit="days",
    inputs=(each("absence.from_on"), each("absence.to_on")),
    label={
        "kk": "Болмаған күндер саны",
        "ru": "Число дней отсутствия",
        "en": "Days of absence",
    },
)
def days_absent(context: Context, first: Values, last: Values) -> Value:
    """Calendar days of the stay on which the recipient was away, up to the day of the audit.

    Both days of an absence count, and a day of two absences counts once.
    """
    if first is None or last is None or isinstance(first, Partial):
        return None
    away: set[int] = set()
    for start, end in zip(first, last, strict=True):
        if start is None or end is None:
            return None
        if is_known(start):
            until = context.as_of if is_none(end) else min(int(end), context.as_of)
            away.update(range(int(start), until + 1))
    return len(away)


@derived(
    "stay.in_hospital",
    sort=Sort.YESNO,
    personal=True,
    health=True,
    inputs=(each("absence.reason"), each("absence.from_on"), each("absence.to_on")),
    label={
        "kk": "Аудит күні ауруханада болуы",
        "ru": "Нахождение в больнице в день аудита",
        "en": "In hospital on the day of the audit",
    },
)
def in_hospital(context: Context, reason: Values, first: Values, last: Values) -> Value:
    """Whether an absence for hospitalisation lasts on the day of the audit (1 or 0)."""
    if reason is None or first is None or last is None:
        return None
    open_ = isinstance(reason, Partial)
    for why, start, end in zip(reason, first, last, strict=True):
        lasting = _lasts(context.as_of, start, end)
        if lasting and why == _HOSPITALISATION:
            return 1
        open_ |= lasting is not False and why in (None, _HOSPITALISATION)
    return None if open_ else 0


def _lasts(day: int, first: Value, last: Value) -> bool | None:
    """Whether an absence lasts on a day; ``None`` where its days leave it open."""
    begun = None if first is None else bool(is_known(first) and first <= day)
    over = None if last is None else bool(is_known(last) and last < day)
    if begun is False or over is True:
        return False
    return None if begun is None or over is None else True
