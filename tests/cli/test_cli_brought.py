"""What is tolerated, refused or brought along is told in every form that people read."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from jsonschema import Draft7Validator
from openpyxl import load_workbook

from checker.auditing.identity import institution_mark
from checker.cli.choices import Format
from checker.cli.forms import MACHINE_FORMATS
from checker.texts import LANGUAGES, text

TESTS = Path(__file__).parents[1]
RULES = TESTS / "audit" / "tolerated_rules"
SARIF = TESTS / "data" / "sarif-2.1.0.schema.json"
PEOPLE = (Format.TEXT, Format.HTML, Format.XLSX, Format.DOCX, Format.MARKDOWN)
PERSON = "850101300017"
FIRST, SECOND, THIRD = "991240000001", "991240000002", "991240000003"
WAIVER = """\
- name: {name}
  institution: {{bin: "{number}"}}
  {what}
  legal_basis: Decision No. 5 of 10.01.2025
  issued_by: Department of social protection
  from: {since}
  until: {until}
  reason: Serik has the key
"""
ATTESTED = """\
attestation_version: "1"
institution: {mark}
attestations:
- rule: has-a-lift
  edition: order-7/original
  outcome: met
  day: 2026-02-20
  inspector: Serik
"""


def waiver(name: str, number: str, what: str, since: str, until: str) -> str:
    return WAIVER.format(name=name, number=number, what=what, since=since, until=until)


WAIVERS = 'waivers_version: "1"\nwaivers:\n' + "".join(
    (
        waiver("repairs", FIRST, "rule: capacity-is-enough", "2026-01-10", "2026-03-01"),
        waiver("old-one", FIRST, "provision: 7/6", "2025-01-10", "2026-02-28"),
        waiver("idle-one", FIRST, "rule: has-a-library", "2026-01-10", "2026-12-31"),
        waiver("too-early", FIRST, "rule: has-a-library", "2026-03-02", "2026-12-31"),
    )
)
STANDINGS = {"used": 3, "expired": 11, "unused": 19, "not_begun": 27}
"""Each waiver's standing, and the line of the file on which it begins."""
NAMES = {"used": "repairs", "expired": "old-one", "unused": "idle-one", "not_begun": "too-early"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names of files are short enough not to be broken at the end of a line."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def document() -> dict[str, Any]:
    """An institution with two breaches."""
    premises = ("has_library", "has_pool", "has_food_store", "has_vegetable_store")
    return {
        "snapshot_version": "1",
        "taken_on": "2026-03-01",
        "institution": {
            "name": "«Үміт» орталығы",
            "bin": FIRST,
            "type": "residential",
            "design_capacity": 5,
            "premises": dict.fromkeys(premises, True) | {"has_lift": False},
        },
        "recipients": [],
    }


@pytest.fixture
def other(document) -> dict[str, Any]:
    """Another institution."""
    found = deepcopy(document)
    found["institution"]["bin"] = SECOND
    return found


@pytest.fixture
def waivers() -> Path:
    """A waiver that is used, one that expired, one that is idle, and one that is too early."""
    file = Path("waivers.yaml")
    file.write_text(WAIVERS, encoding="utf-8")
    return file


@pytest.fixture
def run(command) -> Callable[..., Any]:
    """Run a command by the rules for waivers."""
    return lambda *words: command(*words, "--rules", RULES, "--engine", "plain")


@pytest.fixture
def told(run) -> Callable[..., str]:
    """What a report in some form tells a reader, on one line."""

    def write(form: str, *words: object) -> str:
        target = Path("report")
        run(*words, "--format", form, "--output", target)
        return read(target, form)

    return write


def read(file: Path, form: str) -> str:
    """The words of a report, whatever they are packed in."""
    if form == Format.XLSX:
        summary = load_workbook(BytesIO(file.read_bytes())).worksheets[0]
        said = " ".join(str(cell) for row in summary.values for cell in row if cell)
    elif form == Format.DOCX:
        said = " ".join(one.text for one in docx.Document(str(file)).paragraphs)
    else:
        said = file.read_text(encoding="utf-8")
    if form == Format.HTML:
        said = html.unescape(re.sub("<[^>]*>", "", said))
    if form == Format.MARKDOWN:
        said = re.sub(r"\\(.)", r"\1", said)
    return " ".join(said.split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", PEOPLE)
class TestEveryFormThatPeopleRead:
    def test_names_each_waiver_with_its_standing_and_place(
        self, form, lang, told, save, document, waivers
    ) -> None:
        said = told(form, save(document), "--waivers", waivers, "--lang", lang)
        assert text(lang, "report.section.waivers") in said
        for standing, line in STANDINGS.items():
            head = text(lang, f"report.waiver.{standing}")
            place = text(lang, "report.attested.line", file=str(waivers), row=str(line))
            after = said.partition(head)[2]
            assert NAMES[standing] in after
            assert place in after.partition(NAMES[standing])[2]
        assert text(lang, "report.excuse.waived_count", number=1) in said

    def test_tells_known_breaches_from_new_and_mended_ones(
        self, form, lang, run, told, save, document
    ) -> None:
        known = Path("baseline.json")
        run("baseline", save(document), "--output", known)
        premises = document["institution"]["premises"]
        premises |= {"has_lift": True, "has_food_store": False}
        said = told(form, save(document), "--baseline", known, "--lang", lang)
        assert text(lang, "report.section.baseline") in said
        assert text(lang, "report.excuse.known_count", number=1) in said
        assert text(lang, "report.excuse.new_count", number=1) in said
        assert text(lang, "report.excuse.mended", number=1) in said

    def test_says_that_a_baseline_does_not_know_the_institution(
        self, form, lang, run, told, save, document, other
    ) -> None:
        known = Path("baseline.json")
        run("baseline", save(other), "--output", known)
        said = told(form, save(document), "--baseline", known, "--lang", lang)
        assert text(lang, "report.excuse.not_listed") in said

    def test_tells_what_is_for_none_of_several_institutions(
        self, form, lang, told, save, document, other, waivers
    ) -> None:
        waivers.write_text(WAIVERS.replace(FIRST, THIRD), encoding="utf-8")
        seen = Path("seen.yaml")
        seen.write_text(ATTESTED.format(mark=f"{THIRD}/residential"), encoding="utf-8")
        files = save(document), save(other, "other.json")
        brought = ("--waivers", waivers, "--attest", seen)
        said = told(form, *files, *brought, "--lang", lang)
        assert text(lang, "report.section.elsewhere") in said
        assert text(lang, "report.attested.lines", file=str(seen), rows="4") in said
        after = said.partition(text(lang, "report.section.waivers_elsewhere"))[2]
        assert all(name in after for name in NAMES.values())


def test_a_report_says_nothing_of_what_was_not_brought(told, save, document) -> None:
    for form in PEOPLE:
        said = told(form, save(document))
        for name in ("waivers", "baseline", "elsewhere", "waivers_elsewhere", "refused"):
            assert text("en", f"report.section.{name}") not in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", Format)
def test_every_form_of_a_batch_tells_what_was_refused(
    form, lang, told, save, document, other
) -> None:
    other["institution"]["colour"] = "blue"
    files = save(document), save(other, "other.json"), save({}, "empty.json")
    said = told(form, *(file.name for file in files), "--lang", lang)
    assert all(one in said for one in ("other.json:1:", "colour", "empty.json:1:1"))


def test_a_text_beside_standard_error_counts_the_mistakes_told_there(run, save, document) -> None:
    answer = run(save(document), save({}, "empty.json"))
    assert "3 mistakes (printed on standard error)" in " ".join(answer.out.split())
    assert answer.err.count("empty.json:1:1") == 3
    assert "empty.json:1:1" not in answer.out


@pytest.mark.parametrize("form", [*PEOPLE, Format.JSONL])
def test_an_attestation_of_an_institution_is_told_in_its_part(form, told, save, document) -> None:
    seen = Path("seen.yaml")
    mark = institution_mark(document["institution"])
    seen.write_text(ATTESTED.format(mark=mark), encoding="utf-8")
    said = told(form, save(document), "--attest", seen)
    assert text("en", "report.standing.differs") in said


class TestNothingPersonalIsTold:
    @pytest.mark.parametrize("form", Format)
    def test_by_the_name_of_a_file(self, form, run, save, document, other) -> None:
        waivers = Path(f"waivers {PERSON}.yaml")
        waivers.write_text(WAIVERS.replace(FIRST, THIRD), encoding="utf-8")
        seen = Path(f"seen {PERSON}.yaml")
        seen.write_text(ATTESTED.format(mark=f"{THIRD}/residential"), encoding="utf-8")
        files = save(document, f"{PERSON}.json"), save(other), save({}, f"empty {PERSON}.json")
        target = Path("report")
        brought = ("--waivers", waivers, "--attest", seen)
        reveal = ("--reveal",) if form in MACHINE_FORMATS else ()
        run(*files, *brought, *reveal, "--format", form, "--output", target)
        assert PERSON not in read(target, form)
        assert "Serik" not in read(target, form)

    def test_to_a_service_even_by_the_options(self, run, save, document, waivers) -> None:
        words = ("--waivers", waivers, "--select", "rule:has-a-lift", "--reveal", "--all")
        found = json.loads(run(save(document), *words, "--format", "sarif").out)
        Draft7Validator(json.loads(SARIF.read_text(encoding="utf-8"))).validate(found)
        (one,) = found["runs"]
        assert one["invocations"][0]["properties"]["options"] == {"all": True}
        receipt = one["artifacts"][0]["properties"]["receipt"]
        assert [given["file"] for given in receipt["waivers"]] == [str(waivers)]


@pytest.mark.parametrize("form", [Format.HTML, Format.XLSX])
def test_the_files_that_were_brought_and_the_options_are_told(
    form, told, save, document, waivers
) -> None:
    said = told(form, save(document), "--waivers", waivers, "--as-of", date(2026, 3, 1), "--all")
    assert text("en", "report.head.digest_waivers") in said
    assert f"{waivers}: " in said
    assert "--as-of 2026-03-01 --all" in said


def test_json_lines_tell_waivers_and_the_baseline_of_their_part(
    run, save, document, waivers
) -> None:
    known = Path("baseline.json")
    run("baseline", save(document), "--output", known)
    words = ("--waivers", waivers, "--baseline", known, "--format", "jsonl")
    first, *_ = map(json.loads, run(save(document), *words).out.splitlines())
    assert [one["name"] for one in first["waivers"]["expired"]] == ["old-one"]
    assert first["baseline"] == {"listed": True, "new": 0, "mended": []}
    assert (first["summary"]["waived"], first["summary"]["known"]) == (1, 2)
    assert first["receipt"]["baseline"]["file"] == str(known)
