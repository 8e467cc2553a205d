"""Breaches as an inspection act lists them: by paragraph of the law, gravest place first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from checker.law import Law
from checker.packs.model import Severity
from checker.report.entry import Entry
from checker.report.formats.act_page import ActPage
from checker.report.sentences import Sentences
from checker.report.view import RuleGroup, TopicGroup

_NUMBER: Final = re.compile(r"[0-9]+")
_WIDTHS: Final = (10, 33, 60, 62)
"""In millimetres."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an act, and the requirements in it that are breached."""

    act: str
    clause: str | None
    rules: tuple[RuleGroup, ...]


def paragraphs(
    topics: Iterable[TopicGroup], severities: Collection[Severity], law: Law
) -> tuple[Paragraph, ...]:
    """What is breached with one of these severities, in the order of the acts' paragraphs."""
    found: dict[tuple[str, str | None], list[RuleGroup]] = {}
    for topic in topics:
        for rule in topic.rules:
            if rule.first.severity in severities:
                found.setdefault((rule.first.act, rule.first.clause), []).append(rule)
    acts = list(law.pack.acts)
    places = sorted(found, key=lambda place: (acts.index(place[0]), _place_of(place[1] or "")))
    return tuple(Paragraph(act, clause, tuple(found[act, clause])) for act, clause in places)


def _place_of(clause: str) -> tuple[bool, list[int]]:
    """Paragraphs by their numbers, the appendices after them."""
    return clause.startswith("app"), [int(number) for number in _NUMBER.findall(clause)]


class Findings:
    """Writes paragraphs with their breaches onto a page."""

    def __init__(self, page: ActPage, say: Sentences) -> None:
        """Write in these words."""
        self._page = page
        self._say = say

    def write(
        self, paragraphs: Iterable[Paragraph], number: str, *, to_remedy: bool, graded: bool
    ) -> None:
        """All of them, numbered after a section; ``graded`` names the severity of each."""
        for place, paragraph in enumerate(paragraphs, 1):
            cited = self._say.cite_place(paragraph.act, paragraph.clause)
            self._page.heading(f"{number}.{place}. {cited}", 2)
            for inner, rule in enumerate(paragraph.rules, 1):
                numbered = f"{number}.{place}.{inner}."
                self._rule(rule, numbered, to_remedy=to_remedy, graded=graded)

    def _rule(self, rule: RuleGroup, number: str, *, to_remedy: bool, graded: bool) -> None:
        say, page, first = self._say, self._page, rule.first
        severity = f" ({say.say(f'report.severity.{first.severity}')})" if graded else ""
        page.say(f"{number} {say.title(first)}{severity}", bold=True)
        page.table(
            [
                say.say("office.column.line"),
                *(say.say(f"office.act.column.{one}") for one in ("subject", "found", "evidence")),
            ],
            (
                (str(line), say.subject(entry.subject), _found(entry, say), _behind(entry, say))
                for line, entry in enumerate(rule.entries, 1)
            ),
            _WIDTHS,
        )
        for label, words in self._notes(first):
            page.say(words, label=label)
        if to_remedy:
            page.say(say.say("office.act.term"))

    def _notes(self, entry: Entry) -> Iterator[tuple[str, str]]:
        say = self._say
        if entry.presumed_date:
            yield "", say.say("report.say.presumed_date")
        if reading := say.of(entry.reading):
            yield say.say("report.say.reading"), reading
        remedy = say.say("office.act.withheld") if entry.withheld else say.remedy(entry)
        if remedy:
            yield say.say("office.act.remedy"), remedy


def _found(entry: Entry, say: Sentences) -> str:
    return "\n".join(_said(entry, say))


def _said(entry: Entry, say: Sentences) -> Iterator[str]:
    yield say.breach(entry)
    if entry.attested is not None:
        yield say.attested(entry.attested)
    yield from say.excuse(entry)


def _behind(entry: Entry, say: Sentences) -> str:
    computed = () if entry.computed is None else say.computation(entry.computed)
    return "\n".join((*computed, *(say.fact(fact) for fact in entry.evidence)))
