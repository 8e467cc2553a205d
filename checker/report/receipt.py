"""The receipt of a report: digests of everything that shaped it, so that it can be repeated."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

import orjson

from checker.report.disclosure import without_numbers
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
_PRIVATE: Final = ("select", "reveal")
_FLAGS: Final = {"pseudonymised": "--pseudonymise"}
"""Options that the command line calls by another name."""


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

    def masked(self) -> Self:
        """The file, numbers of persons in its name masked."""
        return replace(self, file=without_numbers(self.file))


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

    def masked(self) -> Self:
        """The set, its declaration masked."""
        declared = self.declaration
        return replace(self, declaration=None if declared is None else declared.masked())


@dataclass(frozen=True, slots=True)
class Receipt:
    """What shaped a report beside snapshot, packs, calendar and engine."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Those of ``OPTIONS`` that were given, by name, in values that JSON knows."""
    attestations: tuple[Given, ...] = ()
    waivers: tuple[Given, ...] = ()
    baseline: Given | None = None
    as_set: GivenSet | None = None

    def masked(self) -> Self:
        """The receipt, numbers of persons in the names of files masked."""
        return replace(
            self,
            attestations=tuple(one.masked() for one in self.attestations),
            waivers=tuple(one.masked() for one in self.waivers),
            baseline=None if self.baseline is None else self.baseline.masked(),
            as_set=None if self.as_set is None else self.as_set.masked(),
        )

    def for_services(self) -> Self:
        """The receipt for a service, to which nothing is revealed.

        What was chosen is left out, since the name of a requirement may tell a diagnosis.
        """
        kept = {name: self.options[name] for name in self.options if name not in _PRIVATE}
        return replace(self.masked(), options=kept)

    def given(self) -> dict[str, Any]:
        """The options that are not what they are where nobody gives them."""
        return {name: value for name, value in self.options.items() if value != OPTIONS[name]}

    def words(self) -> tuple[str, ...]:
        """The options that were given, as a command line has them."""
        return tuple(self._words())

    def _words(self) -> Iterator[str]:
        for name, value in self.given().items():
            flag = _FLAGS.get(name, f"--{name.replace('_', '-')}")
            for one in value if isinstance(value, list) else [value]:
                yield flag if one is True else f"{flag} {one}"

    def files(self) -> Iterator[tuple[str, Given]]:
        """The files that shaped the report, each with the name of its part of the receipt."""
        if self.as_set is not None and self.as_set.declaration is not None:
            yield "declaration", self.as_set.declaration
        yield from (("attestations", one) for one in self.attestations)
        yield from (("waivers", one) for one in self.waivers)
        if self.baseline is not None:
            yield "baseline", self.baseline


def receipt_json(header: Header, receipt: Receipt) -> dict[str, Any]:
    """The receipt as the JSON report holds it."""
    return {
        **inputs_json(header, receipt),
        "options": options_json({**OPTIONS, **receipt.options}),
    }


def inputs_json(header: Header, receipt: Receipt) -> dict[str, Any]:
    """Everything of a receipt but the options."""
    together = receipt.as_set
    return {
        **means_json(header),
        "set": None
        if together is None
        else {"sha256": together.sha256, "declaration": _given(together.declaration)},
        "attestations": [_given(one) for one in receipt.attestations],
        "waivers": [_given(one) for one in receipt.waivers],
        "baseline": _given(receipt.baseline),
    }


def means_json(header: Header) -> dict[str, Any]:
    """The snapshot, and by what it is judged."""
    return {
        "program": program_receipt(),
        "engine": engine_receipt(header.engine),
        "pack": header.pack_digest,
        "calendar": header.calendar_digest,
        "schema": schema_digest(),
        "snapshot": header.snapshot_digest,
    }


def options_json(options: Mapping[str, Any]) -> dict[str, Any]:
    """Options by name, with the digest of them all."""
    values = dict(sorted(options.items()))
    return {"sha256": hashlib.sha256(orjson.dumps(values)).hexdigest(), "values": values}


def _given(one: Given | None) -> dict[str, str] | None:
    return None if one is None else {"file": one.file, "sha256": one.sha256}
