"""The matrix of the law as text and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

import orjson

from checker.packs.model import Act, Pack
from checker.proof.matrix import Carrier, Line, Matrix, sum_of
from checker.report.layout import Page
from checker.texts import text

STATUSES: Final = (
    "by program",
    "in part",
    "by inspector",
    "no duty",
    "other body",
    "repealed",
    "text missing",
    "not yet encoded",
)
_NUMBER_WIDTH: Final = 5
_SUM_WIDTH: Final = 9


def clauses_page(matrix: Matrix, shown: Matrix, pack: Pack, lang: str, width: int) -> Page:
    """The matrix as a page: the shown provisions, then the totals of all."""
    page = Page(width)
    place = ("", "")
    for line in shown.lines:
        if (line.act, line.chapter) != place:
            place = (line.act, line.chapter)
            page.section(_chapter(pack.acts[line.act], line.chapter, lang))
        page.add(_said(line, lang), lead="* ")
        if line.why and line.why.get(lang):
            page.add(line.why[lang], indent=4, style="quiet")
    _totals(page, matrix, pack, lang)
    return page


def _said(line: Line, lang: str) -> str:
    status = text(lang, f"clauses.status.{line.status.replace(' ', '_')}")
    said = f"{line.provision} ({line.paragraph}): {status}"
    if not line.rules:
        return said
    rules = "; ".join(_carrier(one, lang) for one in line.rules)
    return f"{said} - {rules}"


def _carrier(one: Carrier, lang: str) -> str:
    return text(
        lang,
        "clauses.carrier",
        rule=one.rule,
        number=one.examples,
        editions=", ".join(one.editions),
    )


def _totals(page: Page, matrix: Matrix, pack: Pack, lang: str) -> None:
    page.section(text(lang, "clauses.totals"))
    for number, status in enumerate(STATUSES, 1):
        page.add(text(lang, f"clauses.status.{status.replace(' ', '_')}"), lead=f"({number}) ")
    page.blank()
    numbers = (*(_NUMBER_WIDTH for _ in STATUSES), _SUM_WIDTH)
    widths = (page.width - sum(numbers), *numbers)
    heads = (f"({number})" for number in range(1, len(STATUSES) + 1))
    page.row(("", *heads, text(lang, "clauses.all")), widths)
    by_act = matrix.by_act()
    for act, chapters in by_act.items():
        page.row(_row(pack.acts[act].citation[lang], sum_of(chapters.values())), widths, "topic")
        for chapter, counts in chapters.items():
            page.row(_row(f"  {chapter_title(pack.acts[act], chapter, lang)}", counts), widths)
    whole = sum_of(counts for chapters in by_act.values() for counts in chapters.values())
    page.row(_row(text(lang, "clauses.all"), whole), widths, "topic")
    page.blank()
    page.add(text(lang, "clauses.share", share=round(matrix.share(), 1)))


def _row(name: str, counts: Counter[str]) -> Iterator[str]:
    yield name
    yield from (str(counts[status] or "") for status in STATUSES)
    yield str(counts.total())


def _chapter(act: Act, chapter: str, lang: str) -> str:
    return f"{act.citation[lang]}. {chapter_title(act, chapter, lang)}"


def chapter_title(act: Act, chapter: str, lang: str) -> str:
    """The title of a chapter as the matrix names it."""
    declared = act.chapters.get(chapter)
    if declared is not None:
        return declared.title[lang]
    if chapter.startswith("appendix-"):
        number = chapter.removeprefix("appendix-")
        return text(lang, "report.cite.appendix", number=number)
    return text(lang, f"clauses.part.{chapter or 'other'}")


def clauses_json(matrix: Matrix, shown: Matrix, pack: Pack) -> bytes:
    """The matrix as JSON: the shown provisions and the totals of all."""
    content = {
        "clauses_version": "1",
        "packs": pack.digest,
        "share_judged": round(matrix.share(), 1),
        "totals": [
            {
                "act": act,
                **_counted(sum_of(chapters.values())),
                "chapters": [
                    {"chapter": chapter or None, **_counted(counts)}
                    for chapter, counts in chapters.items()
                ],
            }
            for act, chapters in matrix.by_act().items()
        ],
        "clauses": [_entry(line) for line in shown.lines],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"


def _counted(counts: Counter[str]) -> dict[str, object]:
    return {"provisions": counts.total(), "by_status": dict(sorted(counts.items()))}


def _entry(line: Line) -> dict[str, object]:
    return {
        "act": line.act,
        "chapter": line.chapter or None,
        "paragraph": line.paragraph,
        "provision": line.provision,
        "status": line.status,
        "why": dict(line.why) or None,
        "rules": [
            {
                "rule": one.rule,
                "examples": one.examples,
                "examples_of_rule": one.of_rule,
                "editions": list(one.editions),
            }
            for one in line.rules
        ],
    }
