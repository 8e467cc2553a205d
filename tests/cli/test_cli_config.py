"""``ssu-audit.toml``, the variables of the environment, and which of them counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.cli.app import build
from checker.cli.settings import KEYS, NEVER_SET, key_of, settable, variable
from checker.places import schemas_folder

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]
RULES = ROOT / "tests" / "data" / "rules"
OWN = ("files", "config", *NEVER_SET, "help")
"""Parameters of an audit that nothing but its command line sets."""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def configured(place: Path) -> Callable[..., Path]:
    """Write a file with settings."""

    def write(*lines: str, name: str = "ssu-audit.toml") -> Path:
        file = place / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8")
        return file

    return write


@pytest.fixture
def settings(command: Run) -> Callable[..., dict[str, dict[str, Any]]]:
    """What ``config`` shows, by name."""
    schema = json.loads((schemas_folder() / "settings.schema.json").read_text("utf-8"))

    def call(*arguments: object) -> dict[str, dict[str, Any]]:
        answer = command("config", "--format", "json", *arguments)
        assert answer.code == 0, answer.err
        document = json.loads(answer.out)
        Draft202012Validator(schema).validate(document)
        return {one["name"]: one for one in document["settings"]}

    return call


def test_each_option_of_an_audit_can_be_set_but_for_those_that_reveal() -> None:
    audit = build("en").commands["audit"]
    options = {
        key_of(next((name for name in parameter.opts if name.startswith("--")), parameter.name))
        for parameter in audit.params
    }
    assert options - set(OWN) == set(KEYS) == set(settable(audit))


class TestOrigin:
    def test_the_option_goes_before_the_environment_and_that_before_the_file(
        self, configured: Run, settings: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert settings()["engine"] == {
            "name": "engine", "value": "both", "origin": "default", "place": None,
        }  # fmt: skip
        configured('engine = "plain"')
        assert settings()["engine"]["value"] == "plain"
        assert settings()["engine"]["place"] == "ssu-audit.toml:1"
        monkeypatch.setenv("SSU_AUDIT_ENGINE", "durable")
        assert settings()["engine"]["value"] == "durable"
        assert settings()["engine"]["place"] == "SSU_AUDIT_ENGINE"
        given = settings("--", "--engine", "both")["engine"]
        assert (given["value"], given["origin"]) == ("both", "option")

    def test_every_setting_can_be_set_by_the_file(self, configured: Run, settings: Run) -> None:
        configured(
            "as_of = 2026-03-01", 'lang = "kk"', 'format = "jsonl"', 'output = ["a.json", "b.md"]',
            'select = "severity:violation"', 'fail_on = "breach"', 'engine = "plain"',
            'rules = "law"', "all = true", 'pseudonymise = "key"', 'attest = ["seen.xlsx"]',
            'waivers = "waivers.yaml"', 'baseline = "known.json"', "set = true",
            'horizon = "6m"', 'calendar = "days.ics"',
        )  # fmt: skip
        shown = settings()
        assert {one["origin"] for one in shown.values()} == {"file"}
        assert shown["as_of"]["value"] == "2026-03-01"
        assert shown["output"]["value"] == ["a.json", "b.md"]
        assert shown["waivers"]["value"] == ["waivers.yaml"]
        assert [one["place"] for one in shown.values() if one["name"] == "lang"] == [
            "ssu-audit.toml:2"
        ]

    @pytest.mark.parametrize(
        ("key", "given", "value"),
        [
            ("as_of", "2026-03-01", "2026-03-01"),
            ("lang", "kk", "kk"),
            ("format", "sarif", "sarif"),
            ("select", "severity:violation", ["severity:violation"]),
            ("fail_on", "breach", "breach"),
            ("rules", "law", "law"),
            ("all", "1", True),
            ("set", "true", True),
            ("attest", "seen.xlsx", ["seen.xlsx"]),
            ("horizon", "6m", "6m"),
        ],
    )
    def test_every_setting_can_be_set_by_its_variable(
        self,
        key: str,
        given: str,
        value: object,
        settings: Run,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setenv(variable(key), given)
        found = settings()[key]
        assert found == {
            "name": key, "value": value, "origin": "environment", "place": variable(key),
        }  # fmt: skip

    def test_the_text_says_the_same(self, configured: Run, command: Run) -> None:
        configured('fail_on = "breach"')
        lines = command("config").out.splitlines()
        assert len(lines) == len(KEYS)
        assert any(
            line.split() == ["fail_on", '"breach"', "file", "ssu-audit.toml:1"] for line in lines
        )

    def test_what_is_personal_is_not_to_be_had_by_a_variable(
        self, command: Run, save: Run, sound: dict[str, Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = save(sound)
        options = (file, "--rules", RULES, "--engine", "plain", "--all")
        before = command(*options).out
        monkeypatch.setenv("SSU_AUDIT_REVEAL", "1")
        assert command(*options).out == before


class TestAudit:
    def test_an_audit_follows_the_file(
        self, configured: Run, command: Run, save: Run, sound: dict[str, Any], place: Path
    ) -> None:
        configured(f'rules = "{RULES}"', 'engine = "plain"', 'lang = "ru"', 'output = "out.md"')
        assert command(save(sound)).code == 0
        assert "Выводы" in (place / "out.md").read_text(encoding="utf-8")

    def test_paths_are_relative_to_the_file(
        self, configured: Run, command: Run, save: Run, sound: dict[str, Any], place: Path
    ) -> None:
        named = configured('output = "out.json"', name="ci/audit.toml")
        options = ("--rules", RULES, "--engine", "plain", "--config", named)
        assert command(save(sound), *options).code == 0
        assert (place / "ci" / "out.json").is_file()

    def test_the_variable_names_a_file_as_the_option_does(
        self, configured: Run, settings: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        configured('fail_on = "breach"', name="named.toml")
        assert settings()["fail_on"]["origin"] == "default"
        monkeypatch.setenv("SSU_AUDIT_CONFIG", "named.toml")
        assert settings()["fail_on"]["place"] == "named.toml:1"
        configured("", name="other.toml")
        assert settings("--config", "other.toml")["fail_on"]["origin"] == "default"
        assert settings("--config=other.toml")["fail_on"]["origin"] == "default"

    def test_other_commands_follow_its_language_and_rules(
        self, configured: Run, command: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        configured(f'rules = "{RULES}"', 'lang = "ru"', 'select = "rule:no-such"')
        listed = command("rules", "list")
        assert listed.code == 0
        assert "capacity-recorded" in listed.out
        assert "7 правил" in listed.out
        monkeypatch.setenv("SSU_AUDIT_LANG", "en")
        assert "7 rules" in command("rules", "list").out

    def test_help_is_in_the_language_of_the_file(self, configured: Run, command: Run) -> None:
        configured('lang = "ru"')
        assert "Показать каждую настройку" in command("config", "--help").out


class TestRefused:
    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ('fial_on = "breach"', "Did you mean: fail_on?"),
            ('fail-on = "breach"', "Did you mean: fail_on?"),
            ("zzzzzzzz = 1", "The settings are: as_of, lang,"),
            ("reveal = true", "personal data"),
            ('lang = "de"', "kk, ru, en"),
            ("lang = 1", "kk, ru, en"),
            ('fail_on = "Breach"', "breach, undetermined"),
            ('as_of = "2026-03-01"', "as_of = 2026-03-01"),
            ("as_of = 2026-03-01T10:00:00", "as_of = 2026-03-01"),
            ('all = "yes"', "true or false"),
            ("rules = 1", "one text"),
            ('rules = " "', "one text"),
            ("attest = [1]", "several in brackets"),
            ("attest = []", "several in brackets"),
            ('[fail_on]\na = "b"', "breach, undetermined"),
        ],
    )
    def test_a_mistake_is_told_with_its_place(
        self, line: str, said: str, configured: Run, command: Run
    ) -> None:
        configured("# settings", line)
        answer = command("config")
        assert answer.code == 3
        assert answer.err.startswith("ssu-audit.toml:2:1: ")
        assert said in answer.err

    def test_all_mistakes_are_told_at_once_in_the_order_of_the_lines(
        self, configured: Run, command: Run, save: Run, sound: dict[str, Any]
    ) -> None:
        configured("reveal = true", "all = 1", 'lang = "x"')
        answer = command(save(sound))
        assert answer.code == 3
        places = [line.split(" ")[0] for line in answer.err.splitlines()]
        assert places == [f"ssu-audit.toml:{line}:1:" for line in (1, 2, 3)]

    @pytest.mark.parametrize("lang", ["kk", "ru", "en"])
    def test_what_is_no_toml_is_told_with_its_place(
        self, lang: str, configured: Run, command: Run
    ) -> None:
        configured('lang = "en"', "fail_on = breach")
        answer = command("config", "--lang", lang)
        assert answer.code == 3
        assert answer.err.startswith("ssu-audit.toml:2:")
        assert "TOML" in answer.err

    def test_a_number_without_end_is_no_fault_of_the_program(
        self, configured: Run, command: Run
    ) -> None:
        configured("horizon = " + "9" * 5000)
        answer = command("config")
        assert answer.code == 3
        assert answer.err.startswith("ssu-audit.toml: ")

    def test_a_file_that_is_named_must_be_there(self, command: Run) -> None:
        answer = command("config", "--config", "absent.toml")
        assert answer.code == 3
        assert answer.err.startswith("absent.toml: ")

    def test_an_empty_file_sets_nothing(self, configured: Run, settings: Run) -> None:
        configured("")
        assert {one["origin"] for one in settings().values()} == {"default"}

    def test_a_wrong_variable_is_named(self, command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SSU_AUDIT_FAIL_ON", "never")
        answer = command("config")
        assert answer.code == 2
        assert "SSU_AUDIT_FAIL_ON" in answer.err
        assert "breach, undetermined" in answer.err

    def test_mistakes_keep_nobody_from_help(self, configured: Run, command: Run) -> None:
        configured("reveal = true")
        assert command("audit", "--help").code == 0
        assert command("--version").code == 0
