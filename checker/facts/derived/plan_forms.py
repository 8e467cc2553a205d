"""What the plan of a temporary semi-residential stay is held against.

Days are ordinals. Order 230 of 22.06.2023, paragraph 23(3).
"""

from __future__ import annotations

from checker.facts.columns import Context, derived
from checker.values import Sort, Value, is_none


@derived(
    "stay.lasts_until",
    sort=Sort.DATE,
    inputs=("stay.planned_end_on", "stay.discharged_on"),
    label={
        "kk": "Болудың соңғы күні (жоспарланған немесе нақты)",
        "ru": "Последний день пребывания (планируемый или действительный)",
        "en": "Last day of the stay, planned or actual",
    },
)
def lasts_until(context: Context, planned: Value, discharged: Value) -> Value:
    """The planned end of a stay or, where it went on longer, the day up to which it did; 23(3).

    A stay that has not ended lasts until the audit day at the least. None where no end is planned.
    """
    if planned is None or is_none(planned):
        return planned
    if planned >= context.as_of:
        return planned
    if discharged is None:
        return None
    return max(planned, context.as_of if is_none(discharged) else discharged)
