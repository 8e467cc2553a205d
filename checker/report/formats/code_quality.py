"""GitLab's code quality report: breaches as issues beside the snapshot.

What is waived or known is left out: the report has no word for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import orjson

from checker.findings import Verdict
from checker.law import Law
from checker.packs.model import Severity
from checker.report.document import Document, Part, Refused
from checker.report.entry import Entry
from checker.report.formats.identity import fingerprint, line_of, rule_name
from checker.report.sentences import Sentences

_SEVERITIES: Final = {
    Severity.VIOLATION: "critical",
    Severity.RECOMMENDATION: "minor",
    Severity.NOTE: "info",
}


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces."""
    say = Sentences(law, document.lang)
    issues = [
        _issue(part, entry, say)
        for part in document.parts
        for entry in part.listed
        if entry.verdict is Verdict.BREACHED and not entry.excused
    ]
    issues.extend(_refused(one, document.lang) for one in document.refused)
    yield orjson.dumps(issues, option=orjson.OPT_INDENT_2) + b"\n"


def _issue(part: Part, entry: Entry, say: Sentences) -> dict[str, Any]:
    return {
        "description": f"{say.subject(entry.subject)}. {say.message(entry)} {say.cite(entry)}.",
        "check_name": rule_name(entry),
        "fingerprint": fingerprint(part, entry),
        "severity": _SEVERITIES[entry.severity] if entry.mandatory else "minor",
        "location": {
            "path": part.view.header.file,
            "lines": {"begin": line_of(part, entry)},
        },
    }


def _refused(one: Refused, lang: str) -> dict[str, Any]:
    import hashlib  # noqa: PLC0415 -- only where something was refused

    first = one.mistakes[0] if one.mistakes else None
    return {
        "description": one.fault if first is None else first.say(lang),
        "check_name": "snapshot",
        "fingerprint": hashlib.sha256(one.name.encode()).hexdigest()[:32],
        "severity": "blocker",
        "location": {"path": one.name, "lines": {"begin": 1 if first is None else first.line}},
    }
