"""JSON Lines, for pipes and registers: each line says by itself what it is.

A line with ``receipt`` begins the part of an institution, a line for each of its verdicts
(``rule``, ``verdict``) follows. After the parts stand the inputs that have none (``refused``), and
what names none of the institutions (``attestation_elsewhere``, ``waiver_elsewhere``).
"""

from __future__ import annotations

from collections.abc import Iterator

import orjson

from checker.law import Law
from checker.report.document import Document, Part
from checker.report.json_attestations import attestations_json, attested_json
from checker.report.json_excuses import excuses_json, waiver_json
from checker.report.json_refused import refused_json
from checker.report.json_report import REPORT_VERSION, JsonReport, plain_json, texts_json
from checker.report.receipt import receipt_json


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces."""
    for part in document.parts:
        about = _about(part)
        report = JsonReport(law)
        yield orjson.dumps(about | _shaped(part, document, report), default=plain_json) + b"\n"
        for entry, fingerprint in part.fingerprinted():
            line = about | {"fingerprint": fingerprint} | report.finding(entry)
            yield orjson.dumps(line, default=plain_json) + b"\n"
    for line in _left(document):
        yield orjson.dumps({"report_version": REPORT_VERSION} | line, default=plain_json) + b"\n"


def _shaped(part: Part, document: Document, report: JsonReport) -> dict[str, object]:
    """What shaped the part and what was counted, ahead of its verdicts."""
    view = part.view
    return {
        "receipt": receipt_json(view.header, document.receipt),
        "summary": report.summary(view),
        "attestations": attestations_json(view.attestations, texts_json),
        **({} if view.excuses is None else dict(excuses_json(view.excuses, texts_json))),
    }


def _left(document: Document) -> Iterator[dict[str, object]]:
    """What no part is about: refused inputs, and what names none of the institutions."""
    for one in document.refused:
        yield {"refused": one.name} | refused_json(one)
    for attested in document.elsewhere.attestations:
        yield {"attestation_elsewhere": attested_json(attested)}
    for waiver in document.elsewhere.waivers:
        yield {"waiver_elsewhere": waiver_json(waiver)}


def _about(part: Part) -> dict[str, object]:
    header = part.view.header
    return {
        "report_version": REPORT_VERSION,
        "file": header.file,
        "institution": header.institution,
        "bin": header.number,
        "as_of": header.as_of.isoformat(),
    }
