"""LibreOffice opens the workbook and the draft without a warning and puts them on pages."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from checker.auditing.result import AuditResult
from checker.law import Law
from checker.report.build import view_of_entries
from checker.report.document import Document, Part
from checker.report.entries import Entries
from checker.texts import text

OFFICE = shutil.which("soffice")
NOT_OURS = "javaldx"
"""LibreOffice misses Java on a machine without it; that says nothing of the document."""
LANGS = ("kk", "ru", "en")
KAZAKH = frozenset("ӘәҒғҚқҢңӨөҰұҮүҺһІі")
A4 = (595, 842)
"""In points."""

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture
def pages(
    audited: Callable[..., AuditResult], institution: dict[str, Any], law: Law, tmp_path: Path
) -> Callable[..., PdfReader]:
    """The pages of a report in a format, as the office suite lays them out."""

    def lay_out(name: str, ending: str, lang: str) -> PdfReader:
        view = view_of_entries(Entries(audited(institution), reveal=False))
        document = Document((Part(view, view.listed, 1, {}),), (), 1, lang)
        module: Any = import_module(f"checker.report.formats.{name}")
        file = tmp_path / f"report.{ending}"
        file.write_bytes(b"".join(module.render(document, law)))
        home = f"-env:UserInstallation=file://{tmp_path}/home"
        command = [str(OFFICE), home, "--headless", "--convert-to", "pdf", "--outdir"]
        answer = subprocess.run(
            [*command, str(tmp_path), str(file)], capture_output=True, text=True, check=True
        )
        said = [line for line in answer.stderr.splitlines() if line and NOT_OURS not in line]
        assert said == []
        return PdfReader(tmp_path / "report.pdf")

    return lay_out


def common(words: str) -> str:
    """A text without spaces and without the letters that only Kazakh has.

    Where the first font at hand lacks them, a page holds them apart from their words.
    """
    return "".join(sign for sign in words if not sign.isspace() and sign not in KAZAKH)


def words_of(page: Any) -> str:
    """The text of a page, as ``common`` leaves it."""
    return common(page.extract_text())


def shape_of(page: Any) -> tuple[int, int]:
    return round(page.mediabox.width), round(page.mediabox.height)


@pytest.mark.parametrize("lang", LANGS)
def test_the_workbook_is_laid_out_on_landscape_pages(lang, pages) -> None:
    laid_out = pages("spreadsheet", "xlsx", lang).pages
    assert {shape_of(page) for page in laid_out} == {(A4[1], A4[0])}
    whole = "".join(words_of(page) for page in laid_out)
    for message in (
        "report.head.title",
        "formats.column.evidence",
        "office.column.look_at",
        "office.column.requirements",
    ):
        assert common(text(lang, message)) in whole
    assert common("«Үміт» орталығы") in whole


@pytest.mark.parametrize("lang", LANGS)
def test_the_draft_is_laid_out_and_every_page_says_what_it_is(lang, pages) -> None:
    laid_out = pages("act_draft", "docx", lang).pages
    assert len(laid_out) > 2
    assert {shape_of(page) for page in laid_out} == {A4}
    for number, page in enumerate(laid_out, start=1):
        told = words_of(page)
        assert common(text(lang, "office.act.header")) in told
        footer = text(lang, "office.act.page", institution="«Үміт» орталығы")
        assert common(f"{footer} {number}") in told
    first, last = words_of(laid_out[0]), words_of(laid_out[-1])
    assert common(text(lang, "office.act.section.institution")) in first
    assert common(text(lang, "office.act.sign.copy")) in last
