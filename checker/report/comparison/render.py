"""The comparison as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import orjson

from checker.report.comparison.changes import Change, Changed, Comparison, Pair, Report
from checker.report.layout import Page
from checker.texts import text

_STYLES: Final = {
    Change.NEW: "breach",
    Change.STILL: "warning",
    Change.MENDED: "good",
    Change.NEWLY_OPEN: "warning",
    Change.NEWLY_APPLICABLE: "",
}


def comparison_page(found: Comparison, lang: str, width: int) -> Page:
    """The comparison as a page."""
    page = Page(width)
    for pair in found.pairs:
        _pair(page, pair, lang)
    for name, reports in (("only_before", found.only_before), ("only_after", found.only_after)):
        if reports:
            page.section(text(lang, f"compare.{name}"))
            for report in reports:
                page.add(institution(report), lead="* ")
    return page


def institution(report: Report) -> str:
    """The institution of a report: its name, and its number where it is shown."""
    about = report["snapshot"]["institution"]
    return f"{about['name']} ({about['bin']})" if about["bin"] else str(about["name"])


def _pair(page: Page, pair: Pair, lang: str) -> None:
    page.blank()
    page.add(institution(pair.after), style="title")
    days = {"before": pair.before["as_of"], "after": pair.after["as_of"]}
    page.add(text(lang, "compare.days", **days))
    for name in pair.reservations:
        page.add(text(lang, f"compare.reservation.{name}"), lead="! ", style="warning")
    for change in Change:
        number = len(pair.of(change))
        page.add(f"{text(lang, f'compare.change.{change}')}: {number}", lead="* ")
    for topic in pair.topics:
        page.section(topic.title.get(lang) or topic.topic)
        for one in topic.changes:
            said = text(lang, f"compare.change.{one.change}")
            page.add(f"{said}. {sentence(one, lang)}", lead="- ", style=_STYLES[one.change])


def sentence(changed: Changed, lang: str) -> str:
    """One change: the requirement, whom it is about, and what is said of it now."""
    finding = changed.finding
    row = finding["row_title"][lang]
    title = f"{finding['title'][lang]}: {row}" if row else finding["title"][lang]
    subject = finding["subject"]
    about = "" if subject["key"] == "institution" else f" [{subject['key']}]"
    said = "" if changed.change is Change.MENDED else f" {finding['message'][lang]}"
    return f"{title}{about}.{said}"


def comparison_json(found: Comparison) -> bytes:
    """The comparison as JSON."""
    content = {
        "comparison_version": "1",
        "institutions": [_entry(pair) for pair in found.pairs],
        "only_before": [_about(report) for report in found.only_before],
        "only_after": [_about(report) for report in found.only_after],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"


def _about(report: Report) -> Mapping[str, Any]:
    return {**report["snapshot"]["institution"], "as_of": report["as_of"]}


def _entry(pair: Pair) -> dict[str, Any]:
    return {
        "institution": dict(pair.after["snapshot"]["institution"]),
        "before": _side(pair.before),
        "after": _side(pair.after),
        "reservations": list(pair.reservations),
        "counts": {str(change): len(pair.of(change)) for change in Change},
        "topics": [
            {
                "topic": topic.topic,
                "title": dict(topic.title),
                "changes": list(_changes(topic.changes)),
            }
            for topic in pair.topics
        ],
    }


def _side(report: Report) -> dict[str, Any]:
    return {
        "as_of": report["as_of"],
        "snapshot": report["snapshot"]["sha256"],
        "pack": report["pack"]["sha256"],
    }


def _changes(changes: tuple[Changed, ...]) -> Iterator[dict[str, Any]]:
    for one in changes:
        finding = one.finding
        yield {
            "change": str(one.change),
            "before": one.before,
            "after": one.after,
            "rule": finding["rule"],
            "row": finding["row"],
            "clause": finding["clause"],
            "severity": finding["severity"],
            "duty_of": finding["duty_of"],
            "subject": {"kind": finding["subject"]["kind"], "key": finding["subject"]["key"]},
            "title": finding["title"],
            "row_title": finding["row_title"],
            "message": finding["message"],
        }
