"""GitLab's code quality report: breaches as issues beside the snapshot.

What is waived or known is left out: the report has no word for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import Any, Final

import orjson

from checker.findings import Verdict
from checker.law import Law
from checker.packs.model import Severity
from checker.report.document import Document, Part, Refused
from checker.report.entry import Entry
from checker.report.fingerprints import Distinct
from checker.report.formats.identity import line_of, rule_name
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
        _issue(part, entry, fingerprint, say)
        for part in document.parts
        for entry, fingerprint in part.fingerprinted()
        if entry.verdict is Verdict.BREACHED and not entry.excused
    ]
    names = Distinct().of([_of_name(one) for one in document.refused])
    issues.extend(map(_refused, document.refused, names, repeat(document.lang)))
    yield orjson.dumps(issues, option=orjson.OPT_INDENT_2) + b"\n"


def _issue(part: Part, entry: Entry, fingerprint: str, say: Sentences) -> dict[str, Any]:
    return {
        "description": f"{say.subject(entry.subject)}. {say.message(entry)} {say.cite(entry)}.",
        "check_name": rule_name(entry),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[entry.severity] if entry.mandatory else "minor",
        "location": {
            "path": part.view.header.file,
            "lines": {"begin": line_of(part, entry)},
        },
    }


def _of_name(one: Refused) -> str:
    import hashlib  # noqa: PLC0415 -- only where something was refused

    return hashlib.sha256(one.name.encode()).hexdigest()[:32]


def _refused(one: Refused, fingerprint: str, lang: str) -> dict[str, Any]:
    first = one.mistakes[0] if one.mistakes else None
    return {
        "description": "; ".join(one.why(lang)),
        "check_name": "snapshot",
        "fingerprint": fingerprint,
        "severity": "blocker",
        "location": {"path": one.name, "lines": {"begin": max(first.line, 1) if first else 1}},
    }
