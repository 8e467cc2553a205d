"""Numbers and categories that the equipment table (Appendix 10) goes by."""

from __future__ import annotations

from checker.facts.columns import Context, Values, derived, each
from checker.values import Partial, Sort, Value, is_known, is_none
from checker.vocabulary.words import Texts

READING_TABLE = 135
"""The place of ``reading_table`` among the choices of ``equipment.item``."""
TYPES = ("residential", "semi_residential", "home", "temporary_stay")
"""The choices of ``institution.type``, in the order of the schema."""
CATEGORIES = (
    "children_psychoneurological",
    "children_musculoskeletal",
    "adults_psychoneurological",
    "persons_with_disabilities",
    "elderly",
    "temporary_no_fixed_residence",
    "temporary_released_or_probation",
    "temporary_trafficking_victim",
    "temporary_domestic_violence_victim",
)
"""The choices of ``institution.categories_served``, in the order of the schema."""
DIGITS: dict[str, Texts] = {
    "children_psychoneurological": {
        "kk": "Психоневрологиялық патологиясы бар балалар",
        "ru": "Дети с психоневрологическими патологиями",
        "en": "Children with psychoneurological pathologies",
    },
    "children_musculoskeletal": {
        "kk": "Тірек-қимыл аппараты бұзылған балалар",
        "ru": "Дети с нарушениями опорно-двигательного аппарата",
        "en": "Children with musculoskeletal disorders",
    },
    "adults_psychoneurological": {
        "kk": "Психоневрологиялық аурулары бар он сегіз жастан асқан адамдар",
        "ru": "Лица старше восемнадцати лет с психоневрологическими заболеваниями",
        "en": "Persons over eighteen with psychoneurological diseases",
    },
    "elderly_and_disabled": {
        "kk": "Қарттар мен мүгедектігі бар адамдар",
        "ru": "Престарелые и лица с инвалидностью",
        "en": "The elderly and persons with disabilities",
    },
    "no_fixed_residence": {
        "kk": "Тұрақты тұрғылықты жері жоқ адамдар",
        "ru": "Лица без определенного места жительства",
        "en": "Persons without a fixed place of residence",
    },
    "trafficking_victims": {
        "kk": "Адам саудасының құрбандары",
        "ru": "Жертвы торговли людьми",
        "en": "Victims of human trafficking",
    },
    "domestic_violence_victims": {
        "kk": "Тұрмыстық зорлық-зомбылық құрбандары",
        "ru": "Жертвы бытового насилия",
        "en": "Victims of domestic violence",
    },
}
"""What the digits 1 to 7 of Appendix 10 stand for (its notes 1 to 7), in their order."""
_STANDS_FOR = {
    "children_psychoneurological": "children_psychoneurological",
    "children_musculoskeletal": "children_musculoskeletal",
    "adults_psychoneurological": "adults_psychoneurological",
    "persons_with_disabilities": "elderly_and_disabled",
    "elderly": "elderly_and_disabled",
    "temporary_no_fixed_residence": "no_fixed_residence",
    "temporary_trafficking_victim": "trafficking_victims",
    "temporary_domestic_violence_victim": "domestic_violence_victims",
}
_BOUND = {
    "residential": range(4),
    "semi_residential": range(4),
    "home": range(0),
    "temporary_stay": range(4, 7),
}


def _bits(served: int, bound: range) -> int:
    names = tuple(DIGITS)
    digits = 0
    for place, category in enumerate(CATEGORIES):
        digit = _STANDS_FOR.get(category)
        if digit is not None and served >> place & 1 and names.index(digit) in bound:
            digits |= 1 << names.index(digit)
    return digits


@derived(
    "institution.equipment_categories",
    sort=Sort.CHOICES,
    inputs=("institution.type", "institution.categories_served"),
    choices=DIGITS,
    label={
        "kk": "10-қосымшаның санаттары",
        "ru": "Категории приложения 10",
        "en": "Categories of Appendix 10",
    },
)
def equipment_categories(_: Context, kind: Value, served: Value) -> Value:
    """The digits of Appendix 10 that concern the institution (notes 1 to 7).

    Digits 1 to 4 concern residential and semi-residential organisations, 5 to 7 those of
    temporary stay.
    """
    if kind is None or is_none(kind) or served is None:
        return None
    if is_none(served):
        return 0
    bound = _BOUND[TYPES[int(kind) - 1]]
    recorded = int(served)
    return _bits(recorded, bound) if recorded >= 0 else -1 - _bits(-1 - recorded, bound)


@derived(
    "room.itself",
    sort=Sort.COUNT,
    unit="rooms",
    inputs=(),
    label={"kk": "Әр бөлме", "ru": "Каждое помещение", "en": "Each room"},
)
def room_itself(_: Context) -> Value:
    """One for every room: the base of quantities per room or hall (Appendix 10)."""
    return 1


@derived(
    "room.specialists_and_recipients",
    sort=Sort.COUNT,
    unit="persons",
    inputs=("room.specialists", "room.recipients"),
    label={
        "kk": "Бөлмедегі мамандар мен қызмет алушылар",
        "ru": "Специалисты и получатели услуг в помещении",
        "en": "Specialists and recipients in the room",
    },
)
def specialists_and_recipients(_: Context, specialists: Value, recipients: Value) -> Value:
    """Specialists and recipients of a room together (Appendix 10, room 19, chairs)."""
    if specialists is None or recipients is None:
        return None
    return sum(int(number) for number in (specialists, recipients) if is_known(number))


@derived(
    "room.reading_tables",
    sort=Sort.COUNT,
    unit="tables",
    inputs=(each("equipment.item"), each("equipment.quantity")),
    label={
        "kk": "Бөлмедегі оқу үстелдері",
        "ru": "Столы для чтения в помещении",
        "en": "Reading tables in the room",
    },
)
def reading_tables(_: Context, items: Values, quantities: Values) -> Value:
    """Reading tables of a room: the base of the library's chairs (Appendix 10, room 23)."""
    if items is None or quantities is None or isinstance(items, Partial):
        return None
    total = 0
    for item, quantity in zip(items, quantities, strict=True):
        if item is None or (item == READING_TABLE and quantity is None):
            return None
        if item == READING_TABLE and is_known(quantity):
            total += int(quantity or 0)
    return total
