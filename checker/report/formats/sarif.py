"""SARIF 2.1.0: the verdicts as results of a static analysis, for code scanning services."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, Final

import orjson

from checker.findings import Cause, Verdict
from checker.law import Law
from checker.packs.model import Severity
from checker.report.document import MOST_TOLD, Document, Part, Refused
from checker.report.entry import Entry
from checker.report.formats.identity import line_of, rule_name
from checker.report.receipt import inputs_json
from checker.report.sentences import Sentences
from checker.texts import LANGUAGES
from checker.version import VERSION

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_KINDS: Final[Mapping[Verdict, str]] = {
    Verdict.BREACHED: "fail",
    Verdict.MET: "pass",
    Verdict.NOT_DUE: "open",
    Verdict.UNDETERMINED: "open",
    Verdict.NOT_APPLICABLE: "notApplicable",
}
_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.VIOLATION: "error",
    Severity.RECOMMENDATION: "warning",
    Severity.NOTE: "note",
}


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces."""
    say = {lang: Sentences(law, lang) for lang in LANGUAGES}
    rules: dict[str, dict[str, Any]] = {}
    suppressed = any(entry.excused for part in document.parts for entry in part.listed)
    results = [
        _result(part, entry, rules, say, document.lang)
        | {"partialFingerprints": {"ssuAudit/v1": fingerprint}}
        | (_suppressions(entry, say[document.lang]) if suppressed else {})
        for part in document.parts
        for entry, fingerprint in part.fingerprinted()
    ]
    run = {
        "tool": {
            "driver": {
                "name": "ssu-audit",
                "version": VERSION,
                "language": document.lang,
                "rules": list(rules.values()),
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(part, document) for part in document.parts],
        "invocations": [_invocation(document)],
        "results": results,
    }
    content = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield orjson.dumps(content, option=orjson.OPT_INDENT_2, default=str) + b"\n"


def _result(
    part: Part,
    entry: Entry,
    rules: dict[str, dict[str, Any]],
    say: Mapping[str, Sentences],
    lang: str,
) -> dict[str, Any]:
    name = rule_name(entry)
    rules.setdefault(name, _rule(name, entry, say, lang))
    own = say[lang]
    return {
        "ruleId": name,
        "ruleIndex": list(rules).index(name),
        "kind": _kind(entry),
        "level": _level(entry) if entry.verdict is Verdict.BREACHED else "none",
        "message": {"text": f"{own.subject(entry.subject)}. {own.message(entry)}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(part.view.header.file)},
                    "region": {"startLine": line_of(part, entry)},
                },
                "logicalLocations": [
                    {"fullyQualifiedName": f"{entry.subject.kind} {entry.subject.key}"}
                ],
            }
        ],
        "properties": {
            "verdict": entry.verdict,
            "cause": entry.cause,
            "dutyOf": entry.duty_of,
            "clause": entry.clause,
            "provisions": list(entry.provisions),
            "decidedBy": entry.decided_by,
        },
    }


def _suppressions(entry: Entry, say: Sentences) -> dict[str, Any]:
    """Why a breach is tolerated; where one result of a run says so, every other says it is not."""
    return {
        "suppressions": [
            {"kind": "external", "status": "accepted", "justification": sentence}
            for sentence in say.excuse(entry)
        ]
    }


def _kind(entry: Entry) -> str:
    if entry.verdict is Verdict.UNDETERMINED and entry.cause is Cause.EYES:
        return "review"
    return _KINDS[entry.verdict]


def _level(entry: Entry) -> str:
    """A violation of somebody else's duty stops no pipeline: it warns."""
    level = _LEVELS[entry.severity]
    return "warning" if level == "error" and not entry.mandatory else level


def _rule(name: str, entry: Entry, say: Mapping[str, Sentences], lang: str) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": say[lang].title(entry)},
        "fullDescription": {"text": f"{say[lang].title(entry)}. {say[lang].cite(entry)}."},
        "help": {"text": "\n\n".join(_help(entry, one) for one in say.values())},
        "defaultConfiguration": {"level": _level(entry)},
        "properties": {"severity": entry.severity, "act": entry.act, "topic": entry.topic or None},
    }


def _help(entry: Entry, say: Sentences) -> str:
    lines = (f"{say.title(entry)}.", f"{say.cite(entry)}.", say.remedy(entry))
    return "\n".join(line for line in lines if line)


def _artifact(part: Part, document: Document) -> dict[str, Any]:
    header = part.view.header
    return {
        "location": {"uri": _uri(header.file)},
        "hashes": {"sha-256": header.snapshot_digest},
        "encoding": "UTF-8",
        "properties": {
            "asOf": header.as_of.isoformat(),
            "receipt": inputs_json(header, document.receipt),
        },
    }


def _invocation(document: Document) -> dict[str, Any]:
    faults = [
        {"level": "error", "message": {"text": f"{fault.subject}: {fault.what}"}}
        for part in document.parts
        for fault in part.view.faults
    ]
    return {
        "executionSuccessful": not faults and not document.refused,
        "exitCode": document.outcome,
        "toolExecutionNotifications": [
            *faults,
            *(told for one in document.refused for told in _refusals(one, document.lang)),
        ],
        "properties": {"options": document.receipt.given()},
    }


def _refusals(refused: Refused, lang: str) -> Iterator[dict[str, Any]]:
    """The mistakes of an input, each at its place; how many more there are stands at none."""
    for mistake, said in zip_longest(refused.mistakes[:MOST_TOLD], refused.why(lang)):
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(refused.name)}}
        if mistake is not None and mistake.line:
            column = {"startColumn": mistake.column} if mistake.column else {}
            place["region"] = {"startLine": mistake.line} | column
        yield {
            "level": "error",
            "message": {"text": said},
            "locations": [{"physicalLocation": place}],
        }


def _uri(name: str) -> str:
    """A relative reference: what a path has and a URI has not is written in per cent signs."""
    from urllib.parse import quote  # noqa: PLC0415 -- slow to import

    return quote(name.replace("\\", "/"), safe="/-._~")
