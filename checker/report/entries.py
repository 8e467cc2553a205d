"""From findings to entries: each verdict as it may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.auditing.explain import Explainer
from checker.auditing.fingerprints import Unit, withheld_unit
from checker.auditing.identity import withheld_name
from checker.auditing.judging import DISPUTED, Judged, computed_columns
from checker.auditing.result import AuditResult, of_unknown_law, unwritten_findings
from checker.engine.model import Code
from checker.findings import DecidedBy, Finding, Verdict, Waiver, Why
from checker.packs.model import NO_TEXTS, Checked, DutyOf
from checker.packs.requirements import Happen
from checker.report.citation import withheld_finding, withheld_title
from checker.report.disclosure import Disclosure
from checker.report.entry import Entry
from checker.report.health import Group, HealthGroups
from checker.report.pseudonyms import Pseudonyms
from checker.vocabulary.words import Texts

_LISTED = (Verdict.BREACHED, Verdict.NOT_DUE, Verdict.UNDETERMINED)


class Entries:
    """The verdicts of one audit, each as it may be shown."""

    def __init__(
        self, result: AuditResult, *, reveal: bool, pseudonyms: Pseudonyms | None = None
    ) -> None:
        """Show these verdicts; ``reveal`` shows personal and health data, too.

        ``pseudonyms`` stand for the keys of subjects.
        """
        law = result.judged.law
        computed = computed_columns(law)
        self.result = result
        self.disclosure = Disclosure(law.vocabulary, computed, reveal=reveal, pseudonyms=pseudonyms)
        self.health = HealthGroups(result.judged, result.findings, reveal=reveal)
        self._pack = law.pack

    @property
    def judged(self) -> Judged:
        """What was judged."""
        return self.result.judged

    def listed(self) -> Iterator[Entry]:
        """What is breached, not due or undetermined, in the order of the packs."""
        found = {
            key: list(group)
            for key, group in groupby(self.result.findings, key=lambda one: id(one.compiled))
        }
        for compiled in self.judged.compiled:
            group = self.health.group_of(compiled)
            if group is None:
                yield from map(self._entry, found.get(id(compiled), ()))
            elif group.compiled[0] is compiled:
                yield from self._withheld(group, everything=False)
        yield from self._unwritten()

    def everything(self) -> Iterator[Entry]:
        """Every verdict, one after the other; old events of unknown law are left out."""
        explainer = Explainer(self.judged)
        excused = self.result.excused()
        for compiled, codes in zip(self.judged.compiled, self.judged.verdicts, strict=True):
            group = self.health.group_of(compiled)
            if group is not None:
                if group.compiled[0] is compiled:
                    yield from self._withheld(group, everything=True)
                continue
            unknown = of_unknown_law(self.judged, compiled, codes)
            for number, code in enumerate(codes):
                if number not in unknown and code != DISPUTED:
                    found = excused.get((id(compiled), number))
                    yield self._entry(found or explainer.finding(compiled, number, Code(code)))
        yield from self._unwritten()

    def _unwritten(self) -> Iterator[Entry]:
        for finding in unwritten_findings(self.judged):
            act, _, chapter = finding.chapter.partition("/")
            title = self._pack.acts[act].chapters[chapter].title
            yield Entry(
                rule=None,
                row=None,
                title=title,
                row_title=NO_TEXTS,
                act=act,
                chapter=finding.chapter,
                topic="",
                clause=None,
                provisions=(),
                severity=finding.severity,
                duty_of=DutyOf.INSTITUTION,
                checked=Checked.BY_PROGRAM,
                subject=finding.subject,
                verdict=finding.verdict,
                cause=finding.cause,
                why=finding.why,
                unit=Unit((finding.chapter, None), finding.subject.kind, 0),
            )

    def _entry(self, finding: Finding) -> Entry:
        compiled = finding.compiled
        assert compiled is not None
        rule = compiled.rule
        readings = self._pack.readings.get(rule.place.act, {})
        must = compiled.variants[finding.edition].must
        said, waiver = finding.testimony, finding.waiver
        return Entry(
            rule=rule.id,
            row=compiled.row_name,
            title=rule.title,
            row_title=compiled.row_title,
            act=rule.place.act,
            chapter=finding.chapter,
            topic=rule.place.topic_path,
            clause=rule.clause,
            provisions=compiled.provisions,
            severity=finding.severity,
            duty_of=rule.duty_of,
            checked=rule.checked,
            subject=self.disclosure.subject(finding.subject),
            verdict=finding.verdict,
            cause=finding.cause,
            why=finding.why,
            presumed_date=finding.presumed_date,
            evidence=tuple(self.disclosure.fact(one) for one in finding.evidence),
            missing=finding.missing,
            computed=self.disclosure.computation(must, finding.computed),
            template=_template(finding),
            remedy=rule.remedy,
            reading=_doubtful(finding) or readings.get(rule.reading or "", NO_TEXTS),
            decided_by=finding.decided_by,
            attested=None if said is None else self.disclosure.attested(said),
            waived=None if waiver is None else self.disclosure.waived(waiver),
            known=finding.known,
            unit=Unit(compiled.name, rule.about, finding.number),
        )

    def _withheld(self, group: Group, *, everything: bool) -> Iterator[Entry]:
        act = self._pack.acts[group.key.chapter.partition("/")[0]]
        title = withheld_title(group.key.clause, forbids=group.forbids)
        found = withheld_finding(group.key.clause, forbids=group.forbids)
        shared = withheld_name(group.compiled[0])
        assert shared is not None
        for place in sorted(group.people):
            person = group.people[place]
            if person.only_old or not (everything or person.verdict in _LISTED):
                continue
            waiver, known = _tempered(person.breaches)
            yield Entry(
                rule=None,
                row=None,
                title=title,
                row_title=NO_TEXTS,
                act=act.name,
                chapter=group.key.chapter,
                topic=group.key.topic,
                clause=group.key.clause,
                provisions=(),
                severity=group.key.severity,
                duty_of=group.key.duty_of,
                checked=group.checked,
                subject=self.disclosure.subject(person.subject),
                verdict=person.verdict,
                cause=person.cause,
                missing=self.health.missing(person),
                template=found if person.verdict is Verdict.BREACHED else NO_TEXTS,
                withheld=True,
                decided_by=person.decided_by,
                waived=None if waiver is None else self.disclosure.waived(waiver),
                known=known,
                unit=withheld_unit(shared, *place),
            )


def _tempered(breaches: Sequence[Finding]) -> tuple[Waiver | None, bool]:
    """The waiver of all these breaches, and whether all are known."""
    waivers = [one.waiver for one in breaches]
    waiver = waivers[0] if waivers and None not in waivers else None
    return waiver, bool(breaches) and all(one.known for one in breaches)


def _doubtful(finding: Finding) -> Texts:
    """How a broken place of a table is read, where that left the verdict open."""
    row = finding.compiled.row if finding.compiled is not None else None
    return row.doubtful if row is not None and finding.why is Why.DOUBTFUL_CELL else NO_TEXTS


def _template(finding: Finding) -> Texts:
    """The rule's own sentence about a breach."""
    compiled = finding.compiled
    assert compiled is not None
    texts = compiled.rule.finding
    if finding.verdict is not Verdict.BREACHED:
        return NO_TEXTS
    if finding.decided_by is DecidedBy.PERSON:
        return _without_facts(texts.get("breached", NO_TEXTS))
    must = compiled.variants[finding.edition].must
    wanted = ["breached", "never", "late"]
    if isinstance(must, Happen):
        done = any(one.word == must.happen and one.value is not None for one in finding.evidence)
        wanted = ["late", "breached", "never"] if done else ["never", "breached", "late"]
    return next((texts[name] for name in wanted if name in texts), NO_TEXTS)


def _without_facts(texts: Texts) -> Texts:
    """A sentence that a person's word alone can fill: one without facts in it."""
    return NO_TEXTS if any("{" in sentence for sentence in texts.values()) else texts
