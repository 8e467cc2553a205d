"""No part of a rules folder is left unread without a word."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
RULES = Path(__file__).parents[1] / "data" / "rules"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A rules folder to be changed."""
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


@pytest.fixture
def listed(command: Run, rules: Path) -> Callable[[], Any]:
    """List the rules."""
    return lambda: command("rules", "list", "--rules", rules)


def test_an_act_without_its_page_is_refused_and_not_forgotten(rules: Path, listed: Run) -> None:
    assert listed().code == 0
    shutil.copytree(rules / "order-1", rules / "order-2")
    (rules / "order-2" / "act.yaml").rename(rules / "order-2" / "act.yml")
    answer = listed()
    assert answer.code == 3
    assert answer.err.startswith("order-2: This folder holds packs and no act.yaml")


@pytest.mark.parametrize(
    "place",
    [
        "order-1/chapter-1-general/new.yml",
        "order-1/new.yaml",
        "order-1/chapter-1-general/deeper/new.yaml",
        "order-1/chapter-1-general/deeper/act.yaml",
        "order-1/clauses.yml",
    ],
)
def test_a_pack_that_nobody_would_read_is_refused(place: str, rules: Path, listed: Run) -> None:
    file = rules / place
    file.parent.mkdir(exist_ok=True)
    shutil.copy(rules / "order-1" / "chapter-1-general" / "general.yaml", file)
    answer = listed()
    assert answer.code == 3
    assert answer.err.startswith(f"{place}: This file is read by nobody.")


@pytest.mark.parametrize("place", [".hidden/x/pack.yaml", "README.md", "order-1/notes.csv"])
def test_other_files_beside_the_packs_disturb_nobody(place: str, rules: Path, listed: Run) -> None:
    (rules / place).parent.mkdir(parents=True, exist_ok=True)
    (rules / place).write_text("a: 1\n")
    assert listed().code == 0


def test_a_link_to_nowhere_is_a_mistake_of_the_folder(rules: Path, listed: Run) -> None:
    (rules / "order-1" / "chapter-1-general" / "new.yaml").symlink_to(rules / "nowhere.yaml")
    answer = listed()
    assert answer.code == 3
    assert answer.err == "order-1/chapter-1-general/new.yaml: There is no such file.\n"
