"""JUnit XML: one suite for each institution, one case for each verdict, for build servers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from checker.findings import Verdict
from checker.law import Law
from checker.report.document import Document, Part, Refused
from checker.report.entry import Entry
from checker.report.formats.identity import rule_name
from checker.report.sentences import Sentences

_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML document may hold."""


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in pieces."""
    say = Sentences(law, document.lang)
    yield b'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ssu-audit">\n'
    for part in document.parts:
        yield from (line.encode() for line in _suite(part, say))
    for one in document.refused:
        yield "".join(_refused(one, document.lang)).encode()
    yield b"</testsuites>\n"


def _suite(part: Part, say: Sentences) -> Iterator[str]:
    header = part.view.header
    failed = sum(_fails(entry) for entry in part.listed)
    skipped = sum(_skips(entry) for entry in part.listed)
    faults = part.view.faults
    yield (
        f"<testsuite name={_attribute(header.file)} tests={_count(len(part.listed) + len(faults))}"
        f" failures={_count(failed)} errors={_count(len(faults))} skipped={_count(skipped)}"
        f' timestamp="{header.as_of.isoformat()}T00:00:00">\n'
    )
    for entry in part.listed:
        yield from _case(part, entry, say)
    for fault in faults:
        name = _attribute(f"{fault.rule or 'ssu-audit'} {fault.subject}")
        yield f'<testcase classname="ssu-audit" name={name}>'
        yield f"<error message={_attribute(fault.what)}/></testcase>\n"
    yield "</testsuite>\n"


def _case(part: Part, entry: Entry, say: Sentences) -> Iterator[str]:
    owner = _attribute(part.view.header.number or part.view.header.file)
    name = _attribute(f"{rule_name(entry)} [{entry.subject.kind} {entry.subject.key}]")
    yield f"<testcase classname={owner} name={name}>"
    message = _attribute(say.message(entry))
    if _fails(entry):
        told = "\n".join((say.title(entry), say.cite(entry), say.remedy(entry)))
        yield f"<failure type={_attribute(entry.severity)} message={message}>"
        yield f"{escape(_clean(told))}</failure>"
    elif _skips(entry):
        yield f"<skipped message={message}/>"
    yield "</testcase>\n"


def _fails(entry: Entry) -> bool:
    return entry.verdict is Verdict.BREACHED and entry.mandatory and not entry.excused


def _skips(entry: Entry) -> bool:
    return not _fails(entry) and entry.verdict is not Verdict.MET


def _refused(one: Refused, lang: str) -> Iterator[str]:
    said = "\n".join(one.why(lang))
    name = _attribute(one.name)
    yield f'<testsuite name={name} tests="1" failures="0" errors="1" skipped="0">\n'
    yield f'<testcase classname="ssu-audit" name={name}><error message={_attribute(said)}/>'
    yield "</testcase>\n</testsuite>\n"


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _count(number: int) -> str:
    return f'"{number}"'
