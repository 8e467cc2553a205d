"""The samples of the guide for policy staff are valid, and their examples come true."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from checker.facts.derived import derived_words
from checker.law import load_law
from checker.places import rules_folder
from checker.proof.examples import Laboratory, run_examples
from checker.source.mistakes import Refused

ACT = "order-230-2023"
CHAPTER = "chapter-2-residential"
_BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)

BLOCKS = _BLOCK.findall((rules_folder() / "README.md").read_text(encoding="utf-8"))
PACKS = [block for block in BLOCKS if block.startswith("topic:")]
EDITIONS = [block for block in BLOCKS if block.startswith("editions:")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A rules folder with the act, amended as the guide says, and without its packs."""
    carried = rules_folder()
    act = tmp_path / ACT
    (act / CHAPTER).mkdir(parents=True)
    shutil.copy(carried / "calendar.yaml", tmp_path)
    shutil.copy(carried / "parameters.yaml", tmp_path)
    shutil.copy(carried / ACT / "readings.yaml", act)
    content = yaml.safe_load((carried / ACT / "act.yaml").read_bytes())
    for block in EDITIONS:
        content["editions"] |= yaml.safe_load(block)["editions"]
    text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    (act / "act.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def put(pack: str, folder: Path) -> None:
    (folder / ACT / CHAPTER / "sample.yaml").write_text(pack, encoding="utf-8")


def failures(folder: Path) -> tuple[int, list[str]]:
    law = load_law(folder)
    computed = {name: one.computed for name, one in derived_words().items()}
    laboratory = Laboratory(
        law.vocabulary, computed | dict(law.program.computed), law.calendar, law.pack.parameters
    )
    count, failed = run_examples(law.program.compiled, laboratory)
    return count, [f"{one.example.case}: {one.verdict}" for one in failed]


def test_every_sample_is_a_pack_or_a_list_of_editions() -> None:
    assert PACKS
    assert EDITIONS
    assert len(BLOCKS) == len(PACKS) + len(EDITIONS)


@pytest.mark.parametrize("pack", PACKS, ids=range(1, len(PACKS) + 1))
def test_a_sample_pack_is_read_and_its_examples_come_true(pack: str, folder: Path) -> None:
    put(pack, folder)
    count, failed = failures(folder)
    assert failed == []
    assert count > 2


@pytest.mark.parametrize("pack", PACKS, ids=range(1, len(PACKS) + 1))
def test_a_sample_names_provisions_that_the_law_has(pack: str, folder: Path) -> None:
    ids = (
        (Path(__file__).parent / "ids-order-230-chapters-1-2.txt")
        .read_text(encoding="utf-8")
        .split()
    )
    put(pack, folder)
    for rule in load_law(folder).pack.rules:
        assert set(rule.all_provisions()) <= set(ids), rule.id


def test_a_slip_in_a_sample_would_be_noticed(folder: Path) -> None:
    put(PACKS[0].replace("monitoring.entered_on", "monitoring.entred_on"), folder)
    with pytest.raises(Refused, match=r"monitoring\.entered_on"):
        load_law(folder)


def test_another_term_in_a_sample_would_be_noticed(folder: Path) -> None:
    put(PACKS[0].replace("within: 1 working day", "within: 2 working days"), folder)
    assert failures(folder)[1] != []
