"""No name, number, address or diagnosis leaves the program unless it is asked for."""

from __future__ import annotations

from typing import Any

import pytest

from checker.facts.columns import Computed, each
from checker.findings import Evidence, Subject
from checker.law import snapshot_schema, vocabulary
from checker.report.disclosure import Disclosure, is_natural_person, without_numbers
from checker.report.entry import MASK

PERSONAL = (
    "Жұмабаев",
    "Ерлан",
    "150203900017",
    "Абай көшесі",
    "2015-02-03",
    "03.02.2015",
    "3 Feb 2015",
)
CODES = (
    "epilepsy_frequent_seizures",
    "epilepsy_prone_to_generalised_seizures",
    "epilepsy_prone_to_status",
    "epileptiform_frequent_seizures",
    "convulsive_syndrome_other_aetiology",
    "convulsive_syndrome",
    "dangerous_gross_behaviour_disorder",
    "acute_psychotic_symptoms",
)


def seeded(document: dict[str, Any], code: str) -> dict[str, Any]:
    recipient = document["recipients"][1]
    recipient["contraindications"] = [{"code": code}]
    recipient["medical"] = {"seizures_per_month": 7}
    return document


def test_personal_data_of_the_snapshot_stand_in_no_report(institution, audited, written) -> None:
    said = written(audited(institution))
    assert not [secret for secret in PERSONAL if secret in said]


def test_diagnoses_stand_in_no_report(institution, audited, written) -> None:
    named = snapshot_schema()["properties"]["recipients"]["items"]["properties"]
    labels = named["contraindications"]["items"]["properties"]["code"]["x-choices"]
    said = written(audited(seeded(institution, "acute_psychotic_symptoms")))
    assert not [code for code in labels if code in said]
    assert not [text for texts in labels.values() for text in texts.values() if text in said]


def test_recipients_appear_as_their_file_number(institution, audited, written) -> None:
    said = written(audited(institution))
    assert "7/2025" in said
    assert "8/2025" in said


def test_reveal_shows_what_was_masked(institution, audited, written) -> None:
    said = written(audited(seeded(institution, "acute_psychotic_symptoms")), reveal=True)
    assert "2015-02-03" in said
    assert "Acute psychotic symptoms" in said
    assert MASK not in said


@pytest.mark.parametrize("code", CODES[1:])
def test_no_report_tells_which_contraindication_it_was(code, institution, audited, written) -> None:
    one = audited(seeded(institution, CODES[0]))
    other = audited(seeded(institution, code))
    digests = one.judged.snapshot.digest, other.judged.snapshot.digest
    first, second = (
        written(result).replace(digest, "").replace(digest[:16], "")
        for result, digest in zip((one, other), digests, strict=True)
    )
    assert first == second
    assert "A contraindication of 6(1)" in first


def test_two_contraindications_look_like_one(institution, audited, written) -> None:
    one = audited(seeded(institution, CODES[0]))
    two = seeded(institution, CODES[0])
    two["recipients"][1]["contraindications"].append({"code": CODES[6]})
    both = audited(two)
    said = [written(result).replace(result.judged.snapshot.digest, "") for result in (one, both)]
    for result in (one, both):
        said = [text.replace(result.judged.snapshot.digest[:16], "") for text in said]
    assert said[0] == said[1]


def test_an_unrecorded_list_of_diagnoses_is_still_asked_for(institution, audited, written) -> None:
    del institution["recipients"][1]["contraindications"]
    said = written(audited(institution))
    assert '"word":"recipient.contraindications"' in said


def test_what_one_diagnosis_alone_would_ask_for_is_not_asked(institution, audited, written) -> None:
    document = seeded(institution, "epilepsy_prone_to_status")
    del document["recipients"][1]["medical"]
    assert "seizures_per_month" not in written(audited(document))
    assert "seizures_per_month" in written(audited(document), reveal=True)


def test_a_natural_person_as_provider_is_not_named(institution, audited, written) -> None:
    institution["institution"] |= {"name": "Сейтқали Айгүл", "bin": "850101400012"}
    said = written(audited(institution))
    assert "Сейтқали" not in said
    assert "850101400012" not in said


def test_a_legal_person_is_named(institution, audited, written) -> None:
    said = written(audited(institution))
    assert "«Үміт» орталығы" in said
    assert "991240000001" in said


@pytest.mark.parametrize(
    ("record", "natural"),
    [
        ({"bin": "991240000001"}, False),
        ({"bin": "850101400012"}, True),
        ({"bin": "991240000001", "legal_form": "natural_person"}, True),
        ({"name": "X"}, False),
    ],
)
def test_a_natural_person_is_known_by_word_or_by_number(record, natural) -> None:
    assert is_natural_person(record) is natural


def test_numbers_of_identity_are_masked_wherever_they_stand() -> None:
    assert without_numbers("in/850101400012.json") == f"in/{MASK}.json"
    assert without_numbers("1234567890123") == "1234567890123"


def test_a_derived_word_is_as_confidential_as_the_facts_behind_it() -> None:
    def nothing(*_: object) -> None:
        return None

    computed = {
        "recipient.grown_up": Computed(
            "recipient.grown_up", "recipient", ("recipient.birth_date",), nothing
        ),
        "institution.oldest": Computed(
            "institution.oldest", "institution", (each("recipient.birth_date"),), nothing
        ),
    }
    disclosure = Disclosure(vocabulary(), computed, reveal=False)
    assert disclosure.masks("recipient.grown_up")
    assert not disclosure.masks("institution.oldest")
    assert disclosure.fact(Evidence("recipient.grown_up", True, "")).value == MASK


def test_recorded_as_none_is_as_confidential_as_a_value() -> None:
    disclosure = Disclosure(vocabulary(), {}, reveal=False)
    assert disclosure.fact(Evidence("recipient.medical.diagnosis", None, "/x")).value == MASK


def test_a_key_that_looks_like_a_number_of_identity_is_masked() -> None:
    disclosure = Disclosure(vocabulary(), {}, reveal=False)
    shown = disclosure.subject(Subject("specialist", "850101400012", "/specialists/0"))
    assert shown.key == MASK
