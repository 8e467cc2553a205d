"""The report as JSON (``schemas/report.schema.json``), in all three languages at once.

It is written piece by piece, so that every verdict of a large institution can be listed. The same
snapshot, packs and options give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import orjson

from checker.findings import Computation, Subject, Verdict
from checker.law import Law
from checker.report.entry import Entry
from checker.report.json_attestations import attestations_json, attested_json
from checker.report.json_excuses import excuses_json, waived_json
from checker.report.json_horizon import horizon_json
from checker.report.receipt import Receipt, receipt_json
from checker.report.sentences import Sentences
from checker.report.view import Header, ReportView
from checker.texts import LANGUAGES

REPORT_VERSION: Final = "1"
NO_OPTIONS: Final = Receipt()
_ORDER: Final = {"kk": None, "ru": None, "en": None}


class JsonReport:
    """Writes one institution's report."""

    def __init__(self, law: Law) -> None:
        """Write about these packs."""
        self._law = law
        self._say = {lang: Sentences(law, lang) for lang in LANGUAGES}
        self._cited: set[str] = set()

    def chunks(
        self,
        view: ReportView,
        entries: Iterable[Entry],
        *,
        everything: bool = False,
        receipt: Receipt = NO_OPTIONS,
    ) -> Iterator[bytes]:
        """The report's text in pieces; ``entries`` are the findings to be listed.

        ``everything`` says that these are all verdicts, also what is met or does not apply;
        ``receipt`` what shaped the report beside snapshot, packs, calendar and engine.
        """
        yield b'{"report_version":' + _dumps(REPORT_VERSION)
        for name, value in self._head(view).items():
            yield b",\n" + _dumps(name) + b":" + _dumps(value)
        yield b',\n"receipt":' + _dumps(receipt_json(view.header, receipt))
        yield b',\n"lists_everything":' + _dumps(everything)
        yield b',\n"findings":['
        separator = b"\n"
        for entry in entries:
            yield separator + _dumps(self.finding(entry))
            separator = b",\n"
        yield b"\n]"
        if view.horizon is not None:
            yield b',\n"horizon":' + _dumps(horizon_json(view.horizon, self._each))
        if view.excuses is not None:
            for name, value in excuses_json(view.excuses, texts_json):
                yield b",\n" + _dumps(name) + b":" + _dumps(value)
        for name, value in self._tail(view).items():
            yield b",\n" + _dumps(name) + b":" + _dumps(value)
        yield b"}\n"

    def _head(self, view: ReportView) -> dict[str, Any]:
        header = view.header
        return {
            "snapshot": {
                "file": header.file,
                "sha256": header.snapshot_digest,
                "taken_on": header.taken_on,
                "institution": {
                    "name": header.institution,
                    "bin": header.number,
                    "type": header.type,
                },
            },
            "pack": {"sha256": header.pack_digest, "acts": _acts(header)},
            "calendar": {
                "sha256": header.calendar_digest,
                "known_years": list(self._law.calendar.known_years),
            },
            "engine": header.engine,
            "as_of": header.as_of,
            "banners": [str(banner) for banner in header.banners],
            "summary": self.summary(view),
        }

    def summary(self, view: ReportView) -> dict[str, Any]:
        """How many verdicts there are of each kind, and how many breaches are tolerated."""
        return {
            "verdicts": _counts(view.totals),
            "topics": [
                {
                    "topic": one.topic,
                    "title": texts_json(one.title),
                    "verdicts": _counts(one.counts),
                }
                for one in view.counts
            ],
            "old_events": view.old_events,
            "waived": view.excuses.waived if view.excuses else 0,
            "known": view.excuses.known if view.excuses else 0,
        }

    def finding(self, entry: Entry) -> dict[str, Any]:
        """One verdict."""
        self._cited.update(fact.word for fact in entry.evidence)
        self._cited.update(missing.word for missing in entry.missing)
        computed = entry.computed
        return {
            "rule": entry.rule,
            "row": entry.row,
            "title": texts_json(entry.title),
            "row_title": texts_json(entry.row_title),
            "verdict": entry.verdict,
            "severity": entry.severity,
            "duty_of": entry.duty_of,
            "checked": entry.checked,
            "act": entry.act,
            "chapter": entry.chapter.partition("/")[2],
            "topic": entry.topic.rpartition("/")[2] or None,
            "clause": entry.clause,
            "provisions": list(entry.provisions),
            "subject": _subject(entry.subject),
            "message": self._each(lambda say: say.message(entry)),
            "evidence": [
                {"word": f.word, "value": f.value, "pointer": f.pointer, "masked": f.masked}
                for f in entry.evidence
            ],
            "missing": [{"word": one.word, "pointer": one.pointer} for one in entry.missing],
            "cause": entry.cause,
            "why": entry.why or None,
            "due_on": None if computed is None else computed.lenient_on or computed.due_on,
            "computed": None if computed is None else _computed(computed),
            "remedy": self._each(lambda say: say.remedy(entry)),
            "reading": texts_json(entry.reading),
            "presumed_date": entry.presumed_date,
            "withheld": entry.withheld,
            "decided_by": entry.decided_by,
            "attestation": entry.attested and attested_json(entry.attested),
            "waived": entry.waived and waived_json(entry.waived),
            "known": entry.known,
        }

    def _tail(self, view: ReportView) -> dict[str, Any]:
        self._cited.update(request.word for request in view.requests)
        words = self._law.vocabulary.words
        return {
            "requests": [
                {
                    "word": one.word,
                    "verdicts": one.verdicts,
                    "places": one.places,
                    "pointers": list(one.pointers),
                }
                for one in view.requests
            ],
            "inspector": [
                {
                    "rule": look.rule,
                    "row": look.row,
                    "title": texts_json(look.title),
                    "row_title": texts_json(look.row_title),
                    "act": look.act,
                    "clause": look.clause,
                    "look_at": texts_json(look.look_at),
                    "subjects": look.subjects,
                }
                for look in view.inspector
            ],
            "attestations": attestations_json(view.attestations, texts_json),
            "not_binding": [
                {"chapter": one.chapter, "requirements": one.requirements}
                for one in view.not_binding
            ],
            "faults": [
                {"rule": one.rule, "row": one.row, "subject": one.subject, "what": one.what}
                for one in view.faults
            ],
            "words": {
                name: texts_json(words[name].label) for name in sorted(self._cited) if name in words
            },
        }

    def _each(self, sentence: Callable[[Sentences], str]) -> dict[str, str]:
        return {lang: sentence(self._say[lang]) for lang in _ORDER}


def _subject(subject: Subject) -> dict[str, str]:
    return {"kind": subject.kind, "key": subject.key, "pointer": subject.pointer}


def _acts(header: Header) -> list[dict[str, Any]]:
    return [
        {
            "act": act.name,
            "citation": texts_json(act.citation),
            "edition": act.edition,
            "in_force_by": act.in_force_by,
            "presumed": act.presumed,
            "verified_until": act.verified_until,
        }
        for act in header.acts
    ]


def _counts(counts: Mapping[Verdict, int]) -> dict[str, int]:
    return {str(verdict): counts[verdict] for verdict in Verdict}


def texts_json(texts: Mapping[str, str]) -> dict[str, str]:
    """A text in its three languages; empty where it has none."""
    return {lang: texts.get(lang, "") for lang in _ORDER}


def _computed(computed: Computation) -> dict[str, Any]:
    return {
        "due_on": computed.due_on,
        "lenient_on": computed.lenient_on,
        "skipped": [{"day": day, "reason": reason} for day, reason in computed.skipped],
        "days_late": computed.days_late,
        "notes": list(computed.notes),
        "required": computed.required,
        "recorded": computed.recorded,
    }


def _dumps(value: object) -> bytes:
    return orjson.dumps(value, default=plain_json)


def plain_json(value: object) -> object:
    """What JSON has no type for, as a type that it has."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
