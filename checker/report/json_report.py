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

from checker.findings import Computation, Verdict
from checker.law import Law
from checker.report.entry import Entry
from checker.report.sentences import Sentences
from checker.report.view import Header, ReportView
from checker.texts import LANGUAGES

REPORT_VERSION: Final = "1"
_ORDER: Final = {"kk": None, "ru": None, "en": None}


class JsonReport:
    """Writes one institution's report."""

    def __init__(self, law: Law) -> None:
        """Write about these packs."""
        self._law = law
        self._say = {lang: Sentences(law, lang) for lang in LANGUAGES}
        self._cited: set[str] = set()

    def chunks(self, view: ReportView, entries: Iterable[Entry]) -> Iterator[bytes]:
        """The report's text in pieces; ``entries`` are the findings to be listed."""
        yield b'{"report_version":' + _dumps(REPORT_VERSION)
        for name, value in self._head(view).items():
            yield b",\n" + _dumps(name) + b":" + _dumps(value)
        yield b',\n"findings":['
        separator = b"\n"
        for entry in entries:
            yield separator + _dumps(self._finding(entry))
            separator = b",\n"
        yield b"\n]"
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
            "summary": self._summary(view),
        }

    def _summary(self, view: ReportView) -> dict[str, Any]:
        return {
            "verdicts": _counts(view.totals),
            "topics": [
                {"topic": one.topic, "title": _texts(one.title), "verdicts": _counts(one.counts)}
                for one in view.counts
            ],
            "old_events": view.old_events,
        }

    def _finding(self, entry: Entry) -> dict[str, Any]:
        self._cited.update(fact.word for fact in entry.evidence)
        self._cited.update(missing.word for missing in entry.missing)
        computed = entry.computed
        return {
            "rule": entry.rule,
            "row": entry.row,
            "title": _texts(entry.title),
            "row_title": _texts(entry.row_title),
            "verdict": entry.verdict,
            "severity": entry.severity,
            "duty_of": entry.duty_of,
            "checked": entry.checked,
            "act": entry.act,
            "chapter": entry.chapter.partition("/")[2],
            "topic": entry.topic.rpartition("/")[2] or None,
            "clause": entry.clause,
            "provisions": list(entry.provisions),
            "subject": {
                "kind": entry.subject.kind,
                "key": entry.subject.key,
                "pointer": entry.subject.pointer,
            },
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
            "reading": _texts(entry.reading),
            "presumed_date": entry.presumed_date,
            "withheld": entry.withheld,
            "decided_by": "program",
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
                    "title": _texts(look.title),
                    "row_title": _texts(look.row_title),
                    "act": look.act,
                    "clause": look.clause,
                    "look_at": _texts(look.look_at),
                    "subjects": look.subjects,
                }
                for look in view.inspector
            ],
            "not_binding": [
                {"chapter": one.chapter, "requirements": one.requirements}
                for one in view.not_binding
            ],
            "faults": [
                {"rule": one.rule, "row": one.row, "subject": one.subject, "what": one.what}
                for one in view.faults
            ],
            "words": {
                name: _texts(words[name].label) for name in sorted(self._cited) if name in words
            },
        }

    def _each(self, sentence: Callable[[Sentences], str]) -> dict[str, str]:
        return {lang: sentence(self._say[lang]) for lang in _ORDER}


def _acts(header: Header) -> list[dict[str, Any]]:
    return [
        {
            "act": act.name,
            "citation": _texts(act.citation),
            "edition": act.edition,
            "in_force_by": act.in_force_by,
            "presumed": act.presumed,
            "verified_until": act.verified_until,
        }
        for act in header.acts
    ]


def _counts(counts: Mapping[Verdict, int]) -> dict[str, int]:
    return {str(verdict): counts[verdict] for verdict in Verdict}


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
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
    return orjson.dumps(value, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
