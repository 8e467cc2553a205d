"""Everything that the page shows of one institution, ready for the templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from checker.findings import Verdict
from checker.law import Law
from checker.packs.model import Severity
from checker.report.brought import breaches_counted
from checker.report.document import Part
from checker.report.formats.html.cards import ORDER, Chapter, Topics, chapters_of
from checker.report.formats.html.charts import (
    ChapterBars,
    Norms,
    bars_of,
    chapter_title,
    norms_of,
    topics_of,
)
from checker.report.formats.html.sections import Section, sections_of
from checker.report.formats.html.timeline import Timeline, timeline_of
from checker.report.formats.html.voices import Said, Voices, plain
from checker.report.receipt import Receipt
from checker.report.sentences import Sentences
from checker.report.view import ActState, Header


@dataclass(frozen=True, slots=True)
class Field:
    """A named value."""

    name: Said
    value: Said


@dataclass(frozen=True, slots=True)
class Choices:
    """Topics of one chapter to choose from, each with its number on the page."""

    title: Said
    topics: tuple[tuple[str, Said], ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """How many verdicts of one kind there are, and where they are listed."""

    verdict: Verdict
    number: int
    anchor: str
    """Empty where none of them is listed."""


@dataclass(frozen=True, slots=True)
class Account:
    """One institution on the page."""

    anchor: str
    institution: str
    as_of: Said
    fields: tuple[Field, ...]
    banners: tuple[Said, ...]
    outcome: int
    outcome_said: Said
    own_breaches: int
    tolerated: tuple[Said, ...]
    """How many breaches there are, and how many of them are tolerated."""
    tiles: tuple[Tile, ...]
    totals: tuple[int, ...]
    bars: tuple[ChapterBars, ...]
    idle: int
    timeline: Timeline | None
    staff: Norms | None
    amounts: Norms | None
    chapters: tuple[Chapter, ...]
    choices: tuple[Choices, ...]
    verdicts: tuple[Verdict, ...]
    severities: tuple[Severity, ...]
    sections: tuple[Section, ...]
    old_events: int
    law: tuple[tuple[Said, tuple[Said, ...]], ...]
    basis: tuple[Field, ...]

    @property
    def everything(self) -> bool:
        """Whether what is met is listed, too."""
        return Verdict.MET in self.verdicts or Verdict.NOT_APPLICABLE in self.verdicts

    @property
    def number(self) -> int:
        """How many verdicts are listed."""
        return sum(chapter.number for chapter in self.chapters)


def account_of(part: Part, number: int, receipt: Receipt, law: Law, voices: Voices) -> Account:
    """What the page shows of an institution; ``number`` tells it from the others."""
    view, anchor = part.view, f"p{number}"
    topics = topics_of(part.listed, view.counts, voices)
    chapters = chapters_of(part.listed, topics, voices, anchor)
    bars, idle = bars_of(view.counts, law, voices)
    seen = {entry.severity for entry in part.listed}
    return Account(
        anchor=anchor,
        institution=view.header.institution,
        as_of=voices.day(view.header.as_of),
        fields=tuple(_fields(view.header, voices)),
        banners=tuple(voices.text(f"report.banner.{one}") for one in view.header.banners),
        outcome=part.outcome,
        outcome_said=voices.text(f"report.outcome.{part.outcome}"),
        own_breaches=view.own_breaches,
        tolerated=voices.lines(lambda say: breaches_counted(say, view)),
        tiles=tuple(_tile(one, view.totals[one], chapters) for one in ORDER),
        totals=tuple(view.totals[one] for one in ORDER),
        bars=bars,
        idle=idle,
        timeline=timeline_of(chapters, view.horizon, view.header.as_of, voices),
        staff=norms_of(part.listed, topics, law, voices, staff=True),
        amounts=norms_of(part.listed, topics, law, voices, staff=False),
        chapters=chapters,
        choices=tuple(_choices(topics, law, voices)),
        verdicts=tuple(one for one in ORDER if any(one is each.verdict for each in chapters)),
        severities=tuple(one for one in Severity if one in seen),
        sections=sections_of(view, voices),
        old_events=view.old_events,
        law=tuple((voices.of(act.citation), _act(act, voices)) for act in view.header.acts),
        basis=tuple(_basis(view.header, receipt, voices)),
    )


def _tile(verdict: Verdict, number: int, chapters: tuple[Chapter, ...]) -> Tile:
    anchor = next((one.anchor for one in chapters if one.verdict is verdict), "")
    return Tile(verdict, number, anchor)


def _fields(header: Header, voices: Voices) -> Iterator[Field]:
    def named(name: str, value: Said) -> Field:
        return Field(voices.text(f"report.head.{name}"), value)

    if header.number is not None:
        yield named("number", plain(header.number))
    yield named("type", voices.ask(Sentences.value, "institution.type", header.type))
    yield named("as_of", voices.day(header.as_of))
    yield named("taken_on", voices.day(header.taken_on))
    yield named("file", plain(header.file))


def _basis(header: Header, receipt: Receipt, voices: Voices) -> Iterator[Field]:
    engine = voices.text(f"report.engine.{header.engine}")
    yield Field(voices.text("report.head.engine"), engine)
    for name in ("snapshot", "pack", "calendar"):
        digest = str(getattr(header, f"{name}_digest"))
        yield Field(voices.text(f"report.head.digest_{name}"), plain(digest))
    for name, given in receipt.files():
        told = plain(f"{given.file}: {given.sha256}")
        yield Field(voices.text(f"report.head.digest_{name}"), told)
    if options := " ".join(receipt.words()):
        yield Field(voices.text("report.head.options"), plain(options))


def _act(act: ActState, voices: Voices) -> tuple[Said, ...]:
    since = "presumed" if act.presumed else "since"
    return (
        voices.of(act.amended_by),
        voices.text(f"report.head.{since}", day=act.in_force_by),
        voices.text("report.head.verified_until", day=act.verified_until),
    )


def _choices(topics: Topics, law: Law, voices: Voices) -> Iterator[Choices]:
    names = list(topics.numbers)
    for chapter, group in groupby(names, key=lambda name: "/".join(name.split("/")[:2])):
        listed = tuple((topics.numbers[name], topics.title(name)) for name in group)
        yield Choices(chapter_title(chapter, law, voices), listed)
