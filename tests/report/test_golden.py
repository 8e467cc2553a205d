"""Every form of what the commands tell of every fixture is as it was.

What is kept stands in ``fixtures/reports``, a folder for each fixture: some forms whole, a digest
of each of the others. ``SSU_AUDIT_GOLDEN=write python -m pytest -n2 tests/report/test_golden.py``
writes it anew; read the difference before you commit it. A digest does not show what has changed:
``SSU_AUDIT_GOLDEN_WHOLE=FOLDER`` with the same tests writes every form whole into a folder, once
before and once after the change.
"""

from __future__ import annotations

import os
import shutil
import time
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from golden.commands import (
    ALL_AT_ONCE,
    ENDINGS,
    FIXTURES,
    LANGS,
    THOROUGH,
    Commands,
    Fixture,
    fixtures,
)
from golden.keeping import HOW_TO_WRITE, Kept, strangers
from golden.readable import Readable
from golden.schemas import against_schema

from checker.cli.choices import Format
from checker.cli.messages import law_of
from checker.law import Law

REPORTS: Final = FIXTURES / "reports"
WRITING: Final = os.environ.get("SSU_AUDIT_GOLDEN") == "write"
WHOLE_BELOW: Final = os.environ.get("SSU_AUDIT_GOLDEN_WHOLE")
NAMED: Final = {fixture.name: fixture for fixture in fixtures()}
READ_IN: Final = {
    "home-faulty": "ru",
    "residential-faulty": "kk",
    "semi-residential-faulty": "ru",
    "temporary-stay-faulty": "en",
    "set-home-faulty": "kk",
}
"""In which language most forms are kept whole: each language somewhere, each type in one."""
KEPT_FOR_EACH_TYPE: Final = ("csv", "docx", "github", "gitlab", "junit", "markdown", "xlsx")
KEPT_ONCE: Final = ("calendar", "html", "obligations", "sarif", "worksheet")
KEPT_ONCE_FOR: Final = "home-faulty"


def whole_of(fixture: Fixture) -> frozenset[str]:
    """The forms of a fixture that are kept whole, so that a change of them can be read.

    What other forms tell stands in these too: the JSON of an institution of each type has all
    that can be told of it, in all languages.
    """
    if fixture.name not in THOROUGH:
        return frozenset({"text.ru"})
    lang = READ_IN[fixture.name]
    whole = {f"text.{one}" for one in LANGS} | {f"{form}.{lang}" for form in KEPT_FOR_EACH_TYPE}
    if not fixture.as_set:
        whole.add("json")
    if fixture.name == KEPT_ONCE_FOR:
        whole |= {"jsonl", *(f"{form}.{lang}" for form in KEPT_ONCE)}
    return frozenset(whole)


@pytest.fixture(scope="module")
def law() -> Law:
    return law_of(None)


@pytest.fixture(scope="module")
def readable(law: Law) -> Readable:
    return Readable(law)


@pytest.fixture
def commands(law: Law, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Commands:
    return Commands(law, tmp_path, monkeypatch)


@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: fixture.name)
def test_all_that_is_told_of_a_fixture_is_as_it_was(
    fixture: Fixture, commands: Commands, readable: Readable
) -> None:
    kept = Kept(REPORTS / fixture.name, whole_of(fixture), writing=WRITING)
    wrong: list[str] = []
    for form, data in commands.written_of(fixture):
        text = readable.text(form, data)
        wrong += kept.hold(form, text)
        wrong += (f"{fixture.name}: {one}" for one in against_schema(form, data))
        if WHOLE_BELOW:
            Kept(Path(WHOLE_BELOW) / fixture.name, writing=True).hold(form, text)
    wrong += kept.end()
    if wrong:
        pytest.fail("\n".join([*wrong, HOW_TO_WRITE]), pytrace=False)


def test_nothing_is_kept_of_a_fixture_that_is_gone() -> None:
    assert strangers(REPORTS, NAMED, writing=WRITING) == []


def test_every_form_of_a_report_is_golden() -> None:
    assert set(ENDINGS) == set(Format), "give the new form an ending in golden/commands.py"


def test_every_fixture_that_is_told_in_all_ways_is_there() -> None:
    assert set(READ_IN) == set(THOROUGH) <= set(NAMED)


def test_forms_that_hold_all_languages_are_the_same_for_every_reader(commands: Commands) -> None:
    forms = [form for form in Format if form in ALL_AT_ONCE]
    told = [[*commands.reports(NAMED["home-faulty"], lang, forms)] for lang in LANGS]
    assert told[0] == told[1] == told[2]


def test_no_report_depends_on_the_time_zone_the_locale_or_the_folder(
    commands: Commands, readable: Readable, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = NAMED["home-faulty"]
    expected = {form: readable.text(form, data) for form, data in commands.written_of(here, ["kk"])}
    elsewhere = tmp_path / "ұйым мен қала"
    elsewhere.mkdir()
    shutil.copy(here.folder / here.file, elsewhere)
    for name, value in (("TZ", "Pacific/Kiritimati"), ("LC_ALL", "tr_TR"), ("LANG", "tr_TR")):
        monkeypatch.setenv(name, value)
    time.tzset()
    try:
        there = commands.written_of(replace(here, folder=elsewhere), ["kk"])
        found = {form: readable.text(form, data) for form, data in there}
    finally:
        monkeypatch.undo()
        time.tzset()
    assert [form for form in expected if found[form] != expected[form]] == []
