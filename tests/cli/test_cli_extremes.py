"""Names, days and numbers beyond all measure are refused in words, or judged."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from checker.law import snapshot_schema

Run = Callable[..., Any]
RULES = Path(__file__).parents[1] / "data" / "rules"


def test_an_empty_name_is_no_name_of_this_folder(audit: Run, save: Run, sound: Any) -> None:
    folder = save(sound).parent
    here = Path.cwd()
    os.chdir(folder)
    try:
        answer = audit("")
    finally:
        os.chdir(here)
    assert answer.code == 2
    assert answer.out == ""
    assert "name of a file is empty" in answer.err


@pytest.mark.parametrize("command_name", [(), ("check",), ("obligations",)])
def test_a_name_too_long_for_any_file_is_an_absent_file(
    command_name: tuple[str, ...], command: Run
) -> None:
    answer = command(*command_name, "a" * 400)
    assert answer.code == 3
    assert answer.err.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="names are of other signs there")
def test_a_name_in_another_encoding_is_said_as_well_as_it_can_be(
    audit: Run, command: Run, save: Run, sound: Any, tmp_path: Path
) -> None:
    target = tmp_path / os.fsdecode(b"\xfd.xlsx")
    answer = command("worksheet", save(sound), "--output", target, "--engine", "plain")
    assert answer.code == 0
    assert target.is_file()


@pytest.mark.skipif(os.name == "nt", reason="no such name there")
def test_check_says_a_name_on_one_line(command: Run, save: Run, sound: Any) -> None:
    answer = command("check", save(sound, "a\x1b[31m\n::error::b.json"))
    assert answer.code == 0
    assert answer.out.count("\n") == 1
    assert "\x1b" not in answer.out


@pytest.mark.parametrize("day", ["2026-W10-1", "20260301", "2026-3-01", "2026-060"])
def test_a_day_is_written_in_one_form(day: str, audit: Run, save: Run, sound: Any) -> None:
    answer = audit(save(sound), "--as-of", day)
    assert answer.code == 2
    assert "YYYY-MM-DD" in answer.err


def test_an_audit_is_on_a_day_that_somebody_may_live_to_see(
    audit: Run, save: Run, sound: Any
) -> None:
    assert audit(save(sound), "--as-of", "2199-12-31").code in (0, 1, 4)
    for day in ("2200-01-01", "9999-12-31"):
        answer = audit(save(sound), "--as-of", day)
        assert answer.code == 2
        assert "2199-12-31" in answer.err


def test_a_snapshot_is_of_such_a_day_too(audit: Run, save: Run, sound: Any) -> None:
    answer = audit(save(sound | {"taken_on": "2199-12-31"}))
    assert answer.code in (0, 1, 4)
    answer = audit(save(sound | {"taken_on": "2200-01-01"}))
    assert answer.code == 3
    assert "(/taken_on)" in answer.err


def test_a_plan_for_ever_is_judged_like_any_other(command: Run, save: Run, sound: Any) -> None:
    plan = {"number": "1", "developed_on": "2026-01-09", "valid_from": "2026-01-09"}
    later = plan | {"number": "2", "valid_to": "9999-12-31", "valid_from": "9999-12-30"}
    sound["recipients"][0]["stays"][0]["plans"] = [plan | {"valid_to": "9999-12-31"}, later]
    answer = command(save(sound), "--engine", "plain", "--format", "json")
    assert answer.err == ""
    assert json.loads(answer.out)["faults"] == []


@pytest.mark.parametrize(("number", "refused"), [(10**9, False), (10**9 + 1, True), (2**63, True)])
def test_a_number_beyond_all_measure_is_a_mistake_of_the_snapshot(
    number: int, refused: bool, audit: Run, save: Run, sound: Any
) -> None:
    sound["institution"]["recipients_count"] = number
    answer = audit(save(sound))
    assert (answer.code == 3) is refused
    assert ("(/institution/recipients_count)" in answer.err) is refused


def test_every_number_of_a_snapshot_has_an_end() -> None:
    open_ = [one for one in _numbers(snapshot_schema()) if "maximum" not in one]
    assert open_ == []


def _numbers(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, list):
        for one in schema:
            yield from _numbers(one)
    if isinstance(schema, dict):
        sorts = schema.get("type", ())
        if {"integer", "number"}.intersection([sorts] if isinstance(sorts, str) else sorts):
            yield schema
        for one in schema.values():
            yield from _numbers(one)


@pytest.mark.parametrize(
    ("option", "value"), [("select", ["rule:renamed-since"]), ("horizon", "1000y")]
)
def test_a_receipt_that_nobody_can_follow_is_no_wrong_command_line(
    option: str, value: Any, audit: Run, command: Run, save: Run, sound: Any, tmp_path: Path
) -> None:
    snapshot, report = save(sound), tmp_path / "report.json"
    audit(snapshot, "--output", report)
    document = json.loads(report.read_bytes())
    document["receipt"]["options"]["values"][option] = value
    report.write_text(json.dumps(document), encoding="utf-8")
    answer = command("verify", report, snapshot, "--rules", RULES)
    assert answer.code == 3
    assert answer.err.startswith(f"{report}: ")
