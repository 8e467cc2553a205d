"""What lies ahead, in the JSON report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from checker.report.horizon import HorizonView, Upcoming
from checker.report.sentences import Sentences

Each = Callable[[Callable[[Sentences], str]], dict[str, str]]
"""A sentence in each of the three languages."""


def horizon_json(view: HorizonView, each: Each) -> dict[str, Any]:
    """Everything that lies ahead, by day."""
    return {
        "until": view.until,
        "days": view.days,
        "entries": [_entry(one, each) for one in view.entries],
        "withheld": view.withheld,
        "untold": view.untold,
    }


def _entry(one: Upcoming, each: Each) -> dict[str, Any]:
    entry = one.entry
    computed = entry.computed
    return {
        "day": one.day,
        "change": one.change,
        "today": entry.verdict,
        "breached_from": one.breached_from,
        "due_on": None if computed is None else computed.due_on,
        "lenient_on": None if computed is None else computed.lenient_on,
        "rule": entry.rule,
        "row": entry.row,
        "title": each(lambda say: say.of(entry.title)),
        "row_title": each(lambda say: say.of(entry.row_title)),
        "severity": entry.severity,
        "duty_of": entry.duty_of,
        "checked": entry.checked,
        "act": entry.act,
        "chapter": entry.chapter.partition("/")[2],
        "topic": entry.topic.rpartition("/")[2],
        "clause": entry.clause,
        "provisions": list(entry.provisions),
        "subject": {
            "kind": entry.subject.kind,
            "key": entry.subject.key,
            "pointer": entry.subject.pointer,
        },
        "remedy": each(lambda say: say.remedy(entry)),
        "presumed_date": entry.presumed_date,
    }
