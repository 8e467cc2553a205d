"""Forms of a report: chosen by ``--format`` or by the ending of ``--output``, several at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.cli.choices import Format
from checker.cli.forms import MACHINE_FORMATS, Wanted, wanted_of
from checker.cli.problem import CommandLineProblem

Run = Callable[..., Any]
TEXTUAL = tuple(one for one in Format if one not in (Format.XLSX, Format.DOCX))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.txt", Format.TEXT),
        ("a.json", Format.JSON),
        ("a.HTML", Format.HTML),
        ("a.xlsx", Format.XLSX),
        ("a.docx", Format.DOCX),
        ("a.csv", Format.CSV),
        ("a.md", Format.MARKDOWN),
        ("a.jsonl", Format.JSONL),
        ("a.sarif", Format.SARIF),
        ("a.sarif.json", Format.SARIF),
        ("a.codequality.json", Format.GITLAB),
        ("a.xml", Format.JUNIT),
        ("a", Format.TEXT),
    ],
)
def test_the_ending_of_the_file_tells_the_form(name: str, form: Format) -> None:
    assert wanted_of("", (Path(name),)) == (Wanted(form, Path(name)),)


def test_the_format_goes_before_the_ending_of_a_single_file() -> None:
    assert wanted_of("json", (Path("a.txt"),)) == (Wanted(Format.JSON, Path("a.txt")),)


def test_of_several_files_the_format_is_for_those_whose_ending_tells_nothing() -> None:
    found = wanted_of("junit", (Path("a.sarif"), Path("report")))
    assert [one.form for one in found] == [Format.SARIF, Format.JUNIT]
    with pytest.raises(CommandLineProblem):
        wanted_of("", (Path("a.sarif"), Path("report")))


def test_two_reports_do_not_go_to_one_file() -> None:
    with pytest.raises(CommandLineProblem):
        wanted_of("", (Path("a.json"), Path("./a.json")))


def test_standard_output_can_be_one_of_several() -> None:
    found = wanted_of("text", (Path("-"), Path("a.sarif")))
    assert found == (Wanted(Format.TEXT, None), Wanted(Format.SARIF, Path("a.sarif")))


def test_several_forms_of_one_audit_appear_together(
    audit: Run, save: Callable[..., Path], breaching: dict[str, Any], tmp_path: Path
) -> None:
    names = ("r.txt", "r.json", "r.csv", "r.md", "r.jsonl", "r.sarif", "r.xml")
    options = [part for name in names for part in ("--output", tmp_path / name)]
    answer = audit(save(breaching), *options)
    assert answer.code == 1
    assert answer.out == ""
    assert {name for name in names if (tmp_path / name).stat().st_size} == set(names)
    assert json.loads((tmp_path / "r.sarif").read_bytes())["version"] == "2.1.0"


def test_where_one_file_cannot_be_written_none_is(
    audit: Run, save: Callable[..., Path], sound: dict[str, Any], tmp_path: Path
) -> None:
    fine, bad = tmp_path / "a.json", tmp_path / "absent" / "b.json"
    answer = audit(save(sound), "--output", fine, "--output", bad)
    assert answer.code == 2
    assert not fine.exists()


@pytest.mark.parametrize("form", TEXTUAL)
def test_every_form_has_the_same_exit_code(
    form: str, audit: Run, save: Callable[..., Path], breaching: dict[str, Any]
) -> None:
    assert audit(save(breaching), "--format", form).code == 1


@pytest.mark.parametrize("form", [one for one in Format if one != "text"])
def test_a_set_is_written_in_every_form(
    form: str, audit: Run, save: Callable[..., Path], sound: dict[str, Any], tmp_path: Path
) -> None:
    target = tmp_path / "report"
    first, second = save(sound, "a.json"), save({}, "b.json")
    assert audit(first, second, "--format", form, "--output", target).code == 3
    assert target.stat().st_size or form == "github"


@pytest.mark.parametrize("form", MACHINE_FORMATS)
def test_services_are_told_nothing_personal_even_with_reveal(
    form: str, audit: Run, save: Callable[..., Path], breaching: dict[str, Any]
) -> None:
    breaching["recipients"][0]["iin"] = "500203900017"
    breaching["recipients"][0]["name"] = {"surname": "Құпиябаев"}
    shown = audit(save(breaching), "--format", form, "--reveal", "--all").out
    assert "500203900017" not in shown
    assert "1950" not in shown
    assert "Құпиябаев" not in shown
