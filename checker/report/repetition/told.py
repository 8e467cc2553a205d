"""A verification as text and as JSON."""

from __future__ import annotations

from typing import Any, Final

import orjson

from checker.report.comparison.changes import Report
from checker.report.layout import Page
from checker.report.repetition.differences import Changed, Differing, Repeated
from checker.report.repetition.verification import Absent, Verification
from checker.texts import text

MOST_LISTED: Final = 200
"""Findings of one institution that a text lists; the rest is counted."""


def verification_page(found: Verification, lang: str, width: int) -> Page:
    """The verification as a page."""
    page = Page(width)
    outcome = "holds" if found.holds else "fails"
    page.add(text(lang, f"verify.{outcome}"), style="good" if found.holds else "breach")
    for absent in found.absent:
        page.add(_absent(absent, lang), lead="! ", style="warning")
    for section in found.sections:
        page.add(text(lang, "verify.section", name=section), lead="! ", style="warning")
    for stranger in found.strangers:
        page.add(text(lang, "verify.stranger", name=_name(stranger)), lead="* ")
    for one in found.repeated:
        if one.receipt or not one.same_result or one.faults:
            _institution(page, one, lang)
    return page


def _absent(absent: Absent, lang: str) -> str:
    named = absent.file or text(lang, "verify.nameless")
    return text(
        lang,
        "verify.absent",
        part=text(lang, f"verify.part.{absent.part}"),
        file=named,
        digest=absent.sha256[:16] or "–",
    )


def _institution(page: Page, one: Repeated, lang: str) -> None:
    page.section(_name(one.report))
    if one.faults:
        page.add(text(lang, "verify.faults"), lead="! ", style="warning")
    for differing in one.receipt:
        style = "warning" if differing.ground else ""
        page.add(_differing(differing, lang), lead="! " if differing.ground else "* ", style=style)
    if one.same_result:
        page.add(text(lang, "verify.same_result"), lead="* ")
    for changed in one.findings[:MOST_LISTED]:
        page.add(_changed(changed, lang), lead="- ", style="breach")
    if (more := len(one.findings) - MOST_LISTED) > 0:
        page.add(text(lang, "verify.more", number=more), lead="- ")
    for section in one.sections:
        page.add(text(lang, "verify.section", name=section), lead="- ")


def _differing(differing: Differing, lang: str) -> str:
    return text(
        lang,
        "verify.differs" if differing.ground else "verify.other_means",
        part=text(lang, f"verify.part.{differing.part}"),
        recorded=differing.recorded,
        found=differing.found,
    )


def _changed(changed: Changed, lang: str) -> str:
    finding = changed.finding
    row = finding["row_title"][lang]
    title = f"{finding['title'][lang]}: {row}" if row else finding["title"][lang]
    key = finding["subject"]["key"]
    about = "" if key == "institution" else f" [{key}]"
    if changed.recorded == changed.found:
        said = text(lang, "verify.otherwise", verdict=_verdict(changed.found, lang))
    else:
        recorded, found = _verdict(changed.recorded, lang), _verdict(changed.found, lang)
        said = text(lang, "verify.changed", recorded=recorded, found=found)
    return f"{title}{about}. {said}"


def _verdict(verdict: str | None, lang: str) -> str:
    return text(lang, f"report.verdict.{verdict}" if verdict else "verify.not_listed").lower()


def _name(report: Report) -> str:
    about = report["snapshot"]["institution"]
    return f"{about['name']} ({about['bin']})" if about["bin"] else str(about["name"])


def verification_json(found: Verification) -> bytes:
    """The verification as JSON (``schemas/verification.schema.json``)."""
    content = {
        "verification_version": "1",
        "holds": found.holds,
        "absent": [
            {"input": one.part, "file": one.file or None, "sha256": one.sha256 or None}
            for one in found.absent
        ],
        "institutions": [_entry(one) for one in found.repeated],
        "unknown_institutions": [dict(one["snapshot"]["institution"]) for one in found.strangers],
        "sections": list(found.sections),
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"


def _entry(one: Repeated) -> dict[str, Any]:
    return {
        "institution": dict(one.report["snapshot"]["institution"]),
        "holds": one.holds,
        "same_result": one.same_result,
        "faults": one.faults,
        "receipt": [
            {
                "input": differing.part,
                "recorded": differing.recorded,
                "found": differing.found,
                "decides": differing.ground,
            }
            for differing in one.receipt
        ],
        "findings": [
            {
                "rule": changed.finding["rule"],
                "row": changed.finding["row"],
                "clause": changed.finding["clause"],
                "subject": {
                    "kind": changed.finding["subject"]["kind"],
                    "key": changed.finding["subject"]["key"],
                },
                "recorded": changed.recorded,
                "found": changed.found,
            }
            for changed in one.findings
        ],
        "sections": list(one.sections),
    }
