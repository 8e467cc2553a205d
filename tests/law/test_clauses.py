"""Every provision of the law stands exactly once among the clauses."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker.places import rules_folder

HERE = Path(__file__).resolve().parent
INVENTORY = "inventory/order-230-chapters-1-2.yaml"
CHAPTERS = "ids-chapters-1-2.txt"
LISTS = (CHAPTERS, "ids-appendices-1-10.txt")
RESERVED = {"230/7/lost-indent"}
"""Places where the text has lost something: the inventory, made from the text, lists them not."""
UNREASONED = {"by program", "in part", "by inspector", "not yet encoded"}


def law_folder() -> Path:
    return Path(os.environ.get("SSU_AUDIT_LAW") or HERE.parents[2] / "shared" / "law")


def listed(name: str) -> list[str]:
    return (HERE / name).read_text(encoding="utf-8").split()


def entries() -> list[tuple[str, dict[str, Any]]]:
    """The entries as they stand in the file: a mapping would hide a double."""
    file = rules_folder() / "order-230-2023" / "clauses.yaml"
    loader = yaml.SafeLoader(file.read_text(encoding="utf-8"))
    (_, clauses), *rest = loader.get_single_node().value
    assert not rest
    return [
        (loader.construct_object(key, deep=True), loader.construct_object(value, deep=True))
        for key, value in clauses.value
    ]


@pytest.fixture(scope="module")
def inventory() -> list[str]:
    file = law_folder() / INVENTORY
    if not file.is_file():
        pytest.skip(f"no inventory of provisions at hand ({INVENTORY}; set SSU_AUDIT_LAW)")
    content = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    return [entry["id"] for entry in content["provisions"]]


@pytest.fixture(scope="module")
def times() -> Counter[str]:
    return Counter(name for name, _ in entries())


def test_every_provision_of_the_inventory_stands_exactly_once(
    inventory: list[str], times: Counter[str]
) -> None:
    assert {name: times[name] for name in inventory if times[name] != 1} == {}


def test_the_committed_list_is_the_inventory_and_the_reserved_ids(inventory: list[str]) -> None:
    assert sorted(listed(CHAPTERS)) == sorted([*inventory, *RESERVED])


@pytest.mark.parametrize("name", LISTS)
def test_every_committed_id_stands_exactly_once(name: str, times: Counter[str]) -> None:
    ids = listed(name)
    assert len(set(ids)) == len(ids)
    assert {one: times[one] for one in ids if times[one] != 1} == {}


def test_the_rows_of_the_first_appendix_leave_no_number_out() -> None:
    ids = listed(LISTS[1])
    rows = [name for name in ids if name.startswith("app1/row")]
    numbers = (*range(1, 36), None, *range(47, 73))
    assert rows == [f"app1/row-{one}" if one else "app1/rows-36-46" for one in numbers]


def test_the_tenth_appendix_numbers_its_rooms_and_their_items_without_gaps() -> None:
    items: dict[int, list[int]] = {}
    for name in listed(LISTS[1]):
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


def test_nothing_is_left_to_be_encoded() -> None:
    ids = {one for name in LISTS for one in listed(name)}
    statuses = {name: entry["status"] for name, entry in entries() if name in ids}
    assert [name for name, status in statuses.items() if status == "not yet encoded"] == []


def test_the_lost_indent_is_owned_to_be_missing() -> None:
    statuses = {name: entry["status"] for name, entry in entries()}
    assert {statuses[name] for name in RESERVED} == {"text missing"}
