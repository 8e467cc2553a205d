"""Age in months, where the law counts from a year and a half.

Order No. 230 of 22.06.2023, paragraphs 14 and 25.
"""

from __future__ import annotations

from datetime import date

from checker.calendar.terms import add_months
from checker.facts.columns import Context, derived
from checker.values import Sort, Value, is_known


def full_months(born: int, day: int) -> int:
    """Full months on a day, the day of birth of each month counted (ordinals).

    Where a month has no such day, it is full on the last day of that month.
    """
    birth, then = date.fromordinal(born), date.fromordinal(day)
    months = 12 * (then.year - birth.year) + then.month - birth.month
    return months - int(add_months(born, months) > day)


@derived(
    "stay.months_of_age_on_admission",
    sort=Sort.COUNT,
    unit="months",
    personal=True,
    inputs=("recipient.birth_date", "stay.admitted_on"),
    label={
        "kk": "Түскен күнгі жасы, айлармен",
        "ru": "Возраст на день поступления в месяцах",
        "en": "Age on admission in months",
    },
)
def months_of_age_on_admission(_: Context, born: Value, admitted: Value) -> Value:
    """Full months of age on the day of admission; 230/14.1, 230/14.2, 230/25.1.

    A year and a half is eighteen months. Records by which the person came before being born
    leave it open.
    """
    if born is None or admitted is None or not is_known(born) or not is_known(admitted):
        return None
    return None if born > admitted else full_months(int(born), int(admitted))
