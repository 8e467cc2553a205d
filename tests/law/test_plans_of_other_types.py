"""Plans of semi-residential, home care and temporary stay organisations in whole snapshots.

Both engines judge. The terms that derived words count with are held against those of the packs.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pytest

from checker.auditing.explain import Explainer
from checker.auditing.judging import EngineChoice, judge
from checker.auditing.snapshot import Snapshot
from checker.engine.model import Code
from checker.facts.derived.first_plans import PLAN_TERMS, RENEWAL
from checker.findings import Finding, Verdict
from checker.law import Law, load_law, snapshot_schema
from checker.packs.requirements import Happen

TYPES = ("residential", "semi_residential", "home", "temporary_stay")
"""In the order in which ``PLAN_TERMS`` has them."""
DAYS = {
    "semi_residential": ("2025-12-29", "2026-01-15", "2026-01-20"),
    "home": ("2025-12-29", "2026-01-15", "2026-01-20"),
    "temporary_stay": ("2026-01-14", "2026-01-19", "2026-01-21"),
}
"""An admission, the last day of the first plan, the lenient last day of filling it in."""


@cache
def law() -> Law:
    return load_law()


def rule_of(kind: str, name: str) -> str:
    return f"{kind.replace('_', '-')}-{name}"


def findings(
    kind: str, name: str, stay: dict[str, Any], as_of: str = "2026-03-02"
) -> list[Finding]:
    """What the law says of each subject of one stay, both engines judging."""
    content = {
        "snapshot_version": "1",
        "taken_on": as_of,
        "institution": {"name": "Үміт", "type": kind},
        "recipients": [{"file_number": "17", "birth_date": "1980-05-05", "stays": [stay]}],
    }
    rule = rule_of(kind, name)
    chosen = [one for one in law().program.compiled if one.rule.id == rule]
    assert chosen
    judged = judge(
        Snapshot("one.json", content, ""),
        law(),
        as_of=date.fromisoformat(as_of),
        engine=EngineChoice.BOTH,
        chosen=chosen,
    )
    assert judged.faults == ()
    explainer = Explainer(judged)
    return [
        explainer.finding(compiled, number, Code(code))
        for compiled, codes in zip(judged.compiled, judged.verdicts, strict=True)
        for number, code in enumerate(codes)
    ]


def verdicts(kind: str, name: str, stay: dict[str, Any], as_of: str = "2026-03-02") -> list[str]:
    return [str(found.verdict) for found in findings(kind, name, stay, as_of)]


def stay(admitted_on: str, *plans: dict[str, Any], **more: Any) -> dict[str, Any]:
    known: dict[str, Any] = {"discharged_on": None, "absences": []}
    return {"admitted_on": admitted_on, "plans": list(plans)} | known | more


def after(day: str) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + 1).isoformat()


def test_the_terms_stand_in_the_order_of_the_types_of_institution() -> None:
    institution = snapshot_schema()["properties"]["institution"]["properties"]
    assert tuple(institution["type"]["enum"]) == TYPES
    assert len(PLAN_TERMS) == len(TYPES)


@pytest.mark.parametrize("place", range(len(TYPES)))
def test_derived_words_count_with_the_terms_of_the_packs(place: int) -> None:
    rules = {one.id: one for one in law().pack.rules}
    wanted = {
        "first-plan-developed": (PLAN_TERMS[place].develop, None),
        "plan-filled-in": (PLAN_TERMS[place].fill, PLAN_TERMS[place].fill),
        "next-plan-developed": (RENEWAL, None),
    }
    for name, (strict, lenient) in wanted.items():
        for edition in rules[rule_of(TYPES[place], name)].editions:
            assert isinstance(edition.must, Happen)
            assert (edition.must.within, edition.must.lenient_within) == (strict, lenient)


@pytest.mark.parametrize("kind", DAYS)
def test_the_first_plan_is_due_on_the_last_day_of_the_term_of_its_type(kind: str) -> None:
    admitted, last, _ = DAYS[kind]
    (due,) = findings(kind, "first-plan-developed", stay(admitted), last)
    assert due.verdict is Verdict.NOT_DUE
    assert due.computed is not None
    assert due.computed.due_on == date.fromisoformat(last)
    assert verdicts(kind, "first-plan-developed", stay(admitted), after(last)) == ["breached"]
    in_time = stay(admitted, {"developed_on": last})
    assert verdicts(kind, "first-plan-developed", in_time) == ["met"]


@pytest.mark.parametrize("kind", DAYS)
def test_a_plan_is_filled_in_at_the_latest_as_if_developed_on_its_last_day(kind: str) -> None:
    admitted, _, last = DAYS[kind]
    one = {"developed_on": after(admitted), "filled_on": None}
    (running,) = findings(kind, "plan-filled-in", stay(admitted, one), last)
    assert running.verdict is Verdict.NOT_DUE
    assert running.computed is not None
    assert running.computed.lenient_on == date.fromisoformat(last)
    assert verdicts(kind, "plan-filled-in", stay(admitted, one), after(last)) == ["breached"]


@pytest.mark.parametrize("kind", DAYS)
def test_the_content_of_a_plan_is_due_when_it_is_to_be_filled_in(kind: str) -> None:
    admitted, _, last = DAYS[kind]
    one: dict[str, Any] = {"developed_on": after(admitted), "filled_on": None, "activities": []}
    assert verdicts(kind, "plan-has-activities", stay(admitted, one), last) == ["not_due"]
    assert verdicts(kind, "plan-has-activities", stay(admitted, one), after(last)) == ["breached"]


@pytest.mark.parametrize("kind", DAYS)
def test_each_plan_of_a_chain_is_followed_by_the_next(kind: str) -> None:
    """17 September 2025 was a Wednesday; 19 January 2026 was the Monday after a Friday."""
    chain = (
        {"developed_on": "2025-03-17", "valid_from": "2025-03-17", "valid_to": "2025-09-16"},
        {"developed_on": "2025-09-17", "valid_from": "2025-09-17", "valid_to": "2026-01-16"},
        {"developed_on": "2026-01-20", "valid_from": "2026-01-20", "valid_to": "2026-07-19"},
    )
    found = verdicts(kind, "next-plan-developed", stay("2025-03-10", *chain))
    assert found == ["met", "breached", "not_due"]


@pytest.mark.parametrize(
    ("kind", "expected"), [("home", "breached"), ("temporary_stay", "undetermined")]
)
def test_of_a_wording_that_came_later_nobody_is_accused(kind: str, expected: str) -> None:
    """The paragraph on temporary stay was changed earlier than those on the other types."""
    present = {"home": "2025-02-06", "temporary_stay": "2024-11-09"}
    assert verdicts(kind, "first-plan-developed", stay(present[kind])) == [expected]


@pytest.mark.parametrize(
    ("mode", "day_stay", "temporary"),
    [("permanent", "met", "not_applicable"), ("temporary", "not_applicable", "undetermined")],
)
def test_a_semi_residential_plan_has_the_term_of_the_mode_of_stay(
    mode: str, day_stay: str, temporary: str
) -> None:
    """A temporary stay may have been shortened after the plan was made: nobody is accused."""
    year = {"developed_on": "2026-01-12", "valid_from": "2026-01-12", "valid_to": "2027-01-11"}
    here = stay("2026-01-05", year, mode=mode, planned_end_on="2026-07-05")
    assert verdicts("semi_residential", "plan-term", here) == [day_stay]
    assert verdicts("semi_residential", "plan-for-temporary-stay", here) == [temporary]


def test_a_temporary_plan_followed_by_the_next_need_not_cover_the_whole_stay() -> None:
    first = {"developed_on": "2025-12-15", "valid_from": "2025-12-15", "valid_to": "2026-02-16"}
    second = {"developed_on": "2026-02-17", "valid_from": "2026-02-17", "valid_to": "2026-06-01"}
    here = stay("2025-12-08", first, second, mode="temporary", planned_end_on="2026-06-05")
    found = verdicts("semi_residential", "plan-for-whole-temporary-stay", here)
    assert found == ["not_applicable", "breached"]


@pytest.mark.parametrize(
    ("kind", "signed", "expected"),
    [
        ("semi_residential", ["psychologist", "medical_specialist"], "met"),
        ("temporary_stay", ["psychologist", "medical_specialist"], "met"),
        ("home", ["psychologist", "medical_specialist"], "undetermined"),
        ("home", ["social_work_consultant"], "met"),
        ("semi_residential", ["social_work_consultant"], "breached"),
    ],
)
def test_the_lines_of_the_form_are_signed_according_to_the_type(
    kind: str, signed: list[str], expected: str
) -> None:
    signatures = ["social_work_specialist", "specialist", *signed]
    plan = {"developed_on": "2026-01-15", "filled_on": "2026-01-16", "signatures": signatures}
    assert verdicts(kind, "plan-signatures", stay("2026-01-14", plan)) == [expected]
