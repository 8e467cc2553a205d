"""What lies ahead of an audit: plans, licences, graces, quarters, and both sides of every day."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.auditing.attested import attest
from checker.auditing.horizon import Ahead, Change, Horizon, look_ahead
from checker.auditing.identity import editions_on, institution_mark
from checker.auditing.judging import EngineChoice, Judged, judge
from checker.auditing.selection import choose, parse_selection
from checker.auditing.snapshot import Snapshot
from checker.auditing.subjects import pointer_of
from checker.engine.model import Code
from checker.findings import Attestation, Verdict
from checker.law import Law, load_law

from .small import institution

FIXTURES = Path(__file__).parents[2] / "fixtures" / "institutions"
ELDERLY = json.loads((FIXTURES / "residential-elderly-sound.json").read_text(encoding="utf-8"))
TAKEN_ON = date.fromisoformat(ELDERLY["taken_on"])
GRACE_ENDS = date(2027, 12, 31)


@cache
def small() -> Law:
    return load_law(Path(__file__).parent / "rules")


def judged(document: dict[str, Any], law: Law, *rules: str) -> Judged:
    chosen = None
    if rules:
        chosen = choose(parse_selection([f"rule:{rule}" for rule in rules]), law)
    snapshot = Snapshot("house.json", document, "")
    return judge(snapshot, law, engine=EngineChoice.PLAIN, chosen=chosen)


def ahead(document: dict[str, Any], law: Law, until: date, *rules: str) -> Horizon:
    return look_ahead(judged(document, law, *rules), until)


def code_on(day: date, one: Ahead, document: dict[str, Any], law: Law) -> Code:
    """The verdict on a subject, were the snapshot taken on a day."""
    later = document | {"taken_on": day.isoformat()}
    found = judged(later, law, one.compiled.rule.id)
    kind = one.compiled.rule.about
    for compiled, codes in zip(found.compiled, found.verdicts, strict=True):
        if compiled.row is not one.compiled.row:
            continue
        for number, code in enumerate(codes):
            pointer = pointer_of(found.tables, law.vocabulary, kind, number)
            if pointer == one.subject.pointer:
                return Code(code)
    return Code.NOT_APPLICABLE


def stay(admitted_on: str, **more: object) -> dict[str, Any]:
    return institution(stay={"admitted_on": admitted_on, "contract": None, **more})


class TestATermThatRuns:
    """Five working days from a Thursday: 26 February, hence up to 5 March 2026."""

    RULE = "contract-signed-in-time"
    DUE = date(2026, 3, 5)

    def test_it_falls_due_on_its_last_day_and_is_breached_on_the_next(self, small_law: Law) -> None:
        (one,) = ahead(stay("2026-02-26"), small_law, date(2026, 3, 31), self.RULE).ahead
        assert (one.change, one.today) == (Change.FALLS_DUE, Verdict.NOT_DUE)
        assert (one.day, one.breached_from) == (self.DUE, date(2026, 3, 6))
        assert one.computed is not None
        assert one.computed.due_on == self.DUE

    @pytest.mark.parametrize(("until", "number"), [(DUE - timedelta(1), 0), (DUE, 1)])
    def test_the_horizons_last_day_is_in_it(self, until: date, number: int, small_law: Law) -> None:
        assert len(ahead(stay("2026-02-26"), small_law, until, self.RULE).ahead) == number

    def test_what_is_breached_today_is_not_ahead(self, small_law: Law) -> None:
        assert ahead(stay("2026-02-02"), small_law, date(2026, 12, 1), self.RULE).ahead == ()

    def test_what_is_undetermined_today_is_not_ahead(self, small_law: Law) -> None:
        document = institution(stay={"admitted_on": "2026-02-26"})
        del document["recipients"][0]["stays"][0]["contract"]
        assert ahead(document, small_law, date(2026, 12, 1), self.RULE).ahead == ()

    def test_what_is_done_stays_done(self, small_law: Law) -> None:
        document = institution(stay={"admitted_on": "2026-02-26"})
        document["recipients"][0]["stays"][0]["contract"] = {"signed_on": "2026-02-27"}
        assert ahead(document, small_law, date(2026, 12, 1), self.RULE).ahead == ()

    def test_a_term_that_ends_in_an_unknown_year_falls_due_and_accuses_nobody(
        self, small_law: Law
    ) -> None:
        last = max(small_law.calendar.known_years)
        document = stay(f"{last}-12-30")
        document["taken_on"] = f"{last}-12-30"
        (one,) = ahead(document, small_law, date(last + 1, 3, 1), self.RULE).ahead
        assert (one.change, one.breached_from) == (Change.FALLS_DUE, None)


class TestOfAHouse:
    """A sound residential organisation under the law that the program carries."""

    def test_plans_are_to_be_renewed_when_they_end(self, law: Law) -> None:
        found = ahead(ELDERLY, law, TAKEN_ON + timedelta(180), "residential-next-plan-developed")
        assert found.ahead
        assert {one.change for one in found.ahead} == {Change.FALLS_DUE}
        assert all(one.computed and one.computed.due_on == one.day for one in found.ahead)

    def test_monitoring_lapses_at_the_end_of_a_quarter(self, law: Law) -> None:
        found = ahead(ELDERLY, law, TAKEN_ON + timedelta(180), "residential-monitoring-quarterly")
        assert date(2026, 3, 31) in {one.day for one in found.ahead}
        lapsing = [one for one in found.ahead if one.change is Change.LAPSES]
        assert lapsing
        assert {one.today for one in lapsing} == {Verdict.MET}

    def test_a_licence_that_ends_is_breached_on_the_day_after(self, law: Law) -> None:
        document = deepcopy(ELDERLY)
        document["licences"][-1]["valid_until"] = "2026-06-30"
        rule = "residential-licence-in-force"
        (one,) = ahead(document, law, date(2026, 12, 31), rule).ahead
        assert (one.change, one.day) == (Change.LAPSES, date(2026, 6, 30))
        assert one.breached_from == date(2026, 7, 1)
        assert ahead(document, law, date(2026, 6, 29), rule).ahead == ()

    def test_the_grace_for_equipment_ends_with_2027(self, law: Law) -> None:
        document = deepcopy(ELDERLY)
        for room in document["rooms"]:
            room["equipment"] = []
        found = ahead(document, law, date(2028, 3, 1), "institution-cultural-equipment")
        graced = [one for one in found.ahead if one.today is Verdict.NOT_DUE]
        assert graced
        assert {one.day for one in graced} == {GRACE_ENDS}
        assert GRACE_ENDS + timedelta(1) in {one.breached_from for one in graced}
        early = ahead(document, law, GRACE_ENDS - timedelta(1), "institution-cultural-equipment")
        assert early.ahead == ()

    def test_every_day_named_is_the_last_one_before_the_breach(self, law: Law) -> None:
        until = TAKEN_ON + timedelta(120)
        rules = "residential-next-plan-developed", "residential-condition-review-quarterly"
        found = ahead(ELDERLY, law, until, *rules)
        assert list(found.ahead) == sorted(found.ahead, key=lambda one: one.day)
        for one in found.ahead[::4]:
            assert TAKEN_ON <= one.day <= until
            if one.breached_from is not None:
                before = one.breached_from - timedelta(1)
                assert one.day <= before
                assert code_on(one.breached_from, one, ELDERLY, law) is Code.BREACHED
                assert code_on(before, one, ELDERLY, law) is not Code.BREACHED


class TestOfWhatBegins:
    """An edition of 1 June 2026 that certainly is in force from 1 July on."""

    @pytest.mark.parametrize(("until", "number"), [(date(2026, 5, 31), 0), (date(2026, 6, 1), 1)])
    def test_what_is_kept_begins_on_the_first_day(
        self, until: date, number: int, later_law: Law
    ) -> None:
        found = ahead(institution(), later_law, until, "lift-from-june").ahead
        assert len(found) == number
        assert {(one.change, one.today, one.day) for one in found} <= {
            (Change.BEGINS, Verdict.NOT_APPLICABLE, date(2026, 6, 1))
        }

    def test_what_is_not_kept_is_breached_when_the_edition_certainly_is_in_force(
        self, later_law: Law
    ) -> None:
        document = institution(has_lift=False)
        (one,) = ahead(document, later_law, date(2026, 12, 31), "lift-from-june").ahead
        assert (one.change, one.today) == (Change.LAPSES, Verdict.NOT_APPLICABLE)
        assert (one.day, one.breached_from) == (date(2026, 6, 30), date(2026, 7, 1))

    def test_a_repealed_act_asks_nothing_later_either(self, later_law: Law) -> None:
        document = institution(has_library=False)
        assert ahead(document, later_law, date(2027, 1, 1), "old-library").ahead == ()

    def test_a_birthday_that_decides_is_named_among_what_the_day_tells(
        self, later_law: Law
    ) -> None:
        document = institution()
        document["recipients"][0] |= {"birth_date": "2008-05-17", "sex": "female"}
        (one,) = ahead(document, later_law, date(2026, 12, 31), "grown-up-is-male").ahead
        assert one.breached_from == date(2026, 5, 17)
        assert one.told_by == ("recipient.age_on_audit_day",)


def test_an_attested_verdict_is_left_to_the_person(small_law: Law) -> None:
    own = judged(institution(), small_law, "rooms-are-clean")
    (compiled,) = own.compiled
    attestation = Attestation(
        institution=institution_mark(own.snapshot.institution),
        rule=compiled.rule.id,
        row=None,
        edition=editions_on([compiled], small_law.pack.acts, own.as_of),
        outcome=Verdict.MET,
        day=own.as_of,
        inspector="",
        file="",
        sheet="",
        line=1,
    )
    filled, _ = attest(own, [attestation], [set()])
    assert filled.verdicts == [bytes([Code.MET])]
    found = look_ahead(filled, date(2027, 3, 2))
    assert (found.ahead, found.untold) == ((), 0)


def test_an_audit_of_another_day_looks_ahead_from_that_day(small_law: Law) -> None:
    snapshot = Snapshot("house.json", stay("2026-02-26"), "")
    chosen = choose(parse_selection(["rule:contract-signed-in-time"]), small_law)
    own = judge(
        snapshot, small_law, as_of=date(2026, 2, 27), engine=EngineChoice.PLAIN, chosen=chosen
    )
    found = look_ahead(own, date(2026, 3, 31))
    assert found.days == 32
    assert [one.day for one in found.ahead] == [date(2026, 3, 5)]


def test_looking_ahead_changes_nothing_of_the_audit(small_law: Law) -> None:
    own = judged(stay("2026-02-26"), small_law)
    before = replace(own)
    look_ahead(own, date(2026, 12, 31))
    assert own.verdicts == before.verdicts
    assert own.snapshot.content["taken_on"] == "2026-03-02"


@settings(max_examples=25, deadline=None)
@given(
    admitted=st.integers(min_value=-20, max_value=10),
    days=st.integers(min_value=1, max_value=60),
    signed=st.one_of(st.none(), st.integers(min_value=-20, max_value=0)),
)
def test_a_named_day_is_within_the_horizon_and_on_the_edge_of_the_breach(
    admitted: int, days: int, signed: int | None
) -> None:
    small_law = small()
    taken_on = date(2026, 3, 2)
    day = (taken_on + timedelta(admitted)).isoformat()
    done = None if signed is None else (taken_on + timedelta(signed)).isoformat()
    contract = {"signed_on": done}
    document = stay(day, contract=contract)
    until = taken_on + timedelta(days)
    for one in ahead(document, small_law, until).ahead:
        assert taken_on <= one.day <= until
        if one.breached_from is not None:
            before = one.breached_from - timedelta(1)
            assert one.day <= before
            assert code_on(one.breached_from, one, document, small_law) is Code.BREACHED
            assert code_on(before, one, document, small_law) is not Code.BREACHED
