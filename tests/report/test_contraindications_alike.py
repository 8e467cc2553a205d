"""Whichever contraindication a recipient has, the report without --reveal is the same."""

from __future__ import annotations

import copy
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pytest

from checker.audit.judging import EngineChoice
from checker.audit.reading import read_snapshot
from checker.audit.result import audit
from checker.law import Law, load_law
from checker.packs.model import Example, Rule
from checker.proof.given import document_of
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.json_report import JsonReport
from checker.report.text import TextReport

INSTITUTIONS = Path(__file__).parents[2] / "fixtures" / "institutions"
ON_ADMISSION = "stay.contraindications_on_admission"
DIGEST = re.compile(r"\b[0-9a-f]{16}(?:[0-9a-f]{48})?\b")
CATEGORIES = {
    "contraindications-children": "children-psychoneurological",
    "contraindications-musculoskeletal-children": "children-musculoskeletal",
    "contraindications-adults": "adults-psychoneurological",
    "contraindications-persons-with-disabilities": "persons-with-disabilities",
    "contraindications-elderly": "elderly",
}


@cache
def law() -> Law:
    return load_law()


def rules_on_admission(topic: str) -> list[Rule]:
    return [
        rule
        for rule in law().pack.rules
        if rule.place.topic == topic and "contraindication" in rule.id and rule.rows
    ]


def breaching(rule: Rule) -> dict[str, Example]:
    """For each row the first example that accuses by a contraindication on admission."""
    found: dict[str, Example] = {}
    for example in rule.examples:
        if example.expect == "breached" and example.row and example.given.get(ON_ADMISSION):
            found.setdefault(example.row, example)
    return found


def seeded(document: dict[str, Any], example: Example, taken_on: Any) -> dict[str, Any]:
    """The institution with one recipient who has what the example tells."""
    changed = copy.deepcopy(document)
    recipient = next(one for one in changed["recipients"] if one["stays"])
    (told,) = document_of(example.given, "stay", law().vocabulary, taken_on)["recipients"]
    for name in ("medical", "mobility", "placement"):
        if name in told:
            recipient[name] = {**recipient.get(name, {}), **told[name]}
    recipient["contraindications"] = [
        {"code": code, "onset_on": "2000-01-01", "resolved_on": None, "confirmed_by": None}
        for code in example.given[ON_ADMISSION] or ()
    ]
    return changed


def reports(document: dict[str, Any]) -> tuple[str, str, int]:
    snapshot = read_snapshot(orjson.dumps(document), "institution.json")
    result = audit(snapshot, law(), engine=EngineChoice.PLAIN)
    entries = Entries(result, reveal=False)
    view = view_of_entries(entries)
    text = TextReport(law(), "ru", 80).page(view).plain()
    report = b"".join(JsonReport(law()).chunks(view, entries.listed())).decode()
    return DIGEST.sub("", text), DIGEST.sub("", report), result.exit_code()


@pytest.mark.parametrize("topic", CATEGORIES)
def test_every_row_that_is_breached_gives_the_same_report(topic: str) -> None:
    file = INSTITUTIONS / f"residential-{CATEGORIES[topic]}-sound.json"
    document = json.loads(file.read_bytes())
    seen: dict[tuple[str, str, int], str] = {}
    count = 0
    for rule in rules_on_admission(topic):
        for row, example in breaching(rule).items():
            day = read_snapshot(file.read_bytes(), file.name).taken_on
            seen.setdefault(reports(seeded(document, example, day)), row)
            count += 1
    assert count > 5
    assert len(seen) == 1, f"rows that can be told apart: {sorted(seen.values())}"
    ((_, _, code),) = seen
    assert code == 1


@pytest.mark.parametrize("topic", CATEGORIES)
def test_no_diagnosis_is_named_in_it(topic: str) -> None:
    file = INSTITUTIONS / f"residential-{CATEGORIES[topic]}-sound.json"
    document = json.loads(file.read_bytes())
    titles = [
        row.title[lang]
        for rule in rules_on_admission(topic)
        for row in rule.rows
        for lang in row.title
    ]
    (rule, *_) = rules_on_admission(topic)
    example = next(iter(breaching(rule).values()))
    text, report, _ = reports(
        seeded(document, example, read_snapshot(file.read_bytes(), "x").taken_on)
    )
    assert not [title for title in titles if title in text or title in report]
