"""Acts, rules, their editions, requirements and examples, as a rule file states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from checker.packs.requirements import Condition, Form, Plain
from checker.vocabulary.words import Texts

AUDIT_DAY = "audit"
"""The ``judged_as_of`` of a standing duty: the day of the audit decides."""
NO_TEXTS: Texts = MappingProxyType({})


class Severity(StrEnum):
    """How grave a breach is; a violation of the institution's own duty is mandatory."""

    VIOLATION = "violation"
    RECOMMENDATION = "recommendation"
    NOTE = "note"


class Checked(StrEnum):
    """Who can see whether a requirement is met."""

    BY_PROGRAM = "by program"
    IN_PART = "in part"
    BY_INSPECTOR = "by inspector"


class DutyOf(StrEnum):
    """Whose duty a requirement is."""

    INSTITUTION = "institution"
    FOUNDER = "founder"
    EXECUTIVE_BODY = "executive body"
    PORTAL_ADMINISTRATOR = "portal administrator"


@dataclass(frozen=True, slots=True)
class RuleEdition:
    """What a rule says from one edition of its act on."""

    since: str
    """The edition's name in ``act.yaml``."""
    added: bool
    """The edition added the requirement; otherwise it changed an earlier, unknown wording."""
    applies_when: Condition | None
    must: Form | None
    """None in a table rule, whose rows carry the requirement."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table rule."""

    row: str
    title: Texts
    provisions: tuple[str, ...]
    must: Form
    applies_when: Condition | None = None
    severity: Severity | None = None
    doubtful: Texts = field(default_factory=dict)
    """How a doubtful place of the text was read, and why."""


@dataclass(frozen=True, slots=True)
class Example:
    """A case with the verdict that the law gives it."""

    case: str
    given: Mapping[str, Plain | tuple[Plain, ...] | None]
    expect: str
    row: str | None = None
    as_of: date | None = None
    taken_on: date | None = None
    cause: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a rule stands in the pack folder."""

    act: str
    chapter: str
    topic: str
    file: str
    line: int

    @property
    def chapter_path(self) -> str:
        """``act/chapter``."""
        return f"{self.act}/{self.chapter}"

    @property
    def topic_path(self) -> str:
        """``act/chapter/topic``."""
        return f"{self.act}/{self.chapter}/{self.topic}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement of the law."""

    id: str
    title: Texts
    place: Place
    clause: str
    provisions: tuple[str, ...]
    severity: Severity
    checked: Checked
    duty_of: DutyOf
    about: str
    judged_as_of: str
    """``audit``, or the date word whose day decides which law applies."""
    editions: tuple[RuleEdition, ...]
    remedy: Texts
    finding: Mapping[str, Texts]
    rows: tuple[Row, ...] = ()
    reading: str | None = None
    look_at: Texts = field(default_factory=dict)
    health: bool = False
    indicator: bool = False
    """The recorded facts only hint: not fulfilled is for the inspector, never a breach."""
    waivable: bool = True
    """False where the law itself forbids exceptions: no waiver of it is accepted."""
    examples: tuple[Example, ...] = ()

    def all_provisions(self) -> tuple[str, ...]:
        """Every provision that the rule or one of its rows carries."""
        rows = (provision for row in self.rows for provision in row.provisions)
        return tuple(dict.fromkeys((*self.provisions, *rows)))


@dataclass(frozen=True, slots=True)
class ActEdition:
    """One state of an act's text."""

    name: str
    not_before: date
    in_force_by: date
    """The day from which it certainly is in force; presumed when ``presumed``."""
    presumed: bool
    amended_by: Texts
    note: Texts = field(default_factory=dict)
    unread_since: date | None = None
    """The first day on which an amendment that has not been read may have changed its wording."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter or appendix, and the types of institution that it binds."""

    name: str
    title: Texts
    binds: tuple[str, ...]
    """Types of institution; empty when it binds all."""
    paragraphs: range | None = None
    """The numbers of its paragraphs; none in an appendix."""


@dataclass(frozen=True, slots=True)
class Act:
    """An act, its editions and its chapters."""

    name: str
    title: Texts
    citation: Texts
    """How the act is cited: number with its date."""
    verified_until: date
    """The last amendment that has been read."""
    editions: Mapping[str, ActEdition]
    chapters: Mapping[str, Chapter]
    in_force_until: date | None = None
    """The last day before a repeal; what happened until then is judged by it in later audits."""

    order: int = 0
    """Its place among the acts in reports: the smallest number comes first."""

    def repealed_on(self, day: date) -> bool:
        """Whether the act no longer binds on a day."""
        return self.in_force_until is not None and day > self.in_force_until


@dataclass(frozen=True, slots=True)
class Clause:
    """The status of one provision."""

    provision: str
    status: str
    why: Texts
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Topic:
    """One pack file."""

    name: str
    title: Texts
    act: str
    chapter: str
    file: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that a rules folder says."""

    acts: Mapping[str, Act]
    topics: Mapping[str, Topic]
    """By ``act/chapter/topic``."""
    rules: tuple[Rule, ...]
    readings: Mapping[str, Mapping[str, Texts]]
    """By act, the adopted readings by id."""
    clauses: Mapping[str, Clause]
    digest: str
    equivalent: Mapping[str, Texts] = field(default_factory=dict)
    """Changes of a rule that change no verdict, each with the reason why no example can notice."""
    parameters: Mapping[str, object] = field(default_factory=dict)
    """Dated values from other acts, such as the pension age."""
