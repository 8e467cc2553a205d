"""Overnight places that a rehabilitation centre for temporary stay needs.

Order No. 230 of 22.06.2023, paragraph 20: conditions for the night for recipients who came from
another city and, by decision of the local executive body, for persons with musculoskeletal
disorders.
"""

from __future__ import annotations

from collections.abc import Callable

from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_none

_MUSCULOSKELETAL = 2
"""The place of ``children_musculoskeletal`` in the choices of ``recipient.category``."""


@derived(
    "recipient.stays_overnight",
    sort=Sort.YESNO,
    inputs=(each("stay.overnight.stays"), each("stay.discharged_on")),
    label={
        "kk": "Қазіргі болуында түнде қалуы",
        "ru": "Пребывание ночью в текущее пребывание",
        "en": "Stays overnight in the present stay",
    },
)
def stays_overnight(_: Context, overnight: Values, discharged: Values) -> Value:
    """Whether a stay that goes on has nights here (1 or 0); 230/20."""
    return _in_present_stay(overnight, discharged, lambda night: night == 1)


@derived(
    "recipient.overnight_stay_decided",
    sort=Sort.YESNO,
    inputs=(each("stay.overnight.decision_on"), each("stay.discharged_on")),
    label={
        "kk": "Қазіргі болуында түнде қалу туралы шешімнің болуы",
        "ru": "Наличие решения о ночном пребывании в текущее пребывание",
        "en": "Decision on overnight stay in the present stay",
    },
)
def overnight_stay_decided(_: Context, decided: Values, discharged: Values) -> Value:
    """Whether a stay that goes on has the executive body's decision (1 or 0); 230/20."""
    return _in_present_stay(decided, discharged, is_known)


@derived(
    "institution.overnight_places_for_other_cities",
    sort=Sort.COUNT,
    unit="places",
    inputs=(
        each("recipient.on_the_roll"),
        each("recipient.residence.in_other_city"),
        each("recipient.residence.in_other_settlement"),
        each("recipient.stays_overnight"),
    ),
    label={
        "kk": "Басқа қаладан келгендерге қажет түнгі орындар",
        "ru": "Места на ночь, нужные прибывшим из другого города",
        "en": "Overnight places needed for those from another city",
    },
)
def places_for_other_cities(
    _: Context, here: Values, city: Values, settlement: Values, overnight: Values
) -> Value:
    """One place for each who came from another city and stays overnight; 230/20.

    Who lives in the organisation's own settlement did not come from another city. ``NONE`` where
    nobody did.
    """
    if here is None or city is None or settlement is None:
        return None
    from_city = tuple(
        0 if elsewhere == 0 else came for came, elsewhere in zip(city, settlement, strict=True)
    )
    return _places(here, from_city, overnight)


@derived(
    "institution.overnight_places_by_decision",
    sort=Sort.COUNT,
    unit="places",
    inputs=(
        each("recipient.on_the_roll"),
        each("recipient.category"),
        each("recipient.medical.musculoskeletal_disorder"),
        each("recipient.overnight_stay_decided"),
        each("recipient.stays_overnight"),
    ),
    label={
        "kk": "Тірек-қимыл аппараты бұзылған қызмет алушыларға шешім бойынша қажет түнгі орындар",
        "ru": "Места на ночь по решению для получателей услуг с нарушениями ОДА",
        "en": "Overnight places needed by decision for musculoskeletal recipients",
    },
)
def places_by_decision(
    _: Context,
    here: Values,
    category: Values,
    disorder: Values,
    decided: Values,
    overnight: Values,
) -> Value:
    """The same for musculoskeletal recipients whose overnight stay was decided; 230/20.

    Of this category, or of another with such a disorder recorded.
    """
    if here is None or category is None or disorder is None or decided is None:
        return None
    entitled = tuple(
        _both(_musculoskeletal(kind, found), decision)
        for kind, found, decision in zip(category, disorder, decided, strict=True)
    )
    return _places(here, entitled, overnight)


def _musculoskeletal(category: Value, disorder: Value) -> Value:
    if category == _MUSCULOSKELETAL or (disorder is not None and is_known(disorder)):
        return 1
    return None if None in (category, disorder) else 0


def _both(one: Value, other: Value) -> Value:
    if 0 in (one, other):
        return 0
    return None if None in (one, other) else 1


def _places(here: Values, entitled: Values, overnight: Values) -> Value:
    """``NONE`` where nobody is entitled, 0 where none of them stays; ``None`` where it is open."""
    if here is None or entitled is None or overnight is None:
        return None
    mine = [_both(lives, right) for lives, right in zip(here, entitled, strict=True)]
    if isinstance(here, Partial) or None in mine:
        return None
    if 1 not in mine:
        return NONE
    nights = [_both(right, night) for right, night in zip(mine, overnight, strict=True)]
    return None if None in nights else nights.count(1)


def _in_present_stay(values: Values, discharged: Values, wanted: Callable[[float], bool]) -> Value:
    """Whether some stay that goes on has a wanted value; ``None`` where that is open."""
    if values is None or discharged is None:
        return None
    each_stay = [
        _both(
            None if left is None else int(is_none(left)), None if one is None else int(wanted(one))
        )
        for one, left in zip(values, discharged, strict=True)
    ]
    if 1 in each_stay:
        return 1
    return None if None in each_stay or isinstance(discharged, Partial) else 0
