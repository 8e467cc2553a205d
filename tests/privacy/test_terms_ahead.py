"""What lies ahead of an institution tells no birthday, and no other day that is confidential."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker import api
from checker.law import Law
from checker.report.entries import Entries
from checker.report.entry import MASK
from checker.report.header import header_of
from checker.report.horizon import HorizonView, horizon_of
from checker.report.icalendar_file import CalendarFile

from .canary import Canary, leaves_of, retold
from .conftest import looking_ahead
from .forms import LANGS

INSTITUTIONS = Path(__file__).parents[2] / "fixtures" / "institutions"
NAMES = (
    "residential-children-psychoneurological-sound",
    "semi-residential-sound",
    "home-sound",
    "temporary-stay-night-shelter-sound",
)


@pytest.fixture(scope="module", params=NAMES)
def document(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((INSTITUTIONS / f"{request.param}.json").read_bytes())
    return found


def ahead_of(document: dict[str, Any], law: Law) -> tuple[HorizonView, dict[str, str]]:
    """What lies ahead, and the calendar files that say it."""
    result = looking_ahead(api.load_snapshot(document), law)
    disclosure = Entries(result, reveal=False).disclosure
    view = horizon_of(result, disclosure)
    assert view is not None
    files = {}
    for lang in LANGS:
        file = CalendarFile(law, lang)
        file.add(header_of(result, disclosure, selected=False), view)
        files[lang] = file.content().decode().replace("\r\n ", "")
    return view, files


def told(view: HorizonView) -> set[tuple[object, ...]]:
    """The days that are told of somebody."""
    return {
        (one.entry.rule, one.entry.row, one.entry.subject, one.change, one.day, one.breached_from)
        for one in view.entries
        if one.entry.subject.key != MASK
    }


def test_a_confidential_day_moves_no_day_that_is_told_of_somebody(
    document: dict[str, Any], law: Law
) -> None:
    view, _ = ahead_of(document, law)
    moved, _ = ahead_of(retold(document, kinds="dates"), law)
    assert len(told(view)) > 20
    assert told(view) == told(moved)


def test_the_calendar_file_holds_no_birthday_and_no_number_of_identity(
    document: dict[str, Any], law: Law
) -> None:
    secret = {
        str(leaf.holder(document)[leaf.path[-1]])
        for leaf in leaves_of(document)
        if leaf.confidential and leaf.path[-1] in ("birth_date", "iin")
    }
    assert len(secret) > 20
    for said in ahead_of(document, law)[1].values():
        assert "BEGIN:VEVENT" in said
        assert not [one for one in secret if one in said or one.replace("-", "") in said]


def test_a_natural_person_is_named_in_no_calendar_file(document: dict[str, Any], law: Law) -> None:
    canary = Canary("home", listed={})
    document = json.loads(json.dumps(document))
    document["institution"] |= {
        name: canary.document["institution"][name] for name in ("name", "bin", "legal_form")
    }
    for said in ahead_of(document, law)[1].values():
        assert canary.told_by(said) == []
