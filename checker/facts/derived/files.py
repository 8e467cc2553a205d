"""Personal files: who was incapable when admitted, which originals lie in custody."""

from __future__ import annotations

from checker.facts.columns import Context, Values, derived, each
from checker.facts.derived.answers import every, exists, there_is_none
from checker.values import Partial, Sort, Value, is_known, is_none

_INCAPABLE = 3
"""The place of ``incapable`` in the choices of ``recipient.legal_capacity.status``."""


@derived(
    "stay.incapable_on_admission",
    sort=Sort.YESNO,
    personal=True,
    inputs=(
        "stay.admitted_on",
        "recipient.legal_capacity.status",
        "recipient.legal_capacity.court_decision_on",
    ),
    label={
        "kk": "Қабылданған күні әрекетке қабілетсіздігі",
        "ru": "Недееспособность на день поступления",
        "en": "Legal incapacity on the day of admission",
    },
)
def incapable_on_admission(_: Context, admitted: Value, status: Value, decided: Value) -> Value:
    """Whether a court had declared the person incapable by the day of admission (1 or 0).

    230/12.2/doc-1b. A person declared incapable later applied in person; limited capacity is not
    incapacity.
    """
    if status is None or is_none(status):
        return None
    if status != _INCAPABLE:
        return 0
    if admitted is None or decided is None or not is_known(admitted) or not is_known(decided):
        return None
    return int(decided <= admitted)


@derived(
    "recipient.originals_in_custody",
    sort=Sort.COUNT,
    unit="documents",
    inputs=(each("original.received_on"), each("original.returned_on")),
    label={
        "kk": "Сақтаудағы құжат түпнұсқаларының саны",
        "ru": "Число подлинников документов на хранении",
        "en": "Originals of documents in custody",
    },
)
def originals_in_custody(_: Context, received: Values, returned: Values) -> Value:
    """Originals taken and not given back by the day of the audit; 230/12.2/doc-10.

    A record that says an original was not taken, or was taken after the day of the audit, does
    not count.
    """
    if received is None or returned is None:
        return None
    held = [
        every(exists(took), there_is_none(gave))
        for took, gave in zip(received, returned, strict=True)
    ]
    certain = sum(1 for one in held if one)
    return None if isinstance(received, Partial) or None in held else certain
