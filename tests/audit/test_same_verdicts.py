"""What cannot matter changes no verdict; what is left out may only open one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import pytest

from checker.auditing.judging import Judged, computed_columns
from checker.engine.model import Code
from checker.facts.columns import Computed, Each
from checker.facts.derived import derived_words
from checker.law import Law
from fixtures.generator.halving import halved

from . import invented
from .damage import EVERYTHING, FORGETTING, OPENING, Shares, damaged
from .invented import TAKEN_ON, Identity, judged, verdict_counts, verdicts
from .reshaping import (
    renamed,
    reordered,
    unrecorded_nones,
    with_later_events_put_off,
    without_later_events,
    without_later_records,
)
from .stacking import columns_read

SEEDS = range(4)
HEADS_COUNTED = {
    "institution.brought_by_patrol",
    "institution.departures_missing_from_journal",
    "institution.last_unlicensed_admission_on",
    "institution.overnight_places_by_decision",
    "institution.overnight_places_for_other_cities",
    "institution.recipients",
    "institution.recipients_missing_from_journal",
    "institution.returns_missing_from_journal",
    "institution.served_after_registered_termination",
    "institution.served_after_registered_validity",
    "institution.served_after_removal",
    "institution.serves_registered_categories",
    "institution.suspensions_missing_from_journal",
    "institution.temporary_departures_missing_from_journal",
    "institution.transfers_missing_from_journal",
    "institution.urgent_help_last_on",
    "journal_entry.file_held",
}
"""Words whose value one recipient more may change, though they are not of a recipient."""
TOLD_TWICE = {"residential-journal-records-results", "residential-surveillance-zones"}
"""Rules on what two facts tell: where they contradict each other, the one left tells its story."""


def changed(before: Judged, after: Judged) -> dict[Identity, tuple[Code, Code]]:
    """Verdicts on the same subjects that differ."""
    one, two = verdicts(before), verdicts(after)
    return {
        identity: (one[identity], two[identity])
        for identity in one.keys() & two.keys()
        if one[identity] != two[identity]
    }


def surely_changed(before: Judged, after: Judged) -> list[tuple[Identity, Code]]:
    """Verdicts on the same subjects that differ and are certain after."""
    return [
        (identity, new)
        for identity, (_, new) in changed(before, after).items()
        if new is not Code.UNDETERMINED and identity[0] not in TOLD_TWICE
    ]


def accused(before: Judged, after: Judged) -> list[Identity]:
    """What is breached after and was not before, on subjects old or new."""
    one, two = verdicts(before), verdicts(after)
    return [
        identity
        for identity, code in two.items()
        if code is Code.BREACHED and one.get(identity) is not Code.BREACHED
    ]


@pytest.fixture(params=["sound", "faulty", "damaged"])
def document(request: pytest.FixtureRequest) -> invented.Record:
    """A sound, a faulty and a randomly damaged institution."""
    if request.param == "sound":
        return invented.sound(invented.MIXED, 1, 44)
    if request.param == "faulty":
        return invented.faulty()
    return damaged(invented.faulty(), 11, EVERYTHING)


def test_the_order_of_records_changes_no_verdict(law: Law, document: invented.Record) -> None:
    as_written = verdict_counts(judged(document, law))
    for seed in SEEDS:
        assert verdict_counts(judged(reordered(document, seed), law)) == as_written


def test_other_file_numbers_change_nothing_but_keys(law: Law, document: invented.Record) -> None:
    numbers = [one["file_number"] for one in document["recipients"] or ()]
    names = {number: f"Z/{len(numbers) - place}" for place, number in enumerate(numbers)}
    before, after = judged(document, law), judged(renamed(document, names), law)
    assert list(before.verdicts) == list(after.verdicts)
    moved = {
        (rule, row, kind, "/".join(names.get(part, part) for part in key.split("/"))): code
        for (rule, row, kind, key), code in verdicts(before).items()
    }
    assert moved == verdicts(after)


def newcomer() -> invented.Record:
    """A recipient of another institution, of whom nobody here has heard."""
    found = invented.sound(invented.MIXED, 9)["recipients"][5]
    assert found.get("spouse", {}).get("file_number") is None
    return found | {"file_number": "NEW/1"}


def words_behind(names: Iterable[str], computed: Mapping[str, Computed]) -> set[str]:
    """Every word and column that these are computed from, themselves among them."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            sources = computed[name].inputs if name in computed else ()
            waiting += [
                source if isinstance(source, str) else source.word
                for source in sources
                if isinstance(source, str | Each)
            ]
    return found


def over_recipients(law: Law) -> set[str]:
    """The institution's derived words that look through its recipients."""
    computed, words = computed_columns(law), law.vocabulary
    return {
        name
        for name, one in derived_words().items()
        if "recipient" not in words.chain(one.computed.kind)
        and any(
            "recipient" in words.chain(source.word.partition(".")[0])
            for source in one.computed.inputs
            if isinstance(source, Each)
        )
    } | {name for name in words.words if name == "institution.recipients" and name not in computed}


def test_the_words_that_look_through_all_recipients_are_these(law: Law) -> None:
    assert over_recipients(law) == HEADS_COUNTED


def test_one_recipient_more_changes_no_verdict_but_those_that_look_through_all(
    law: Law, document: invented.Record
) -> None:
    grown = document | {"recipients": [*(document["recipients"] or ()), newcomer()]}
    before, after = judged(document, law), judged(grown, law)
    computed = computed_columns(law)
    looking = {
        one.judgement.rule
        for one in law.program.compiled
        if HEADS_COUNTED & words_behind(columns_read([one.judgement]), computed)
    }
    assert {identity[0] for identity in changed(before, after)} <= looking
    assert verdicts(before).keys() <= verdicts(after).keys()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("shares", [FORGETTING, OPENING], ids=["forgotten", "incomplete"])
def test_what_is_not_recorded_may_only_open_a_verdict(
    law: Law, document: invented.Record, shares: Shares, seed: int
) -> None:
    before = judged(document, law)
    after = judged(damaged(document, seed, shares), law)
    assert surely_changed(before, after) == []
    assert [one for one in accused(before, after) if one[0] not in TOLD_TWICE] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_half_of_the_facts_accuse_nobody_anew(
    law: Law, document: invented.Record, seed: int
) -> None:
    before, after = judged(document, law), judged(halved(document, seed), law)
    assert Code.UNDETERMINED in {new for _, new in changed(before, after).values()}
    assert surely_changed(before, after) == []
    assert [one for one in accused(before, after) if one[0] not in TOLD_TWICE] == []


def test_none_on_record_says_more_than_no_record(law: Law, document: invented.Record) -> None:
    said, unsaid = judged(document, law), judged(unrecorded_nones(document), law)
    opened = changed(said, unsaid).values()
    assert {old for old, new in opened if new is Code.UNDETERMINED} >= {
        Code.MET,
        Code.NOT_APPLICABLE,
    }
    assert surely_changed(said, unsaid) == []


@pytest.mark.parametrize("days", [1, 14, 92, 400, 2000])
def test_what_happened_since_the_snapshot_is_not_known_and_so_breaches_nothing(
    law: Law, document: invented.Record, days: int
) -> None:
    told = without_later_events(document, TAKEN_ON)
    before = judged(told, law)
    after = judged(told, law, TAKEN_ON + timedelta(days=days))
    assert accused(before, after) == []


@pytest.mark.parametrize("categories", invented.HOUSES, ids="+".join)
@pytest.mark.parametrize("days", [1, 20, 60, 150, 400, 950, 1200])
def test_a_sound_institution_was_in_breach_on_no_earlier_day(
    law: Law, categories: tuple[str, ...], days: int
) -> None:
    result = judged(invented.sound(categories, 1, 44), law, TAKEN_ON - timedelta(days=days))
    assert [one for one, code in verdicts(result).items() if code is Code.BREACHED] == []


@pytest.mark.parametrize("days", [1, 20, 100, 400, 900])
def test_what_happened_after_the_day_of_the_audit_is_left_aside(
    law: Law, document: invented.Record, days: int
) -> None:
    day = TAKEN_ON - timedelta(days=days)
    known = verdict_counts(judged(document, law, day))
    assert verdict_counts(judged(without_later_records(document, day), law, day)) == known
    put_off = with_later_events_put_off(document, day)
    assert put_off != document
    assert verdict_counts(judged(put_off, law, day)) == known


def test_an_event_is_ahead_until_its_day_comes(law: Law) -> None:
    document = invented.sound(invented.MIXED, 1, 44)
    stay = next(
        stay
        for recipient in document["recipients"]
        for stay in recipient["stays"]
        if stay["discharged_on"] is not None
    )
    left = date.fromisoformat(stay["discharged_on"])
    column = "stay.discharged_on"
    eve, day = (
        invented.tables_of(document, law, one).table("stay").columns[column]
        for one in (left - timedelta(days=1), left)
    )
    assert left.toordinal() not in eve
    assert left.toordinal() in day
