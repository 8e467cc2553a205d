"""A stay held against its entry in the electronic journal: its days and its orders.

Days are ordinals. Paragraphs 12(1), 23(1), 28(1) and 37(2) of Order 230 of 22.06.2023, columns 9
to 13 of Appendix 2. An entry is written over when the person comes back, so it is held against the
stay whose admission it shows.
"""

from __future__ import annotations

from collections.abc import Iterable

from checker.facts.columns import Compute, Context, Input, Values, beside, derived, each
from checker.facts.derived.paired_entries import Entry, agreement, entries_of, entries_of_stay
from checker.values import NONE, Sort, Value, is_known, is_none, is_open
from checker.vocabulary.words import Texts

_HOME = 3
"""The place of ``home`` in the choices of ``institution.type``."""
STAY: tuple[Input, ...] = (
    "recipient.file_number",
    "stay.admitted_on",
    beside("journal_entry.file_number"),
    beside("journal_entry.admission.admitted_on"),
)
"""What pairs a stay with its entry."""


@derived(
    "stay.admission_as_in_journal",
    sort=Sort.YESNO,
    inputs=(*STAY, beside("stay.admitted_on")),
    label={
        "kk": "Жеке іс пен журналда бірдей: түскен күні",
        "ru": "Совпадает в личном деле и журнале: дата поступления",
        "en": "The same in the file and in the journal: day of admission",
    },
)
def admission_as_in_journal(
    _: Context, number: Value, admitted: Value, numbers: Values, days: Values, stays: Values
) -> Value:
    """1 where an entry of the person shows the admission, 0 where all show others; column 9.

    ``NONE`` where no entry of the person shows an admission, or a later stay may have replaced it.
    """
    own, open_ = entries_of_stay(number, admitted, numbers, days)
    if own:
        return 1
    if open_ or admitted is None:
        return None
    shown, others = entries_of(number, numbers, days)
    if not any(day is not None and is_known(day) for (day,) in shown):
        return None if others else NONE
    if stays is None or is_open(stays):
        return None
    return NONE if any(day > admitted for day in stays if day is not None) else 0


@derived(
    "stay.departure_as_in_journal",
    sort=Sort.YESNO,
    inputs=(
        "stay.discharged_on",
        *STAY,
        beside("journal_entry.discharge.discharged_on"),
        beside("journal_entry.transfer.transferred_on"),
    ),
    label={
        "kk": "Жеке іс пен журналда бірдей: шыққан күні",
        "ru": "Совпадает в личном деле и журнале: дата выбытия",
        "en": "The same in the file and in the journal: day of departure",
    },
)
def departure_as_in_journal(
    context: Context, left: Value, number: Value, admitted: Value, *columns: Values
) -> Value:
    """Whether the entry of the stay shows its end, or none where it goes on; columns 11 and 13.

    A day before the admission is that of an earlier stay. ``NONE`` where the stay has no entry, or
    ended on the day of the audit and the entry does not show it yet.
    """
    own, open_ = entries_of_stay(number, admitted, *columns)
    shown = [day for entry in own for day in entry]
    ends = _since(admitted, shown)
    if left is None or left in ends:
        return None if left is None else 1
    if is_none(left) and any(day != admitted for day in ends):
        return 0
    if open_ or None in shown:
        return None
    if is_none(left):
        return 1 if own else NONE
    return 0 if ends or (own and left < context.as_of) else NONE


@derived(
    "stay.interruption_as_in_journal",
    sort=Sort.YESNO,
    inputs=(
        each("absence.from_on"),
        *STAY,
        beside("journal_entry.temporary_leave.left_on"),
        beside("journal_entry.suspension.suspended_on"),
    ),
    label={
        "kk": "Жеке іс пен журналда бірдей: уақытша кеткен (тоқтатыла тұрған) күні",
        "ru": "Совпадает в личном деле и журнале: дата временного выбытия (приостановления)",
        "en": "The same in the file and in the journal: day of temporary departure or suspension",
    },
)
def interruption_as_in_journal(
    _: Context, since: Values, number: Value, admitted: Value, *columns: Values
) -> Value:
    """1 where each interruption that the entry shows is on record, 0 where one is not; column 10.

    A day before the admission is that of an earlier stay. ``NONE`` where the entry shows none.
    """
    own, open_ = entries_of_stay(number, admitted, *columns)
    shown = [day for entry in own for day in entry]
    begun = _since(admitted, shown)
    if any(day not in (since or ()) for day in begun):
        return None if since is None or is_open(since) else 0
    if open_ or None in shown:
        return None
    return 1 if begun else NONE


def _since(admitted: Value, days: Iterable[Value]) -> list[Value]:
    """The days that are not before the admission, and hence not those of an earlier stay."""
    if admitted is None:
        return []
    return [day for day in days if day is not None and is_known(day) and day >= admitted]


def _admission_order(
    _: Context,
    form: Value,
    order: Value,
    decision: Value,
    number: Value,
    admitted: Value,
    *columns: Values,
) -> Value:
    """Whether the entry shows the order on the admission or, at a home, the decision; column 9."""
    own, open_ = entries_of_stay(number, admitted, *columns)
    other = None if form is None else decision if form == _HOME else NONE
    return agreement((order, other), (entry[0] for entry in own), open_=open_)


def _departure_order(
    _: Context, order: Value, number: Value, admitted: Value, *columns: Values
) -> Value:
    """Whether the entry shows the order on the departure; columns 11 and 13.

    The order on a transfer may stand in place of that on a discharge.
    """
    own, open_ = entries_of_stay(number, admitted, *columns)
    shown = [value for entry in own for value in _departures(entry, admitted)]
    return agreement((order,), shown, open_=open_)


def _departures(entry: Entry, admitted: Value) -> tuple[Value, ...]:
    """The orders on what ended the stay: those of days before the admission are left out."""
    left, order, moved, transfer = entry
    found: list[Value] = []
    for day, value in ((left, order), (moved, transfer)):
        if day is None or admitted is None:
            found.append(None)
        elif is_known(day) and day >= admitted:
            found.append(value)
    return tuple(found)


def _order(name: str, inputs: tuple[Input, ...], compute: Compute, label: Texts) -> None:
    """Register the word on one particular of an order."""
    derived(
        f"stay.{name}_as_in_journal",
        sort=Sort.YESNO,
        inputs=inputs,
        label={
            "kk": f"Жеке іс пен журналда бірдей: {label['kk']}",
            "ru": f"Совпадает в личном деле и журнале: {label['ru']}",
            "en": f"The same in the file and in the journal: {label['en']}",
        },
    )(compute)


for _name, _of_stay, _of_entry, _label in (
    ("number", "number", "order_number", {"kk": "нөмірі", "ru": "номер", "en": "number"}),
    ("date", "issued_on", "order_on", {"kk": "күні", "ru": "дата", "en": "date"}),
):
    _order(
        f"admission_order_{_name}",
        (
            "institution.type",
            f"stay.admission_order.{_of_stay}",
            f"recipient.executive_body_decision.{_of_stay}",
            *STAY,
            beside(f"journal_entry.admission.{_of_entry}"),
        ),
        _admission_order,
        {
            "kk": f"қабылдау туралы бұйрықтың {_label['kk']}",
            "ru": f"{_label['ru']} приказа о приеме",
            "en": f"{_label['en']} of the admission order",
        },
    )
    _order(
        f"departure_order_{_name}",
        (
            f"stay.discharge_order.{_of_stay}",
            *STAY,
            beside("journal_entry.discharge.discharged_on"),
            beside(f"journal_entry.discharge.{_of_entry}"),
            beside("journal_entry.transfer.transferred_on"),
            beside(f"journal_entry.transfer.{_of_entry}"),
        ),
        _departure_order,
        {
            "kk": f"шығару туралы бұйрықтың {_label['kk']}",
            "ru": f"{_label['ru']} приказа о выбытии",
            "en": f"{_label['en']} of the departure order",
        },
    )
