"""The outcome of an audit: counts, findings, what was left out, and the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum

from checker.auditing.attested import Weighed, attest
from checker.auditing.baseline import Compared
from checker.auditing.explain import VERDICT_OF, Explainer
from checker.auditing.horizon import Horizon
from checker.auditing.judging import DISPUTED, EngineChoice, Fault, Judged, judge
from checker.auditing.snapshot import Snapshot
from checker.auditing.waivers import Applied
from checker.compiler.editions import Regime, read_regime
from checker.compiler.rules import Compiled
from checker.engine.model import Code
from checker.facts.table import Supply
from checker.findings import Attestation, Cause, Finding, Subject, Verdict, Why
from checker.law import Law
from checker.source.lines import collection_paused

LISTED = (Code.BREACHED, Code.NOT_DUE, Code.UNDETERMINED)


class ExitCode(IntEnum):
    """What the process answers to the one who called it."""

    FINE = 0
    BREACH = 1
    COMMAND_LINE = 2
    REFUSED = 3
    OPEN = 4


class FailOn(StrEnum):
    """What makes the exit code other than 0."""

    BREACH = "breach"
    UNDETERMINED = "undetermined"


@dataclass(frozen=True, slots=True)
class AuditResult:
    """Everything that a report says about one institution."""

    judged: Judged = field(repr=False)
    findings: tuple[Finding, ...] = field(repr=False)
    """What is breached, not due or undetermined, in the order of the packs."""
    counts: Mapping[tuple[str, Verdict], int]
    """How many verdicts of each kind, by ``act/chapter/topic``."""
    old_events: int
    """Verdicts on events of a day whose law is not known: counted, never listed."""
    attestations: tuple[Weighed, ...] = field(default=(), repr=False)
    """What became of each attestation that was brought to the audit."""
    horizon: Horizon | None = field(default=None, repr=False)
    """What lies ahead; none where nobody asked. It never changes the exit code."""
    waivers: tuple[Applied, ...] = field(default=(), repr=False)
    """What became of each waiver that was brought to the audit."""
    baseline: Compared | None = None
    """How it compares with a baseline; none where none was brought."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Failures of the program itself."""
        return self.judged.faults

    def everything(self) -> Iterator[Finding]:
        """Every verdict of the audit, explained one after the other."""
        explainer = Explainer(self.judged)
        excused = self.excused()
        for compiled, codes in zip(self.judged.compiled, self.judged.verdicts, strict=True):
            for number, code in enumerate(codes):
                if code != DISPUTED:
                    found = excused.get((id(compiled), number))
                    yield found or explainer.finding(compiled, number, Code(code))
        yield from unwritten_findings(self.judged)

    def excused(self) -> dict[tuple[int, int], Finding]:
        """Breaches that are waived or known, by their requirement's identity and their place."""
        return {(id(one.compiled), one.number): one for one in self.findings if one.excused}

    def exit_code(self, fail_on: FailOn = FailOn.UNDETERMINED) -> ExitCode:
        """The exit code for this institution alone."""
        if self.faults:
            return ExitCode.OPEN
        mandatory = [finding for finding in self.findings if finding.mandatory]
        if any(one.verdict is Verdict.BREACHED and not one.excused for one in mandatory):
            return ExitCode.BREACH
        if fail_on is FailOn.UNDETERMINED and any(leaves_open(one) for one in mandatory):
            return ExitCode.OPEN
        return ExitCode.FINE


def leaves_open(finding: Finding) -> bool:
    """Whether an undetermined verdict keeps the institution from passing."""
    if finding.verdict is not Verdict.UNDETERMINED or finding.why is Why.CANNOT_BE_BREACHED:
        return False
    return finding.cause in (Cause.DATA, Cause.PACK)


def audit(
    snapshot: Snapshot,
    law: Law,
    *,
    as_of: date | None = None,
    engine: EngineChoice = EngineChoice.BOTH,
    chosen: Sequence[Compiled] | None = None,
    supplied: Mapping[str, Supply] | None = None,
    attestations: Sequence[Attestation] = (),
) -> AuditResult:
    """Audit a snapshot by the law as of a day, by default the day the snapshot was taken.

    ``supplied`` is what a set says of the institution; without it, rules over a set are left out.
    ``attestations`` fill verdicts that stay open.
    """
    with collection_paused():
        judged = judge(snapshot, law, as_of=as_of, engine=engine, chosen=chosen, supplied=supplied)
        return _audit(judged, attestations)


def _audit(judged: Judged, attestations: Sequence[Attestation]) -> AuditResult:
    unknown = [
        of_unknown_law(judged, compiled, codes)
        for compiled, codes in zip(judged.compiled, judged.verdicts, strict=True)
    ]
    weighed: tuple[Weighed, ...] = ()
    if attestations:
        judged, weighed = attest(judged, attestations, unknown)
    findings = (*_listed(judged, unknown), *unwritten_findings(judged))
    return AuditResult(judged, findings, _count(judged), sum(map(len, unknown)), weighed)


def _listed(judged: Judged, unknown: Sequence[set[int]]) -> Iterator[Finding]:
    explainer = Explainer(judged)
    for compiled, codes, left_out in zip(judged.compiled, judged.verdicts, unknown, strict=True):
        for number, code in enumerate(codes):
            if code in LISTED and number not in left_out:
                yield explainer.finding(compiled, number, Code(code))


def _count(judged: Judged) -> Counter[tuple[str, Verdict]]:
    """Verdicts by topic; a rule of a chapter that does not bind counts once, not applicable."""
    counts: Counter[tuple[str, Verdict]] = Counter()
    for compiled, codes in zip(judged.compiled, judged.verdicts, strict=True):
        for code, verdict in VERDICT_OF.items():
            if number := codes.count(code):
                counts[compiled.rule.place.topic_path, verdict] += number
    for group in judged.unbound.values():
        for compiled in group:
            counts[compiled.rule.place.topic_path, Verdict.NOT_APPLICABLE] += 1
    for chapter in judged.unwritten:
        counts[chapter, Verdict.UNDETERMINED] += 1
    return counts


def of_unknown_law(judged: Judged, compiled: Compiled, codes: bytes) -> set[int]:
    """The subjects whose verdict is open because the law of their day is not known."""
    if Code.UNDETERMINED not in codes:
        return set()
    column = judged.tables.table(compiled.rule.about).columns[compiled.regime]
    return {
        number
        for number, (code, regime) in enumerate(zip(codes, column, strict=True))
        if code == Code.UNDETERMINED
        and regime is not None
        and read_regime(int(regime))[1] is Regime.UNKNOWN
    }


def unwritten_findings(judged: Judged) -> Iterator[Finding]:
    """One open verdict for each chapter that binds the institution and has no rules yet."""
    for chapter in judged.unwritten:
        yield Finding(
            compiled=None,
            chapter=chapter,
            subject=Subject("institution", "institution", "/institution"),
            verdict=Verdict.UNDETERMINED,
            cause=Cause.PACK,
            why=Why.NO_PACK,
        )


def worst(codes: Sequence[ExitCode], *, refused: bool, faulty: bool) -> ExitCode:
    """The exit code of several audits: 3, then 4 for a fault, then 1, 4 and 0."""
    if refused:
        return ExitCode.REFUSED
    if faulty:
        return ExitCode.OPEN
    for code in (ExitCode.BREACH, ExitCode.OPEN):
        if code in codes:
            return code
    return ExitCode.FINE
