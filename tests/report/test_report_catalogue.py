"""Every sentence that reports and the command can say stands in the catalogue, and no other."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import Path

import pytest

import checker.texts
from checker.auditing.attested import Standing
from checker.auditing.judging import EngineChoice
from checker.auditing.result import ExitCode
from checker.auditing.waivers import WaiverStanding
from checker.findings import Cause, Verdict, Why
from checker.packs.model import DutyOf, Severity
from checker.report.view import Banner
from checker.texts import LANGUAGES, has_text
from checker.values import Sort

CHECKER = Path(checker.texts.__file__).parents[1]
CODE = "\n".join(
    file.read_text(encoding="utf-8")
    for folder in ("api", "report", "cli", "auditing")
    for file in sorted((CHECKER / folder).glob("*.py"))
)
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


def own_ids() -> set[str]:
    found: set[str] = set()
    for area in ("report", "cli"):
        file = CHECKER / "texts" / f"{area}.en.json"
        found |= json.loads(file.read_text(encoding="utf-8")).keys()
    return found


def test_every_message_that_the_code_names_is_there() -> None:
    named = set(re.findall(r'"((?:report|cli|guide)\.[a-z_]+\.[a-z_.]+[a-z_])"', CODE))
    assert len(named) > 80
    assert not {message for message in named if not has_text(message)}


@pytest.mark.parametrize("area", ENUMS)
def test_every_member_of_a_closed_list_has_its_sentence(area) -> None:
    silent = {Standing.COUNTS}
    assert not [one for one in ENUMS[area] if one not in silent and not has_text(f"{area}.{one}")]


def test_every_reason_and_every_body_has_its_sentence() -> None:
    assert all(has_text(f"report.why.{why}") for why in Why if why is not Why.NOTHING)
    assert all(has_text(f"report.duty.{duty.replace(' ', '_')}") for duty in DutyOf)
    reachable = (ExitCode.FINE, ExitCode.BREACH, ExitCode.OPEN)
    assert all(has_text(f"report.outcome.{int(code)}") for code in reachable)


def test_no_sentence_is_left_over() -> None:
    starts = set(re.findall(r'f"((?:report|cli|guide)\.(?:[a-z_]+\.)*)\{', CODE))
    starts |= set(re.findall(r"f'((?:report|cli|guide)\.(?:[a-z_]+\.)*)\{", CODE))
    left = {
        message
        for message in own_ids()
        if f'"{message}"' not in CODE
        and not any(message.startswith(start) for start in starts)
        and not re.search(rf'say\("{message.rpartition(".")[2]}"\)', CODE)
        and not re.search(rf'f"{re.escape(message)}_?\{{', CODE)
        and "digest_" not in message
    }
    assert not left


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("area", ["report", "cli"])
def test_the_sentences_stand_in_order(lang, area) -> None:
    file = CHECKER / "texts" / f"{area}.{lang}.json"
    names = list(json.loads(file.read_text(encoding="utf-8")))
    assert names == sorted(names)


@pytest.mark.parametrize("area", ["report", "cli"])
def test_russian_and_kazakh_are_not_left_in_english(area) -> None:
    texts = {
        lang: json.loads((CHECKER / "texts" / f"{area}.{lang}.json").read_text(encoding="utf-8"))
        for lang in LANGUAGES
    }
    for message, sentence in texts["en"].items():
        if message != "report.cite.inside":
            assert texts["ru"][message] != sentence, message
            assert texts["kk"][message] != sentence, message
