"""Baselines as files (``schemas/baseline.schema.json``)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, Final

import orjson

from checker.auditing.baseline import Baseline, Growth, KnownBreach, KnownState
from checker.source.json_reader import read_json
from checker.source.lines import Document, pointer_to
from checker.source.mistakes import Mistake, Refused
from checker.source.schema_check import schema_check

_VERSION: Final = "1"


def read_baseline(data: bytes, name: str) -> Baseline:
    """The baseline of a file. Raises ``Refused`` with every mistake."""
    document = read_json(data, name)
    mistakes = schema_check("baseline").check(document) or tuple(_doubles(document))
    if mistakes:
        raise Refused(mistakes)
    content: Any = document.value
    states = [_state(one) for one in content["institutions"]]
    return Baseline(
        states={one.institution: one for one in states},
        growth=tuple(
            Growth(
                institution=one["institution"],
                as_of=date.fromisoformat(one["as_of"]),
                breaches=int(one["breaches"]),
                reason=one["reason"],
            )
            for one in content["growth"]
        ),
        file=name,
        digest=hashlib.sha256(data).hexdigest(),
    )


def written(baseline: Baseline) -> bytes:
    """The file: the same baseline gives the same bytes, a line for each breach."""
    states = [baseline.states[name] for name in sorted(baseline.states)]
    content = {
        "baseline_version": _VERSION,
        "institutions": [asdict(one) for one in states],
        "growth": [asdict(one) for one in baseline.growth],
    }
    return orjson.dumps(content, option=orjson.OPT_INDENT_2) + b"\n"


def _state(content: dict[str, Any]) -> KnownState:
    return KnownState(
        institution=content["institution"],
        as_of=date.fromisoformat(content["as_of"]),
        pack=content["pack"],
        breaches=tuple(
            KnownBreach(**{**one, "number": int(one["number"])}) for one in content["breaches"]
        ),
    )


def _doubles(document: Document) -> Iterator[Mistake]:
    """A baseline that was put together by hand, or by a merge, may say a thing twice."""
    content: Any = document.value
    institutions: set[str] = set()
    for place, one in enumerate(content["institutions"]):
        pointer = pointer_to("/institutions", place)
        if one["institution"] in institutions:
            yield document.mistake(f"{pointer}/institution", "baseline.read.institution_twice")
        institutions.add(one["institution"])
        fingerprints: set[str] = set()
        for number, breach in enumerate(one["breaches"]):
            if breach["fingerprint"] in fingerprints:
                inside = pointer_to(f"{pointer}/breaches", number)
                yield document.mistake(inside, "baseline.read.breach_twice")
            fingerprints.add(breach["fingerprint"])
