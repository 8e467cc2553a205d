"""The law that the program carries, and an audited canary of each type."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

import pytest

from checker import api
from checker.auditing.horizon import look_ahead
from checker.auditing.result import AuditResult
from checker.auditing.snapshot import Snapshot
from checker.law import Law

from .canary import TYPES, Canary


@dataclass(frozen=True)
class Audited:
    """A canary, and what an audit found."""

    canary: Canary
    law: Law
    result: AuditResult


@cache
def the_law() -> Law:
    return api.load_packs()


@pytest.fixture(scope="session")
def law() -> Law:
    return the_law()


@pytest.fixture(scope="session", params=TYPES)
def audited(request: pytest.FixtureRequest, law: Law) -> Audited:
    canary = Canary(request.param)
    snapshot = api.load_snapshot(canary.document, name="canary.json")
    return Audited(canary, law, looking_ahead(snapshot, law))


def looking_ahead(snapshot: Snapshot, law: Law) -> AuditResult:
    """An audit, and what lies ahead of it within a year."""
    result = api.audit(snapshot, law, engine="plain").result
    ahead = look_ahead(result.judged, snapshot.taken_on + timedelta(365))
    return replace(result, horizon=ahead)
