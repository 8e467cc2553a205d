"""What applies to an institution, what does not and which condition fails, what nobody can tell."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from checker.auditing.obligations import Obligation, State, obligations
from checker.auditing.selection import choose, parse_selection
from checker.auditing.snapshot import Snapshot
from checker.engine.model import Code
from checker.law import Law
from checker.packs.requirements import Compare, Group

from .invented import HOUSES, judged, sound
from .small import NOT_RECORDED, institution


def asked(document: dict[str, Any], law: Law, rule: str, as_of: date | None = None) -> Obligation:
    """How one rule stands to an institution."""
    snapshot = Snapshot("house.json", document, "")
    found = obligations(snapshot, law, as_of=as_of).listed
    (one,) = [each for each in found if each.compiled.rule.id == rule]
    return one


def blamed(one: Obligation) -> list[tuple[str, bool, int]]:
    """The facts that are blamed, whether they hold, for how many subjects."""
    return [
        (condition.fact if isinstance(condition, Compare) else condition.how, holds, number)
        for (condition, holds), number in one.failing
    ]


def test_what_has_no_condition_applies(later_law: Law) -> None:
    one = asked(institution(), later_law, "stay-contract-in-time")
    assert (one.state, one.subjects) == (State.APPLIES, {"applies": 1})


def test_of_all_conditions_those_are_blamed_that_fail(later_law: Law) -> None:
    document = institution(sector="non_state", has_library=True)
    one = asked(document, later_law, "pool-of-state-house")
    assert one.state is State.DOES_NOT_APPLY
    assert blamed(one) == [("institution.sector", False, 1)]


def test_of_alternatives_all_are_blamed_together(later_law: Law) -> None:
    document = institution(has_library=False, library_books=0)
    one = asked(document, later_law, "pool-of-state-house")
    (((condition, holds), number),) = one.failing
    assert isinstance(condition, Group)
    assert (condition.how, len(condition.parts), holds, number) == ("any", 2, False, 1)


def test_what_must_not_be_is_blamed_for_holding(later_law: Law) -> None:
    one = asked(institution(), later_law, "pharmacy-without-pool")
    assert blamed(one) == [("institution.premises.has_pool", True, 1)]


def test_where_facts_are_missing_it_cannot_be_told(later_law: Law) -> None:
    document = institution(has_pool=NOT_RECORDED, sector=None)
    one = asked(document, later_law, "pharmacy-without-pool")
    assert one.state is State.OPEN
    assert dict(one.missing) == {"institution.premises.has_pool": 1, "institution.sector": 1}


def test_a_list_that_is_not_recorded_leaves_open_for_whom_it_applies(later_law: Law) -> None:
    document = institution()
    del document["recipients"]
    one = asked(document, later_law, "stay-contract-in-time")
    assert (one.state, one.subjects) == (State.OPEN, {"open": 1})
    assert dict(one.missing) == {"institution.recipients": 1}


def test_where_there_is_nobody_it_applies_to_nobody(later_law: Law) -> None:
    one = asked(institution() | {"recipients": []}, later_law, "stay-contract-in-time")
    assert (one.state, one.subjects) == (State.NO_SUBJECTS, {})


def test_subjects_are_counted_by_how_it_stands_to_them(later_law: Law) -> None:
    document = institution()
    days = ("1950-01-01", "2015-01-01", "2016-01-01", None)
    document["recipients"] = [
        {"file_number": f"{place}/2026", "stays": [], **({"birth_date": day} if day else {})}
        for place, day in enumerate(days)
    ]
    one = asked(document, later_law, "grown-up-is-male")
    assert one.state is State.APPLIES
    assert one.subjects == {"applies": 1, "does_not_apply": 2, "open": 1}
    assert blamed(one) == [("recipient.age_on_audit_day", False, 2)]
    assert dict(one.missing) == {"recipient.birth_date": 1}


@pytest.mark.parametrize(
    ("as_of", "state", "coming"),
    [
        (date(2026, 5, 31), State.NOT_YET, ("coming",)),
        (date(2026, 6, 1), State.APPLIES, ()),
        (date(2026, 7, 1), State.APPLIES, ()),
    ],
)
def test_an_edition_applies_from_its_first_day(
    as_of: date, state: State, coming: tuple[str, ...], later_law: Law
) -> None:
    one = asked(institution(), later_law, "lift-from-june", as_of)
    assert (one.state, one.coming) == (state, coming)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [(date(2024, 12, 31), State.APPLIES), (date(2025, 1, 1), State.REPEALED)],
)
def test_a_repealed_act_applies_to_its_last_day(as_of: date, state: State, later_law: Law) -> None:
    assert asked(institution(), later_law, "old-library", as_of).state is state


def test_a_chapter_of_another_type_does_not_bind(later_law: Law) -> None:
    one = asked(institution(kind="home"), later_law, "grown-up-without-seizures")
    assert one.state is State.NOT_BINDING


def test_a_chapter_without_rules_is_named(later_law: Law) -> None:
    snapshot = Snapshot("house.json", institution(kind="home"), "")
    assert obligations(snapshot, later_law).unwritten == ("order-3/chapter-4-home",)
    chosen = choose(parse_selection(["act:order-3"]), later_law)
    assert obligations(snapshot, later_law, chosen=chosen).unwritten == ()


def test_every_rule_and_row_of_every_act_is_listed_once(law: Law) -> None:
    document = sound(HOUSES[0])
    found = obligations(Snapshot("house.json", document, ""), law)
    assert [one.compiled for one in found.listed] == list(law.program.compiled)


def test_what_applies_to_nobody_is_judged_not_applicable_to_everybody(law: Law) -> None:
    """Two ways to the same answer: the conditions looked at one by one, and the engine."""
    document = sound(HOUSES[0])
    found = obligations(Snapshot("house.json", document, ""), law)
    verdicts = judged(document, law)
    codes = dict(zip(map(id, verdicts.compiled), verdicts.verdicts, strict=True))
    for one in found.listed:
        if one.state in (State.DOES_NOT_APPLY, State.NOT_YET, State.REPEALED):
            assert set(codes.get(id(one.compiled), b"")) <= {Code.NOT_APPLICABLE}
        if one.state is State.NO_SUBJECTS:
            assert codes[id(one.compiled)] == b""
        if one.state is State.APPLIES:
            counted = Counter(codes[id(one.compiled)])
            elsewhere = sum(one.subjects.values()) - one.subjects["applies"]
            assert counted.total() - one.subjects["applies"] == elsewhere
