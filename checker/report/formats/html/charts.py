"""Numbers as pictures: verdicts by topic, and norms against what is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from checker.findings import Verdict
from checker.law import Law
from checker.packs.requirements import StaffNorm
from checker.report.entry import Entry
from checker.report.formats.html.cards import ORDER, Topics, topic_of
from checker.report.formats.html.voices import Said, Voices
from checker.report.sentences import Sentences
from checker.report.view import TopicCount

DRAWN: Final = ORDER[:-1]
"""The verdicts that bars show: what does not apply would drown the rest."""
_LEAST: Final = 1.5
"""The share of the width, in percent, below which a piece of a bar could not be seen."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar, in percent of the width."""

    x: float
    width: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class TopicBar:
    """The verdicts of one topic."""

    title: Said
    numbers: tuple[int, ...]
    """In the order in which verdicts are shown."""
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ChapterBars:
    """The topics of one chapter in which anything applies."""

    title: Said
    topics: tuple[TopicBar, ...]


@dataclass(frozen=True, slots=True)
class NormBar:
    """One norm: how much of it is there."""

    title: Said
    topic: Said
    required: Said
    recorded: Said
    short: Said
    """What is missing; nothing where the norm is kept."""
    share: float
    """The recorded amount in percent of the width."""
    norm: float
    """The required amount in percent of the width."""


@dataclass(frozen=True, slots=True)
class Norms:
    """Norms of one kind, in the order of their topics."""

    bars: tuple[NormBar, ...]
    open: int
    """Norms that are left open and therefore not drawn."""


def bars_of(
    counts: Iterable[TopicCount], law: Law, voices: Voices
) -> tuple[tuple[ChapterBars, ...], int]:
    """The chapters with their bars, and how many topics were left out: nothing applies there."""
    shown, idle = [], 0
    for one in counts:
        if any(one.counts[verdict] for verdict in DRAWN):
            shown.append(one)
        else:
            idle += 1
    chapters = []
    for chapter, group in groupby(shown, key=lambda one: "/".join(one.topic.split("/")[:2])):
        bars = tuple(_topic_bar(one, voices) for one in group)
        chapters.append(ChapterBars(chapter_title(chapter, law, voices), bars))
    return tuple(chapters), idle


def chapter_title(chapter: str, law: Law, voices: Voices) -> Said:
    """The name of a chapter given as ``act/chapter``."""
    act, _, name = chapter.partition("/")
    return voices.of(law.pack.acts[act].chapters[name].title)


def topics_of(listed: Iterable[Entry], counts: Iterable[TopicCount], voices: Voices) -> Topics:
    """The topics that have findings, numbered in their order."""
    names = sorted({topic_of(entry) for entry in listed})
    titles = {one.topic: one.title for one in counts}
    return Topics(
        numbers={name: str(number) for number, name in enumerate(names, start=1)},
        titles={name: voices.of(titles[name]) for name in names if name in titles},
    )


def _topic_bar(one: TopicCount, voices: Voices) -> TopicBar:
    numbers = tuple(one.counts[verdict] for verdict in ORDER)
    return TopicBar(voices.of(one.title), numbers, pieces_of(one.counts))


def pieces_of(counts: Mapping[Verdict, int]) -> tuple[Piece, ...]:
    """A bar of full width; what is there can be seen, however little it is."""
    drawn = {verdict: counts[verdict] for verdict in DRAWN if counts[verdict]}
    total = sum(drawn.values())
    widths = {verdict: max(100 * number / total, _LEAST) for verdict, number in drawn.items()}
    excess = sum(widths.values()) - 100
    if excess > 0:
        widths[max(widths, key=lambda verdict: widths[verdict])] -= excess
    pieces, x = [], 0.0
    for verdict, width in widths.items():
        pieces.append(Piece(round(x, 2), round(width, 2), verdict))
        x += width
    return tuple(pieces)


def norms_of(
    listed: Sequence[Entry], topics: Topics, law: Law, voices: Voices, *, staff: bool
) -> Norms | None:
    """Staff norms, or all the other amounts; none where there is nothing to compare."""
    rules = _staff_rules(law)
    amounts = [
        entry
        for entry in listed
        if entry.computed is not None
        and entry.computed.required is not None
        and (entry.rule in rules) is staff
    ]
    drawn = [entry for entry in amounts if entry.verdict in (Verdict.BREACHED, Verdict.MET)]
    opened = sum(entry.verdict is Verdict.UNDETERMINED for entry in amounts)
    if not amounts:
        return None
    bars = (_norm_bar(entry, topics, voices) for entry in sorted(drawn, key=topic_of))
    return Norms(tuple(one for one in bars if one is not None), opened)


def _staff_rules(law: Law) -> set[str]:
    return {
        one.rule.id
        for one in law.program.compiled
        if any(isinstance(variant.must, StaffNorm) for variant in one.variants)
    }


def _norm_bar(entry: Entry, topics: Topics, voices: Voices) -> NormBar | None:
    assert entry.computed is not None
    required, recorded = entry.computed.required, entry.computed.recorded
    if required is None or recorded is None:
        return None
    most = max(required, recorded) or Decimal(1)
    missing = max(required - recorded, Decimal(0))
    return NormBar(
        title=voices.of(entry.row_title) or voices.of(entry.title),
        topic=topics.title(topic_of(entry)),
        required=_number(required, voices),
        recorded=_number(recorded, voices),
        short=_number(missing, voices) if missing else Said(()),
        share=round(float(100 * recorded / most), 2),
        norm=round(float(100 * required / most), 2),
    )


def _number(number: Decimal, voices: Voices) -> Said:
    return voices.ask(Sentences.number, number)
