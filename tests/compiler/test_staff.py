"""Rows of the staff tables: both sides of every limit, substitutions, what is not recorded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from checker.calendar.terms import State
from checker.calendar.working_days import WorkingCalendar
from checker.compiler.conditions import Columns
from checker.compiler.staff import staff_amounts, staff_column
from checker.facts.columns import Context
from checker.facts.derived import derived_words
from checker.facts.records import gather
from checker.facts.table import FactTables
from checker.law import vocabulary
from checker.packs.requirements import StaffCell, StaffNorm

DAY = date(2026, 3, 2).toordinal()
PEOPLE = "institution.recipients_count"
BANDS = (
    StaffCell(0, 50, Decimal(0)),
    StaffCell(51, 100, Decimal("0.5")),
    StaffCell(101, 150, Decimal(1), doubtful=True),
    StaffCell(151, 200, unknown="model"),
    StaffCell(250, None, Decimal(1)),
)
ECONOMIST = StaffNorm("economist", PEOPLE, BANDS)
SEVERE = "institution.load.severely_ill_needing_individual_care"
PER_SIX = StaffNorm(
    "care_orderly_palliative", PEOPLE, (StaffCell(0, None, Decimal(1), Decimal(6), SEVERE),)
)
LOST = StaffNorm("other", PEOPLE, (StaffCell(0, None, unknown="missing"),))
ONE = (StaffCell(0, None, Decimal(1)),)
HEAD = StaffNorm("director", PEOPLE, ONE, titles=("head_of_unit",))
IN_PERSON = StaffNorm("accountant", PEOPLE, ONE, substitutions=False)


def line(position: str | None, units: float | None = None, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"position": position} if position else {}
    return found | ({} if units is None else {"units": units}) | more


@pytest.fixture
def judged(calendar: WorkingCalendar) -> Any:
    def judge(
        form: StaffNorm,
        positions: list[dict[str, Any]] | None = None,
        *,
        people: int | None = 60,
        substitutions: bool | None = False,
        load: dict[str, Any] | None = None,
        **document: Any,
    ) -> tuple[Any, tuple[Decimal | None, Decimal | None]]:
        institution: dict[str, Any] = {"type": "residential", "load": load or {}}
        if people is not None:
            institution["recipients_count"] = people
        if substitutions is not None:
            institution["staff_schedule"] = {"substitutions_exist": substitutions}
        document |= {"institution": institution}
        if positions is not None:
            document["positions"] = positions
        words = vocabulary()
        columns = Columns(words)
        name = staff_column(form, "institution", "row", columns)
        computed = {name: one.computed for name, one in derived_words().items()}
        tables = FactTables(
            gather(document, words, DAY),
            words,
            computed | columns.computed,
            Context(DAY, DAY, calendar),
        )
        amounts = staff_amounts(form, tables, "institution", 0, words)
        return tables.table("institution").columns[name][0], amounts

    return judge


@pytest.mark.parametrize(
    ("people", "units", "expected"),
    [
        (50, 0, State.ENDED),
        (51, 0.5, State.KEPT),
        (51, 0.25, State.BREACHED),
        (100, 0.5, State.KEPT),
        (101, 0.5, State.UNCLEAR),
        (101, 1, State.KEPT),
        (151, 9, State.UNCLEAR),
        (201, 9, State.UNCLEAR),
        (250, 0.75, State.BREACHED),
        (10000, 1, State.KEPT),
    ],
)
def test_the_band_of_recipients_decides(
    judged: Any, people: int, units: float, expected: State
) -> None:
    state, _ = judged(ECONOMIST, [line("economist", units)], people=people)
    assert state == expected


def test_lines_of_one_position_add_up(judged: Any) -> None:
    lines = [line("economist", 0.25), line("economist", 0.25), line("accountant", 1)]
    assert judged(ECONOMIST, lines)[0] == State.KEPT


def test_an_empty_schedule_is_short_and_an_absent_one_is_open(judged: Any) -> None:
    assert judged(ECONOMIST, [])[0] == State.BREACHED
    assert judged(ECONOMIST, None)[0] is None


def test_a_partial_schedule_is_never_short(judged: Any) -> None:
    lines = [line("economist", 0.25)]
    assert judged(ECONOMIST, lines, positions_partial=True)[0] is None
    enough = [line("economist", 0.5)]
    assert judged(ECONOMIST, enough, positions_partial=True)[0] == State.KEPT


@pytest.mark.parametrize("unknown", [line("economist"), line(None, 1)])
def test_a_line_that_is_not_fully_recorded_leaves_it_open(judged: Any, unknown: Any) -> None:
    assert judged(ECONOMIST, [unknown])[0] is None


def test_a_line_outside_the_tables_is_nobody_of_the_norm(judged: Any) -> None:
    assert judged(ECONOMIST, [{"position": None, "units": 3}])[0] == State.BREACHED


def test_the_number_of_recipients_must_be_recorded(judged: Any) -> None:
    assert judged(ECONOMIST, [line("economist", 5)], people=None)[0] is None


def test_a_norm_lost_in_the_text_is_unclear_whatever_is_recorded(judged: Any) -> None:
    assert judged(LOST, [], people=None)[0] == State.UNCLEAR


def test_substitutions_within_the_wage_fund_count(judged: Any) -> None:
    lines = [line("accountant", 1, replaces="economist", replacing_units=0.5)]
    assert judged(ECONOMIST, lines, substitutions=True)[0] == State.KEPT
    lines[0]["replacing_units"] = 0.25
    assert judged(ECONOMIST, lines, substitutions=True)[0] == State.BREACHED


@pytest.mark.parametrize("recorded", [None, True])
def test_substitutions_that_nobody_recorded_leave_a_shortfall_open(
    judged: Any, recorded: bool | None
) -> None:
    assert judged(ECONOMIST, [line("accountant", 1)], substitutions=recorded)[0] is None


def test_no_substitutions_make_a_shortfall_a_breach(judged: Any) -> None:
    assert judged(ECONOMIST, [line("accountant", 1)])[0] == State.BREACHED


def test_a_substitution_for_somebody_else_does_not_help(judged: Any) -> None:
    lines = [line("accountant", 1, replaces="lawyer", replacing_units=0.5)]
    assert judged(ECONOMIST, lines, substitutions=True)[0] == State.BREACHED


@pytest.mark.parametrize(
    ("severe", "units", "expected"),
    [
        (0, 0, State.ENDED),
        (5, 0, State.UNCLEAR),
        (6, 1, State.KEPT),
        (6, 0.75, State.BREACHED),
        (7, 1, State.UNCLEAR),
        (7, 1.25, State.KEPT),
        (11, 0.99, State.BREACHED),
        (12, 1.75, State.BREACHED),
        (12, 2, State.KEPT),
        (None, 9, None),
    ],
)
def test_shares_of_a_group_accuse_nobody(
    judged: Any, severe: int | None, units: float, expected: State | None
) -> None:
    load = {} if severe is None else {"severely_ill_needing_individual_care": severe}
    state, _ = judged(PER_SIX, [line("care_orderly_palliative", units)], load=load)
    assert state == expected


def test_recorded_as_none_counts_as_nobody(judged: Any) -> None:
    load = {"severely_ill_needing_individual_care": None}
    assert judged(PER_SIX, [], load=load)[0] == State.ENDED


def test_the_finding_shows_units_required_and_recorded(judged: Any) -> None:
    lines = [line("economist", 0.25)]
    assert judged(ECONOMIST, lines)[1] == (Decimal("0.5"), Decimal("0.25"))
    load = {"severely_ill_needing_individual_care": 9}
    assert judged(PER_SIX, [], load=load)[1] == (Decimal("1.5"), Decimal(0))


def test_any_position_that_the_row_names_counts(judged: Any) -> None:
    halves = [line("director", 0.5), line("head_of_unit", 0.5)]
    assert judged(HEAD, halves)[0] == State.KEPT
    assert judged(HEAD, [line("head_of_unit", 1)]) == (State.KEPT, (Decimal(1), Decimal(1)))
    assert judged(HEAD, [line("accountant", 1)])[0] == State.BREACHED
    replaced = [line("accountant", 1, replaces="head_of_unit", replacing_units=1)]
    assert judged(HEAD, replaced, substitutions=True)[0] == State.KEPT


def test_where_nobody_may_be_replaced_a_substitution_does_not_count(judged: Any) -> None:
    lines = [line("director", 1, replaces="accountant", replacing_units=1)]
    assert judged(IN_PERSON, lines, substitutions=True) == (
        State.BREACHED,
        (Decimal(1), Decimal(0)),
    )
    for recorded in (None, True):
        assert judged(IN_PERSON, [], substitutions=recorded)[0] == State.BREACHED
    assert judged(IN_PERSON, [line("accountant", 1)], substitutions=None)[0] == State.KEPT
