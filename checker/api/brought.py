"""What is brought to an audit beside the snapshot: waivers, a baseline, attestations."""

from __future__ import annotations

from checker.api.sources import Source, read_source
from checker.auditing.baseline import Baseline
from checker.findings import Attestation, Waiver
from checker.law import Law


def load_waivers(source: Source, packs: Law, *, name: str = "") -> tuple[Waiver, ...]:
    """The waivers of a YAML file or of a workbook (its path, or its bytes).

    ``packs`` are the rules that they are held against: a waiver of an unknown requirement, or of
    one that cannot be waived, is a mistake. Raises ``Refused`` with every mistake, and ``OSError``.
    Waivers of several files are put together as tuples are.
    """
    from checker.waiving.waivers import read_waivers  # noqa: PLC0415 -- seldom needed

    return read_waivers([read_source(source, name, otherwise="waivers")], packs)


def load_baseline(source: Source, *, name: str = "") -> Baseline:
    """The breaches that ``ssu-audit baseline`` wrote down (a path, or the bytes of the file).

    Raises ``Refused`` with every mistake, and ``OSError``.
    """
    from checker.waiving.baseline_file import read_baseline  # noqa: PLC0415 -- seldom needed

    return read_baseline(*read_source(source, name, otherwise="baseline"))


def load_attestations(source: Source, packs: Law, *, name: str = "") -> tuple[Attestation, ...]:
    """What an inspector saw: a filled-in worksheet, or a YAML file (a path, or the bytes).

    ``packs`` are the rules that they are held against. Raises ``Refused`` with every mistake, and
    ``OSError``.
    """
    from checker.worksheet.attestations import read_attestations  # noqa: PLC0415 -- seldom needed

    return read_attestations([read_source(source, name, otherwise="attestations")], packs)
