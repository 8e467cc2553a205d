"""Every form in which the program tells something of an institution, as searchable text."""

from __future__ import annotations

import html
import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from io import BytesIO
from types import ModuleType
from zipfile import ZipFile, is_zipfile

from checker.auditing.obligations import obligations
from checker.auditing.result import AuditResult
from checker.law import Law
from checker.report import formats
from checker.report.build import view_of_entries
from checker.report.document import Document, Part, Refused
from checker.report.entries import Entries
from checker.report.fingerprints import fingerprints_of
from checker.report.json_report import JsonReport
from checker.report.obligations import obligations_view
from checker.report.obligations_json import obligations_json
from checker.report.obligations_text import ObligationsText
from checker.report.text import TextReport, verdict_lines
from checker.worksheet.content import content_of
from checker.worksheet.writing import write_worksheet

LANGS = ("kk", "ru", "en")


@cache
def renderers() -> dict[str, ModuleType]:
    """The modules that write a whole document in some form: a new one is found by itself."""
    found = {}
    for one in pkgutil.walk_packages(formats.__path__, f"{formats.__name__}."):
        module = import_module(one.name)
        if hasattr(module, "render"):
            found[one.name.removeprefix(f"{formats.__name__}.")] = module
    return found


def document_of(
    result: AuditResult,
    lang: str,
    *,
    reveal: bool = False,
    everything: bool = False,
    refused: tuple[Refused, ...] = (),
) -> Document:
    """A whole report, as the formats are told it."""
    entries = Entries(result, reveal=reveal)
    view = view_of_entries(entries)
    listed = tuple(entries.everything()) if everything else view.listed
    lines = {one.subject.pointer: 1 for one in listed}
    prints = fingerprints_of(result.judged, listed, None)
    part = Part(view, listed, int(result.exit_code()), lines, prints)
    return Document((part,), refused, 3, lang)


def rendered(name: str, document: Document, law: Law) -> str:
    """The document in one form; what is packed is unpacked."""
    return opened(b"".join(renderers()[name].render(document, law)))


def opened(data: bytes) -> str:
    """The text of a file, or of all files in an archive."""
    if not is_zipfile(BytesIO(data)):
        return html.unescape(data.decode("utf-8-sig"))
    with ZipFile(BytesIO(data)) as archive:
        inside = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
        return html.unescape("\n".join([*archive.namelist(), *inside]))


def in_text(result: AuditResult, law: Law, lang: str, *, reveal: bool = False) -> str:
    """The text report with every verdict."""
    entries = Entries(result, reveal=reveal)
    page = TextReport(law, lang, 80).page(view_of_entries(entries))
    return page.plain() + "".join(verdict_lines(entries.everything(), law, lang, 80))


def in_json(result: AuditResult, law: Law, *, reveal: bool = False) -> str:
    """The JSON report with every verdict."""
    entries = Entries(result, reveal=reveal)
    view = view_of_entries(entries)
    pieces = JsonReport(law).chunks(view, entries.everything(), everything=True)
    return b"".join(pieces).decode()


def beside_the_report(result: AuditResult, law: Law, *, reveal: bool = False) -> Iterator[str]:
    """What is told of an institution by other commands: what the law asks, the worksheet."""
    snapshot = result.judged.snapshot
    asked = obligations(snapshot, law, as_of=result.judged.as_of)
    view = obligations_view(asked, reveal=reveal, selected=False)
    yield obligations_json(view, law).decode()
    for lang in LANGS:
        yield ObligationsText(law, lang, 80).page(view).plain()
        content = content_of(Entries(result, reveal=reveal), lang)
        yield opened(write_worksheet(content, result.judged.as_of))
