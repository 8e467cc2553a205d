"""Reading a worksheet back: every row with an outcome is an attestation, or a mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from checker.findings import Attestation, Verdict
from checker.source.mistakes import Mistake, Mistakes, Refused, Said, shown
from checker.texts import LANGUAGES
from checker.worksheet.columns import (
    NEEDED,
    OUTCOMES,
    Column,
    SheetName,
    column_of,
    heading,
    marks,
    outcome_of,
    outcome_word,
    plainly,
    sheet_title,
    titles_of,
)
from checker.worksheet.days import day_of
from checker.worksheet.opening import Cell, Sheet, open_workbook
from checker.worksheet.requirements import Requirements

LONGEST: Final = {
    Column.INSPECTOR: 200,
    Column.REMARK: 4000,
    Column.EVIDENCE_FILE: 1000,
    Column.SUBJECT: 500,
}
"""The greatest number of signs; the schema of attestations has the same."""
MARK: Final = re.compile(r"(?:[0-9]{12}|digest-[0-9a-f]{32})/[a-z_]+")
_NO_CELL: Final = Cell(None)


def read_worksheet(data: bytes, name: str, known: Requirements) -> tuple[Attestation, ...]:
    """The attestations of a worksheet; ``name`` is the file's name as the user gave it.

    Raises ``Refused`` with every mistake, each with its sheet, row and column.
    """
    return _Reader(name, known, Mistakes()).read(open_workbook(data, name))


@dataclass(slots=True)
class _Reader:
    """Reads one workbook."""

    name: str
    known: Requirements
    mistakes: Mistakes

    def read(self, sheets: tuple[Sheet, ...]) -> tuple[Attestation, ...]:
        """All attestations. Raises ``Refused``."""
        mark = self._mark(self._sheet(sheets, SheetName.INSTITUTION))
        rows = self._sheet(sheets, SheetName.ROWS)
        if rows is None or not rows.rows:
            self.mistakes.refuse_if_any()
            raise Refused([Mistake(self.name, 0, 0, "", "worksheet.read.empty")])
        columns = self._columns(rows)
        found = tuple(_Rows(self, rows, columns, mark).all()) if columns else ()
        self.mistakes.refuse_if_any()
        return found

    def object(self, sheet: Sheet, line: int, column: int, message: str, **values: Said) -> None:
        """Note a mistake at a cell; column 0 is the whole row."""
        file = f"{self.name} [{sheet.title}]"
        said = tuple(values.items())
        self.mistakes.add(Mistake(file, line, column, "", message, said))

    def _sheet(self, sheets: tuple[Sheet, ...], wanted: SheetName) -> Sheet | None:
        titles = titles_of(wanted)
        found = next((one for one in sheets if plainly(one.title) in titles), None)
        if found is None:
            names = ", ".join(f"“{sheet_title(wanted, lang)}”" for lang in LANGUAGES)
            missing = Mistake(self.name, 0, 0, "", "worksheet.read.no_sheet", (("sheets", names),))
            self.mistakes.add(missing)
        return found

    def _mark(self, sheet: Sheet | None) -> str:
        """The institution's mark, from the cell beside its label."""
        if sheet is None:
            return ""
        labels = marks()
        for line, row in enumerate(sheet.rows, 1):
            if row and isinstance(row[0].value, str) and plainly(row[0].value) in labels:
                beside = row[1] if len(row) > 1 else _NO_CELL
                if not beside.formula and MARK.fullmatch(beside.words):
                    return beside.words
                self.object(sheet, line, 2, "worksheet.read.mark")
                return ""
        self.object(sheet, 1, 1, "worksheet.read.no_mark")
        return ""

    def _columns(self, sheet: Sheet) -> dict[Column, int]:
        """Which column stands where; nothing where no row can be read."""
        found: dict[Column, int] = {}
        before = len(self.mistakes.found)
        if 1 in sheet.merged:
            self.object(sheet, 1, 1, "worksheet.read.merged")
        for place, cell in enumerate(sheet.rows[0]):
            if not cell.words and not cell.formula:
                continue
            column = None if cell.formula else column_of(cell.words)
            if column is None:
                word = shown(cell.words, spaces=True)
                self.object(sheet, 1, place + 1, "worksheet.read.unknown_column", word=word)
            elif column in found:
                self.object(sheet, 1, place + 1, "worksheet.read.column_twice")
            else:
                found[column] = place
        for column in NEEDED:
            if column not in found:
                names = " / ".join(heading(column, lang) for lang in LANGUAGES)
                self.object(sheet, 1, 1, "worksheet.read.no_column", names=names)
        return found if len(self.mistakes.found) == before else {}


@dataclass(frozen=True, slots=True)
class _Rows:
    """Reads the rows below the headings."""

    reader: _Reader
    sheet: Sheet
    columns: Mapping[Column, int]
    mark: str

    def all(self) -> Iterator[Attestation]:
        """The attestation of each row that has an outcome and no mistake."""
        for line, row in enumerate(self.sheet.rows[1:], 2):
            if not any(cell.words or cell.formula for cell in row):
                continue
            if self._sound(line, row) and self._cell(row, Column.OUTCOME).words:
                found = self._attestation(line, row)
                if found is not None:
                    yield found

    def _object(self, line: int, column: Column | None, message: str, **values: Said) -> None:
        place = self.columns[column] + 1 if column in self.columns and column else 0
        self.reader.object(self.sheet, line, place, message, **values)

    def _sound(self, line: int, row: tuple[Cell, ...]) -> bool:
        """Whether the row can be read at all."""
        known = set(self.columns.values())
        before = len(self.reader.mistakes.found)
        if line in self.sheet.merged:
            self._object(line, None, "worksheet.read.merged")
        for place, cell in enumerate(row):
            if cell.formula:
                self.reader.object(self.sheet, line, place + 1, "worksheet.read.formula")
            elif cell.words and place not in known:
                self.reader.object(self.sheet, line, place + 1, "worksheet.read.outside")
        return len(self.reader.mistakes.found) == before

    def _cell(self, row: tuple[Cell, ...], column: Column) -> Cell:
        place = self.columns.get(column)
        return row[place] if place is not None and place < len(row) else _NO_CELL

    def _attestation(self, line: int, row: tuple[Cell, ...]) -> Attestation | None:
        before = len(self.reader.mistakes.found)
        outcome = self._outcome(line, row)
        day = self._day(line, row)
        words = {column: self._words(line, row, column) for column in LONGEST}
        if not words[Column.INSPECTOR]:
            self._object(line, Column.INSPECTOR, "worksheet.read.no_inspector")
        rule = self._cell(row, Column.RULE).words
        table_row = self._cell(row, Column.ROW).words or None
        edition = self._cell(row, Column.EDITION).words
        self._requirement(line, row, outcome)
        if not edition:
            self._object(line, Column.EDITION, "worksheet.read.no_edition")
        if len(self.reader.mistakes.found) > before or outcome is None or day is None:
            return None
        return Attestation(
            institution=self.mark,
            rule=rule,
            row=table_row,
            edition=edition,
            outcome=outcome,
            day=day,
            inspector=words[Column.INSPECTOR],
            file=self.reader.name,
            sheet=self.sheet.title,
            line=line,
            remark=words[Column.REMARK],
            evidence_file=words[Column.EVIDENCE_FILE],
            subject=words[Column.SUBJECT],
        )

    def _outcome(self, line: int, row: tuple[Cell, ...]) -> Verdict | None:
        found = outcome_of(self._cell(row, Column.OUTCOME).words)
        if found is None:
            words = chain.from_iterable(
                (outcome_word(one, lang) for one in OUTCOMES) for lang in LANGUAGES
            )
            self._object(line, Column.OUTCOME, "worksheet.read.outcome", allowed=", ".join(words))
        return found

    def _day(self, line: int, row: tuple[Cell, ...]) -> date | None:
        cell = self._cell(row, Column.DAY)
        if not cell.words:
            self._object(line, Column.DAY, "worksheet.read.no_day")
            return None
        found = day_of(cell)
        if found is None:
            self._object(line, Column.DAY, "worksheet.read.day")
        return found

    def _words(self, line: int, row: tuple[Cell, ...], column: Column) -> str:
        cell = self._cell(row, column)
        if column is Column.SUBJECT and isinstance(cell.value, date):
            self._object(line, column, "worksheet.read.turned_into_day")
        if len(cell.words) > LONGEST[column]:
            self._object(line, column, "worksheet.read.too_long", limit=LONGEST[column])
        return cell.words

    def _requirement(self, line: int, row: tuple[Cell, ...], outcome: Verdict | None) -> None:
        """Hold the columns at the end against the packs: they tie the row to a requirement."""
        rule = self._cell(row, Column.RULE).words
        if not rule:
            self._object(line, Column.RULE, "worksheet.read.no_rule")
            return
        table_row = self._cell(row, Column.ROW).words or None
        listed = self._cell(row, Column.PROVISIONS).words.split(";")
        provisions = [one.strip() for one in listed if one.strip()]
        found = self.reader.known.objection(rule, table_row, provisions, outcome)
        if found is not None:
            self._object(line, Column(found.field), found.message, **found.values)
