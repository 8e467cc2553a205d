"""Contraindications on the day of admission and later, and the confirmed need of services.

Order No. 230 of 22.06.2023, paragraphs 6, 14, 25 and 32.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import orjson

from checker.facts.columns import Context, Values, derived, each
from checker.places import schemas_folder
from checker.values import Partial, Sort, Value, is_known
from checker.vocabulary.words import Texts


@dataclass(frozen=True, slots=True)
class _Spells:
    """What is recorded of a recipient's contraindications."""

    found: tuple[tuple[Value, Value, Value], ...]
    """For each its code, the day it was found and the day it was resolved."""
    partial: bool
    """There may be more than is recorded."""


@cache
def _recipient() -> Mapping[str, Any]:
    schema = orjson.loads((schemas_folder() / "snapshot.schema.json").read_bytes())
    found: Mapping[str, Any] = schema["properties"]["recipients"]["items"]["properties"]
    return found


def choices_of(records: str, name: str) -> Mapping[str, Texts]:
    """The choices of a property of a recipient's records, in the order of the schema."""
    found: Mapping[str, Texts] = _recipient()[records]["items"]["properties"][name]["x-choices"]
    return found


def _forms_of_service() -> Mapping[str, Texts]:
    assessment = _recipient()["needs_assessment"]["properties"]
    found: Mapping[str, Texts] = assessment["service_forms"]["x-choices"]
    return found


@derived(
    "recipient.contraindication_spells",
    sort=Sort.TEXT,
    personal=True,
    health=True,
    inputs=(
        each("contraindication.code"),
        each("contraindication.onset_on"),
        each("contraindication.resolved_on"),
    ),
    label={
        "kk": "Қарсы көрсетілімдер және олардың күндері",
        "ru": "Противопоказания и их даты",
        "en": "Contraindications with their days",
    },
)
def contraindication_spells(_: Context, code: Values, onset: Values, resolved: Values) -> Value:
    """The contraindications with their days, for the words of a stay; not for rules to read.

    They belong to the recipient, and a stay sees single values of its recipient only; so they are
    handed on as one value, a tuple that no comparison reads.
    """
    if code is None or onset is None or resolved is None:
        return None
    found = tuple(zip(code, onset, resolved, strict=True))
    return cast("Value", _Spells(found, isinstance(code, Partial)))


@derived(
    "recipient.contraindications_complete",
    sort=Sort.YESNO,
    personal=True,
    health=True,
    inputs=(
        each("contraindication.code"),
        each("contraindication.onset_on"),
        each("contraindication.resolved_on"),
    ),
    label={
        "kk": "Қарсы көрсетілімдер күндерімен толық жазылған",
        "ru": "Противопоказания записаны полностью, с датами",
        "en": "Contraindications are fully recorded, with their days",
    },
)
def contraindications_complete(_: Context, *columns: Values) -> Value:
    """1 where nothing of the contraindications is left out; open otherwise, to name the gaps."""
    for values in columns:
        if values is None or isinstance(values, Partial) or None in values:
            return None
    return 1


_INPUTS = (
    "recipient.contraindication_spells",
    "recipient.contraindications_complete",
    "stay.admitted_on",
)


@derived(
    "stay.contraindications_on_admission",
    sort=Sort.CHOICES,
    personal=True,
    health=True,
    inputs=_INPUTS,
    choices=choices_of("contraindications", "code"),
    label={
        "kk": "Түскен күні болған қарсы көрсетілімдер",
        "ru": "Противопоказания, имевшиеся на день поступления",
        "en": "Contraindications on the day of admission",
    },
)
def contraindications_on_admission(
    _: Context, spells: Value, complete: Value, admitted: Value
) -> Value:
    """The contraindications found by the day of admission and not resolved by then; 230/6.

    One that was resolved on the day of admission itself is no longer there. ``complete`` only
    tells a report which facts are missing.
    """
    del complete
    if spells is None or admitted is None or not is_known(admitted):
        return None
    day = int(admitted)
    return _mask(spells, lambda onset, resolved: _there(onset, resolved, on=day))


@derived(
    "stay.contraindications_arisen",
    sort=Sort.CHOICES,
    personal=True,
    health=True,
    inputs=_INPUTS,
    choices=choices_of("contraindications", "code"),
    label={
        "kk": "Болу кезінде пайда болып, жойылмаған қарсы көрсетілімдер",
        "ru": "Противопоказания, возникшие во время пребывания и не устраненные",
        "en": "Contraindications that arose during the stay and are not resolved",
    },
)
def contraindications_arisen(
    context: Context, spells: Value, complete: Value, admitted: Value
) -> Value:
    """The contraindications found after the admission and there on the day of the audit; 230/6.

    Of a day after the snapshot was taken nothing is known. ``complete`` as above.
    """
    del complete
    if spells is None or admitted is None or not is_known(admitted):
        return None
    if context.as_of > context.taken_on:
        return None
    day, as_of = int(admitted), context.as_of

    def arisen(onset: Value, resolved: Value) -> bool | None:
        before = _there_by(onset, day)
        return False if before else _both(_negated(before), _there(onset, resolved, on=as_of))

    return _mask(spells, arisen)


def _mask(spells: Value, there: Callable[[Value, Value], bool | None]) -> int:
    """The set of those that are there, opened where the records leave one undecided."""
    handed = cast("_Spells", spells)
    mask, open_ = 0, handed.partial
    for code, onset, resolved in handed.found:
        present = there(onset, resolved)
        if present and code is not None:
            mask |= 1 << (int(code) - 1)
        elif present is not False:
            open_ = True
    return -1 - mask if open_ else mask


def _there(onset: Value, resolved: Value, *, on: int) -> bool | None:
    """Whether a contraindication is there on a day; ``None`` where its days leave it open."""
    return _both(_there_by(onset, on), _negated(_there_by(resolved, on)))


def _there_by(event: Value, day: int) -> bool | None:
    """Whether something had happened by a day; recorded as none, it had not."""
    return None if event is None else bool(is_known(event) and event <= day)


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _negated(part: bool | None) -> bool | None:
    return None if part is None else not part


@derived(
    "recipient.service_forms_confirmed",
    sort=Sort.CHOICES,
    personal=True,
    inputs=(
        "recipient.executive_body_decision.service_form",
        "recipient.rehabilitation_programme.service_forms",
        "recipient.needs_assessment.service_forms",
    ),
    choices=_forms_of_service(),
    label={
        "kk": "Шешіммен, жеке бағдарламамен немесе бағалаумен расталған қызмет көрсету жағдайлары",
        "ru": "Условия услуг, подтвержденные решением, индивидуальной программой или оценкой",
        "en": "Forms of service confirmed by decision, individual programme or assessment",
    },
)
def service_forms_confirmed(
    _: Context, decision: Value, programme: Value, assessment: Value
) -> Value:
    """The forms of service that one of the three papers names; 230/6.1 to 230/6.4.

    The set stays open while one of them is not recorded, or its list is incomplete.
    """
    mask, open_ = 0, decision is None
    if decision is not None and is_known(decision):
        mask = 1 << (int(decision) - 1)
    for forms in (programme, assessment):
        if forms is None:
            open_ = True
        elif is_known(forms):
            open_ |= forms < 0
            mask |= int(forms) if forms >= 0 else -1 - int(forms)
    return -1 - mask if open_ else mask
