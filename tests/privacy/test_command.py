"""Whatever the command is asked, no marker leaves it on any stream, in any file, at any fault."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker import api
from checker.auditing import judging
from checker.auditing.explain import Explainer
from checker.cli.choices import Format
from checker.cli.forms import MACHINE_FORMATS
from checker.cli.start import COMMANDS, run
from checker.engine import plain
from checker.engine.durable import durable_available
from checker.engine.model import Judgement, Table
from checker.report.entries import Entries
from checker.report.sentences import Sentences

from .canary import MARK, NATURAL_PERSON, TYPES, Canary, leaves_of
from .conftest import the_law
from .forms import opened

SERVICES = (Format.SARIF, Format.JUNIT, Format.GITHUB, Format.GITLAB)
KNOW_NO_SNAPSHOT = {"clauses", "config", "explain", "rules", "schema"}


@cache
def canary() -> Canary:
    return Canary("residential", listed={"recipients": 2})


@dataclass(frozen=True)
class Answer:
    """What a run gave: its code, and all that it said, on streams, in logs and in files."""

    code: int
    said: str


@pytest.fixture
def command(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Callable[..., Answer]:
    """Run the command by the law that is loaded already."""
    law = the_law()
    monkeypatch.setattr(api, "load_law", lambda _=None: law)
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)

    def call(*words: object, files: tuple[str, ...] = ()) -> Answer:
        code = run([str(word) for word in words])
        streams = capfd.readouterr()
        written = [opened((tmp_path / name).read_bytes()) for name in files]
        return Answer(code, "\n".join([streams.out, streams.err, caplog.text, *written]))

    return call


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return saved(tmp_path / "canary.json", canary().document)


def saved(file: Path, document: object) -> Path:
    file.write_text(json.dumps(document, ensure_ascii=False, indent=1), encoding="utf-8")
    return file


def told(answer: Answer) -> list[str]:
    return canary().told_by(answer.said.replace("\r\n ", ""))


@pytest.mark.parametrize("form", Format)
def test_an_audit_tells_no_marker_in_any_form(form: Format, command, snapshot) -> None:
    words = ("--format", form, "--output", "report", "--engine", "plain")
    answer = command(snapshot, *words, files=("report",))
    assert answer.code == 1
    assert told(answer) == []


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_an_audit_tells_no_marker_in_any_language(lang: str, command, snapshot) -> None:
    answer = command(snapshot, "--lang", lang, "--all", "--engine", "plain")
    assert answer.code == 1
    assert len(answer.said) > 10_000
    assert told(answer) == []


def test_reveal_tells_them_where_a_person_reads(command, snapshot) -> None:
    answer = command(snapshot, "--reveal", "--format", "json", "--engine", "plain")
    assert len(told(answer)) > 10


@pytest.mark.parametrize("form", SERVICES)
def test_reveal_tells_services_nothing(form: Format, command, snapshot) -> None:
    words = ("--format", form, "--reveal", "--all", "--engine", "plain")
    answer = command(snapshot, *words)
    assert answer.code == 1
    assert len(answer.said) > 1000
    assert told(answer) == []


def test_the_services_are_those_that_the_command_knows() -> None:
    assert set(SERVICES) == set(MACHINE_FORMATS)


def test_a_row_chosen_beside_a_form_for_services_is_not_revealed_to_them(command, snapshot) -> None:
    rule = "residential-adult-admitted-without-contraindication"
    words = ("--format", "sarif", "--reveal", "--engine", "plain")
    answers = {
        row: command(snapshot, *words, "--select", f"rule:{rule}/{row}").said
        for row in ("tuberculosis", "aids")
    }
    assert len(set(answers.values())) == 1
    assert "tuberculosis" not in answers["tuberculosis"]


def test_the_calendar_of_terms_tells_no_marker(command, snapshot) -> None:
    words = ("--horizon", "1y", "--calendar", "terms.ics", "--engine", "plain")
    answer = command(snapshot, *words, files=("terms.ics",) * Path("terms.ics").exists())
    assert answer.code == 1
    assert told(answer) == []


def test_each_command_that_reads_a_snapshot_is_tried_here() -> None:
    here = Path(__file__).read_text(encoding="utf-8")
    tried = {name for name in COMMANDS if f'command("{name}"' in here} | {"audit"}
    assert tried == set(COMMANDS) - KNOW_NO_SNAPSHOT


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_obligations_tell_no_marker(form: str, lang: str, command, snapshot) -> None:
    answer = command("obligations", snapshot, "--format", form, "--lang", lang)
    assert answer.code == 0
    assert told(answer) == []


def test_a_worksheet_tells_no_marker(command, snapshot) -> None:
    words = ("--output", "sheet.xlsx", "--engine", "plain")
    answer = command("worksheet", snapshot, *words, files=("sheet.xlsx",))
    assert answer.code == 0
    assert told(answer) == []


def test_check_tells_no_marker(command, snapshot, tmp_path: Path) -> None:
    assert told(command("check", snapshot)) == []
    wrong = deepcopy(canary().document)
    for leaf in leaves_of(canary().document):
        if leaf.confidential and isinstance(leaf.path[-1], str):
            leaf.holder(wrong)[leaf.path[-1]] = [f"{MARK}wrong"]
    answer = command("check", saved(tmp_path / "wrong.json", wrong))
    assert answer.code == 3
    assert len(answer.said) > 10_000
    assert told(answer) == []


def test_a_comparison_and_a_verification_tell_no_marker(command, snapshot, tmp_path: Path) -> None:
    words = ("--format", "json", "--engine", "plain", "--output")
    command(snapshot, *words, "before.json", "--all")
    mended = deepcopy(canary().document)
    mended["recipients"].pop()
    command(saved(tmp_path / "after-snapshot.json", mended), *words, "after.json", "--all")
    for form in ("text", "json"):
        answer = command("compare", "before.json", "after.json", "--format", form)
        assert len(answer.said) > 1000
        assert told(answer) == []
        answer = command("verify", "before.json", snapshot, "--format", form)
        assert answer.code == 0
        assert told(answer) == []
        answer = command("verify", "after.json", snapshot, "--format", form)
        assert answer.code != 0
        assert told(answer) == []


def test_a_baseline_and_its_use_tell_no_marker(command, snapshot) -> None:
    words = ("--engine", "plain", "--output", "known.json")
    answer = command("baseline", snapshot, *words, files=("known.json",))
    assert answer.code == 0
    assert told(answer) == []
    answer = command(snapshot, "--baseline", "known.json", "--engine", "plain")
    assert told(answer) == []


ATTESTED = """
attestation_version: '1'
institution: {mark}
attestations:
- rule: residential-living-conditions-improved
  edition: order-230-2023/order-500-2024
  outcome: breached
  day: 2026-02-27
  inspector: zqxinspector
  remark: zqxremark
  evidence_file: zqxevidence
"""


@pytest.mark.parametrize(
    "form", ["text", "json", "html", "docx", "xlsx", "markdown", "jsonl", "sarif"]
)
def test_an_attestation_tells_neither_its_author_nor_the_remark(
    form: str, command, snapshot, tmp_path: Path
) -> None:
    (mark,) = set(re.findall(r"digest-[0-9a-f]{32}/residential", worksheet_of(command, snapshot)))
    (tmp_path / "seen.yaml").write_text(ATTESTED.format(mark=mark), encoding="utf-8")
    words = ("--attest", "seen.yaml", "--format", form, "--output", "report", "--engine", "plain")
    answer = command(snapshot, *words, files=("report",))
    assert answer.code == 1, answer.said
    assert told(answer) == []
    if form == "json":
        revealed = command(snapshot, *words, "--reveal", files=("report",))
        assert {"zqxinspector", "zqxremark", "zqxevidence"} <= set(told(revealed))


WAIVED = f"""
waivers_version: '1'
waivers:
- name: tolerated
  institution: {{bin: '{NATURAL_PERSON}'}}
  rule: residential-first-plan-developed
  legal_basis: Decision 7
  issued_by: Ministry
  from: 2026-01-01
  until: 2026-12-31
  reason: zqxreason
- name: of-another
  institution: {{name: zqxname}}
  rule: residential-first-plan-developed
  subject: zqxsubject
  legal_basis: Decision 8
  issued_by: Ministry
  from: 2026-01-01
  until: 2026-12-31
  reason: zqxreason
"""


@pytest.mark.parametrize(
    "form", ["text", "json", "html", "docx", "xlsx", "markdown", "jsonl", "sarif"]
)
def test_a_waiver_tells_neither_its_reason_nor_whom_it_names(
    form: str, command, snapshot, tmp_path: Path
) -> None:
    (tmp_path / "waivers.yaml").write_text(WAIVED, encoding="utf-8")
    words = ("--waivers", "waivers.yaml", "--output", "report", "--engine", "plain")
    answer = command(snapshot, *words, "--format", form, files=("report",))
    assert answer.code == 1, answer.said
    assert told(answer) == []


def worksheet_of(command: Callable[..., Answer], snapshot: Path) -> str:
    name = "marked.xlsx"
    said: str = command(
        "worksheet", snapshot, "--output", name, "--engine", "plain", files=(name,)
    ).said
    return said


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif", "junit", "markdown"])
def test_a_batch_tells_no_marker_of_what_it_refuses(
    form: str, command, snapshot, tmp_path: Path
) -> None:
    wrong = deepcopy(canary().document)
    wrong["recipients"][0]["name"]["surname"] = [f"{MARK}wrong"]
    wrong["recipients"][0]["sex"] = f"{MARK}choice"
    saved(tmp_path / "wrong.json", wrong)
    (tmp_path / "cut.json").write_text(snapshot.read_text("utf-8")[:9_000], encoding="utf-8")
    answer = command(tmp_path, "--format", form, "--engine", "plain")
    assert answer.code == 3
    assert told(answer) == []


@pytest.mark.parametrize("kind", TYPES)
def test_a_set_tells_no_marker(kind: str, command, tmp_path: Path) -> None:
    folder = tmp_path / "set"
    folder.mkdir()
    for number in range(2):
        document = deepcopy(Canary(kind, listed={"recipients": 1}).document)
        document["institution"]["bin"] = f"85010130001{number}"
        saved(folder / f"{number}.json", document)
    answer = command(folder, "--set", "--engine", "plain")
    assert answer.code == 1
    assert told(answer) == []


class BrokenError(Exception):
    """A failure whose message quotes what it must not."""


def failing(*_: object, **__: object) -> Any:
    raise BrokenError(f"{MARK}fault", canary().document)


PLACES: dict[str, tuple[Any, str]] = {
    "reading": (api, "read_snapshot"),
    "gathering records": (judging, "gather"),
    "the facts": (judging, "FactTables"),
    "judging": (plain, "judge"),
    "explaining": (Explainer, "finding"),
    "masking": (Entries, "listed"),
    "saying": (Sentences, "value"),
}


@pytest.mark.parametrize("form", ["text", "json", "html", "sarif"])
@pytest.mark.parametrize("place", PLACES)
def test_a_failure_of_the_program_quotes_nothing(
    place: str, form: str, command, snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*PLACES[place], failing)
    for words in ((snapshot,), (snapshot.parent,)):
        answer = command(*words, "--format", form, "--engine", "plain")
        assert answer.code == 4
        assert "BrokenError" in answer.said
        assert told(answer) == []


def test_engines_that_disagree_name_no_value(
    command, snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Engine:
        def judge(self, judgements: list[Judgement], table: Table) -> list[bytes]:
            return [bytes((code + 1) % 5 for code in one) for one in plain.judge(judgements, table)]

    monkeypatch.setattr(judging, "durable_available", lambda: True)
    monkeypatch.setattr(judging, "_durable_engine", Engine)
    for form in ("text", "json", "sarif", "junit"):
        answer = command(snapshot, "--format", form)
        assert answer.code == 4
        assert "durable" in answer.said
        assert told(answer) == []


@pytest.mark.skipif(not durable_available(), reason="durable-rules is not installed")
def test_an_engine_that_cannot_hold_a_number_does_not_quote_it(command, tmp_path: Path) -> None:
    document = deepcopy(canary().document)
    for recipient in document["recipients"]:
        recipient["medical"]["seizures_per_month"] = 730_001_730_001_730_001
    answer = command(saved(tmp_path / "vast.json", document), "--format", "json")
    assert "730001730001" not in answer.said
    assert "7300017300" not in answer.said
    assert told(answer) == []


def test_no_object_of_the_library_prints_a_value() -> None:
    """Whoever logs one, or prints the frames of a failure, tells nothing."""
    snapshot = api.load_snapshot(canary().document)
    found = api.audit(snapshot, the_law(), engine="plain", reveal=True)
    for one in (snapshot, found, found.result, found.result.judged):
        assert canary().told_by(repr(one)) == []
