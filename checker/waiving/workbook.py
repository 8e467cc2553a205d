"""Waivers in a workbook: the rows of its sheet, as the document that a YAML file would be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from checker.source.lines import Document, NotedPlaces, Position, pointer_to
from checker.source.mistakes import Mistake, Mistakes, Refused, Said, shown
from checker.texts import LANGUAGES, text
from checker.waiving.columns import BIN_DIGITS, DAYS, NEEDED, Column, column_of, headings
from checker.worksheet.columns import plainly
from checker.worksheet.days import day_of
from checker.worksheet.opening import Cell, Sheet, open_workbook

_NO_CELL = Cell(None)
_INSIDE = {Column.BIN: "institution/bin", Column.INSTITUTION: "institution/name"}


@dataclass(frozen=True, slots=True)
class Tabled:
    """Waivers that stand in a sheet."""

    document: Document
    """Its places are those of cells."""
    sheet: str


def read_workbook(data: bytes, name: str) -> Tabled:
    """The rows as a document. Raises ``Refused`` with every mistake, each with sheet and row."""
    sheet = _sheet_of(open_workbook(data, name), name)
    return _Reader(f"{name} [{sheet.title}]", sheet).read(data)


def _sheet_of(sheets: tuple[Sheet, ...], name: str) -> Sheet:
    """The only sheet, or the one that is called waivers."""
    titles = [text(lang, "waivers.sheet") for lang in LANGUAGES]
    if len(sheets) == 1:
        return sheets[0]
    for sheet in sheets:
        if plainly(sheet.title) in map(plainly, titles):
            return sheet
    names = ", ".join(f"“{title}”" for title in titles)
    raise Refused([Mistake(name, 0, 0, "", "waivers.read.no_sheet", (("sheets", names),))])


@dataclass(slots=True)
class _Reader:
    """Reads one sheet."""

    file: str
    sheet: Sheet
    mistakes: Mistakes = field(default_factory=Mistakes)
    _columns: Mapping[Column, int] = field(default_factory=dict)
    _noted: dict[str, tuple[Position, Position]] = field(default_factory=dict)

    def read(self, data: bytes) -> Tabled:
        """The document. Raises ``Refused``."""
        if not self.sheet.rows:
            raise Refused([Mistake(self.file, 0, 0, "", "worksheet.read.empty")])
        self._columns = self._headings()
        self.mistakes.refuse_if_any()
        found = list(self._waivers())
        self.mistakes.refuse_if_any()
        if not found:
            raise Refused([Mistake(self.file, 0, 0, "", "waivers.read.no_rows")])
        for pointer in ("", "/waivers_version", "/waivers"):
            self._note(pointer, 1, 1)
        content = {"waivers_version": "1", "waivers": found}
        document = Document(self.file, data, content, NotedPlaces(self._noted))
        return Tabled(document, self.sheet.title)

    def _object(self, line: int, column: int, message: str, **values: Said) -> None:
        self.mistakes.add(Mistake(self.file, line, column, "", message, tuple(values.items())))

    def _headings(self) -> dict[Column, int]:
        """Which column stands where."""
        found: dict[Column, int] = {}
        if 1 in self.sheet.merged:
            self._object(1, 1, "worksheet.read.merged")
        for place, cell in enumerate(self.sheet.rows[0]):
            if not cell.words and not cell.formula:
                continue
            column = None if cell.formula else column_of(cell.words)
            if column is None:
                word = shown(cell.words, spaces=True)
                self._object(1, place + 1, "worksheet.read.unknown_column", word=word)
            elif column in found:
                self._object(1, place + 1, "worksheet.read.column_twice")
            else:
                found[column] = place
        for column in NEEDED:
            if column not in found:
                self._object(1, 1, "worksheet.read.no_column", names=headings(column))
        return found

    def _waivers(self) -> Iterator[dict[str, Any]]:
        """The content of each row that is not empty."""
        number = 0
        for line, row in enumerate(self.sheet.rows[1:], 2):
            if not any(cell.words or cell.formula for cell in row) or not self._sound(line, row):
                continue
            pointer = pointer_to("/waivers", number)
            self._note(pointer, line, 1)
            yield self._waiver(pointer, line, row)
            number += 1

    def _sound(self, line: int, row: tuple[Cell, ...]) -> bool:
        """Whether the row can be read at all."""
        before = len(self.mistakes.found)
        if line in self.sheet.merged:
            self._object(line, 0, "worksheet.read.merged")
        for place, cell in enumerate(row):
            if cell.formula:
                self._object(line, place + 1, "worksheet.read.formula")
            elif cell.words and place not in self._columns.values():
                self._object(line, place + 1, "waivers.read.outside")
        for column in NEEDED:
            if not self._cell(row, column).words and not self._cell(row, column).formula:
                self._object(line, self._columns[column] + 1, "waivers.read.empty_cell")
        if not any(self._cell(row, one).words for one in _INSIDE):
            self._object(line, 0, "waivers.read.no_institution")
        return len(self.mistakes.found) == before

    def _cell(self, row: tuple[Cell, ...], column: Column) -> Cell:
        place = self._columns.get(column)
        return row[place] if place is not None and place < len(row) else _NO_CELL

    def _waiver(self, pointer: str, line: int, row: tuple[Cell, ...]) -> dict[str, Any]:
        found: dict[str, Any] = {"institution": {}}
        self._note(pointer_to(pointer, "institution"), line, 1)
        for column, place in self._columns.items():
            cell = self._cell(row, column)
            if not cell.words:
                continue
            words = self._words(line, column, cell)
            inside = _INSIDE.get(column, str(column))
            self._note(f"{pointer}/{inside}", line, place + 1)
            if column in _INSIDE:
                found["institution"][inside.partition("/")[2]] = words
            else:
                found[inside] = words
        return found

    def _words(self, line: int, column: Column, cell: Cell) -> str:
        """What stands in a cell, as the YAML form has it."""
        if column in DAYS:
            day = day_of(cell)
            if day is None:
                self._object(line, self._columns[column] + 1, "worksheet.read.day")
            return day.isoformat() if day else ""
        if isinstance(cell.value, date):
            self._object(line, self._columns[column] + 1, "worksheet.read.turned_into_day")
        if column is Column.BIN and isinstance(cell.value, int | float):
            return cell.words.zfill(BIN_DIGITS)  # a number loses the noughts before it
        return cell.words

    def _note(self, pointer: str, line: int, column: int) -> None:
        self._noted[pointer] = (line, column), (line, column)
