"""An invented institution, rules for the eye, and a script that fills worksheets in."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import orjson
import pytest
from openpyxl import Workbook, load_workbook

from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import AuditResult, audit
from checker.findings import Attestation
from checker.law import Law, load_law
from checker.report.entries import Entries
from checker.worksheet.attestations import read_attestations
from checker.worksheet.content import content_of
from checker.worksheet.writing import write_worksheet

RULES = Path(__file__).parent / "rules"
ROWS = {"kk": "Жұмыс парағы", "ru": "Рабочий лист", "en": "Worksheet"}
INSTITUTION: dict[str, Any] = {
    "snapshot_version": "1",
    "taken_on": "2026-03-01",
    "institution": {"name": "«Үміт» орталығы", "bin": "991240000001", "type": "residential"},
    "recipients": [
        {
            "file_number": "7/2025",
            "iin": "150203900017",
            "name": {"surname": "Жұмабаев", "given_name": "Ерлан", "patronymic": None},
            "stays": [
                {
                    "number": "1",
                    "admitted_on": "2025-12-29",
                    "contract": {"signed_on": "2026-01-05"},
                }
            ],
        },
        {
            "file_number": "8/2025",
            "stays": [
                {"number": "1", "admitted_on": "2020-01-01", "discharged_on": "2020-05-01"},
                {"number": "2", "admitted_on": "2026-02-01"},
            ],
        },
    ],
}
Filling = Mapping[str, Mapping[str, object]]
"""By rule (or ``rule/row``), what is written into the columns of its row."""


@pytest.fixture(scope="session")
def law() -> Law:
    """Five rules for the eye, and one about capacity."""
    return load_law(RULES)


@pytest.fixture
def institution() -> dict[str, Any]:
    """A fresh copy of the invented institution."""
    return deepcopy(INSTITUTION)


@pytest.fixture
def audited(law: Law) -> Callable[..., AuditResult]:
    """Audit a document, with attestations or without."""

    def run(
        document: dict[str, Any],
        attestations: tuple[Attestation, ...] = (),
        as_of: date | None = None,
    ) -> AuditResult:
        snapshot = read_snapshot(orjson.dumps(document), "institution.json")
        return audit(
            snapshot, law, as_of=as_of, engine=EngineChoice.PLAIN, attestations=attestations
        )

    return run


@pytest.fixture
def written(audited: Callable[..., AuditResult]) -> Callable[..., bytes]:
    """Write the worksheet of a document."""

    def write(
        document: dict[str, Any],
        lang: str = "en",
        *,
        reveal: bool = False,
        as_of: date | None = None,
    ) -> bytes:
        result = audited(document, as_of=as_of)
        content = content_of(Entries(result, reveal=reveal), lang)
        return write_worksheet(content, result.judged.as_of)

    return write


@pytest.fixture
def read(law: Law) -> Callable[..., tuple[Attestation, ...]]:
    """Read a worksheet or a YAML file back."""

    def run(data: bytes, name: str = "sheet.xlsx") -> tuple[Attestation, ...]:
        return read_attestations([(data, name)], law)

    return run


def opened(data: bytes) -> Workbook:
    """The workbook of these bytes."""
    return load_workbook(BytesIO(data))


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def edited(data: bytes, change: Callable[[Any], None], lang: str = "en") -> bytes:
    """The worksheet after a change of the sheet of its rows."""
    book = opened(data)
    change(book[ROWS[lang]])
    return saved(book)


def table(data: bytes, lang: str = "en") -> list[dict[str, Any]]:
    """The rows of a worksheet by heading."""
    heads, *rows = opened(data)[ROWS[lang]].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def filled(data: bytes, filling: Filling, lang: str = "en") -> bytes:
    """The worksheet with some of its rows filled in."""

    def fill(sheet: Any) -> None:
        heads = [cell.value for cell in sheet[1]]
        rule_at, row_at = (heads.index(head) for head in ("Rule", "Row of the rule"))
        found = set()
        for row in sheet.iter_rows(min_row=2):
            name = "/".join(str(row[at].value) for at in (rule_at, row_at) if row[at].value)
            for head, value in filling.get(name, {}).items():
                row[heads.index(head)].value = value
                found.add(name)
        assert found == set(filling)

    return edited(data, fill, lang)


def seen(outcome: str, **others: object) -> dict[str, object]:
    """What an inspector writes who has looked."""
    return {"Outcome": outcome, "Date": date(2026, 2, 20), "Inspector": "Serik Bolatov"} | others


def verdicts(result: AuditResult) -> dict[tuple[str, str | None, str], str]:
    """Every verdict by rule, row and subject."""
    return {
        (*one.compiled.name, one.subject.key): str(one.verdict)
        for one in result.everything()
        if one.compiled is not None
    }


def changes(
    before: AuditResult, after: AuditResult
) -> dict[tuple[str, str | None, str], tuple[str, str]]:
    """The verdicts that differ between two audits."""
    old, new = verdicts(before), verdicts(after)
    assert old.keys() == new.keys()
    return {key: (old[key], new[key]) for key in old if old[key] != new[key]}


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write a document or bytes to a file."""

    def write(content: object, name: str) -> Path:
        file = tmp_path / name
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        file.write_bytes(data)
        return file

    return write
