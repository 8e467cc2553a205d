"""The lesser commands, the start of the program, and its language."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.auditing.judging import EngineChoice
from checker.auditing.result import ExitCode, FailOn
from checker.cli import guard
from checker.cli.choices import (
    ComparisonFormat,
    EngineName,
    FailOnWhat,
    Format,
    Language,
    PlainFormat,
    SchemaName,
)
from checker.cli.language import of_locale
from checker.cli.reports import Style
from checker.cli.start import COMMANDS, with_command
from checker.places import schemas_folder
from checker.texts import LANGUAGES
from checker.version import VERSION

ROOT = Path(__file__).parents[2]
RULES = ROOT / "tests" / "data" / "rules"
START = "from checker.cli.start import main; main()"


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_the_version_is_told_without_loading_anything() -> None:
    program = f"import sys; sys.argv = ['x', '--version']\ntry:\n {START}\n"
    program = program.replace("; main()", "\n main()")
    program += "finally:\n print(*sorted(name.partition('.')[0] for name in sys.modules))"
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout
    first, modules = said.splitlines()
    assert first == f"ssu-audit {VERSION}"
    assert not {"typer", "rich", "orjson", "yaml", "json", "dataclasses"} & set(modules.split())


def test_an_audit_needs_no_naming() -> None:
    assert with_command(["x.json", "--all"]) == ["audit", "x.json", "--all"]
    assert with_command(["--lang", "ru", "x.json"]) == ["audit", "--lang", "ru", "x.json"]
    assert with_command(["-"]) == ["audit", "-"]
    for command in COMMANDS:
        assert with_command([command, "x"]) == [command, "x"]
    assert with_command(["--help"]) == ["--help"]


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({"LC_ALL": "kk_KZ.UTF-8", "LANG": "en_US.UTF-8"}, "kk"),
        ({"LC_ALL": "", "LC_MESSAGES": "en_US", "LANG": "ru_RU"}, "en"),
        ({"LANG": "ru_KZ.UTF-8"}, "ru"),
        ({"LANG": "C.UTF-8"}, "ru"),
        ({"LANG": "de_DE"}, "ru"),
        ({}, "ru"),
    ],
)
def test_the_language_is_that_of_the_locale_or_russian(environment, lang) -> None:
    assert of_locale(environment) == lang


def test_the_option_goes_before_the_locale(audit, save, sound, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    assert "Verdicts by topic" in audit(save(sound), "--lang", "en").out
    assert "Выводы по темам" in audit(save(sound)).out


def test_the_choices_of_the_command_are_those_of_its_parts() -> None:
    assert [*EngineName] == [*EngineChoice]
    assert [*FailOnWhat] == [*FailOn]
    assert set(Language) == set(LANGUAGES)
    assert (guard.COMMAND_LINE, guard.REFUSED, guard.OPEN) == (
        ExitCode.COMMAND_LINE,
        ExitCode.REFUSED,
        ExitCode.OPEN,
    )
    assert {f"{name}.schema.json" for name in SchemaName} <= {
        file.name for file in schemas_folder().iterdir()
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["", *COMMANDS, "rules list", "rules prove"])
def test_every_command_has_help(lang, name, command, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", lang)
    answer = command(*name.split(), "--help")
    assert answer.code == 0
    assert "Usage: ssu-audit" in answer.out


class TestCheck:
    def test_accepts_what_fits(self, command, save, sound) -> None:
        answer = command("check", save(sound))
        assert answer.code == 0
        assert answer.out.startswith("Accepted: ")

    def test_refuses_and_goes_on(self, command, save, sound) -> None:
        answer = command("check", save({}, "a.json"), save(sound, "b.json"))
        assert answer.code == 3
        assert "Accepted" in answer.out
        assert answer.err.count("a.json") == 3

    def test_prints_two_hundred_mistakes_and_counts_the_rest(self, command, save, sound) -> None:
        sound["recipients"] = [{"file_numer": "1"} for _ in range(300)]
        lines = command("check", save(sound)).err.splitlines()
        assert len(lines) == 201
        assert lines[-1] == "100 further mistakes are not printed"


HOSTILE = {
    "empty": b"",
    "a byte order mark": b'\xef\xbb\xbf{"snapshot_version":"1"}',
    "another encoding": '{"a":"б"}'.encode("cp1251"),
    "nesting": b"[" * 100_000,
    "a number without end": b'{"a":' + b"1" * 1_000_000 + b"}",
    "a name twice": b'{"a":1,"a":2}',
    "no number": b'{"a":NaN}',
    "no list of records": b'{"snapshot_version":"1","taken_on":"2026-03-01",'
    b'"institution":{"name":"x","type":"residential"},"recipients":7}',
    "an impossible day": b'{"snapshot_version":"1","taken_on":"2026-02-30",'
    b'"institution":{"name":"x","type":"residential"}}',
    "zeros": bytes(1000),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_hostile_files_get_a_sentence_and_3(name, lang, command, tmp_path) -> None:
    file = tmp_path / "hostile.json"
    file.write_bytes(HOSTILE[name])
    for verb in ("check", "audit"):
        answer = command(
            verb, file, "--lang", lang, *(("--rules", RULES) if verb == "audit" else ())
        )
        assert answer.code == 3
        assert answer.out == ""
        assert answer.err.startswith(str(file))


def test_a_file_that_may_not_be_read_is_refused(command, tmp_path, monkeypatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise PermissionError

    file = tmp_path / "a.json"
    file.write_text("{}")
    command("check", file)  # what the program itself reads late is read before files are forbidden
    monkeypatch.setattr(Path, "open", forbidden)
    answer = command("check", file)
    assert answer.code == 3
    assert "cannot be read" in answer.err


class TestSchemas:
    @pytest.mark.parametrize("name", [*SchemaName])
    def test_every_schema_is_printed_as_it_is(self, name, command) -> None:
        answer = command("schema", name)
        assert answer.code == 0
        assert json.loads(answer.out)["$schema"].endswith("2020-12/schema")

    @pytest.mark.parametrize(
        ("lang", "words"), [("kk", "Ұйым"), ("ru", "Стационар"), ("en", "Residential")]
    )
    def test_the_field_guide_is_readable(self, lang, words, command) -> None:
        answer = command("schema", "--docs", "--lang", lang)
        assert answer.code == 0
        assert words in answer.out
        assert "`file_number`" in answer.out

    def test_an_unknown_name_is_2_with_the_known_ones(self, command) -> None:
        answer = command("schema", "snapshto")
        assert answer.code == 2
        assert "snapshot, pack" in answer.err

    def test_there_is_a_guide_for_the_snapshot_alone(self, command) -> None:
        assert command("schema", "pack", "--docs").code == 2


class TestRules:
    def test_are_listed(self, command) -> None:
        answer = command("rules", "list", "--rules", RULES)
        assert answer.code == 0
        assert "capacity-recorded: The design capacity is recorded (Order No. 1" in answer.out
        assert answer.out.splitlines()[-1] == "7 rules"

    def test_are_listed_by_choice(self, command) -> None:
        answer = command("rules", "list", "--rules", RULES, "--select", "topic:plans")
        assert answer.out.splitlines()[-1] == "2 rules"

    def test_are_shown_as_their_file_has_them(self, command) -> None:
        answer = command("rules", "show", "founder-approves-staff", "--rules", RULES)
        assert answer.code == 0
        assert "duty_of: founder" in answer.out
        assert "premises-are-clean" not in answer.out

    def test_are_explained_in_sentences(self, command) -> None:
        answer = command("explain", "capacity-recorded", "--rules", RULES, "--lang", "ru")
        assert answer.code == 0
        assert "Проектная вместимость записана" in answer.out

    def test_unknown_ones_are_2_with_the_nearest(self, command) -> None:
        for verb in (["rules", "show"], ["explain"]):
            answer = command(*verb, "capacity-recordet", "--rules", RULES)
            assert answer.code == 2
            assert "Did you mean: capacity-recorded?" in answer.err

    def test_are_tested_by_their_examples(self, command) -> None:
        answer = command("rules", "test", "--rules", RULES)
        assert (answer.code, answer.out) == (0, "Examples: 4; failures: 0\n")

    def test_fail_by_their_examples(self, command, tmp_path) -> None:
        command("rules", "export", tmp_path / "rules")
        target = tmp_path / "mine"
        target.mkdir()
        copy_with(RULES, target, "expect: met}", "expect: breached}")
        answer = command("rules", "test", "--rules", target)
        assert answer.code == 3
        assert "Expected: breached. Found: met." in answer.out

    def test_without_examples_prove_nothing(self, command) -> None:
        answer = command(
            "rules", "test", "--rules", RULES, "--select", "rule:founder-approves-staff"
        )
        assert answer.code == 2

    def test_are_held_against_the_provisions(self, command) -> None:
        answer = command("rules", "lint", "--rules", RULES)
        assert answer.code == 3
        assert "Provisions: 2" in answer.out
        assert "founder-approves-staff" in answer.err

    def test_are_proved(self, command) -> None:
        answer = command("rules", "prove", "--rules", RULES, "--select", "rule:capacity-recorded")
        assert answer.code in (0, 3)
        assert "Changes tried: " in answer.out

    def test_are_exported_once(self, command, tmp_path) -> None:
        target = tmp_path / "rules"
        assert command("rules", "export", target).code == 0
        assert (target / "calendar.yaml").is_file()
        assert command("rules", "export", target).code == 2


@pytest.mark.parametrize("arguments", [["rules", "list"], ["schema", "--docs"], ["--help"]])
def test_a_reader_who_stops_reading_a_list_is_no_breach(arguments) -> None:
    rules = ["--rules", str(RULES)] if arguments[0] == "rules" else []
    with subprocess.Popen(
        [sys.executable, "-c", START, *arguments, *rules],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read()
    assert process.returncode in (0, 4)
    assert b"Traceback" not in said


def copy_with(source: Path, target: Path, old: str, new: str) -> None:
    for file in source.rglob("*.yaml"):
        place = target / file.relative_to(source)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("ssu-audit ru", "1", "rules"),
        ("ssu-audit rules pr", "2", "prove"),
        ("ssu-audit x.json --rev", "2", "--reveal"),
        ("ssu-audit --rev", "1", ""),
    ],
)
def test_the_shell_completes(words, place, expected) -> None:
    environment = {
        **os.environ,
        "_SSU_AUDIT_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": place,
    }
    said = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert said.stdout.decode().strip() == expected
    assert b"Traceback" not in said.stderr


def test_no_colour_is_respected() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    assert Style.of(Terminal(), {}).coloured
    assert not Style.of(Terminal(), {"NO_COLOR": "1"}).coloured
    assert Style.of(Terminal(), {"NO_COLOR": ""}).coloured
    assert not Style.of(Terminal(), {"TERM": "dumb"}).coloured
    assert Style.of(io.StringIO(), {}) == Style(80, coloured=False)


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (("audit", "a.json", "--format", "pdf"), list(Format)),
        (("compare", "a.json", "b.json", "--format", "docx"), list(ComparisonFormat)),
        (("clauses", "--format", "html"), list(PlainFormat)),
        (("obligations", "a.json", "--format", "html"), list(PlainFormat)),
        (("verify", "a.json", "b.json", "--format", "html"), list(PlainFormat)),
        (("config", "--format", "html"), list(PlainFormat)),
    ],
)
def test_a_wrong_form_is_answered_with_those_that_the_command_knows(
    words: tuple[str, ...], allowed: list[str], command: Callable[..., Any]
) -> None:
    answer = command(*words)
    assert answer.code == 2
    assert answer.err.endswith(f"--format: {', '.join(allowed)}\n")
