"""The law that the program carries, and a small law whose verdicts are known by heart."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from checker.auditing.judging import Fault, Judged
from checker.law import Law, load_law

from .small import audited, institution


@pytest.fixture(scope="session")
def law() -> Law:
    """The law that the program carries."""
    return load_law()


@pytest.fixture(scope="session")
def small_law() -> Law:
    """A dozen invented rules, one for each way in which a verdict counts."""
    return load_law(Path(__file__).parent / "rules")


@pytest.fixture(scope="session")
def later_law() -> Law:
    """Rules that come with a later edition, that follow a birthday, that are repealed."""
    return load_law(Path(__file__).parent / "later_rules")


@pytest.fixture
def faulty_judgement(small_law: Law) -> Judged:
    """A judgement of a sound institution during which the program failed once."""
    result = audited(institution(), small_law).judged
    return replace(result, faults=(Fault("has-lift", None, "institution", "it failed"),))
