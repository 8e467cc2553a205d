"""A baseline: the breaches that are known of. It can shrink, and never silently grows."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from checker.auditing.fingerprints import Unit, fingerprint_of, unit_of
from checker.auditing.identity import institution_mark, withheld_name
from checker.auditing.judging import Judged
from checker.findings import Finding, Verdict


@dataclass(frozen=True, slots=True)
class KnownBreach:
    """A breach, or several that nothing tells apart."""

    fingerprint: str
    rule: str
    """The rule's id, or the shared name of withheld requirements."""
    row: str | None
    act: str
    clause: str
    number: int = 1
    """How many breaches have this fingerprint."""


@dataclass(frozen=True, slots=True)
class KnownState:
    """What is known of one institution."""

    institution: str
    """As ``checker.auditing.identity`` names it."""
    as_of: date
    """The day of the audit that found the breaches."""
    pack: str
    """The digest of the packs by which they were found."""
    breaches: tuple[KnownBreach, ...]


@dataclass(frozen=True, slots=True)
class Growth:
    """An enlargement of the baseline that somebody has allowed."""

    institution: str
    as_of: date
    breaches: int
    """How many were added."""
    reason: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known breaches of institutions, by their marks."""

    states: Mapping[str, KnownState] = field(default_factory=dict)
    growth: tuple[Growth, ...] = ()
    file: str = ""
    """The document from which it was read, as the user named it; empty where there is none."""
    digest: str = ""
    """SHA-256 of the document's bytes."""


@dataclass(frozen=True, slots=True)
class Compared:
    """How an audit compares with a baseline."""

    listed: bool
    """The baseline knows the institution."""
    mended: tuple[KnownBreach, ...]
    """What occurs no longer, or not as often."""


def compare(
    judged: Judged, findings: Sequence[Finding], baseline: Baseline
) -> tuple[tuple[Finding, ...], Compared]:
    """The findings, each breach in the baseline marked as known; and how they compare."""
    state = baseline.states.get(institution_mark(judged.snapshot.institution))
    if state is None:
        return tuple(findings), Compared(listed=False, mended=())
    occurring = _occurring(judged, findings, Verdict.BREACHED)
    allowed = {one.fingerprint: one.number for one in state.breaches}
    known = {
        unit
        for fingerprint, units in occurring.items()
        for unit in list(units)[: allowed.get(fingerprint, 0)]
    }
    marked = tuple(
        replace(one, known=True) if _unit_of_breach(judged, one) in known else one
        for one in findings
    )
    return marked, Compared(listed=True, mended=tuple(_mended(judged, findings, state, occurring)))


def state_of(judged: Judged, findings: Sequence[Finding]) -> KnownState:
    """The mandatory breaches of an audit that no waiver tolerates, as a baseline keeps them."""
    open_ = [one for one in findings if one.waiver is None]
    occurring = _occurring(judged, open_, Verdict.BREACHED)
    breaches = (
        _known_breach(fingerprint, next(iter(units.values())), len(units))
        for fingerprint, units in occurring.items()
    )
    return KnownState(
        institution=institution_mark(judged.snapshot.institution),
        as_of=judged.as_of,
        pack=judged.law.pack.digest,
        breaches=tuple(sorted(breaches, key=_order)),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """What a new audit makes of the known state of an institution."""

    state: KnownState
    added: tuple[KnownBreach, ...]
    """Breaches that would be new; they stand in ``state``, too."""
    removed: tuple[KnownBreach, ...]


def change_of(
    judged: Judged, findings: Sequence[Finding], known_states: Mapping[str, KnownState]
) -> Change:
    """The new state: what occurs now, and what was known and cannot be judged at present."""
    now = state_of(judged, findings)
    before = known_states.get(now.institution)
    if before is None:
        return Change(now, added=now.breaches, removed=())
    occurring = _occurring(judged, findings, Verdict.BREACHED)
    removed = tuple(_mended(judged, findings, before, occurring))
    known = {one.fingerprint: one for one in before.breaches}
    gone = {one.fingerprint: one.number for one in removed}
    kept = {
        name: replace(one, number=one.number - gone.get(name, 0)) for name, one in known.items()
    }
    added = []
    for one in now.breaches:
        had = known[one.fingerprint].number if one.fingerprint in known else 0
        if one.number > had:
            added.append(replace(one, number=one.number - had))
            kept[one.fingerprint] = one
    breaches = tuple(sorted((one for one in kept.values() if one.number), key=_order))
    return Change(replace(now, breaches=breaches), tuple(added), removed)


def _order(one: KnownBreach) -> tuple[str, str, str, str]:
    return one.act, one.rule, one.row or "", one.fingerprint


def _known_breach(fingerprint: str, finding: Finding, number: int) -> KnownBreach:
    compiled = finding.compiled
    assert compiled is not None
    shared = withheld_name(compiled)
    rule, row = compiled.name if shared is None else (shared, None)
    act, clause = compiled.rule.place.act, compiled.rule.clause
    return KnownBreach(fingerprint, rule, row, act, clause, number)


def _occurring(
    judged: Judged, findings: Sequence[Finding], verdict: Verdict
) -> dict[str, dict[Unit, Finding]]:
    """Mandatory findings of a verdict: by fingerprint, the units with their first finding."""
    mark = institution_mark(judged.snapshot.institution)
    found: dict[str, dict[Unit, Finding]] = defaultdict(dict)
    for one in findings:
        if one.verdict is verdict and one.mandatory and one.compiled is not None:
            unit = unit_of(judged, one.compiled, one)
            stated = ((fact.word, fact.value) for fact in one.evidence)
            found[fingerprint_of(judged, mark, unit, stated)].setdefault(unit, one)
    return found


def _unit_of_breach(judged: Judged, finding: Finding) -> Unit | None:
    if finding.verdict is not Verdict.BREACHED or finding.compiled is None:
        return None
    return unit_of(judged, finding.compiled, finding)


def _mended(
    judged: Judged,
    findings: Sequence[Finding],
    state: KnownState,
    occurring: Mapping[str, Mapping[Unit, Finding]],
) -> Iterator[KnownBreach]:
    """Known breaches that occur no longer; not those about which this audit says nothing."""
    if judged.faults:
        return
    opened = _occurring(judged, findings, Verdict.UNDETERMINED)
    silent = _silent(judged)
    for one in state.breaches:
        number = one.number - len(occurring.get(one.fingerprint, ()))
        number -= len(opened.get(one.fingerprint, ()))
        if number > 0 and (one.rule, one.row) not in silent:
            yield replace(one, number=number)


def _silent(judged: Judged) -> set[tuple[str, str | None]]:
    """Requirements of the packs that were not chosen for this audit, by the baseline's names."""
    asked = Counter(map(id, judged.compiled))
    for group in judged.unbound.values():
        asked.update(map(id, group))
    return {
        one.name if (shared := withheld_name(one)) is None else (shared, None)
        for one in judged.law.program.compiled
        if id(one) not in asked
    }
