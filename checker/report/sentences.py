"""What a report says in one language: values, facts, verdicts, citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from checker.findings import Cause, Computation, DecidedBy, Subject, Verdict, Why
from checker.law import Law
from checker.packs.model import Checked
from checker.report.citation import citation
from checker.report.entry import MASK, Attested, Entry, Fact, Waived
from checker.texts import has_text, say_day, say_moment, say_number, spoken, text
from checker.values import Sort
from checker.vocabulary.shown import Shown
from checker.vocabulary.words import Texts, Word

_PLACEHOLDER: Final = re.compile(r"\{([a-z_0-9.]+)\}")
_UNKNOWN: Final = "—"


class Sentences:
    """Says entries in Kazakh, Russian or English."""

    def __init__(self, law: Law, lang: str) -> None:
        """Speak this language about these packs and words."""
        self.lang = lang
        self._law = law
        self._words = law.vocabulary.words
        self._kinds = law.vocabulary.kinds

    def say(self, message: str, /, **values: object) -> str:
        """A sentence of the catalogue."""
        return text(self.lang, message, **values)

    def of(self, texts: Texts) -> str:
        """The text in this language; empty where there is none."""
        return texts.get(self.lang, "")

    def label(self, word: str) -> str:
        """What a word stands for."""
        known = self._words.get(word)
        return word if known is None else known.label[self.lang]

    def day(self, day: date) -> str:
        """A day as the language writes it."""
        return say_day(self.lang, day)

    def number(self, number: Decimal | int) -> str:
        """A number as the language writes it."""
        return say_number(self.lang, number)

    def fact(self, fact: Fact) -> str:
        """A fact and its value."""
        return f"{self.label(fact.word)}: {self.value(fact.word, fact.value)}"

    def value(self, word: str, value: Shown) -> str:
        """A value as the language writes it."""
        if value is None:
            return self.say("report.value.none")
        if value is True or value is False:
            return self.say(self._yes_or_no(word, value=value))
        if isinstance(value, tuple):
            listed = ", ".join(self._choice(word, one) for one in value)
            return listed or self.say("report.value.none")
        if isinstance(value, str):
            return self._choice(word, value)
        return str(spoken(self.lang, value))

    def _yes_or_no(self, word: str, *, value: bool) -> str:
        known = self._words.get(word)
        if known is not None and known.sort in ("text", "digits"):
            return "report.value.recorded"
        return "report.value.yes" if value else "report.value.no"

    def _choice(self, word: str, code: str) -> str:
        known: Word | None = self._words.get(word)
        if known is None:
            return code
        if known.sort is Sort.MOMENT:
            return say_moment(self.lang, datetime.fromisoformat(code))
        labels = known.choice_labels
        return labels[code][self.lang] if code in labels else code

    def subject(self, subject: Subject) -> str:
        """Whom or what a verdict is about."""
        label = self._kinds[subject.kind].label[self.lang]
        return label if subject.key == "institution" else f"{label}: {subject.key}"

    def cite(self, entry: Entry) -> str:
        """The place of the law."""
        return self.cite_place(entry.act, entry.clause)

    def cite_place(self, act: str, clause: str | None) -> str:
        """An act's citation with the number of a paragraph."""
        return citation(self.lang, self._law.pack.acts[act], clause)

    def title(self, entry: Entry) -> str:
        """The requirement, with its row in a table."""
        title, row = self.of(entry.title), self.of(entry.row_title)
        return f"{title}: {row}" if row else title

    def message(self, entry: Entry) -> str:
        """What the verdict says, with what a person says of it, and why it is tolerated."""
        said = [self._verdict(entry)]
        if entry.attested is not None:
            said.append(self.attested(entry.attested))
        return " ".join((*said, *self.excuse(entry)))

    def excuse(self, entry: Entry) -> Iterator[str]:
        """Why a breach is tolerated: it is waived, or it is known."""
        if entry.waived is not None:
            yield self.waived(entry.waived)
        if entry.known:
            yield self.say("report.excuse.known")

    def waived(self, waived: Waived) -> str:
        """The waiver of a breach."""
        said = self.say(
            "report.excuse.waived",
            name=waived.name,
            by=waived.by,
            basis=waived.basis,
            until=waived.until,
        )
        if waived.reason is None:
            return said
        reason = self.say("report.excuse.reason", reason=waived.reason)
        return f"{said} {reason}"

    def attested(self, attested: Attested) -> str:
        """What a person says of a verdict."""
        parts = [
            self.say(
                "report.attested.decides" if attested.decides else "report.attested.aside",
                outcome=self.say(f"report.verdict.{attested.outcome}"),
                by=attested.by or self.say("report.attested.role"),
                day=attested.day,
                place=self.attested_at(attested),
            )
        ]
        if attested.remark:
            parts.append(self.say("report.attested.remark", remark=attested.remark))
        if attested.evidence_file:
            parts.append(self.say("report.attested.evidence", file=attested.evidence_file))
        return " ".join(parts)

    def attested_at(self, attested: Attested) -> str:
        """Where it stands: the row of a sheet, or the line of a file."""
        message = "report.attested.row" if attested.sheet else "report.attested.line"
        return self.say(message, file=attested.file, sheet=attested.sheet, row=str(attested.line))

    def _verdict(self, entry: Entry) -> str:
        match entry.verdict:
            case Verdict.BREACHED:
                row = self.of(entry.row_title)
                return f"{row}. {self.breach(entry)}" if row else self.breach(entry)
            case Verdict.NOT_DUE:
                last = self.last_day(entry)
                if last is None:
                    return self.say("report.say.not_due")
                return self.say("report.say.not_due_until", day=last)
            case Verdict.UNDETERMINED:
                return self.reason(entry)
            case Verdict.MET:
                return self._met(entry)
            case _:
                return self.say("report.say.not_applicable")

    def last_day(self, entry: Entry) -> date | None:
        """The last day that still accuses nobody."""
        found = entry.computed
        return None if found is None else found.lenient_on or found.due_on

    def breach(self, entry: Entry) -> str:
        """What is wrong, its placeholders filled."""
        template = self.of(entry.template)
        if not template:
            return self.say("report.say.breached")
        return _PLACEHOLDER.sub(lambda found: self._filled(entry, found.group(1)), template)

    def _filled(self, entry: Entry, name: str) -> str:
        if "." in name:
            fact = next((one for one in entry.evidence if one.word == name), None)
            return _UNKNOWN if fact is None else self.value(name, fact.value)
        if entry.computed is None:
            return MASK
        value = getattr(entry.computed, name, None)
        return _UNKNOWN if value is None else self.value("", value)

    def _met(self, entry: Entry) -> str:
        if entry.why is not Why.NOTHING:
            return self.say(f"report.why.{entry.why}")
        if entry.checked is Checked.IN_PART and entry.decided_by is DecidedBy.PROGRAM:
            return self.say("report.say.met_in_part")
        return self.say("report.say.met")

    def reason(self, entry: Entry) -> str:
        """Why a verdict is open."""
        if entry.why is not Why.NOTHING:
            return self.say(f"report.why.{entry.why}")
        return self.say(f"report.cause.{entry.cause or Cause.DATA}")

    def remedy(self, entry: Entry) -> str:
        """What to do about a breach."""
        return self.say("report.withheld.remedy") if entry.withheld else self.of(entry.remedy)

    def computation(self, computed: Computation) -> Iterator[str]:
        """How a term or an amount came about, line by line."""
        for name in ("required", "recorded"):
            amount: Decimal | None = getattr(computed, name)
            if amount is not None:
                yield self.say(f"report.computed.{name}", number=amount)
        if computed.due_on is not None:
            yield self.say("report.computed.due_on", day=computed.due_on)
        if computed.lenient_on not in (None, computed.due_on):
            assert computed.lenient_on is not None
            yield self.say("report.computed.lenient_on", day=computed.lenient_on)
        if computed.days_late is not None:
            yield self.say("report.computed.days_late", number=computed.days_late)
        if computed.skipped:
            days = "; ".join(f"{self.day(day)} ({self._off(why)})" for day, why in computed.skipped)
            yield self.say("report.computed.skipped", days=days)
        for note in computed.notes:
            yield self.say(note) if has_text(note) else note

    def _off(self, reason: str) -> str:
        labels = self._law.calendar.reasons.get(reason, {})
        return labels.get(self.lang, reason)
