"""Waivers from a file: YAML, or a workbook."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, Final

from checker.findings import Waiver
from checker.law import Law
from checker.source.lines import Document, pointer_to
from checker.source.mistakes import Mistake, Refused, Said, refusal
from checker.source.schema_check import schema_check
from checker.source.yaml_reader import read_yaml
from checker.waiving.scopes import Scopes
from checker.waiving.workbook import Tabled, read_workbook
from checker.worksheet.opening import is_workbook

_OTHER_OFFICE_FILE: Final = b"\xd0\xcf\x11\xe0"
"""How a workbook of an older form begins, and one that a password protects."""


def read_waivers(files: Iterable[tuple[bytes, str]], law: Law) -> tuple[Waiver, ...]:
    """The waivers of several files, each given as its bytes and its name.

    Raises ``Refused`` with every mistake of all files; a name may occur only once in all of them.
    """
    scopes = Scopes(law.program.compiled)
    found: list[Waiver] = []
    mistakes: list[Mistake] = []
    for data, name in files:
        try:
            digest = hashlib.sha256(data).hexdigest()
            found.extend(replace(one, digest=digest) for one in _read(data, name, scopes))
        except Refused as refused:
            mistakes.extend(refused.mistakes)
    mistakes.extend(_doubles(found))
    if mistakes:
        raise Refused(mistakes)
    return tuple(found)


def _read(data: bytes, name: str, scopes: Scopes) -> Iterator[Waiver]:
    if is_workbook(data):
        return _of_document(read_workbook(data, name), name, scopes)
    if data.startswith(_OTHER_OFFICE_FILE) or name.lower().endswith((".xlsx", ".xls", ".ods")):
        raise refusal(name, 0, 0, "worksheet.read.not_workbook")
    return _of_document(Tabled(read_yaml(data, name), ""), name, scopes)


def _of_document(tabled: Tabled, file: str, scopes: Scopes) -> Iterator[Waiver]:
    document = tabled.document
    mistakes = list(schema_check("waivers").check(document))
    content: Any = document.value
    if not mistakes:
        for place, one in enumerate(content["waivers"]):
            mistakes.extend(_unfit(document, pointer_to("/waivers", place), one, scopes))
    if mistakes and tabled.sheet:
        raise Refused(replace(one, pointer="") for one in mistakes)  # a cell has no pointer
    if mistakes:
        raise Refused(mistakes)
    for place, one in enumerate(content["waivers"]):
        line = document.position(pointer_to("/waivers", place))[0]
        yield _waiver(one, file, tabled.sheet, line)


def _unfit(
    document: Document, pointer: str, content: dict[str, Any], scopes: Scopes
) -> Iterator[Mistake]:
    named = (content.get(name) for name in ("rule", "row", "provision"))
    for one in scopes.objections(*named):
        yield _mistake(document, pointer, one.field, one.message, **one.values)
    if str(content["from"]) > str(content["until"]):
        yield _mistake(document, pointer, "until", "waivers.read.until_before_from")


def _mistake(document: Document, pointer: str, field: str, message: str, **said: Said) -> Mistake:
    inside = pointer_to(pointer, field) if field else pointer
    line, column = document.position(inside)
    return Mistake(document.name, line, column, inside, message, tuple(said.items()))


def _waiver(content: dict[str, Any], file: str, sheet: str, line: int) -> Waiver:
    return Waiver(
        name=content["name"],
        number=content["institution"].get("bin", ""),
        institution=content["institution"].get("name", ""),
        rule=content.get("rule", ""),
        row=content.get("row"),
        provision=content.get("provision", ""),
        subject=content.get("subject", ""),
        legal_basis=content["legal_basis"],
        issued_by=content["issued_by"],
        since=date.fromisoformat(str(content["from"])),
        until=date.fromisoformat(str(content["until"])),
        reason=content["reason"],
        file=file,
        sheet=sheet,
        line=line,
    )


def _doubles(waivers: Iterable[Waiver]) -> Iterator[Mistake]:
    seen: dict[str, Waiver] = {}
    for one in waivers:
        first = seen.setdefault(one.name, one)
        if first is not one:
            file = f"{one.file} [{one.sheet}]" if one.sheet else one.file
            said = (("name", one.name), ("place", f"{first.file}:{first.line}"))
            yield Mistake(file, one.line, 1, "", "waivers.read.name_twice", said)
