"""What tempers a breach without changing the verdict: waivers, and a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.auditing.baseline import Baseline, compare
from checker.auditing.result import AuditResult
from checker.auditing.waivers import waive
from checker.findings import Waiver
from checker.source.lines import collection_paused


def excuse(
    result: AuditResult, *, waivers: Sequence[Waiver] = (), baseline: Baseline | None = None
) -> AuditResult:
    """The audit, its breaches marked where they are waived, or known by a baseline.

    Verdicts, causes and faults stay as they are.
    """
    with collection_paused():
        findings = result.findings
        if waivers:
            findings, applied = waive(result.judged, findings, waivers)
            result = replace(result, findings=findings, waivers=applied)
        if baseline is not None:
            findings, compared = compare(result.judged, findings, baseline)
            result = replace(result, findings=findings, baseline=compared)
    return result
