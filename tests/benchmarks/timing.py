"""Timing several ways of doing the same work in turn, in one process."""

from __future__ import annotations

import gc
import resource
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 7


@dataclass(frozen=True, slots=True)
class Times:
    """The seconds of each run, by name; the n-th runs stood next to one another."""

    seconds: Mapping[str, tuple[float, ...]]

    def median(self, name: str) -> float:
        """The median of one way, in seconds."""
        return median(self.seconds[name])

    def ratio(self, name: str, other: str) -> float:
        """The median of the run-by-run ratios."""
        pairs = zip(self.seconds[name], self.seconds[other], strict=True)
        return median(one / two for one, two in pairs)


def interleaved(ways: Mapping[str, Callable[[], object]], runs: int = RUNS) -> Times:
    """Run every way once to warm up, then all of them in turn, ``runs`` times."""
    for way in ways.values():
        way()
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            gc.collect()
            begun = perf_counter()
            way()
            seconds[name].append(perf_counter() - begun)
    return Times({name: tuple(values) for name, values in seconds.items()})


def peak_memory() -> float:
    """The process's peak resident memory so far, in mebibytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def resident_memory() -> float:
    """The process's resident memory now, in mebibytes (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / (1024 * 1024)
