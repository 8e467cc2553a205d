"""What identification numbers say by themselves: check digit, form, date of birth and sex.

No act demands that an IIN agree with its bearer's papers, so its digits are information only.
They are read as commonly known: year, month and day of birth, then the century with the sex
(1 and 2: the 19th century, 3 and 4: the 20th, 5 and 6: the 21st; odd: male), a number in order
and a check digit; of a BIN the year and month of registration, its kind and its attribute.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from checker.facts.columns import Context, derived
from checker.values import NONE, Sort, Value, is_known
from checker.vocabulary.words import Texts

LENGTH: Final = 12
_FIRST_WEIGHTS: Final = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND_WEIGHTS: Final = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
_MODULUS: Final = 11
_MONTHS: Final = 12
_CENTURIES: Final = {1: 1800, 2: 1800, 3: 1900, 4: 1900, 5: 2000, 6: 2000}
_IIN_TENS: Final = frozenset(range(4))
"""The fifth digit of an IIN: the tens of the day of birth."""
_BIN_KINDS: Final = frozenset((4, 5, 6))
"""The fifth digit of a BIN: a resident, a non-resident, a joint entrepreneurship."""
_BIN_ATTRIBUTES: Final = frozenset(range(4))
"""The sixth digit of a BIN: a head unit, a branch, a representation, a farm."""
BIN, IIN, NEITHER = 1, 2, 3
MALE, FEMALE = 1, 2
"""The places of ``recipient.sex`` in its choices."""
_KINDS: Final[Mapping[str, Texts]] = {
    "bin": {"kk": "БСН", "ru": "БИН", "en": "BIN"},
    "iin": {"kk": "ЖСН", "ru": "ИИН", "en": "IIN"},
    "neither": {
        "kk": "БСН-ге де, ЖСН-ге де ұқсамайды",
        "ru": "Не похож ни на БИН, ни на ИИН",
        "en": "Neither a BIN nor an IIN",
    },
}
_SEXES: Final[Mapping[str, Texts]] = {
    "male": {"kk": "Ер", "ru": "Мужской", "en": "Male"},
    "female": {"kk": "Әйел", "ru": "Женский", "en": "Female"},
}


def digits_of(number: int) -> tuple[int, ...]:
    """The twelve digits of an identification number, its leading zeros restored."""
    return tuple(int(digit) for digit in f"{number:0{LENGTH}d}")


def check_digit(first: tuple[int, ...]) -> int | None:
    """The check digit of the first eleven digits; ``None`` where there is no right one."""
    for weights in (_FIRST_WEIGHTS, _SECOND_WEIGHTS):
        total = sum(weight * digit for weight, digit in zip(weights, first, strict=True))
        if total % _MODULUS < _MODULUS - 1:
            return total % _MODULUS
    return None


def birth_date_of(number: int) -> date | None:
    """The date of birth that an IIN shows; ``None`` where its digits show none."""
    digits = digits_of(number)
    century = _CENTURIES.get(digits[6])
    if century is None:
        return None
    year, month, day = (10 * digits[place] + digits[place + 1] for place in (0, 2, 4))
    try:
        return date(century + year, month, day)
    except ValueError:
        return None


def _check_digit_right(_: Context, number: Value) -> Value:
    """Whether the last digit is the check digit of the others (1 or 0)."""
    if number is None or not is_known(number):
        return number
    *first, last = digits_of(int(number))
    return int(check_digit(tuple(first)) == last)


def _kind(_: Context, number: Value) -> Value:
    """What a number is by its form: a BIN, an IIN or neither, as the place in the choices."""
    if number is None or not is_known(number):
        return number
    digits = digits_of(int(number))
    if digits[4] in _IIN_TENS:
        return IIN
    month = 10 * digits[2] + digits[3]
    formed = digits[4] in _BIN_KINDS and digits[5] in _BIN_ATTRIBUTES
    return BIN if formed and 1 <= month <= _MONTHS else NEITHER


def _birth_date(_: Context, number: Value) -> Value:
    """The date of birth that an IIN shows, as an ordinal; ``NONE`` where it shows none."""
    if number is None or not is_known(number):
        return number
    born = birth_date_of(int(number))
    return NONE if born is None else born.toordinal()


@derived(
    "recipient.iin_sex",
    sort=Sort.CHOICE,
    inputs=("recipient.iin",),
    choices=_SEXES,
    personal=True,
    label={
        "kk": "ЖСН көрсететін жыныс",
        "ru": "Пол по цифрам ИИН",
        "en": "Sex that the IIN shows",
    },
)
def iin_sex(_: Context, number: Value) -> Value:
    """The sex that an IIN shows, as its place in the choices; ``NONE`` where it shows none."""
    if number is None or not is_known(number):
        return number
    if birth_date_of(int(number)) is None:
        return NONE
    return MALE if digits_of(int(number))[6] % 2 else FEMALE


for _name, _input, _whose in (
    (
        "recipient.iin_check_digit_right",
        "recipient.iin",
        {"kk": "Қызмет алушы ЖСН-інің", "ru": "ИИН получателя услуг", "en": "recipient's IIN"},
    ),
    (
        "specialist.iin_check_digit_right",
        "specialist.iin",
        {"kk": "Маман ЖСН-інің", "ru": "ИИН специалиста", "en": "specialist's IIN"},
    ),
    (
        "institution.bin_check_digit_right",
        "institution.bin",
        {"kk": "Ұйым БСН-інің", "ru": "БИН организации", "en": "institution's BIN"},
    ),
    (
        "institution.register.bin_check_digit_right",
        "institution.register.bin",
        {"kk": "Тіркелімдегі БСН-нің", "ru": "БИН в реестре", "en": "BIN in the register"},
    ),
    (
        "specialist.employment.bin_check_digit_right",
        "specialist.employment.bin",
        {"kk": "Жұмыс беруші БСН-інің", "ru": "БИН работодателя", "en": "employer's BIN"},
    ),
):
    derived(
        _name,
        sort=Sort.YESNO,
        inputs=(_input,),
        personal=_input.endswith(".iin"),
        label={
            "kk": f"{_whose['kk']} бақылау разрядының дұрыстығы",
            "ru": f"Верность контрольного разряда: {_whose['ru']}",
            "en": f"Right check digit of the {_whose['en']}",
        },
    )(_check_digit_right)

for _name, _input, _whose in (
    (
        "institution.bin_kind",
        "institution.bin",
        {"kk": "ұйым", "ru": "организация", "en": "institution"},
    ),
    (
        "institution.register.bin_kind",
        "institution.register.bin",
        {"kk": "тіркелім", "ru": "реестр", "en": "register"},
    ),
    (
        "specialist.employment.bin_kind",
        "specialist.employment.bin",
        {"kk": "жұмыс беруші", "ru": "работодатель", "en": "employer"},
    ),
):
    derived(
        _name,
        sort=Sort.CHOICE,
        inputs=(_input,),
        choices=_KINDS,
        label={
            "kk": f"Сәйкестендіру нөмірінің түрі ({_whose['kk']})",
            "ru": f"Вид идентификационного номера ({_whose['ru']})",
            "en": f"Kind of the identification number ({_whose['en']})",
        },
    )(_kind)

for _name, _input, _whose in (
    (
        "recipient.iin_birth_date",
        "recipient.iin",
        {"kk": "қызмет алушы", "ru": "получатель услуг", "en": "recipient"},
    ),
    (
        "specialist.iin_birth_date",
        "specialist.iin",
        {"kk": "маман", "ru": "специалист", "en": "specialist"},
    ),
):
    derived(
        _name,
        sort=Sort.DATE,
        inputs=(_input,),
        personal=True,
        label={
            "kk": f"ЖСН көрсететін туған күн ({_whose['kk']})",
            "ru": f"Дата рождения по цифрам ИИН ({_whose['ru']})",
            "en": f"Date of birth that the IIN shows ({_whose['en']})",
        },
    )(_birth_date)
