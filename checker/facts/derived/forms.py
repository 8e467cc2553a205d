"""The personal file and the registration card held against the electronic journal.

Appendices 2, 3 and 9 of Order 230 of 22.06.2023 ask the same of a person in several places. No
norm says that they agree; where they do not, one of them is wrong (paragraphs 12, 23, 28, 37).
"""

from __future__ import annotations

from checker.facts.columns import Compute, Context, Values, beside, derived
from checker.facts.derived.applications import day_of
from checker.facts.derived.forms_of_stays import STAY
from checker.facts.derived.paired_entries import agreement, entries_of, entries_of_stay, whose
from checker.values import NONE, Sort, Value, is_known, is_none
from checker.vocabulary.words import Texts

_FILE = "recipient.file_number"
_FILES = beside("journal_entry.file_number")


@derived(
    "recipient.has_journal_entry",
    sort=Sort.YESNO,
    inputs=(_FILE, _FILES),
    label={
        "kk": "Жеке ісінің нөмірі бар журнал жазбасының болуы",
        "ru": "Наличие записи журнала с номером личного дела",
        "en": "Journal entry that bears the number of the personal file",
    },
)
def has_journal_entry(_: Context, number: Value, numbers: Values) -> Value:
    """1 where an entry bears the number of the file, 0 where none does; 12(1), 23(1), 28(1), 37(2).

    None where none does and some entry does not say whose it is.
    """
    held = whose(numbers, number)
    return None if held is None else int(held)


@derived(
    "journal_entry.file_held",
    sort=Sort.YESNO,
    inputs=("journal_entry.file_number", beside("recipient.file_number")),
    label={
        "kk": "Жазбада нөмірі көрсетілген жеке істің болуы",
        "ru": "Наличие личного дела с номером из записи",
        "en": "Personal file with the number in the entry",
    },
)
def file_held(_: Context, number: Value, numbers: Values) -> Value:
    """1 where a recipient has the file whose number the entry bears, 0 where none; 12(2).

    None where the entry bears no number.
    """
    if number is None or is_none(number):
        return number
    held = whose(numbers, number)
    return None if held is None else int(held)


def _lasting(_: Context, mine: Value, number: Value, numbers: Values, theirs: Values) -> Value:
    """1 where every entry of the person shows the same as the file, 0 where one does not.

    ``NONE`` where there is no entry to hold it against, or none that shows it.
    """
    own, open_ = entries_of(number, numbers, theirs)
    shown = [values[0] for values in own]
    if mine is not None and any(one is not None and is_known(one) and one != mine for one in shown):
        return 0 if is_known(mine) else NONE
    if mine is None or open_ or None in shown:
        return None
    return 1 if is_known(mine) and any(is_known(one) for one in shown if one is not None) else NONE


def _changing(_: Context, mine: Value, number: Value, numbers: Values, theirs: Values) -> Value:
    """1 where one entry of the person shows the same as the file, 0 where each shows another.

    What can change with the years need not be the same in an earlier entry.
    """
    own, open_ = entries_of(number, numbers, theirs)
    return agreement((mine,), (values[0] for values in own), open_=open_)


def _word(
    name: str, file: str, entry: str, compute: Compute, label: Texts, *, health: bool = False
) -> None:
    """Register the word on one thing that file and journal both show."""
    derived(
        f"recipient.{name}_as_in_journal",
        sort=Sort.YESNO,
        inputs=(file, _FILE, _FILES, beside(f"journal_entry.{entry}")),
        personal=True,
        health=health,
        label={
            "kk": f"Жеке іс пен журналда бірдей: {label['kk']}",
            "ru": f"Совпадает в личном деле и журнале: {label['ru']}",
            "en": f"The same in the file and in the journal: {label['en']}",
        },
    )(compute)


_word(
    "birth_date",
    "recipient.birth_date",
    "birth_date",
    _lasting,
    {"kk": "туған күні", "ru": "дата рождения", "en": "date of birth"},
)
_word("sex", "recipient.sex", "sex", _lasting, {"kk": "жынысы", "ru": "пол", "en": "sex"})
_word(
    "surname",
    "recipient.name.surname",
    "surname",
    _changing,
    {"kk": "тегі", "ru": "фамилия", "en": "surname"},
)
_word(
    "given_name",
    "recipient.name.given_name",
    "given_name",
    _changing,
    {"kk": "аты", "ru": "имя", "en": "given name"},
)
_word(
    "patronymic",
    "recipient.name.patronymic",
    "patronymic",
    _changing,
    {"kk": "әкесінің аты", "ru": "отчество", "en": "patronymic"},
)
_word(
    "programme_term",
    "recipient.rehabilitation_programme.valid_until",
    "programme_valid_until",
    _changing,
    {
        "kk": "жеке бағдарламаның мерзімі",
        "ru": "срок индивидуальной программы",
        "en": "term of the individual programme",
    },
    health=True,
)


@derived(
    "stay.registration_as_in_journal",
    sort=Sort.YESNO,
    inputs=(
        "stay.registration_card.entered_in_journal_at",
        *STAY,
        beside("journal_entry.created_at"),
        beside("journal_entry.admission.returned_mark"),
    ),
    label={
        "kk": "Тіркеу карточкасы мен журналда бірдей: журналға тіркелген күн",
        "ru": "Совпадает в карточке и журнале: день регистрации в журнале",
        "en": "The same in the card and in the journal: day of registration in the journal",
    },
)
def registration_as_in_journal(
    _: Context, entered: Value, number: Value, admitted: Value, *columns: Values
) -> Value:
    """Whether the entry of the stay was made on the day that the card names; 37(1).

    The entry of a person who came back may be older than the card, and is left out.
    """
    own, open_ = entries_of_stay(number, admitted, *columns)
    made = [_first_made(created, back) for created, back in own]
    return agreement((_day(entered),), made, open_=open_)


def _first_made(created: Value, back: Value) -> Value:
    return NONE if back == 1 else None if back is None else _day(created)


def _day(moment: Value) -> Value:
    return moment if moment is None or is_none(moment) else day_of(int(moment))
