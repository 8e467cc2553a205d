"""The sections of an inspection act, in the order in which officials write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from checker.auditing.attested import Standing
from checker.findings import Verdict
from checker.law import Law
from checker.packs.model import DutyOf, Severity
from checker.report.brought import breaches_counted, excuses_told
from checker.report.clauses import chapter_title
from checker.report.document import Part
from checker.report.entry import Entry
from checker.report.formats.act_findings import Findings, paragraphs
from checker.report.formats.act_page import WIDTH, ActPage
from checker.report.formats.spreadsheet_sheets import ORDER
from checker.report.sentences import Sentences
from checker.report.view import ActState

MOST_REQUESTS: Final = 30
"""Facts to ask for that are named; the others are counted."""
_LINES_FOR_OBJECTIONS: Final = 8
_COUNTS: Final = (29, 23, 24, 32, 24, 33)
"""In millimetres."""


class Act:
    """Writes the act about one institution onto a page."""

    def __init__(self, page: ActPage, part: Part, law: Law, say: Sentences) -> None:
        """Write in these words."""
        self._page = page
        self._part = part
        self._view = part.view
        self._law = law
        self._say = say
        self._findings = Findings(page, say)
        self._number = 0

    def write(self) -> None:
        """The whole act."""
        self._head()
        self._basis()
        self._examined()
        self._breaches()
        self._others()
        self._attested()
        self._tolerated()
        self._open()
        self._objections()
        self._signatures()

    def _own(self, name: str) -> str:
        return self._say.say(f"office.act.{name}")

    def _section(self, name: str) -> str:
        return self._numbered(self._own(f"section.{name}"))

    def _numbered(self, title: str) -> str:
        self._number += 1
        self._page.heading(f"{self._number}. {title}", 1)
        return str(self._number)

    def _head(self) -> None:
        page, header, say = self._page, self._view.header, self._say
        page.title(self._own("title"))
        page.box(self._own("notice"))
        page.apart(self._own("number"), self._own("drawn_on"))
        page.blank(f"{self._own('drawn_at')}:")
        self._section("institution")
        filled = {
            "institution": header.institution,
            "number": header.number or "",
            "type": say.value("institution.type", header.type),
        }
        fields = ("institution", "number", "type", "address", "head", "present")
        page.fields((self._own(f"field.{one}"), filled.get(one, "")) for one in fields)

    def _basis(self) -> None:
        self._section("basis")
        fields = ("appointed", "authority", "inspectors", "period")
        self._page.fields(
            [
                *((self._own(f"field.{one}"), "") for one in fields),
                (self._own("field.law"), "\n".join(map(self._act, self._view.header.acts))),
            ]
        )

    def _act(self, act: ActState) -> str:
        say = self._say
        since = "presumed" if act.presumed else "since"
        day = say.say(f"report.head.{since}", day=act.in_force_by)
        until = say.say("report.head.verified_until", day=act.verified_until)
        return f"{say.of(act.citation)} ({say.of(act.amended_by)}; {day}; {until})"

    def _examined(self) -> None:
        page, view, say = self._page, self._view, self._say
        header = view.header
        self._section("examined")
        page.say(
            say.say(
                "office.act.examined",
                taken_on=header.taken_on,
                as_of=header.as_of,
                file=header.file,
                digest=header.snapshot_digest[:16],
                number=sum(view.totals.values()),
            )
        )
        for banner in header.banners:
            page.say(say.say(f"report.banner.{banner}"), label=say.say("office.reservations"))
        heads = (say.say(f"report.verdict.{verdict}") for verdict in ORDER)
        page.table([self._own("column.chapter"), *heads], self._chapters(), _COUNTS)
        page.say(self._own("bound"), small=True)

    def _chapters(self) -> Iterator[list[str]]:
        """By act and chapter what was judged, where something applies, and the sum of all."""
        acts: dict[str, dict[str, Counter[Verdict]]] = {}
        for one in self._view.counts:
            name, chapter = one.topic.split("/")[:2]
            acts.setdefault(name, {}).setdefault(chapter, Counter()).update(one.counts)
        for name, chapters in acts.items():
            act = self._law.pack.acts[name]
            applying = {
                chapter: numbers
                for chapter, numbers in chapters.items()
                if numbers.total() > numbers[Verdict.NOT_APPLICABLE]
            }
            if applying:
                yield [self._say.of(act.citation)]
            for chapter, numbers in applying.items():
                yield [chapter_title(act, chapter, self._say.lang), *_shown(numbers)]
        yield [self._say.say("report.column.total"), *_shown(self._view.totals)]

    def _breaches(self) -> None:
        view = self._view
        grave = paragraphs(view.breaches, (Severity.VIOLATION,), self._law)
        number = self._section("violations")
        for line in breaches_counted(self._say, view):
            self._page.say(line)
        self._findings.write(grave, number, to_remedy=True, graded=False)
        listed = sum(one.verdict is Verdict.BREACHED for one in view.listed)
        if unlisted := view.totals[Verdict.BREACHED] - listed:
            self._page.say(self._say.say("office.act.unlisted", number=unlisted))
        elif not grave:
            self._page.say(self._own("no_breaches"))
        lesser = paragraphs(view.breaches, (Severity.RECOMMENDATION, Severity.NOTE), self._law)
        if lesser:
            number = self._section("lesser")
            self._findings.write(lesser, number, to_remedy=False, graded=True)

    def _others(self) -> None:
        others = self._view.others
        if not others:
            return
        number = self._section("others")
        self._page.say(self._own("others"))
        for place, (duty, topics) in enumerate(others.items(), 1):
            self._page.heading(f"{number}.{place}. {self._duty(duty)}", 2)
            found = paragraphs(topics, tuple(Severity), self._law)
            self._findings.write(found, f"{number}.{place}", to_remedy=False, graded=True)

    def _duty(self, duty: DutyOf) -> str:
        return self._say.say(f"report.duty.{duty.replace(' ', '_')}")

    def _attested(self) -> None:
        page, say, told = self._page, self._say, self._view.attestations
        self._section("attested")
        if not told.any:
            page.say(self._own("no_attestations"))
            return
        counted = say.say("report.attested.count", number=told.counted, verdicts=told.verdicts)
        page.say(counted)
        entries = [entry for entry in self._part.listed if entry.attested is not None]
        if entries:
            names = ("requirement", "column.subject", "column.outcome", "column.by")
            heads = [self._own(name) for name in names]
            page.table(heads, map(self._testimony, entries), (55, 30, 25, WIDTH - 110))
        if told.withheld:
            page.say(say.say("report.attested.withheld", number=told.withheld))
        for standing in Standing:
            if number := sum(one.standing is standing for one in told.aside):
                title = say.say(f"report.standing.{standing}")
                page.say(say.say("office.act.aside", title=title, number=number))

    def _tolerated(self) -> None:
        for section in excuses_told(self._say, self._view.excuses):
            self._numbered(section.title)
            self._page.told(section.items)

    def _testimony(self, entry: Entry) -> tuple[str, str, str, str]:
        say, said = self._say, entry.attested
        assert said is not None
        outcome = say.say(f"report.verdict.{said.outcome}")
        told = f"{say.title(entry)} ({say.cite(entry)})"
        return told, say.subject(entry.subject), outcome, say.attested(said)

    def _open(self) -> None:
        page, say, view = self._page, self._say, self._view
        self._section("open")
        for name, number in (
            ("undetermined", view.totals[Verdict.UNDETERMINED]),
            ("inspector", len(view.inspector)),
            ("not_due", view.totals[Verdict.NOT_DUE]),
        ):
            page.say(say.say(f"office.act.open.{name}", number=number))
        if view.old_events:
            page.say(say.say("report.say.old_events", number=view.old_events))
        if view.open_by_text:
            names = ("formats.column.citation", "formats.column.requirement", "office.column.why")
            firsts = (group.first for group in view.open_by_text)
            rows = ((say.cite(one), say.title(one), say.reason(one)) for one in firsts)
            page.say(say.say("report.section.open"), bold=True)
            page.table([say.say(name) for name in names], rows, (45, 70, WIDTH - 115))
        self._requests()

    def _requests(self) -> None:
        page, say, view = self._page, self._say, self._view
        if not view.requests:
            return
        page.say(self._own("open.requests"), bold=True)
        rows = ((say.label(one.word), str(one.verdicts)) for one in view.requests[:MOST_REQUESTS])
        heads = [say.say(f"office.column.{name}") for name in ("fact", "verdicts")]
        page.table(heads, rows, (WIDTH - 30, 30))
        if (more := len(view.requests) - MOST_REQUESTS) > 0:
            page.say(say.say("office.act.open.more", number=more))

    def _objections(self) -> None:
        self._section("objections")
        self._page.say(self._own("objections"))
        self._page.blank(lines=_LINES_FOR_OBJECTIONS)

    def _signatures(self) -> None:
        self._section("signatures")
        heads = [self._own(f"sign.{name}") for name in ("role", "name", "signature", "day")]
        roles = ("inspector", "inspector", "acquainted", "copy")
        rows = ((self._own(f"sign.{role}"), "\n\n", "", "") for role in roles)
        self._page.table(heads, rows, (50, 60, 30, WIDTH - 140))
        self._page.blank(self._own("sign.refused"), lines=2)


def _shown(numbers: Mapping[Verdict, int]) -> Iterator[str]:
    return (str(numbers[one] or "–") for one in ORDER)
