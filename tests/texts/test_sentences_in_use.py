"""Every sentence that the program can say stands in the catalogues, and no other."""

from __future__ import annotations

import ast
import re
from enum import StrEnum
from pathlib import Path

import pytest

import checker
from checker.auditing.attested import Standing
from checker.auditing.judging import EngineChoice
from checker.auditing.result import ExitCode
from checker.auditing.waivers import WaiverStanding
from checker.findings import Cause, Verdict, Why
from checker.packs.model import DutyOf, Severity
from checker.report.view import Banner
from checker.texts import LANGUAGES, has_text, messages
from checker.values import Sort

PROGRAM = sorted(Path(checker.__file__).parent.rglob("*.py"))
TREES = [ast.parse(file.read_text(encoding="utf-8")) for file in PROGRAM]
IDS = {lang: {str(one.id if isinstance(one.id, str) else one.id[0]): one.string
              for one in messages(lang)} for lang in LANGUAGES}  # fmt: skip
AREAS = {name.partition(".")[0] for name in IDS["en"]}
ENUMS: dict[str, type[StrEnum]] = {
    "report.banner": Banner,
    "report.cause": Cause,
    "report.column": Verdict,
    "report.engine": EngineChoice,
    "report.severity": Severity,
    "report.standing": Standing,
    "report.verdict": Verdict,
    "report.waiver": WaiverStanding,
    "guide.sort": Sort,
}
SAME_EVERYWHERE = {"report.cite.inside"}
"""Sentences of placeholders and signs only, which may be alike in two languages."""


def constants() -> set[str]:
    return {
        node.value
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def put_together() -> set[tuple[str, str]]:
    """Beginnings and ends of the texts that the program puts together."""
    parts: set[tuple[str, str]] = set()
    for tree in TREES:
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                ends = [node.values[0], node.values[-1]]
                first, last = (one.value if isinstance(one, ast.Constant) else "" for one in ends)
                parts.add((str(first), str(last)))
    return {(first, last) for first, last in parts if "." in first or "_" in last}


def test_every_message_that_the_program_names_is_there() -> None:
    areas = "|".join(sorted(AREAS))
    named = {one for one in constants() if re.fullmatch(rf"(?:{areas})(?:\.[a-z_]+)+", one)}
    named -= {"calendar.yaml", "clauses.yaml", "html.page", "report.json"}  # a template, files
    assert len(named) > 300
    assert not {one for one in named if not has_text(one) and not is_beginning(one)}


def is_beginning(name: str) -> bool:
    """The program puts ids together: "pack.word" + "_unknown", "report.head.digest_" + …"""
    return any(known.startswith(name) for known in IDS["en"])


def test_every_sentence_is_said_somewhere() -> None:
    whole, parts = constants(), put_together()

    def is_said(message: str) -> bool:
        names = (message, message.partition(".")[2])
        return any(
            name in whole
            or any(name.startswith(first) and name.endswith(last) for first, last in parts)
            for name in names
        )

    assert [message for message in IDS["en"] if not is_said(message)] == []


@pytest.mark.parametrize("area", ENUMS)
def test_every_member_of_a_closed_list_has_its_sentence(area) -> None:
    silent = {Standing.COUNTS}
    assert not [one for one in ENUMS[area] if one not in silent and not has_text(f"{area}.{one}")]


def test_every_reason_and_every_body_has_its_sentence() -> None:
    assert all(has_text(f"report.why.{why}") for why in Why if why is not Why.NOTHING)
    assert all(has_text(f"report.duty.{duty.replace(' ', '_')}") for duty in DutyOf)
    reachable = (ExitCode.FINE, ExitCode.BREACH, ExitCode.OPEN)
    assert all(has_text(f"report.outcome.{int(code)}") for code in reachable)


def test_russian_and_kazakh_are_not_left_in_english() -> None:
    for lang in ("kk", "ru"):
        alike = {
            name
            for name, said in IDS[lang].items()
            if said == IDS["en"][name] and re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", str(said)))
        }
        assert alike - SAME_EVERYWHERE == set()
