"""Reports show who attested what, by role unless names are revealed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker.places import schemas_folder
from checker.report.build import view_of_entries
from checker.report.entries import Entries
from checker.report.json_report import JsonReport
from checker.report.text import TextReport, verdict_lines

from .conftest import filled, seen

SCHEMA = json.loads((schemas_folder() / "report.schema.json").read_text(encoding="utf-8"))
HEALTH = "order-9/chapter-1-general/seen/6.1/violation/institution"
NOTES = {"Remark": "The door of Serik's room", "Evidence file": "serik.jpg"}
FILLING = {
    "exits-are-free": seen("Breached", **NOTES),
    "stay-is-agreeable": seen("Met"),
    "contract-is-signed": seen("Breached", Subject="7/2025/1"),
    "rooms-are-clean": seen("Met", Date="2026-05-01"),
}


@pytest.fixture
def reported(institution, audited, written, read, law) -> Any:
    """The JSON report and the text reports of an audit with a worksheet filled in."""

    def run(filling: Any = FILLING, *, reveal: bool = False, all_of_it: bool = True) -> Any:
        whole = any(name.startswith("no-illness") for name in filling)
        found = read(filled(written(institution, reveal=whole), filling))
        entries = Entries(audited(institution, found), reveal=reveal)
        view = view_of_entries(entries)
        listed = entries.everything() if all_of_it else view.listed
        document = json.loads(b"".join(JsonReport(law).chunks(view, listed)))
        Draft202012Validator(SCHEMA).validate(document)
        texts = {lang: TextReport(law, lang, 100).page(view).plain() for lang in ("kk", "ru", "en")}
        texts["all"] = "".join(verdict_lines(entries.everything(), law, "en", 400))
        return document, texts

    return run


def finding(document: Any, rule: str, subject: str) -> Any:
    (found,) = [
        one
        for one in document["findings"]
        if one["rule"] == rule and one["subject"]["key"] == subject
    ]
    return found


def test_an_attested_verdict_says_so(reported) -> None:
    document, texts = reported()
    found = finding(document, "exits-are-free", "institution")
    assert (found["verdict"], found["decided_by"]) == ("breached", "person")
    assert found["attestation"] == {
        "outcome": "breached",
        "day": "2026-02-20",
        "by": "inspector",
        "place": {"file": "sheet.xlsx", "sheet": "Worksheet", "row": 2},
        "remark": None,
        "evidence_file": None,
        "decides": True,
    }
    said = "Attested by a person: Breached (inspector, 20 Feb 2026; sheet.xlsx, sheet “Worksheet”, row 2)."
    assert found["message"]["en"] == f"An exit is blocked {said}"
    assert said in " ".join(texts["en"].split())
    assert finding(document, "capacity-is-enough", "institution")["attestation"] is None


def test_names_and_remarks_stand_only_in_what_is_revealed(reported) -> None:
    hidden = ("Serik", "Bolatov", "serik.jpg")
    document, texts = reported()
    told = json.dumps(document, ensure_ascii=False) + "".join(texts.values())
    assert not [secret for secret in hidden if secret in told]
    document, texts = reported(reveal=True)
    attestation = finding(document, "exits-are-free", "institution")["attestation"]
    assert attestation["by"] == "Serik Bolatov"
    assert attestation["remark"] == "The door of Serik's room"
    assert all(secret in texts["en"] for secret in hidden)


def test_what_a_person_attests_is_met_without_reserve(reported) -> None:
    _, texts = reported()
    assert "The requirement is fulfilled. Attested by a person: Met" in texts["all"]


def test_against_a_certain_verdict_both_are_shown(reported) -> None:
    document, texts = reported()
    found = finding(document, "contract-is-signed", "7/2025/1")
    assert (found["verdict"], found["decided_by"]) == ("met", "program")
    assert found["attestation"]["outcome"] == "breached"
    assert not found["attestation"]["decides"]
    assert "A person attests: Breached" in found["message"]["en"]
    text = " ".join(texts["en"].split())
    assert "The contract is signed. Attested: Breached. The program's verdict: Met." in text


def test_what_does_not_count_is_listed_with_its_reason(reported) -> None:
    document, texts = reported()
    listed = document["attestations"]
    assert (listed["counted"], listed["verdicts"], listed["withheld"]) == (2, 3, 0)
    found = {one["rule"]: one for one in listed["not_counted"]}
    assert found.keys() == {"contract-is-signed", "rooms-are-clean"}
    assert found["rooms-are-clean"]["standing"] == "after_as_of"
    assert found["contract-is-signed"]["verdicts"] == ["met"]
    assert "Dated after the day of the audit: they are ignored." in texts["en"]
    assert "Attestations that count: 2; verdicts that they decide: 3" in texts["en"]


def test_without_attestations_nothing_is_said_of_them(reported) -> None:
    document, texts = reported({})
    assert document["attestations"] == {
        "counted": 0,
        "verdicts": 0,
        "withheld": 0,
        "not_counted": [],
    }
    assert "ttest" not in texts["en"]


def test_what_has_been_seen_is_not_asked_of_the_inspector_again(reported) -> None:
    before, _ = reported({})
    after, _ = reported()
    looks = [{one["rule"] for one in document["inspector"]} for document in (before, after)]
    assert looks[0] - looks[1] == {"exits-are-free", "stay-is-agreeable", "contract-is-signed"}


class TestHealth:
    """Requirements that tell a diagnosis stay withheld, and so does what was attested of them."""

    @pytest.mark.parametrize(
        "filling", [{"no-illness/psychosis": seen("Breached")}, {HEALTH: seen("Met")}]
    )
    def test_the_place_of_an_attestation_is_withheld(self, filling, reported) -> None:
        document, texts = reported(filling)
        told = json.dumps(document) + "".join(texts.values())
        assert "psychosis" not in told
        withheld = [one for one in document["findings"] if one["withheld"]]
        assert withheld
        assert all(one["attestation"] is None for one in withheld)
        assert {one["decided_by"] for one in withheld} == {"person"}
        assert document["attestations"]["withheld"] == 1
        assert document["attestations"]["counted"] == 0

    def test_what_became_of_it_does_not_tell_whose_illness_it_is(
        self, institution, reported
    ) -> None:
        documents = []
        for code in ("epilepsy_frequent_seizures", "acute_psychotic_symptoms"):
            institution["recipients"][0]["contraindications"] = [{"code": code}]
            institution["recipients"][1]["contraindications"] = []
            document, texts = reported({"no-illness/psychosis": seen("Breached")})
            del document["snapshot"], document["receipt"]["snapshot"]
            texts = {
                lang: [line for line in text.splitlines() if "SHA-256" not in line]
                for lang, text in texts.items()
            }
            documents.append((document, texts))
        assert documents[0] == documents[1]

    def test_another_edition_is_told_without_the_name(self, institution, reported) -> None:
        document, _ = reported({"no-illness/psychosis": seen("Met", Date="2026-05-01")})
        (aside,) = document["attestations"]["not_counted"]
        assert (aside["rule"], aside["row"], aside["standing"]) == (None, None, "after_as_of")
        assert aside["title"]["en"] == "A health requirement of 6(1)"

    def test_revealed_it_is_told_whole(self, reported) -> None:
        document, _ = reported({"no-illness/psychosis": seen("Breached")}, reveal=True)
        found = [one for one in document["findings"] if one["row"] == "psychosis"]
        assert {one["attestation"]["place"]["row"] for one in found} == {7}


def test_the_file_of_a_worksheet_is_named_without_numbers_of_identity(
    institution, written, read, audited, law
) -> None:
    data = filled(written(institution), {"exits-are-free": seen("Met")})
    found = read(data, "150203900017.xlsx")
    view = view_of_entries(Entries(audited(institution, found), reveal=False))
    assert b"150203900017" not in b"".join(JsonReport(law).chunks(view, view.listed))
