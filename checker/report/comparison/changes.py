"""Finding what changed between two JSON reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from checker.report.comparison.asked import Asked
from checker.vocabulary.words import Texts

Report = Mapping[str, Any]
"""One institution's report, as its schema describes it."""
_BREACHED, _OPEN, _NOT_APPLICABLE = "breached", "undetermined", "not_applicable"
_SHOWN: Final = ("breached", "not_due", "undetermined")
"""What every report lists; the rest is listed where it lists every verdict."""


class Change(StrEnum):
    """What became of a verdict."""

    NEW = "new"
    """A breach that was none before."""
    STILL = "still"
    """A breach that was one before."""
    MENDED = "mended"
    """A breach before; now met, not due or not applicable, or its subject is gone."""
    NEWLY_OPEN = "newly_open"
    """Undetermined, and decided before."""
    NEWLY_APPLICABLE = "newly_applicable"
    """Applies, and did not before, and is no breach."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One verdict that changed, or a breach that remains."""

    change: Change
    before: str | None
    """The verdict before; none where that report does not list it."""
    after: str | None
    finding: Mapping[str, Any]
    """As the newer report lists it, or the older where only that does."""

    @property
    def mandatory(self) -> bool:
        """A violation of the institution's own duty."""
        finding = self.finding
        return bool(finding["duty_of"] == "institution" and finding["severity"] == "violation")


@dataclass(frozen=True, slots=True)
class Topic:
    """The changes of one topic."""

    topic: str
    title: Texts
    changes: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports about one institution."""

    before: Report
    after: Report
    topics: tuple[Topic, ...]
    reservations: tuple[str, ...]
    """Names of sentences that say with what care the comparison is to be read."""

    def of(self, change: Change) -> list[Changed]:
        """The changes of one kind."""
        return [one for topic in self.topics for one in topic.changes if one.change is change]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs compared."""

    pairs: tuple[Pair, ...]
    only_before: tuple[Report, ...]
    """Institutions that only the older run reports on."""
    only_after: tuple[Report, ...]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> Comparison:
    """Compare two documents of the report schema, of one institution or of several."""
    old, new = _by_institution(before), _by_institution(after)
    return Comparison(
        pairs=tuple(_pair(old[name], new[name]) for name in new if name in old),
        only_before=tuple(report for name, report in old.items() if name not in new),
        only_after=tuple(report for name, report in new.items() if name not in old),
    )


def _by_institution(document: Mapping[str, Any]) -> dict[tuple[str, str], Report]:
    """The reports by number and type; by name where there is no number."""
    reports = document.get("parts", [document])
    return {_name(report["snapshot"]["institution"]): report for report in reports}


def _name(institution: Mapping[str, Any]) -> tuple[str, str]:
    return str(institution["bin"] or institution["name"]), str(institution["type"])


def _pair(before: Report, after: Report) -> Pair:
    old, new = _findings(before), _findings(after)
    whole = bool(before.get("lists_everything")) and bool(after.get("lists_everything"))
    titles = {one["topic"]: one["title"] for one in _topics(before, after)}
    asked_before, asked_after = Asked.of(before), Asked.of(after)
    found: dict[str, list[Changed]] = {}
    left_out = False
    for key in dict.fromkeys((*new, *old)):
        changed = _change(old.get(key), new.get(key), whole=whole)
        if changed is None:
            continue
        told = (key in old or asked_before.tells(changed.finding)) and (
            key in new or asked_after.tells(changed.finding)
        )
        if told:
            found.setdefault(_topic(changed.finding), []).append(changed)
        left_out = left_out or not told
    topics = (Topic(name, titles.get(name, {}), tuple(group)) for name, group in found.items())
    reservations = [*_reservations(before, after, whole=whole)]
    if asked_before.lists_chosen_verdicts() or asked_after.lists_chosen_verdicts():
        reservations.append("verdicts")
    if left_out:
        reservations.append("left_out")
    return Pair(before, after, tuple(topics), tuple(reservations))


def _topics(*reports: Report) -> Iterator[Mapping[str, Any]]:
    for report in reports:
        yield from report["summary"]["topics"]


def _topic(finding: Mapping[str, Any]) -> str:
    parts = (finding["act"], finding["chapter"], finding["topic"])
    return "/".join(part for part in parts if part)


def _findings(report: Report) -> dict[tuple[str, ...], Mapping[str, Any]]:
    return {identity_of(finding): finding for finding in report["findings"]}


def identity_of(finding: Mapping[str, Any]) -> tuple[str, ...]:
    """Rule, row and subject; a withheld rule goes by its clause and severity."""
    rule = finding["rule"] or f"{finding['act']} {finding['clause'] or finding['chapter']}"
    severity = "" if finding["rule"] else finding["severity"]
    subject = finding["subject"]
    return rule, finding["row"] or "", severity, subject["kind"], subject["key"]


def _change(
    old: Mapping[str, Any] | None, new: Mapping[str, Any] | None, *, whole: bool
) -> Changed | None:
    before = None if old is None else str(old["verdict"])
    after = None if new is None else str(new["verdict"])
    found = _kind(before, after, whole=whole)
    finding = new if new is not None else old
    return None if found is None or finding is None else Changed(found, before, after, finding)


def _kind(before: str | None, after: str | None, *, whole: bool) -> Change | None:
    if after == _BREACHED:
        return Change.STILL if before == _BREACHED else Change.NEW
    if after == _OPEN:
        return None if before == _OPEN else Change.NEWLY_OPEN
    if before == _BREACHED:
        return Change.MENDED
    if whole and before == _NOT_APPLICABLE and after not in (None, _NOT_APPLICABLE):
        return Change.NEWLY_APPLICABLE
    return None


def _reservations(before: Report, after: Report, *, whole: bool) -> Iterator[str]:
    if before["pack"]["sha256"] != after["pack"]["sha256"]:
        yield "other_law"
    if before["as_of"] > after["as_of"]:
        yield "backwards"
    if not whole:
        yield "open_lists"
    if any("selection" in report["banners"] for report in (before, after)):
        yield "selection"
    if any("pseudonyms" in report["banners"] for report in (before, after)):
        yield "pseudonyms"
