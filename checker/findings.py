"""What an audit says: findings, and the facts and computations that stand behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from checker.compiler.editions import Regime
from checker.compiler.rules import Compiled
from checker.packs.model import DutyOf, Severity
from checker.vocabulary.shown import Shown


class Verdict(StrEnum):
    """The five verdicts."""

    MET = "met"
    BREACHED = "breached"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


class Cause(StrEnum):
    """Why a verdict is undetermined."""

    DATA = "data"
    """Facts are not recorded."""
    TEXT = "text"
    """The law's text does not decide: unknown edition, missing norm, grey zone."""
    CALENDAR = "calendar"
    """The working days of a year on the way are not known."""
    EYES = "eyes"
    """Only a person on site can see it."""
    PACK = "pack"
    """A chapter that binds this institution has no rules written yet."""


class Why(StrEnum):
    """The finer reason behind a cause or a note; each has a sentence in the catalogue."""

    NOTHING = ""
    EDITION_UNKNOWN = "edition_unknown"
    WORDING_PRESUMED = "wording_presumed"
    GREY_ZONE = "grey_zone"
    DOUBTFUL_CELL = "doubtful_cell"
    INDICATOR = "indicator"
    ON_SITE = "on_site"
    CANNOT_BE_BREACHED = "cannot_be_breached"
    AFTER_SNAPSHOT = "after_snapshot"
    NO_PACK = "no_pack"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a verdict is about."""

    kind: str
    key: str
    """The record numbers from the recipient down; never a name."""
    pointer: str
    """Where it stands in the snapshot, as a JSON pointer."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact behind a verdict."""

    word: str
    value: Shown
    pointer: str
    """Where it stands; empty for a derived fact."""


@dataclass(frozen=True, slots=True)
class Missing:
    """One fact that would decide, with the place where it is to be recorded."""

    word: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Computation:
    """How a term or an amount was computed."""

    due_on: date | None = None
    """The last day as the law counts it."""
    lenient_on: date | None = None
    """The last day that still accuses nobody."""
    skipped: tuple[tuple[date, str], ...] = ()
    """Days off passed over, with the reason id of the calendar."""
    days_late: int | None = None
    notes: tuple[str, ...] = ()
    required: Decimal | None = None
    recorded: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Attestation:
    """What a person who has looked says of one requirement at one institution."""

    institution: str
    """As ``checker.auditing.identity`` names it."""
    rule: str
    """The rule's id, or the name under which withheld requirements are shown as one."""
    row: str | None
    edition: str
    """``act/edition`` of the requirement on the day for which the worksheet was written."""
    outcome: Verdict
    """Met, breached or not applicable."""
    day: date
    """The day on which the person looked."""
    inspector: str
    """The person's name."""
    file: str
    """The document, as the user named it."""
    sheet: str
    """The sheet of a workbook; empty in a text file."""
    line: int
    """The row of the sheet, or the line of the text file."""
    remark: str = ""
    evidence_file: str = ""
    subject: str = ""
    """The key of the one subject that it is about; empty: all whose verdict is open."""
    digest: str = field(default="", compare=False, repr=False)
    """SHA-256 of the document's bytes."""


class DecidedBy(StrEnum):
    """Who reached a verdict."""

    PROGRAM = "program"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Testimony:
    """An attestation as it touches one verdict."""

    attestation: Attestation
    decides: bool
    """It filled an open verdict; otherwise the program's own verdict is certain and counts."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """A decision of a competent body that a breach is tolerated for a time."""

    name: str
    """By which the file's owner and the reports call it."""
    number: str
    """The BIN of the institution that it is for; empty where ``institution`` names it."""
    institution: str
    """The name of an institution that has no BIN."""
    rule: str
    """The rule's id, or the shared name of withheld requirements; empty: see ``provision``."""
    row: str | None
    """One row of the rule's table; None: the whole rule."""
    provision: str
    """A provision of the law; empty: see ``rule``."""
    subject: str
    """The key of the one subject that it is for; empty: all."""
    legal_basis: str
    issued_by: str
    """The body that issued it."""
    since: date
    """The first day on which it stands; a day of Kazakhstan, like that of an audit."""
    until: date
    """The last day on which it stands."""
    reason: str
    file: str
    """The document, as the user named it."""
    sheet: str
    """The sheet of a workbook; empty in a text file."""
    line: int
    """The row of the sheet, or the line of the text file."""
    digest: str = field(default="", compare=False, repr=False)
    """SHA-256 of the document's bytes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict on one subject, explained."""

    compiled: Compiled | None
    """The rule or row; none for a chapter without a pack."""
    chapter: str
    """``act/chapter``."""
    subject: Subject
    verdict: Verdict
    cause: Cause | None = None
    why: Why = Why.NOTHING
    regime: Regime = Regime.IN_FORCE
    presumed_date: bool = False
    """The edition's day of entry into force is presumed, not read."""
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    computed: Computation | None = None
    edition: int = 0
    """The place of the edition that judged it, among the rule's editions."""
    testimony: Testimony | None = None
    """What a person says of it."""
    number: int = -1
    """The subject's place in the table of its kind."""
    waiver: Waiver | None = None
    """The waiver under which it is tolerated; only of breaches."""
    known: bool = False
    """It was there when the baseline was written; only of breaches."""

    @property
    def excused(self) -> bool:
        """A breach that is waived or known: it stays a breach, and does not cause exit code 1."""
        return self.waiver is not None or self.known

    @property
    def decided_by(self) -> DecidedBy:
        """The program, or the person who filled what it left open."""
        by_person = self.testimony is not None and self.testimony.decides
        return DecidedBy.PERSON if by_person else DecidedBy.PROGRAM

    @property
    def severity(self) -> Severity:
        """How grave a breach would be."""
        if self.compiled is None:
            return Severity.VIOLATION
        return self.compiled.severity

    @property
    def mandatory(self) -> bool:
        """A violation of the institution's own duty: only these set the exit code."""
        if self.compiled is None:
            return True
        own = self.compiled.rule.duty_of is DutyOf.INSTITUTION
        return own and self.severity is Severity.VIOLATION
