"""The findings of one institution as cards: verdict by verdict, topic by topic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from checker.findings import Verdict
from checker.packs.model import DutyOf, Severity
from checker.report.build import last_day_of
from checker.report.entry import Entry
from checker.report.formats.html.cases import Alike, Case, cases_of
from checker.report.formats.html.voices import Said, Voices, plain
from checker.report.sentences import Sentences

_GRAVITY: Final = {Severity.VIOLATION: 0, Severity.RECOMMENDATION: 1, Severity.NOTE: 2}
ORDER: Final = (
    Verdict.BREACHED,
    Verdict.NOT_DUE,
    Verdict.UNDETERMINED,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)
"""The order in which verdicts are shown."""


@dataclass(frozen=True, slots=True)
class Card:
    """One requirement with its findings of one verdict."""

    anchor: str
    verdict: Verdict
    severity: Severity
    topic: str
    """Its place among the topics of the institution, as a number."""
    title: Said
    cited: Said
    duty: Said
    provisions: tuple[str, ...]
    remedy: Said
    reading: Said
    presumed_date: bool
    cases: tuple[Case | Alike, ...]
    entries: tuple[Entry, ...]

    @property
    def number(self) -> int:
        """How many verdicts it holds."""
        return len(self.entries)


@dataclass(frozen=True, slots=True)
class Shelf:
    """The cards of one topic."""

    title: Said
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """The findings of one verdict; breaches of other bodies' duties stand apart."""

    anchor: str
    title: Said
    verdict: Verdict
    others: bool
    shelves: tuple[Shelf, ...]

    @property
    def number(self) -> int:
        """How many verdicts it holds."""
        return sum(card.number for shelf in self.shelves for card in shelf.cards)


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics that an institution has findings in, by their numbers on the page."""

    numbers: Mapping[str, str]
    titles: Mapping[str, Said]

    def title(self, name: str) -> Said:
        """The title of a topic; its name where it has none."""
        return self.titles.get(name) or plain(name)


def chapters_of(
    listed: Sequence[Entry], topics: Topics, voices: Voices, prefix: str
) -> tuple[Chapter, ...]:
    """The findings in the order in which they are shown."""
    found: dict[tuple[Verdict, bool], list[Entry]] = {}
    for entry in listed:
        others = entry.verdict is Verdict.BREACHED and entry.duty_of is not DutyOf.INSTITUTION
        found.setdefault((entry.verdict, others), []).append(entry)
    chapters = []
    for verdict in ORDER:
        for others in (False, True):
            if entries := found.get((verdict, others)):
                name = "others" if others else str(verdict)
                shelves = _shelves(entries, topics, voices, f"{prefix}-{name}")
                title = _title(verdict, voices, others=others)
                chapters.append(Chapter(f"{prefix}-{name}", title, verdict, others, shelves))
    return tuple(chapters)


def _title(verdict: Verdict, voices: Voices, *, others: bool) -> Said:
    if verdict is Verdict.BREACHED:
        return voices.text("report.section.others" if others else "report.section.breaches")
    if verdict is Verdict.NOT_DUE:
        return voices.text("report.section.not_due")
    return voices.text(f"report.verdict.{verdict}")


def _shelves(
    entries: Sequence[Entry], topics: Topics, voices: Voices, prefix: str
) -> tuple[Shelf, ...]:
    """Topics in the order of the packs; in each the gravest first."""
    by_topic: dict[str, dict[object, list[Entry]]] = {}
    for entry in entries:
        by_topic.setdefault(topic_of(entry), {}).setdefault(entry.group, []).append(entry)
    shelves, number = [], 0
    for topic, groups in by_topic.items():
        cards = []
        for group in sorted(groups.values(), key=lambda one: _GRAVITY[one[0].severity]):
            number += 1
            cards.append(_card(group, topics, voices, f"{prefix}-{number}"))
        shelves.append(Shelf(topics.title(topic), tuple(cards)))
    return tuple(shelves)


def topic_of(entry: Entry) -> str:
    """The topic of a finding; the chapter where no rules are written."""
    return entry.topic or entry.chapter


def _card(entries: Sequence[Entry], topics: Topics, voices: Voices, anchor: str) -> Card:
    first = entries[0]
    if first.verdict is Verdict.NOT_DUE:
        entries = sorted(entries, key=last_day_of)
    breached = first.verdict is Verdict.BREACHED
    duty = first.duty_of.replace(" ", "_")
    return Card(
        anchor=anchor,
        verdict=first.verdict,
        severity=first.severity,
        topic=topics.numbers.get(topic_of(first), ""),
        title=voices.ask(Sentences.title, first),
        cited=voices.ask(Sentences.cite, first),
        duty=voices.text(f"report.duty.{duty}"),
        provisions=first.provisions,
        remedy=voices.ask(Sentences.remedy, first) if breached else Said(()),
        reading=voices.of(first.reading),
        presumed_date=any(entry.presumed_date for entry in entries),
        cases=cases_of(entries, voices),
        entries=tuple(entries),
    )
