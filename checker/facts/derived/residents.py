"""A recipient's stays seen together: who is on the roll, who left, was transferred or came back.

Of a daytime or home service too: there a stay is the time on the roll, and nobody lives here.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_none, is_open

_PRIVATE = (2, 4)
"""The places of ``recipient`` and ``other`` in the choices of ``stay.funding``."""
_TEMPORARY_DEPARTURE, _SUSPENSION = 1, 2
"""The places in the choices of ``absence.kind``."""


@derived(
    "recipient.on_the_roll",
    sort=Sort.YESNO,
    inputs=(each("stay.discharged_on"),),
    label={
        "kk": "Ұйымның есебінде тұруы",
        "ru": "Нахождение на учете организации",
        "en": "On the roll of the organisation",
    },
)
def on_the_roll(_: Context, discharged: Values) -> Value:
    """Whether a stay goes on, suspended or not, on the day of the audit (1 or 0).

    230/12.1/scope-recipients; 23.1, 28.1 and 37.2/journal-exists.
    """
    if discharged is None:
        return None
    if any(day is not None and is_none(day) for day in discharged):
        return 1
    return None if is_open(discharged) else 0


@derived(
    "recipient.pays_privately",
    sort=Sort.YESNO,
    inputs=(each("stay.funding"), each("stay.discharged_on")),
    label={
        "kk": "Тұруға бюджеттен тыс ақы төлену",
        "ru": "Оплата проживания не из бюджета",
        "en": "Stay paid for without the budget",
    },
)
def pays_privately(_: Context, funding: Values, discharged: Values) -> Value:
    """Whether the stay that goes on is paid for without the budget (1 or 0); 230/12.2/doc-1-seal.

    ``NONE`` when no stay goes on.
    """
    if funding is None or discharged is None:
        return None
    current = [
        source
        for source, left in zip(funding, discharged, strict=True)
        if left is None or is_none(left)
    ]
    if is_open(discharged) or None in current:
        return None
    if not current:
        return NONE
    return int(all(source in _PRIVATE for source in current))


@derived(
    "recipient.last_left_on",
    sort=Sort.DATE,
    inputs=(each("stay.discharged_on"),),
    label={
        "kk": "Соңғы шығарылған күні",
        "ru": "Дата последней выписки",
        "en": "Day of the last discharge",
    },
)
def last_left_on(_: Context, discharged: Values) -> Value:
    """The last day on which a stay ended; ``NONE`` when none did; 230/12.1/content-discharge."""
    return _latest(discharged)


@derived(
    "recipient.last_return_on",
    sort=Sort.DATE,
    inputs=(each("stay.admitted_on"), each("stay.discharged_on")),
    label={
        "kk": "Шыққаннан кейін қайта түскен күні",
        "ru": "Дата повторного поступления после выписки",
        "en": "Day of the return after a discharge",
    },
)
def last_return_on(_: Context, admitted: Values, discharged: Values) -> Value:
    """The last admission that followed an earlier discharge from here; 230/12.1/readmission-mark.

    ``NONE`` when there was none. A return from a temporary departure is none.
    """
    if admitted is None or discharged is None:
        return None
    if is_open(admitted) or None in discharged:
        return None
    left = [day for day in discharged if is_known(day)]
    returns = [day for day in admitted if is_known(day) and any(_before(end, day) for end in left)]
    return _latest(tuple(returns))


@derived(
    "recipient.last_temporary_departure_on",
    sort=Sort.DATE,
    inputs=(each("absence.from_on"), each("absence.kind")),
    label={
        "kk": "Соңғы уақытша кеткен күні",
        "ru": "Дата последнего временного выбытия",
        "en": "Day of the last temporary departure",
    },
)
def last_temporary_departure_on(_: Context, left: Values, kinds: Values) -> Value:
    """The last temporary departure, ``NONE`` when none; 230/12.1/content-temporary-leave."""
    return _latest_of_kind(left, kinds, _TEMPORARY_DEPARTURE)


@derived(
    "recipient.last_suspension_on",
    sort=Sort.DATE,
    inputs=(each("absence.from_on"), each("absence.kind")),
    label={
        "kk": "Қызмет көрсету соңғы рет тоқтатыла тұрған күн",
        "ru": "Дата последнего приостановления услуг",
        "en": "Day of the last suspension of services",
    },
)
def last_suspension_on(_: Context, since: Values, kinds: Values) -> Value:
    """The last suspension of services, ``NONE`` when none; 230/23.1/journal-event-suspension."""
    return _latest_of_kind(since, kinds, _SUSPENSION)


@derived(
    "recipient.last_transfer_on",
    sort=Sort.DATE,
    inputs=(
        "institution.type",
        each("transfer.transferred_on"),
        each("transfer.to_service_form"),
    ),
    label={
        "kk": "Сондай үлгідегі басқа ұйымға соңғы ауысқан күні",
        "ru": "Дата последнего перевода в другую организацию того же типа",
        "en": "Day of the last transfer to another organisation of the same type",
    },
)
def last_transfer_on(_: Context, form: Value, moved: Values, forms: Values) -> Value:
    """The last transfer to an organisation of the same type, or ``NONE``.

    230/12.1/content-transfer, 23.1/journal-event-transfer, 37.2/journal-event-transfer. The
    choices of ``transfer.to_service_form`` stand in the order of those of ``institution.type``.
    """
    return None if form is None else _latest_of_kind(moved, forms, form)


def _latest(days: Values) -> Value:
    if days is None or is_open(days):
        return None
    return max((day for day in days if day is not None and is_known(day)), default=NONE)


def _latest_of_kind(days: Values, kinds: Values, kind: Value) -> Value:
    if days is None or kinds is None or isinstance(days, Partial) or None in kinds:
        return None
    return _latest(tuple(day for day, one in zip(days, kinds, strict=True) if one == kind))


def _before(end: Value, day: Value) -> bool:
    return end is not None and day is not None and end < day
