"""Temporary stay: who is a recipient, and who a child beside one."""

from __future__ import annotations

from checker.facts.columns import Context, derived
from checker.facts.derived.stays import full_years
from checker.values import Sort, Value, is_known

_ADULT = 18


@derived(
    "recipient.in_own_right",
    sort=Sort.YESNO,
    personal=True,
    inputs=("recipient.birth_date", "recipient.accompanied_by_adult_recipient"),
    label={
        "kk": "Дербес қызмет алушы болуы",
        "ru": "Самостоятельный получатель услуг",
        "en": "Recipient in one's own right",
    },
)
def in_own_right(context: Context, born: Value, accompanied: Value) -> Value:
    """Whether a person recorded is a recipient, not a child with a parent who is one (1 or 0).

    230/31 admits adults; Appendix 8 foresees children beside them, for whom 230/37.3 opens no
    file. An adult on the day of the audit is a recipient, and so is a minor who came alone.
    """
    if accompanied is not None and is_known(accompanied) and not accompanied:
        return 1
    if born is None or not is_known(born) or born > context.as_of:
        return None
    if full_years(int(born), context.as_of) >= _ADULT:
        return 1
    return 0 if accompanied is not None and is_known(accompanied) else None


@derived(
    "stay.in_own_right",
    sort=Sort.YESNO,
    personal=True,
    inputs=("stay.age_on_admission", "recipient.accompanied_by_adult_recipient"),
    label={
        "kk": "Түскен күні дербес қызмет алушы болуы",
        "ru": "Самостоятельный получатель услуг на день поступления",
        "en": "Recipient in one's own right on the day of admission",
    },
)
def stay_in_own_right(_: Context, age: Value, accompanied: Value) -> Value:
    """Whether the stay began as that of a recipient, not of a child with one (1 or 0); 230/31.

    A term counted from the admission (230/34.2, 37.3, 37.4) never ran for a child beside a
    recipient, though the child came of age since.
    """
    if accompanied is not None and is_known(accompanied) and not accompanied:
        return 1
    if age is None or not is_known(age):
        return None
    if age >= _ADULT:
        return 1
    return 0 if accompanied is not None and is_known(accompanied) else None
