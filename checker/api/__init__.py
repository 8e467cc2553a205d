"""The library: load the law and a snapshot, audit, and read what was found.

Nothing personal is told unless ``reveal`` asks for it. Nobody asks the clock: an audit is as of
the day of the snapshot, or of the day that is given. The command line is one user of this module.

What is tolerated and what is known of is brought along, and stays visible::

    waivers = load_waivers("waivers.yaml", packs)
    baseline = load_baseline("baseline.json")
    found = audit(snapshot, packs, waivers=waivers, baseline=baseline)
    for one in found.waivers:
        print(one.waived.name, one.standing, one.breaches)
    for finding in found.findings:
        if finding.verdict is Verdict.BREACHED and not finding.excused:
            print(finding.rule, finding.subject.key)
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from os import PathLike
from pathlib import Path
from typing import Any, Final

from checker.api.brought import load_attestations, load_baseline, load_waivers
from checker.api.choosing import Chosen, chosen_by
from checker.api.finding import Finding
from checker.api.outcome import Audit
from checker.api.sources import read_source
from checker.auditing.baseline import Baseline
from checker.auditing.excuses import excuse
from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import ExitCode
from checker.auditing.result import audit as judge_and_explain
from checker.auditing.selection import SelectionError
from checker.auditing.snapshot import Snapshot
from checker.auditing.waivers import WaiverStanding
from checker.facts.table import Supply
from checker.findings import Attestation, Verdict, Waiver
from checker.law import Law, load_law
from checker.report.receipt import Given, Receipt
from checker.source.mistakes import Refused, refusal

__all__ = [
    "Attestation",
    "Audit",
    "Baseline",
    "Chosen",
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
    "chosen_by",
    "load_attestations",
    "load_baseline",
    "load_packs",
    "load_snapshot",
    "load_waivers",
]
_FROM_MEMORY: Final = "snapshot"
"""What a snapshot is called that comes from no file."""


def load_packs(folder: str | PathLike[str] | None = None) -> Law:
    """The law of a rules folder, by default the one that the program carries.

    Raises ``Refused`` with every mistake found. It takes a second: load it once.
    """
    if folder is None:
        return load_law()
    path = Path(folder)
    if not path.is_dir():
        name = str(path).encode("utf-8", "replace").decode()
        raise refusal(name, 0, 0, "cli.input.no_folder")
    return load_law(path)


def load_snapshot(
    source: str | PathLike[str] | bytes | Mapping[str, Any], *, name: str = ""
) -> Snapshot:
    """A snapshot from a file (its path), from the bytes of one, or from a dictionary.

    ``name`` is what reports and mistakes call it, by default the path. Raises ``Refused`` with
    every mistake, ``OSError`` for a file that cannot be read, and ``TypeError`` for a dictionary
    that holds what JSON cannot.
    """
    if isinstance(source, Mapping):
        source = json.dumps(dict(source), indent=1, default=_day).encode()
    return read_snapshot(*read_source(source, name, otherwise=_FROM_MEMORY))


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a snapshot cannot hold a {type(value).__name__}")


def audit(  # noqa: PLR0913 -- options, each given by its name
    snapshot: Snapshot,
    packs: Law,
    *,
    as_of: date | None = None,
    engine: EngineChoice | str = EngineChoice.BOTH,
    select: Iterable[str] | Chosen = (),
    reveal: bool = False,
    supplied: Mapping[str, Supply] | None = None,
    attestations: Sequence[Attestation] = (),
    waivers: Sequence[Waiver] = (),
    baseline: Baseline | None = None,
) -> Audit:
    """Audit a snapshot as of a day, by default the day on which it was taken.

    ``select`` chooses requirements and listed verdicts; ``reveal`` shows names, dates and
    diagnoses; ``supplied`` is what a set says of the institution. ``attestations`` fill verdicts
    that stay open. ``waivers`` and ``baseline`` mark breaches as tolerated or known: such a breach
    stays one, and does not cause exit code 1. Raises ``SelectionError``.
    """
    found = select if isinstance(select, Chosen) else chosen_by(select, packs, reveal=reveal)
    result = judge_and_explain(
        snapshot,
        packs,
        as_of=as_of,
        engine=EngineChoice(engine),
        chosen=found.requirements,
        supplied=supplied,
        attestations=attestations,
    )
    known = () if baseline is None else (baseline,)
    brought = Receipt(
        attestations=_files(attestations),
        waivers=_files(waivers),
        baseline=next(iter(_files(known)), None),
    )
    return Audit(
        excuse(result, waivers=waivers, baseline=baseline),
        found,
        reveal,
        brought if reveal else brought.masked(),
    )


def _files(brought: Sequence[Attestation | Waiver | Baseline]) -> tuple[Given, ...]:
    """The documents that they stand in, each once; what was made in memory stands in none."""
    return tuple(dict.fromkeys(Given(one.file, one.digest) for one in brought if one.digest))
