"""Writing a worksheet as an .xlsx workbook: every cell a plain text, no formula anywhere."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from checker.report.formats.cells import DAY_FORMATS, height_for, print_well, write_text
from checker.report.formats.office_file import timeless
from checker.texts import text
from checker.worksheet.columns import (
    FILLED_IN,
    FOR_READING,
    OUTCOMES,
    Column,
    SheetName,
    heading,
    outcome_word,
    sheet_title,
)
from checker.worksheet.content import Content, Row

SPARE_ROWS: Final = 500
"""Rows below the last one that offer the same choices, for rows copied by the inspector."""
_WIDTHS: Final = {
    Column.NUMBER: 5,
    Column.CITATION: 22,
    Column.REQUIREMENT: 36,
    Column.LOOK_AT: 36,
    Column.RECORDS: 18,
    Column.SEVERITY: 14,
    Column.OUTCOME: 14,
    Column.DAY: 11,
    Column.INSPECTOR: 16,
    Column.REMARK: 24,
    Column.EVIDENCE_FILE: 15,
    Column.SUBJECT: 11,
}
"""In signs of the usual font."""
_LABELS, _FACTS = 44, 90
_NARROW: Final = 10
_TEXT_FORMAT: Final = "@"
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ON_ONE_LINE: Final = Alignment(vertical="top")
_FONT: Final = "Calibri"
_PLAIN: Final = Font(name=_FONT, size=10)
_BOLD: Final = Font(name=_FONT, size=10, bold=True)
_LARGE: Final = Font(name=_FONT, size=14, bold=True)
_SMALL: Final = Font(name=_FONT, size=7, color="808080")
_LINE_AROUND: Final = Side(style="thin", color="BFBFBF")
_FRAME: Final = Border(_LINE_AROUND, _LINE_AROUND, _LINE_AROUND, _LINE_AROUND)
_GREY: Final = PatternFill("solid", fgColor="D9D9D9")
_TO_FILL_IN: Final = PatternFill("solid", fgColor="FFF2CC")


def write_worksheet(content: Content, as_of: date) -> bytes:
    """The workbook's bytes: the same for the same content."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _institution(first, content)
    _rows(book.create_sheet(sheet_title(SheetName.ROWS, content.lang)), content)
    book.properties.creator = "ssu-audit"
    book.properties.title = content.title
    written = BytesIO()
    book.save(written)
    return timeless(written.getvalue(), as_of)


def _put(sheet: Worksheet, row: int, column: int, words: str, font: Font = _PLAIN) -> None:
    cell: Any = sheet.cell(row, column)
    write_text(cell, words)
    cell.alignment = _WRAPPED
    cell.font = font


def _institution(sheet: Worksheet, content: Content) -> None:
    sheet.title = sheet_title(SheetName.INSTITUTION, content.lang)
    sheet.column_dimensions["A"].width = _LABELS
    sheet.column_dimensions["B"].width = _FACTS
    _put(sheet, 1, 1, content.title, _LARGE)
    how = [text(content.lang, "worksheet.head.how"), *("" for _ in content.instructions[1:])]
    lines = (
        *content.facts,
        (text(content.lang, "worksheet.head.mark"), content.mark),
        ("", ""),
        *zip(how, content.instructions, strict=True),
    )
    for line, (label, value) in enumerate(lines, 3):
        _put(sheet, line, 1, label, _BOLD)
        _put(sheet, line, 2, value)
        sheet.row_dimensions[line].height = height_for(((label, _LABELS), (value, _FACTS)))
    print_well(sheet)


def _rows(sheet: Worksheet, content: Content) -> None:
    for place, column in enumerate(Column, 1):
        _put(sheet, 1, place, heading(column, content.lang), _BOLD)
        sheet.cell(1, place).fill = _TO_FILL_IN if column in FILLED_IN else _GREY
        width = _WIDTHS.get(column, _NARROW)
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(content.rows, 1):
        _row(sheet, number, row, content.lang)
    headings = ((heading(one, content.lang), _WIDTHS.get(one, _NARROW)) for one in Column)
    sheet.row_dimensions[1].height = height_for(headings)
    last = len(content.rows) + 1
    _offer_outcomes(sheet, content.lang, last + SPARE_ROWS)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(Column))}{last}"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(_WIDTHS))}{last}"
    print_well(sheet)


def _row(sheet: Worksheet, number: int, row: Row, lang: str) -> None:
    values = {
        Column.CITATION: row.citation,
        Column.REQUIREMENT: row.requirement,
        Column.LOOK_AT: row.look_at,
        Column.RECORDS: row.records,
        Column.SEVERITY: row.severity,
        Column.RULE: row.rule,
        Column.ROW: row.row,
        Column.PROVISIONS: row.provisions,
        Column.EDITION: row.edition,
    }
    for place, column in enumerate(Column, 1):
        cell = sheet.cell(number + 1, place)
        if column in values:
            _put(sheet, number + 1, place, values[column])
        elif column is Column.NUMBER:
            cell.value = number
        cell.font = _SMALL if column in FOR_READING else _PLAIN
        cell.border = _FRAME
        cell.alignment = _ON_ONE_LINE if column in FOR_READING else _WRAPPED
        if column is Column.DAY:
            cell.number_format = DAY_FORMATS[lang]
        elif column is not Column.NUMBER:
            cell.number_format = _TEXT_FORMAT
    shown = ((words, _WIDTHS[one]) for one, words in values.items() if one in _WIDTHS)
    sheet.row_dimensions[number + 1].height = height_for(shown)


def _offer_outcomes(sheet: Worksheet, lang: str, last: int) -> None:
    """A list to choose from; the choices are a constant of the program, never data."""
    words = ",".join(outcome_word(one, lang) for one in OUTCOMES)
    choice = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    choice.error = text(lang, "worksheet.choose", allowed=words.replace(",", ", "))
    choice.showErrorMessage = True
    letter = get_column_letter([*Column].index(Column.OUTCOME) + 1)
    choice.add(f"{letter}2:{letter}{last}")
    sheet.add_data_validation(choice)
