"""A worksheet holds what a person must see: no subject, no diagnosis, no formula."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from datetime import date
from io import BytesIO

import pytest

from .conftest import ROWS, opened, table

OFFICE = shutil.which("soffice")
NOT_OURS = "javaldx"
"""LibreOffice misses Java on a machine without it; that says nothing of the workbook."""


def test_there_is_a_row_for_each_requirement_that_a_person_must_see(institution, written) -> None:
    rows = table(written(institution, reveal=True))
    assert [(row["Rule"], row["Row of the rule"]) for row in rows] == [
        ("exits-are-free", None),
        ("rooms-are-clean", None),
        ("stay-is-agreeable", None),
        ("contract-is-signed", None),
        ("no-illness", "frequent-seizures"),
        ("no-illness", "psychosis"),
    ]


def test_a_row_says_what_to_look_at_and_what_the_records_show(institution, written) -> None:
    row = table(written(institution))[3]
    assert row["Place in the act"] == "Order No. 9 of 01.01.2023, paragraph 4"
    assert row["Requirement"] == "The contract is signed"
    assert row["What to look at"] == "Look at the contract"
    assert row["What the records show"].endswith("– met: 1; undetermined: 2")
    assert row["Severity"] == "violation"
    assert row["Edition"] == "order-9/original"
    assert row["Provisions"] == "9/4"


def test_events_of_unknown_law_are_not_counted(institution, written) -> None:
    assert table(written(institution))[2]["What the records show"].endswith("undetermined: 2")


def test_a_requirement_without_anybody_to_look_at_has_no_row(institution, written) -> None:
    institution["recipients"] = []
    assert [row["Rule"] for row in table(written(institution))] == [
        "exits-are-free",
        "rooms-are-clean",
    ]


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_it_speaks_three_languages(lang, institution, written) -> None:
    book = opened(written(institution, lang))
    assert book.sheetnames[1] == ROWS[lang]
    title = {"kk": "Шығу жолдары бос", "ru": "Выходы свободны", "en": "The exits are free"}
    assert book[ROWS[lang]]["C2"].value == title[lang]


def test_the_edition_is_that_of_the_audits_day(institution, written) -> None:
    rows = table(written(institution, as_of=date(2026, 4, 2)))
    assert rows[1]["Edition"] == "order-9/amended"


def test_outcomes_are_chosen_and_headings_stay_in_sight(institution, written) -> None:
    sheet = opened(written(institution, "ru"))["Рабочий лист"]
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"Соблюдено,Нарушено,Неприменимо"'
    assert "G2" in choice.sqref
    assert sheet.freeze_panes == "A2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.orientation == "landscape"


def test_nothing_personal_stands_in_it(institution, written) -> None:
    for reveal in (False, True):
        told = everything(written(institution, reveal=reveal))
        secrets = ("Жұмабаев", "Ерлан", "150203900017", "7/2025", "8/2025")
        assert not [secret for secret in secrets if secret in told]


def test_requirements_that_tell_a_diagnosis_stand_by_their_clause(institution, written) -> None:
    told = everything(written(institution))
    named = ("no-illness", "seizures", "Psychosis", "epilepsy", "9/6.1/")
    assert not [name for name in named if name in told]
    row = table(written(institution))[4]
    assert row["Requirement"] == "A contraindication of 6(1)"
    assert row["Rule"] == "order-9/chapter-1-general/seen/6.1/violation/institution"
    assert row["What the records show"] == "Recipient of services – undetermined: 2"


def test_whose_illness_it_is_changes_nothing(institution, written) -> None:
    sheets = []
    for code in ("epilepsy_frequent_seizures", "acute_psychotic_symptoms"):
        institution["recipients"][0]["contraindications"] = [{"code": code}]
        sheets.append(table(written(institution)))
    assert sheets[0] == sheets[1]


def test_a_legal_person_is_named_and_a_natural_person_is_not(institution, written) -> None:
    assert "991240000001/residential" in everything(written(institution))
    institution["institution"] |= {"name": "Сейтқали Айгүл", "bin": "850101400012"}
    told = everything(written(institution))
    assert "Сейтқали" not in told
    assert "850101400012" not in told
    assert "digest-" in told


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_what_begins_like_a_formula_stays_a_text(sign, institution, written) -> None:
    name = f'{sign}HYPERLINK("http://example.org";"x")'
    institution["institution"]["name"] = name
    data = written(institution)
    cell = opened(data)["Institution"]["B3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
    cell = opened(data)["Worksheet"]["D2"]
    assert (cell.value, cell.data_type) == ("=Look at the doors", "s")


def test_no_part_of_it_holds_a_formula(institution, written) -> None:
    institution["institution"]["name"] = "=1+1"
    with zipfile.ZipFile(BytesIO(written(institution))) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/" in name]
        assert len(sheets) == 2
        assert not [name for name in sheets if b"<f>" in archive.read(name)]


def test_what_cannot_be_written_in_a_cell_is_replaced(institution, written) -> None:
    institution["institution"]["name"] = "a\u0007b\u001bc"
    assert opened(written(institution))["Institution"]["B3"].value == "a\ufffdb\ufffdc"


def test_the_same_audit_writes_the_same_bytes(institution, written) -> None:
    assert written(institution) == written(institution)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_an_office_suite_opens_it_without_a_warning(lang, institution, written, tmp_path) -> None:
    file = tmp_path / "sheet.xlsx"
    file.write_bytes(written(institution, lang))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    answer = subprocess.run([*command, str(file)], capture_output=True, text=True, check=True)
    said = [line for line in answer.stderr.splitlines() if line and NOT_OURS not in line]
    assert said == []
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def everything(data: bytes) -> str:
    """All parts of a workbook as one text."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())
