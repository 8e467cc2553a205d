"""An example's facts become a small snapshot in which the subject stands alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.law import vocabulary
from checker.proof.given import document_of

DAY = date(2026, 3, 2)


def document(about: str, **given: Any) -> dict[str, Any]:
    named = {name.replace("__", "."): value for name, value in given.items()}
    return document_of(named, about, vocabulary(), DAY)


def test_a_subject_and_its_ancestors_stand_alone_in_their_lists() -> None:
    found = document("plan", plan__developed_on=DAY, recipient__category="elderly")
    (recipient,) = found["recipients"]
    assert recipient["category"] == "elderly"
    assert recipient["stays"] == [{"plans": [{"developed_on": "2026-03-02"}]}]


def test_a_fact_of_the_subjects_own_records_is_given_as_a_list() -> None:
    found = document(
        "institution", position__position=("economist", "driver"), position__units=(1,)
    )
    assert found["positions"] == [{"position": "economist", "units": 1}, {"position": "driver"}]


def test_records_two_levels_down_hang_on_the_first_record_between() -> None:
    found = document("institution", room__kind=("bedroom", "library"), equipment__quantity=(3,))
    first, second = found["rooms"]
    assert first == {"kind": "bedroom", "equipment": [{"quantity": 3}]}
    assert second == {"kind": "library"}


def test_a_set_of_records_may_be_given_as_choices_or_as_recorded_none() -> None:
    given = document("recipient", recipient__documents=("medical_card", "application"))
    assert given["recipients"][0]["documents"] == [
        {"type": "medical_card"},
        {"type": "application"},
    ]
    none = document("recipient", recipient__documents=None)
    assert none["recipients"][0]["documents"] is None
