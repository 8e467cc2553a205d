"""Services held against what the register of organisations says of them.

Rules of Order No. 205 of 06.06.2023, paragraphs 2 and 5: suppliers serve on the basis of a
licence, whose last days the register shows, and the register lists the categories served.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, derived, each
from checker.facts.derived.institution import served_after_removal
from checker.facts.derived.licence import Terms, any_one, in_force_on
from checker.values import Partial, Sort, Value, is_known, is_none

_SERVED = ("institution.last_service_on", each("stay.admitted_on"), each("stay.discharged_on"))
_ANY = -1
"""A mask with every bit: anything may belong to the set."""
_LICENCES = (
    each("licence.issued_on"),
    each("licence.valid_until"),
    each("licence.suspended_on"),
    each("licence.resumed_on"),
    each("licence.terminated_on"),
    each("licence.status"),
)


def _served_unlicensed_after(
    context: Context,
    ended: Value,
    last_service: Value,
    admitted: Values,
    discharged: Values,
    *licences: Values,
) -> Value:
    """Whether services went on after a licence ended and no other may cover them (1 or 0).

    The last day itself is allowed.
    """
    served = served_after_removal(context, ended, last_service, admitted, discharged)
    if ended is None or not is_known(ended) or served == 0:
        return served
    other = _another_after(context, int(ended), licences)
    if other is True:
        return 0
    return None if other is None else served


def _another_after(context: Context, ended: int, columns: tuple[Values, ...]) -> bool | None:
    """Whether a licence may be in force on some day after the one that ended."""
    known = [column for column in columns if column is not None]
    if len(known) < len(columns):
        return None
    open_: list[bool | None] = [None] if isinstance(known[0], Partial) else []
    rows = zip(*known, strict=True)
    return any_one([_in_force_after(context, ended, Terms(*row)) for row in rows] + open_)


def _in_force_after(context: Context, ended: int, terms: Terms) -> bool | None:
    """Whether a licence began or resumed later, or was in force on the day after the end."""
    begins = (terms.issued, terms.resumed)
    if any(day is not None and is_known(day) and day > ended for day in begins):
        return True
    return in_force_on(min(ended + 1, context.taken_on), context.taken_on, terms)


for _name, _ended, _what in (
    (
        "institution.served_after_registered_termination",
        "licence_terminated_on",
        {"kk": "тоқтатылғаннан", "ru": "прекращения", "en": "termination"},
    ),
    (
        "institution.served_after_registered_validity",
        "licence_valid_until",
        {"kk": "мерзімі өткеннен", "ru": "истечения срока", "en": "expiry"},
    ),
):
    derived(
        _name,
        sort=Sort.YESNO,
        inputs=(f"institution.register.{_ended}", *_SERVED, *_LICENCES),
        label={
            "kk": f"Тіркелімдегі лицензия {_what['kk']} кейін лицензиясыз қызмет көрсету",
            "ru": f"Услуги без лицензии после {_what['ru']} лицензии, указанной в реестре",
            "en": f"Unlicensed services after the {_what['en']} of the licence in the register",
        },
    )(_served_unlicensed_after)


@derived(
    "institution.serves_registered_categories",
    sort=Sort.YESNO,
    inputs=(
        "institution.register.categories",
        "institution.categories_served",
        each("recipient.on_the_roll"),
        each("recipient.category"),
    ),
    label={
        "kk": "Қызмет көрсетілетін санаттардың бәрінің тіркелімде болуы",
        "ru": "Наличие в реестре всех обслуживаемых категорий",
        "en": "Every category served is listed in the register",
    },
)
def serves_registered_categories(
    _: Context, listed: Value, declared: Value, on_roll: Values, categories: Values
) -> Value:
    """Whether the register lists every category served (1 or 0); 205/5.5.

    The categories that the institution declares and those of the persons on its roll.
    """
    if listed is None:
        return None
    certain, possible = _bounds(listed)
    from_list, whole_list = _bounds(declared)
    from_roll, whole_roll = _on_the_roll(on_roll, categories)
    served = from_list | from_roll
    if served & ~possible:
        return 0
    return None if (whole_list | whole_roll) & ~certain else 1


def _bounds(mask: Value) -> tuple[int, int]:
    """What certainly belongs to a set, and what may."""
    if mask is None:
        return 0, _ANY
    if is_none(mask):
        return 0, 0
    return (-1 - int(mask), _ANY) if mask < 0 else (int(mask), int(mask))


def _on_the_roll(on_roll: Values, categories: Values) -> tuple[int, int]:
    """The categories certainly on the roll, and those that may be."""
    if on_roll is None or categories is None:
        return 0, _ANY
    certain, possible = 0, _ANY if isinstance(on_roll, Partial) else 0
    for here, category in zip(on_roll, categories, strict=True):
        if here == 0:
            continue
        if category is None or is_none(category):
            possible = _ANY
        elif here == 1:
            certain |= 1 << (int(category) - 1)
        else:
            possible |= 1 << (int(category) - 1)
    return certain, certain | possible
