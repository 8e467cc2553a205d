"""Cells of a workbook: texts that stay texts, and sheets that print well."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from checker.report.layout import visible

LONGEST_CELL: Final = 32_767
"""Signs that a cell holds at most."""
DAY_FORMATS: Final = {"kk": "dd.mm.yyyy", "ru": "dd.mm.yyyy", "en": "yyyy-mm-dd"}
"""How a day is shown, by language."""
_LEADING: Final = ("=", "+", "-", "@", "\t", "\r")
_LINE: Final = 13
"""The height of a line in points."""
_HIGHEST: Final = 405
"""What spreadsheet programs allow, in points."""
_LETTERS: Final = 1.1
"""Letters in the room of a figure, by which widths are counted."""
_NARROW_MARGIN: Final = 0.4
_FOR_THE_FOOTER: Final = 0.6
"""Margins in inches."""


def write_text(cell: Cell, words: str) -> None:
    """Write a text that stays a text, whatever sign it begins with; lines stay lines."""
    cell.value = "\n".join(map(visible, words.split("\n")))[:LONGEST_CELL]
    cell.data_type = "s"
    if words.startswith(_LEADING):
        cell.quotePrefix = True


def height_for(cells: Iterable[tuple[str, int]]) -> float:
    """The height in points of a row with these texts, wrapped in columns of so many signs.

    Not every program makes room by itself when it opens a file.
    """
    lines = max((_lines(words, width) for words, width in cells), default=1)
    return min(lines * _LINE + 2, _HIGHEST)


@lru_cache(maxsize=4096)
def _lines(words: str, width: int) -> int:
    room = int(width * _LETTERS)
    return sum(max(len(textwrap.wrap(line, room)), 1) for line in words.split("\n"))


def print_well(sheet: Worksheet) -> None:
    """Print on landscape A4, as wide as the page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins.left = sheet.page_margins.right = _NARROW_MARGIN
    sheet.page_margins.top, sheet.page_margins.bottom = _NARROW_MARGIN, _FOR_THE_FOOTER
    sheet.page_margins.footer = _FOR_THE_FOOTER / 2
    assert sheet.sheet_properties.pageSetUpPr is not None
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
