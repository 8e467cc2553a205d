"""What the former Rules ask of past days: the age at an admission, who waited on a day.

Order No. 379 of 29.08.2018 as worded by Order No. 472 of 14.12.2021. It is applied years later, so
the state of today does not stand for that of then: only dated facts do.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, beside, derived
from checker.facts.derived.answers import Answer, every, later, some, there_is_none
from checker.facts.derived.stays import full_years
from checker.values import NONE, Partial, Sort, Value, is_none


@derived(
    "journal_entry.age_off_by",
    sort=Sort.COUNT,
    unit="years",
    personal=True,
    inputs=(
        "journal_entry.birth_date",
        "journal_entry.age_stated",
        "journal_entry.admission.admitted_on",
    ),
    label={
        "kk": "Журналдағы жас пен туған күн бойынша жастың айырмасы",
        "ru": "Разница между возрастом в журнале и возрастом по дате рождения",
        "en": "Difference of the age in the journal from that by the date of birth",
    },
)
def age_off_by(_: Context, born: Value, stated: Value, admitted: Value) -> Value:
    """Years between the stated age and the full years on the admission; 472/app2.col04.

    ``NONE`` where age, birth or admission is recorded as none.
    """
    facts = (born, stated, admitted)
    if any(one is not None and is_none(one) for one in facts):
        return NONE
    if born is None or stated is None or admitted is None:
        return None
    return abs(int(stated) - full_years(int(born), int(admitted)))


@derived(
    "arrival.others_waiting_then",
    sort=Sort.COUNT,
    unit="applications",
    inputs=(
        "arrival.last_day_moved",
        beside("queue_entry.received_on"),
        beside("queue_entry.left_queue_on"),
    ),
    label={
        "kk": "Келудің соңғы күні кезекте күткен өтініштердің саны",
        "ru": "Число заявлений, ожидавших в последний день прибытия",
        "en": "Applications that waited on the last day to arrive",
    },
)
def others_waiting_then(_: Context, last: Value, received: Values, left: Values) -> Value:
    """Applications received by the last day to arrive and still waiting at its end.

    472/11.1/no-show, 21.1/no-show. Who was called, admitted, refused or withdrew by that day waits
    no more. Open while one comparison is.
    """
    if last is None or is_none(last) or received is None or left is None:
        return None
    answers = [_waited(last, came, went) for came, went in zip(received, left, strict=True)]
    found = answers.count(True)
    certain = None not in answers and not isinstance(received, Partial)
    return found if certain or found else None


def _waited(day: Value, came: Value, went: Value) -> Answer:
    after = later(came, day)
    return every(
        None if after is None else not after,
        some((there_is_none(went) or False, later(went, day))),
    )
