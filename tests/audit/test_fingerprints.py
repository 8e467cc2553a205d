"""Fingerprints name a verdict from run to run, wherever its record stands in the snapshot."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.auditing.baseline import state_of
from checker.auditing.fingerprints import fingerprint_of
from checker.auditing.identity import institution_mark
from checker.cli import reports
from checker.cli.choices import Format
from checker.cli.start import run
from checker.report.entries import Entries
from checker.report.entry import Entry
from checker.report.fingerprints import fingerprints_of
from checker.report.pseudonyms import Pseudonyms

from .tolerated import PSYCHOSIS, RULES, STATUS, UNDATED, audited, institution, recipient

KEY, OTHER_KEY = b"0123456789abcdef", b"fedcba9876543210"
FORMS = (Format.JSONL, Format.SARIF, Format.GITLAB)
"""The forms that tell fingerprints."""
REVIEWS = [
    {"reviewed_on": "2025-02-01", "marked_on": None},
    {"reviewed_on": "2025-03-01", "marked_on": None},
]
ABSENCES = [
    {"from_on": "2025-02-01", "to_on": "2025-02-03", "order_issued_on": None},
    {"from_on": "2025-02-01", "to_on": "2025-02-05", "order_issued_on": None},
]
NEW_REVIEW = {"reviewed_on": "2025-01-20", "marked_on": None}
NEW_ABSENCE = {"from_on": "2025-02-01", "to_on": "2025-02-01", "order_issued_on": None}
Marked = dict[tuple[str | None, str | None, str], str]
"""Fingerprints by rule, row, and the record itself as it is written."""


def house() -> dict[str, Any]:
    """Breaches of records with numbers, of dated ones without, and of undated ones without."""
    return institution(
        recipient("7", reviews=[*REVIEWS], absences=[*ABSENCES], **UNDATED),
        recipient("8", STATUS, reviews=REVIEWS[:1], absences=ABSENCES[1:]),
        recipient("9", **UNDATED),
        capacity=5,
    )


def listed(
    document: dict[str, Any], *, everything: bool = False, reveal: bool = False
) -> tuple[Any, list[Entry]]:
    result = audited(document)
    entries = Entries(result, reveal=reveal)
    return result.judged, list(entries.everything() if everything else entries.listed())


def prints(document: dict[str, Any], key: bytes | None = None, **how: bool) -> Marked:
    judged, entries = listed(document, **how)
    told = fingerprints_of(judged, entries, None if key is None else Pseudonyms(key))
    assert len(set(told)) == len(entries)
    return {
        (one.rule, one.row, f"{one.subject.key.split('#')[0]} {record_of(document, one)}"): own
        for one, own in zip(entries, told, strict=True)
    }


def record_of(document: dict[str, Any], entry: Entry) -> str:
    found: Any = document
    for part in entry.subject.pointer.split("/")[1:]:
        found = found[int(part)] if part.isdecimal() else found[part]
    if "reviewed_on" in found or "from_on" in found:
        return json.dumps(found)
    return ""


def moved(document: dict[str, Any], seed: int) -> dict[str, Any]:
    """The same records in another order."""
    found, dice = deepcopy(document), random.Random(seed)
    for one in found["recipients"]:
        for stay in one["stays"]:
            dice.shuffle(stay["reviews"])
            dice.shuffle(stay["absences"])
    dice.shuffle(found["recipients"])
    return found


class TestAFingerprint:
    @pytest.mark.parametrize("seed", range(4))
    @pytest.mark.parametrize("everything", [False, True])
    def test_moves_with_its_record(self, seed: int, everything: bool) -> None:
        first = prints(house(), everything=everything)
        assert len(first) > 6
        assert prints(moved(house(), seed), everything=everything) == first

    def test_is_that_of_no_other_when_a_record_comes_before(self) -> None:
        before, after = house(), house()
        after["recipients"][0]["stays"][0]["reviews"].insert(0, NEW_REVIEW)
        after["recipients"][0]["stays"][0]["absences"].insert(0, NEW_ABSENCE)
        after["recipients"].insert(0, recipient("6", **UNDATED))
        old, new = prints(before), prints(after)
        assert len(new) > len(old)
        assert {name: new[name] for name in old} == old

    def test_is_the_one_that_the_baseline_keeps(self) -> None:
        document = institution(recipient("7", reviews=REVIEWS, **UNDATED), capacity=5)
        result = audited(document)
        state = state_of(result.judged, result.findings)
        kept = {one.fingerprint for one in state.breaches}
        assert len(kept) == 4
        assert kept <= set(prints(document).values())

    def test_is_the_same_where_also_what_is_met_is_listed(self) -> None:
        document = house()
        twin = REVIEWS[0] | {"marked_on": "2025-02-01"}  # met, and of the same day
        document["recipients"][0]["stays"][0]["reviews"].insert(0, twin)
        some, every = prints(document), prints(document, everything=True)
        assert {name: every[name] for name in some} == some

    def test_is_of_one_institution(self) -> None:
        other = prints(institution(capacity=5, bin="991240000002"))
        assert set(prints(institution(capacity=5)).values()).isdisjoint(other.values())

    def test_holds_from_one_day_to_another(self) -> None:
        assert prints(house() | {"taken_on": "2026-05-05"}) == prints(house())


class TestRecordsThatNothingTellsApart:
    def twins(self, number: int) -> set[str]:
        document = institution(recipient("7", reviews=REVIEWS[:1] * number))
        judged, entries = listed(document)
        told = fingerprints_of(judged, entries, None)
        assert len(told) == number
        return set(told)

    def test_have_fingerprints_of_their_own(self) -> None:
        assert len(self.twins(3)) == 3

    def test_add_one_for_each_more_of_them(self) -> None:
        assert self.twins(1) < self.twins(2) < self.twins(3)

    def test_may_lie_beneath_records_that_bear_the_same_number(self) -> None:
        document = institution(recipient("7", **UNDATED), recipient("7", **UNDATED))
        judged, entries = listed(document)
        assert len(set(fingerprints_of(judged, entries, None))) == len(entries) == 2


class TestRequirementsOnHealth:
    @pytest.mark.parametrize("illnesses", [(PSYCHOSIS,), (STATUS, PSYCHOSIS)])
    def test_keep_one_fingerprint_whichever_is_breached(self, illnesses: tuple[str, ...]) -> None:
        first = prints(institution(recipient("7", STATUS)))
        assert len(first) == 1
        assert prints(institution(recipient("7", *illnesses))) == first

    def test_keep_one_fingerprint_for_each_person(self) -> None:
        found = prints(institution(recipient("7", STATUS), recipient("8", STATUS)))
        assert len(set(found.values())) == 2

    def test_have_one_each_where_they_are_revealed(self) -> None:
        both = prints(institution(recipient("7", STATUS, PSYCHOSIS)), reveal=True)
        assert {row for _, row, _ in both} == {"status", "psychosis"}


class TestBesidePseudonyms:
    def test_a_fingerprint_is_made_with_their_key(self) -> None:
        first = prints(house(), KEY)
        assert prints(moved(house(), 1), KEY) == first
        assert set(prints(house(), OTHER_KEY).values()).isdisjoint(first.values())

    def test_trying_all_numbers_finds_none(self) -> None:
        document = house()
        judged, entries = listed(document)
        shown = set(prints(document, KEY).values())
        mark = institution_mark(judged.snapshot.institution)
        for one in entries:
            assert one.unit is not None
            stated = [(fact.word, fact.value) for fact in one.evidence]
            assert fingerprint_of(judged, mark, one.unit, stated) not in shown


@settings(max_examples=40, deadline=None)
@given(st.data(), st.integers(0, 999))
def test_no_order_of_records_changes_the_set_of_fingerprints(
    data: st.DataObject, seed: int
) -> None:
    records = st.lists(st.sampled_from((*REVIEWS, NEW_REVIEW)), max_size=5)
    away = st.lists(st.sampled_from((*ABSENCES, NEW_ABSENCE)), max_size=5)
    people = [
        recipient(str(number), reviews=data.draw(records), absences=data.draw(away))
        for number in range(data.draw(st.integers(0, 3)))
    ]
    document = institution(*people)
    judged, entries = listed(document)
    again, others = listed(moved(document, seed))
    first = fingerprints_of(judged, entries, None)
    assert len(set(first)) == len(first)
    assert set(fingerprints_of(again, others, None)) == set(first)


@pytest.fixture
def told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """The fingerprints of a report that the command writes, in the order of the report."""

    def call(form: Format, *documents: dict[str, Any], words: tuple[str, ...] = ()) -> list[str]:
        files = []
        for number, one in enumerate(documents):
            files.append(tmp_path / f"{number}.json")
            files[-1].write_text(json.dumps(one), encoding="utf-8")
        fixed = ("--rules", RULES, "--engine", "plain", "--format", form)
        assert run([str(one) for one in (*files, *fixed, *words)]) == 1
        return fingerprints_in(form, capfd.readouterr().out)

    return call


def fingerprints_in(form: Format, said: str) -> list[str]:
    if form is Format.JSONL:
        lines = map(json.loads, said.splitlines())
        return [one["fingerprint"] for one in lines if "verdict" in one]
    content = json.loads(said)
    if form is Format.GITLAB:
        return [one["fingerprint"] for one in content]
    results = content["runs"][0]["results"]
    return [one["partialFingerprints"]["ssuAudit/v1"] for one in results]


class TestTheForms:
    @pytest.mark.parametrize("form", FORMS)
    def test_tell_the_same_fingerprints_when_records_have_moved(self, form: Format, told) -> None:
        first = told(form, house())
        assert len(set(first)) == len(first) > 6
        assert set(told(form, moved(house(), 2))) == set(first)
        assert set(first) <= set(prints(house()).values())

    @pytest.mark.parametrize("form", FORMS)
    def test_tell_others_under_a_key(self, form: Format, told, tmp_path: Path) -> None:
        (tmp_path / "key").write_bytes(KEY)
        words = ("--pseudonymise", str(tmp_path / "key"))
        hidden = told(form, house(), words=words)
        assert set(hidden).isdisjoint(told(form, house()))
        assert set(hidden) <= set(prints(house(), KEY).values())

    @pytest.mark.parametrize("form", FORMS)
    def test_keep_two_snapshots_of_one_institution_apart(self, form: Format, told) -> None:
        later = house() | {"taken_on": "2026-05-05"}
        both = told(form, house(), later)
        assert len(set(both)) == len(both) == 2 * len(told(form, house()))
        assert both[: len(both) // 2] == told(form, house())

    @pytest.mark.parametrize("form", sorted(set(Format) - set(FORMS)))
    def test_that_tell_none_work_none_out(
        self, form: Format, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(reports, "fingerprints_of", None)
        (tmp_path / "one.json").write_text(json.dumps(house()), encoding="utf-8")
        fixed = ("--rules", RULES, "--engine", "plain", "--format", form)
        words = (tmp_path / "one.json", *fixed, "--output", tmp_path / "report")
        assert run([str(one) for one in words]) == 1

    def test_keep_refused_files_apart_whose_names_are_masked(self, tmp_path: Path, capfd) -> None:
        for name in ("850101300017", "850101300028"):
            (tmp_path / f"{name}.json").write_text("{", encoding="utf-8")
        words = (tmp_path, "--rules", RULES, "--format", Format.GITLAB)
        assert run([str(one) for one in words]) == 3
        issues = json.loads(capfd.readouterr().out)
        assert len({one["location"]["path"] for one in issues}) == 1
        assert len({one["fingerprint"] for one in issues}) == 2
