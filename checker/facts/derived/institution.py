"""The institution as a whole: persons in need, distance, surveillance, activity after removal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_none

_FULL = 1
"""The place of ``full`` in the choices of ``zone.coverage``."""
_ZONES = {
    "perimeter": (
        "Аумақ периметрінің бейнебақылаумен толық қамтылуы",
        "Полный охват периметра территории видеонаблюдением",
        "Full surveillance of the perimeter",
    ),
    "main_entrance": (
        "Бас кіру есіктерінің бейнебақылаумен толық қамтылуы",
        "Полный охват основных входов видеонаблюдением",
        "Full surveillance of the main entrances",
    ),
    "auxiliary_entrances": (
        "Қосалқы кіру есіктерінің бейнебақылаумен толық қамтылуы",
        "Полный охват запасных входов видеонаблюдением",
        "Full surveillance of the auxiliary entrances",
    ),
    "common_rooms": (
        "Жалпы пайдаланудағы үй-жайлардың (орындардың) бейнебақылаумен толық қамтылуы",
        "Полный охват помещений (мест) общего пользования видеонаблюдением",
        "Full surveillance of the rooms (places) of common use",
    ),
    "offices": (
        "Кабинеттердің бейнебақылаумен толық қамтылуы",
        "Полный охват кабинетов видеонаблюдением",
        "Full surveillance of the offices",
    ),
}
"""The zones of surveillance in the order of their choices, with labels kk, ru and en."""


@derived(
    "institution.persons_in_need",
    sort=Sort.COUNT,
    unit="persons",
    inputs=(
        "institution.settlement.persons_in_need.total",
        "institution.settlement.persons_in_need.residential",
        "institution.settlement.persons_in_need.semi_residential",
        "institution.settlement.persons_in_need.home",
    ),
    label={
        "kk": "Барлық қызмет көрсету жағдайлары бойынша мұқтаж адамдардың саны",
        "ru": "Число нуждающихся по всем условиям оказания услуг",
        "en": "Persons in need over all conditions of service",
    },
)
def persons_in_need(_: Context, total: Value, *by_form: Value) -> Value:
    """Persons in need on the day of the decision to open; 230/2-1/c, 230/2-1/d.

    The recorded total, or the sum over the three conditions of service where that is larger or
    the total is not recorded. Recorded as none counts as 0. Open where a total is less than the
    conditions recorded so far.
    """
    known = [0 if is_none(part) else int(part) for part in by_form if part is not None]
    own = None if total is None or is_none(total) else int(total)
    if len(known) < len(by_form):
        return own if own is not None and own >= sum(known) else None
    return max(sum(known), own or 0)


@derived(
    "institution.distance_to_nearest_home_organisation",
    sort=Sort.NUMBER,
    unit="km",
    inputs=(
        "institution.nearest_home_organisation.bin",
        "institution.nearest_home_organisation.road_distance",
    ),
    label={
        "kk": "Ең жақын үйде қызмет көрсету ұйымына дейінгі қашықтық",
        "ru": "Расстояние до ближайшей организации надомного обслуживания",
        "en": "Distance to the nearest home-care organisation",
    },
)
def distance_to_nearest(_: Context, neighbour: Value, distance: Value) -> Value:
    """Road distance in thousandths of a kilometre; 230/2-1/e.

    ``NONE`` when there is no other organisation; a neighbour without a distance leaves it open.
    """
    if neighbour is not None and is_none(neighbour):
        return NONE
    if distance is not None and is_none(distance):
        return None
    return distance


@derived(
    "recipient.age_on_audit_day",
    sort=Sort.COUNT,
    unit="years",
    personal=True,
    inputs=("recipient.birth_date",),
    label={
        "kk": "Аудит күнгі жасы",
        "ru": "Возраст на день аудита",
        "en": "Age on the day of the audit",
    },
)
def age_on_audit_day(context: Context, born: Value) -> Value:
    """Full years on the day of the audit, the birthday itself counted; 230/2.1 to 230/2.3."""
    if born is None or not is_known(born):
        return born
    day, birth = date.fromordinal(context.as_of), date.fromordinal(int(born))
    before_birthday = (day.month, day.day) < (birth.month, birth.day)
    return day.year - birth.year - int(before_birthday)


@derived(
    "institution.served_after_removal",
    sort=Sort.YESNO,
    inputs=(
        "institution.register.removed_on",
        "institution.last_service_on",
        each("stay.admitted_on"),
        each("stay.discharged_on"),
    ),
    label={
        "kk": "Тіркелімнен шығарылған күннен кейін қызмет көрсету",
        "ru": "Оказание услуг после дня исключения из реестра",
        "en": "Services after the day of removal from the register",
    },
)
def served_after_removal(
    context: Context, removed: Value, last: Value, admitted: Values, discharged: Values
) -> Value:
    """Whether services went on after the day of removal (1 or 0); 230/4-3/end.

    The day of removal itself is allowed. No last service on record says nothing where stays are
    not recorded; a stay that is not recorded says nothing against a recorded last service.
    """
    if removed is None or not is_known(removed):
        return None if removed is None else 0
    if last is not None and is_known(last) and last > removed:
        return 1
    stays = _stays_after(int(removed), context.as_of, admitted, discharged)
    if stays is None and last is not None and is_known(last):
        return 0
    return stays


def _stays_after(removed: int, as_of: int, admitted: Values, discharged: Values) -> Value:
    if as_of <= removed:
        return 0
    if admitted is None or discharged is None:
        return None
    open_ = isinstance(admitted, Partial)
    for first, last in zip(admitted, discharged, strict=True):
        if first is not None and first > removed:
            return 1
        if last is None:
            open_ = True
        elif is_none(last) or last > removed:
            return 1
    return None if open_ else 0


def _coverage(bit: int) -> Callable[..., Value]:
    """Whether a zone is fully covered: its single places go before the summary."""
    choice = bit.bit_length()

    def covered(_: Context, full: Value, partly: Value, types: Values, places: Values) -> Value:
        return _covered(choice, types, places, _zone_covered(bit, full, partly))

    return covered


def _covered(choice: int, types: Values, places: Values, summary: Value) -> Value:
    """The zone over every way to fill in the places left open; ``None`` where they disagree."""
    if types is None or places is None:
        return summary
    mine = [place for kind, place in zip(types, places, strict=True) if kind == choice]
    if any(place is not None and place != _FULL for place in mine):
        return 0
    strange = [place for kind, place in zip(types, places, strict=True) if kind is None]
    ways: set[Value] = {0} if any(place != _FULL for place in mine + strange) else set()
    if mine or any(place in (None, _FULL) for place in strange):
        ways.add(summary if isinstance(types, Partial) else 1)
    if not mine:
        ways.add(summary)
    return ways.pop() if len(ways) == 1 else None


def _zone_covered(bit: int, full: Value, partly: Value) -> Value:
    in_full, in_part = _has(full, bit), _has(partly, bit)
    if in_full:
        return None if in_part else 1
    return 0 if in_part else in_full


def _has(mask: Value, bit: int) -> Value:
    if mask is None:
        return None
    if is_none(mask):
        return 0
    if mask < 0:
        return 1 if (-1 - int(mask)) & bit else None
    return int(bool(int(mask) & bit))


for _place, (_zone, (_kk, _ru, _en)) in enumerate(_ZONES.items()):
    derived(
        f"institution.surveillance.{_zone}_covered",
        sort=Sort.YESNO,
        inputs=(
            "institution.surveillance.zones_covered",
            "institution.surveillance.zones_partly_covered",
            each("zone.type"),
            each("zone.coverage"),
        ),
        label={"kk": _kk, "ru": _ru, "en": _en},
    )(_coverage(1 << _place))
