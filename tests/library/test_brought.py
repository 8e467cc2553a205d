"""What is brought to an audit beside the snapshot: waivers, a baseline, attestations."""

from __future__ import annotations

import json
import re
import textwrap
from pathlib import Path
from typing import Any

import pytest

import checker
from checker import (
    ExitCode,
    Law,
    Refused,
    Verdict,
    WaiverStanding,
    api,
    load_attestations,
    load_baseline,
    load_packs,
    load_snapshot,
    load_waivers,
)
from checker.cli.start import run

TESTS = Path(__file__).parents[1]
TOLERANT, SEEN = TESTS / "audit" / "tolerated_rules", TESTS / "worksheet" / "rules"
PREMISES = ("has_library", "has_pool", "has_lift", "has_food_store", "has_vegetable_store")
WAIVERS = """\
waivers_version: "1"
waivers:
- name: repairs
  institution: {bin: "991240000001"}
  rule: capacity-is-enough
  legal_basis: Decision No. 5
  issued_by: Department
  from: 2026-01-10
  until: 2026-12-31
  reason: Serik has the key
- name: old-one
  institution: {bin: "991240000001"}
  provision: 7/6
  legal_basis: Decision No. 4
  issued_by: Department
  from: 2025-01-10
  until: 2025-12-31
  reason: Serik was ill
- name: idle-one
  institution: {bin: "991240000001"}
  rule: stores-of-two-kinds
  legal_basis: Decision No. 3
  issued_by: Department
  from: 2026-01-10
  until: 2026-12-31
  reason: Serik is away
- name: stranger
  institution: {bin: "991240000002"}
  rule: capacity-is-enough
  legal_basis: Decision No. 2
  issued_by: Department
  from: 2026-01-10
  until: 2026-12-31
  reason: Serik is away
"""
ATTESTED = """\
attestation_version: "1"
institution: 991240000001/residential
attestations:
- rule: exits-are-free
  edition: order-9/original
  outcome: met
  day: 2026-02-20
  inspector: Serik Bolatov
"""


def document(**facts: Any) -> dict[str, Any]:
    """An institution that is too small, and keeps every other rule unless facts say otherwise."""
    stay = {"number": "1", "admitted_on": "2025-01-10", "contract": {"signed_on": None}}
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-01",
        "institution": {
            "name": "«Үміт» орталығы",
            "bin": "991240000001",
            "type": "residential",
            "design_capacity": 5,
            "premises": dict.fromkeys(PREMISES, True),
            **facts,
        },
        "recipients": [
            {
                "file_number": "7",
                "contraindications": [],
                "stays": [stay | {"reviews": [], "absences": []}],
            }
        ],
    }


@pytest.fixture(scope="module")
def packs() -> Law:
    return load_packs(TOLERANT)


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    """The breaches of the institution as long as it was large enough: one."""
    file, target = tmp_path / "before.json", tmp_path / "baseline.json"
    file.write_text(json.dumps(document(design_capacity=50)), encoding="utf-8")
    words = (file, "--rules", TOLERANT, "--engine", "plain", "--output", target)
    assert run(["baseline", *map(str, words)]) == 0
    return target


def audited(packs: Law, **brought: Any) -> checker.Audit:
    return checker.audit(load_snapshot(document()), packs, engine="plain", **brought)


def test_without_any_of_them_nothing_is_told_of_them(packs: Law) -> None:
    found = audited(packs)
    assert found.exit_code() is ExitCode.BREACH
    assert (found.waivers, found.baseline, found.attestations.any) == ((), None, False)
    assert not [one for one in found.findings if one.excused or one.attested]


def test_a_waived_breach_shows_its_waiver_and_stays_a_breach(packs: Law) -> None:
    found = audited(packs, waivers=load_waivers(WAIVERS.encode(), packs))
    waived = {one.rule: one for one in found.findings if one.waived}
    assert list(waived) == ["capacity-is-enough"]
    one = waived["capacity-is-enough"]
    assert (one.verdict, one.excused, one.known) == (Verdict.BREACHED, True, False)
    assert one.waived is not None
    assert one.waived.name == "repairs"
    assert one.waived.reason is None
    assert "repairs" in one.message("en")
    assert found.exit_code() is ExitCode.BREACH  # the contract is not waived any longer


def test_each_waiver_has_its_standing(packs: Law) -> None:
    found = audited(packs, waivers=load_waivers(WAIVERS.encode(), packs, name="waivers.yaml"))
    assert {one.waived.name: one.standing for one in found.waivers} == {
        "repairs": WaiverStanding.USED,
        "old-one": WaiverStanding.EXPIRED,
        "idle-one": WaiverStanding.UNUSED,
        "stranger": WaiverStanding.OTHER_INSTITUTION,
    }
    assert {(one.file, one.line) for one in found.waivers} == {
        ("waivers.yaml", line) for line in (3, 11, 19, 27)
    }


def test_the_reason_of_a_waiver_is_shown_when_it_is_revealed(packs: Law) -> None:
    found = audited(packs, waivers=load_waivers(WAIVERS.encode(), packs), reveal=True)
    assert [one.waived.reason for one in found.findings if one.waived] == ["Serik has the key"]


def test_waivers_with_mistakes_are_refused_with_all_of_them(packs: Law) -> None:
    wrong = WAIVERS.replace("rule: capacity", "rule: kapacity").replace("7/6", "7/66")
    with pytest.raises(Refused) as refused:
        load_waivers(wrong.encode(), packs, name="w.yaml")
    assert len(refused.value.mistakes) == 3
    assert {one.file for one in refused.value.mistakes} == {"w.yaml"}


def test_a_known_breach_is_marked_and_a_new_one_is_not(packs: Law, baseline: Path) -> None:
    found = audited(packs, baseline=load_baseline(baseline))
    breaches = {one.rule: one.known for one in found.findings if one.verdict is Verdict.BREACHED}
    assert breaches == {"contract-is-dated": True, "capacity-is-enough": False}
    assert found.exit_code() is ExitCode.BREACH
    assert found.baseline is not None
    assert (found.baseline.listed, found.baseline.new, found.baseline.mended) == (True, 1, ())


def test_what_is_waived_and_what_is_known_causes_no_exit_code_1(packs: Law, baseline: Path) -> None:
    waivers = load_waivers(WAIVERS.encode(), packs)
    found = audited(packs, waivers=waivers, baseline=load_baseline(baseline.read_bytes()))
    assert found.counts[Verdict.BREACHED] == 2
    assert found.exit_code() is ExitCode.FINE


def test_a_file_that_is_no_baseline_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        load_baseline(b"{}", name="known.json")
    assert {one.file for one in refused.value.mistakes} == {"known.json"}


def test_an_attestation_decides_what_is_open_and_says_so() -> None:
    packs = load_packs(SEEN)
    seen = load_attestations(ATTESTED.encode(), packs)
    found = checker.audit(load_snapshot(document()), packs, engine="plain", attestations=seen)
    decided = [one for one in found.everything() if one.attested is not None]
    assert [(one.rule, one.verdict) for one in decided] == [("exits-are-free", Verdict.MET)]
    assert decided[0].decided_by == "person"
    assert decided[0].attested is not None
    assert decided[0].attested.by is None
    assert found.attestations.counted == 1


@pytest.mark.parametrize("reveal", [False, True])
def test_the_report_is_that_of_the_command(
    reveal: bool, packs: Law, baseline: Path, tmp_path: Path
) -> None:
    files = {"one.json": json.dumps(document()), "waivers.yaml": WAIVERS}
    paths = {name: tmp_path / name for name in files}
    for name, content in files.items():
        paths[name].write_text(content, encoding="utf-8")
    words = [paths["one.json"], "--rules", TOLERANT, "--engine", "plain", "--as-of", "2026-03-01"]
    words += ["--waivers", paths["waivers.yaml"], "--baseline", baseline]
    words += ["--output", tmp_path / "report.json", *(["--reveal"] if reveal else [])]
    assert run([str(word) for word in words]) == 0
    found = checker.audit(
        load_snapshot(paths["one.json"]),
        packs,
        engine="plain",
        reveal=reveal,
        waivers=load_waivers(paths["waivers.yaml"], packs),
        baseline=load_baseline(baseline),
    )
    assert json.loads(found.to_json()) == json.loads((tmp_path / "report.json").read_bytes())


def test_the_example_of_the_description_runs(
    packs: Law,
    baseline: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (example,) = re.findall(r"::\n\n((?:    .*\n|\n)+)", api.__doc__ or "")
    (tmp_path / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    assert baseline == tmp_path / "baseline.json"
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {name: getattr(checker, name) for name in checker.__all__}
    snapshot = load_snapshot(document(premises=dict.fromkeys(PREMISES, False)))
    exec(textwrap.dedent(example), names | {"packs": packs, "snapshot": snapshot})
    told = capsys.readouterr().out.splitlines()
    assert {"repairs used 1", "old-one expired 0", "idle-one used 2"} <= set(told)
    assert "has-a-lift institution" in told
    assert not [line for line in told if line.startswith(("capacity", "contract", "stores"))]
