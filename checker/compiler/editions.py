"""Which edition of the law judges a day, and how firmly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from checker.facts.columns import Context
from checker.packs.model import ActEdition, RuleEdition
from checker.values import Value, is_known

ORIGINAL = "original"
_STEP = 10


class Regime(IntEnum):
    """How the law of a day binds."""

    IN_FORCE = 1
    PRESUMED = 2
    """The present wording is only presumed for that day: it never accuses."""
    NOT_YET = 3
    """What the edition added did not bind yet."""
    UNKNOWN = 4
    """The text of that day is not known."""


@dataclass(frozen=True, slots=True)
class Span:
    """One edition of a rule in time; days are ordinals."""

    not_before: int
    in_force_by: int
    added: bool


def spans_of(
    editions: tuple[RuleEdition, ...], known: Mapping[str, ActEdition]
) -> tuple[Span, ...]:
    """The spans of a rule's editions, newest first."""
    return tuple(
        Span(
            known[one.since].not_before.toordinal(),
            known[one.since].in_force_by.toordinal(),
            one.added,
        )
        for one in editions
    )


def regime_on(day: int, spans: tuple[Span, ...], act_begins: int) -> tuple[int, Regime]:
    """The place of the edition that judges a day, and its regime."""
    last = len(spans) - 1
    for place, span in enumerate(spans):
        if day >= span.in_force_by:
            return place, Regime.IN_FORCE
        if day >= span.not_before:
            return place, Regime.PRESUMED
        if place == last:
            break
    oldest = spans[last]
    if oldest.added:
        return last, Regime.NOT_YET
    if day >= act_begins:
        return last, Regime.PRESUMED
    return last, Regime.UNKNOWN


def regime_code(place: int, regime: Regime) -> int:
    """The value of a regime column for an edition and a regime."""
    return place * _STEP + int(regime)


def read_regime(code: int) -> tuple[int, Regime]:
    """The edition's place and the regime that a column's value stands for."""
    return code // _STEP, Regime(code % _STEP)


def regime_compute(
    spans: tuple[Span, ...], act_begins: int, *, of_event: bool
) -> Callable[..., Value]:
    """The computation of a regime column: of the audit's day, or of an event's day."""

    def of_day(day: int) -> int:
        return regime_code(*regime_on(day, spans, act_begins))

    def on_event(context: Context, day: Value) -> Value:
        if day is None:
            return None
        return of_day(int(day)) if is_known(day) else of_day(context.as_of)

    def on_audit(context: Context) -> Value:
        return of_day(context.as_of)

    return on_event if of_event else on_audit
