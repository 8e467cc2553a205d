"""What the law asks of an institution, as JSON (``schemas/obligations.schema.json``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson

from checker.auditing.obligations import State
from checker.law import Law
from checker.report.json_report import texts_json
from checker.report.obligations import Asked, ObligationsView
from checker.report.receipt import means_json, options_json

OBLIGATIONS_VERSION: Final = "1"
OPTIONS: Final[Mapping[str, Any]] = {"as_of": None, "select": [], "reveal": False}
"""The options that shape what is told, with what they are where nobody gives them."""


def obligations_json(
    view: ObligationsView, law: Law, options: Mapping[str, Any] = OPTIONS
) -> bytes:
    """Every rule and row, in the order of the packs; the same input gives the same bytes.

    ``options``: those of ``OPTIONS`` that were given.
    """
    header = view.header
    cited = {word for one in view.listed for word, _ in one.missing}
    content = {
        "obligations_version": OBLIGATIONS_VERSION,
        "snapshot": {
            "file": header.file,
            "sha256": header.snapshot_digest,
            "taken_on": header.taken_on,
            "institution": {
                "name": header.institution,
                "bin": header.number,
                "type": header.type,
            },
        },
        "pack": {"sha256": header.pack_digest},
        "receipt": means_json(header) | {"options": options_json({**OPTIONS, **options})},
        "as_of": header.as_of,
        "banners": list(header.banners),
        "states": {str(state): len(view.of_state(state)) for state in State},
        "requirements": [_asked(one) for one in view.listed],
        "unwritten": list(view.unwritten),
        "words": {
            name: texts_json(law.vocabulary.words[name].label)
            for name in sorted(cited)
            if name in law.vocabulary.words
        },
    }
    return orjson.dumps(content) + b"\n"


def _asked(one: Asked) -> dict[str, Any]:
    return {
        "state": one.state,
        "rule": one.rule,
        "row": one.row,
        "title": texts_json(one.title),
        "row_title": texts_json(one.row_title),
        "act": one.act,
        "chapter": one.chapter.partition("/")[2],
        "topic": one.topic.rpartition("/")[2],
        "clause": one.clause,
        "provisions": list(one.provisions),
        "severity": one.severity,
        "duty_of": one.duty_of,
        "checked": one.checked,
        "about": one.about,
        "edition": one.edition,
        "coming": list(one.coming),
        "subjects": dict(one.subjects),
        "applies_when": [texts_json(condition) for condition in one.conditions],
        "failing": [
            {
                "condition": texts_json(blame.condition),
                "holds": blame.holds,
                "subjects": blame.subjects,
            }
            for blame in one.failing
        ],
        "missing": [{"word": word, "subjects": number} for word, number in one.missing],
        "withheld": one.withheld,
    }
