"""Attestations as a text file say the same as a worksheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.source.mistakes import Refused

from .conftest import changes, filled, seen

YAML = """\
attestation_version: "1"
institution: 991240000001/residential
attestations:
- rule: exits-are-free
  edition: order-9/original
  outcome: met
  day: 2026-02-20
  inspector: Serik Bolatov
- rule: no-illness
  row: psychosis
  provisions: [9/6.1/psychosis]
  edition: order-9/original
  outcome: breached
  day: "2026-02-21"
  inspector: Serik Bolatov
  remark: "seen: the papers"
  evidence_file: a.jpg
  subject: 7/2025
"""


def test_it_changes_exactly_what_it_attests(institution, audited, read) -> None:
    found = read(YAML.encode(), "seen.yaml")
    assert changes(audited(institution), audited(institution, found)) == {
        ("exits-are-free", None, "institution"): ("undetermined", "met"),
        ("no-illness", "psychosis", "7/2025"): ("undetermined", "breached"),
    }


def test_both_forms_say_the_same(institution, written, read) -> None:
    others = {"Remark": "seen: the papers", "Evidence file": "a.jpg", "Subject": "7/2025"}
    filling = {
        "exits-are-free": seen("Met"),
        "no-illness/psychosis": seen("Breached", Date="2026-02-21", **others),
    }
    sheet = read(filled(written(institution, reveal=True), filling))
    text = read(YAML.encode(), "seen.yaml")
    assert [replace(one, file="", sheet="", line=0) for one in sheet] == [
        replace(one, file="", sheet="", line=0) for one in text
    ]
    assert [(one.file, one.sheet, one.line) for one in text] == [
        ("seen.yaml", "", 4),
        ("seen.yaml", "", 9),
    ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("rule: exits-are-free", "rule: exits-are-fre", "4:9"),
        ("row: psychosis", "row: psychoses", "10:8"),
        ("  row: psychosis\n", "", "9:3"),
        ("[9/6.1/psychosis]", "[9/1/exits]", "11:15"),
        ("outcome: met", "outcome: fine", "6:12"),
        ("day: 2026-02-20", "day: 2026-02-30", "7:8"),
        ("  inspector: Serik Bolatov\n- ", "- ", "4:3"),
        ("edition: order-9/original\n  outcome: met", "outcome: met", "4:3"),
        ("991240000001/residential", "991240000001", "2:14"),
        ("evidence_file", "evidence", "17:3"),
        ('"1"', '"2"', "1:22"),
    ],
)
def test_what_does_not_fit_is_refused_at_its_line(old, new, place, read) -> None:
    assert old in YAML
    with pytest.raises(Refused) as caught:
        read(YAML.replace(old, new, 1).encode(), "seen.yaml")
    assert caught.value.mistakes[0].say("en").startswith(f"seen.yaml:{place}")


def test_a_breach_is_not_laid_to_withheld_requirements(read) -> None:
    shared = "order-9/chapter-1-general/seen/6.1/violation/institution"
    text = YAML.replace("rule: exits-are-free", f"rule: {shared}").replace("met", "breached")
    with pytest.raises(Refused) as caught:
        read(text.encode(), "seen.yaml")
    assert "stands for several requirements" in caught.value.mistakes[0].say("en")
