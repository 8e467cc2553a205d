"""The sections after the findings, each a list of items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from checker.findings import Subject
from checker.report.brought import Told, ToldSection, brought_told
from checker.report.formats.html.voices import Said, Voices, plain
from checker.report.horizon import Event, HorizonView, Upcoming
from checker.report.horizon_text import sentences_of, subjects_of
from checker.report.sentences import Sentences
from checker.report.view import Look, ReportView
from checker.vocabulary.words import Texts

MOST_WORDS: Final = 6


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tell."""

    title: Said
    text: tuple[Said, ...] = ()
    quiet: tuple[Said, ...] = ()
    """Where it stands, or what it rests on."""
    points: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Items under a heading of their own, or under none."""

    title: Said
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page."""

    name: str
    title: Said
    number: int | None
    groups: tuple[Group, ...]
    intro: tuple[Said, ...] = ()
    notes: tuple[Said, ...] = ()


def sections_of(view: ReportView, voices: Voices) -> tuple[Section, ...]:
    """Those that have something to say, in the order of the text report."""
    found = (
        _horizon(view.horizon, voices) if view.horizon is not None else None,
        _requests(view, voices),
        _inspector(view, voices),
        *sections_told(lambda say: brought_told(say, view), voices),
        _not_applicable(view, voices),
        _faults(view, voices),
    )
    return tuple(one for one in found if one is not None)


def sections_told(
    how: Callable[[Sentences], Iterable[ToldSection]], voices: Voices
) -> Iterator[Section]:
    """Sections that each language tells by itself."""
    for each in voices.each(how):
        title = Said(tuple(one.title for one in each))
        items = map(_item_told, zip(*(one.items for one in each), strict=True))
        yield Section(each[0].name.replace("_", "-"), title, None, _one_group(items))


def _item_told(each: tuple[Told, ...]) -> Item:
    lines = zip(*(one.lines for one in each), strict=True)
    return Item(Said(tuple(one.said for one in each)), points=tuple(map(Said, lines)))


def _one_group(items: Iterable[Item]) -> tuple[Group, ...]:
    listed = tuple(items)
    return (Group(Said(()), listed),) if listed else ()


def _horizon(view: HorizonView, voices: Voices) -> Section:
    groups = tuple(
        Group(voices.day(day), tuple(_event(event, voices) for event in events))
        for day, events in groupby(view.events(), key=lambda event: event.first.day)
    )
    span = voices.text("horizon.span", until=view.until, number=view.days)
    intro = [span, voices.text("horizon.note")]
    if not view.entries:
        intro.append(voices.text("horizon.nothing"))
    notes = tuple(
        voices.text(f"horizon.{name}", number=number)
        for name in ("withheld", "untold")
        if (number := getattr(view, name))
    )
    title = voices.text("horizon.section")
    return Section("horizon", title, len(view.entries), groups, tuple(intro), notes)


def _event(event: Event, voices: Voices) -> Item:
    entry = event.first.entry
    severity = voices.text(f"report.severity.{entry.severity}")
    cited = voices.ask(Sentences.cite, entry)
    alike: dict[Said, list[Subject]] = {}
    for ahead in event.entries:
        said = voices.ask(_becomes, ahead)
        alike.setdefault(said, []).append(ahead.entry.subject)
    points = []
    for said, subjects in alike.items():
        who = voices.ask(_who, subjects)
        points.append(voices.own("two_sentences", first=who, second=said))
    return Item(voices.ask(Sentences.title, entry), (), (cited, severity), tuple(points))


def _becomes(say: Sentences, ahead: Upcoming) -> str:
    return " ".join(sentences_of(ahead, say))


def _who(say: Sentences, subjects: list[Subject]) -> str:
    return subjects_of(subjects, say)


def _numbered(say: Sentences, title: Texts, number: int) -> str:
    return f"{say.of(title)}: {number}"


def _requests(view: ReportView, voices: Voices) -> Section | None:
    notes = tuple(
        voices.text(f"report.say.{name}", number=number)
        for name in ("newer_snapshot", "withheld_open", "cannot_be_breached")
        if (number := getattr(view, name))
    )
    if not (view.requests or notes):
        return None
    items = (
        Item(
            voices.label(one.word),
            (voices.text("report.say.request", verdicts=one.verdicts, places=one.places),),
            (plain("; ".join(one.pointers) + (" …" if one.places > len(one.pointers) else "")),),
        )
        for one in view.requests
    )
    title = voices.text("report.section.requests")
    return Section("requests", title, len(view.requests) or None, _one_group(items), (), notes)


def _inspector(view: ReportView, voices: Voices) -> Section | None:
    if not view.inspector:
        return None
    groups = groupby(view.inspector, key=lambda look: (look.rule, look.clause))
    items = tuple(_look(list(looks), voices) for _, looks in groups)
    title = voices.text("report.section.inspector")
    return Section("inspector", title, len(items), _one_group(items))


def _look(looks: list[Look], voices: Voices) -> Item:
    first = looks[0]
    text = [voices.of(first.look_at)]
    if first.row is None and first.subjects > 1:
        text.append(voices.text("report.say.subjects", number=first.subjects))
    points = tuple(
        voices.ask(_numbered, look.row_title, look.subjects)
        for look in looks
        if look.row is not None
    )
    cited = voices.ask(Sentences.cite_place, first.act, first.clause)
    return Item(voices.of(first.title), tuple(text), (cited,), points)


def _not_applicable(view: ReportView, voices: Voices) -> Section | None:
    if not (view.not_binding or view.not_applying):
        return None
    items = [
        Item(voices.text("report.say.not_binding", title=voices.of(one.title)))
        for one in view.not_binding
    ]
    for topic in view.not_applying:
        title = voices.ask(_numbered, topic.title, topic.verdicts)
        items.append(Item(title, quiet=tuple(_deciding(topic.words, voices))))
    title = voices.text("report.section.not_applicable")
    return Section("not-applicable", title, None, _one_group(items))


def _deciding(words: tuple[str, ...], voices: Voices) -> Iterator[Said]:
    labels = list(dict.fromkeys(map(voices.label, words)))
    if labels:
        shown = labels[:MOST_WORDS] + ([plain("…")] if len(labels) > MOST_WORDS else [])
        by_language = zip(*(one.texts for one in shown), strict=True)
        facts = Said(tuple("; ".join(one) for one in by_language))
        yield voices.text("report.say.decided_by", facts=facts)


def _faults(view: ReportView, voices: Voices) -> Section | None:
    if not view.faults:
        return None
    items = (
        Item(
            plain(" ".join(part for part in (one.rule, one.row, one.subject) if part)),
            (plain(one.what),),
        )
        for one in view.faults
    )
    title = voices.text("report.section.faults")
    return Section("faults", title, len(view.faults), _one_group(items))
