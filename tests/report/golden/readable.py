"""Forms as they are kept: as written, but for what changes with every change of the program.

Only digests that are known are put aside, each under its own name: any other one is content.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

import orjson

from checker.law import Law
from checker.report.formats.html.page import TEMPLATES
from checker.report.program import engine_receipt, program_receipt, schema_digest
from checker.version import VERSION

from .commands import Form
from .office import document_lines, workbook_lines

WORKBOOKS: Final = ("xlsx", "worksheet")
INDENTED: Final = ("json", "obligations-json")
"""Forms that are written without the line ends that a reader wants."""
_SHORT: Final = 16
"""Digits of a digest that people are shown."""


class Readable:
    """Makes forms readable, and the same as long as they tell the same."""

    def __init__(self, law: Law) -> None:
        """Put the digests of this law aside, and those of the program."""
        self._put_aside = tuple(_put_aside(law))

    def text(self, form: Form, data: bytes) -> str:
        """What is kept of a form. Byte order marks and carriage returns are made visible."""
        if form.name in WORKBOOKS:
            told = "\n".join(workbook_lines(data)) + "\n"
        elif form.name == "docx":
            told = "\n".join(document_lines(data)) + "\n"
        elif form.name in INDENTED:
            told = orjson.dumps(orjson.loads(data), option=orjson.OPT_INDENT_2).decode() + "\n"
        else:
            told = data.decode().replace("\ufeff", "(byte order mark)").replace("\r", "␍")
        for known, name in self._put_aside:
            told = told.replace(known, name)
        return told


def _put_aside(law: Law) -> Iterator[tuple[str, str]]:
    digests = {
        "packs": law.pack.digest,
        "calendar": law.calendar.digest,
        "program": program_receipt()["sha256"],
        "engine": engine_receipt("plain")["sha256"],
        "schema": schema_digest(),
    }
    for name, digest in digests.items():
        yield digest, f"(digest of the {name})"
        yield digest[:_SHORT], f"(digest of the {name})"
    for name in ("page.css", "page.js"):
        content = (TEMPLATES / name).read_text(encoding="utf-8")
        digest = b64encode(sha256(content.encode()).digest()).decode()
        yield content, f"({name})"
        yield digest, f"(digest of {name})"
    yield f'"version":"{VERSION}"', '"version":"(version)"'
    yield f'"version": "{VERSION}"', '"version": "(version)"'
