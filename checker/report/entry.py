"""A verdict as reports may show it: masked where the law of personal data wants it masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from checker.auditing.fingerprints import Unit
from checker.findings import Cause, Computation, DecidedBy, Missing, Subject, Verdict, Why
from checker.packs.model import Checked, DutyOf, Severity
from checker.vocabulary.shown import Shown
from checker.vocabulary.words import Texts

MASK: Final = "•••"
"""Stands for what is recorded and not shown."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact behind a verdict."""

    word: str
    value: Shown
    """``MASK`` when ``masked``."""
    pointer: str
    """Where it stands in the snapshot; empty for a derived fact."""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Attested:
    """What a person says of a verdict; who it was, and in what words, only when revealed."""

    outcome: Verdict
    day: date
    by: str | None
    """The person's name; None: shown by the role of an inspector."""
    file: str
    sheet: str
    """Empty in a text file."""
    line: int
    """The row of the sheet, or the line of the text file."""
    remark: str | None
    evidence_file: str | None
    decides: bool
    """The verdict is this one; otherwise the program's is certain and counts."""


@dataclass(frozen=True, slots=True)
class Waived:
    """The waiver under which a breach is tolerated."""

    name: str
    by: str
    """The body that issued it."""
    basis: str
    since: date
    until: date
    """The last day on which it stands."""
    reason: str | None
    """Only when revealed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict, safe to be shown: no format needs to know what was masked in it."""

    rule: str | None
    """None where the rule is withheld, or where a chapter has no rules."""
    row: str | None
    title: Texts
    row_title: Texts
    act: str
    chapter: str
    """``act/chapter``."""
    topic: str
    """``act/chapter/topic``; empty for a chapter without rules."""
    clause: str | None
    provisions: tuple[str, ...]
    severity: Severity
    duty_of: DutyOf
    checked: Checked
    subject: Subject
    verdict: Verdict
    cause: Cause | None = None
    why: Why = Why.NOTHING
    presumed_date: bool = False
    """The day of entry into force is presumed, not read."""
    evidence: tuple[Fact, ...] = ()
    missing: tuple[Missing, ...] = ()
    computed: Computation | None = None
    template: Texts = field(default_factory=dict)
    """The sentence about a breach, its placeholders still open."""
    remedy: Texts = field(default_factory=dict)
    reading: Texts = field(default_factory=dict)
    """How an ambiguous place of the text is read."""
    withheld: bool = False
    """The rule names a diagnosis and is shown by its clause alone."""
    decided_by: DecidedBy = DecidedBy.PROGRAM
    attested: Attested | None = None
    """Withheld, like the rule, where the place of the attestation would tell the rule."""
    waived: Waived | None = None
    known: bool = False
    """It stands in the baseline."""
    unit: Unit | None = field(default=None, repr=False)
    """As what it is counted, for its fingerprint; none of what only lies ahead."""

    @property
    def mandatory(self) -> bool:
        """A violation of the institution's own duty."""
        return self.duty_of is DutyOf.INSTITUTION and self.severity is Severity.VIOLATION

    @property
    def excused(self) -> bool:
        """A breach that is waived or known: it does not cause exit code 1."""
        return self.waived is not None or self.known

    @property
    def group(self) -> tuple[str, str | None, str | None, str, str]:
        """Entries about the same requirement share it."""
        return self.topic or self.chapter, self.rule, self.row, self.clause or "", self.severity
