"""Licences: whether one is in force on a day, and what happened without one.

Order No. 230 of 22.06.2023, paragraphs 3, 4-1, 13-1, 24-1 and 29-1: an organisation acts on the
basis of a licence for the conditions in which it serves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.facts.columns import Context, Values, derived, each
from checker.values import NONE, Partial, Sort, Value, is_known, is_none, is_open

_ACTIVE, _SUSPENDED, _TERMINATED = 1, 2, 3
"""The places of ``licence.status`` in its choices."""
_TERMS = (
    "licence.issued_on",
    "licence.valid_until",
    "licence.suspended_on",
    "licence.resumed_on",
    "licence.terminated_on",
    "licence.status",
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The days and the status of one licence, as its columns hold them."""

    issued: Value
    valid_until: Value
    """The last day of validity; ``NONE`` when it is unlimited."""
    suspended: Value
    resumed: Value
    """The first day in force after the suspension."""
    terminated: Value
    """The first day without force."""
    status: Value
    """As the register of permits shows it on the day the snapshot was taken."""


def every_one(parts: Sequence[bool | None]) -> bool | None:
    """True when all parts are, false when one is; ``None`` where it stays open."""
    if False in parts:
        return False
    return None if None in parts else True


def any_one(parts: Sequence[bool | None]) -> bool | None:
    """True when one part is, false when none is; ``None`` where it stays open."""
    if True in parts:
        return True
    return None if None in parts else False


def in_force_on(day: int, taken_on: int, terms: Terms) -> bool | None:
    """Whether a licence is in force on a day; ``None`` where its record leaves it open.

    Both days are ordinals. Dates decide; the status fills what they leave open. Of a day after
    the snapshot was taken nothing is known but that a termination lasts.
    """
    ended = _ended(day, taken_on, terms)
    if day > taken_on:
        return False if ended else None
    issued = None if terms.issued is None else bool(is_known(terms.issued) and terms.issued <= day)
    return every_one(
        (
            issued,
            None if ended is None else not ended,
            _not_expired(day, terms),
            _not_suspended(day, taken_on, terms),
        )
    )


def _ended(day: int, taken_on: int, terms: Terms) -> bool | None:
    if terms.terminated is not None and is_known(terms.terminated):
        return terms.terminated <= day
    if is_known(terms.status) and terms.status != _TERMINATED:
        return False
    if terms.status == _TERMINATED:
        return True if day >= taken_on else None
    return None if terms.terminated is None else False


def _not_expired(day: int, terms: Terms) -> bool | None:
    if terms.valid_until is None:
        return True if terms.status == _ACTIVE else None
    return bool(is_none(terms.valid_until) or terms.valid_until >= day)


def _not_suspended(day: int, taken_on: int, terms: Terms) -> bool | None:
    if day == taken_on and terms.status == _SUSPENDED:
        return False
    if terms.suspended is None:
        return True if day == taken_on and is_known(terms.status) else None
    if is_none(terms.suspended):
        return None if terms.status == _SUSPENDED else True
    if terms.suspended > day:
        return True
    return _resumed(day, taken_on, terms)


def _resumed(day: int, taken_on: int, terms: Terms) -> bool | None:
    if terms.resumed is not None and is_known(terms.resumed) and terms.suspended is not None:
        if terms.resumed >= terms.suspended:
            return terms.resumed <= day
        return None
    if terms.status == _SUSPENDED:
        return False
    if terms.status == _ACTIVE:
        return True if day == taken_on else None
    return None if terms.resumed is None else False


def _covers(forms: Value, institution_type: Value) -> bool | None:
    if forms is None or institution_type is None or not is_known(institution_type):
        return None
    if is_none(forms):
        return False
    bit, mask = 1 << (int(institution_type) - 1), int(forms)
    if mask < 0:
        return True if (-1 - mask) & bit else None
    return bool(mask & bit)


def _value(held: bool | None) -> Value:
    return None if held is None else int(held)


@derived(
    "licence.in_force",
    sort=Sort.YESNO,
    inputs=_TERMS,
    label={
        "kk": "Лицензияның аудит күні қолданыста болуы",
        "ru": "Действие лицензии на день аудита",
        "en": "Licence in force on the day of the audit",
    },
)
def licence_in_force(context: Context, *terms: Value) -> Value:
    """Whether the licence is in force on the day of the audit (1 or 0); 230/4-1/a."""
    return _value(in_force_on(context.as_of, context.taken_on, Terms(*terms)))


@derived(
    "institution.licensed",
    sort=Sort.YESNO,
    inputs=(each("licence.in_force"), each("licence.service_forms"), "institution.type"),
    label={
        "kk": "Ұйымның қызмет көрсету жағдайына арналған қолданыстағы лицензияның болуы",
        "ru": "Наличие действующей лицензии на условия оказания услуг организации",
        "en": "A licence in force for the institution's conditions of service",
    },
)
def licensed(_: Context, in_force: Values, forms: Values, institution_type: Value) -> Value:
    """Whether a licence for the institution's own conditions is in force (1 or 0); 230/4-1/a."""
    if in_force is None or forms is None:
        return None
    held = [
        every_one((None if force is None else bool(force), _covers(covered, institution_type)))
        for force, covered in zip(in_force, forms, strict=True)
    ]
    if isinstance(in_force, Partial):
        held.append(None)
    return _value(any_one(held))


@derived(
    "institution.last_unlicensed_admission_on",
    sort=Sort.DATE,
    inputs=(
        *(each(word) for word in _TERMS),
        each("licence.service_forms"),
        each("stay.admitted_on"),
        "institution.type",
    ),
    label={
        "kk": "Лицензиясыз қабылдаудың соңғы күні",
        "ru": "Последний день приема без лицензии",
        "en": "Last day of an admission without a licence",
    },
)
def last_unlicensed_admission_on(
    context: Context,
    issued: Values,
    *rest: Values | Value,
) -> Value:
    """The last day of an admission without a licence, as an ordinal; 230/4-1/a.

    ``NONE`` when every admission had one; ``None`` while a later admission than the last certain
    one is open.
    """
    *terms, forms, admissions, institution_type = rest
    columns = [issued, *terms, forms]
    if admissions is None or any(column is None for column in columns):
        return None
    assert isinstance(admissions, tuple)
    assert not isinstance(institution_type, tuple)
    lists: list[Sequence[Value]] = [column for column in columns if isinstance(column, tuple)]
    licences = [(Terms(*row[:-1]), row[-1]) for row in zip(*lists, strict=True)]
    unsure: list[bool | None] = [None] if isinstance(issued, Partial) else []
    certain, open_ = _unlicensed(context, licences, unsure, admissions, institution_type)
    if is_open(admissions) or open_ > certain:
        return None
    return certain or NONE


def _unlicensed(
    context: Context,
    licences: Sequence[tuple[Terms, Value]],
    unsure: list[bool | None],
    admissions: Sequence[Value],
    institution_type: Value,
) -> tuple[int, int]:
    """The last admission certainly without a licence, and the last one perhaps without; or 0."""
    found = {False: 0, None: 0}
    for day in sorted({int(day) for day in admissions if day is not None and is_known(day)}):
        held = [
            every_one((in_force_on(day, context.taken_on, terms), _covers(forms, institution_type)))
            for terms, forms in licences
        ]
        answer = any_one([*held, *unsure])
        if answer is not True:
            found[answer] = day
    return found[False], found[None]
