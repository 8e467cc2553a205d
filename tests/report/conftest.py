"""Invented institutions, judged by the small rules folder of the tests."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest

from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import AuditResult, audit
from checker.law import Law, load_law
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.json_report import JsonReport
from checker.report.text import TextReport, verdict_lines

RULES = Path(__file__).parents[1] / "data" / "rules"

INSTITUTION: dict[str, Any] = {
    "snapshot_version": "1",
    "taken_on": "2026-03-01",
    "institution": {
        "name": "«Үміт» орталығы",
        "bin": "991240000001",
        "type": "residential",
        "design_capacity": 5,
        "recipients_count": 101,
    },
    "recipients": [
        {
            "file_number": "7/2025",
            "category": "children_psychoneurological",
            "sex": "male",
            "birth_date": "2015-02-03",
            "iin": "150203900017",
            "name": {"surname": "Жұмабаев", "given_name": "Ерлан", "patronymic": None},
            "residence": {"home_address": "Абай көшесі, 15"},
            "contraindications": [{"code": "irreversible_hydrocephalus"}],
            "stays": [
                {
                    "number": "1",
                    "admitted_on": "2025-12-29",
                    "contract": {"signed_on": "2026-01-20"},
                }
            ],
        },
        {
            "file_number": "8/2025",
            "category": "children_psychoneurological",
            "sex": "male",
            "birth_date": "2009-02-03",
            "contraindications": [],
            "stays": [
                {"number": "1", "admitted_on": "2026-02-20", "contract": {"signed_on": None}}
            ],
        },
    ],
}


@pytest.fixture(scope="session")
def law() -> Law:
    """The small rules folder."""
    return load_law(RULES)


@pytest.fixture
def institution() -> dict[str, Any]:
    """A fresh copy of the invented institution."""
    return deepcopy(INSTITUTION)


@pytest.fixture
def audited(law: Law) -> Callable[..., AuditResult]:
    """Audit a document by the plain engine."""

    def run(document: dict[str, Any], as_of: date | None = None) -> AuditResult:
        snapshot = read_snapshot(orjson.dumps(document), "institution.json")
        return audit(snapshot, law, as_of=as_of, engine=EngineChoice.PLAIN)

    return run


@pytest.fixture
def written(law: Law) -> Callable[..., str]:
    """Everything that is written of an audit, in every language and format."""

    def write(result: AuditResult, *, reveal: bool = False) -> str:
        entries = Entries(result, reveal=reveal)
        view = view_of_entries(entries)
        parts = []
        for lang in ("kk", "ru", "en"):
            parts.append(TextReport(law, lang, 80).page(view).plain())
            parts.extend(verdict_lines(entries.everything(), law, lang, 80))
        parts.append(b"".join(JsonReport(law).chunks(view, view.listed)).decode())
        parts.append(b"".join(JsonReport(law).chunks(view, entries.everything())).decode())
        return "\n".join(parts)

    return write
