"""The library: what its three calls take and give."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import checker
from checker import (
    EngineChoice,
    ExitCode,
    Law,
    Refused,
    SelectionError,
    Snapshot,
    Verdict,
    load_packs,
    load_snapshot,
)
from checker.cli.start import run
from checker.report.entry import MASK
from checker.version import VERSION

ROOT = Path(__file__).parents[2]
RULES = ROOT / "tests" / "data" / "rules"
RECIPIENT: dict[str, Any] = {
    "file_number": "7/2025",
    "category": "children_psychoneurological",
    "sex": "male",
    "birth_date": "2015-02-03",
    "contraindications": [],
    "stays": [
        {"number": "1", "admitted_on": "2025-12-29", "contract": {"signed_on": "2026-01-20"}}
    ],
}
DOCUMENT: dict[str, Any] = {
    "snapshot_version": "1",
    "taken_on": "2026-03-01",
    "institution": {
        "name": "«Үміт» орталығы",
        "bin": "991240000001",
        "type": "residential",
        "design_capacity": 5,
        "recipients_count": 101,
    },
    "recipients": [RECIPIENT],
}


@pytest.fixture(scope="module")
def packs() -> Law:
    return load_packs(RULES)


@pytest.fixture
def snapshot() -> Snapshot:
    return load_snapshot(DOCUMENT)


@pytest.fixture
def audited(packs: Law, snapshot: Snapshot) -> Callable[..., checker.Audit]:
    def call(**options: Any) -> checker.Audit:
        return checker.audit(snapshot, packs, **({"engine": "plain"} | options))

    return call


def test_the_package_offers_what_it_names() -> None:
    assert {"audit", "load_packs", "load_snapshot"} <= set(dir(checker))
    assert all(callable(getattr(checker, name)) for name in checker.__all__)
    assert checker.__version__ == VERSION
    with pytest.raises(AttributeError):
        checker.load_everything  # noqa: B018


def test_importing_the_package_loads_nothing_of_it() -> None:
    program = "import sys, checker; print(*sorted(n for n in sys.modules if 'checker' in n))"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["checker", "checker.version"]


def test_what_is_public_is_described() -> None:
    api = import_module("checker.api")
    described = [getattr(checker, name) for name in checker.__all__]
    members = [
        member
        for one in (api.Audit, api.Finding)
        for name, member in vars(one).items()
        if not name.startswith("_") and (callable(member) or isinstance(member, property))
    ]
    assert not [one for one in (*described, *members) if not inspect.getdoc(one)]


@pytest.mark.parametrize("form", ["path", "text of a path", "bytes", "dictionary"])
def test_a_snapshot_comes_from_a_file_from_bytes_or_from_memory(form: str, tmp_path: Path) -> None:
    data = json.dumps(DOCUMENT).encode()
    file = tmp_path / "institution.json"
    file.write_bytes(data)
    sources = {"path": file, "text of a path": str(file), "bytes": data, "dictionary": DOCUMENT}
    found = load_snapshot(sources[form])
    assert found.institution["bin"] == "991240000001"
    assert found.taken_on == date(2026, 3, 1)


def test_a_snapshot_bears_the_name_it_is_given() -> None:
    assert load_snapshot(DOCUMENT, name="register entry 17").name == "register entry 17"
    assert load_snapshot(DOCUMENT).name == "snapshot"


def test_days_of_a_dictionary_may_be_dates() -> None:
    assert load_snapshot(DOCUMENT | {"taken_on": date(2026, 3, 1)}).taken_on == date(2026, 3, 1)


def test_a_dictionary_holds_nothing_that_json_cannot() -> None:
    with pytest.raises(TypeError, match="set"):
        load_snapshot(DOCUMENT | {"note": {1, 2}})
    with pytest.raises(Refused):
        load_snapshot(DOCUMENT | {"note": float("nan")})


def test_every_mistake_is_told_at_once() -> None:
    wrong = DOCUMENT | {"taken_on": "March", "colour": "blue"}
    with pytest.raises(Refused) as refused:
        load_snapshot(wrong)
    assert {one.pointer for one in refused.value.mistakes} == {"/taken_on", "/colour"}
    assert all(one.say(lang) for one in refused.value.mistakes for lang in ("kk", "ru", "en"))


def test_an_absent_file_is_the_callers_affair(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_snapshot(tmp_path / "nowhere.json")


def test_an_absent_rules_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        load_packs(tmp_path / "nowhere")


def test_a_finding_tells_verdict_law_subject_and_evidence(audited) -> None:
    breaches = [one for one in audited().findings if one.verdict is Verdict.BREACHED]
    assert breaches
    for one in breaches:
        assert one.rule
        assert one.provisions
        assert one.subject.pointer
        assert one.evidence
        assert all(
            say(lang)
            for say in (one.title, one.citation, one.message, one.remedy)
            for lang in ("kk", "ru", "en")
        )
        assert len({one.message(lang) for lang in ("kk", "ru", "en")}) == 3
    assert any(one.mandatory for one in breaches)


def test_the_outcome_is_that_of_the_command(audited, tmp_path: Path, capfd) -> None:
    file = tmp_path / "snapshot"
    file.write_text(json.dumps(DOCUMENT, indent=1), encoding="utf-8")
    words = [str(file), "--rules", str(RULES), "--engine", "plain", "--format", "json", "--all"]
    code = run(words)
    told = json.loads(capfd.readouterr().out)
    found = audited()
    mine = json.loads(found.to_json(everything=True))
    assert found.exit_code() == code == ExitCode.BREACH
    assert mine["findings"] == told["findings"]
    assert mine["summary"] == told["summary"]
    assert found.counts == {Verdict(name): n for name, n in told["summary"]["verdicts"].items()}


def test_everything_lists_also_what_is_met(audited) -> None:
    found = audited()
    shown = {one.verdict for one in found.findings}
    assert Verdict.MET not in shown
    assert {one.verdict for one in found.everything()} > shown


def test_an_audit_may_be_as_of_another_day(audited) -> None:
    assert audited().as_of == date(2026, 3, 1)
    assert audited(as_of=date(2026, 4, 1)).as_of == date(2026, 4, 1)


def test_a_selection_chooses_rules_and_verdicts(audited) -> None:
    found = audited(select=["severity:violation", "verdict:breached"])
    assert {one.severity for one in found.findings} == {"violation"}
    assert {one.verdict for one in found.everything()} == {Verdict.BREACHED}


def test_a_selection_that_fits_nothing_says_so_in_three_languages(audited) -> None:
    with pytest.raises(SelectionError, match="severty") as error:
        audited(select=["severty:violation"])
    assert len({error.value.say(lang) for lang in ("kk", "ru", "en")}) == 3


def test_an_unknown_engine_is_refused(audited) -> None:
    with pytest.raises(ValueError, match="steam"):
        audited(engine="steam")
    assert audited(engine=EngineChoice.PLAIN).exit_code() is ExitCode.BREACH


def test_nothing_personal_is_told_unless_it_is_asked_for(packs: Law, audited) -> None:
    birthday = "2015-02-03"
    hidden, shown = audited(), audited(reveal=True)
    facts = [fact for one in hidden.everything() for fact in one.evidence]
    assert any(fact.value == MASK for fact in facts)
    assert birthday not in hidden.to_json(everything=True).decode()
    assert birthday in shown.to_json(everything=True).decode()
    assert "Үміт" in hidden.to_text("kk")


def test_nothing_of_the_snapshot_stands_in_what_is_printed_of_an_object(
    packs: Law, snapshot: Snapshot, audited
) -> None:
    found = audited(reveal=True)
    said = f"{found!r} {found.result!r} {found.result.judged!r} {snapshot!r}"
    assert "2015" not in said
    assert "7/2025" not in said
