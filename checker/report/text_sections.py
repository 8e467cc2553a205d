"""The text report's sections after breaches and terms that still run."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from checker.auditing.attested import Standing
from checker.report.attestations import add_places
from checker.report.excuses_text import ExcusesSection
from checker.report.layout import Page
from checker.report.sentences import Sentences
from checker.report.view import Aside, Attestations, Look, ReportView, RuleGroup

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
        self._attestations(view.attestations)
        if view.excuses is not None:
            ExcusesSection(self._say, self._page).write(view.excuses)
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

    def _attestations(self, view: Attestations) -> None:
        if not view.any:
            return
        say, page = self._say, self._page
        self._section("attestations")
        counted = say.say("report.attested.count", number=view.counted, verdicts=view.verdicts)
        page.add(counted, indent=2, lead="* ")
        if view.withheld:
            page.add(say.say("report.attested.withheld", number=view.withheld), indent=2, lead="* ")
        for standing in Standing:
            found = tuple(one for one in view.aside if one.standing is standing)
            if found:
                self._aside(standing, found)

    def _aside(self, standing: Standing, found: tuple[Aside, ...]) -> None:
        say, page = self._say, self._page
        page.add(say.say(f"report.standing.{standing}"), indent=2, lead="* ")
        if standing is Standing.DIFFERS:
            for one in found:
                page.add(self._against(one), indent=4, lead="- ")
            return
        add_places(page, (one.attested for one in found), say.lang)

    def _against(self, aside: Aside) -> str:
        say = self._say
        row = say.of(aside.row_title)
        return say.say(
            "report.attested.against",
            title=f"{say.of(aside.title)}: {row}" if row else say.of(aside.title),
            outcome=say.say(f"report.verdict.{aside.attested.outcome}"),
            verdicts=", ".join(say.say(f"report.verdict.{one}") for one in aside.certain),
            place=say.attested_at(aside.attested),
        )

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
