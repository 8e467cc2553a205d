"""Measuring whole audits: from the bytes of a snapshot to its text report."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter

import jsonschema_rs
import orjson

from checker.auditing.judging import EngineChoice
from checker.auditing.reading import read_snapshot
from checker.auditing.result import audit
from checker.law import Law, load_law, snapshot_schema
from checker.report.build import view_of
from checker.report.text import TextReport
from fixtures.generator.document import snapshot, stream
from fixtures.generator.profile import Profile
from tests.benchmarks.engines import MICRO, Row
from tests.benchmarks.timing import interleaved, peak_memory, resident_memory

SIZES = (50, 340, 1000)
CATEGORIES = ("persons_with_disabilities", "elderly")


def report(data: bytes, law: Law, engine: EngineChoice) -> int:
    """A whole audit; the number of verdicts that it reached."""
    result = audit(read_snapshot(data, "institution.json"), law, engine=engine)
    assert TextReport(law, "ru", 80).page(view_of(result)).plain()
    return sum(map(len, result.judged.verdicts))


def size_rows() -> Iterator[Row]:
    """Whole audits against parsing and validating the same file."""
    law = load_law()
    accepts = jsonschema_rs.validator_for(snapshot_schema()).is_valid
    for size in SIZES:
        data = orjson.dumps(snapshot(Profile(size, 1, CATEGORIES)))
        verdicts = report(data, law, EngineChoice.PLAIN)
        times = interleaved(
            {
                "unit": lambda data=data: accepts(orjson.loads(data)),
                "plain": lambda data=data: report(data, law, EngineChoice.PLAIN),
                "both": lambda data=data: report(data, law, EngineChoice.BOTH),
            }
        )
        named = f"{size} recipients ({len(data) / 2**20:.1f} MiB, {verdicts:,} verdicts)"
        yield f"{named}: milliseconds, plain", times.median("plain") * 1000, ""
        yield f"{named}: plain / (parse + validate)", times.ratio("plain", "unit"), "<= 6"
        yield f"{named}: both / (parse + validate)", times.ratio("both", "unit"), "<= 10"
        yield f"{named}: µs a verdict, plain", times.median("plain") * MICRO / verdicts, ""


def stream_rows(recipients: int) -> Iterator[Row]:
    """Institution after institution in one process: time a recipient, and memory."""
    law = load_law()
    begun = None
    done = 0
    before = 0.0
    for number, document in enumerate(stream(recipients)):
        data = orjson.dumps(document)
        report(data, law, EngineChoice.PLAIN)
        if number == 2:
            begun, before = perf_counter(), resident_memory()
        elif number > 2:
            done += len(document["recipients"])
    seconds = perf_counter() - (begun or perf_counter())
    yield f"streamed {recipients:,} recipients: µs a recipient", seconds * MICRO / done, ""
    yield f"streamed {recipients:,} recipients: seconds", seconds, ""
    yield "MiB grown while streaming", resident_memory() - before, "<= 5"
    yield "MiB at the highest", peak_memory(), ""
