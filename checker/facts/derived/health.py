"""Contraindications on the day of admission and later, and the confirmed need of services.

Order No. 230 of 22.06.2023, paragraphs 6, 14, 25 and 32.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import orjson

from checker.facts.columns import Context, Values, beside, derived
from checker.facts.derived.answers import every
from checker.places import schemas_folder
from checker.values import Partial, Sort, Value, is_known, is_none
from checker.vocabulary.words import Texts


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


_INPUTS = (
    "stay.admitted_on",
    beside("contraindication.code"),
    beside("contraindication.onset_on"),
    beside("contraindication.resolved_on"),
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
def contraindications_on_admission(_: Context, admitted: Value, *recorded: Values) -> Value:
    """The contraindications found by the day of admission and not resolved by then; 230/6.

    One that was resolved on the day of admission itself is no longer there.
    """
    if admitted is None or not is_known(admitted):
        return None
    day = int(admitted)
    return _mask(recorded, lambda onset, resolved: _there(onset, resolved, on=day))


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
def contraindications_arisen(context: Context, admitted: Value, *recorded: Values) -> Value:
    """The contraindications found after the admission and there on the day of the audit; 230/6.

    Of a day after the snapshot was taken nothing is known.
    """
    if admitted is None or not is_known(admitted):
        return None
    if context.as_of > context.taken_on:
        return None
    day, as_of = int(admitted), context.as_of

    def arisen(onset: Value, resolved: Value) -> bool | None:
        before = _there_by(onset, day)
        return False if before else every(_negated(before), _there(onset, resolved, on=as_of))

    return _mask(recorded, arisen)


def _mask(recorded: tuple[Values, ...], there: Callable[[Value, Value], bool | None]) -> int | None:
    """The set of those that are there, opened where the records leave one undecided."""
    codes, onsets, resolutions = recorded
    if codes is None or onsets is None or resolutions is None:
        return None
    mask, open_ = 0, isinstance(codes, Partial)
    for code, onset, resolved in zip(codes, onsets, resolutions, strict=True):
        present = there(onset, resolved)
        if present and code is not None:
            mask |= 1 << (int(code) - 1)
        elif present is not False:
            open_ = True
    return -1 - mask if open_ else mask


def _there(onset: Value, resolved: Value, *, on: int) -> bool | None:
    """Whether a contraindication is there on a day; ``None`` where its days leave it open."""
    return every(_there_by(onset, on), _negated(_there_by(resolved, on)))


def _there_by(event: Value, day: int) -> bool | None:
    """Whether something had happened by a day; recorded as none, it had not."""
    return None if event is None else bool(is_known(event) and event <= day)


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
        "recipient.executive_body_decision.issued_on",
    ),
    choices=_forms_of_service(),
    label={
        "kk": "Шешіммен, жеке бағдарламамен немесе бағалаумен расталған қызмет көрсету жағдайлары",
        "ru": "Условия услуг, подтвержденные решением, индивидуальной программой или оценкой",
        "en": "Forms of service confirmed by decision, individual programme or assessment",
    },
)
def service_forms_confirmed(
    _: Context, decision: Value, programme: Value, assessment: Value, decided: Value = None
) -> Value:
    """The forms of service that one of the three papers names; 230/6.1 to 230/6.4.

    The set stays open while one of them is not recorded, or its list is incomplete. A decision
    whose day is recorded as none was not made, and names no form.
    """
    undecided = decided is not None and is_none(decided)
    mask, open_ = 0, decision is None and not undecided
    if decision is not None and is_known(decision):
        mask = 1 << (int(decision) - 1)
    for forms in (programme, assessment):
        if forms is None:
            open_ = True
        elif is_known(forms):
            open_ |= forms < 0
            mask |= int(forms) if forms >= 0 else -1 - int(forms)
    return -1 - mask if open_ else mask
