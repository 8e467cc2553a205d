"""Running the command as a user would."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from checker.cli.start import run

ROOT = Path(__file__).parents[2]
RULES = ROOT / "tests" / "data" / "rules"


@dataclass(frozen=True)
class Answer:
    """What a run of the command gave."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests read English unless they ask for another language."""
    for name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def command(capfd: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run the command in this process."""

    def call(*arguments: object) -> Answer:
        code = run([str(one) for one in arguments])
        said = capfd.readouterr()
        return Answer(code, said.out, said.err)

    return call


@pytest.fixture
def audit(command: Callable[..., Answer]) -> Callable[..., Answer]:
    """Run an audit by the small rules folder and the plain engine."""

    def call(*arguments: object) -> Answer:
        return command(*arguments, "--rules", RULES, "--engine", "plain")

    return call


@pytest.fixture
def sound() -> dict[str, Any]:
    """An institution in which nothing mandatory is breached or open."""
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-01",
        "institution": {
            "name": "«Үміт» орталығы",
            "type": "residential",
            "design_capacity": 50,
            "recipients_count": 1,
        },
        "recipients": [
            {
                "file_number": "7/2025",
                "category": "elderly",
                "sex": "male",
                "birth_date": "1950-02-03",
                "contraindications": [],
                "stays": [
                    {
                        "number": "1",
                        "admitted_on": "2025-12-29",
                        "contract": {"signed_on": "2026-01-05"},
                    }
                ],
            }
        ],
    }


@pytest.fixture
def breaching(sound: dict[str, Any]) -> dict[str, Any]:
    """The same with a mandatory breach."""
    sound["institution"]["design_capacity"] = 5
    return sound


@pytest.fixture
def unrecorded() -> dict[str, Any]:
    """An institution of which next to nothing is recorded."""
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-01",
        "institution": {"name": "X", "type": "residential"},
    }


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write a document to a file."""

    def write(document: object, name: str = "institution.json") -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
        return file

    return write
