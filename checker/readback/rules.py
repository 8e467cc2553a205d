"""A whole rule as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from checker.law import Law
from checker.packs.model import AUDIT_DAY, ActEdition, Row, Rule, RuleEdition
from checker.readback.conditions import INDENT, Speaker
from checker.readback.forms import form_lines


def rule_lines(rule: Rule, law: Law, lang: str) -> Iterator[str]:
    """The lines that say a rule in one language."""
    speaker = Speaker(law.vocabulary, lang)
    act = law.pack.acts[rule.place.act]
    yield rule.title[lang]
    yield ""
    yield speaker.say("source", act=act.citation[lang], clause=rule.clause)
    yield speaker.say("severity", severity=speaker.say(f"severity.{rule.severity}"))
    yield speaker.say("checked", checked=speaker.say(f"checked.{rule.checked.replace(' ', '_')}"))
    yield speaker.say("duty", duty=speaker.say(f"duty.{rule.duty_of.replace(' ', '_')}"))
    if not rule.waivable:
        yield speaker.say("not_waivable")
    kind = law.vocabulary.kinds[rule.about].label[lang]
    yield speaker.say("about", kind=kind)
    if rule.judged_as_of == AUDIT_DAY:
        yield speaker.say("law_of_audit")
    else:
        yield speaker.say("law_of_event", word=speaker.word(rule.judged_as_of))
    if rule.reading is not None:
        reading = law.pack.readings[rule.place.act][rule.reading][lang]
        yield speaker.say("reading", reading=reading)
    for edition in rule.editions:
        yield ""
        yield from _edition(edition, act.editions[edition.since], speaker)
    for row in rule.rows:
        yield ""
        yield from _row(row, speaker)
    yield ""
    for name, texts in rule.finding.items():
        yield speaker.say(f"finding.{name}", finding=texts[lang])
    yield speaker.say("remedy", remedy=rule.remedy[lang])
    if rule.look_at:
        yield speaker.say("look_at", look_at=rule.look_at[lang])
    yield speaker.say("examples", number=len(rule.examples))


def _edition(edition: RuleEdition, dated: ActEdition, speaker: Speaker) -> Iterator[str]:
    first, last = f"{dated.not_before:%d.%m.%Y}", f"{dated.in_force_by:%d.%m.%Y}"
    amended = dated.amended_by[speaker.lang]
    if dated.presumed:
        yield speaker.say("edition_presumed", amended=amended, first=first, last=last)
    else:
        yield speaker.say("edition", amended=amended, first=first)
    if edition.applies_when is not None:
        yield speaker.say("applies_when")
        yield from speaker.condition(edition.applies_when, 1)
    if edition.must is not None:
        yield speaker.say("must")
        for line in form_lines(edition.must, speaker):
            yield INDENT + line


def _row(row: Row, speaker: Speaker) -> Iterator[str]:
    yield speaker.say("row", row=row.row, title=row.title[speaker.lang])
    if row.applies_when is not None:
        yield INDENT + speaker.say("applies_when")
        yield from speaker.condition(row.applies_when, 2)
    for line in form_lines(row.must, speaker):
        yield INDENT + line
    if row.doubtful:
        yield INDENT + speaker.say("doubtful", why=row.doubtful[speaker.lang])
