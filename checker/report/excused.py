"""What a report tells of waivers and of a baseline."""

from __future__ import annotations

from dataclasses import dataclass

from checker.auditing.waivers import WaiverStanding
from checker.report.entry import Waived
from checker.vocabulary.words import Texts


@dataclass(frozen=True, slots=True)
class WaiverTold:
    """A waiver and what became of it."""

    standing: WaiverStanding
    waived: Waived
    breaches: int
    """How many breaches it is for, as they are shown."""
    file: str
    sheet: str
    """Empty in a text file."""
    line: int
    """The row of the sheet, or the line of the text file."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A known breach that occurs no longer, or not as often."""

    rule: str
    """The rule's id, or the name that withheld requirements share."""
    row: str | None
    title: Texts
    row_title: Texts
    act: str
    clause: str
    number: int


@dataclass(frozen=True, slots=True)
class AgainstBaseline:
    """How the audit compares with a baseline."""

    listed: bool
    """The baseline knows the institution."""
    new: int
    """Mandatory breaches that it does not know, and that no waiver tolerates."""
    mended: tuple[Mended, ...]


@dataclass(frozen=True, slots=True)
class Excuses:
    """Waivers, and the comparison with a baseline."""

    waived: int
    """Breaches that are waived."""
    known: int
    """Breaches that stand in the baseline."""
    waivers: tuple[WaiverTold, ...]
    baseline: AgainstBaseline | None
