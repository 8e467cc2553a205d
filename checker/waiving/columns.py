"""The columns of waivers in a workbook, under their names in the three languages."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Final

from checker.texts import LANGUAGES, text
from checker.worksheet.columns import plainly


class Column(StrEnum):
    """The columns; their codes, which headings may use, too, are those of the YAML form."""

    NAME = "name"
    BIN = "bin"
    INSTITUTION = "institution"
    RULE = "rule"
    ROW = "row"
    PROVISION = "provision"
    SUBJECT = "subject"
    LEGAL_BASIS = "legal_basis"
    ISSUED_BY = "issued_by"
    SINCE = "from"
    UNTIL = "until"
    REASON = "reason"


NEEDED: Final = (
    Column.NAME,
    Column.LEGAL_BASIS,
    Column.ISSUED_BY,
    Column.SINCE,
    Column.UNTIL,
    Column.REASON,
)
"""Without what stands in these columns there is no waiver."""
DAYS: Final = (Column.SINCE, Column.UNTIL)
BIN_DIGITS: Final = 12


def heading(column: Column, lang: str) -> str:
    """The heading of a column."""
    return text(lang, f"waivers.column.{column}")


def headings(column: Column) -> str:
    """Its headings in all languages, as a mistake names them."""
    return " / ".join(heading(column, lang) for lang in LANGUAGES)


def column_of(words: str) -> Column | None:
    """The column of a heading in any of the languages, or of its code."""
    return _headings().get(plainly(words))


@cache
def _headings() -> dict[str, Column]:
    codes = {plainly(one): one for one in Column}
    return codes | {plainly(heading(one, lang)): one for one in Column for lang in LANGUAGES}
