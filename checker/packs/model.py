"""Acts, rules, their editions, requirements and examples, as a rule file states them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from checker.calendar.terms import Term
from checker.vocabulary.words import Texts

Plain = bool | int | Decimal | str | date
"""A value as a rule file writes it."""
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


class Comparison(StrEnum):
    """The closed list of comparisons."""

    IS = "is"
    IS_ONE_OF = "is_one_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    ON_OR_AFTER = "on_or_after"
    ON_OR_BEFORE = "on_or_before"
    AFTER = "after"
    BEFORE = "before"
    INCLUDES = "includes"
    INCLUDES_ANY_OF = "includes_any_of"
    INCLUDES_EVERY_ONE_OF = "includes_every_one_of"
    EXISTS = "exists"


@dataclass(frozen=True, slots=True)
class FactRef:
    """Another fact, standing where a value could."""

    fact: str


@dataclass(frozen=True, slots=True)
class Compare:
    """One comparison of one fact."""

    fact: str
    comparison: Comparison
    value: Plain | tuple[Plain, ...] | FactRef


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions joined by ``all``, ``any`` or ``none``."""

    how: str
    parts: tuple[Condition, ...]


Condition = Compare | Group


@dataclass(frozen=True, slots=True)
class Happen:
    """A deadline: an event happens within a term after another."""

    happen: str
    within: Term
    after: str
    lenient_within: Term | None = None
    lenient_after: str | None = None
    unless_ended: str | None = None
    absences: str | None = None


@dataclass(frozen=True, slots=True)
class HappenEvery:
    """A duty that returns every quarter, for as long as something lasts."""

    events: str
    start: str
    until: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A condition that holds."""

    condition: Condition
    due_on: str | None = None
    unclear_when: Condition | None = None
    unless_ended: str | None = None


@dataclass(frozen=True, slots=True)
class ForbiddenWhen:
    """A ban: the condition must not hold."""

    condition: Condition
    unclear_when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """A set that contains every one of the listed values."""

    cover: str
    every_one_of: tuple[str, ...]
    due_on: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is large enough, per so many of another number."""

    number: str
    at_least: Decimal
    per: Decimal | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """A record that exists."""

    recorded: str
    due_on: str | None = None


@dataclass(frozen=True, slots=True)
class StaffNorm:
    """One row of a staff table: units by band of recipients."""

    position: str
    band: str
    """The word whose value chooses the band."""
    cells: tuple[StaffCell, ...]


@dataclass(frozen=True, slots=True)
class StaffCell:
    """One cell of a staff table."""

    at_least: int
    """The first number of the band."""
    at_most: int | None
    """The last number of the band; none when it is open."""
    units: Decimal | None = None
    """The units required; ``Decimal(0)`` for a dash."""
    per: Decimal | None = None
    of: str | None = None
    """The word that multiplies the units: ``units`` for each ``per`` of it."""
    unknown: str = ""
    """Why the text gives no number: ``model``, ``blank`` or ``missing``."""
    doubtful: bool = False
    """The cell is broken in the text, so a shortfall is unclear, never a breach."""


@dataclass(frozen=True, slots=True)
class EquipmentNorm:
    """One item of the equipment table, or the room itself when ``item`` is none."""

    room: str
    item: str | None = None
    at_least: Decimal | None = None
    """None where the text gives no quantity."""
    per: str | None = None
    """The word that multiplies the quantity."""
    per_count: Decimal = Decimal(1)
    grace: bool = False
    """Marked ``*``: may be bought until the next licence, at the latest 2027."""


@dataclass(frozen=True, slots=True)
class ByInspector:
    """Only a person on site can see it."""


Form = (
    Happen
    | HappenEvery
    | Hold
    | ForbiddenWhen
    | Cover
    | Number
    | Recorded
    | StaffNorm
    | EquipmentNorm
    | ByInspector
)


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


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter or appendix, and the types of institution that it binds."""

    name: str
    title: Texts
    binds: tuple[str, ...]
    """Types of institution; empty when it binds all."""


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
