"""Waivers and the comparison with a baseline in the JSON report."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from checker.auditing.waivers import WaiverStanding
from checker.report.entry import Waived
from checker.report.excused import AgainstBaseline, Excuses, Mended, WaiverTold
from checker.texts import LANGUAGES, text


def waived_json(waived: Waived) -> dict[str, Any]:
    """The waiver of a breach."""
    return {
        "name": waived.name,
        "by": waived.by,
        "basis": waived.basis,
        "from": waived.since,
        "until": waived.until,
        "reason": waived.reason,
    }


def excuses_json(
    view: Excuses, texts: Callable[[Any], dict[str, str]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The parts of the report about them, each with its name; only what was brought."""
    if view.waivers:
        told: dict[str, list[dict[str, Any]]] = {str(standing): [] for standing in WaiverStanding}
        for one in view.waivers:
            told[one.standing].append(waiver_json(one))
        yield "waivers", told
    if view.baseline is not None:
        yield "baseline", _baseline(view.baseline, texts)


def waiver_json(told: WaiverTold) -> dict[str, Any]:
    """A waiver and what became of it."""
    message = f"report.waiver.{told.standing}"
    return {
        **waived_json(told.waived),
        "message": {lang: text(lang, message) for lang in LANGUAGES},
        "breaches": told.breaches,
        "place": {"file": told.file, "sheet": told.sheet or None, "row": told.line},
    }


def _baseline(against: AgainstBaseline, texts: Callable[[Any], dict[str, str]]) -> dict[str, Any]:
    return {
        "listed": against.listed,
        "new": against.new,
        "mended": [_mended(one, texts) for one in against.mended],
    }


def _mended(mended: Mended, texts: Callable[[Any], dict[str, str]]) -> dict[str, Any]:
    return {
        "rule": mended.rule,
        "row": mended.row,
        "title": texts(mended.title),
        "row_title": texts(mended.row_title),
        "act": mended.act,
        "clause": mended.clause,
        "breaches": mended.number,
    }
