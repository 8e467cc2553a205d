"""What excuses relatives at home, and contraindications found while somebody stays.

Order No. 230 of 22.06.2023, paragraphs 25 and 32.
"""

from __future__ import annotations

from checker.facts.columns import Context, Values, beside, derived, each
from checker.facts.derived.family import ACCEPTED, bits
from checker.facts.derived.health import choices_of
from checker.values import NONE, Partial, Sort, Value, is_known, is_none

_HOME = 3
"""The place of ``home`` in the choices of ``institution.type``."""
_ELDERLY = 5
"""The place of ``elderly`` in the choices of ``recipient.category``."""
_HOSPITALISATION = 2
"""The place of ``hospitalisation`` among the choices of ``absence.reason``."""
_IN_RESIDENCE = bits(*ACCEPTED)
_AT_HOME = bits(*ACCEPTED, "lives_in_other_settlement")
_OF_ELDERLY_AT_HOME = bits(*ACCEPTED, "lives_in_other_settlement", "family_conflict")


@derived(
    "recipient.accepted_reasons",
    sort=Sort.CHOICES,
    inputs=("institution.type", "recipient.category"),
    choices=choices_of("family_members", "objective_reasons"),
    label={
        "kk": "Балалар мен жұбайы үшін бірдей қабылданатын объективті себептер",
        "ru": "Объективные причины, принимаемые и для детей, и для супруга",
        "en": "Objective reasons accepted of children and spouse alike",
    },
)
def accepted_reasons(_: Context, type_: Value, category: Value) -> Value:
    """The reasons of the list that binds, advanced age of a spouse left out.

    230/6.4, 230/6.5; at home another settlement is one more (230/25.4), and a conflict in the
    family for the elderly only (230/25.5). The set is open where that is not known.
    """
    if type_ is None:
        return -1 - _IN_RESIDENCE
    if type_ != _HOME:
        return _IN_RESIDENCE
    if category is None:
        return -1 - _AT_HOME
    return _OF_ELDERLY_AT_HOME if category == _ELDERLY else _AT_HOME


@derived(
    "contraindication.found_in_stay_on",
    sort=Sort.DATE,
    personal=True,
    health=True,
    inputs=(
        "contraindication.onset_on",
        "contraindication.resolved_on",
        beside("stay.admitted_on"),
        beside("stay.discharged_on"),
    ),
    label={
        "kk": "Болу кезінде қарсы көрсетілімі болған алғашқы күн",
        "ru": "Первый день пребывания с противопоказанием",
        "en": "First day of the stay with the contraindication",
    },
)
def found_in_stay_on(
    _: Context, onset: Value, resolved: Value, admitted: Values, discharged: Values
) -> Value:
    """The first day of a stay on which it is certainly there; 230/32.

    ``NONE`` where it was there in no stay: one that was resolved on the day it was found or the
    person came, or that was found after the discharge.
    """
    if admitted is None or discharged is None:
        return None
    stays = zip(admitted, discharged, strict=True)
    days = [_first_day(onset, resolved, came, left) for came, left in stays]
    known = [int(day) for day in days if day is not None and is_known(day)]
    open_ = None in days or isinstance(admitted, Partial)
    return min(known, default=None if open_ else NONE)


def _first_day(onset: Value, resolved: Value, admitted: Value, discharged: Value) -> Value:
    """The first day on which it is there in one stay; ``NONE`` where on none."""
    if onset is None or admitted is None:
        return None
    if is_none(onset) or is_none(admitted):
        return NONE
    day = max(admitted, onset)
    gone = _by(resolved, day)
    left = False if day == admitted else _by(discharged, day - 1)
    if gone or left:
        return NONE
    return None if gone is None or left is None else day


def _by(event: Value, day: Value) -> bool | None:
    """Whether something had happened by a day; recorded as none, it had not."""
    if event is None or day is None:
        return None
    return is_known(event) and event <= day


@derived(
    "recipient.last_in_hospital_on",
    sort=Sort.DATE,
    personal=True,
    health=True,
    inputs=(each("absence.reason"), each("absence.from_on"), each("absence.to_on")),
    label={
        "kk": "Ауруханада болған соңғы күні",
        "ru": "Последний день в больнице",
        "en": "Last day in hospital",
    },
)
def last_in_hospital_on(context: Context, reason: Values, first: Values, last: Values) -> Value:
    """The last day of an absence for hospitalisation, or ``NONE``; 230/32/referral-to-health.

    One that lasts is known up to the day of the audit, and no further than the snapshot.
    """
    if reason is None or first is None or last is None or isinstance(reason, Partial):
        return None
    days: list[Value] = []
    for why, start, end in zip(reason, first, last, strict=True):
        if why is not None and why != _HOSPITALISATION:
            continue
        if why is None or start is None or end is None:
            return None
        if is_known(start):
            until = min(context.as_of, context.taken_on)
            days.append(until if is_none(end) else min(int(end), until))
    return max((day for day in days if day is not None), default=NONE)
