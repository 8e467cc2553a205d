"""Every provision of the law stands exactly once among the clauses."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.places import rules_folder

HERE = Path(__file__).resolve().parent
INVENTORIES = {
    "ids-order-230-chapters-1-2.txt": ("order-230-chapters-1-2.yaml", "provisions"),
    "ids-order-230-chapters-3-5.txt": ("order-230-chapters-3-5.yaml", "entries"),
    "ids-registers-and-older-edition.txt": (
        "registers-forms-and-older-edition.yaml",
        "provisions",
    ),
}
"""The committed lists of ids, each with the inventory that it follows."""
TABLES = "ids-order-230-appendices.txt"
DATA = "ids-data-checks.txt"
LISTS = (*INVENTORIES, TABLES, DATA)
RESERVED = {"230/7/lost-indent", "230/26/lost-indent", "21/9.3-lost-indent"}
"""Places where the text has lost something: the inventory, made from the text, lists them not."""
UNREASONED = {"by program", "in part", "by inspector", "not yet encoded"}
STAFF_TABLES = {"app6": 61, "app7": 5, "app8": 40, "app8a": 4, "app8b": 4, "app8c": 11}


def law_folder() -> Path:
    return Path(os.environ.get("SSU_AUDIT_LAW") or HERE.parents[2] / "shared" / "law")


def listed(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").split()


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of all acts as they stand in the files: a mapping would hide a double."""
    for file in sorted(rules_folder().glob("*/clauses.yaml")):
        loader = yaml.CSafeLoader(file.read_text(encoding="utf-8"))
        (_, clauses), *rest = loader.get_single_node().value
        assert not rest
        for key, value in clauses.value:
            name = loader.construct_object(key, deep=True)
            yield name, loader.construct_object(value, deep=True)


@pytest.fixture(scope="module")
def statuses() -> dict[str, str]:
    return {name: entry["status"] for name, entry in entries()}


@pytest.fixture(scope="module")
def times() -> Counter[str]:
    return Counter(name for name, _ in entries())


@pytest.fixture(scope="module", params=INVENTORIES.items(), ids=lambda one: one[0])
def inventory(request: pytest.FixtureRequest) -> tuple[str, list[str]]:
    """The name of a committed list, and the ids of its inventory."""
    ids, (name, part) = request.param
    file = law_folder() / "inventory" / name
    if not file.is_file():
        pytest.skip(f"no inventory of provisions at hand ({name}; set SSU_AUDIT_LAW)")
    content = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return ids, [entry["id"] for entry in content[part]]


def test_every_provision_of_the_inventory_stands_exactly_once(
    inventory: tuple[str, list[str]], times: Counter[str]
) -> None:
    _, ids = inventory
    assert {name: times[name] for name in ids if times[name] != 1} == {}


def test_the_committed_list_is_the_inventory_and_the_reserved_ids(
    inventory: tuple[str, list[str]],
) -> None:
    name, ids = inventory
    own = listed(name)
    assert sorted(own) == sorted([*ids, *(RESERVED & set(own))])


def test_the_inventories_hold_a_thousand_and_seventeen_provisions() -> None:
    ids = {one for name in INVENTORIES for one in listed(name)}
    assert len(ids - RESERVED) == 1017


@pytest.mark.parametrize("name", LISTS)
def test_every_committed_id_stands_exactly_once(name: str, times: Counter[str]) -> None:
    ids = listed(name)
    assert len(set(ids)) == len(ids)
    assert {one: times[one] for one in ids if times[one] != 1} == {}


def test_nothing_else_stands_among_the_clauses(times: Counter[str]) -> None:
    ids = {one for name in LISTS for one in listed(name)}
    assert set(times) - ids == set()


def test_the_rows_of_the_first_appendix_leave_no_number_out() -> None:
    rows = [name for name in listed(TABLES) if name.startswith("app1/row")]
    numbers = (*range(1, 36), None, *range(47, 73))
    assert rows == [f"app1/row-{one}" if one else "app1/rows-36-46" for one in numbers]


@pytest.mark.parametrize("table", STAFF_TABLES)
def test_the_other_staff_tables_number_their_rows_without_gaps(table: str) -> None:
    rows = [name for name in listed(TABLES) if name.startswith(f"{table}/row-")]
    assert rows == [f"{table}/row-{one}" for one in range(1, STAFF_TABLES[table] + 1)]


def test_the_tenth_appendix_numbers_its_rooms_and_their_items_without_gaps() -> None:
    items: dict[int, list[int]] = {}
    for name in listed(TABLES):
        parts = name.split("/")
        if parts[0] == "app10" and parts[1].startswith("room-"):
            found = items.setdefault(int(parts[1].removeprefix("room-")), [])
            found.extend(int(part.removeprefix("item-")) for part in parts[2:])
    assert list(items) == list(range(1, 36))
    for room, numbers in items.items():
        assert numbers == list(range(1, len(numbers) + 1)), room


def test_what_no_rule_carries_says_why_in_three_languages() -> None:
    for name, entry in entries():
        if entry["status"] in UNREASONED:
            assert "why" not in entry, name
        else:
            assert set(entry["why"]) == {"kk", "ru", "en"}, name


def test_nothing_is_left_to_be_encoded(statuses: dict[str, str]) -> None:
    assert [name for name, status in statuses.items() if status == "not yet encoded"] == []


def test_the_lost_indents_are_owned_to_be_missing(statuses: dict[str, str]) -> None:
    assert {statuses[name] for name in RESERVED} == {"text missing"}
