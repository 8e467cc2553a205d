"""Columns of facts: what is known, recorded as none, or not recorded, on the day of the audit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from checker.calendar.working_days import WorkingCalendar
from checker.facts.columns import Computed, Context, each
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.values import Partial, Value, is_none

TAKEN = date(2026, 3, 2)


def tables(
    document: dict[str, Any], calendar: WorkingCalendar, as_of: date = TAKEN, **computed: Computed
) -> FactTables:
    words = vocabulary()
    context = Context(as_of.toordinal(), TAKEN.toordinal(), calendar)
    whole = {"institution": {"type": "residential"}} | document
    return FactTables(gather(whole, words, context.as_of), words, computed, context)


def column(found: FactTables, name: str) -> list[Value]:
    return list(found.table(name.partition(".")[0]).columns[name])


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def test_a_value_is_known_recorded_as_none_or_not_recorded(calendar: WorkingCalendar) -> None:
    found = tables(
        {
            "recipients": [
                {"stays": [{"discharged_on": "2026-01-05"}]},
                {"stays": [{"discharged_on": None}]},
                {"stays": [{}]},
            ]
        },
        calendar,
    )
    known, none, missing = column(found, "stay.discharged_on")
    assert known == day("2026-01-05")
    assert is_none(none)
    assert missing is None


def test_an_event_after_the_audit_day_has_not_happened_yet(calendar: WorkingCalendar) -> None:
    stays = [{"admitted_on": "2025-01-01", "discharged_on": "2026-02-10"}]
    found = tables({"recipients": [{"stays": stays}]}, calendar, date(2026, 2, 9))
    assert is_none(column(found, "stay.discharged_on")[0])
    later = tables({"recipients": [{"stays": stays}]}, calendar, date(2026, 2, 10))
    assert column(later, "stay.discharged_on") == [day("2026-02-10")]


def test_a_planned_day_stays_known_when_it_lies_ahead(calendar: WorkingCalendar) -> None:
    stays = [{"admitted_on": "2026-01-01", "planned_end_on": "2026-12-01"}]
    found = tables({"recipients": [{"stays": stays}]}, calendar)
    assert column(found, "stay.planned_end_on") == [day("2026-12-01")]


def test_a_record_of_a_later_day_is_left_out(calendar: WorkingCalendar) -> None:
    stays = [{"admitted_on": "2026-01-01"}, {"admitted_on": "2026-02-20"}]
    document = {"recipients": [{"file_number": "A", "stays": stays}]}
    found = tables(document, calendar, date(2026, 2, 19))
    assert column(found, "stay.admitted_on") == [day("2026-01-01")]


def test_an_undated_state_is_known_only_for_the_snapshots_own_day(
    calendar: WorkingCalendar,
) -> None:
    document = {"institution": {"type": "residential", "recipients_count": 20}}
    assert column(tables(document, calendar), "institution.recipients_count") == [20]
    earlier = tables(document, calendar, date(2026, 3, 1))
    assert column(earlier, "institution.recipients_count") == [None]
    assert column(earlier, "institution.type") == [1]


def test_a_list_that_is_not_recorded_stands_as_one_subject_of_unknown_facts(
    calendar: WorkingCalendar,
) -> None:
    found = tables({"recipients": [{"file_number": "A"}]}, calendar)
    assert found.size("stay") == 1
    assert column(found, "stay.admitted_on") == [None]
    assert found.size("plan") == 1


@pytest.mark.parametrize("nothing", [None, []])
def test_an_empty_list_has_no_subjects(nothing: Any, calendar: WorkingCalendar) -> None:
    found = tables({"recipients": [{"file_number": "A", "stays": nothing}]}, calendar)
    assert found.size("stay") == 0


def test_each_gathers_the_values_of_the_subjects_own_records(calendar: WorkingCalendar) -> None:
    document = {
        "recipients": [
            {"stays": [{"admitted_on": "2025-01-01"}, {"admitted_on": "2025-06-01"}]},
            {"stays": []},
            {},
            {"stays": [{"admitted_on": "2025-03-01"}], "stays_partial": True},
        ]
    }
    both, empty, absent, partial = tables(document, calendar).each("recipient", "stay.admitted_on")
    assert both == (day("2025-01-01"), day("2025-06-01"))
    assert empty == ()
    assert absent is None
    assert isinstance(partial, Partial)


def test_values_of_deeper_records_are_known_only_where_every_list_is(
    calendar: WorkingCalendar,
) -> None:
    plan = {"developed_on": "2025-02-01"}
    document = {
        "recipients": [
            {"stays": [{"plans": [plan]}, {"plans": []}]},
            {"stays": [{"plans": [plan]}, {}]},
        ]
    }
    known, open_ = tables(document, calendar).each("recipient", "plan.developed_on")
    assert known == (day("2025-02-01"),)
    assert open_ is None


def test_a_set_that_is_declared_incomplete_denies_nothing(calendar: WorkingCalendar) -> None:
    zones = {"zones_covered": ["perimeter"], "zones_covered_partial": True}
    document = {"institution": {"type": "residential", "surveillance": zones}}
    assert column(tables(document, calendar), "institution.surveillance.zones_covered") == [-2]


def test_a_subject_inherits_the_facts_of_what_it_belongs_to(calendar: WorkingCalendar) -> None:
    document = {
        "recipients": [
            {"category": "elderly", "stays": [{}, {}]},
            {"category": "persons_with_disabilities", "stays": [{}]},
        ]
    }
    found = tables(document, calendar)
    first, second, third = found.table("stay").columns["recipient.category"]
    assert first == second != third


def test_a_computed_column_takes_its_inputs_in_order(calendar: WorkingCalendar) -> None:
    def stays(context: Context, admitted: tuple[Value, ...] | None) -> Value:
        return None if admitted is None else len(admitted)

    count = Computed("recipient.count", "recipient", (each("stay.admitted_on"),), stays)
    document = {"recipients": [{"stays": [{}, {}]}, {}]}
    found = tables(document, calendar, **{"recipient.count": count})
    assert column(found, "recipient.count") == [2, None]
