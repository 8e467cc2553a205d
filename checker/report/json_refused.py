"""Inputs without a report, in JSON and JSON Lines."""

from __future__ import annotations

from typing import Any

from checker.report.document import MOST_TOLD, Refused
from checker.source.mistakes import shown_pointer
from checker.texts import LANGUAGES


def refused_json(refused: Refused) -> dict[str, Any]:
    """Why an input has no report: its first mistakes and their number, or the failure."""
    return {
        "fault": refused.fault or None,
        "mistakes": [
            {
                "line": one.line,
                "column": one.column,
                "pointer": shown_pointer(one.pointer),
                "message": {lang: one.say(lang) for lang in LANGUAGES},
            }
            for one in refused.mistakes[:MOST_TOLD]
        ],
        "count": len(refused.mistakes),
    }
