"""What the law asks of an institution: which requirement applies, which does not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from checker.auditing.applicability import Applicability, Blamed, conditions_of
from checker.auditing.judging import EngineChoice, Judged, binds, judge, unwritten_chapters
from checker.auditing.snapshot import Snapshot
from checker.compiler.editions import Regime, read_regime
from checker.compiler.rules import Compiled
from checker.law import Law
from checker.packs.model import AUDIT_DAY, Act

_GONE: Final = {Regime.NOT_YET: "not_yet", Regime.REPEALED: "repealed"}


class State(StrEnum):
    """How a requirement stands to an institution; each has a sentence in the catalogue."""

    APPLIES = "applies"
    """To one of its subjects at least."""
    OPEN = "open"
    """It cannot be told: facts are missing."""
    DOES_NOT_APPLY = "does_not_apply"
    """One of its conditions fails for every subject."""
    NO_SUBJECTS = "no_subjects"
    """There is nothing of the kind that it is about."""
    NOT_YET = "not_yet"
    """The edition that brings it is not in force yet."""
    REPEALED = "repealed"
    """Its act has been repealed."""
    NOT_BINDING = "not_binding"
    """Its chapter does not bind this type of institution."""
    OF_SET = "of_set"
    """Only several institutions judged together show whether it is kept."""


@dataclass(frozen=True, slots=True)
class Obligation:
    """One rule, or row of a rule, before one institution."""

    compiled: Compiled
    state: State
    edition: int
    """The place of the edition of the audit's day among the rule's editions."""
    coming: tuple[str, ...] = ()
    """Editions that are not in force yet, the next one first."""
    subjects: Mapping[str, int] = field(default_factory=dict)
    """How many there are, by ``applies``, ``does_not_apply``, ``open``, ``unknown_law``,
    ``not_yet`` and ``repealed``."""
    failing: tuple[tuple[Blamed, int], ...] = ()
    """The conditions because of which it does not apply, with the number of subjects."""
    missing: tuple[tuple[str, int], ...] = ()
    """The words that would tell, with the number of subjects that wait for them."""


@dataclass(frozen=True, slots=True)
class Obligations:
    """What every act asks, or does not ask, of one institution."""

    judged: Judged
    listed: tuple[Obligation, ...]
    """Every rule and row, in the order of the packs."""
    unwritten: tuple[str, ...]
    """Chapters that bind this type of institution and have no rules yet, as ``act/chapter``."""


def obligations(
    snapshot: Snapshot,
    law: Law,
    *,
    as_of: date | None = None,
    chosen: Sequence[Compiled] | None = None,
) -> Obligations:
    """What applies to an institution as of a day, by default the day the snapshot was taken.

    ``chosen`` requirements only; nothing given: those of every act.
    """
    judged = judge(snapshot, law, as_of=as_of, engine=EngineChoice.PLAIN, chosen=chosen)
    kind = str(snapshot.institution["type"])
    look = Applicability(judged)
    rules = law.program.compiled if chosen is None else chosen
    unwritten = unwritten_chapters(law.pack, kind, judged.as_of) if chosen is None else ()
    return Obligations(judged, tuple(_obligation(one, judged, look) for one in rules), unwritten)


def _obligation(one: Compiled, judged: Judged, look: Applicability) -> Obligation:
    act = judged.law.pack.acts[one.rule.place.act]
    day = judged.as_of
    edition = _edition_on(one, act, day)
    kind = str(judged.snapshot.institution["type"])
    if not binds(one, judged.law.pack, kind, day):
        gone = one.rule.judged_as_of == AUDIT_DAY and act.repealed_on(day)
        return Obligation(one, State.REPEALED if gone else State.NOT_BINDING, edition)
    coming = tuple(_coming(one, act, day))
    if one.of_set:
        return Obligation(one, State.OF_SET, edition, coming)
    tally = _tally(one, judged, look)
    return Obligation(
        compiled=one,
        state=_state(one, act, day, tally.subjects),
        edition=edition,
        coming=coming,
        subjects=dict(tally.subjects),
        failing=tuple(tally.failing.items()),
        missing=tuple(tally.missing.most_common()),
    )


def _state(one: Compiled, act: Act, day: date, subjects: Counter[str]) -> State:
    """The state of a requirement, by those subjects that say most."""
    if subjects["applies"]:
        return State.APPLIES
    if subjects["open"] or subjects["unknown_law"]:
        return State.OPEN
    if subjects["does_not_apply"]:
        return State.DOES_NOT_APPLY
    oldest = one.rule.editions[-1]
    if subjects["not_yet"] or (oldest.added and day < act.editions[oldest.since].not_before):
        return State.NOT_YET
    if subjects["repealed"] or act.repealed_on(day):
        return State.REPEALED
    return State.NO_SUBJECTS


def _edition_on(one: Compiled, act: Act, day: date) -> int:
    """The newest edition that a day has reached, or else the oldest."""
    known = [act.editions[edition.since].not_before for edition in one.rule.editions]
    return next((place for place, first in enumerate(known) if first <= day), len(known) - 1)


def _coming(one: Compiled, act: Act, day: date) -> Iterator[str]:
    for edition in reversed(one.rule.editions):
        if act.editions[edition.since].not_before > day:
            yield edition.since


@dataclass(slots=True)
class _Tally:
    subjects: Counter[str] = field(default_factory=Counter)
    failing: Counter[Blamed] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)


def _tally(one: Compiled, judged: Judged, look: Applicability) -> _Tally:
    """Count the subjects of a requirement by how it stands to them."""
    found, kind = _Tally(), one.rule.about
    column = judged.tables.table(kind).columns[one.regime]
    for number, code in enumerate(column):
        place, regime = (0, None) if code is None else read_regime(int(code))
        variant = one.variants[place]
        if regime in _GONE:
            found.subjects[_GONE[regime]] += 1
            continue
        certain = regime is not None or len(one.variants) == 1
        applies = look.applies(variant, kind, number) if certain else None
        if applies is False:
            found.subjects["does_not_apply"] += 1
            conditions = conditions_of(one, variant)
            found.failing.update(dict.fromkeys(look.blamed(conditions, kind, number)).keys())
        elif regime is Regime.UNKNOWN:
            found.subjects["unknown_law"] += 1
        elif applies and regime is not None and not look.unrecorded(kind, number):
            found.subjects["applies"] += 1
        else:
            found.subjects["open"] += 1
            wanted = look.wanting(one, None if regime is None else variant, number)
            found.missing.update(dict.fromkeys(missing.word for missing in wanted).keys())
    return found
