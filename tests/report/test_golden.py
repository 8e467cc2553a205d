"""The reports on all fixtures, to the letter, but for digests and the engine's name.

``SSU_AUDIT_GOLDEN=write pytest tests/report/test_golden.py`` writes them anew; read the difference
before you commit it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import AuditResult, audit
from checker.auditing.set_declaration import read_declaration
from checker.auditing.sets import SetOfInstitutions
from checker.law import Law, load_law
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.json_report import JsonReport
from checker.report.text import TextReport

FIXTURES = Path(__file__).parents[2] / "fixtures"
INSTITUTIONS = sorted((FIXTURES / "institutions").glob("*.json"))
SETS = sorted(folder for folder in (FIXTURES / "sets").iterdir() if folder.is_dir())
DECLARATION = "set.json"
REPORTS = FIXTURES / "reports"
DIGEST = re.compile(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b")
JudgedOf = Callable[[Path], AuditResult]
TOO_MANY = 2000
"""A report with more findings is kept without them: its text names what they ask for."""


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


@pytest.fixture(scope="module")
def judged(law: Law) -> Callable[[Path], AuditResult]:
    """The audit of a file, kept while the languages of its report come one after the other."""

    @lru_cache(maxsize=1)
    def result(file: Path) -> AuditResult:
        snapshot = read_snapshot(file.read_bytes(), file.name)
        return audit(snapshot, law, engine=EngineChoice.PLAIN)

    return result


def judged_as_a_set(folder: Path, law: Law) -> Iterator[tuple[str, AuditResult]]:
    """The members of a set, each with its audit, by the names of their files."""
    declaration = folder / DECLARATION
    institutions = SetOfInstitutions(read_declaration(declaration.read_bytes(), DECLARATION))
    files = sorted(file for file in folder.glob("*.json") if file.name != DECLARATION)
    snapshots = [read_snapshot(file.read_bytes(), file.name) for file in files]
    numbers = [institutions.add(snapshot.content) for snapshot in snapshots]
    for file, snapshot, number in zip(files, snapshots, numbers, strict=True):
        supplied = institutions.supplies(number, snapshot.taken_on)
        yield file.stem, audit(snapshot, law, engine=EngineChoice.PLAIN, supplied=supplied)


def compare(name: str, written: str) -> None:
    golden = REPORTS / name
    text = DIGEST.sub("(digest)", written)
    if os.environ.get("SSU_AUDIT_GOLDEN") == "write":
        REPORTS.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert golden.is_file(), f"{golden.name} is missing: write it with SSU_AUDIT_GOLDEN=write"
    expected = golden.read_text(encoding="utf-8")
    assert text.splitlines() == expected.splitlines()


def compare_text(name: str, result: AuditResult, lang: str, law: Law) -> None:
    view = view_of_entries(Entries(result, reveal=False))
    compare(f"{name}.{lang}.txt", TextReport(law, lang, 80).page(view).plain())


def compare_json(name: str, result: AuditResult, law: Law) -> None:
    entries = Entries(result, reveal=False)
    view = view_of_entries(entries)
    written = b"".join(JsonReport(law).chunks(view, entries.listed()))
    report: dict[str, Any] = json.loads(written)
    if len(report["findings"]) > TOO_MANY:
        report["findings"] = len(report["findings"])
    compare(f"{name}.json", json.dumps(report, ensure_ascii=False, indent=1) + "\n")


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("file", INSTITUTIONS, ids=lambda file: file.stem)
def test_the_text_report_is_as_it_was(file: Path, lang: str, judged: JudgedOf, law: Law) -> None:
    compare_text(file.stem, judged(file), lang, law)


@pytest.mark.parametrize("file", INSTITUTIONS, ids=lambda file: file.stem)
def test_the_json_report_is_as_it_was(file: Path, judged: JudgedOf, law: Law) -> None:
    compare_json(file.stem, judged(file), law)


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_the_text_reports_on_a_set_are_as_they_were(folder: Path, law: Law) -> None:
    for name, result in judged_as_a_set(folder, law):
        for lang in ("kk", "ru", "en"):
            compare_text(f"set-{folder.name}-{name}", result, lang, law)


def test_no_report_is_left_of_a_fixture_that_is_gone() -> None:
    names = {file.stem for file in INSTITUTIONS}
    for folder in SETS:
        members = {file.stem for file in folder.glob("*.json")} - {Path(DECLARATION).stem}
        names |= {f"set-{folder.name}-{member}" for member in members}
    assert {file.name.split(".")[0] for file in REPORTS.iterdir()} == names
