"""The table packs say what a second, independent transcription of the law says."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from checker.facts.derived import derived_words
from checker.law import Law, load_law
from checker.packs.model import Pack, Rule
from checker.packs.requirements import StaffNorm
from checker.places import rules_folder
from checker.proof.examples import Laboratory
from checker.proof.mutants import mutants_of
from checker.proof.prove import prove
from checker.proof.second_reading import (
    FILE,
    Difference,
    SecondReadings,
    compare,
    compare_file,
    differences,
    of_pack,
    of_reading,
    rules_of_table,
    table_of_file,
)
from checker.texts import LANGUAGES

ACT = "order-230-2023"
STAFF = f"appendix-1-residential-staff/{FILE}"
EQUIPMENT = f"appendix-10-equipment/{FILE}"
TEMPORARY_STAY = "appendix-8-temporary-stay-staff"
TABLES = {
    STAFF: 62,
    f"appendix-6-semi-residential-staff/{FILE}": 61,
    f"appendix-7-home-staff/{FILE}": 5,
    f"{TEMPORARY_STAY}/{FILE}": 40,
    f"{TEMPORARY_STAY}/second-reading-app8a.csv": 4,
    f"{TEMPORARY_STAY}/second-reading-app8b.csv": 4,
    f"{TEMPORARY_STAY}/second-reading-app8c.csv": 11,
    EQUIPMENT: 318,
}
"""Every second reading, with its number of lines."""
Lines = list[dict[str, str]]
EQUIVALENT = ["residential-staff-rows-lost-in-the-text: since original"]
"""Always undetermined, whichever edition is in force."""


@pytest.fixture(scope="module")
def law() -> Law:
    return load_law()


@pytest.fixture(scope="module")
def pack(law: Law) -> Pack:
    return law.pack


def rules_of(pack: Pack, table: str) -> list[Rule]:
    return rules_of_table(pack.rules, table_of_file(rules_folder() / ACT / table))


def lines_of(table: str) -> Lines:
    with (rules_folder() / ACT / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def written(lines: Lines, folder: Path) -> Path:
    file = folder / FILE
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return file


def test_the_packs_agree_with_the_second_reading(pack: Pack) -> None:
    assert compare(pack, rules_folder()) == ()


def test_every_table_has_one() -> None:
    act = rules_folder() / ACT
    files = {str(file.relative_to(act)) for file in act.glob("*/second-reading*.csv")}
    assert files == set(TABLES)
    assert {table: len(lines_of(table)) for table in TABLES} == TABLES


def test_every_rule_with_staff_rows_belongs_to_one(pack: Pack) -> None:
    read = {rule.id for table in TABLES for rule in rules_of(pack, table)}
    rows = {rule.id for rule in pack.rules for row in rule.rows if isinstance(row.must, StaffNorm)}
    assert rows <= read


def changed(column: str, cell: str) -> str:
    """Another value that the law could have had here."""
    if column.endswith("digits"):
        return "1" if cell in ("", "2", "1 2", "1 2 3 4 5 6 7", "1 2 3 4", "3 4", "1 3") else ""
    if column.endswith("mark"):
        return {"": "*", "*": "**"}.get(cell, "*")
    if cell in ("yes", "no"):
        return "no" if cell == "yes" else "yes"
    return {"none": "1", "1": "2", "": "1"}.get(cell, cell + "0")


def changed_mark(line: dict[str, str]) -> str | None:
    """A mark with another effect; none where the room's own mark already makes it the weakest."""
    if line["room_mark"] == "*" and line["item_mark"] == "":
        return None if line["room_recommended"] == "yes" else "**"
    return changed("item_mark", line["item_mark"])


def mutants(lines: Lines) -> Iterator[tuple[Lines, str]]:
    for place, line in enumerate(lines):
        for column, cell in line.items():
            other = changed_mark(line) if column == "item_mark" else changed(column, cell)
            if other is not None:
                mutant = [*lines[:place], {**line, column: other}, *lines[place + 1 :]]
                yield mutant, f"{place} {column}"


@pytest.mark.parametrize("table", TABLES)
def test_every_single_changed_cell_is_noticed(pack: Pack, table: str) -> None:
    rules, lines = rules_of(pack, table), lines_of(table)
    ours = of_pack(rules, lines)
    unnoticed = [
        what
        for mutant, what in mutants(lines)
        if not differences(FILE, ours, of_reading(rules, mutant))
    ]
    assert unnoticed == []


def test_only_the_marks_on_the_recommended_playground_change_nothing() -> None:
    equivalent = [line["room"] for line in lines_of(EQUIPMENT) if changed_mark(line) is None]
    assert equivalent == ["21"] * 6


@pytest.mark.parametrize("table", TABLES)
def test_a_line_left_out_is_noticed(pack: Pack, table: str, tmp_path: Path) -> None:
    lines = lines_of(table)
    found = compare_file(rules_of(pack, table), written(lines[:-1], tmp_path), FILE)
    assert [difference for difference in found if not difference.reading]


def test_a_row_left_out_of_the_pack_is_noticed(pack: Pack) -> None:
    rules = [
        replace(rule, rows=rule.rows[:-1]) if rule.id == "residential-medical-staff" else rule
        for rule in pack.rules
    ]
    found = compare(replace(pack, rules=tuple(rules)), rules_folder())
    assert [difference.row for difference in found if not difference.pack] == ["59"]


def test_every_change_of_a_row_that_no_example_notices_is_noticed_here(law: Law) -> None:
    rules = [rule for table in TABLES for rule in rules_of(law.pack, table)]
    laboratory = Laboratory(
        law.vocabulary,
        {name: one.computed for name, one in derived_words().items()} | dict(law.program.computed),
        law.calendar,
        law.pack.parameters,
    )
    survivors = {survivor.name for survivor in prove(rules, law.pack.acts, laboratory).survivors}
    readings = SecondReadings(law.pack, rules_folder())
    unnoticed = [
        mutant.name
        for rule in rules
        for mutant in mutants_of(rule, law.vocabulary)
        if mutant.name in survivors and not readings.notices(mutant.rule)
    ]
    assert sorted(unnoticed) == EQUIVALENT


def test_an_unchanged_rule_is_not_contradicted(law: Law) -> None:
    readings = SecondReadings(law.pack, rules_folder())
    assert not any(readings.notices(rule) for rule in law.pack.rules)


def test_a_difference_is_said_in_three_languages() -> None:
    for difference in (
        Difference("f", "8/1", "minimum", "1", "2"),
        Difference("f", "8/1", "", "8/1", ""),
        Difference("f", "8/1", "", "", "8/1"),
    ):
        for lang in LANGUAGES:
            assert "8/1" in difference.say(lang)
