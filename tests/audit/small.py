"""Institutions under the small law: a few facts decide, the others are kept as they must be."""

from __future__ import annotations

from datetime import date
from typing import Any

from checker.auditing.judging import EngineChoice
from checker.auditing.result import AuditResult, audit
from checker.auditing.snapshot import Snapshot
from checker.law import Law

TAKEN_ON = "2026-03-02"
KEPT = {
    "has_lift": True,
    "has_pool": True,
    "has_library": True,
    "has_food_store": True,
    "has_vegetable_store": True,
    "has_pharmacy": True,
    "belongings_storage": True,
    "library_books": 100,
}
"""Premises that the small law has no fault to find with."""
STAY = {
    "number": "1",
    "admitted_on": "2026-01-12",
    "first_service_on": "2026-01-12",
    "contract": {"signed_on": "2026-01-12"},
    "admission_order": {"issued_on": "2026-01-12"},
}
"""A stay that it has no fault to find with."""
NOT_RECORDED = object()


def institution(
    *,
    kind: str = "residential",
    stay: dict[str, Any] | None = None,
    taken_on: str = TAKEN_ON,
    sector: str | None = "state",
    meals: bool = True,
    **premises: object,
) -> dict[str, Any]:
    """An institution that keeps the small law, but for the premises that are named otherwise."""
    facts = {name: value for name, value in (KEPT | premises).items() if value is not NOT_RECORDED}
    house: dict[str, Any] = {
        "name": "«Сынақ» орталығы",
        "type": kind,
        "premises": facts,
        "catering": {"hot_meals_cooked": meals},
    }
    if sector is not None:
        house["sector"] = sector
    recipient = {"file_number": "7/2026", "stays": [STAY | (stay or {})]}
    return {
        "snapshot_version": "1",
        "taken_on": taken_on,
        "institution": house,
        "recipients": [recipient],
    }


def audited(
    document: dict[str, Any],
    law: Law,
    *,
    as_of: date | None = None,
    engine: EngineChoice = EngineChoice.PLAIN,
) -> AuditResult:
    """Audit it."""
    return audit(Snapshot("small.json", document, ""), law, as_of=as_of, engine=engine)
