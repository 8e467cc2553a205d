"""The workbook's first sheet: who was audited, with which reservations, and what was counted."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from checker.findings import Verdict
from checker.report.brought import ToldSection, breaches_counted, brought_told, left_told
from checker.report.document import Document, Part
from checker.report.formats.spreadsheet_sheets import ORDER, named
from checker.report.formats.workbook import Book, Sheet, Styled, Value
from checker.report.receipt import Receipt
from checker.report.sentences import Sentences
from checker.report.view import Header, TopicCount

_WIDTHS: Final = (50, *(16 for _ in ORDER), 12, 44)
_BESIDE: Final = 95
"""Signs of a line that begins in the second column."""
_ALONG: Final = 135
"""Signs of a line that begins in the first one."""


def add_summary(book: Book, document: Document, say: Sentences) -> None:
    """Add the sheet."""
    summary = _Summary(
        book.page(
            say.say("office.sheet.summary"), _WIDTHS if len(document.parts) > 1 else _WIDTHS[:-1]
        ),
        say,
    )
    summary.write(document)


class _Summary:
    def __init__(self, sheet: Sheet, say: Sentences) -> None:
        self._sheet = sheet
        self._say = say

    def write(self, document: Document) -> None:
        """The whole sheet; the counts come last, so that filters reach to its end."""
        self._sheet.add([Styled(self._say.say("report.head.title"), "title")])
        several = len(document.parts) > 1
        if several:
            self._overview(document.parts)
        for part in document.parts:
            self._part(part, several=several)
        self._brought(document.receipt)
        for section in left_told(self._say, document.refused, document.elsewhere):
            self._told(section)
        if document.parts:
            self._topics(document.parts, several=several)

    def _section(self, message: str) -> None:
        self._heading(self._say.say(message))

    def _heading(self, words: str) -> None:
        self._sheet.add([])
        self._sheet.add([Styled(words, "section")])

    def _field(self, name: str, value: str) -> None:
        self._lines(self._say.say(f"report.head.{name}"), value)

    def _day(self, name: str, day: date) -> None:
        label = self._say.say(f"report.head.{name}")
        self._sheet.add([Styled(label, "label"), Styled(day, "plain day")])

    def _lines(self, label: str, value: str) -> None:
        """A label, and its value in as many rows as it needs."""
        parts = textwrap.wrap(value, _BESIDE) or [""]
        self._sheet.add([Styled(label, "label"), Styled(parts[0], "plain")])
        for part in parts[1:]:
            self._sheet.add([None, Styled(part, "plain")])

    def _remark(self, words: str, style: str = "plain") -> None:
        for line in textwrap.wrap(words, _ALONG):
            self._sheet.add([Styled(line, style)])

    def _part(self, part: Part, *, several: bool) -> None:
        if several:
            self._heading(named(part.view.header))
        self._head(part.view.header, several=several)
        if not several:
            self._lines(self._say.say("office.column.outcome"), self._outcome(part))
        if part.view.header.banners:
            self._section("office.reservations")
            for banner in part.view.header.banners:
                self._remark(self._say.say(f"report.banner.{banner}"), "warning")
        counted = tuple(breaches_counted(self._say, part.view))
        if counted:
            self._sheet.add([])
        for line in counted:
            self._remark(line)
        for section in brought_told(self._say, part.view):
            self._told(section)
        self._faults(part)

    def _head(self, header: Header, *, several: bool) -> None:
        say = self._say
        if not several:
            self._field("institution", header.institution)
            self._field("number", header.number or "")
        self._field("type", say.value("institution.type", header.type))
        self._day("as_of", header.as_of)
        self._day("taken_on", header.taken_on)
        self._field("file", header.file)
        for act in header.acts:
            since = "presumed" if act.presumed else "since"
            said = (
                say.of(act.citation),
                say.of(act.amended_by),
                say.say(f"report.head.{since}", day=act.in_force_by),
                say.say("report.head.verified_until", day=act.verified_until),
            )
            self._field("act", "; ".join(said))
        self._field("engine", say.say(f"report.engine.{header.engine}"))
        for name in ("snapshot", "pack", "calendar"):
            self._field(f"digest_{name}", str(getattr(header, f"{name}_digest"))[:16])

    def _brought(self, receipt: Receipt) -> None:
        """What shaped all parts: the files that were brought, and the options."""
        options = " ".join(receipt.words())
        files = tuple(receipt.files())
        if not (options or files):
            return
        self._sheet.add([])
        for name, given in files:
            self._field(f"digest_{name}", f"{given.file}: {given.sha256[:16]}")
        if options:
            self._field("options", options)

    def _outcome(self, part: Part) -> str:
        return self._say.say(f"report.outcome.{part.outcome}")

    def _told(self, section: ToldSection) -> None:
        self._heading(section.title)
        for told in section.items:
            self._remark(told.said, "label" if told.lines else "plain")
            for line in told.lines:
                self._remark(f"– {line}")

    def _faults(self, part: Part) -> None:
        if part.view.old_events:
            self._section("report.section.open")
            self._remark(self._say.say("report.say.old_events", number=part.view.old_events))
        if part.view.faults:
            self._section("report.section.faults")
        for fault in part.view.faults:
            where = " ".join(name for name in (fault.rule, fault.row, fault.subject) if name)
            self._remark(f"{where}: {fault.what}", "warning")

    def _overview(self, parts: Iterable[Part]) -> None:
        self._section("report.section.set")
        columns = ("formats.column.institution", "office.column.outcome")
        self._headings(columns[0], columns[1])
        for part in parts:
            numbers = _numbers(part.view.totals)
            self._sheet.add([named(part.view.header), *numbers, self._outcome(part)])

    def _headings(self, first: str, last: str | None) -> None:
        say = self._say
        words = [
            say.say(first),
            *(say.say(f"report.verdict.{verdict}") for verdict in ORDER),
            say.say("office.column.total"),
            *([say.say(last)] if last is not None else []),
        ]
        self._sheet.add([Styled(one, "heading") for one in words])

    def _topics(self, parts: Iterable[Part], *, several: bool) -> None:
        self._section("report.section.counts")
        self._headings("office.column.topic", "formats.column.institution" if several else None)
        first = self._sheet.rows
        for part in parts:
            for row in _counted(part, self._say):
                last = [named(part.view.header)] if several else []
                self._sheet.add([*row, *last])
        self._sheet.filter_from(first, len(ORDER) + 2 + several)


def _counted(part: Part, say: Sentences) -> Iterator[list[Value]]:
    """The topics in which something applies, the others together, and the sum."""
    applying = [one for one in part.view.counts if _applies(one)]
    for one in applying:
        yield [say.of(one.title), *_numbers(one.counts)]
    idle = sum(one.counts[Verdict.NOT_APPLICABLE] for one in part.view.counts if not _applies(one))
    if idle:
        yield [say.say("office.nothing_applies"), *_numbers({Verdict.NOT_APPLICABLE: idle})]
    yield [
        Styled(say.say("report.column.total"), "sum text"),
        *(Styled(number, "sum") for number in _numbers(part.view.totals)),
    ]


def _applies(one: TopicCount) -> bool:
    return any(
        number for verdict, number in one.counts.items() if verdict is not Verdict.NOT_APPLICABLE
    )


def _numbers(counts: Mapping[Verdict, int]) -> list[int]:
    numbers = [counts.get(verdict, 0) for verdict in ORDER]
    return [*numbers, sum(numbers)]
