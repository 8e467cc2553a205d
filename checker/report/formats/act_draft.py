"""DOCX: a draft of an inspection act, to be checked, filled in and signed by people."""

from __future__ import annotations

from collections.abc import Iterator

from checker.law import Law
from checker.report.brought import left_told
from checker.report.document import Document
from checker.report.formats.act_page import ActPage
from checker.report.formats.act_sections import Act
from checker.report.formats.spreadsheet import day_of
from checker.report.sentences import Sentences


def render(document: Document, law: Law) -> Iterator[bytes]:
    """The report in one piece: an act for each institution, one after the other."""
    say = Sentences(law, document.lang)
    page = ActPage(document.lang, " ".join(say.say("office.act.title").split("\n")))
    for part in document.parts:
        institution = part.view.header.institution
        page.begin(
            say.say("office.act.header"), say.say("office.act.page", institution=institution)
        )
        Act(page, part, law, say).write()
    if left := tuple(left_told(say, document.refused, document.elsewhere)):
        title = left[0].title
        page.begin(say.say("office.act.header"), say.say("office.act.page", institution=title))
    for section in left:
        page.heading(section.title, 1)
        page.told(section.items)
    yield page.saved(day_of(document))
