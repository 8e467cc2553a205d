"""Audits institutions of special social services in Kazakhstan against the law in force.

The library in three calls, the last of which says what was found::

    from checker import audit, load_packs, load_snapshot

    found = audit(load_snapshot("institution.json"), load_packs())

``checker.api`` describes what they take and give. Everything is loaded when it is first used.
"""

from __future__ import annotations

from checker.version import VERSION

TYPE_CHECKING = False  # what typing calls so; the module itself is slow to import
if TYPE_CHECKING:
    from checker.api import (
        Attestation,
        Audit,
        Baseline,
        EngineChoice,
        ExitCode,
        Finding,
        Law,
        Refused,
        SelectionError,
        Snapshot,
        Verdict,
        Waiver,
        WaiverStanding,
        audit,
        load_attestations,
        load_baseline,
        load_packs,
        load_snapshot,
        load_waivers,
    )

__all__ = [
    "Attestation",
    "Audit",
    "Baseline",
    "EngineChoice",
    "ExitCode",
    "Finding",
    "Law",
    "Refused",
    "SelectionError",
    "Snapshot",
    "Verdict",
    "Waiver",
    "WaiverStanding",
    "audit",
    "load_attestations",
    "load_baseline",
    "load_packs",
    "load_snapshot",
    "load_waivers",
]
__version__ = VERSION


def __getattr__(name: str) -> object:
    """Load the library when something of it is asked for (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from checker import api  # noqa: PLC0415 -- the version is told without it

    return getattr(api, name)


def __dir__() -> list[str]:
    """What the library offers."""
    return [*__all__, "__version__"]
