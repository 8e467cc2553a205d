"""What stands in a worksheet: the institution, and one row for each requirement to be seen.

No recipient, employee or other subject is named; requirements that tell a diagnosis stand by their
clause alone unless they are revealed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from checker.auditing.explain import VERDICT_OF
from checker.auditing.identity import edition_on, editions_on, institution_mark, withheld_name
from checker.auditing.judging import DISPUTED
from checker.auditing.result import of_unknown_law
from checker.compiler.rules import Compiled
from checker.engine.model import Code
from checker.findings import Cause, Verdict
from checker.packs.model import Checked, Severity
from checker.report.citation import withheld_title
from checker.report.entries import Entries
from checker.report.header import header_of
from checker.report.health import Group
from checker.report.sentences import Sentences
from checker.report.view import Header
from checker.texts import text

INSTRUCTIONS: Final = ("outcome", "day", "copy", "subject", "unchanged", "read")


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement."""

    citation: str
    requirement: str
    look_at: str
    records: str
    """What the records show: verdicts and their numbers, no subject."""
    severity: str
    rule: str
    """The rule's id, or the name that withheld requirements share."""
    row: str
    provisions: str
    edition: str


@dataclass(frozen=True, slots=True)
class Content:
    """A worksheet in one language."""

    lang: str
    title: str
    mark: str
    """What names the institution when the worksheet is read back."""
    facts: tuple[tuple[str, str], ...]
    """What the first sheet says of institution, snapshot, packs and acts."""
    instructions: tuple[str, ...]
    rows: tuple[Row, ...]


def content_of(entries: Entries, lang: str, *, selected: bool = False) -> Content:
    """The worksheet of an audit; ``selected``: only chosen requirements were judged."""
    say = Sentences(entries.judged.law, lang)
    header = header_of(entries.result, entries.disclosure, selected=selected)
    return Content(
        lang=lang,
        title=text(lang, "worksheet.head.title"),
        mark=institution_mark(entries.judged.snapshot.institution),
        facts=tuple(_facts(header, say)),
        instructions=tuple(text(lang, f"worksheet.how.{one}") for one in INSTRUCTIONS),
        rows=tuple(_Rows(entries, say).all()),
    )


def _facts(header: Header, say: Sentences) -> Iterator[tuple[str, str]]:
    yield say.say("report.head.institution"), header.institution
    yield say.say("report.head.number"), header.number or "–"
    yield say.say("report.head.type"), say.value("institution.type", header.type)
    yield say.say("report.head.as_of"), say.day(header.as_of)
    yield say.say("report.head.taken_on"), say.day(header.taken_on)
    yield say.say("report.head.digest_snapshot"), header.snapshot_digest
    yield say.say("report.head.digest_pack"), header.pack_digest
    for act in header.acts:
        since = "report.head.presumed" if act.presumed else "report.head.since"
        edition = f"{say.of(act.amended_by)}; {say.say(since, day=act.in_force_by)}"
        yield say.of(act.citation), f"{act.edition} ({edition})"


@dataclass(frozen=True, slots=True)
class _Rows:
    """Gathers the rows of one audit, in the order of the packs."""

    entries: Entries
    say: Sentences

    def all(self) -> Iterator[Row]:
        """One row for each requirement that a person must see, and that may apply."""
        judged = self.entries.judged
        eyes = {id(one.compiled) for one in self.entries.result.findings if one.cause is Cause.EYES}
        for compiled, codes in zip(judged.compiled, judged.verdicts, strict=True):
            group = self.entries.health.group_of(compiled)
            if group is not None:
                if group.compiled[0] is compiled and _to_see(group):
                    yield from self._withheld(group)
            elif compiled.rule.checked is not Checked.BY_PROGRAM or id(compiled) in eyes:
                yield from self._open(compiled, codes)

    def _open(self, compiled: Compiled, codes: bytes) -> Iterator[Row]:
        judged = self.entries.judged
        old = of_unknown_law(judged, compiled, codes)
        counts = Counter(
            VERDICT_OF[Code(code)]
            for number, code in enumerate(codes)
            if code != DISPUTED and number not in old
        )
        if not _applies(counts):
            return
        rule, row = compiled.rule, compiled.row
        title = self.say.of(rule.title)
        yield Row(
            citation=self.say.cite_place(rule.place.act, rule.clause),
            requirement=f"{title}: {self.say.of(row.title)}" if row is not None else title,
            look_at=self.say.of(rule.look_at),
            records=self._records(rule.about, counts),
            severity=self._severity(compiled.severity),
            rule=rule.id,
            row=compiled.row_name or "",
            provisions="; ".join(compiled.provisions),
            edition=edition_on(compiled, judged.law.pack.acts[rule.place.act], judged.as_of),
        )

    def _withheld(self, group: Group) -> Iterator[Row]:
        judged = self.entries.judged
        people = [one for one in group.people.values() if not one.only_old]
        counts = Counter(one.verdict for one in people)
        if not _applies(counts):
            return
        act = group.key.chapter.partition("/")[0]
        shared = str(withheld_name(group.compiled[0]))
        alike = [one for one in judged.law.program.compiled if withheld_name(one) == shared]
        kind = next(iter(people)).subject.kind
        yield Row(
            citation=self.say.cite_place(act, group.key.clause),
            requirement=self.say.of(withheld_title(group.key.clause, forbids=group.forbids)),
            look_at=self.say.say("report.withheld.look_at"),
            records=self._records(kind, counts),
            severity=self._severity(group.key.severity),
            rule=shared,
            row="",
            provisions="",
            edition=editions_on(alike, judged.law.pack.acts, judged.as_of),
        )

    def _records(self, kind: str, counts: Counter[Verdict]) -> str:
        label = self.entries.judged.law.vocabulary.kinds[kind].label[self.say.lang]
        told = [
            f"{self.say.say(f'report.verdict.{verdict}').lower()}: {counts[verdict]}"
            for verdict in Verdict
            if counts[verdict] and verdict is not Verdict.NOT_APPLICABLE
        ]
        return f"{label} – {'; '.join(told)}"

    def _severity(self, severity: Severity) -> str:
        return self.say.say(f"report.severity.{severity}")


def _applies(counts: Counter[Verdict]) -> bool:
    return any(
        number for verdict, number in counts.items() if verdict is not Verdict.NOT_APPLICABLE
    )


def _to_see(group: Group) -> bool:
    eyes = any(person.cause is Cause.EYES for person in group.people.values())
    return eyes or group.checked is not Checked.BY_PROGRAM
