"""``compare``: two reports of the same institution."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.fixture
def report(audit: Run, save: Callable[..., Path], tmp_path: Path) -> Callable[..., Path]:
    """Audit a document into a JSON report."""

    def write(document: dict[str, Any], name: str) -> Path:
        target = tmp_path / name
        audit(save(document), "--format", "json", "--output", target)
        return target

    return write


def test_a_new_mandatory_breach_is_a_one_and_a_mended_one_a_zero(
    report: Callable[..., Path], command: Run, sound: dict[str, Any]
) -> None:
    better = report(sound, "better.json")
    sound["institution"]["design_capacity"] = 5
    worse = report(sound, "worse.json")
    assert command("compare", better, worse).code == 1
    assert command("compare", worse, better).code == 0
    assert command("compare", worse, worse).code == 0


def test_what_is_no_longer_known_is_a_four(
    report: Callable[..., Path], command: Run, sound: dict[str, Any]
) -> None:
    known = report(sound, "known.json")
    del sound["institution"]["design_capacity"]
    unknown = report(sound, "unknown.json")
    assert command("compare", known, unknown).code == 4


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_text_and_json_tell_the_same_numbers(
    lang: str, report: Callable[..., Path], command: Run, sound: dict[str, Any]
) -> None:
    better = report(sound, "better.json")
    sound["institution"]["design_capacity"] = 5
    worse = report(sound, "worse.json")
    counts = json.loads(command("compare", better, worse, "--format", "json").out)
    (one,) = counts["institutions"]
    said = command("compare", better, worse, "--lang", lang).out
    for number in one["counts"].values():
        assert f": {number}" in said


def test_both_reports_are_refused_with_what_is_wrong(
    command: Run, tmp_path: Path, save: Callable[..., Path], sound: dict[str, Any]
) -> None:
    answer = command("compare", save(sound, "snapshot.json"), tmp_path / "absent.json")
    assert answer.code == 3
    assert "snapshot.json" in answer.err
    assert "absent.json" in answer.err
