"""Which edition of the law judges a day, and how firmly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from checker.facts.columns import Context
from checker.packs.model import Act, ActEdition, RuleEdition
from checker.values import Value, is_known

ORIGINAL = "original"
FOREVER = date.max.toordinal()
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
    REPEALED = 5
    """The act was repealed before that day."""


@dataclass(frozen=True, slots=True)
class Span:
    """One edition of a rule in time; days are ordinals."""

    not_before: int
    in_force_by: int
    added: bool
    unread_since: int = FOREVER
    """From this day on an amendment that has not been read may have changed the wording."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The first and the last day of an act; days are ordinals."""

    begins: int
    ends: int = FOREVER


def reach_of(act: Act) -> Reach:
    """How far the known text of an act reaches."""
    ends = FOREVER if act.in_force_until is None else act.in_force_until.toordinal()
    return Reach(act.editions[ORIGINAL].not_before.toordinal(), ends)


def spans_of(
    editions: tuple[RuleEdition, ...], known: Mapping[str, ActEdition]
) -> tuple[Span, ...]:
    """The spans of a rule's editions, newest first."""
    return tuple(_span(known[one.since], added=one.added) for one in editions)


def _span(edition: ActEdition, *, added: bool) -> Span:
    unread = FOREVER if edition.unread_since is None else edition.unread_since.toordinal()
    return Span(edition.not_before.toordinal(), edition.in_force_by.toordinal(), added, unread)


def regime_on(day: int, spans: tuple[Span, ...], act: Reach) -> tuple[int, Regime]:
    """The place of the edition that judges a day, and its regime."""
    if day > act.ends:
        return 0, Regime.REPEALED
    last = len(spans) - 1
    for place, span in enumerate(spans):
        if day >= span.in_force_by:
            return place, Regime.IN_FORCE if day < span.unread_since else Regime.PRESUMED
        if day >= span.not_before:
            return place, Regime.PRESUMED
        if place == last:
            break
    oldest = spans[last]
    if oldest.added:
        return last, Regime.NOT_YET
    if day >= act.begins:
        return last, Regime.PRESUMED
    return last, Regime.UNKNOWN


def regime_code(place: int, regime: Regime) -> int:
    """The value of a regime column for an edition and a regime."""
    return place * _STEP + int(regime)


def read_regime(code: int) -> tuple[int, Regime]:
    """The edition's place and the regime that a column's value stands for."""
    return code // _STEP, Regime(code % _STEP)


def regime_compute(spans: tuple[Span, ...], act: Reach, *, of_event: bool) -> Callable[..., Value]:
    """The computation of a regime column: of the audit's day, or of an event's day."""

    def of_day(day: int) -> int:
        return regime_code(*regime_on(day, spans, act))

    def on_event(context: Context, day: Value) -> Value:
        if day is None:
            return None
        return of_day(int(day)) if is_known(day) else of_day(context.as_of)

    def on_audit(context: Context) -> Value:
        return of_day(context.as_of)

    return on_event if of_event else on_audit
