"""Conditions and the closed forms of requirements, as a rule file states them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from checker.calendar.terms import Term

Plain = bool | int | Decimal | str | date
"""A value as a rule file writes it."""


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
    titles: tuple[str, ...] = ()
    """Other positions that the row names beside the first; any of them counts."""
    substitutions: bool = True
    """Whether positions may stand in for one another within the wage fund."""


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
