"""What a report tells of one institution, section by section, before it has a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from checker.auditing.attested import Standing
from checker.findings import Verdict
from checker.packs.model import DutyOf
from checker.report.entry import Attested, Entry
from checker.report.excused import Excuses
from checker.report.horizon import HorizonView
from checker.vocabulary.words import Texts


class Banner(StrEnum):
    """A warning that stands above everything else; each has a sentence in the catalogue."""

    LAW_NOT_READ = "law_not_read"
    """The audit's day is after the last amendment that has been read."""
    ONE_ENGINE = "one_engine"
    """One engine judged alone: nothing checked it."""
    OTHER_DAY = "other_day"
    """The audit's day is not the snapshot's: undated facts are not known for it."""
    SELECTION = "selection"
    """Only chosen requirements were judged."""
    PSEUDONYMS = "pseudonyms"
    """Subjects are named by keyed hashes."""
    INCOMPLETE = "incomplete"
    """Facts are missing that would decide mandatory requirements."""
    FAULTY = "faulty"
    """The program itself failed somewhere."""


@dataclass(frozen=True, slots=True)
class ActState:
    """An act and the state of its text on the day of the audit."""

    name: str
    citation: Texts
    edition: str
    amended_by: Texts
    in_force_by: date
    presumed: bool
    verified_until: date


@dataclass(frozen=True, slots=True)
class Header:
    """Who was audited, as of when, against what."""

    file: str
    institution: str
    number: str | None
    """The BIN."""
    type: str
    as_of: date
    taken_on: date
    acts: tuple[ActState, ...]
    snapshot_digest: str
    pack_digest: str
    calendar_digest: str
    engine: str
    banners: tuple[Banner, ...]


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How many verdicts of each kind a topic has."""

    topic: str
    """``act/chapter/topic``; ``act/chapter`` for a chapter without rules."""
    title: Texts
    counts: Mapping[Verdict, int]


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Verdicts about one requirement."""

    entries: tuple[Entry, ...]

    @property
    def first(self) -> Entry:
        """The requirement, by its first entry."""
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """The requirements of one topic."""

    title: Texts
    rules: tuple[RuleGroup, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One kind of fact to ask for."""

    word: str
    verdicts: int
    """How many open verdicts wait for it."""
    places: int
    """In how many places of the snapshot it is missing."""
    pointers: tuple[str, ...]
    """The first of these places."""


@dataclass(frozen=True, slots=True)
class Look:
    """What an inspector must see on site."""

    rule: str | None
    row: str | None
    title: Texts
    row_title: Texts
    act: str
    clause: str
    look_at: Texts
    subjects: int


@dataclass(frozen=True, slots=True)
class NotBinding:
    """A chapter that does not bind this type of institution."""

    chapter: str
    title: Texts
    requirements: int


@dataclass(frozen=True, slots=True)
class NotApplying:
    """Verdicts of a topic that do not apply, and the facts that decided it."""

    title: Texts
    verdicts: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFault:
    """A failure of the program."""

    rule: str | None
    row: str | None
    subject: str
    what: str


@dataclass(frozen=True, slots=True)
class Aside:
    """An attestation that decides no verdict, and why."""

    standing: Standing
    rule: str | None
    """None where the rule is withheld."""
    row: str | None
    title: Texts
    row_title: Texts
    attested: Attested
    certain: tuple[Verdict, ...]
    """The program's own verdicts, where they are certain."""


@dataclass(frozen=True, slots=True)
class Attestations:
    """What became of the attestations brought to an audit."""

    counted: int = 0
    verdicts: int = 0
    """The verdicts that they decide."""
    withheld: int = 0
    """Attestations on requirements about health: what became of them is told when revealed."""
    aside: tuple[Aside, ...] = ()

    @property
    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.counted or self.withheld or self.aside)


@dataclass(frozen=True, slots=True)
class ReportView:
    """Everything that a report tells of one institution."""

    header: Header
    listed: tuple[Entry, ...]
    """What is breached, not due or undetermined, in the order of the packs."""
    totals: Mapping[Verdict, int]
    counts: tuple[TopicCount, ...]
    breaches: tuple[TopicGroup, ...]
    """The institution's own duties."""
    others: Mapping[DutyOf, tuple[TopicGroup, ...]]
    """Breaches of duties of other bodies."""
    not_due: tuple[RuleGroup, ...]
    requests: tuple[Request, ...]
    newer_snapshot: int
    """Verdicts that only a newer snapshot decides."""
    withheld_open: int
    """Open verdicts whose missing facts would tell a diagnosis."""
    cannot_be_breached: int
    inspector: tuple[Look, ...]
    attestations: Attestations
    open_by_text: tuple[RuleGroup, ...]
    """Left open by the law's text, by the calendar or for want of rules."""
    not_binding: tuple[NotBinding, ...]
    not_applying: tuple[NotApplying, ...]
    old_events: int
    faults: tuple[ShownFault, ...]
    horizon: HorizonView | None = None
    """What lies ahead; none where nobody asked."""
    excuses: Excuses | None = None
    """Waivers and a baseline; none where neither was brought."""

    @property
    def own_breaches(self) -> int:
        """How many breaches of the institution's own duties are listed."""
        return sum(len(rule.entries) for topic in self.breaches for rule in topic.rules)


def grouped(entries: Sequence[Entry]) -> tuple[RuleGroup, ...]:
    """Entries by requirement, in the order in which the requirements first occur."""
    found: dict[object, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.group, []).append(entry)
    return tuple(RuleGroup(tuple(group)) for group in found.values())
