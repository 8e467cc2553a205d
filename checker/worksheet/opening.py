"""Opening a workbook that somebody sent: nothing is evaluated, nothing unpacks without end."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any, Final
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from checker.source.mistakes import Refused, refusal

MOST_BYTES: Final = 8 * 1024 * 1024
MOST_UNPACKED: Final = 64 * 1024 * 1024
MOST_PARTS: Final = 1000
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 100
_MEGABYTE: Final = 1024 * 1024
_ZIP: Final = b"PK\x03\x04"
_ENCRYPTED: Final = 1
_RANGE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")

Content = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell."""

    value: Content
    formula: bool = False
    """A formula stands here; its value is not read."""

    @property
    def words(self) -> str:
        """The value as text, without spaces around it; numbers without needless zeros."""
        value = self.value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return "" if value is None else str(value).strip()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows from the first on, and the rows in which cells are merged."""

    title: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: frozenset[int]
    """Numbers of rows, from 1."""


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as those of a workbook (or of another zip archive)."""
    return data.startswith(_ZIP)


def open_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a workbook. Raises ``Refused`` where it cannot be read, or is too large."""
    if len(data) > MOST_BYTES:
        raise refusal(name, 0, 0, "worksheet.read.too_large", limit=MOST_BYTES // _MEGABYTE)
    try:
        seen = _looked_through(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(_sheets(data, name, seen))
    except Refused:
        raise
    except Exception:  # noqa: BLE001 -- whatever a damaged file does to the library that reads it
        raise refusal(name, 0, 0, "worksheet.read.not_workbook") from None


class _Seen(ContentHandler):
    """What is looked for in a part before it is read: merged cells, and the last row."""

    def __init__(self) -> None:
        super().__init__()
        self.merged: list[str] = []
        self.last = 0
        self._row = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 -- named by the interface
        """Note the element."""
        kind = name.rpartition(":")[2]
        if kind == "mergeCell":
            self.merged.append(str(attrs.get("ref", "")))
        elif kind == "row":
            self._row = int(attrs.get("r", self._row + 1))
        elif kind in ("v", "is", "f"):
            self.last = max(self.last, self._row)


def _looked_through(data: bytes, name: str) -> dict[str, _Seen]:
    """Every XML part, read once without keeping anything of it.

    Raises ``Refused`` for an archive that is too large; anything for XML that is not well formed
    or declares entities.
    """
    from defusedxml.sax import make_parser  # noqa: PLC0415 -- only needed for workbooks

    found: dict[str, _Seen] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
            limit = MOST_UNPACKED // _MEGABYTE
            raise refusal(name, 0, 0, "worksheet.read.unpacks", limit=limit)
        for part in parts:
            if part.flag_bits & _ENCRYPTED:
                raise refusal(name, 0, 0, "worksheet.read.not_workbook")
            if part.filename.endswith((".xml", ".rels")):
                parser, seen = make_parser(), _Seen()
                parser.forbid_dtd = True
                parser.setContentHandler(seen)
                with archive.open(part) as stream:
                    parser.parse(stream)
                found[part.filename] = seen
    return found


def _sheets(data: bytes, name: str, seen: dict[str, _Seen]) -> Iterator[Sheet]:
    from openpyxl import load_workbook  # noqa: PLC0415 -- slow to import, only for workbooks

    book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    for sheet in book.worksheets:
        part = seen[str(getattr(sheet, "_worksheet_path"))]  # noqa: B009 -- of no public name
        if part.last > MOST_ROWS:
            file = f"{name} [{sheet.title}]"
            raise refusal(file, 0, 0, "worksheet.read.rows", limit=MOST_ROWS)
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=part.last or 1, max_col=MOST_COLUMNS)
        cells = tuple(tuple(map(_cell, row)) for row in rows)
        yield Sheet(str(sheet.title), cells, frozenset(_rows_of(part.merged)))


def _cell(cell: Any) -> Cell:
    if getattr(cell, "data_type", "n") == "f":
        return Cell(None, formula=True)
    value = cell.value
    if isinstance(value, datetime):
        midnight = value.time() == datetime.min.time()
        return Cell(value.date() if midnight else value.isoformat())
    if isinstance(value, str | int | float | bool | date):
        return Cell(value)
    return Cell(None if value is None else str(value))


def _rows_of(ranges: list[str]) -> Iterator[int]:
    for one in ranges:
        found = _RANGE.fullmatch(one)
        if found is None:
            raise SAXException(one)
        first = int(found.group(2))
        last = int(found.group(4) or first)
        yield from range(first, min(last, MOST_ROWS) + 1)
