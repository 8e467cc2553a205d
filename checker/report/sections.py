"""The lesser sections of a report: what to see on site, what does not apply, old events, faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.auditing.judging import Judged
from checker.compiler.rules import Compiled
from checker.engine.model import Code
from checker.findings import Cause, Verdict
from checker.packs.model import NO_TEXTS, Checked
from checker.packs.reads import words_of_condition
from checker.report.citation import withheld_title
from checker.report.entries import Entries
from checker.report.health import Group
from checker.report.view import Look, NotApplying, NotBinding, ShownFault
from checker.texts import LANGUAGES, text
from checker.vocabulary.words import Texts


def topic_title(entries: Entries, name: str) -> Texts:
    """The title of a topic; of the chapter, where it has no rules."""
    pack = entries.judged.law.pack
    topic = pack.topics.get(name)
    if topic is not None:
        return topic.title
    act, _, chapter = name.partition("/")
    return pack.acts[act].chapters[chapter].title


def inspector_of(entries: Entries) -> tuple[Look, ...]:
    """What a person must see: with how many subjects each, in the order of the packs."""
    return tuple(_looks(entries))


def _looks(entries: Entries) -> Iterator[Look]:
    eyes = Counter(id(one.compiled) for one in entries.result.findings if one.cause is Cause.EYES)
    judged = entries.judged
    for compiled, codes in zip(judged.compiled, judged.verdicts, strict=True):
        group = entries.health.group_of(compiled)
        if group is not None:
            if group.compiled[0] is compiled and (number := _to_see(group)):
                yield _withheld_look(group, number)
            continue
        in_part = compiled.rule.checked is not Checked.BY_PROGRAM
        if number := (_unseen(judged, compiled, codes) if in_part else 0) + eyes[id(compiled)]:
            yield _look(compiled, number)


def _unseen(judged: Judged, compiled: Compiled, codes: bytes) -> int:
    """Verdicts that are met as far as the records show, and that nobody has attested."""
    seen = judged.testimonies.get(compiled.name, {})
    return codes.count(Code.MET) - sum(codes[number] == Code.MET for number in seen)


def _to_see(group: Group) -> int:
    in_part = group.checked is not Checked.BY_PROGRAM
    return sum(
        (in_part and person.verdict is Verdict.MET and not person.seen)
        or person.cause is Cause.EYES
        for person in group.people.values()
    )


def _look(compiled: Compiled, number: int) -> Look:
    rule = compiled.rule
    return Look(
        rule=rule.id,
        row=compiled.row_name,
        title=rule.title,
        row_title=compiled.row_title,
        act=rule.place.act,
        clause=rule.clause,
        look_at=rule.look_at,
        subjects=number,
    )


def _withheld_look(group: Group, number: int) -> Look:
    return Look(
        rule=None,
        row=None,
        title=withheld_title(group.key.clause, forbids=group.forbids),
        row_title=NO_TEXTS,
        act=group.key.chapter.partition("/")[0],
        clause=group.key.clause,
        look_at={lang: text(lang, "report.withheld.look_at") for lang in LANGUAGES},
        subjects=number,
    )


def not_binding_of(entries: Entries) -> tuple[NotBinding, ...]:
    """Chapters that do not bind this type of institution."""
    judged = entries.judged
    return tuple(
        NotBinding(chapter, topic_title(entries, chapter), len(group))
        for chapter, group in judged.unbound.items()
    )


def not_applying_of(entries: Entries) -> tuple[NotApplying, ...]:
    """By topic: how many verdicts do not apply, and the facts that their conditions read."""
    verdicts = Counter[str]()
    words: dict[str, dict[str, None]] = {}
    judged = entries.judged
    for compiled, codes in zip(judged.compiled, judged.verdicts, strict=True):
        topic = compiled.rule.place.topic_path
        number = codes.count(Code.NOT_APPLICABLE)
        if number and entries.health.group_of(compiled) is None:
            verdicts[topic] += number
            words.setdefault(topic, {}).update(dict.fromkeys(_conditions(compiled)))
    for group in entries.health:
        people = group.people.values()
        if number := sum(one.verdict is Verdict.NOT_APPLICABLE for one in people):
            verdicts[group.key.topic] += number
    return tuple(
        NotApplying(topic_title(entries, topic), verdicts[topic], tuple(words.get(topic, ())))
        for topic in sorted(verdicts)
    )


def _conditions(compiled: Compiled) -> Iterator[str]:
    row = compiled.row
    for edition in compiled.rule.editions:
        if edition.applies_when is not None:
            yield from words_of_condition(edition.applies_when)
    if row is not None and row.applies_when is not None:
        yield from words_of_condition(row.applies_when)


def old_events_of(entries: Entries) -> int:
    """Verdicts on events whose law is not known; what is withheld counts once a recipient."""
    people = [person for group in entries.health for person in group.people.values()]
    others = entries.result.old_events - sum(person.old for person in people)
    return others + sum(person.only_old for person in people)


def shown_faults(entries: Entries) -> tuple[ShownFault, ...]:
    """The program's failures; the name of a rule that tells a diagnosis is withheld."""
    hidden = {one.rule.id for group in entries.health for one in group.compiled}
    return tuple(
        ShownFault(
            rule=None if fault.rule in hidden else fault.rule or None,
            row=None if fault.rule in hidden else fault.row,
            subject=entries.disclosure.fault(fault.subject),
            what=fault.what,
        )
        for fault in entries.result.faults
    )
