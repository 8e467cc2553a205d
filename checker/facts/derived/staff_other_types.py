"""Numbers behind the staff tables of Appendices 6, 7 and 8, and vehicles beside the patrol."""

from __future__ import annotations

from checker.facts.columns import Compute, Context, Values, derived, each
from checker.facts.derived.staff import units_of
from checker.facts.derived.vehicles import VEHICLE_TYPES, count_of
from checker.values import Partial, Sort, Value, is_known
from checker.vocabulary.words import Texts, texts_of

ROUND_THE_CLOCK, HOME_CARE, NIGHT_STAY = 5, 6, 7
"""Their places among the choices of ``unit.type``."""
HOME_UNIT_RECIPIENTS = 80
"""A unit of service at home is formed for 80 recipients (Appendix 7, note 1)."""


@derived(
    "institution.recipients_by_roll_and_visits",
    sort=Sort.COUNT,
    unit="persons",
    inputs=("institution.recipients_count", "institution.load.visits_per_day"),
    label=texts_of(
        "Тізімдегі қызмет алушылар мен күндік келу санының азы",
        "Меньшее из числа получателей в списке и посещений в день",
        "Recipients on the roll or visits per day, whichever are fewer",
    ),
)
def recipients_by_roll_and_visits(_: Context, enrolled: Value, visits: Value) -> Value:
    """The smaller of the two numbers of people (Appendix 6, rows 31, 34 and 35).

    The columns of the table are visits per day, while these rows speak of recipients: of the two
    readings it takes the one that demands less.
    """
    if enrolled is None or visits is None:
        return None
    return min(_number(enrolled), _number(visits))


@derived(
    "institution.home_care_units",
    sort=Sort.COUNT,
    unit="units",
    inputs=(each("unit.type"), each("unit.recipients_count")),
    label=texts_of(
        "80 және одан көп қызмет алушысы бар үйде қызмет көрсету бөлімшелері, кемінде бір",
        "Отделения надомного обслуживания на 80 и более получателей, не менее одного",
        "Home care units with 80 recipients or more, one at least",
    ),
)
def home_care_units(_: Context, types: Values, people: Values) -> Value:
    """Units of service at home (Appendix 7, row 1 and note 1); the organisation is one itself."""
    found = units_of(HOME_CARE, types, people, lambda count: count >= HOME_UNIT_RECIPIENTS)
    return None if found is None else max(found, 1)


_UNITS: dict[str, tuple[int, Texts]] = {
    "night_stay_units": (
        NIGHT_STAY,
        texts_of(
            "Түнде болу бөлімшелерінің саны",
            "Число отделений ночного пребывания",
            "Number of night-stay units",
        ),
    ),
    "round_the_clock_units": (
        ROUND_THE_CLOCK,
        texts_of(
            "Тәуліктік болу бөлімшелерінің саны",
            "Число отделений круглосуточного пребывания",
            "Number of round-the-clock units",
        ),
    ),
}


def _units_of(wanted: int) -> Compute:
    def units(_: Context, types: Values) -> Value:
        return count_of(types, lambda kind: kind == wanted)

    units.__doc__ = f"Units of the kind at place {wanted} of ``unit.type`` (Appendices 6 and 8)."
    return units


for _name, (_kind, _label) in _UNITS.items():
    derived(
        f"institution.{_name}",
        sort=Sort.COUNT,
        unit="units",
        inputs=(each("unit.type"),),
        label=_label,
    )(_units_of(_kind))


@derived(
    "institution.patrol_vehicles",
    sort=Sort.COUNT,
    unit="vehicles",
    inputs=(each("vehicle.used_for_patrol"), each("vehicle.running")),
    label=texts_of(
        "Мобильді әлеуметтік патрульдің жүріп тұрған көліктері",
        "Исправные транспортные средства мобильного социального патруля",
        "Vehicles of the mobile social patrol in running order",
    ),
)
def patrol_vehicles(_: Context, patrols: Values, running: Values) -> Value:
    """Vehicles with which the mobile patrol can drive out (Appendix 8, table of the patrol)."""
    if patrols is None or running is None or isinstance(patrols, Partial):
        return None
    both = tuple(_and(one, other) for one, other in zip(patrols, running, strict=True))
    return count_of(both, lambda value: value == 1)


_BESIDE: dict[str, tuple[str, Texts]] = {
    "passenger_cars": (
        "passenger_car",
        texts_of(
            "Патрульден бөлек жеңіл автомобильдер",
            "Легковые автомобили, кроме патруля",
            "Passenger cars, the patrol left aside",
        ),
    ),
    "sanitary_vehicles": (
        "sanitary_vehicle",
        texts_of(
            "Патрульден бөлек санитариялық автомобильдер",
            "Санитарные автомобили, кроме патруля",
            "Sanitary vehicles, the patrol left aside",
        ),
    ),
    "motor_vehicles": (
        "motor_vehicle",
        texts_of(
            "Патрульден бөлек автокөлік құралдары",
            "Автотранспортные средства, кроме патруля",
            "Motor vehicles, the patrol left aside",
        ),
    ),
}


def _beside_patrol(kind: str) -> Compute:
    wanted = VEHICLE_TYPES.index(kind) + 1

    def vehicles(_: Context, types: Values, patrols: Values, operates: Value) -> Value:
        if types is None or patrols is None:
            return None
        used = (0 if operates == 0 else one for one in patrols)
        pairs = zip(types, used, strict=True)
        counted = tuple(_and(_is(one, wanted), _not(patrol)) for one, patrol in pairs)
        whole = Partial(counted) if isinstance(types, Partial) else counted
        return count_of(whole, lambda value: value == 1)

    vehicles.__doc__ = (
        f"Vehicles of the kind {kind} that the patrol does not use (Appendix 8, vehicle limit).\n\n"
        "The text does not say whether those of the patrol are within the limit."
    )
    return vehicles


for _name, (_vehicle, _label) in _BESIDE.items():
    derived(
        f"institution.{_name}_besides_patrol",
        sort=Sort.COUNT,
        unit="vehicles",
        inputs=(
            each("vehicle.type"),
            each("vehicle.used_for_patrol"),
            "institution.patrol.operates",
        ),
        label=_label,
    )(_beside_patrol(_vehicle))


def _number(value: Value) -> int:
    return int(value) if value is not None and is_known(value) else 0


def _is(value: Value, wanted: int) -> Value:
    return None if value is None else int(value == wanted)


def _not(value: Value) -> Value:
    return None if value is None else int(value != 1)


def _and(one: Value, other: Value) -> Value:
    if one == 0 or other == 0:
        return 0
    return None if one is None or other is None else int(one == 1 and other == 1)
