"""Attestations in the JSON report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from checker.report.entry import Attested
from checker.report.view import Aside, Attestations
from checker.texts import LANGUAGES, text

ROLE: Final = "inspector"
"""Stands for the person who attests, unless names are revealed."""


def attested_json(attested: Attested) -> dict[str, Any]:
    """What a person says of a verdict."""
    return {
        "outcome": attested.outcome,
        "day": attested.day,
        "by": attested.by or ROLE,
        "place": {
            "file": attested.file,
            "sheet": attested.sheet or None,
            "row": attested.line,
        },
        "remark": attested.remark,
        "evidence_file": attested.evidence_file,
        "decides": attested.decides,
    }


def attestations_json(view: Attestations, texts: Callable[[Any], dict[str, str]]) -> dict[str, Any]:
    """How many attestations count, and what became of the others."""
    return {
        "counted": view.counted,
        "verdicts": view.verdicts,
        "withheld": view.withheld,
        "not_counted": [_aside(one, texts) for one in view.aside],
    }


def _aside(aside: Aside, texts: Callable[[Any], dict[str, str]]) -> dict[str, Any]:
    message = f"report.standing.{aside.standing}"
    return {
        "rule": aside.rule,
        "row": aside.row,
        "title": texts(aside.title),
        "row_title": texts(aside.row_title),
        "standing": aside.standing,
        "message": {lang: text(lang, message) for lang in LANGUAGES},
        "verdicts": list(aside.certain),
        "attestation": attested_json(aside.attested),
    }
