"""A verdict as reports may show it: masked where the law of personal data wants it masked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from checker.findings import Cause, Computation, Missing, Subject, Verdict, Why
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

    @property
    def mandatory(self) -> bool:
        """A violation of the institution's own duty."""
        return self.duty_of is DutyOf.INSTITUTION and self.severity is Severity.VIOLATION

    @property
    def group(self) -> tuple[str, str | None, str | None, str, str]:
        """Entries about the same requirement share it."""
        return self.topic or self.chapter, self.rule, self.row, self.clause or "", self.severity
