"""A workbook of tables, written row by row: no formula, frozen headings, filters, landscape A4."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import chain, islice
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter

from checker.findings import Verdict
from checker.report.formats.cells import DAY_FORMATS, height_for, print_well, write_text
from checker.report.formats.office_file import timeless

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet holds below its headings; what goes beyond continues on another sheet."""
_FONT: Final = "Calibri"
_SIZE: Final = 10
_LINE: Final = Side(style="thin", color="BFBFBF")
_FRAME: Final = Border(_LINE, _LINE, _LINE, _LINE)
_WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
_ON_ONE_LINE: Final = Alignment(horizontal="left", vertical="top")
_AT_RIGHT: Final = Alignment(horizontal="right", vertical="top")
_ON_ONE_LINE_ONLY: Final = ("title", "section", "label", "plain", "warning")
"""Styles whose texts run on over the empty cells beside them."""
_COUNT_FORMAT: Final = '0;-0;"–"'
_TINTS: Final = {
    Verdict.BREACHED: "F8D7DA",
    Verdict.UNDETERMINED: "FFF2CC",
    Verdict.NOT_DUE: "DDEBF7",
    Verdict.MET: "E2EFDA",
    Verdict.NOT_APPLICABLE: "EDEDED",
}


@dataclass(frozen=True, slots=True)
class Styled:
    """A value in a style of its own."""

    value: str | int | date | None
    style: str


Value = str | int | date | None | Styled


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    heading: str
    width: int
    """In signs of the usual font."""
    printed: bool = True
    """Columns that are not printed stand last."""


class Book:
    """A workbook in the making."""

    def __init__(self, lang: str, title: str) -> None:
        """Write in this language under this title."""
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "ssu-audit"
        self._book.properties.title = title
        self._book.properties.language = lang
        for style in _styles(lang):
            self._book.add_named_style(style)

    def table(self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> None:
        """Add a sheet with a table; several sheets where one cannot hold it."""
        left, number = iter(rows), 1
        first = list(islice(left, 1))
        while first or number == 1:
            named = title if number == 1 else f"{title} {number}"
            self._table(named, columns, chain(first, islice(left, MOST_ROWS - len(first))))
            first, number = list(islice(left, 1)), number + 1

    def _table(
        self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]]
    ) -> None:
        page = Sheet(self._book, title, [column.width for column in columns])
        page.add([Styled(column.heading, "heading") for column in columns])
        for row in rows:
            page.add(row)
        page.filter_from(1, len(columns))
        page.sheet.print_title_rows = "1:1"
        printed = get_column_letter(sum(column.printed for column in columns))
        page.sheet.print_area = f"A1:{printed}{page.rows}"

    def page(self, title: str, widths: Sequence[int]) -> Sheet:
        """Add a sheet that is filled freely."""
        return Sheet(self._book, title, widths)

    def saved(self, day: date) -> bytes:
        """The workbook's bytes: the same for the same content."""
        written = BytesIO()
        self._book.save(written)
        return timeless(written.getvalue(), day)


class Sheet:
    """A sheet that grows row by row; its first row stays in sight."""

    def __init__(self, book: Workbook, title: str, widths: Sequence[int]) -> None:
        """Begin an empty sheet with columns of these widths."""
        self.rows = 0
        self._widths = widths
        self.sheet: Any = book.create_sheet(title)
        for place, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self.sheet.freeze_panes = "A2"
        print_well(self.sheet)
        self.sheet.oddFooter.center.text = "&P / &N"

    def add(self, values: Sequence[Value]) -> None:
        """Add a row, as high as its wrapped texts want."""
        self.rows += 1
        wrapped = [
            (words, width)
            for value, width in zip(values, self._widths, strict=False)
            if (words := _wrapped(value))
        ]
        if wrapped:
            self.sheet.row_dimensions[self.rows].height = height_for(wrapped)
        self.sheet.append([self._cell(value) for value in values])

    def filter_from(self, row: int, columns: int) -> None:
        """Offer filters for the table whose headings stand in this row and that ends here."""
        self.sheet.auto_filter.ref = f"A{row}:{get_column_letter(columns)}{self.rows}"

    def _cell(self, value: Value) -> Cell | None:
        if value is None:
            return None
        plain = value.value if isinstance(value, Styled) else value
        cell: Cell = WriteOnlyCell(self.sheet)
        cell.style = value.style if isinstance(value, Styled) else _style_of(value)
        if not isinstance(plain, str):
            cell.value = plain
        elif plain:
            write_text(cell, plain)
        return cell


def _wrapped(value: Value) -> str:
    plain, style = (value.value, value.style) if isinstance(value, Styled) else (value, "text")
    return plain if isinstance(plain, str) and style not in _ON_ONE_LINE_ONLY else ""


def _style_of(value: str | int | date) -> str:
    if isinstance(value, str):
        return "text"
    return "day" if isinstance(value, date) else "number"


def _styles(lang: str) -> Iterator[NamedStyle]:
    plain, bold = Font(name=_FONT, size=_SIZE), Font(name=_FONT, size=_SIZE, bold=True)
    framed: dict[str, Any] = {"border": _FRAME, "alignment": _WRAPPED}
    grey = PatternFill("solid", fgColor="D9D9D9")
    yield NamedStyle("text", font=plain, **framed)
    counts: dict[str, Any] = {"alignment": _AT_RIGHT, "number_format": _COUNT_FORMAT}
    yield NamedStyle("number", font=plain, border=_FRAME, **counts)
    yield NamedStyle(
        "day", font=plain, border=_FRAME, alignment=_ON_ONE_LINE, number_format=DAY_FORMATS[lang]
    )
    yield NamedStyle(
        "plain day", font=plain, alignment=_ON_ONE_LINE, number_format=DAY_FORMATS[lang]
    )
    yield NamedStyle("heading", font=bold, fill=grey, **framed)
    yield NamedStyle("sum", font=bold, border=_FRAME, **counts)
    yield NamedStyle("sum text", font=bold, **framed)
    yield NamedStyle("title", font=Font(name=_FONT, size=14, bold=True))
    yield NamedStyle("section", font=Font(name=_FONT, size=12, bold=True))
    yield NamedStyle("label", font=bold, alignment=_ON_ONE_LINE)
    yield NamedStyle("plain", font=plain, alignment=_ON_ONE_LINE)
    yield NamedStyle("warning", font=Font(name=_FONT, size=_SIZE, bold=True, color="9C5700"))
    for verdict, tint in _TINTS.items():
        fill = PatternFill("solid", fgColor=tint)
        yield NamedStyle(verdict, font=plain, fill=fill, **framed)
