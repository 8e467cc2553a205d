"""An institution with breaches of every kind, and waivers for them."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import yaml

from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import AuditResult, audit
from checker.findings import Verdict, Waiver
from checker.law import Law, load_law
from checker.waiving.waivers import read_waivers

RULES = Path(__file__).parent / "tolerated_rules"
BIN = "991240000001"
HEALTH = "order-7/chapter-1-general/tolerated/9.1/violation/institution"
"""The name that the requirements about health share."""
TAKEN_ON = date(2026, 3, 1)


@cache
def law() -> Law:
    """A dozen invented rules."""
    return load_law(RULES)


def recipient(number: str, *illnesses: str, **stay: object) -> dict[str, Any]:
    """A recipient with one stay, whose contract is dated unless the stay says otherwise."""
    own = {"number": "1", "admitted_on": "2025-01-10", "contract": {"signed_on": "2025-01-10"}}
    return {
        "file_number": number,
        "contraindications": [{"code": one} for one in illnesses],
        "stays": [own | {"reviews": [], "absences": []} | stay],
    }


UNDATED = {"contract": {"signed_on": None}}
STATUS, PSYCHOSIS = "epilepsy_prone_to_status", "acute_psychotic_symptoms"


def institution(*recipients: dict[str, Any], **facts: Any) -> dict[str, Any]:
    """An institution that keeps every rule, but for what is said otherwise."""
    premises = dict.fromkeys(("has_library", "has_pool", "has_lift"), True)
    premises |= {"has_food_store": True, "has_vegetable_store": True}
    house = {
        "name": "«Үміт» орталығы",
        "bin": BIN,
        "type": "residential",
        "design_capacity": facts.pop("capacity", 20),
        "premises": premises | facts.pop("premises", {}),
    }
    return {
        "snapshot_version": "1",
        "taken_on": str(TAKEN_ON),
        "institution": house | facts,
        "recipients": list(recipients),
    }


def audited(document: dict[str, Any], as_of: date | None = None) -> AuditResult:
    """Audit it by the plain engine."""
    snapshot = read_snapshot(orjson.dumps(document), "institution.json")
    return audit(snapshot, law(), as_of=as_of, engine=EngineChoice.PLAIN)


def content(name: str = "repairs", **fields: Any) -> dict[str, Any]:
    """A waiver as a file states it; what is None is left out."""
    whole = {
        "name": name,
        "institution": {"bin": BIN},
        "rule": "capacity-is-enough",
        "legal_basis": "Decision No. 5 of 10.01.2026",
        "issued_by": "Department of social protection",
        "from": date(2026, 1, 10),
        "until": date(2026, 12, 31),
        "reason": "Serik has the key",
    } | fields
    return {field: value for field, value in whole.items() if value is not None}


def file_of(*contents: dict[str, Any]) -> bytes:
    """The YAML file with these waivers."""
    document = {"waivers_version": "1", "waivers": list(contents)}
    return yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False).encode()


class _Plain(yaml.SafeDumper):
    """Writes no references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def waivers(*contents: dict[str, Any]) -> tuple[Waiver, ...]:
    """The waivers of a file."""
    return read_waivers([(file_of(*contents), "waivers.yaml")], law())


def breaches(result: AuditResult) -> list[tuple[str, str | None, str]]:
    """What is breached: rule, row, subject."""
    return [
        (*one.compiled.name, one.subject.key)
        for one in result.findings
        if one.verdict is Verdict.BREACHED and one.compiled is not None
    ]
