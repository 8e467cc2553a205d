"""JSON Lines: one verdict a line, with the institution it is about; for pipes and registers."""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from checker.law import Law
from checker.report.document import Document, Part
from checker.report.formats.identity import fingerprint
from checker.report.json_report import REPORT_VERSION, JsonReport, plain_json
from checker.source.mistakes import shown_pointer
from checker.texts import LANGUAGES


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces."""
    for part in document.parts:
        about = _about(part)
        report = JsonReport(law)
        for entry in part.listed:
            line = about | {"fingerprint": fingerprint(part, entry)} | report.finding(entry)
            yield orjson.dumps(line, default=plain_json) + b"\n"
    for one in document.refused:
        line = {
            "report_version": REPORT_VERSION,
            "refused": one.name,
            "fault": one.fault or None,
            "mistakes": [
                {
                    "line": mistake.line,
                    "column": mistake.column,
                    "pointer": shown_pointer(mistake.pointer),
                    "message": {lang: mistake.say(lang) for lang in LANGUAGES},
                }
                for mistake in one.mistakes
            ],
        }
        yield orjson.dumps(line) + b"\n"


def _about(part: Part) -> dict[str, object]:
    header = part.view.header
    return {
        "report_version": REPORT_VERSION,
        "file": header.file,
        "institution": header.institution,
        "bin": header.number,
        "as_of": header.as_of.isoformat(),
    }
