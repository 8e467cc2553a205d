"""What of the command line shaped a report: the part of its receipt that the command knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checker.cli.audit_options import Options
from checker.report.receipt import Given, GivenSet, Receipt


def receipt_of(
    options: Options,
    *,
    as_set: GivenSet | None,
    attestations: Sequence[Given] = (),
    waivers: Sequence[Given] = (),
    baseline: Given | None = None,
) -> Receipt:
    """The receipt of a run; numbers of persons in names of files are masked as in the report."""
    found = Receipt(
        options=shaping(options),
        attestations=tuple(attestations),
        waivers=tuple(waivers),
        baseline=baseline,
        as_set=as_set,
    )
    return found if options.reveal else found.masked()


def shaping(options: Options) -> dict[str, Any]:
    """The options that shape what a JSON report tells; those that name files have digests.

    The key of pseudonyms has no digest, from which it could be guessed. The language, the form
    and the place of the report change nothing of it, and ``--fail-on`` changes the exit code
    alone.
    """
    return {
        "as_of": options.as_of or None,
        "select": list(options.select),
        "set": options.as_set,
        "horizon": options.horizon or None,
        "reveal": options.reveal,
        "all": options.everything,
        "pseudonymised": options.pseudonymise is not None,
    }
