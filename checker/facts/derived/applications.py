"""Applications for admission, one by one: receipt, right to a former place, admission out of turn.

What an application alone does not show is read from its neighbours: others called before an orphan
(230/12.1/orphans-priority), and vacant places (230/12.1/queue-only-when-full).
"""

from __future__ import annotations

from datetime import date

from checker.facts.columns import Context, Values, beside, derived, each
from checker.facts.derived.answers import (
    Answer,
    every,
    exists,
    later,
    some,
    there_is_none,
)
from checker.facts.derived.stays import birthday
from checker.values import NONE, Partial, Sort, Value, is_known, is_none, is_open

MINUTES_A_DAY = 24 * 60
_WAITING = 1
"""The place of ``waiting`` in the choices of ``queue_entry.status``."""
_RESIDENTIAL = 1
"""The place of ``residential`` in the choices of ``queue_entry.residence_form`` and of the type."""
_OF_AGE = 18


def day_of(moment: int) -> int:
    """The day, as an ordinal, of a moment in minutes since 1970."""
    return moment // MINUTES_A_DAY + date(1970, 1, 1).toordinal()


@derived(
    "institution.applications_waiting",
    sort=Sort.COUNT,
    unit="applications",
    inputs=(each("queue_entry.status"),),
    label={
        "kk": "Кезекте күтіп тұрған өтініштердің саны",
        "ru": "Число заявлений, ожидающих в очереди",
        "en": "Applications waiting in the queue",
    },
)
def applications_waiting(_: Context, states: Values) -> Value:
    """Applications that wait on the day of the audit; 230/12.1/content-queue."""
    if states is None or is_open(states):
        return None
    return sum(1 for state in states if state == _WAITING)


@derived(
    "queue_entry.received_on",
    sort=Sort.DATE,
    inputs=("queue_entry.received_at",),
    label={
        "kk": "Өтініш келіп түскен күн",
        "ru": "День поступления заявления",
        "en": "Day the application was received",
    },
)
def received_on(_: Context, received: Value) -> Value:
    """The day of receipt; 230/12.1/queue-order."""
    if received is None or is_none(received):
        return received
    return day_of(int(received))


@derived(
    "queue_entry.keeps_former_place",
    sort=Sort.YESNO,
    inputs=(
        "queue_entry.programme_valid_until",
        "queue_entry.recertified_on",
        "queue_entry.programme_provides_form",
    ),
    label={
        "kk": "Бұрынғы кезекті сақтау құқығы",
        "ru": "Право на сохранение прежней очереди",
        "en": "Right to the former place in the queue",
    },
)
def keeps_former_place(_: Context, expired: Value, recertified: Value, provided: Value) -> Value:
    """Whether re-certified after the programme's expiry, with a programme for this form (1 or 0).

    230/12.1/queue-preserve: the expiry is compared with the re-certification.
    """
    if any(value is not None and is_none(value) for value in (expired, recertified, provided)):
        return 0
    if expired is not None and recertified is not None and recertified <= expired:
        return 0
    if provided == 0:
        return 0
    return None if expired is None or recertified is None or provided is None else 1


@derived(
    "queue_entry.out_of_turn_since",
    sort=Sort.DATE,
    personal=True,
    inputs=(
        "institution.type",
        "queue_entry.orphan",
        "queue_entry.residence_form",
        "queue_entry.birth_date",
        "queue_entry.received_on",
    ),
    label={
        "kk": "Кезектен тыс қабылдануға құқық туындаған күн",
        "ru": "День возникновения права на внеочередной прием",
        "en": "Day from which admission is out of turn",
    },
)
def out_of_turn_since(
    context: Context, form: Value, orphan: Value, lives_in: Value, born: Value, received: Value
) -> Value:
    """The day of the application or the eighteenth birthday, whichever is later, or ``NONE``.

    230/12.1/orphans-priority: orphans and children left without parental care, of age, who live in
    a residential organisation, and apply to one: paragraphs 23 and 28 know no such right. ``NONE``
    also where the birthday is still to come.
    """
    if orphan == 0 or any(one is not None and one != _RESIDENTIAL for one in (form, lives_in)):
        return NONE
    of_age = None if born is None or is_none(born) else birthday(int(born), _OF_AGE)
    if of_age is not None and of_age > context.as_of:
        return NONE
    if None in (form, orphan, lives_in) or of_age is None:
        return None
    return None if received is None or is_none(received) else max(of_age, int(received))


@derived(
    "queue_entry.left_queue_on",
    sort=Sort.DATE,
    inputs=(
        "queue_entry.called_on",
        "queue_entry.admitted_on",
        "queue_entry.withdrawn_on",
        "queue_entry.refused_on",
    ),
    label={
        "kk": "Өтініш кезектен шыққан күн",
        "ru": "День выбытия заявления из очереди",
        "en": "Day the application left the queue",
    },
)
def left_queue_on(_: Context, *days: Value) -> Value:
    """The first of call, admission, withdrawal and refusal; ``NONE`` while none has happened.

    230/12.1/orphans-priority.
    """
    if None in days:
        return None
    return min((day for day in days if day is not None and is_known(day)), default=NONE)


@derived(
    "queue_entry.passed_over_on",
    sort=Sort.DATE,
    inputs=(
        "queue_entry.out_of_turn_since",
        "queue_entry.left_queue_on",
        "queue_entry.category",
        "queue_entry.sex",
        beside("queue_entry.out_of_turn_since"),
        beside("queue_entry.called_on"),
        beside("queue_entry.admitted_on"),
        beside("queue_entry.category"),
        beside("queue_entry.sex"),
    ),
    label={
        "kk": "Кезектен тыс құқығы болмаған басқа адам ресімделген күн",
        "ru": "День оформления другого лица, не имевшего права на внеочередной прием",
        "en": "Day on which another without this right was processed",
    },
)
def passed_over_on(
    _: Context, right: Value, left: Value, category: Value, sex: Value, *columns: Values
) -> Value:
    """The first day on which another was called while this entitled applicant waited, or ``NONE``.

    230/12.1/orphans-priority. The other is of the same category and sex, was called after the
    right had arisen, had no such right by then, and was admitted.
    """
    if right is not None and is_none(right):
        return NONE
    lists = [column for column in columns if column is not None]
    if len(lists) < len(columns):
        return None
    answers = [
        (_passed_over((right, left, category, sex), other), other[1])
        for other in zip(*lists, strict=True)
    ]
    days = [int(day) for answer, day in answers if answer and day is not None]
    if days:
        return min(days)
    open_ = any(isinstance(column, Partial) for column in lists)
    return None if open_ or any(answer is None for answer, _ in answers) else NONE


@derived(
    "queue_entry.suitable_place_vacant",
    sort=Sort.YESNO,
    inputs=(
        "institution.vacant_places",
        "queue_entry.category",
        "queue_entry.sex",
        beside("vacancy.category"),
        beside("vacancy.sex"),
        beside("vacancy.vacant_places"),
    ),
    label={
        "kk": "Санаты мен жынысы бойынша бос орынның болуы",
        "ru": "Наличие свободного места для категории и пола заявителя",
        "en": "Vacant place for the applicant's category and sex",
    },
)
def suitable_place_vacant(
    _: Context, vacant: Value, category: Value, sex: Value, *columns: Values
) -> Value:
    """Whether a place for this category and sex is vacant (1 or 0); 230/12.1/queue-only-when-full.

    A place of no sex is for both. None is vacant where the institution has no vacant place at all.
    """
    if vacant is not None and (is_none(vacant) or vacant == 0):
        return 0
    lists = [column for column in columns if column is not None]
    if len(lists) < len(columns):
        return None
    fits = some(_fits(category, sex, place) for place in zip(*lists, strict=True))
    if fits is False and any(isinstance(column, Partial) for column in lists):
        return None
    return None if fits is None else int(fits)


def _fits(category: Value, sex: Value, place: tuple[Value, ...]) -> Answer:
    of_category, of_sex, vacant = place
    return every(
        _alike(category, of_category),
        some((there_is_none(of_sex), _alike(sex, of_sex))),
        None if vacant is None else vacant > 0,
    )


def _passed_over(own: tuple[Value, ...], other: tuple[Value, ...]) -> Answer:
    right, left, category, sex = own
    other_right, called, admitted, other_category, other_sex = other
    return every(
        exists(admitted),
        later(called, right),
        some((there_is_none(left) or False, later(left, called))),
        some((there_is_none(other_right), later(other_right, called))),
        _alike(category, other_category),
        _alike(sex, other_sex),
    )


def _alike(one: Value, other: Value) -> Answer:
    return None if one is None or other is None else one == other
