"""Every verdict can be explained: what is missing, what was seen, how a term was counted."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from checker.auditing.judging import EngineChoice
from checker.auditing.result import AuditResult, audit
from checker.auditing.snapshot import Snapshot
from checker.compiler.editions import Regime
from checker.findings import Cause, Evidence, Finding, Verdict, Why
from checker.law import Law
from checker.packs.requirements import Happen
from checker.values import Sort
from checker.vocabulary.words import Word
from fixtures.generator.halving import halved

from . import invented
from .damage import EVERYTHING, FORGETTING, Shares, damaged
from .invented import TAKEN_ON, Record, audited
from .pointers import NOWHERE, fitting, record, recorded, schema_at, value_at

OPENED = Shares(forgotten=0.05, lists_opened=0.2, none=0.05)
ROUNDS = 6
"""How often facts may be asked for, each round leading on to others."""
TRIED = 8
"""How many open verdicts of an institution are tried to be decided."""


@dataclass(frozen=True, slots=True)
class Told:
    """An institution with gaps, and what its audit tells."""

    sound: Record
    """The institution before anything was left out."""
    document: Record
    result: AuditResult
    everything: tuple[Finding, ...]


GAPS = (EVERYTHING, FORGETTING, OPENED)
HOUSES = list(zip(invented.HOUSES, GAPS * 2, strict=True))


@pytest.fixture(
    scope="module", params=HOUSES, ids=["+".join(categories) for categories, _ in HOUSES]
)
def told(request: pytest.FixtureRequest, law: Law) -> Told:
    """An institution of each category, with gaps of one sort or another."""
    categories, shares = request.param
    sound = invented.sound(categories)
    document = damaged(sound, 5, shares)
    result = audited(document, law)
    return Told(sound, document, result, tuple(result.everything()))


def open_for_data(result: AuditResult) -> list[Finding]:
    """Verdicts that wait for facts which a person can record."""
    return [
        one
        for one in result.findings
        if one.cause is Cause.DATA and one.why is not Why.AFTER_SNAPSHOT
    ]


def test_what_waits_for_data_names_a_place_where_the_schema_expects_them(
    told: Told,
) -> None:
    waiting = open_for_data(told.result)
    assert waiting
    for finding in waiting:
        assert finding.missing, finding.subject
        assert len(set(finding.missing)) == len(finding.missing)
        for missing in finding.missing:
            schema_at(missing.pointer)


def test_what_is_named_as_missing_is_not_there(told: Told) -> None:
    document = told.document
    for finding in open_for_data(told.result):
        for missing in finding.missing:
            found = value_at(document, missing.pointer)
            declared_open = value_at(document, f"{missing.pointer}_partial") is True
            gone = found is NOWHERE or found is None or declared_open
            assert gone or _at_odds(finding, document), finding.subject


def _at_odds(finding: Finding, document: Record) -> bool:
    """Whether a verdict is open because its facts contradict each other: then none is absent."""
    return all(value_at(document, one.pointer) is not NOWHERE for one in finding.missing)


def test_no_snapshot_of_the_day_is_asked_for_where_there_is_one(told: Told) -> None:
    assert Why.AFTER_SNAPSHOT not in {one.why for one in told.result.findings}


def test_what_another_day_leaves_open_asks_for_a_snapshot_of_that_day(law: Law) -> None:
    document = invented.sound(invented.MIXED)
    later = audited(document, law, TAKEN_ON + timedelta(days=90))
    waiting = [one for one in later.findings if one.cause is Cause.DATA]
    assert Why.AFTER_SNAPSHOT in {one.why for one in waiting}
    for finding in waiting:
        for missing in finding.missing:
            assert value_at(document, missing.pointer) in (NOWHERE, None), finding.subject


def test_recording_what_is_missing_decides_or_leads_on(told: Told, law: Law) -> None:
    waiting = [one for one in open_for_data(told.result) if len(one.missing) == 1]
    for finding in Random(3).sample(waiting, min(TRIED, len(waiting))):
        (missing,) = finding.missing
        answers = (
            _again(recorded(told.document, missing.pointer, value), finding, law)
            for value in fitting(told.document, missing.pointer)
        )
        assert any(
            verdict is not Verdict.UNDETERMINED or set(next_missing) - {missing}
            for verdict, next_missing in answers
        ), finding.subject


def _again(document: Record, finding: Finding, law: Law) -> Any:
    """Verdict and missing facts after something was recorded; no verdict on who is gone."""
    assert finding.compiled is not None
    snapshot = Snapshot("invented.json", document, "")
    result = audit(snapshot, law, engine=EngineChoice.PLAIN, chosen=(finding.compiled,))
    for one in result.everything():
        if one.subject == finding.subject:
            return one.verdict, one.missing
    return None, ()


def test_recording_what_is_asked_for_decides_in_the_end_all_that_can_be_decided(
    told: Told, law: Law
) -> None:
    document, result = deepcopy(told.document), told.result
    for _ in range(ROUNDS):
        asked = {missing.pointer for one in open_for_data(result) for missing in one.missing}
        known = [place for place in sorted(asked) if _answers(told, document, place)]
        if not known:
            break
        for place in known:
            record(document, place, deepcopy(value_at(told.sound, place)))
        result = audited(document, law)
    else:
        pytest.fail(f"there is no end to the questions: {known[:5]}")
    for finding in open_for_data(result):
        places = [missing.pointer for missing in finding.missing]
        unanswerable = any(value_at(told.sound, place) in (NOWHERE, None) for place in places)
        assert unanswerable or _at_odds(finding, document), finding.subject


def _answers(told: Told, document: Record, place: str) -> bool:
    """Whether the sound institution tells what is asked for, and it is not recorded so yet."""
    whole = value_at(told.sound, place)
    opened = value_at(document, f"{place}_partial") is True
    return whole is not NOWHERE and (opened or value_at(document, place) != whole)


def test_evidence_stands_where_its_pointer_says(told: Told, law: Law) -> None:
    words = law.vocabulary.words
    seen = 0
    for finding in told.everything:
        for evidence in finding.evidence:
            word = words[evidence.word]
            assert bool(evidence.pointer) != word.derived
            if evidence.pointer:
                seen += 1
                _assert_stands(told.document, evidence, word)
    assert seen > 1000


def _assert_stands(document: Record, evidence: Evidence, word: Word) -> None:
    found = value_at(document, evidence.pointer)
    assert found is not NOWHERE, evidence
    if word.set_of is not None and found:
        day = schema_at(evidence.pointer)["items"].get("x-dated-by", "")
        found = [one for one in found if not _later(one.get(day))]
    if found is None or (word.set_of is not None and not found):
        assert not evidence.value, evidence
    elif word.moment == "event" and _later(found):
        assert evidence.value is None, evidence
    else:
        assert _told(found, word) == evidence.value, evidence


def _later(found: str | None) -> bool:
    return found is not None and date.fromisoformat(found[:10]) > TAKEN_ON


def _told(found: Any, word: Word) -> Any:
    """A recorded value as evidence tells it."""
    if word.set_of is not None and word.sort is Sort.CHOICES:
        found = [one.get(word.set_of[1]) for one in found]
    match word.sort:
        case Sort.DATE:
            return date.fromisoformat(found)
        case Sort.MOMENT:
            return found[:16]
        case Sort.NUMBER:
            return Decimal(str(found))
        case Sort.CHOICES:
            return tuple(choice for choice in word.choices if choice in found)
        case Sort.TEXT | Sort.DIGITS:
            return True
        case Sort.COUNT if word.set_of is not None:
            return len(found)
        case _:
            return found


def terms(told: Told) -> Iterator[Finding]:
    """The findings about a term whose last day was computed."""
    for finding in told.everything:
        if finding.compiled is None or finding.computed is None:
            continue
        must = finding.compiled.variants[finding.edition].must
        if isinstance(must, Happen) and finding.computed.due_on is not None:
            yield finding


def test_terms_are_counted_by_the_calendar(told: Told, law: Law) -> None:
    working = law.calendar.is_working
    counted = 0
    for finding in terms(told):
        computed = finding.computed
        assert computed is not None
        assert computed.due_on is not None
        counted += 1
        for day, reason in computed.skipped:
            assert working(day.toordinal()) is False
            assert reason == law.calendar.reason_of(day.toordinal())
        if computed.lenient_on is not None:
            assert computed.lenient_on >= computed.due_on
            assert working(computed.lenient_on.toordinal())
        _assert_timely(finding, computed.lenient_on, computed.days_late)
    assert counted


def _assert_timely(finding: Finding, last: date | None, days_late: int | None) -> None:
    assert (days_late is not None) <= (last is not None)
    if finding.verdict is Verdict.NOT_DUE and last is not None:
        assert last >= TAKEN_ON
    if finding.verdict is Verdict.BREACHED:
        assert days_late is not None
        assert days_late > 0
        assert last is not None
        assert last + timedelta(days=days_late) <= TAKEN_ON
    if finding.verdict is Verdict.MET:
        assert days_late is None


def test_a_verdict_that_is_certain_has_no_cause_and_lacks_nothing(told: Told) -> None:
    for finding in told.everything:
        certain = finding.verdict is not Verdict.UNDETERMINED
        assert (finding.cause is None) == certain
        if certain:
            assert finding.missing == ()
            assert finding.why in (Why.NOTHING, Why.WORDING_PRESUMED)


def test_a_breach_never_rests_on_a_presumed_or_unknown_wording(told: Told) -> None:
    for finding in told.result.findings:
        if finding.verdict is Verdict.BREACHED:
            assert finding.regime is Regime.IN_FORCE


def test_a_breach_shows_what_it_rests_on(law: Law) -> None:
    for finding in audited(invented.faulty(), law).findings:
        if finding.verdict is Verdict.BREACHED:
            assert finding.evidence or finding.computed, finding.subject


def test_findings_and_counts_tell_of_every_verdict(told: Told) -> None:
    result = told.result
    codes = sum(map(len, result.judged.verdicts))
    unbound = sum(map(len, result.judged.unbound.values()))
    assert sum(result.counts.values()) == codes + unbound + len(result.judged.unwritten)
    everything = told.everything
    assert len(everything) == codes + len(result.judged.unwritten)
    listed = [
        one for one in everything if one.verdict in (
            Verdict.BREACHED, Verdict.NOT_DUE, Verdict.UNDETERMINED
        ) and one.why is not Why.EDITION_UNKNOWN
    ]  # fmt: skip
    assert list(result.findings) == listed
    assert result.old_events == sum(one.why is Why.EDITION_UNKNOWN for one in everything)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_left_out_the_audit_ends_with_an_explanation(law: Law, seed: int) -> None:
    categories = invented.HOUSES[seed % len(invented.HOUSES)]
    poor = halved(damaged(invented.sound(categories), seed, EVERYTHING), seed)
    for as_of in (None, TAKEN_ON - timedelta(days=300), TAKEN_ON + timedelta(days=300)):
        result = audited(poor, law, as_of)
        for pointer in {one.subject.pointer for one in result.everything()}:
            schema_at(pointer)
        assert result.exit_code()


def test_an_institution_of_which_only_the_name_is_known_is_audited(law: Law) -> None:
    bare = {
        "snapshot_version": "1",
        "taken_on": TAKEN_ON.isoformat(),
        "institution": {"name": "«Сынақ»", "type": "residential"},
    }
    result = audited(bare, law)
    assert Verdict.BREACHED not in {one.verdict for one in result.findings}
    assert Cause.PACK not in {one.cause for one in result.findings}
    for finding in open_for_data(result):
        assert finding.missing
        for missing in finding.missing:
            schema_at(missing.pointer)
            assert value_at(bare, missing.pointer) is NOWHERE
