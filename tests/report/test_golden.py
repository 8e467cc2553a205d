"""The reports on all fixtures, to the letter, but for digests and the engine's name.

``SSU_AUDIT_GOLDEN=write pytest tests/report/test_golden.py`` writes them anew; read the difference
before you commit it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from checker.audit.judging import EngineChoice
from checker.audit.reading import read_snapshot
from checker.audit.result import AuditResult, audit
from checker.law import Law, load_law
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.json_report import JsonReport
from checker.report.text import TextReport

FIXTURES = Path(__file__).parents[2] / "fixtures"
INSTITUTIONS = sorted((FIXTURES / "institutions").glob("*.json"))
REPORTS = FIXTURES / "reports"
DIGEST = re.compile(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b")
TOO_MANY = 2000
"""A report with more findings is kept without them: its text names what they ask for."""


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


def judged(file: Path, law: Law) -> AuditResult:
    snapshot = read_snapshot(file.read_bytes(), file.name)
    return audit(snapshot, law, engine=EngineChoice.PLAIN)


def compare(name: str, written: str) -> None:
    golden = REPORTS / name
    text = DIGEST.sub("(digest)", written)
    if os.environ.get("SSU_AUDIT_GOLDEN") == "write":
        REPORTS.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.is_file(), f"{golden.name} is missing: write it with SSU_AUDIT_GOLDEN=write"
    expected = golden.read_text(encoding="utf-8")
    assert text.splitlines() == expected.splitlines()


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("file", INSTITUTIONS, ids=lambda file: file.stem)
def test_the_text_report_is_as_it_was(file: Path, lang: str, law: Law) -> None:
    view = view_of_entries(Entries(judged(file, law), reveal=False))
    compare(f"{file.stem}.{lang}.txt", TextReport(law, lang, 80).page(view).plain())


@pytest.mark.parametrize("file", INSTITUTIONS, ids=lambda file: file.stem)
def test_the_json_report_is_as_it_was(file: Path, law: Law) -> None:
    entries = Entries(judged(file, law), reveal=False)
    view = view_of_entries(entries)
    written = b"".join(JsonReport(law).chunks(view, entries.listed()))
    report: dict[str, Any] = json.loads(written)
    if len(report["findings"]) > TOO_MANY:
        report["findings"] = len(report["findings"])
    compare(f"{file.stem}.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")
