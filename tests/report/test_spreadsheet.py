"""The workbook: a sheet for each question, a row for each verdict, and no formula anywhere."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from checker.auditing.horizon import look_ahead
from checker.auditing.result import AuditResult
from checker.findings import Verdict
from checker.law import Law
from checker.proof.matrix import matrix_of
from checker.report.build import view_of_entries
from checker.report.document import Document, Part, Refused
from checker.report.entries import Entries
from checker.report.formats import workbook
from checker.report.formats.coverage import bound_of, coverage_of
from checker.report.formats.spreadsheet import render
from checker.report.receipt import Given, Receipt
from checker.report.view import NotApplying, NotBinding
from checker.source.mistakes import Mistake
from checker.texts import text

LANGS = ("kk", "ru", "en")
SHEETS = ("summary", "findings", "requests", "inspector", "not_applicable", "coverage")
REFUSED = Refused("b.json", (Mistake("b.json", 3, 7, "", "source.json.unterminated_text"),))
PERSONAL = (
    "Жұмабаев",
    "Ерлан",
    "150203900017",
    "Абай көшесі",
    "2015-02-03",
    "03.02.2015",
    "3 Feb 2015",
)


def part_of(result: AuditResult, *, everything: bool = False, reveal: bool = False) -> Part:
    entries = Entries(result, reveal=reveal)
    view = view_of_entries(entries)
    return Part(view, tuple(entries.everything()) if everything else view.listed, 1, {})


def document_of(*parts: Part, lang: str = "en", refused: tuple[Refused, ...] = ()) -> Document:
    return Document(parts, refused, 1, lang)


def renamed(part: Part, name: str) -> Part:
    header = replace(part.view.header, institution=name, number=None)
    return replace(part, view=replace(part.view, header=header))


@pytest.fixture
def result(audited: Callable[..., AuditResult], institution: dict[str, Any]) -> AuditResult:
    return audited(institution)


@pytest.fixture
def part(result: AuditResult) -> Part:
    return part_of(result)


@pytest.fixture
def rendered(law: Law) -> Callable[..., bytes]:
    return lambda *parts, **more: b"".join(render(document_of(*parts, **more), law))


@pytest.fixture
def opened(rendered: Callable[..., bytes]) -> Callable[..., Workbook]:
    return lambda *parts, **more: load_workbook(BytesIO(rendered(*parts, **more)))


def rows_of(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    heads, *rows = book[text("en", f"office.sheet.{sheet}")].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def everything_in(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = (archive.read(name).decode("utf-8") for name in archive.namelist())
        return "\n".join(unescape(part) for part in parts)


@pytest.mark.parametrize("lang", LANGS)
def test_there_is_a_sheet_for_each_question(lang, part, opened) -> None:
    book = opened(part, lang=lang)
    assert book.sheetnames == [text(lang, f"office.sheet.{name}") for name in SHEETS]


@pytest.mark.parametrize("everything", [False, True])
def test_every_verdict_has_a_row(everything, result, opened) -> None:
    part = part_of(result, everything=everything)
    rows = rows_of(opened(part), "findings")
    assert len(rows) == len(part.listed)
    told = [row["Verdict"] for row in rows]
    assert sorted(told) == sorted(
        text("en", f"report.verdict.{entry.verdict}") for entry in part.listed
    )


def test_breaches_come_first(part, opened) -> None:
    told = [row["Verdict"] for row in rows_of(opened(part), "findings")]
    breached = sum(entry.verdict is Verdict.BREACHED for entry in part.listed)
    assert told[:breached] == ["Breached"] * breached


def test_a_row_tells_who_breached_what_and_how_it_was_computed(part, opened) -> None:
    late = next(
        row
        for row in rows_of(opened(part), "findings")
        if row["Rule"] == "stay-contract-signed-in-time" and row["Verdict"] == "Breached"
    )
    assert late["Provision"].startswith("Order No. 1 of 01.01.2023, paragraph ")
    assert late["Subject"].endswith("7/2025/1")
    assert late["Due on"].date() > date(2025, 12, 29)
    assert "8 days late" in late["Computation"]
    assert "20 Jan 2026" in late["Evidence"]
    assert late["What to do"]


@pytest.mark.parametrize("lang", LANGS)
def test_tables_have_filters_and_headings_that_stay_in_sight(lang, part, opened) -> None:
    for sheet in opened(part, lang=lang):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref is not None
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
        assert sheet.page_setup.orientation == "landscape"
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
    assert all(sheet.print_title_rows == "$1:$1" for sheet in opened(part).worksheets[1:])


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_what_begins_like_a_formula_stays_a_text(sign, part, opened) -> None:
    name = f'{sign}HYPERLINK("http://example.org","x")'
    book = opened(renamed(part, name), renamed(part, "B"))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    named = [cell for cell in cells if cell.value == name]
    assert named
    assert all((cell.data_type, cell.quotePrefix) == ("s", True) for cell in named)
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_no_part_holds_a_formula_or_leads_elsewhere(part, rendered) -> None:
    with zipfile.ZipFile(BytesIO(rendered(renamed(part, "=1+1")))) as archive:
        sheets = [name for name in archive.namelist() if "worksheets/" in name]
        assert len(sheets) == len(SHEETS)
        assert not [name for name in sheets if re.search(rb"<f[ />]", archive.read(name))]
        assert not [name for name in archive.namelist() if "external" in name.lower()]


def test_what_cannot_be_written_in_a_cell_is_replaced(part, opened) -> None:
    assert opened(renamed(part, "a\u0007b\u001bc")).worksheets[0]["B2"].value == "a\ufffdb\ufffdc"


def test_one_institution_needs_no_column(part, opened) -> None:
    assert all("Institution" not in row for row in rows_of(opened(part), "findings"))


def test_several_institutions_stand_in_a_column(part, opened) -> None:
    book = opened(renamed(part, "First"), renamed(part, "Second"))
    for name in ("findings", "inspector"):
        assert {row["Institution"] for row in rows_of(book, name)} == {"First", "Second"}
    assert len(rows_of(book, "findings")) == 2 * len(part.listed)
    summary = [cell.value for cell in book.worksheets[0]["A"]]
    assert summary.count("First") == summary.count("Second") == 2


def test_the_summary_counts_as_the_view_does(part, opened) -> None:
    *_, last = opened(part).worksheets[0].iter_rows(values_only=True)
    totals = part.view.totals
    order = ("breached", "not_due", "undetermined", "met", "not_applicable")
    assert last == ("Total", *(totals[Verdict(one)] for one in order), sum(totals.values()))


@pytest.mark.parametrize("lang", LANGS)
def test_the_summary_says_its_reservations(lang, result, opened) -> None:
    part = part_of(result)
    said = [cell.value for cell in opened(part, lang=lang).worksheets[0]["A"] if cell.value]
    assert part.view.header.banners
    for banner in part.view.header.banners:
        assert text(lang, f"report.banner.{banner}")[:60] in " ".join(said)


def test_facts_are_asked_for_with_their_places(institution, audited, opened) -> None:
    del institution["recipients"][1]["stays"]
    part = part_of(audited(institution))
    rows = rows_of(opened(part), "requests")
    assert [row["Word (code)"] for row in rows][: len(part.view.requests)] == [
        one.word for one in part.view.requests
    ]
    assert all(row["Verdicts"] > 0 for row in rows)


def test_an_empty_table_says_that_it_is_empty(part, opened) -> None:
    bare = replace(part, view=replace(part.view, inspector=(), requests=()), listed=())
    assert opened(bare)["To see on site"]["A2"].value == "Nothing."


def test_the_inspectors_list_is_that_of_the_view(part, opened) -> None:
    rows = rows_of(opened(part), "inspector")
    assert [row["What to look at"] for row in rows] == [
        look.look_at["en"] for look in part.view.inspector
    ]


def test_what_does_not_apply_is_told_with_the_reason(part, opened) -> None:
    titles = dict.fromkeys(LANGS, "Home care"), dict.fromkeys(LANGS, "Plans")
    chapter = NotBinding("order-1/chapter-4-home", titles[0], 246)
    topic = NotApplying(titles[1], 5, ("institution.type", "institution.type"))
    view = replace(part.view, not_binding=(chapter,), not_applying=(topic,))
    home, plans = rows_of(opened(replace(part, view=view)), "not_applicable")
    assert home["Why"] == "The chapter does not bind this type of institution: Residential"
    assert (home["Requirements"], home["Verdicts"]) == (246, None)
    assert plans["Why"].startswith("Depends on: ")
    assert plans["Why"].count(";") == 0
    assert (plans["Requirements"], plans["Verdicts"]) == (None, 5)


def test_the_coverage_counts_every_provision_once(part, law) -> None:
    *chapters, whole = coverage_of(law, ())
    matrix = matrix_of(law.pack)
    assert sum(one.statuses.total() for one in chapters) == len(matrix.lines)
    assert whole.statuses.total() == len(matrix.lines)
    assert whole.share == pytest.approx(matrix.share())


def test_the_coverage_tells_what_binds_the_type_of_institution(part, law, opened) -> None:
    bound = bound_of(document_of(part), law)
    assert [one.type for one in bound] == ["residential"]
    for one in coverage_of(law, bound)[:-1]:
        act = law.pack.acts[one.act].chapters.get(one.chapter)
        foreign = act is not None and act.binds and "residential" not in act.binds
        ((judged, seen),) = one.bound
        assert judged + seen <= one.statuses.total()
        assert not foreign or judged + seen == 0
    whole = rows_of(opened(part), "coverage")[-1]
    assert len(whole) == 14
    assert whole["Total"] == len(matrix_of(law.pack).lines)


def test_each_type_of_institution_has_columns_of_its_own(part, law, opened) -> None:
    header = replace(part.view.header, type="home")
    other = replace(part, view=replace(part.view, header=header))
    heads = list(rows_of(opened(part, other), "coverage")[0])
    assert len(heads) == 16
    assert len({*heads[-4:]}) == 4


def test_what_lies_ahead_has_a_sheet_only_when_asked_for(result, law, opened) -> None:
    until = date(2026, 12, 31)
    ahead = replace(result, horizon=look_ahead(result.judged, until))
    rows = rows_of(opened(part_of(ahead)), "horizon")
    shown = part_of(ahead).view.horizon
    assert shown is not None
    assert len(rows) == max(len(shown.entries), 1)


def test_what_a_sheet_cannot_hold_continues_on_another(part, opened, monkeypatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 3)
    book = opened(part)
    findings = [name for name in book.sheetnames if name.startswith("Findings")]
    assert findings[:2] == ["Findings", "Findings 2"]
    rows = [book[name].max_row - 1 for name in findings]
    assert sum(rows) == len(part.listed)
    assert set(rows[:-1]) == {3}


@pytest.mark.parametrize("lang", LANGS)
def test_refused_files_are_named_with_their_mistakes(lang, part, opened) -> None:
    for parts in ((part,), ()):
        summary = opened(*parts, lang=lang, refused=(REFUSED,)).worksheets[0]
        told = [cell.value for cell in summary["A"]]
        assert f"– {REFUSED.mistakes[0].say(lang)}" in told[told.index("b.json") :]


@pytest.mark.parametrize(
    ("lang", "shown"), [("kk", "dd.mm.yyyy"), ("ru", "dd.mm.yyyy"), ("en", "yyyy-mm-dd")]
)
def test_days_are_days_and_numbers_are_numbers(lang, shown, part, opened) -> None:
    book = opened(part, lang=lang)
    summary = book.worksheets[0]
    days = {cell.value: cell.offset(column=1) for cell in summary["A"]}
    header = part.view.header
    for name, day in (("as_of", header.as_of), ("taken_on", header.taken_on)):
        cell = days[text(lang, f"report.head.{name}")]
        assert (cell.value.date(), cell.is_date, cell.number_format) == (day, True, shown)
    findings = book[text(lang, "office.sheet.findings")]
    (column,) = (
        cell.column for cell in findings[1] if cell.value == text(lang, "formats.column.due_on")
    )
    due = [cell for (cell,) in findings.iter_rows(2, min_col=column, max_col=column) if cell.value]
    assert due
    assert all(cell.is_date and cell.number_format == shown for cell in due)
    *_, totals = summary.iter_rows(min_col=2, max_col=7)
    assert {cell.data_type for cell in totals} == {"n"}


def test_what_shaped_the_report_stands_in_the_summary(part, law) -> None:
    receipt = Receipt({"select": ["act:order-1"]}, baseline=Given("known.json", "ab" * 32))
    document = replace(document_of(part), receipt=receipt)
    book = load_workbook(BytesIO(b"".join(render(document, law))))
    told = {row[0]: row[1] for row in book.worksheets[0].iter_rows(max_col=2, values_only=True)}
    assert told["Baseline, SHA-256"] == f"known.json: {'ab' * 8}"
    assert told["Options"] == "--select act:order-1"


def test_nothing_personal_stands_in_it(result, rendered) -> None:
    for lang in LANGS:
        told = everything_in(rendered(part_of(result, everything=True), lang=lang))
        assert not [secret for secret in PERSONAL if secret in told]
        assert "irreversible" not in told


def test_what_is_revealed_stands_in_it(institution, audited, rendered) -> None:
    result = audited(institution)
    hidden, shown = (
        everything_in(rendered(part_of(result, everything=True, reveal=reveal)))
        for reveal in (False, True)
    )
    assert "3 Feb 2015" in shown
    assert "•••" in hidden
    assert "•••" not in shown


def test_the_same_report_gives_the_same_bytes(part, rendered) -> None:
    assert rendered(part) == rendered(part)


def test_the_workbook_bears_the_audits_day(part, opened) -> None:
    day = datetime.combine(part.view.header.as_of, datetime.min.time())
    properties = opened(part).properties
    assert (properties.created, properties.modified) == (day, day)
