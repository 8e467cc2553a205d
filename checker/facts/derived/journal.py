"""The electronic journal beside the records of recipients: how many are certainly missing from it.

230/12.1; for the other types of institution 230/23.1, 28.1 and 37.2, which say the same of these
events. Who is on the roll without living here is counted in ``registration``.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, beside, derived, each
from checker.facts.derived.answers import Answer, exists, is_one_of, some
from checker.facts.derived.shortfall import entries_that, happened_since, how_many, shortfall
from checker.values import Partial, Sort, Value, is_known, is_none

_ABSENT, _SUSPENDED, _DISCHARGED, _TRANSFERRED = 4, 5, 6, 7
_PRESENT = (3, _ABSENT, _SUSPENDED)
"""Places in the choices of ``journal_entry.status``; 3 is ``active``."""


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
    "institution.recipients_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        each("recipient.on_the_roll"),
        each("journal_entry.status"),
        each("journal_entry.admission.admitted_on"),
        each("journal_entry.discharge.discharged_on"),
        each("journal_entry.transfer.transferred_on"),
    ),
    label={
        "kk": "Электрондық журналда жазбасы жетіспейтін, есепте тұрған адамдардың саны",
        "ru": "Число состоящих на учете, которым не хватает записи в электронном журнале",
        "en": "Persons on the roll for whom the electronic journal lacks an entry",
    },
)
def recipients_missing(_: Context, served: Values, *columns: Values) -> Value:
    """Persons on the roll beyond the entries of such.

    230/12.1/scope-recipients; 23.1, 28.1 and 37.2/journal-exists. 0 when there are entries enough,
    ``NONE`` when nobody is on the roll.
    """
    needed = how_many(served, lambda one: is_one_of(one, 1))
    return shortfall(needed, entries_that(_shows_resident, *columns))


@derived(
    "institution.departures_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        "institution.type",
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
def departures_missing(
    context: Context, form: Value, left: Values, started: Value, *columns: Values
) -> Value:
    """Persons discharged since the journal began, beyond its entries; 230/12.1/content-discharge.

    A person transferred is discharged too. ``NONE`` when nobody was discharged.
    """
    needed = happened_since(context, form, left, started)
    return shortfall(needed, entries_that(_shows_departure, *columns))


@derived(
    "institution.temporary_departures_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        "institution.type",
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
def leaves_missing(
    context: Context, form: Value, left: Values, started: Value, *columns: Values
) -> Value:
    """Persons who left for a time since the journal began, beyond its entries of it.

    ``NONE`` when nobody did; 230/12.1/content-temporary-leave.
    """
    needed = happened_since(context, form, left, started)
    return shortfall(needed, entries_that(_shows_leave, *columns))


@derived(
    "institution.transfers_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        "institution.type",
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
def transfers_missing(
    context: Context, form: Value, moved: Values, started: Value, *columns: Values
) -> Value:
    """Persons transferred since the journal began, beyond its entries; 230/12.1/content-transfer.

    ``NONE`` when nobody was.
    """
    needed = happened_since(context, form, moved, started)
    return shortfall(needed, entries_that(_shows_transfer, *columns))


@derived(
    "institution.returns_missing_from_journal",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        "institution.type",
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
def returns_missing(
    context: Context, form: Value, returned: Values, started: Value, marks: Values
) -> Value:
    """Persons who came back since the journal began, beyond its marks; 230/12.1/readmission-mark.

    ``NONE`` when nobody came back.
    """
    marked = entries_that(lambda mark: is_one_of(mark, 1), marks)
    return shortfall(happened_since(context, form, returned, started), marked)


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
