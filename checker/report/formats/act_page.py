"""A page of an official paper in the making: its styles, tables, blanks and signatures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from checker.report.brought import Told
from checker.report.formats.office_file import timeless
from checker.report.layout import visible

WIDTH: Final = 165
"""Of the text, in millimetres: A4 with the margins that official papers have."""
_MARGINS: Final = (20, 15, 20, 30)
"""Top, right, bottom and left, in millimetres."""
_FACE: Final = "Times New Roman"
_SIZES: Final = {
    "Normal": 12,
    "Title": 14,
    "Heading 1": 13,
    "Heading 2": 12,
    "Header": 10,
    "Footer": 10,
}
_SMALL: Final = 10
_LANGUAGES: Final = {"kk": "kk-KZ", "ru": "ru-RU", "en": "en-GB"}
_GREY: Final = "E7E6E6"
_BLACK: Final = RGBColor(0, 0, 0)


class ActPage:
    """Collects the paragraphs and tables of one document or several."""

    def __init__(self, lang: str, title: str) -> None:
        """Begin an empty document in this language under this title."""
        self._document = docx.Document()
        self._begun = False
        properties = self._document.core_properties
        properties.author = properties.last_modified_by = "ssu-audit"
        properties.title, properties.language, properties.comments = title, lang, ""
        for name, size in _SIZES.items():
            self._dress(name, size)
        for found in self._document.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), _LANGUAGES[lang])

    def _dress(self, name: str, size: int) -> None:
        style = self._document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size, style.font.color.rgb = Pt(size), _BLACK
        style.font.bold = name.startswith(("Title", "Heading"))
        faces = style.element.get_or_add_rPr().get_or_add_rFonts()
        faces.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            faces.set(qn(f"w:{script}"), _FACE)
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)
        spacing = style.paragraph_format
        spacing.space_before = Pt(10 if name.startswith("Heading") else 0)
        spacing.space_after = Pt(4)

    def begin(self, header: str, footer: str) -> None:
        """Begin a paper on a page of its own, with pages counted anew."""
        if self._begun:
            section = self._document.add_section(WD_SECTION.NEW_PAGE)
            section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
        else:
            section = self._document.sections[0]
        self._begun = True
        _lay_out(section)
        above = section.header.paragraphs[0]
        above.add_run(visible(header)).bold = True
        above.alignment = WD_ALIGN_PARAGRAPH.CENTER
        below = section.footer.paragraphs[0]
        below.add_run(f"{visible(footer)} ")
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        below._p.append(_page_number())  # noqa: SLF001 -- the library has no fields of its own

    def title(self, words: str) -> None:
        """Add the title, line by line."""
        for line in words.split("\n"):
            self._add(line, "Title").alignment = WD_ALIGN_PARAGRAPH.CENTER

    def heading(self, words: str, level: int) -> None:
        """Add a heading of level 1 or 2."""
        self._add(words, f"Heading {level}")

    def say(self, words: str, *, label: str = "", bold: bool = False, small: bool = False) -> None:
        """Add a paragraph, its label in bold."""
        paragraph = self._add("", "Normal")
        if label:
            paragraph.add_run(f"{visible(label)}: ").bold = True
        run = paragraph.add_run(visible(words))
        run.bold = bold
        paragraph.paragraph_format.keep_with_next = bold
        if small:
            run.font.size = Pt(_SMALL)

    def told(self, items: Iterable[Told]) -> None:
        """Add sentences, each in bold above the lines that it is said of."""
        for told in items:
            self.say(told.said, bold=bool(told.lines))
            for line in told.lines:
                self.say(f"– {line}")

    def apart(self, left: str, right: str) -> None:
        """Add a line with a text at its left and one at its right."""
        paragraph = self._add(f"{left}\t{visible(right)}", "Normal")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT)

    def blank(self, label: str = "", lines: int = 1) -> None:
        """Add lines to write on by hand, the first after a label."""
        for number in range(lines):
            lead = f"{visible(label)} " if label and not number else ""
            paragraph = self._add("", "Normal")
            paragraph.add_run(f"{lead}\t")
            stops = paragraph.paragraph_format.tab_stops
            stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
            paragraph.paragraph_format.space_before = Pt(4)

    def box(self, words: str) -> None:
        """Add a paragraph in a grey box."""
        table = self._table([WIDTH])
        _write(self._row(table, [WIDTH])[0], words)
        _shade(table.rows[0].cells[0])
        self._after_table()

    def fields(self, fields: Iterable[tuple[str, str]]) -> None:
        """Add labels with values; an empty value is to be filled in by hand."""
        widths = [62, WIDTH - 62]
        table = self._table(widths)
        for label, value in fields:
            cells = self._row(table, widths)
            _write(cells[0], label, bold=True)
            _write(cells[1], value)
        self._after_table()

    def table(
        self, headings: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
    ) -> None:
        """Add a table of these widths in millimetres; its headings stand on every page.

        A row of one cell stretches over the whole width.
        """
        table = self._table(widths)
        head = self._row(table, widths)
        for cell, words in zip(head, headings, strict=True):
            _write(cell, words, bold=True)
            _shade(cell)
        _mark(table.rows[0]._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001
        for row in rows:
            cells = self._row(table, widths)
            if len(row) == 1:
                _write(cells[0].merge(cells[-1]), row[0], bold=True)
                continue
            for cell, words in zip(cells, row, strict=True):
                _write(cell, words)
        self._after_table()

    def saved(self, day: date) -> bytes:
        """The document's bytes: the same for the same content."""
        written = BytesIO()
        self._document.save(written)
        return timeless(written.getvalue(), day)

    def _add(self, words: str, style: str) -> Paragraph:
        lines = (visible(part) for part in words.split("\t"))
        return self._document.add_paragraph("\t".join(lines), style)

    def _table(self, widths: Sequence[int]) -> Table:
        table: Table = self._document.add_table(0, len(widths), "Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def _row(self, table: Any, widths: Sequence[int]) -> tuple[_Cell, ...]:
        row = table.add_row()
        _mark(row._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001
        cells: tuple[_Cell, ...] = row.cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
        return cells

    def _after_table(self) -> None:
        """Keep what follows off the table."""
        self._add("", "Normal").paragraph_format.line_spacing = Pt(6)


def _write(cell: _Cell, words: str, *, bold: bool = False) -> None:
    for number, line in enumerate(words.split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_before = Pt(0 if number else 2)
        paragraph.paragraph_format.space_after = Pt(1)
        run = paragraph.add_run(visible(line))
        run.font.size = Pt(_SMALL)
        run.bold = bold


def _shade(cell: _Cell) -> None:
    shade = _mark(cell._tc.get_or_add_tcPr(), "w:shd")  # noqa: SLF001
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _GREY)):
        shade.set(qn(f"w:{name}"), value)


def _mark(properties: BaseOxmlElement, name: str) -> BaseOxmlElement:
    mark = OxmlElement(name)
    properties.append(mark)
    return mark


def _page_number() -> BaseOxmlElement:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    run, shown = OxmlElement("w:r"), OxmlElement("w:t")
    shown.text = "1"
    run.append(shown)
    field.append(run)
    return field


def _lay_out(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    edges: list[Length] = [Mm(edge) for edge in _MARGINS]
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = edges
    _count_anew(section._sectPr)  # noqa: SLF001


def _count_anew(properties: BaseOxmlElement) -> None:
    """Number pages from 1; the mark has its place before the columns."""
    for found in properties.findall(qn("w:pgNumType")):
        properties.remove(found)
    mark = OxmlElement("w:pgNumType")
    mark.set(qn("w:start"), "1")
    columns = properties.find(qn("w:cols"))
    assert columns is not None
    columns.addprevious(mark)
