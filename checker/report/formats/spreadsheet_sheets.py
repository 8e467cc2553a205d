"""The tables of the workbook: their columns and rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from checker.findings import Verdict
from checker.law import Law
from checker.report.clauses import STATUSES, chapter_title
from checker.report.document import Document, Part
from checker.report.entry import Entry
from checker.report.formats.coverage import Bound, Covered
from checker.report.formats.identity import rule_name
from checker.report.formats.workbook import Column, Styled, Value
from checker.report.horizon_text import sentences_of
from checker.report.sentences import Sentences
from checker.report.view import Header, Look, Request

Table = tuple[Sequence[Column], Iterator[Sequence[Value]]]
ORDER: Final = (
    Verdict.BREACHED,
    Verdict.NOT_DUE,
    Verdict.UNDETERMINED,
    Verdict.MET,
    Verdict.NOT_APPLICABLE,
)
"""In which order verdicts are told."""
_COUNTED: Final = ("newer_snapshot", "withheld_open", "cannot_be_breached")


class Written:
    """What all tables of one workbook share: a column for the institution where it has several."""

    def __init__(self, document: Document, say: Sentences) -> None:
        """Write of this document in these words."""
        self.parts = document.parts
        self.say = say
        self._several = len(document.parts) > 1

    def column(self, name: str, width: int, *, printed: bool = True) -> Column:
        """A column under its heading."""
        return Column(self.say.say(name), width, printed)

    def columns(self, *columns: Column) -> list[Column]:
        """These columns, after that of the institution."""
        own = [self.column("formats.column.institution", 22)] if self._several else []
        return [*own, *columns]

    def row(self, part: Part, *values: Value) -> list[Value]:
        """These values, after the institution."""
        return [*([named(part.view.header)] if self._several else []), *values]

    def or_nothing(self, rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
        """The rows; one that says so where there are none."""
        empty = True
        for row in rows:
            empty = False
            yield row
        if empty:
            yield [self.say.say("office.nothing")]


def named(header: Header) -> str:
    """An institution by its name and number."""
    return header.institution if header.number is None else f"{header.institution}, {header.number}"


def findings(written: Written) -> Table:
    """The verdicts to be listed, a row each, breaches first."""
    column = written.column
    columns = written.columns(
        column("formats.column.verdict", 16),
        column("formats.column.severity", 13),
        column("formats.column.citation", 21),
        column("formats.column.requirement", 30),
        column("formats.column.subject", 18),
        column("formats.column.message", 34),
        column("formats.column.due_on", 11),
        column("office.column.computed", 20),
        column("formats.column.evidence", 30),
        column("formats.column.remedy", 28),
        column("formats.column.duty_of", 14),
        column("formats.column.decided_by", 11, printed=False),
        column("formats.column.rule", 30, printed=False),
        column("formats.column.pointer", 30, printed=False),
    )
    return columns, written.or_nothing(
        written.row(part, *_finding(entry, written.say))
        for part in written.parts
        for entry in sorted(part.listed, key=lambda one: ORDER.index(one.verdict))
    )


def _finding(entry: Entry, say: Sentences) -> Iterator[Value]:
    yield Styled(say.say(f"report.verdict.{entry.verdict}"), entry.verdict)
    yield say.say(f"report.severity.{entry.severity}")
    yield say.cite(entry)
    yield say.title(entry)
    yield say.subject(entry.subject)
    yield say.message(entry)
    yield say.last_day(entry) or ""
    computed = () if entry.computed is None else say.computation(entry.computed)
    yield "\n".join(computed)
    yield "\n".join(say.fact(fact) for fact in entry.evidence)
    yield say.remedy(entry) if entry.verdict is Verdict.BREACHED else ""
    yield say.say(f"report.duty.{entry.duty_of.replace(' ', '_')}")
    yield say.say(f"formats.decided.{entry.decided_by}")
    yield rule_name(entry)
    yield entry.subject.pointer


def requests(written: Written) -> Table:
    """The facts to ask for, those first that the most verdicts wait for."""
    columns = written.columns(
        written.column("office.column.fact", 60),
        written.column("office.column.verdicts", 12),
        written.column("office.column.places", 12),
        written.column("office.column.pointers", 60),
        written.column("office.column.word", 44),
    )
    return columns, written.or_nothing(
        written.row(part, *row) for part in written.parts for row in _requests(part, written.say)
    )


def _requests(part: Part, say: Sentences) -> Iterator[Sequence[Value]]:
    for one in part.view.requests:
        yield say.label(one.word), one.verdicts, one.places, _pointers(one), one.word
    for name in _COUNTED:
        if number := getattr(part.view, name):
            yield say.say(f"report.say.{name}", number=number), number, "", "", ""


def _pointers(one: Request) -> str:
    return "\n".join(one.pointers) + ("\n…" if one.places > len(one.pointers) else "")


def inspector(written: Written) -> Table:
    """What a person must see on site."""
    columns = written.columns(
        written.column("formats.column.citation", 34),
        written.column("formats.column.requirement", 50),
        written.column("office.column.look_at", 60),
        written.column("office.column.subjects", 11),
        written.column("formats.column.rule", 36, printed=False),
    )
    return columns, written.or_nothing(
        written.row(part, *_look(look, written.say))
        for part in written.parts
        for look in part.view.inspector
    )


def _look(look: Look, say: Sentences) -> Iterator[Value]:
    title, row = say.of(look.title), say.of(look.row_title)
    yield say.cite_place(look.act, look.clause)
    yield f"{title}: {row}" if row else title
    yield say.of(look.look_at)
    yield look.subjects
    yield "/".join(name for name in (look.rule, look.row) if name)


def not_applicable(written: Written) -> Table:
    """Chapters that do not bind, and topics with verdicts that do not apply."""
    columns = written.columns(
        written.column("office.column.what", 60),
        written.column("office.column.why", 70),
        written.column("office.column.requirements", 13),
        written.column("office.column.verdicts", 13),
    )
    return columns, written.or_nothing(
        written.row(part, *row) for part in written.parts for row in _idle(part, written.say)
    )


def _idle(part: Part, say: Sentences) -> Iterator[Sequence[Value]]:
    kind = say.value("institution.type", part.view.header.type)
    for chapter in part.view.not_binding:
        why = say.say("office.not_binding", type=kind)
        yield say.of(chapter.title), why, chapter.requirements, ""
    for topic in part.view.not_applying:
        labels = "; ".join(dict.fromkeys(say.label(word) for word in topic.words))
        why = say.say("office.decided_by_facts", facts=labels) if labels else ""
        yield say.of(topic.title), why, "", topic.verdicts


def coverage(covered: Iterable[Covered], bound: Sequence[Bound], law: Law, say: Sentences) -> Table:
    """The provisions by chapter and status, and those that bind each type of institution."""
    columns = [
        Column(say.say("office.column.act"), 40),
        Column(say.say("office.column.chapter"), 44),
        *(Column(say.say(f"clauses.status.{one.replace(' ', '_')}"), 12) for one in STATUSES),
        Column(say.say("office.column.total"), 9),
        Column(say.say("office.column.share"), 13),
    ]
    for one in bound:
        kind = say.value("institution.type", one.type)
        if len({other.type for other in bound}) < len(bound):
            kind = f"{kind}, {say.day(one.as_of)}"
        columns.append(Column(say.say("office.column.judged_for", type=kind), 18))
        columns.append(Column(say.say("office.column.seen_for", type=kind), 18))
    return columns, (_covered(one, law, say) for one in covered)


def _covered(one: Covered, law: Law, say: Sentences) -> Sequence[Value]:
    share = one.share
    numbers = [
        *(one.statuses[status] for status in STATUSES),
        one.statuses.total(),
        "" if share is None else round(share),
        *(number for pair in one.bound for number in pair),
    ]
    if not one.act:
        whole = say.say("report.column.total")
        return [Styled(whole, "sum text"), "", *(Styled(number, "sum") for number in numbers)]
    act = law.pack.acts[one.act]
    return [say.of(act.citation), chapter_title(act, one.chapter, say.lang), *numbers]


def horizon(written: Written) -> Table:
    """What lies ahead, by day."""
    columns = written.columns(
        written.column("office.column.day", 12),
        written.column("formats.column.citation", 34),
        written.column("formats.column.requirement", 46),
        written.column("formats.column.subject", 24),
        written.column("office.column.change", 50),
        written.column("office.column.breached_from", 14),
    )
    return columns, written.or_nothing(
        written.row(
            part,
            one.day,
            written.say.cite(one.entry),
            written.say.title(one.entry),
            written.say.subject(one.entry.subject),
            " ".join(sentences_of(one, written.say)),
            one.breached_from or "",
        )
        for part in written.parts
        if part.view.horizon is not None
        for one in part.view.horizon.entries
    )
