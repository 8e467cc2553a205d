"""``python -m tests.benchmarks``: print the table of ratios.

``--quick`` shortens the long rows, ``--stream N`` streams so many recipients in place of a million,
``--record FILE`` writes the table as Markdown too. Needs the peers:
``pip install zen-engine clipspy``.
"""

from __future__ import annotations

import argparse
import os
import platform
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import audits, engines
from tests.benchmarks.engines import Row


def rows(*, quick: bool, streamed: int) -> Iterator[Row]:
    """All rows, in the order of the table."""
    yield from audits.size_rows()
    yield from engines.verdict_rows()
    yield from engines.peer_rows()
    yield from engines.growth_rows(100_000 if quick else 400_000)
    yield from audits.stream_rows(streamed)


def main() -> None:
    """Measure, print, and record if asked."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--stream", type=int, default=1_000_000)
    parser.add_argument("--record", type=Path)
    asked = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    lines = [f"Machine: {machine}", "", "| what | measured | goal |", "|---|---|---|"]
    print("\n".join(lines))
    for what, figure, goal in rows(quick=asked.quick, streamed=asked.stream):
        lines.append(f"| {what} | {figure:.3g} | {goal} |")
        print(lines[-1], flush=True)
    if asked.record is not None:
        asked.record.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
