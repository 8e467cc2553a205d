"""Workbooks and documents as lines to be read: their texts, with all that gives them a look.

Not told is what the libraries put into every file: themes, fonts, settings, styles without use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

OF_THE_LIBRARIES = re.compile(
    r".*\.rels|\[Content_Types\]\.xml|docProps/(app\.xml|thumbnail\.jpeg)|customXml/.*|.*/theme/.*"
    r"|word/(fontTable|numbering|settings|styles|stylesWithEffects|webSettings)\.xml"
    r"|xl/sharedStrings\.xml"
)
PROPERTIES = re.compile(r".*Pr|tblGrid")
"""Elements that say how the one that holds them looks."""


def workbook_lines(data: bytes) -> Iterator[str]:
    """An .xlsx file: its properties, sheets and styles; a line for each cell that is filled."""
    with ZipFile(BytesIO(data)) as parts:
        strings: list[str] = []
        if "xl/sharedStrings.xml" in parts.namelist():
            strings = [_words(one) for one in fromstring(parts.read("xl/sharedStrings.xml"))]
        styles = _cell_styles(fromstring(parts.read("xl/styles.xml")))
        for name, root in _told_parts(parts):
            yield f"=== {name}"
            if name == "xl/styles.xml":
                for group in root:
                    yield from (f"{_name(group.tag)}: {_told(one)}" for one in group)
            elif name.startswith("xl/worksheets/"):
                yield from _sheet(root, strings, styles)
            else:
                yield from map(_told, root)


def document_lines(data: bytes) -> Iterator[str]:
    """A .docx file: its properties, a line for each paragraph, and the styles that it uses."""
    with ZipFile(BytesIO(data)) as parts:
        used = {"Normal"}
        for name, root in _told_parts(parts):
            yield f"=== {name}"
            yield from _blocks(root) if name.startswith("word/") else map(_told, root)
            used |= {
                _attribute(one, "val")
                for one in root.iter()
                if _name(one.tag) in ("pStyle", "rStyle", "tblStyle")
            }
        yield "=== styles in use"
        for style in fromstring(parts.read("word/styles.xml")):
            if _name(style.tag) == "docDefaults" or _attribute(style, "styleId") in used:
                yield _told(style)


def _told_parts(parts: ZipFile) -> Iterator[tuple[str, Element]]:
    for name in sorted(parts.namelist(), key=_in_order):
        if not OF_THE_LIBRARIES.fullmatch(name):
            yield name, fromstring(parts.read(name))


def _in_order(name: str) -> list[object]:
    """Sheet 10 after sheet 9."""
    return [int(one) if one.isdigit() else one for one in re.split(r"([0-9]+)", name)]


def _cell_styles(root: Element) -> list[str]:
    """What cells call their styles: by name, and by number where cells differ from the style."""
    groups = {_name(one.tag): list(one) for one in root}
    names = {_attribute(one, "xfId"): _attribute(one, "name") for one in groups["cellStyles"]}
    called = [names[_attribute(one, "xfId")] for one in groups["cellXfs"]]
    shared, seen = Counter(called), Counter[str]()
    told = []
    for name in called:
        seen[name] += 1
        told.append(name if shared[name] == 1 else f"{name} {seen[name]}")
    return told


def _sheet(root: Element, strings: list[str], styles: list[str]) -> Iterator[str]:
    for element in root:
        if _name(element.tag) != "sheetData":
            yield _told(element)
            continue
        for row in element:
            yield _told(row, inside=False)
            yield from (_cell(cell, strings, styles) for cell in row)


def _cell(cell: Element, strings: list[str], styles: list[str]) -> str:
    words = _words(cell)
    kind = _attribute(cell, "t") or "n"
    if kind == "s":
        words = strings[int(words)]
    told = [_attribute(cell, "r"), f"[{styles[int(_attribute(cell, 's') or '0')]}]"]
    if words:
        told += [words] if kind in ("s", "inlineStr") else [kind, words]
    return "  " + " ".join(told)


def _blocks(element: Element, depth: int = 0) -> Iterator[str]:
    """An element and those within, a line for each; a paragraph is one line."""
    looks = [one for one in element if PROPERTIES.fullmatch(_name(one.tag))]
    inside = [one for one in element if not PROPERTIES.fullmatch(_name(one.tag))]
    told = [f"{'  ' * depth}{_name(element.tag)}"]
    told += [f"[{'; '.join([*_attributes(one), *map(_told, one)])}]" for one in looks]
    if _name(element.tag) == "p":
        yield " ".join([*told, *(["".join(map(_run, inside))] if inside else [])])
        return
    yield " ".join(told)
    for one in inside:
        yield from _blocks(one, depth + 1)


def _run(element: Element) -> str:
    """A run of a paragraph: how it looks, and its words; anything else as it is."""
    if _name(element.tag) != "r":
        return f"<{_told(element)}>"
    told = []
    for one in element:
        match _name(one.tag):
            case "rPr":
                told.append(f"<{'; '.join(map(_told, one))}>")
            case "t":
                told.append(one.text or "")
            case name:
                told.append(f"<{name}>" if not one.attrib and not len(one) else f"<{_told(one)}>")
    return "".join(told)


def _told(element: Element, *, inside: bool = True) -> str:
    """An element on one line: its name, its attributes, and in brackets what it holds."""
    held = [_told(one) for one in element] if inside else []
    if element.text and element.text.strip():
        held.insert(0, element.text)
    return " ".join((_name(element.tag), *_attributes(element))) + (
        f" ({'; '.join(held)})" if held else ""
    )


def _attributes(element: Element) -> list[str]:
    """All but the marks by which a word processor knows when something was written."""
    told = ((_name(name), value) for name, value in element.attrib.items())
    return [f"{name}={value}" for name, value in told if not name.startswith("rsid")]


def _words(element: Element) -> str:
    """All words of an element on one line."""
    return "".join(element.itertext()).replace("\n", "⏎")


def _attribute(element: Element, name: str) -> str:
    return next((value for key, value in element.attrib.items() if _name(key) == name), "")


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
