"""Whatever gives a workbook or a document its look stands in the lines that are kept of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from golden.office import document_lines, workbook_lines
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from checker.report.formats.office_file import timeless

Change = Callable[[Any], object]
DAY = date(2026, 3, 1)


def workbook(change: Change = lambda _sheet: None) -> list[str]:
    """The lines of a small workbook, changed before it is saved."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Вывод"
    sheet.append(["Требование", "Вывод"])
    sheet.append(["План\nразработан", 13])
    change(sheet)
    written = BytesIO()
    book.save(written)
    return list(workbook_lines(timeless(written.getvalue(), DAY)))


def document(change: Change = lambda _page: None) -> list[str]:
    """The lines of a small document, changed before it is saved."""
    page = docx.Document()
    page.add_paragraph("Акт", "Title")
    page.add_paragraph("о результатах ").add_run("проверки")
    page.add_table(2, 2, "Table Grid").cell(0, 0).text = "БИН"
    change(page)
    written = BytesIO()
    page.save(written)
    return list(document_lines(timeless(written.getvalue(), DAY)))


def test_a_cell_is_told_with_its_place_its_style_and_its_words() -> None:
    lines = workbook()
    assert "  A1 [Normal] Требование" in lines
    assert "  A2 [Normal] План⏎разработан" in lines
    assert "  B2 [Normal] n 13" in lines


def test_a_paragraph_is_told_with_its_style_and_its_words() -> None:
    lines = [line.strip() for line in document()]
    assert "p [pStyle val=Title] Акт" in lines
    assert "p о результатах проверки" in lines
    assert "p БИН" in lines


def validate(sheet: Any) -> None:
    choice = DataValidation(type="list", formula1='"да,нет"')
    choice.add("B2")
    sheet.add_data_validation(choice)


WORKBOOK_CHANGES: dict[str, Change] = {
    "words": lambda sheet: sheet.cell(1, 1, "Норма"),
    "a space at the end": lambda sheet: sheet.cell(1, 1, "Требование "),
    "number for words": lambda sheet: sheet.cell(2, 2, "13"),
    "bold": lambda sheet: setattr(sheet["A1"], "font", Font(bold=True)),
    "fill": lambda sheet: setattr(sheet["A1"], "fill", PatternFill("solid", fgColor="D9D9D9")),
    "wrapping": lambda sheet: setattr(sheet["A2"], "alignment", Alignment(wrap_text=True)),
    "form of numbers": lambda sheet: setattr(sheet["B2"], "number_format", "0.00"),
    "width": lambda sheet: setattr(sheet.column_dimensions["A"], "width", 33),
    "height": lambda sheet: setattr(sheet.row_dimensions[2], "height", 33),
    "frozen": lambda sheet: setattr(sheet, "freeze_panes", "A2"),
    "filter": lambda sheet: setattr(sheet.auto_filter, "ref", "A1:B2"),
    "merged": lambda sheet: sheet.merge_cells("A1:B1"),
    "name of the sheet": lambda sheet: setattr(sheet, "title", "Сводка"),
    "another sheet": lambda sheet: sheet.parent.create_sheet("Сводка"),
    "printed": lambda sheet: setattr(sheet, "print_area", "A1:B2"),
    "footer": lambda sheet: setattr(sheet.oddFooter.center, "text", "&P"),
    "choices": validate,
    "comment": lambda sheet: setattr(sheet["A1"], "comment", Comment("почему", "ssu-audit")),
    "title": lambda sheet: setattr(sheet.parent.properties, "title", "Аудит"),
}
DOCUMENT_CHANGES: dict[str, Change] = {
    "words": lambda page: page.paragraphs[1].add_run("."),
    "bold": lambda page: setattr(page.paragraphs[1].runs[1], "bold", True),
    "style": lambda page: setattr(page.paragraphs[1], "style", "Heading 1"),
    "alignment": lambda page: setattr(page.paragraphs[1], "alignment", WD_ALIGN_PARAGRAPH.CENTER),
    "look of a style in use": lambda page: setattr(page.styles["Title"].font, "size", Pt(9)),
    "paragraph": lambda page: page.add_paragraph(),
    "cell": lambda page: setattr(page.tables[0].cell(1, 1), "text", "630140103440"),
    "merged": lambda page: page.tables[0].cell(1, 0).merge(page.tables[0].cell(1, 1)),
    "header": lambda page: setattr(page.sections[0].header.paragraphs[0], "text", "Проект"),
    "margin": lambda page: setattr(page.sections[0], "left_margin", Mm(30)),
    "title": lambda page: setattr(page.core_properties, "title", "Акт"),
}


@pytest.mark.parametrize("change", WORKBOOK_CHANGES.values(), ids=WORKBOOK_CHANGES)
def test_a_change_of_a_workbook_is_seen(change: Change) -> None:
    assert workbook(change) != workbook()


@pytest.mark.parametrize("change", DOCUMENT_CHANGES.values(), ids=DOCUMENT_CHANGES)
def test_a_change_of_a_document_is_seen(change: Change) -> None:
    assert document(change) != document()


def test_the_same_content_is_told_in_the_same_lines() -> None:
    assert workbook() == workbook()
    assert document() == document()
