"""Requirements whose very name tells a diagnosis, shown by their clause alone.

Without ``--reveal`` all such requirements of one clause make one verdict for each recipient, the
gravest of them, so that neither a name nor a number, an order or a count tells which it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from checker.auditing.explain import VERDICT_OF
from checker.auditing.judging import DISPUTED, Judged
from checker.auditing.result import LISTED, of_unknown_law
from checker.auditing.subjects import subject_at
from checker.compiler.rules import Compiled
from checker.engine.model import Code
from checker.findings import Cause, DecidedBy, Finding, Missing, Subject, Testimony, Verdict
from checker.packs.model import Checked, DutyOf, Severity
from checker.packs.requirements import ForbiddenWhen
from checker.values import Sort

_GRAVEST_LAST: Final = (
    Code.NOT_APPLICABLE, Code.MET, Code.NOT_DUE, Code.UNDETERMINED, Code.BREACHED,
)  # fmt: skip
_RANK: Final = {code: place for place, code in enumerate(_GRAVEST_LAST)}
_CAUSES: Final = (Cause.DATA, Cause.CALENDAR, Cause.TEXT, Cause.EYES)
"""Of several causes, the one that most keeps an institution from passing is shown."""


@dataclass(frozen=True, slots=True)
class Key:
    """The requirements that are shown as one."""

    chapter: str
    topic: str
    clause: str
    severity: Severity
    duty_of: DutyOf


@dataclass(frozen=True, slots=True)
class One:
    """The verdict of one requirement on one subject."""

    rule: str
    code: Code
    finding: Finding | None
    """None where it is not listed."""
    old: bool
    """On an event whose law is not known."""
    testimony: Testimony | None = None


@dataclass(slots=True)
class Person:
    """One recipient (or another outermost record) before the requirements of one key."""

    subject: Subject
    verdicts: list[One] = field(default_factory=list)
    _rank: int = 0

    def take(self, one: One) -> None:
        """Add a verdict."""
        self.verdicts.append(one)
        self._rank = max(self._rank, _RANK[one.code])

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict."""
        return VERDICT_OF[_GRAVEST_LAST[self._rank]]

    @property
    def old(self) -> int:
        """Verdicts on events whose law is not known."""
        return sum(one.old for one in self.verdicts)

    @property
    def only_old(self) -> bool:
        """Left open by nothing but law that is not known."""
        if self.verdict is not Verdict.UNDETERMINED:
            return False
        return all(one.old for one in self.verdicts if one.code is Code.UNDETERMINED)

    @property
    def decided_by(self) -> DecidedBy:
        """A person, where a person attested the gravest verdict."""
        gravest = (one for one in self.verdicts if VERDICT_OF[one.code] is self.verdict)
        by_person = any(one.testimony and one.testimony.decides for one in gravest)
        return DecidedBy.PERSON if by_person else DecidedBy.PROGRAM

    @property
    def seen(self) -> bool:
        """Whether a person has looked at everything that applies."""
        return all(
            one.testimony is not None
            for one in self.verdicts
            if one.code is not Code.NOT_APPLICABLE
        )

    @property
    def breaches(self) -> list[Finding]:
        """What of it is breached."""
        return [one.finding for one in self.verdicts if one.finding and one.code is Code.BREACHED]

    @property
    def cause(self) -> Cause | None:
        """Why the verdict is open."""
        if self.verdict is not Verdict.UNDETERMINED:
            return None
        causes = {one.finding.cause for one in self.verdicts if one.finding is not None}
        return next((cause for cause in _CAUSES if cause in causes), None)


@dataclass(slots=True)
class Group:
    """All that is shown as one key."""

    key: Key
    compiled: list[Compiled] = field(default_factory=list)
    people: dict[tuple[str, int], Person] = field(default_factory=dict)

    @property
    def checked(self) -> Checked:
        """In part, when one of its requirements is."""
        kinds = {one.rule.checked for one in self.compiled}
        return Checked.BY_PROGRAM if kinds == {Checked.BY_PROGRAM} else Checked.IN_PART

    @property
    def forbids(self) -> bool:
        """Whether it is about contraindications: one of its requirements is a ban."""
        return any(
            isinstance(variant.must, ForbiddenWhen)
            for one in self.compiled
            for variant in one.variants
        )


class HealthGroups:
    """The requirements that are shown by their clause alone; none when everything is revealed."""

    def __init__(self, judged: Judged, findings: Sequence[Finding], *, reveal: bool) -> None:
        """Gather them from these verdicts, ``findings`` being those that are listed."""
        self._judged = judged
        self._groups: dict[Key, Group] = {}
        self._outermost: dict[str, list[tuple[str, int]]] = {}
        if reveal:
            return
        listed: dict[int, list[Finding]] = {}
        for finding in findings:
            if finding.compiled is not None and finding.compiled.rule.health:
                listed.setdefault(id(finding.compiled), []).append(finding)
        for one, codes in zip(judged.compiled, judged.verdicts, strict=True):
            if one.rule.health:
                self._take(one, codes, iter(listed.get(id(one), ())))

    def __iter__(self) -> Iterator[Group]:
        """All groups, in the order of the packs."""
        return iter(self._groups.values())

    def group_of(self, compiled: Compiled) -> Group | None:
        """The group of a requirement; none where it is shown as it is."""
        return self._groups.get(key_of(compiled)) if compiled.rule.health else None

    def _take(self, one: Compiled, codes: bytes, listed: Iterator[Finding]) -> None:
        """Take the verdicts of one requirement, ``listed`` following their order."""
        key = key_of(one)
        group = self._groups.setdefault(key, Group(key))
        group.compiled.append(one)
        unknown = of_unknown_law(self._judged, one, codes)
        said = self._judged.testimonies.get(one.name, {})
        settled = {int(code): One(one.rule.id, code, None, old=False) for code in Code}
        for number, (code, top) in enumerate(zip(codes, self._tops(one.rule.about), strict=True)):
            if code == DISPUTED:
                continue
            old = number in unknown
            finding = next(listed) if code in LISTED and not old else None
            person = group.people.get(top)
            if person is None:
                person = group.people[top] = Person(self._subject(*top))
            testimony = said.get(number)
            if finding is None and not old and testimony is None:
                person.take(settled[code])
            else:
                person.take(One(one.rule.id, Code(code), finding, old, testimony))

    def _tops(self, kind: str) -> list[tuple[str, int]]:
        """For each subject of a kind, the outermost record that it belongs to."""
        found = self._outermost.get(kind)
        if found is None:
            parent = self._judged.law.vocabulary.kinds[kind].parent
            if parent in (None, "institution"):
                found = [(kind, place) for place in range(self._judged.tables.size(kind))]
            else:
                above = self._tops(str(parent))
                found = [above[place] for place in self._judged.tables.records[kind].parents]
            self._outermost[kind] = found
        return found

    def _subject(self, kind: str, number: int) -> Subject:
        own = subject_at(self._judged.tables, self._judged.law.vocabulary, kind, number)
        return Subject(kind, own.key, "")

    def missing(self, person: Person) -> tuple[Missing, ...]:
        """What every row of a table waits for alike, so that it tells none of the rows."""
        found: dict[Missing, None] = {}
        if person.verdict is Verdict.UNDETERMINED:
            for _, rows in groupby(person.verdicts, key=lambda one: one.rule):
                found |= dict.fromkeys(self._common(list(rows)))
        return tuple(found)

    def _common(self, rows: Sequence[One]) -> Iterator[Missing]:
        wanting = [one.finding.missing for one in rows if one.finding is not None]
        if len(rows) < 2 or len(wanting) != len(rows):
            return
        common = set(wanting[0]).intersection(*wanting[1:])
        yield from (one for one in wanting[0] if one in common and self._tells_nothing(one))

    def _tells_nothing(self, missing: Missing) -> bool:
        word = self._judged.law.vocabulary.words.get(missing.word)
        if word is None:
            return False
        is_list = word.set_of is not None or word.sort is Sort.CHOICES
        return is_list or not (word.personal or word.health)


def key_of(compiled: Compiled) -> Key:
    """The key under which a requirement is shown when its name is withheld."""
    rule = compiled.rule
    place = rule.place
    return Key(place.chapter_path, place.topic_path, rule.clause, compiled.severity, rule.duty_of)
