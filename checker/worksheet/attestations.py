"""Attestations from a file: a worksheet, or a text file in YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from checker.findings import Attestation
from checker.law import Law
from checker.source.mistakes import Mistake, Refused, refusal
from checker.worksheet.opening import is_workbook
from checker.worksheet.reading import read_worksheet
from checker.worksheet.requirements import Requirements
from checker.worksheet.yaml_form import read_yaml_form

_OTHER_OFFICE_FILE = b"\xd0\xcf\x11\xe0"
"""How a workbook of an older form begins, and one that a password protects."""


def read_attestations(files: Iterable[tuple[bytes, str]], law: Law) -> tuple[Attestation, ...]:
    """The attestations of several files, each given as its bytes and its name.

    Raises ``Refused`` with every mistake of all files.
    """
    known = Requirements(law.program.compiled)
    found: list[Attestation] = []
    mistakes: list[Mistake] = []
    for data, name in files:
        try:
            digest = hashlib.sha256(data).hexdigest()
            found.extend(replace(one, digest=digest) for one in _read(data, name, known))
        except Refused as refused:
            mistakes.extend(refused.mistakes)
    if mistakes:
        raise Refused(mistakes)
    return tuple(found)


def _read(data: bytes, name: str, known: Requirements) -> tuple[Attestation, ...]:
    if is_workbook(data):
        return read_worksheet(data, name, known)
    if data.startswith(_OTHER_OFFICE_FILE) or name.lower().endswith((".xlsx", ".xls", ".ods")):
        raise refusal(name, 0, 0, "worksheet.read.not_workbook")
    return read_yaml_form(data, name, known)
