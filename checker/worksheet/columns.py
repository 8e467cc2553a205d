"""The sheets and columns of a worksheet, under their names in the three languages."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Final

from checker.findings import Verdict
from checker.texts import LANGUAGES, text


class Column(StrEnum):
    """The columns of the rows' sheet, in their order."""

    NUMBER = "number"
    CITATION = "citation"
    REQUIREMENT = "requirement"
    LOOK_AT = "look_at"
    RECORDS = "records"
    SEVERITY = "severity"
    OUTCOME = "outcome"
    DAY = "day"
    INSPECTOR = "inspector"
    REMARK = "remark"
    EVIDENCE_FILE = "evidence_file"
    SUBJECT = "subject"
    RULE = "rule"
    ROW = "row"
    PROVISIONS = "provisions"
    EDITION = "edition"


FILLED_IN: Final = (
    Column.OUTCOME,
    Column.DAY,
    Column.INSPECTOR,
    Column.REMARK,
    Column.EVIDENCE_FILE,
    Column.SUBJECT,
)
"""What the inspector fills in."""
FOR_READING: Final = (Column.RULE, Column.ROW, Column.PROVISIONS, Column.EDITION)
"""What ties a row to its requirement when it is read back."""
NEEDED: Final = (
    Column.OUTCOME,
    Column.DAY,
    Column.INSPECTOR,
    Column.RULE,
    Column.ROW,
    Column.EDITION,
)
"""Without these columns no row can be read."""
OUTCOMES: Final = (Verdict.MET, Verdict.BREACHED, Verdict.NOT_APPLICABLE)


class SheetName(StrEnum):
    """The sheets of a worksheet."""

    INSTITUTION = "institution"
    ROWS = "rows"


def heading(column: Column, lang: str) -> str:
    """The heading of a column."""
    return text(lang, f"worksheet.column.{column}")


def sheet_title(sheet: SheetName, lang: str) -> str:
    """The name of a sheet: short, and of letters only, as spreadsheet programs want it."""
    return text(lang, f"worksheet.sheet.{sheet}")


def outcome_word(outcome: Verdict, lang: str) -> str:
    """How an outcome is chosen in a language."""
    return text(lang, f"report.verdict.{outcome}")


def column_of(words: str) -> Column | None:
    """The column of a heading in any of the languages."""
    return _headings().get(plainly(words))


def outcome_of(words: str) -> Verdict | None:
    """The outcome that a word of any of the languages, or its English code, stands for."""
    return _outcomes().get(plainly(words))


def titles_of(sheet: SheetName) -> frozenset[str]:
    """The names of a sheet in all languages, written plainly."""
    return frozenset(plainly(sheet_title(sheet, lang)) for lang in LANGUAGES)


def marks() -> frozenset[str]:
    """What stands before the institution's mark, in all languages, written plainly."""
    return frozenset(plainly(text(lang, "worksheet.head.mark")) for lang in LANGUAGES)


def plainly(words: str) -> str:
    """The words in small letters with single spaces between them."""
    return " ".join(words.replace("_", " ").casefold().split())


@cache
def _headings() -> dict[str, Column]:
    return {plainly(heading(one, lang)): one for one in Column for lang in LANGUAGES}


@cache
def _outcomes() -> dict[str, Verdict]:
    words = {plainly(outcome_word(one, lang)): one for one in OUTCOMES for lang in LANGUAGES}
    return words | {plainly(one): one for one in OUTCOMES}
