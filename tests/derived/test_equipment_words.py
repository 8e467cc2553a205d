"""Derived words of the equipment table."""

from __future__ import annotations

import pytest

from checker.facts.columns import Context
from checker.facts.derived import equipment
from checker.law import vocabulary
from checker.values import NONE, Partial, Value

CONTEXT: Context = None  # type: ignore[assignment]


def served(*names: str) -> int:
    return sum(1 << equipment.CATEGORIES.index(name) for name in names)


def digits(*names: str) -> int:
    return sum(1 << list(equipment.DIGITS).index(name) for name in names)


def of_type(name: str) -> int:
    return equipment.TYPES.index(name) + 1


def test_the_choices_stand_where_the_words_have_them() -> None:
    words = vocabulary().words
    assert words["institution.type"].choices == equipment.TYPES
    assert words["institution.categories_served"].choices == equipment.CATEGORIES
    assert words["equipment.item"].choices[equipment.READING_TABLE - 1] == "reading_table"


@pytest.mark.parametrize(
    ("kind", "category", "digit"),
    [
        ("residential", "children_psychoneurological", "children_psychoneurological"),
        ("semi_residential", "children_musculoskeletal", "children_musculoskeletal"),
        ("residential", "adults_psychoneurological", "adults_psychoneurological"),
        ("residential", "persons_with_disabilities", "elderly_and_disabled"),
        ("semi_residential", "elderly", "elderly_and_disabled"),
        ("temporary_stay", "temporary_no_fixed_residence", "no_fixed_residence"),
        ("temporary_stay", "temporary_trafficking_victim", "trafficking_victims"),
        ("temporary_stay", "temporary_domestic_violence_victim", "domestic_violence_victims"),
    ],
)
def test_each_category_has_its_digit(kind: str, category: str, digit: str) -> None:
    found = equipment.equipment_categories(CONTEXT, of_type(kind), served(category))
    assert found == digits(digit)


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        ("temporary_stay", "temporary_released_or_probation"),
        ("temporary_stay", "elderly"),
        ("residential", "temporary_no_fixed_residence"),
        ("home", "elderly"),
    ],
)
def test_some_have_none(kind: str, category: str) -> None:
    assert equipment.equipment_categories(CONTEXT, of_type(kind), served(category)) == 0


def test_several_categories_have_several_digits() -> None:
    both = served("elderly", "persons_with_disabilities", "children_musculoskeletal")
    found = equipment.equipment_categories(CONTEXT, of_type("residential"), both)
    assert found == digits("elderly_and_disabled", "children_musculoskeletal")


def test_an_open_list_of_categories_stays_open() -> None:
    found = equipment.equipment_categories(CONTEXT, of_type("residential"), -1 - served("elderly"))
    assert found == -1 - digits("elderly_and_disabled")


def test_what_is_not_recorded_gives_nothing() -> None:
    assert equipment.equipment_categories(CONTEXT, None, served("elderly")) is None
    assert equipment.equipment_categories(CONTEXT, of_type("residential"), None) is None
    assert equipment.equipment_categories(CONTEXT, of_type("residential"), NONE) == 0


def test_every_room_counts_once() -> None:
    assert equipment.room_itself(CONTEXT) == 1


@pytest.mark.parametrize(
    ("specialists", "recipients", "expected"),
    [(1, 3, 4), (NONE, 3, 3), (1, NONE, 1), (None, 3, None), (1, None, None)],
)
def test_specialists_and_recipients_add_up(
    specialists: Value, recipients: Value, expected: Value
) -> None:
    assert equipment.specialists_and_recipients(CONTEXT, specialists, recipients) == expected


def test_reading_tables_are_counted_by_quantity() -> None:
    table = equipment.READING_TABLE
    assert equipment.reading_tables(CONTEXT, (table, 3), (4, None)) == 4
    assert equipment.reading_tables(CONTEXT, (table,), (NONE,)) == 0
    assert equipment.reading_tables(CONTEXT, (), ()) == 0
    assert equipment.reading_tables(CONTEXT, (table,), (None,)) is None
    assert equipment.reading_tables(CONTEXT, (None,), (4,)) is None
    assert equipment.reading_tables(CONTEXT, Partial((table,)), Partial((4,))) is None
    assert equipment.reading_tables(CONTEXT, None, None) is None
