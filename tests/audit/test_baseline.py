"""A baseline: what stands in it is known and does not fail; it shrinks, and never silently grows."""

from __future__ import annotations

import json
import random
from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.auditing.baseline import Baseline, Growth, change_of, state_of
from checker.auditing.excuses import excuse
from checker.auditing.judging import EngineChoice, Fault
from checker.auditing.reading import read_snapshot
from checker.auditing.result import AuditResult, ExitCode, audit
from checker.source.mistakes import Refused
from checker.texts import LANGUAGES
from checker.waiving.baseline_file import read_baseline, written

from .tolerated import (
    HEALTH,
    PSYCHOSIS,
    STATUS,
    UNDATED,
    audited,
    breaches,
    content,
    institution,
    law,
    recipient,
    waivers,
)

REVIEWS = [
    {"reviewed_on": "2025-02-01", "marked_on": None},
    {"reviewed_on": "2025-03-01", "marked_on": None},
]
ABSENCES = [
    {"from_on": "2025-02-01", "to_on": "2025-02-03", "order_issued_on": None},
    {"from_on": "2025-02-01", "to_on": "2025-02-05", "order_issued_on": None},
]


def baseline_of(*results: AuditResult) -> Baseline:
    states = [state_of(one.judged, one.findings) for one in results]
    return Baseline({one.institution: one for one in states})


def known(result: AuditResult) -> list[tuple[str, str | None, str]]:
    return [
        (*one.compiled.name, one.subject.key)
        for one in result.findings
        if one.known and one.compiled is not None
    ]


def compared(before: dict[str, Any], after: dict[str, Any]) -> AuditResult:
    return excuse(audited(after), baseline=baseline_of(audited(before)))


def mended(result: AuditResult) -> list[tuple[str, int]]:
    assert result.baseline is not None
    return [(one.rule, one.number) for one in result.baseline.mended]


class TestABreachInTheBaseline:
    def test_is_known_and_causes_no_exit_code_1(self) -> None:
        document = institution(recipient("7", **UNDATED), capacity=5)
        after = compared(document, document)
        assert breaches(after) == known(after) == breaches(audited(document))
        assert after.exit_code() is ExitCode.FINE

    def test_does_not_excuse_another(self) -> None:
        before = institution(recipient("7", **UNDATED))
        after = compared(before, institution(recipient("7", **UNDATED), capacity=5))
        assert known(after) == [("contract-is-dated", None, "7/1")]
        assert after.exit_code() is ExitCode.BREACH

    def test_does_not_excuse_that_of_another_subject(self) -> None:
        before = institution(recipient("7", **UNDATED), recipient("8"))
        after = compared(before, institution(recipient("7"), recipient("8", **UNDATED)))
        assert known(after) == []
        assert mended(after) == [("contract-is-dated", 1)]
        assert after.exit_code() is ExitCode.BREACH

    def test_is_of_one_institution(self) -> None:
        other = institution(capacity=5, bin="991240000002")
        after = compared(institution(capacity=5), other)
        assert after.baseline is not None
        assert not after.baseline.listed
        assert after.exit_code() is ExitCode.BREACH

    def test_is_told_when_it_occurs_no_longer(self) -> None:
        before = institution(recipient("7", **UNDATED), capacity=5)
        after = compared(before, institution(recipient("7"), capacity=5))
        assert mended(after) == [("contract-is-dated", 1)]

    def test_keeps_only_what_is_mandatory(self) -> None:
        premises = {"has_library": False, "has_pool": False}
        (state,) = baseline_of(audited(institution(premises=premises))).states.values()
        assert state.breaches == ()

    def test_is_not_mended_where_facts_are_missing_now(self) -> None:
        before = institution(recipient("7", **UNDATED))
        after = institution(recipient("7"))
        del after["recipients"][0]["stays"][0]["contract"]
        assert mended(compared(before, after)) == []

    def test_is_not_mended_where_nobody_asked(self) -> None:
        before = baseline_of(audited(institution(recipient("7", **UNDATED), capacity=5)))
        snapshot = read_snapshot(json.dumps(institution()).encode(), "institution.json")
        chosen = [one for one in law().program.compiled if one.rule.id == "capacity-is-enough"]
        found = audit(snapshot, law(), engine=EngineChoice.PLAIN, chosen=chosen)
        assert mended(excuse(found, baseline=before)) == [("capacity-is-enough", 1)]

    def test_is_not_mended_by_a_fault(self) -> None:
        before = baseline_of(audited(institution(capacity=5)))
        result = audited(institution())
        judged = replace(result.judged, faults=(Fault("has-a-lift", None, "", "failed"),))
        after = excuse(replace(result, judged=judged), baseline=before)
        assert mended(after) == []
        assert after.exit_code() is ExitCode.OPEN

    def test_is_not_mended_by_a_waiver_and_shows_both(self) -> None:
        document = institution(capacity=5)
        told = waivers(content())
        before = baseline_of(audited(document))
        after = excuse(audited(document), waivers=told, baseline=before)
        assert mended(after) == []
        assert [one.known for one in after.findings if one.waiver] == [True]


class TestTheBaselineItself:
    def test_leaves_out_what_a_waiver_tolerates(self) -> None:
        result = excuse(audited(institution(capacity=5)), waivers=waivers(content()))
        assert state_of(result.judged, result.findings).breaches == ()

    def test_tells_rule_clause_packs_and_day(self) -> None:
        (state,) = baseline_of(audited(institution(capacity=5))).states.values()
        assert (state.institution, state.as_of) == ("991240000001/residential", date(2026, 3, 1))
        assert state.pack == law().pack.digest
        (one,) = state.breaches
        assert (one.rule, one.row, one.act, one.clause) == (
            "capacity-is-enough",
            None,
            "order-7",
            "1",
        )

    def test_has_nothing_personal_in_it(self) -> None:
        document = institution(recipient("Жұмабаев-77", STATUS, **UNDATED), capacity=5)
        data = written(baseline_of(audited(document))).decode()
        assert not [one for one in ("Жұм", "77", "Үміт", "status", "epilepsy") if one in data]

    def test_does_not_name_an_institution_without_a_bin(self) -> None:
        document = institution(capacity=5)
        del document["institution"]["bin"]
        assert "Үміт" not in written(baseline_of(audited(document))).decode()
        assert compared(document, document).exit_code() is ExitCode.FINE

    def test_comes_back_from_its_file(self) -> None:
        first = baseline_of(audited(institution(recipient("7", **UNDATED), capacity=5)))
        growth = (Growth("991240000001/residential", date(2026, 3, 1), 2, "Көшу"),)
        found = read_baseline(written(replace(first, growth=growth)), "baseline.json")
        assert (found.states, found.growth) == (first.states, growth)
        assert written(found) == written(replace(first, growth=growth))


class TestAFileThatIsNoBaseline:
    def mistakes(self, change: Any, lang: str = "en") -> list[str]:
        document = json.loads(written(baseline_of(audited(institution(capacity=5)))))
        change(document)
        with pytest.raises(Refused) as caught:
            read_baseline(json.dumps(document).encode(), "baseline.json")
        return [one.say(lang) for one in caught.value.mistakes]

    def test_is_refused(self) -> None:
        with pytest.raises(Refused):
            read_baseline(b"[]", "baseline.json")

    @pytest.mark.parametrize("lang", LANGUAGES)
    def test_that_names_an_institution_twice_is_refused(self, lang: str) -> None:
        def twice(document: Any) -> None:
            document["institutions"] *= 2

        (said,) = self.mistakes(twice, lang)
        assert "(/institutions/1/institution)" in said

    def test_that_names_a_breach_twice_is_refused(self) -> None:
        def twice(document: Any) -> None:
            document["institutions"][0]["breaches"] *= 2

        (said,) = self.mistakes(twice)
        assert "This breach stands here a second time" in said

    def test_that_says_more_than_it_may_is_refused(self) -> None:
        (said,) = self.mistakes(lambda document: document.update(comment="x"))
        assert "comment" in said


class TestAFingerprint:
    def test_does_not_depend_on_the_place_of_a_record_with_a_number(self) -> None:
        before = institution(*(recipient(str(one), **UNDATED) for one in range(5)))
        after = deepcopy(before)
        random.Random(7).shuffle(after["recipients"])
        assert len(known(compared(before, after))) == 5

    def test_does_not_depend_on_the_place_of_a_record_without_one(self) -> None:
        before = institution(recipient("7", reviews=REVIEWS, absences=ABSENCES))
        after = institution(recipient("7", reviews=REVIEWS[::-1], absences=ABSENCES[::-1]))
        assert len(breaches(audited(before))) == 4
        found = compared(before, after)
        assert len(known(found)) == 4
        assert found.exit_code() is ExitCode.FINE

    def test_tells_a_new_record_without_a_number_from_a_mended_one(self) -> None:
        before = institution(recipient("7", reviews=REVIEWS))
        third = {"reviewed_on": "2025-04-01", "marked_on": None}
        after = compared(before, institution(recipient("7", reviews=[third, REVIEWS[1]])))
        assert known(after) == [("review-is-noted", None, "7/1/#2")]
        assert mended(after) == [("review-is-noted", 1)]
        assert after.exit_code() is ExitCode.BREACH

    def test_of_records_that_nothing_tells_apart_counts_them(self) -> None:
        before = institution(recipient("7", reviews=[REVIEWS[0]] * 2))
        assert len(known(compared(before, before))) == 2
        after = compared(before, institution(recipient("7", reviews=[REVIEWS[0]] * 3)))
        assert len(known(after)) == 2
        assert after.exit_code() is ExitCode.BREACH
        fewer = compared(before, institution(recipient("7", reviews=[REVIEWS[0]])))
        assert mended(fewer) == [("review-is-noted", 1)]

    def test_does_not_depend_on_the_day_of_the_audit(self) -> None:
        document = institution(recipient("7", **UNDATED), capacity=5)
        before = baseline_of(audited(document))
        later = audited(document | {"taken_on": "2026-05-05"})
        assert excuse(later, baseline=before).exit_code() is ExitCode.FINE

    @pytest.mark.parametrize("illness", [STATUS, PSYCHOSIS])
    def test_of_requirements_on_health_is_the_same_whichever_is_breached(
        self, illness: str
    ) -> None:
        before = baseline_of(audited(institution(recipient("7", STATUS))))
        (state,) = before.states.values()
        assert [(one.rule, one.row, one.number) for one in state.breaches] == [(HEALTH, None, 1)]
        after = excuse(audited(institution(recipient("7", illness))), baseline=before)
        assert after.exit_code() is ExitCode.FINE
        assert mended(after) == []
        both = excuse(audited(institution(recipient("7", STATUS, PSYCHOSIS))), baseline=before)
        assert both.exit_code() is ExitCode.FINE

    def test_of_requirements_on_health_is_of_one_person(self) -> None:
        before = institution(recipient("7", STATUS), recipient("8"))
        after = institution(recipient("7"), recipient("8", STATUS))
        assert compared(before, after).exit_code() is ExitCode.BREACH


class TestANewState:
    def changed(self, before: dict[str, Any], after: dict[str, Any]) -> Any:
        result = audited(after)
        return change_of(result.judged, result.findings, baseline_of(audited(before)).states)

    def test_loses_what_is_mended(self) -> None:
        change = self.changed(institution(capacity=5), institution())
        assert [one.rule for one in change.removed] == ["capacity-is-enough"]
        assert (change.added, change.state.breaches) == ((), ())

    def test_tells_what_would_be_new(self) -> None:
        change = self.changed(institution(), institution(capacity=5))
        assert [one.rule for one in change.added] == ["capacity-is-enough"]
        assert change.state.breaches == change.added

    def test_counts_what_would_be_new_among_equals(self) -> None:
        before = institution(recipient("7", reviews=[REVIEWS[0]]))
        change = self.changed(before, institution(recipient("7", reviews=[REVIEWS[0]] * 3)))
        assert [one.number for one in change.added] == [2]
        assert [one.number for one in change.state.breaches] == [3]

    def test_keeps_what_cannot_be_judged_now(self) -> None:
        after = institution(recipient("7"))
        del after["recipients"][0]["stays"][0]["contract"]
        change = self.changed(institution(recipient("7", **UNDATED)), after)
        assert [one.rule for one in change.state.breaches] == ["contract-is-dated"]
        assert change.added == change.removed == ()


PARTS = st.lists(
    st.tuples(st.sampled_from("789"), st.booleans(), st.lists(st.sampled_from(REVIEWS))),
    unique_by=lambda one: one[0],
)


def house(parts: list[tuple[str, bool, list[Any]]], *, small: bool) -> dict[str, Any]:
    people = (
        recipient(number, reviews=reviews, **(UNDATED if undated else {}))
        for number, undated, reviews in parts
    )
    return institution(*people, capacity=5 if small else 20)


@settings(max_examples=60, deadline=None)
@given(PARTS, st.booleans(), PARTS, st.booleans())
def test_only_new_breaches_fail(first: Any, small: bool, second: Any, smaller: bool) -> None:
    before, after = audited(house(first, small=small)), audited(house(second, small=smaller))
    result = excuse(after, baseline=baseline_of(before))
    assert [replace(one, known=False) for one in result.findings] == list(after.findings)
    states = baseline_of(before).states
    change = change_of(after.judged, after.findings, states)
    assert (result.exit_code() is ExitCode.BREACH) == bool(change.added)
    again = excuse(after, baseline=Baseline({change.state.institution: change.state}))
    assert again.exit_code() is ExitCode.FINE
    assert mended(again) == []
