"""The receipt of a report: digests of everything that shaped it, so that it can be repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Self

import orjson

from checker.report.program import engine_receipt, program_receipt, schema_digest
from checker.report.view import Header

OPTIONS: Final[Mapping[str, Any]] = {
    "as_of": None,
    "select": [],
    "set": False,
    "horizon": None,
    "reveal": False,
    "all": False,
    "pseudonymised": False,
}
"""The options that shape what a JSON report tells, with what they are where nobody gives them."""


@dataclass(frozen=True, slots=True)
class Given:
    """A file that shaped the report beside the snapshot."""

    file: str
    """As the report may name it."""
    sha256: str
    """Of its bytes, in hexadecimal digits."""

    @classmethod
    def of(cls, data: bytes, file: str) -> Self:
        """The file of these bytes."""
        return cls(file, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class GivenSet:
    """The set that institutions were judged as."""

    sha256: str
    """Of the digests of its snapshots in their order, and of its declaration."""
    declaration: Given | None = None

    @classmethod
    def of(cls, snapshots: Iterable[str], declaration: Given | None) -> Self:
        """The set of snapshots with these digests; the order of the files says nothing."""
        told = [*sorted(snapshots), declaration.sha256 if declaration is not None else ""]
        return cls(hashlib.sha256("\n".join(told).encode()).hexdigest(), declaration)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What shaped a report beside snapshot, packs, calendar and engine."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Those of ``OPTIONS`` that were given, by name, in values that JSON knows."""
    attestations: tuple[Given, ...] = ()
    waivers: tuple[Given, ...] = ()
    baseline: Given | None = None
    as_set: GivenSet | None = None


def receipt_json(header: Header, receipt: Receipt) -> dict[str, Any]:
    """The receipt as the JSON report holds it."""
    options = dict(sorted({**OPTIONS, **receipt.options}.items()))
    together = receipt.as_set
    return {
        "program": program_receipt(),
        "engine": engine_receipt(header.engine),
        "pack": header.pack_digest,
        "calendar": header.calendar_digest,
        "schema": schema_digest(),
        "snapshot": header.snapshot_digest,
        "set": None
        if together is None
        else {"sha256": together.sha256, "declaration": _given(together.declaration)},
        "attestations": [_given(one) for one in receipt.attestations],
        "waivers": [_given(one) for one in receipt.waivers],
        "baseline": _given(receipt.baseline),
        "options": {
            "sha256": hashlib.sha256(orjson.dumps(options)).hexdigest(),
            "values": options,
        },
    }


def _given(one: Given | None) -> dict[str, str] | None:
    return None if one is None else {"file": one.file, "sha256": one.sha256}
