"""The house keeps its budgets: small modules and functions, no clock, one catalogue of sentences."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = sorted((ROOT / "checker").rglob("*.py"))
CODE = [
    *PROGRAM,
    *sorted((ROOT / "fixtures").rglob("*.py")),
    *sorted((ROOT / "tests").rglob("*.py")),
]
TEXTS = ROOT / "checker" / "texts"
LONGEST_MODULE = 300
LONGEST_FUNCTION = 50
LONGEST_TEST_MODULE = 500
VAGUE = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "core", "base"}
CLOCKS = {
    ("date", "today"),
    ("datetime", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "strftime"),
}
TIMED = {"tests/benchmarks"}
"""Folders that may look at the clock, for they measure."""


def named(file: Path) -> str:
    return str(file.relative_to(ROOT))


def lines_of(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), named(file))


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_no_module_is_longer_than_a_reader_can_hold() -> None:
    longest = {
        named(file): lines_of(file)
        for file in CODE
        if lines_of(file) > (LONGEST_TEST_MODULE if "tests/" in named(file) else LONGEST_MODULE)
    }
    assert longest == {}


def test_no_function_is_longer_than_a_page() -> None:
    longest = {
        f"{named(file)}:{node.name}": node.end_lineno - node.lineno + 1
        for file in CODE
        for node in functions(file)
        if node.end_lineno is not None and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert longest == {}


def test_half_of_the_programs_functions_are_shorter_than_a_dozen_lines() -> None:
    lengths = sorted(
        node.end_lineno - node.lineno + 1
        for file in PROGRAM
        for node in functions(file)
        if node.end_lineno is not None
    )
    assert lengths[len(lengths) // 2] <= 12


def test_every_module_says_in_its_name_what_it_is_about() -> None:
    vague = [named(file) for file in CODE if VAGUE & {file.stem, file.parent.name}]
    assert vague == []


def test_every_module_of_the_program_begins_by_saying_what_it_is() -> None:
    assert [named(file) for file in PROGRAM if not ast.get_docstring(tree_of(file))] == []


def test_nobody_asks_the_clock() -> None:
    asked = [
        f"{named(file)}:{node.lineno}"
        for file in CODE
        if not any(named(file).startswith(folder) for folder in TIMED)
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and (node.func.value.id, node.func.attr) in CLOCKS
    ]
    assert asked == []


def test_no_module_of_the_program_leaves_work_undone() -> None:
    undone = [
        f"{named(file)}:{number}"
        for file in PROGRAM
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"\b(TODO|FIXME|XXX)\b", line)
    ]
    assert undone == []
