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


def test_what_one_report_was_not_asked_for_is_neither_new_nor_mended(
    audit: Run, command: Run, save: Callable[..., Path], breaching: dict[str, Any], tmp_path: Path
) -> None:
    snapshot, whole = save(breaching), tmp_path / "whole.json"
    audit(snapshot, "--output", whole)
    for number, choice in enumerate(("verdict:met", "topic:plans", "rule:premises-are-clean")):
        part = tmp_path / f"part-{number}.json"
        audit(snapshot, "--select", choice, "--output", part)
        for pair in ((whole, part), (part, whole)):
            answer = command("compare", *pair, "--format", "json")
            (one,) = json.loads(answer.out)["institutions"]
            assert set(one["counts"].values()) == {0}
            assert "left_out" in one["reservations"]
            assert answer.code == 0


@pytest.mark.parametrize(
    "choice",
    [
        "rule:capacity-*",
        "act:order-1",
        "chapter:order-1/chapter-1-general",
        "topic:general",
        "severity:violation",
        "verdict:breached,verdict:undetermined",
    ],
)
def test_what_both_reports_were_asked_for_is_compared(
    choice: str,
    audit: Run,
    command: Run,
    save: Callable[..., Path],
    sound: dict[str, Any],
    tmp_path: Path,
) -> None:
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    audit(save(sound), "--output", before, "--select", choice)
    sound["institution"]["design_capacity"] = 5
    audit(save(sound), "--output", after)
    answer = command("compare", before, after, "--format", "json")
    (one,) = json.loads(answer.out)["institutions"]
    assert one["counts"]["new"] == 1
    assert answer.code == 1


@pytest.mark.parametrize("taken", ["old.json", "new.json"])
def test_a_comparison_never_takes_the_place_of_a_report(
    taken: str, report: Callable[..., Path], command: Run, sound: dict[str, Any]
) -> None:
    old, new = report(sound, "old.json"), report(sound, "new.json")
    before = old.read_bytes()
    answer = command("compare", old, new, "--output", old.with_name(taken))
    assert answer.code == 2
    assert old.read_bytes() == before == new.read_bytes()


def test_reports_about_nobody_cannot_be_compared(
    audit: Run, command: Run, save: Callable[..., Path], tmp_path: Path
) -> None:
    target = tmp_path / "report.json"
    audit(save({}, "a.json"), save({}, "b.json"), "--output", target)
    answer = command("compare", target, target)
    assert answer.code == 2
    assert answer.out == ""
