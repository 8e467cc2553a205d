"""Finding what differs between a report and the one that the same audit gives today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from checker.report.comparison.changes import Report, identity_of
from checker.texts import LANGUAGES

Finding = Mapping[str, Any]
_MEANS: Final = ("program", "engine", "schema")
"""What judges: another one that comes to the same result makes the report no less true."""
_GROUNDS: Final = (
    "pack", "calendar", "snapshot", "set", "attestations", "waivers", "baseline", "options",
)  # fmt: skip
"""What is judged, and by what law."""
_WITH_DIGEST: Final = ("pack", "calendar", "snapshot")
"""Their digests stand in the receipt as well, and are told apart by it."""
_OF_ENGINE: Final = "one_engine"
_TOLD_APART: Final = ("receipt", "engine", "findings")
_NAMES: Final = ("file",)
"""A file may have been moved and renamed since: its digest tells whether it is the same."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A part of the receipt that is not what it was."""

    part: str
    """As the receipt names it."""
    recorded: str
    found: str
    ground: bool
    """What is judged differs, or the law; otherwise only what judges."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A finding that comes out otherwise."""

    finding: Finding
    """As the report has it, or as it comes out now where the report has it not."""
    recorded: str | None
    """The verdict in the report; none where the report does not list it."""
    found: str | None
    """The verdict now; none where it is listed no more."""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The report about one institution, and how it comes out now."""

    report: Report
    receipt: tuple[Differing, ...]
    findings: tuple[Changed, ...]
    sections: tuple[str, ...]
    """Other parts of the report that come out otherwise, by their names in it."""
    faults: bool
    """The program failed somewhere when the audit was run again."""

    @property
    def same_result(self) -> bool:
        """Every verdict, count and list comes out the same."""
        return not (self.findings or self.sections)

    @property
    def holds(self) -> bool:
        """The same result from the same snapshot, law and options."""
        return self.same_result and not any(one.ground for one in self.receipt)


def repeated(report: Report, again: Report) -> Repeated:
    """Hold a report about one institution against the one that comes out now.

    Where the program is another one its sentences may differ: then they are not compared.
    """
    receipt = tuple(_receipt(report["receipt"], again["receipt"]))
    words = report["receipt"]["program"] == again["receipt"]["program"]
    return Repeated(
        report=report,
        receipt=receipt,
        findings=tuple(_findings(report, again, words=words)),
        sections=tuple(_sections(report, again, words=words)),
        faults=bool(again["faults"]),
    )


def _receipt(recorded: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[Differing]:
    for part in (*_GROUNDS, *_MEANS):
        if bare(recorded[part], words=True) != bare(found[part], words=True):
            shown = _shown(recorded[part]), _shown(found[part])
            yield Differing(part, *shown, ground=part in _GROUNDS)


def _shown(value: Any) -> str:
    """A digest, or what tells a reader more than one."""
    match value:
        case None | []:
            return "–"
        case str():
            return value
        case list():
            return ", ".join(str(one["sha256"]) for one in value)
        case {"values": dict(values)}:
            return ", ".join(f"{name}: {_said(one)}" for name, one in values.items())
        case _:
            names = ("version", "name", "durable_rules", "sha256")
            return " ".join(str(value[name]) for name in names if value.get(name))


def _said(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value)) or "–"
    return "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _findings(report: Report, again: Report, *, words: bool) -> Iterator[Changed]:
    recorded, found = _by_identity(report), _by_identity(again)
    for identity in dict.fromkeys((*recorded, *found)):
        old, new = recorded.get(identity, []), found.get(identity, [])
        for place in range(max(len(old), len(new))):
            before = old[place] if place < len(old) else None
            after = new[place] if place < len(new) else None
            if before is None or after is None or not _alike(before, after, words=words):
                told = before if before is not None else after
                assert told is not None
                yield Changed(told, _verdict(before), _verdict(after))


def _by_identity(report: Report) -> dict[tuple[str, ...], list[Finding]]:
    """The findings by what names them; withheld ones may share their name."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in report["findings"]:
        groups.setdefault(identity_of(finding), []).append(finding)
    return groups


def _verdict(finding: Finding | None) -> str | None:
    return None if finding is None else str(finding["verdict"])


def _sections(report: Report, again: Report, *, words: bool) -> Iterator[str]:
    for name in dict.fromkeys((*report, *again)):
        if name in _TOLD_APART or (name == "words" and not words):
            continue
        if not _alike(_section(report, name), _section(again, name), words=words):
            yield name


def _section(report: Report, name: str) -> Any:
    value: Any = report.get(name)
    if name == "banners" and isinstance(value, list):
        return [one for one in value if one != _OF_ENGINE]
    if name in _WITH_DIGEST and value["sha256"] == report["receipt"][name]:
        return {**value, "sha256": None}
    return value


def _alike(one: Any, other: Any, *, words: bool) -> bool:
    return bool(one == other) or bare(one, words=words) == bare(other, words=words)


def bare(value: Any, *, words: bool = True) -> Any:
    """A part of a report without names of files and, unless ``words``, without sentences."""
    if isinstance(value, Mapping):
        if not words and set(value) == set(LANGUAGES):
            return None
        return {name: bare(one, words=words) for name, one in value.items() if name not in _NAMES}
    if isinstance(value, list):
        return [bare(one, words=words) for one in value]
    return value
