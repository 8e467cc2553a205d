"""The text report's sections after breaches and terms that still run."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from checker.report.brought import ToldSection, brought_told
from checker.report.layout import Page
from checker.report.sentences import Sentences
from checker.report.view import Look, ReportView, RuleGroup

MOST_WORDS: Final = 6


class LesserSections:
    """Writes these sections onto a page."""

    def __init__(self, sentences: Sentences, page: Page) -> None:
        """Write in these words."""
        self._say = sentences
        self._page = page

    def write(self, view: ReportView) -> None:
        """All of them, each only where it has something to say."""
        self._requests(view)
        self._inspector(view)
        for section in brought_told(self._say, view):
            add_told(self._page, section)
        self._open(view)
        self._not_applying(view)
        self._faults(view)
        self._page.blank()

    def _section(self, name: str) -> None:
        self._page.section(self._say.say(f"report.section.{name}"))

    def _requests(self, view: ReportView) -> None:
        counted = ("newer_snapshot", "withheld_open", "cannot_be_breached")
        if not view.requests and not any(getattr(view, name) for name in counted):
            return
        say, page = self._say, self._page
        self._section("requests")
        for one in view.requests:
            numbers = say.say("report.say.request", verdicts=one.verdicts, places=one.places)
            page.add(f"{say.label(one.word)}. {numbers}", indent=2, lead="* ")
            more = "…" if one.places > len(one.pointers) else ""
            page.add("; ".join(one.pointers) + more, indent=4, style="quiet")
        for name in counted:
            if number := getattr(view, name):
                page.add(say.say(f"report.say.{name}", number=number), indent=2, lead="* ")

    def _inspector(self, view: ReportView) -> None:
        if not view.inspector:
            return
        self._section("inspector")
        for _, found in groupby(view.inspector, key=lambda look: (look.rule, look.clause)):
            self._look(list(found))

    def _look(self, looks: list[Look]) -> None:
        say, page, first = self._say, self._page, looks[0]
        page.add(say.of(first.title), indent=2, lead="* ")
        page.add(say.of(first.look_at), indent=4)
        page.add(say.cite_place(first.act, first.clause), indent=4, style="quiet")
        for look in looks:
            if look.row is not None:
                words = f"{say.of(look.row_title)}: {look.subjects}"
                page.add(words, indent=4, lead="- ", style="quiet")
        if first.row is None and first.subjects > 1:
            page.add(say.say("report.say.subjects", number=first.subjects), indent=4, style="quiet")

    def _open(self, view: ReportView) -> None:
        if not (view.open_by_text or view.old_events):
            return
        self._section("open")
        for group in view.open_by_text:
            self._open_rule(group)
        if view.old_events:
            words = self._say.say("report.say.old_events", number=view.old_events)
            self._page.add(words, indent=2, lead="* ")

    def _open_rule(self, group: RuleGroup) -> None:
        say, page = self._say, self._page
        page.add(say.title(group.first), indent=2, lead="* ")
        reasons: dict[str, int] = {}
        for entry in group.entries:
            reasons[say.reason(entry)] = reasons.get(say.reason(entry), 0) + 1
        for reason, number in reasons.items():
            page.add(reason if number == 1 else f"{reason} ({number})", indent=4)
        if reading := say.of(group.first.reading):
            page.add(f"{say.say('report.say.reading')}: {reading}", indent=4)
        page.add(say.cite(group.first), indent=4, style="quiet")

    def _not_applying(self, view: ReportView) -> None:
        if not (view.not_binding or view.not_applying):
            return
        say, page = self._say, self._page
        self._section("not_applicable")
        for chapter in view.not_binding:
            words = say.say("report.say.not_binding", title=say.of(chapter.title))
            page.add(words, indent=2, lead="* ")
        for topic in view.not_applying:
            labels = list(dict.fromkeys(say.label(word) for word in topic.words))
            shown = "; ".join(labels[:MOST_WORDS]) + ("; …" if len(labels) > MOST_WORDS else "")
            page.add(f"{say.of(topic.title)}: {topic.verdicts}", indent=2, lead="* ")
            if shown:
                page.add(say.say("report.say.decided_by", facts=shown), indent=4, style="quiet")

    def _faults(self, view: ReportView) -> None:
        if not view.faults:
            return
        self._section("faults")
        for fault in view.faults:
            where = " ".join(part for part in (fault.rule, fault.row, fault.subject) if part)
            self._page.add(f"{where}: {fault.what}", indent=2, lead="* ", style="breach")


def add_told(page: Page, section: ToldSection) -> None:
    """Add a section whose words are said already."""
    page.section(section.title)
    for told in section.items:
        page.add(told.said, indent=2, lead="* ")
        for line in told.lines:
            page.add(line, indent=4, lead="- ")
