"""Waivers: breaches that a competent body tolerates for a time. They never change a verdict."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from checker.auditing.fingerprints import Unit, unit_of
from checker.auditing.identity import withheld_name
from checker.auditing.judging import Judged
from checker.auditing.subjects import key_of, outermost, place_key_of
from checker.compiler.rules import Compiled
from checker.findings import Finding, Verdict, Waiver


class WaiverStanding(StrEnum):
    """What becomes of a waiver; each has a sentence in the catalogue."""

    USED = "used"
    UNUSED = "unused"
    """It stands, and nothing that it is for is breached."""
    EXPIRED = "expired"
    NOT_BEGUN = "not_begun"
    OTHER_INSTITUTION = "other_institution"
    HAS_NUMBER = "has_number"
    """It gives the institution's name, which counts only where there is no BIN."""
    NOT_JUDGED = "not_judged"
    """The requirement does not bind this type of institution, or was not chosen."""
    NO_SUBJECT = "no_subject"


@dataclass(frozen=True, slots=True)
class Applied:
    """A waiver and what became of it."""

    waiver: Waiver
    standing: WaiverStanding
    breaches: int = 0
    """How many breaches it is for, as reports count them."""


def waive(
    judged: Judged, findings: Iterable[Finding], waivers: Sequence[Waiver]
) -> tuple[tuple[Finding, ...], tuple[Applied, ...]]:
    """The findings, each breach with its waiver; and what became of each waiver, in their order.

    Of several waivers for one breach the narrowest is shown, then the one that stands longest.
    """
    board = _Board(judged, waivers)
    return tuple(map(board.tolerated, findings)), tuple(board.outcome())


def is_for(waiver: Waiver, institution: Mapping[str, Any]) -> bool:
    """Whether a waiver names an institution: by its BIN, or by its name where it has none."""
    number = institution.get("bin")
    if number is not None:
        return waiver.number == str(number)
    return not waiver.number and _named(waiver, institution)


def may_be_meant(waiver: Waiver, institution: Mapping[str, Any]) -> bool:
    """Whether a waiver names an institution, or gives the name of one that has a BIN."""
    return is_for(waiver, institution) or (not waiver.number and _named(waiver, institution))


def covers(waiver: Waiver, compiled: Compiled) -> bool:
    """Whether a waiver is for a requirement.

    Requirements that tell a diagnosis are waived all together, by the name that they share.
    """
    shared = withheld_name(compiled)
    if shared is not None:
        return waiver.rule == shared
    if waiver.provision:
        return waiver.provision in compiled.provisions
    rule, row = compiled.name
    return waiver.rule == rule and waiver.row in (None, row)


@dataclass(slots=True)
class _Board:
    """Weighs the waivers brought to one audit."""

    judged: Judged
    waivers: Sequence[Waiver]
    _standing: list[WaiverStanding | None] = field(default_factory=list)
    """Why a waiver cannot count, by its place; None where it may."""
    _breaches: list[set[Unit]] = field(default_factory=list)
    """For each waiver, what it is for."""
    _for: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """By the identity of a requirement, the places of waivers that may count for it."""
    _keys: dict[tuple[str, bool], dict[str, set[int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._breaches = [set() for _ in self.waivers]
        for waiver in self.waivers:
            meant = [one for one in self.judged.compiled if covers(waiver, one)]
            self._standing.append(self._unfit(waiver, meant))
        order = sorted(range(len(self.waivers)), key=self._rank)
        for one in self.judged.compiled:
            self._for[id(one)] = tuple(
                place
                for place in order
                if self._standing[place] is None and covers(self.waivers[place], one)
            )

    def _rank(self, place: int) -> tuple[bool, bool, int, int]:
        """The narrowest first: one subject, one row; then the one that stands longest."""
        one = self.waivers[place]
        return not one.subject, one.row is None, -one.until.toordinal(), place

    def _unfit(self, waiver: Waiver, meant: Sequence[Compiled]) -> WaiverStanding | None:
        """Why a waiver cannot count in this audit."""
        institution, day = self.judged.snapshot.institution, self.judged.as_of
        if not is_for(waiver, institution):
            meant_so = may_be_meant(waiver, institution)
            return WaiverStanding.HAS_NUMBER if meant_so else WaiverStanding.OTHER_INSTITUTION
        if day > waiver.until:
            return WaiverStanding.EXPIRED
        if day < waiver.since:
            return WaiverStanding.NOT_BEGUN
        if not meant:
            return WaiverStanding.NOT_JUDGED
        if waiver.subject and not any(self._subjects(one, waiver.subject) for one in meant):
            return WaiverStanding.NO_SUBJECT
        return None

    def _subjects(self, compiled: Compiled, key: str) -> set[int]:
        """The subjects of a requirement that a key names: their places in their table.

        Reports name some subjects by their place, and withheld ones by their outermost record.
        """
        kind, withheld = compiled.rule.about, compiled.rule.health
        found = self._keys.get((kind, withheld))
        if found is None:
            found = self._keys[kind, withheld] = defaultdict(set)
            tables, words = self.judged.tables, self.judged.law.vocabulary
            for number in range(tables.size(kind)):
                top = outermost(tables, words, kind, number) if withheld else (kind, number)
                found[key_of(tables, words, *top)].add(number)
                found[place_key_of(tables, words, *top)].add(number)
        return found.get(key, set())

    def tolerated(self, finding: Finding) -> Finding:
        """The finding, with its waiver where there is one."""
        compiled = finding.compiled
        if finding.verdict is not Verdict.BREACHED or compiled is None:
            return finding
        fitting = [
            place
            for place in self._for[id(compiled)]
            if self._reaches(self.waivers[place], compiled, finding.number)
        ]
        for place in fitting:
            self._breaches[place].add(unit_of(self.judged, compiled, finding))
        return replace(finding, waiver=self.waivers[fitting[0]]) if fitting else finding

    def _reaches(self, waiver: Waiver, compiled: Compiled, number: int) -> bool:
        return not waiver.subject or number in self._subjects(compiled, waiver.subject)

    def outcome(self) -> Iterable[Applied]:
        """What became of each waiver."""
        for waiver, unfit, units in zip(self.waivers, self._standing, self._breaches, strict=True):
            counted = WaiverStanding.USED if units else WaiverStanding.UNUSED
            yield Applied(waiver, unfit or counted, len(units))


def _named(waiver: Waiver, institution: Mapping[str, Any]) -> bool:
    return _plainly(waiver.institution) == _plainly(str(institution.get("name") or ""))


def _plainly(name: str) -> str:
    return " ".join(name.casefold().split())
