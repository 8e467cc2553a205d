"""What pipelines use: the hooks, the action, the job to extend, and the samples that show them."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.cli.app import build
from checker.cli.settings import KEYS, variable
from checker.cli.settings_file import read_settings

ROOT = Path(__file__).parents[2]
SECTION = "## In a pipeline"
FILES = (ROOT / "action.yml", ROOT / ".pre-commit-hooks.yaml", ROOT / ".gitlab" / "ssu-audit.yml")
BASH = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]
"""As the runner of the action calls it."""


@pytest.fixture(scope="module")
def samples() -> dict[str, list[str]]:
    """The blocks of code of the documentation's section, by their language."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert SECTION in text, f"README.md has no section “{SECTION}”"
    section = re.split(r"^## ", text.partition(SECTION)[2], flags=re.MULTILINE)[0]
    found: dict[str, list[str]] = {}
    for language, code in re.findall(r"^```(\w+)\n(.*?)^```$", section, re.MULTILINE | re.DOTALL):
        found.setdefault(language, []).append(code)
    return found


@dataclass(frozen=True)
class Checkout:
    """A working folder with the fixtures, and the program at the places where it is called."""

    folder: Path

    def run(self, script: str, **environment: str) -> subprocess.CompletedProcess[str]:
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        kept = {name: one for name, one in os.environ.items() if not name.startswith("SSU_AUDIT")}
        return subprocess.run(
            [*BASH, script],
            cwd=self.folder,
            env={**kept, "PATH": path, "LC_ALL": "C.UTF-8", **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    start = f"import sys; sys.path.insert(0, {str(ROOT)!r}); from checker.cli.start import main"
    program = (
        f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c {shlex.quote(start + "; main()")} "$@"\n'
    )
    for place in ("bin", "ssu-audit/bin", ".ssu-audit/bin"):
        file = tmp_path / place / "ssu-audit"
        file.parent.mkdir(parents=True)
        file.write_text(program, encoding="utf-8")
        file.chmod(0o755)
    return Checkout(tmp_path)


def parsed(code: str) -> Any:
    return yaml.safe_load(code)


def sample_with(samples: Mapping[str, list[str]], word: str) -> Any:
    (found,) = (parsed(code) for code in samples["yaml"] if word in code)
    return found


class TestFlags:
    def test_every_flag_exists(self, samples: dict[str, list[str]]) -> None:
        commands = build("en").commands
        flags = {
            name: {option for one in command.params for option in one.opts}
            for name, command in commands.items()
            if not hasattr(command, "commands")
        }
        told = [file.read_text(encoding="utf-8") for file in FILES]
        told += [code for codes in samples.values() for code in codes]
        calls = 0
        for text in told:
            joined = text.replace("\\\n", " ").replace("\n      --", " --")
            for call in re.findall(r"ssu-audit\"? (?=[a-z$\"])[^\n|]*", joined):
                words = call.split()[1:]
                name = words[0] if words[0] in commands else "audit"
                used = {word for word in words if word.startswith("--")}
                assert used <= flags[name] | {"--help"}, call
                calls += 1
        assert calls >= 5

    def test_every_variable_is_one_that_is_read(self) -> None:
        known = {variable(key) for key in KEYS} | {"SSU_AUDIT_CONFIG"}
        for file in FILES:
            assert set(re.findall(r"SSU_AUDIT_\w+", file.read_text(encoding="utf-8"))) <= known

    def test_the_sample_of_settings_is_read(
        self, samples: dict[str, list[str]], tmp_path: Path
    ) -> None:
        (code,) = samples["toml"]
        file = tmp_path / "ssu-audit.toml"
        file.write_text(code, encoding="utf-8")
        assert read_settings(file).values["fail_on"] == "breach"


def test_the_sample_of_the_documentation_runs_as_written(
    samples: dict[str, list[str]], checkout: Checkout
) -> None:
    (code,) = samples["sh"]
    done = checkout.run(code)
    assert done.returncode == 0, done.stderr
    names = set(re.findall(r"--output (\S+)", code))
    assert names == {file.name for file in checkout.folder.glob("report.*")}


class TestAction:
    @pytest.fixture
    def action(self) -> dict[str, Any]:
        content: dict[str, Any] = parsed(FILES[0].read_text(encoding="utf-8"))
        return content

    @pytest.fixture
    def run(
        self, action: dict[str, Any], checkout: Checkout
    ) -> Callable[[Mapping[str, str]], tuple[int, str, dict[str, str]]]:
        """Run the step that audits: its code, what it says, and its outputs."""

        def call(given: Mapping[str, str]) -> tuple[int, str, dict[str, str]]:
            assert set(given) <= set(action["inputs"])
            inputs = {
                name: given.get(name, one.get("default", ""))
                for name, one in action["inputs"].items()
            }
            step = next(one for one in action["runs"]["steps"] if one.get("id") == "audit")
            environment = {
                name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda one: inputs[one[1]], value)
                for name, value in step["env"].items()
            }
            outputs = checkout.folder / "outputs"
            done = checkout.run(
                step["run"],
                RUNNER_TEMP=str(checkout.folder),
                GITHUB_OUTPUT=str(outputs),
                GITHUB_STEP_SUMMARY=str(checkout.folder / "summary.md"),
                **environment,
            )
            told = outputs.read_text(encoding="utf-8").splitlines()
            return done.returncode, done.stdout, dict(line.split("=", 1) for line in told)

        return call

    def test_the_sample_of_the_documentation_passes(
        self, samples: dict[str, list[str]], run: Any, action: dict[str, Any], checkout: Checkout
    ) -> None:
        (job,) = sample_with(samples, "runs-on")["jobs"].values()
        steps = {one.get("id"): one for one in job["steps"]}
        code, _, outputs = run(steps["audit"]["with"])
        assert code == 0
        assert set(outputs) == set(action["outputs"])
        used = re.findall(r"steps\.audit\.outputs\.(\w+)", json.dumps(job))
        assert used
        assert all((checkout.folder / outputs[name]).is_file() for name in used)
        assert (checkout.folder / "summary.md").stat().st_size > 0

    def test_a_breach_fails_the_step_and_leaves_reports_and_annotations(
        self, run: Any, checkout: Checkout
    ) -> None:
        code, said, outputs = run(
            {
                "snapshots": "fixtures/institutions/home-sound.json\n"
                "fixtures/institutions/home-faulty.json\n",
                "arguments": "--engine\nplain\n",
            }
        )
        assert (code, outputs["code"]) == (1, "1")
        assert "::error file=fixtures/institutions/home-faulty.json" in said
        report = json.loads((checkout.folder / outputs["json"]).read_text(encoding="utf-8"))
        assert len(report["parts"]) == 2

    def test_what_is_refused_fails_with_its_code(self, run: Any) -> None:
        code, _, outputs = run({"snapshots": "fixtures/hostile/empty.json"})
        assert (code, outputs["code"]) == (3, "3")

    def test_inputs_reach_the_script_as_variables_only(self, action: dict[str, Any]) -> None:
        assert all("${{" not in step["run"] for step in action["runs"]["steps"])

    def test_the_program_is_installed_from_the_action_itself(self, action: dict[str, Any]) -> None:
        install = action["runs"]["steps"][0]["run"]
        assert '"$GITHUB_ACTION_PATH"' in install
        assert subprocess.run([*BASH, f"set -n\n{install}"], check=False).returncode == 0


class TestJob:
    @pytest.fixture
    def template(self) -> dict[str, Any]:
        content: dict[str, Any] = parsed(FILES[2].read_text(encoding="utf-8"))
        return content

    def test_the_sample_of_the_documentation_passes(
        self, samples: dict[str, list[str]], template: dict[str, Any], checkout: Checkout
    ) -> None:
        sample = sample_with(samples, "extends")
        assert (ROOT / sample["include"][0]["file"].lstrip("/")) == FILES[2]
        job = template[sample["audit"]["extends"]]
        given = sample["audit"]["variables"]
        assert set(given) <= set(job["variables"])
        done = checkout.run("\n".join(job["script"]), **{**job["variables"], **given})
        assert done.returncode == 0, done.stderr
        reports = job["artifacts"]["reports"]
        issues = json.loads((checkout.folder / reports["codequality"]).read_text("utf-8"))
        assert isinstance(issues, list)
        assert (checkout.folder / reports["junit"]).read_text("utf-8").startswith("<?xml")
        assert all((checkout.folder / one).is_file() for one in job["artifacts"]["paths"])

    def test_nothing_is_installed_by_a_name_that_nobody_gave(
        self, template: dict[str, Any], checkout: Checkout
    ) -> None:
        job = template[".ssu-audit"]
        done = checkout.run(job["before_script"][0], **job["variables"])
        assert done.returncode != 0
        assert "AUDIT_PACKAGE" in done.stderr


class TestHooks:
    @pytest.fixture
    def hooks(self) -> dict[str, dict[str, Any]]:
        return {one["id"]: one for one in parsed(FILES[1].read_text(encoding="utf-8"))}

    def test_the_sample_of_the_documentation_passes(
        self,
        samples: dict[str, list[str]],
        hooks: dict[str, dict[str, Any]],
        checkout: Checkout,
    ) -> None:
        (used,) = sample_with(samples, "hooks:")["repos"][0]["hooks"]
        files = [
            name
            for file in sorted((ROOT / "fixtures" / "institutions").glob("home-*.json"))
            if re.search(used["files"], name := file.relative_to(ROOT).as_posix())
        ]
        words = [*shlex.split(hooks[used["id"]]["entry"]), *used["args"], *files]
        done = checkout.run(shlex.join(words))
        assert files
        assert done.returncode == 0, done.stderr

    def test_each_hook_runs_a_command_on_json_files(self, hooks: dict[str, dict[str, Any]]) -> None:
        commands = build("en").commands
        for hook in hooks.values():
            program, command = hook["entry"].split()
            assert program == "ssu-audit"
            assert command in commands
            assert hook["types"] == ["json"]
            assert hook["language"] == "python"

    def test_the_lesser_hook_validates_alone(
        self, hooks: dict[str, dict[str, Any]], checkout: Checkout
    ) -> None:
        entry = hooks["ssu-audit-check"]["entry"]
        assert checkout.run(f"{entry} fixtures/institutions/home-faulty.json").returncode == 0
        assert checkout.run(f"{entry} fixtures/hostile/empty.json").returncode == 3
