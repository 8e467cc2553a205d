"""Vehicles by kind: the base of drivers and of the vehicle limit (Appendix 1)."""

from __future__ import annotations

from collections.abc import Callable

from checker.facts.columns import Compute, Context, Values, derived, each
from checker.values import Partial, Sort, Value, is_open
from checker.vocabulary.words import Texts, texts_of

VEHICLE_TYPES = (
    "passenger_car",
    "sanitary_vehicle",
    "passenger_bus",
    "minibus",
    "motor_vehicle",
    "waste_vehicle",
    "tractor",
    "other",
)
"""The choices of ``vehicle.type``, in the order of the schema."""
_FLEET = (each("vehicle.type"), each("vehicle.running"))


def count_of(records: Values, counted: Callable[[Value], bool]) -> Value:
    """How many records are counted; open where a gap in them could change it."""
    if records is None or is_open(records):
        return None
    return sum(counted(value) for value in records)


def _running(types: Values, running: Values, wanted: Callable[[int], bool]) -> Value:
    if types is None or running is None or isinstance(types, Partial):
        return None
    total = 0
    for kind, runs in zip(types, running, strict=True):
        if kind is not None and not wanted(int(kind)):
            continue
        if runs == 0:
            continue
        if kind is None or runs is None:
            return None
        total += 1
    return total


@derived(
    "institution.vehicles_running",
    sort=Sort.COUNT,
    unit="vehicles",
    inputs=_FLEET,
    label=texts_of(
        "Жүріп тұрған көлік құралдары, тракторсыз",
        "Технически исправные транспортные средства, кроме тракторов",
        "Vehicles in running order, tractors left aside",
    ),
)
def vehicles_running(_: Context, types: Values, running: Values) -> Value:
    """Vehicles in running order that a driver drives (Appendix 1, row 18).

    Tractors have a driver of their own (row 19), so they are not counted here.
    """
    tractor = VEHICLE_TYPES.index("tractor") + 1
    return _running(types, running, lambda kind: kind != tractor)


@derived(
    "institution.tractors_running",
    sort=Sort.COUNT,
    unit="tractors",
    inputs=_FLEET,
    label=texts_of(
        "Жүріп тұрған тракторлар", "Технически исправные тракторы", "Tractors in running order"
    ),
)
def tractors_running(_: Context, types: Values, running: Values) -> Value:
    """Tractors in running order (Appendix 1, row 19)."""
    tractor = VEHICLE_TYPES.index("tractor") + 1
    return _running(types, running, lambda kind: kind == tractor)


_LIMITED: dict[str, tuple[str, Texts]] = {
    "passenger_cars": (
        "passenger_car",
        texts_of(
            "Жеңіл автомобильдер саны", "Число легковых автомобилей", "Number of passenger cars"
        ),
    ),
    "sanitary_vehicles": (
        "sanitary_vehicle",
        texts_of(
            "Санитариялық автомобильдер саны",
            "Число санитарных автомобилей",
            "Number of sanitary vehicles",
        ),
    ),
    "passenger_buses": (
        "passenger_bus",
        texts_of(
            "Жолаушылар автобустарының саны",
            "Число пассажирских автобусов",
            "Number of passenger buses",
        ),
    ),
    "minibuses": (
        "minibus",
        texts_of("Микроавтобустар саны", "Число микроавтобусов", "Number of minibuses"),
    ),
    "motor_vehicles": (
        "motor_vehicle",
        texts_of(
            "Автокөлік құралдарының саны",
            "Число автотранспортных средств",
            "Number of motor vehicles",
        ),
    ),
    "waste_vehicles": (
        "waste_vehicle",
        texts_of(
            "Қоқыс шығаратын автомобильдер саны",
            "Число автомобилей для вывоза нечистот",
            "Number of waste removal vehicles",
        ),
    ),
    "tractors": (
        "tractor",
        texts_of("Тракторлар саны", "Число тракторов", "Number of tractors"),
    ),
}


def _vehicles_of(kind: str) -> Compute:
    wanted = VEHICLE_TYPES.index(kind) + 1

    def vehicles(_: Context, types: Values) -> Value:
        return count_of(types, lambda value: value == wanted)

    vehicles.__doc__ = f"Vehicles of the kind {kind}, running or not (Appendix 1, vehicle limit)."
    return vehicles


for _name, (_kind, _label) in _LIMITED.items():
    derived(
        f"institution.{_name}",
        sort=Sort.COUNT,
        unit="vehicles",
        inputs=(each("vehicle.type"),),
        label=_label,
    )(_vehicles_of(_kind))
