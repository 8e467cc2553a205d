"""The report as text, for a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from checker.findings import Verdict
from checker.law import Law
from checker.packs.model import DutyOf
from checker.report.brought import tolerated_counts
from checker.report.entry import Entry
from checker.report.horizon_text import HorizonSection
from checker.report.layout import Page
from checker.report.sentences import Sentences
from checker.report.text_sections import LesserSections
from checker.report.view import Header, ReportView, RuleGroup, TopicGroup

MOST_PENDING: Final = 10
"""Subjects of one requirement that are listed when it is not due yet."""
_COLUMNS: Final = (
    Verdict.BREACHED,
    Verdict.NOT_DUE,
    Verdict.UNDETERMINED,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)
_NUMBER_WIDTH: Final = 9


class TextReport:
    """Writes one institution's report onto a page."""

    def __init__(self, law: Law, lang: str, width: int) -> None:
        """Write in this language to this many columns."""
        self._say = Sentences(law, lang)
        self._page = Page(width)

    def page(self, view: ReportView) -> Page:
        """The whole report but for ``--all``."""
        self._head(view.header)
        self._counts(view)
        self._breaches(view)
        self._not_due(view)
        if view.horizon is not None:
            HorizonSection(self._say, self._page).write(view.horizon)
        LesserSections(self._say, self._page).write(view)
        return self._page

    def _section(self, name: str, number: int | None = None) -> None:
        title = self._say.say(f"report.section.{name}")
        self._page.section(title if number is None else f"{title}: {number}")

    def _field(self, name: str, value: str) -> None:
        self._page.add(f"{self._say.say(f'report.head.{name}')}: {value}")

    def _head(self, header: Header) -> None:
        say = self._say
        self._page.add(say.say("report.head.title"), style="title")
        self._field("institution", header.institution)
        if header.number is not None:
            self._field("number", header.number)
        self._field("type", say.value("institution.type", header.type))
        self._field("file", header.file)
        self._field("as_of", say.day(header.as_of))
        self._field("taken_on", say.day(header.taken_on))
        for act in header.acts:
            self._field("act", say.of(act.citation))
            presumed = "presumed" if act.presumed else "since"
            day = say.say(f"report.head.{presumed}", day=act.in_force_by)
            self._page.add(f"{say.of(act.amended_by)}; {day}", indent=2)
            until = say.say("report.head.verified_until", day=act.verified_until)
            self._page.add(until, indent=2)
        self._field("engine", say.say(f"report.engine.{header.engine}"))
        for name in ("snapshot", "pack", "calendar"):
            digest = str(getattr(header, f"{name}_digest"))
            label = say.say(f"report.head.digest_{name}")
            self._page.add(f"{label}: {digest[:16]}", style="quiet")
        for banner in header.banners:
            self._page.add(say.say(f"report.banner.{banner}"), lead="! ", style="warning")

    def _counts(self, view: ReportView) -> None:
        self._section("counts")
        say = self._say
        numbers = [_NUMBER_WIDTH] * len(_COLUMNS)
        widths = (self._page.width - sum(numbers), *numbers)
        heads = [say.say(f"report.column.{verdict}") for verdict in _COLUMNS]
        self._page.row(["", *heads], widths, "quiet")
        for one in view.counts:
            cells = [self._count(one.counts[verdict]) for verdict in _COLUMNS]
            self._page.row([say.of(one.title), *cells], widths)
        totals = [self._count(view.totals[verdict]) for verdict in _COLUMNS]
        self._page.row([say.say("report.column.total"), *totals], widths, "title")
        self._page.add(say.say("report.column.legend"), style="quiet")

    @staticmethod
    def _count(number: int) -> str:
        return str(number) if number else "–"

    def _breaches(self, view: ReportView) -> None:
        self._section("breaches", view.own_breaches)
        if not view.own_breaches:
            self._page.add(self._say.say("report.say.no_breaches"), style="good")
        for line in tolerated_counts(self._say, view.excuses):
            self._page.add(line)
        self._topics(view.breaches)
        self._other_duties(view.others)

    def _other_duties(self, others: Mapping[DutyOf, tuple[TopicGroup, ...]]) -> None:
        if not others:
            return
        self._section("others")
        self._page.add(self._say.say("report.say.others"), style="quiet")
        for duty, topics in others.items():
            name = duty.replace(" ", "_")
            self._page.add(self._say.say(f"report.duty.{name}"), style="topic")
            self._topics(topics)

    def _topics(self, topics: Iterable[TopicGroup]) -> None:
        for topic in topics:
            self._page.blank()
            self._page.add(self._say.of(topic.title), style="topic")
            for rule in topic.rules:
                self._rule(rule)

    def _rule(self, group: RuleGroup) -> None:
        say, page, first = self._say, self._page, group.first
        page.add(say.title(first), indent=2, lead="* ", style="breach")
        severity = say.say(f"report.severity.{first.severity}")
        page.add(f"{say.cite(first)}; {severity}", indent=4)
        if first.presumed_date:
            page.add(say.say("report.say.presumed_date"), indent=4, style="quiet")
        for entry in group.entries:
            self._subject(entry)
        for name, words in (("remedy", say.remedy(first)), ("reading", say.of(first.reading))):
            if words:
                page.add(f"{say.say(f'report.say.{name}')}: {words}", indent=4)

    def _subject(self, entry: Entry) -> None:
        say, page = self._say, self._page
        page.add(f"{say.subject(entry.subject)}. {say.breach(entry)}", indent=4, lead="- ")
        for line in self._details(entry):
            page.add(line, indent=6)

    def _details(self, entry: Entry) -> Iterator[str]:
        if entry.attested is not None:
            yield self._say.attested(entry.attested)
        yield from self._say.excuse(entry)
        if entry.computed is not None:
            yield from self._say.computation(entry.computed)
        for fact in entry.evidence:
            shown = self._say.fact(fact)
            yield f"{shown} ({fact.pointer})" if fact.pointer else shown

    def _not_due(self, view: ReportView) -> None:
        if not view.not_due:
            return
        self._section("not_due", sum(len(group.entries) for group in view.not_due))
        for group in view.not_due:
            self._page.add(self._say.title(group.first), indent=2, lead="* ")
            for entry in group.entries[:MOST_PENDING]:
                self._page.add(self._pending(entry), indent=4, lead="- ")
            if (more := len(group.entries) - MOST_PENDING) > 0:
                self._page.add(self._say.say("report.say.more", number=more), indent=4, lead="- ")

    def _pending(self, entry: Entry) -> str:
        subject, last = self._say.subject(entry.subject), self._say.last_day(entry)
        if last is None:
            return subject
        day = self._say.say("report.computed.due_on", day=last)
        return f"{subject}. {day}"


def verdict_lines(entries: Iterable[Entry], law: Law, lang: str, width: int) -> Iterator[str]:
    """Every verdict in one paragraph (``--all``), as it comes."""
    say = Sentences(law, lang)
    for entry in entries:
        page = Page(width)
        verdict = say.say(f"report.verdict.{entry.verdict}")
        subject = say.subject(entry.subject)
        page.add(f"{subject}. {say.title(entry)}. {say.message(entry)}", lead=f"{verdict}: ")
        yield page.plain()
