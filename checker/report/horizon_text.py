"""What lies ahead, as a section of the text report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from checker.auditing.horizon import Change
from checker.findings import Subject
from checker.report.horizon import Event, HorizonView, Upcoming
from checker.report.layout import Page
from checker.report.sentences import Sentences

MOST_SUBJECTS: Final = 10
"""Subjects that are listed of what falls on one day for one requirement."""


class HorizonSection:
    """Writes the section onto a page."""

    def __init__(self, sentences: Sentences, page: Page) -> None:
        """Write in these words."""
        self._say = sentences
        self._page = page

    def write(self, view: HorizonView) -> None:
        """The whole section, day by day."""
        say, page = self._say, self._page
        page.section(f"{say.say('horizon.section')}: {len(view.entries)}")
        page.add(say.say("horizon.span", until=view.until, number=view.days))
        page.add(say.say("horizon.note"), style="quiet")
        if not view.entries:
            page.add(say.say("horizon.nothing"), style="good")
        for day, events in groupby(view.events(), key=lambda event: event.first.day):
            page.blank()
            page.add(say.day(day), style="topic")
            for event in events:
                self._event(event)
        for name in ("withheld", "untold"):
            if number := getattr(view, name):
                page.blank()
                page.add(say.say(f"horizon.{name}", number=number), lead="* ")

    def _event(self, event: Event) -> None:
        say, page, entry = self._say, self._page, event.first.entry
        page.add(say.title(entry), indent=2, lead="* ")
        severity = say.say(f"report.severity.{entry.severity}")
        page.add(f"{say.cite(entry)}; {severity}", indent=4, style="quiet")
        alike: dict[str, list[Subject]] = {}
        for one in event.entries:
            alike.setdefault(" ".join(sentences_of(one, say)), []).append(one.entry.subject)
        for said, subjects in alike.items():
            page.add(f"{subjects_of(subjects, say)}. {said}", indent=4, lead="- ")


def subjects_of(subjects: Sequence[Subject], say: Sentences) -> str:
    """Subjects of one kind in one line: the first ones by their keys, the rest counted."""
    keys = list(dict.fromkeys(subject.key for subject in subjects))
    named = say.subject(Subject(subjects[0].kind, "; ".join(keys[:MOST_SUBJECTS]), ""))
    hidden = len(subjects) - len(keys[:MOST_SUBJECTS])
    return f"{named}; {say.say('horizon.more', number=hidden)}" if hidden > 0 else named


def sentences_of(one: Upcoming, say: Sentences) -> Iterator[str]:
    """What becomes of one verdict: today, on its day, and after it."""
    yield say.say(f"horizon.today.{one.entry.verdict}")
    yield say.say(f"horizon.change.{one.change}", day=one.day)
    computed = one.entry.computed
    lenient = None if computed is None else computed.lenient_on
    if one.change is Change.FALLS_DUE and lenient is not None and lenient > one.day:
        yield say.say("report.computed.lenient_on", day=lenient) + "."
    elif one.change is Change.FALLS_DUE and one.breached_from is None:
        yield say.say("horizon.open_after")
    if one.breached_from is not None:
        yield say.say("horizon.breached_from", day=one.breached_from)
