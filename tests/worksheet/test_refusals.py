"""What does not fit is refused with file, sheet, row, column and reason, all of it at once."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest

from checker.source.mistakes import Mistake, Refused
from checker.texts import LANGUAGES
from checker.worksheet import opening

from .conftest import edited, filled, opened, saved, seen

HEALTH = "order-9/chapter-1-general/seen/6.1/violation/institution"


@pytest.fixture
def mistakes(institution, written, read) -> Callable[..., list[tuple[str, int, int]]]:
    """Fill in a worksheet, change it, and tell what is wrong with it."""

    def run(change: Callable[[Any], None], filling: Any = None) -> list[tuple[str, int, int]]:
        data = filled(written(institution), filling or {})
        return [placed(one) for one in refused(lambda: read(edited(data, change)))]

    return run


def refused(attempt: Callable[[], object]) -> tuple[Mistake, ...]:
    with pytest.raises(Refused) as caught:
        attempt()
    for mistake in caught.value.mistakes:
        assert all(mistake.say(lang) for lang in LANGUAGES)
    return caught.value.mistakes


def placed(mistake: Mistake) -> tuple[str, int, int]:
    name = mistake.message.removeprefix("worksheet.read.")
    assert mistake.file in ("sheet.xlsx", "sheet.xlsx [Worksheet]", "sheet.xlsx [Institution]")
    return name, mistake.line, mistake.column


def put(cell: str, value: object) -> Callable[[Any], None]:
    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


FILLED = {"exits-are-free": seen("Met")}
ROW_2 = [
    ("G2", "perhaps", "outcome", 7),
    ("G2", 1, "outcome", 7),
    ("H2", None, "no_day", 8),
    ("H2", "yesterday", "day", 8),
    ("H2", "30.02.2026", "day", 8),
    ("H2", "2026-2-1", "day", 8),
    ("H2", "46073", "day", 8),
    ("H2", date(1900, 2, 28), "day", 8),
    ("H2", date(1999, 12, 31), "day", 8),
    ("H2", datetime.fromisoformat("2026-02-20T14:30"), "day", 8),
    ("I2", None, "no_inspector", 9),
    ("I2", "x" * 201, "too_long", 9),
    ("J2", "x" * 4001, "too_long", 10),
    ("L2", date(2025, 7, 1), "turned_into_day", 12),
    ("M2", None, "no_rule", 13),
    ("M2", "exits-are-fre", "unknown_rule_near", 13),
    ("M2", "Серік", "unknown_rule", 13),
    ("M2", "no-illness", "no_row", 14),
    ("N2", "psychosis", "unknown_row", 14),
    ("O2", "9/1/exits; 9/2", "other_provision", 15),
    ("P2", None, "no_edition", 16),
    ("G2", "=1+1", "formula", 7),
    ("J2", '=HYPERLINK("http://example.org")', "formula", 10),
    ("A2", "=ROW()", "formula", 1),
    ("Q2", "see also", "outside", 17),
]


@pytest.mark.parametrize(("cell", "value", "reason", "column"), ROW_2)
def test_a_row_that_does_not_fit_is_refused(cell, value, reason, column, mistakes) -> None:
    assert mistakes(put(cell, value), FILLED) == [(reason, 2, column)]


def test_a_row_is_named_with_file_and_sheet(institution, written, read) -> None:
    data = edited(filled(written(institution), FILLED), put("H2", "yesterday"))
    (mistake,) = refused(lambda: read(data))
    assert mistake.say("en").startswith("sheet.xlsx [Worksheet]:2:8: The date is not understood.")


def test_all_that_is_wrong_is_told_at_once(mistakes) -> None:
    def change(sheet: Any) -> None:
        sheet["G2"], sheet["H2"], sheet["I2"] = "perhaps", "never", None
        sheet["G3"] = "Met"

    assert mistakes(change) == [
        ("outcome", 2, 7),
        ("day", 2, 8),
        ("no_inspector", 2, 9),
        ("no_day", 3, 8),
        ("no_inspector", 3, 9),
    ]


def test_rows_without_an_outcome_are_not_read(institution, written, read) -> None:
    data = edited(written(institution), put("I2", "Serik Bolatov"))
    assert read(data) == ()


def test_values_that_may_be_personal_are_not_repeated(institution, written, read) -> None:
    data = filled(written(institution), FILLED)
    for cell, value in (("G2", "Жұмабаев"), ("M2", "150203900017"), ("Q1", "150203900017")):
        for mistake in refused(
            lambda data=data, cell=cell, value=value: read(edited(data, put(cell, value)))
        ):
            assert value not in mistake.say("ru")


def test_a_breach_is_not_laid_to_withheld_requirements(mistakes) -> None:
    assert mistakes(lambda _: None, {HEALTH: seen("Breached")}) == [("withheld", 6, 7)]


@pytest.mark.parametrize("cells", ["G2:H2", "A2:P2", "G2:G3", "A1:B2"])
def test_merged_rows_are_refused(cells, mistakes) -> None:
    found = mistakes(lambda sheet: sheet.merge_cells(cells), FILLED)
    assert ("merged", 1 if cells == "A1:B2" else 2, 1 if cells == "A1:B2" else 0) in found


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        ("C1", "What I think", [("unknown_column", 1, 3)]),
        ("C1", "=1+1", [("unknown_column", 1, 3)]),
        ("C1", "Outcome", [("column_twice", 1, 7)]),
        ("G1", "Remark", [("column_twice", 1, 10), ("no_column", 1, 1)]),
        ("P1", None, [("no_column", 1, 1)]),
    ],
)
def test_strange_columns_are_refused(cell, value, expected, mistakes) -> None:
    assert sorted(mistakes(put(cell, value), FILLED)) == sorted(expected)


def test_columns_may_stand_in_another_order(institution, written, read) -> None:
    data = edited(filled(written(institution), FILLED), lambda sheet: sheet.delete_cols(1, 6))
    assert read(data)[0].rule == "exits-are-free"


class TestTheSheetOfTheInstitution:
    def test_may_not_be_missing(self, institution, written, read) -> None:
        book = opened(written(institution))
        del book["Institution"]
        assert [placed(one) for one in refused(lambda: read(saved(book)))] == [("no_sheet", 0, 0)]

    def test_names_the_institution(self, institution, written, read) -> None:
        book = opened(written(institution))
        sheet = book["Institution"]
        (line,) = [row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("Mark")]
        sheet.cell(line, 2).value = "991240000001"
        assert [placed(one) for one in refused(lambda: read(saved(book)))] == [("mark", line, 2)]
        sheet.cell(line, 1).value = "Something"
        assert [placed(one) for one in refused(lambda: read(saved(book)))] == [("no_mark", 1, 1)]

    def test_so_must_be_the_sheet_of_rows(self, institution, written, read) -> None:
        book = opened(written(institution))
        book["Worksheet"].title = "Mine"
        assert [placed(one) for one in refused(lambda: read(saved(book)))] == [("no_sheet", 0, 0)]

    def test_other_sheets_are_nobodys_business(self, institution, written, read) -> None:
        book = opened(filled(written(institution), FILLED))
        book.create_sheet("Notes")["A1"] = "=1+1"
        assert len(read(saved(book))) == 1


def packed(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The workbook with its parts changed, and some added."""
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name, part)
    return written.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


class TestHostileFiles:
    """A file that would harm is refused before anything is read of it."""

    def reasons(self, read: Any, data: bytes, name: str = "sheet.xlsx") -> list[str]:
        return [placed(one)[0] for one in refused(lambda: read(data, name))]

    def test_no_workbook(self, read) -> None:
        for data in (b"PK\x03\x04 and then nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"text"):
            assert self.reasons(read, data) == ["not_workbook"]

    def test_another_archive(self, read) -> None:
        archive = BytesIO()
        with zipfile.ZipFile(archive, "w") as new:
            new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        assert self.reasons(read, archive.getvalue()) == ["not_workbook"]

    def test_entities(self, institution, written, read) -> None:
        bad = packed(written(institution), lambda _, part: part, **{"xl/x.xml": LAUGHS})
        assert self.reasons(read, bad) == ["not_workbook"]

    def test_what_unpacks_without_end(self, institution, written, read) -> None:
        bomb = bytes(opening.MOST_UNPACKED)
        bad = packed(written(institution), lambda _, part: part, **{"xl/media/x.png": bomb})
        assert len(bad) < opening.MOST_BYTES
        assert self.reasons(read, bad) == ["unpacks"]

    def test_too_large(self, read) -> None:
        assert self.reasons(read, b"PK\x03\x04" + bytes(opening.MOST_BYTES)) == ["too_large"]

    def test_the_whole_sheet_merged(self, institution, written, read) -> None:
        def change(name: str, part: bytes) -> bytes:
            if not name.endswith("sheet2.xml"):
                return part
            merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
            return part.replace(b"</sheetData>", b"</sheetData>" + merged)

        bad = packed(filled(written(institution), FILLED), change)
        assert "merged" in self.reasons(read, bad)

    def test_a_million_rows(self, institution, written, read) -> None:
        data = edited(written(institution), put("A1048576", "the end"))
        assert self.reasons(read, data) == ["rows"]

    def test_damage(self, institution, written, read) -> None:
        good = written(institution)
        for part in ("xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml"):
            bad = packed(good, lambda name, data, part=part: b"<x" if name == part else data)
            assert self.reasons(read, bad) == ["not_workbook"]
        assert self.reasons(read, good[: len(good) // 2]) == ["not_workbook"]
