"""The worksheet on the command line: written by one command, read back by another."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from checker.auditing.attested import Standing
from checker.cli.start import run
from checker.places import schemas_folder
from checker.texts import LANGUAGES

from .conftest import INSTITUTION, RULES, edited, filled, seen, table

SCHEMA = json.loads((schemas_folder() / "report.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def command(capfd, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """Run the command by the rules for the eye."""
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")

    def call(*words: object) -> tuple[int, str, str]:
        code = run([str(one) for one in (*words, "--rules", RULES, "--engine", "plain")])
        said = capfd.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def snapshot(save, institution) -> Path:
    """The snapshot of an institution in which nothing is left open for want of data."""
    institution["institution"]["design_capacity"] = 20
    institution["recipients"] = []
    return save(institution, "institution.json")


@pytest.fixture
def sheet(command, snapshot, tmp_path) -> Path:
    """Its worksheet."""
    file = tmp_path / "sheet.xlsx"
    code, out, err = command("worksheet", snapshot, "--output", file)
    assert (code, out, err) == (0, f"Written: {file}, 2 rows\n", "")
    return file


def fill(sheet: Path, outcome: str = "Breached") -> Path:
    sheet.write_bytes(filled(sheet.read_bytes(), {"exits-are-free": seen(outcome)}))
    return sheet


def test_a_breach_attested_makes_the_exit_code_1(command, snapshot, sheet) -> None:
    assert command(snapshot)[0] == 0
    assert command(snapshot, "--attest", fill(sheet))[0] == 1


def test_the_report_names_the_worksheet(command, snapshot, sheet) -> None:
    _, out, _ = command(snapshot, "--attest", fill(sheet), "--format", "json")
    document = json.loads(out)
    Draft202012Validator(SCHEMA).validate(document)
    (found,) = [one for one in document["findings"] if one["rule"] == "exits-are-free"]
    assert found["attestation"]["place"] == {"file": str(sheet), "sheet": "Worksheet", "row": 2}


def test_several_files_may_be_given(command, snapshot, sheet, save) -> None:
    text = (
        'attestation_version: "1"\ninstitution: 991240000001/residential\nattestations:\n'
        "- {rule: rooms-are-clean, edition: order-9/original, outcome: met, day: 2026-02-20, "
        "inspector: Serik}\n"
    )
    other = save(text.encode(), "seen.yaml")
    code, out, _ = command(
        snapshot, "--attest", fill(sheet, "Met"), "--attest", other, "--format", "json"
    )
    assert code == 0
    assert json.loads(out)["attestations"]["counted"] == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_worksheet_that_does_not_fit_is_refused(lang, command, snapshot, sheet) -> None:
    sheet.write_bytes(edited(fill(sheet).read_bytes(), lambda rows: rows.__setitem__("H2", "?")))
    code, out, err = command(snapshot, "--attest", sheet, "--lang", lang)
    assert (code, out) == (3, "")
    assert err.startswith(f"{sheet} [Worksheet]:2:8: ")


def test_a_file_that_is_not_there_is_refused(command, snapshot, tmp_path) -> None:
    code, _, err = command(snapshot, "--attest", tmp_path / "nothing.xlsx")
    assert code == 3
    assert "There is no such file." in err


def test_of_several_institutions_each_gets_its_own(command, snapshot, sheet, save) -> None:
    other = deepcopy(INSTITUTION)
    other["institution"] |= {"bin": "991240000002", "design_capacity": 20}
    other["recipients"] = []
    files = snapshot, save(other, "other.json")
    _, out, _ = command(*files, "--attest", fill(sheet), "--format", "json")
    document = json.loads(out)
    Draft202012Validator(SCHEMA).validate(document)
    assert [part["attestations"]["counted"] for part in document["parts"]] == [1, 0]
    assert all(part["attestations"]["not_counted"] == [] for part in document["parts"])
    assert document["attestations_elsewhere"] == []


def test_what_is_about_none_of_several_is_told_at_the_end(command, snapshot, sheet, save) -> None:
    fill(sheet)
    other = deepcopy(INSTITUTION) | {"recipients": []}
    other["institution"] |= {"bin": "991240000002"}
    files = [save(deepcopy(other), "a.json"), save(deepcopy(other), "b.json")]
    _, out, _ = command(*files, "--attest", sheet, "--format", "json")
    document = json.loads(out)
    Draft202012Validator(SCHEMA).validate(document)
    assert [one["place"]["row"] for one in document["attestations_elsewhere"]] == [2]
    _, out, _ = command(*files, "--attest", sheet)
    assert "Attestations about none of these institutions" in out
    assert "rows: 2" in " ".join(out.split())


def test_a_worksheet_is_never_written_over(command, snapshot, sheet) -> None:
    before = fill(sheet).read_bytes()
    code, _, err = command("worksheet", snapshot, "--output", sheet)
    assert code == 2
    assert "already filled in" in err
    assert command(snapshot, "--attest", sheet, "--output", sheet)[0] == 2
    assert sheet.read_bytes() == before


def test_a_worksheet_is_about_one_institution_and_goes_to_a_file(
    command, snapshot, tmp_path
) -> None:
    assert command("worksheet", tmp_path, "--output", tmp_path / "x.xlsx")[0] == 2
    assert command("worksheet", snapshot, "--output", "-")[0] == 2
    assert command("worksheet", snapshot)[0] == 2


def test_a_snapshot_that_does_not_fit_makes_no_worksheet(command, save, tmp_path) -> None:
    code, _, err = command("worksheet", save({}, "a.json"), "--output", tmp_path / "x.xlsx")
    assert code == 3
    assert "a.json" in err
    assert not (tmp_path / "x.xlsx").exists()


def test_requirements_can_be_chosen(command, snapshot, tmp_path) -> None:
    file = tmp_path / "x.xlsx"
    assert command("worksheet", snapshot, "--output", file, "--select", "rule:rooms*")[0] == 0
    assert [row["Rule"] for row in table(file.read_bytes())] == ["rooms-are-clean"]


def test_what_was_not_chosen_is_told(command, snapshot, sheet) -> None:
    fill(sheet)
    words = (snapshot, "--attest", sheet, "--select", "rule:rooms*", "--format", "json")
    (aside,) = json.loads(command(*words)[1])["attestations"]["not_counted"]
    assert aside["standing"] == "not_judged"


def test_the_schema_knows_every_standing() -> None:
    aside = SCHEMA["$defs"]["aside"]["properties"]["standing"]["enum"]
    assert set(aside) == set(Standing) - {Standing.COUNTS}
