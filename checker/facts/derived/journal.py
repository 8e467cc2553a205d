"""The electronic journal beside the records of recipients: how many are certainly missing from it.

File numbers are texts, and columns hold no texts, so an entry cannot be paired with its recipient.
What can be counted: fewer entries than recipients who need an entry of their own means that some
have none (230/12.1).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from math import inf

from checker.facts.columns import Context, Values, beside, derived, each
from checker.facts.derived.answers import Answer, exists, is_one_of, some
from checker.values import NONE, Partial, Sort, Value, is_known, is_none

_ABSENT, _SUSPENDED, _DISCHARGED, _TRANSFERRED = 4, 5, 6, 7
_PRESENT = (3, _ABSENT, _SUSPENDED)
"""Places in the choices of ``journal_entry.status``; 3 is ``active``."""
WORDING_BINDS = date(2025, 2, 6).toordinal()
"""The day by which the present wording of paragraph 12 certainly binds (act.yaml, order-500-2024).

How the journal had to show earlier events is not known, so from then on they accuse nobody.
"""
_Bounds = tuple[float, float]
"""The least and the largest number that the records allow."""


@derived(
    "recipient.entries_alike",
    sort=Sort.COUNT,
    unit="entries",
    inputs=(
        "recipient.birth_date",
        "recipient.sex",
        beside("journal_entry.birth_date"),
        beside("journal_entry.sex"),
    ),
    label={
        "kk": "Туған күні мен жынысы сәйкес келетін журнал жазбаларының саны",
        "ru": "Число записей журнала с теми же датой рождения и полом",
        "en": "Journal entries with the same date of birth and sex",
    },
)
def entries_alike(_: Context, born: Value, sex: Value, days: Values, sexes: Values) -> Value:
    """Entries of the electronic journal that may be this recipient's; 230/12.1/scope-recipients."""
    if born is None or sex is None or days is None or sexes is None:
        return None
    pairs = list(zip(days, sexes, strict=True))
    alike = pairs.count((born, sex))
    if alike or not isinstance(days, Partial):
        maybe = (day in (None, born) and one in (None, sex) for day, one in pairs)
        return alike if alike or not any(maybe) else None
    return None


@derived(
    "institution.residents_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        each("recipient.lives_here"),
        each("journal_entry.status"),
        each("journal_entry.admission.admitted_on"),
        each("journal_entry.discharge.discharged_on"),
        each("journal_entry.transfer.transferred_on"),
    ),
    label={
        "kk": "Электрондық журналда жазбасы жетіспейтін тұратын адамдардың саны",
        "ru": "Число проживающих, которым не хватает записи в электронном журнале",
        "en": "Residents for whom the electronic journal lacks an entry",
    },
)
def residents_missing(_: Context, lives: Values, *columns: Values) -> Value:
    """Residents beyond the entries of persons who live here; 230/12.1/scope-recipients.

    0 when there are entries enough, ``NONE`` when nobody lives here.
    """
    needed = _bounds(lives, lambda one: is_one_of(one, 1))
    return _shortfall(needed, _entries(_shows_resident, *columns))


@derived(
    "institution.departures_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        each("recipient.last_left_on"),
        "institution.journal.started_on",
        each("journal_entry.status"),
        each("journal_entry.discharge.discharged_on"),
        each("journal_entry.transfer.transferred_on"),
    ),
    label={
        "kk": "Электрондық журналда шығарылуы көрсетілмеген адамдардың саны",
        "ru": "Число выписанных, выписка которых не показана в электронном журнале",
        "en": "Discharged persons whose discharge the electronic journal lacks",
    },
)
def departures_missing(context: Context, left: Values, started: Value, *columns: Values) -> Value:
    """Persons discharged since the journal began, beyond its entries; 230/12.1/content-discharge.

    A person transferred is discharged too. ``NONE`` when nobody was discharged.
    """
    return _shortfall(_since(context, left, started), _entries(_shows_departure, *columns))


@derived(
    "institution.temporary_departures_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        each("recipient.last_temporary_departure_on"),
        "institution.journal.started_on",
        each("journal_entry.status"),
        each("journal_entry.temporary_leave.left_on"),
    ),
    label={
        "kk": "Электрондық журналда уақытша кетуі көрсетілмеген адамдардың саны",
        "ru": "Число лиц, временное выбытие которых не показано в электронном журнале",
        "en": "Persons whose temporary departure the electronic journal lacks",
    },
)
def leaves_missing(context: Context, left: Values, started: Value, *columns: Values) -> Value:
    """Persons who left for a time since the journal began, beyond its entries of it.

    ``NONE`` when nobody did; 230/12.1/content-temporary-leave.
    """
    return _shortfall(_since(context, left, started), _entries(_shows_leave, *columns))


@derived(
    "institution.transfers_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        each("recipient.last_transfer_on"),
        "institution.journal.started_on",
        each("journal_entry.status"),
        each("journal_entry.transfer.transferred_on"),
    ),
    label={
        "kk": "Электрондық журналда ауысуы көрсетілмеген адамдардың саны",
        "ru": "Число лиц, перевод которых не показан в электронном журнале",
        "en": "Persons whose transfer the electronic journal lacks",
    },
)
def transfers_missing(context: Context, moved: Values, started: Value, *columns: Values) -> Value:
    """Persons transferred since the journal began, beyond its entries; 230/12.1/content-transfer.

    ``NONE`` when nobody was.
    """
    return _shortfall(_since(context, moved, started), _entries(_shows_transfer, *columns))


@derived(
    "institution.returns_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        each("recipient.last_return_on"),
        "institution.journal.started_on",
        each("journal_entry.admission.returned_mark"),
    ),
    label={
        "kk": "«Қайта оралды» белгісі жетіспейтін адамдардың саны",
        "ru": "Число возвратившихся, которым не хватает отметки «возвратился»",
        "en": "Returned persons for whom a mark 'returned' is lacking",
    },
)
def returns_missing(context: Context, returned: Values, started: Value, marks: Values) -> Value:
    """Persons who came back since the journal began, beyond its marks; 230/12.1/readmission-mark.

    ``NONE`` when nobody came back.
    """
    marked = _entries(lambda mark: is_one_of(mark, 1), marks)
    return _shortfall(_since(context, returned, started), marked)


def _shows_resident(status: Value, admitted: Value, left: Value, moved: Value) -> Answer:
    """By its status or else by its days; a row may hold an earlier departure and a later return."""
    if status in _PRESENT:
        return True
    if admitted is None or left is None or moved is None:
        return None
    ends = [day for day in (left, moved) if is_known(day)]
    if is_none(admitted) or any(day > admitted for day in ends):
        return None if status is None else False
    return None if admitted in ends else True


def _shows_departure(status: Value, left: Value, moved: Value) -> Answer:
    return some((is_one_of(status, _DISCHARGED, _TRANSFERRED), exists(left), exists(moved)))


def _shows_leave(status: Value, left: Value) -> Answer:
    return some((is_one_of(status, _ABSENT), exists(left)))


def _shows_transfer(status: Value, moved: Value) -> Answer:
    return some((is_one_of(status, _TRANSFERRED), exists(moved)))


def _entries(shows: Callable[..., Answer], *columns: Values) -> _Bounds:
    lists = [column for column in columns if column is not None]
    if len(lists) < len(columns):
        return 0, inf
    return _count(
        (shows(*entry) for entry in zip(*lists, strict=True)),
        any(isinstance(column, Partial) for column in lists),
    )


def _since(context: Context, days: Values, started: Value) -> _Bounds:
    """How many of the days fall into the time of the journal and of its present wording.

    On an audit's day before that wording binds nobody is accused anyway, so all are counted.
    """

    def counts(day: Value) -> Answer:
        if day is None or is_none(day):
            return exists(day)
        if day < WORDING_BINDS <= context.as_of:
            return False
        return None if started is None or is_none(started) else day >= started

    return _bounds(days, counts)


def _bounds(values: Values, counts: Callable[[Value], Answer]) -> _Bounds:
    if values is None:
        return 0, inf
    return _count((counts(one) for one in values), isinstance(values, Partial))


def _count(marks: Iterable[Answer], open_: bool) -> _Bounds:
    found = list(marks)
    least = sum(1 for mark in found if mark)
    return least, inf if open_ else least + sum(1 for mark in found if mark is None)


def _shortfall(needed: _Bounds, shown: _Bounds) -> Value:
    if needed[1] == 0:
        return NONE
    if needed[0] > shown[1]:
        return int(needed[0] - shown[1])
    return 0 if needed[1] <= shown[0] and needed[0] > 0 else None
