"""A whole report held against the one that the same inputs give today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from checker.report.comparison.changes import Report
from checker.report.repetition.differences import Repeated, bare, repeated

_OF_RUN: Final = ("refused", "attestations_elsewhere", "waivers_elsewhere")
"""What a report on several institutions tells beside them."""


@dataclass(frozen=True, slots=True)
class Absent:
    """An input of the report that was not brought."""

    part: str
    """As the receipt names it; ``key`` is the key of the pseudonyms."""
    file: str
    """As the report names it; empty where it names none."""
    sha256: str


@dataclass(frozen=True, slots=True)
class Verification:
    """Whether a report holds, and all that differs."""

    absent: tuple[Absent, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    strangers: tuple[Report, ...] = ()
    """Institutions that were brought and that the report does not know."""
    sections: tuple[str, ...] = ()
    """Parts of the whole run that come out otherwise, by their names in the report."""

    @property
    def holds(self) -> bool:
        """Nothing is absent, and every institution comes out the same from the same inputs."""
        whole = bool(self.repeated) and not self.absent and not self.sections
        return whole and all(one.holds for one in self.repeated)

    @property
    def faults(self) -> bool:
        """The program failed somewhere when the audit was run again."""
        return any(one.faults for one in self.repeated)


def parts_of(document: Mapping[str, Any]) -> tuple[Report, ...]:
    """The reports on single institutions in a document of the report schema."""
    return tuple(document.get("parts", (document,)))


def verify(document: Mapping[str, Any], again: Mapping[str, Any]) -> Verification:
    """Hold a report against the one that comes out now, each institution against itself."""
    recorded, found = parts_of(document), list(parts_of(again))
    pairs: list[Repeated] = []
    absent: list[Absent] = []
    partners = _partners(recorded, found)
    for report in recorded:
        partner = partners.get(id(report))
        if partner is None:
            snapshot = report["snapshot"]
            absent.append(Absent("snapshot", snapshot["file"], snapshot["sha256"]))
        else:
            pairs.append(repeated(report, partner))
    taken = {id(one) for one in partners.values()}
    return Verification(
        absent=tuple(absent),
        repeated=tuple(pairs),
        strangers=tuple(one for one in found if id(one) not in taken),
        sections=tuple(_sections(document, again)),
    )


def _partners(recorded: Iterable[Report], found: Iterable[Report]) -> dict[int, Report]:
    """For each report, by its place in memory, the one that comes out now.

    The same snapshot, else another one of the same institution, else the only one that is left.
    """
    left, open_ = list(found), list(recorded)
    partners: dict[int, Report] = {}
    for named in (_digest, _institution):
        for report in list(open_):
            partner = next((one for one in left if named(one) == named(report)), None)
            if partner is not None:
                partners[id(report)] = partner
                left.remove(partner)
                open_.remove(report)
    if len(open_) == len(left) == 1 and not partners:
        partners[id(open_[0])] = left[0]
    return partners


def _digest(report: Report) -> str:
    return str(report["snapshot"]["sha256"])


def _institution(report: Report) -> tuple[Any, ...]:
    institution = report["snapshot"]["institution"]
    return institution["bin"], institution["name"], institution["type"]


def _sections(document: Mapping[str, Any], again: Mapping[str, Any]) -> Iterator[str]:
    for name in _OF_RUN:
        if _unnamed(document.get(name)) != _unnamed(again.get(name)):
            yield name


def _unnamed(told: Any) -> list[str]:
    """What stands in a list, whatever the files are called now and in whatever order they come."""
    return sorted(map(str, map(_without_files, told or ())))


def _without_files(one: Mapping[str, Any]) -> Any:
    """A refused input by the number of its mistakes: their sentences name the file."""
    if "mistakes" in one:
        return {"count": one["count"], "fault": one["fault"]}
    return bare(one)
