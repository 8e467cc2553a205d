"""Specialists and the applications to include them in the register of specialists.

Rules of Order No. 21 of 23.01.2025, paragraphs 2, 6 and 9 and the form of the register.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from checker.facts.columns import Context, Values, beside, derived, each
from checker.facts.derived.licence import Terms, any_one, in_force_on
from checker.values import NONE, NUMBER_SCALE, Partial, Sort, Value, is_known, is_none, is_open

_REGISTERED: Final = 1
"""The place of ``registered`` in the choices of ``application.decision``."""
_PORTAL: Final = 1
"""The place of ``portal`` in the choices of ``application.channel``."""
_WORKING_AGE: Final = 16
"""Nobody has a longer length of service than since this age, in years."""


@derived(
    "application.licensed_on_acceptance",
    sort=Sort.YESNO,
    inputs=(
        "application.accepted_on",
        beside("licence.issued_on"),
        beside("licence.valid_until"),
        beside("licence.suspended_on"),
        beside("licence.resumed_on"),
        beside("licence.terminated_on"),
        beside("licence.status"),
    ),
    label={
        "kk": "Өтінім қабылданған күні қолданыстағы лицензияның болуы",
        "ru": "Наличие действующей лицензии в день приема заявки",
        "en": "A licence in force on the day the application was accepted",
    },
)
def licensed_on_acceptance(context: Context, accepted: Value, *licences: Values) -> Value:
    """Whether the applicant held a licence in force (1 or 0); 21/2.2."""
    known = [column for column in licences if column is not None]
    if accepted is None or not is_known(accepted) or len(known) < len(licences):
        return None
    day = int(accepted)
    held = [in_force_on(day, context.taken_on, Terms(*row)) for row in zip(*known, strict=True)]
    answer = any_one([*held, None] if isinstance(known[0], Partial) else held)
    return None if answer is None else int(answer)


@derived(
    "specialist.included_on_application",
    sort=Sort.YESNO,
    inputs=(
        "specialist.included_on",
        each("application.decision"),
        each("application.channel"),
        each("application.accepted_on"),
    ),
    label={
        "kk": "Тізілімге портал арқылы берілген әрі тіркелген өтінім негізінде енгізілу",
        "ru": "Включение в реестр по заявке, поданной через портал и зарегистрированной",
        "en": "Inclusion in the register on a registered application through the portal",
    },
)
def included_on_application(
    _: Context, included: Value, decisions: Values, channels: Values, accepted: Values
) -> Value:
    """Whether a registered application of the portal precedes the inclusion (1 or 0); 21/6.

    ``NONE`` when the specialist is not in the register.
    """
    if included is None or is_none(included):
        return included
    if decisions is None or channels is None or accepted is None:
        return None
    rows = zip(decisions, channels, accepted, strict=True)
    answer = any_one([_leads_to(int(included), *row) for row in rows])
    if answer is False and isinstance(decisions, Partial):
        return None
    return None if answer is None else int(answer)


def _leads_to(included: int, decision: Value, channel: Value, accepted: Value) -> bool | None:
    parts = (
        (decision, decision == _REGISTERED),
        (channel, channel == _PORTAL),
        (accepted, accepted is not None and accepted <= included),
    )
    if any(value is not None and not fits for value, fits in parts):
        return False
    return None if any(value is None for value, _ in parts) else True


@derived(
    "specialist.first_registered_on",
    sort=Sort.DATE,
    inputs=(each("application.decision"), each("application.decided_on")),
    label={
        "kk": "Өтінімді тіркеу туралы алғашқы шешімнің күні",
        "ru": "День первого решения о регистрации заявки",
        "en": "Day of the first decision to register an application",
    },
)
def first_registered_on(_: Context, decisions: Values, decided: Values) -> Value:
    """The earliest decision to register, as an ordinal; 21/form.10.

    ``NONE`` when no application was registered.
    """
    if decisions is None or decided is None or is_open(decisions):
        return None
    pairs = zip(decisions, decided, strict=True)
    days = tuple(day for decision, day in pairs if decision == _REGISTERED)
    if is_open(days):
        return None
    return min((day for day in days if day is not None and is_known(day)), default=NONE)


@derived(
    "specialist.age_on_inclusion",
    sort=Sort.COUNT,
    unit="years",
    personal=True,
    inputs=("specialist.birth_date", "specialist.included_on"),
    label={
        "kk": "Маманның тізілімге енгізілген күнгі жасы",
        "ru": "Возраст специалиста на день включения в реестр",
        "en": "Age of the specialist on the day of inclusion",
    },
)
def age_on_inclusion(_: Context, born: Value, included: Value) -> Value:
    """Full years on the day of inclusion, the birthday itself counted; 21/form.2."""
    if included is None or is_none(included):
        return included
    return _full_years(born, int(included))


@derived(
    "specialist.longest_possible_experience",
    sort=Sort.NUMBER,
    unit="years",
    personal=True,
    inputs=("specialist.birth_date",),
    label={
        "kk": "Жасы бойынша ең ұзақ ықтимал еңбек өтілі",
        "ru": "Наибольший возможный по возрасту стаж",
        "en": "Longest experience that the age allows",
    },
)
def longest_possible_experience(context: Context, born: Value) -> Value:
    """Years since the age of sixteen, the begun year included, in thousandths; 21/form.6."""
    age = _full_years(born, context.as_of)
    if age is None or is_none(age):
        return age
    return max(0, int(age) + 1 - _WORKING_AGE) * NUMBER_SCALE


def _full_years(born: Value, day: int) -> Value:
    if born is None or is_none(born):
        return born
    then, birth = date.fromordinal(day), date.fromordinal(int(born))
    return then.year - birth.year - int((then.month, then.day) < (birth.month, birth.day))
