"""Verdicts attested by a person: they fill what the program leaves open, and nothing else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from checker.auditing.identity import editions_on, institution_mark, withheld_name
from checker.auditing.judging import DISPUTED, Judged
from checker.auditing.subjects import key_of, outermost, place_key_of
from checker.compiler.rules import Compiled
from checker.engine.model import Code
from checker.findings import Attestation, Testimony, Verdict

CODE_OF: Final = {
    Verdict.MET: Code.MET,
    Verdict.BREACHED: Code.BREACHED,
    Verdict.NOT_APPLICABLE: Code.NOT_APPLICABLE,
}
"""The verdicts that a person can attest."""
Spot = tuple[int, int]
"""A verdict: the place of its requirement among those judged, and of its subject."""


class Standing(StrEnum):
    """What becomes of an attestation; each but the first has a sentence in the catalogue."""

    COUNTS = "counts"
    OTHER_INSTITUTION = "other_institution"
    OTHER_EDITION = "other_edition"
    AFTER_AS_OF = "after_as_of"
    NOT_JUDGED = "not_judged"
    """The requirement does not bind this type of institution, or was not chosen."""
    NO_SUBJECT = "no_subject"
    NOTHING_TO_JUDGE = "nothing_to_judge"
    """There is no subject, or only events of a day whose law is not known."""
    AGREES = "agrees"
    """The program's own verdict is certain and says the same."""
    DIFFERS = "differs"
    """The program's own verdict is certain and counts."""
    SUPERSEDED = "superseded"
    """A later or narrower attestation fills the same verdicts."""
    CONTRADICTED = "contradicted"
    """Another attestation of the same day says otherwise: neither counts."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """An attestation and what became of it."""

    attestation: Attestation
    standing: Standing
    compiled: tuple[Compiled, ...] = ()
    """The requirements that it is about, so far as they were judged."""
    filled: int = 0
    """How many open verdicts it fills."""
    certain: tuple[Verdict, ...] = ()
    """The program's own verdicts, where they are certain."""


def attest(
    judged: Judged, attestations: Sequence[Attestation], old: Sequence[set[int]]
) -> tuple[Judged, tuple[Weighed, ...]]:
    """Fill open verdicts by attestations; what became of each of them, in their order.

    ``old`` names, for each requirement, the subjects whose verdict is open because the law of
    their day is not known: nobody can attest them.
    """
    bench = _Bench(judged, old)
    for attestation in attestations:
        bench.hear(attestation)
    verdicts = [bytearray(codes) for codes in judged.verdicts]
    for place, number in bench.decide():
        attestation = bench.testimonies[place][number].attestation
        verdicts[place][number] = CODE_OF[attestation.outcome]
    testimonies = {judged.compiled[place].name: found for place, found in bench.testimonies.items()}
    filled = replace(judged, verdicts=[bytes(codes) for codes in verdicts], testimonies=testimonies)
    return filled, tuple(bench.outcome())


@dataclass(slots=True)
class _Heard:
    """An attestation while it is weighed."""

    attestation: Attestation
    places: tuple[int, ...] = ()
    standing: Standing | None = None
    certain: tuple[Verdict, ...] = ()
    filled: int = 0
    contradicted: bool = False


@dataclass(slots=True)
class _Bench:
    """Weighs the attestations on the verdicts of one audit."""

    judged: Judged
    old: Sequence[set[int]]
    testimonies: dict[int, dict[int, Testimony]] = field(default_factory=dict)
    _heard: list[_Heard] = field(default_factory=list)
    _claims: dict[Spot, list[_Heard]] = field(default_factory=lambda: defaultdict(list))
    _places: dict[tuple[str, str | None], list[int]] = field(default_factory=dict)
    _named: dict[tuple[str, str | None], list[Compiled]] = field(default_factory=dict)
    """Requirements of the packs, chosen for this audit or not."""
    _keys: dict[tuple[str, bool], dict[str, set[int]]] = field(default_factory=dict)
    _mark: str = ""

    def __post_init__(self) -> None:
        self._mark = institution_mark(self.judged.snapshot.institution)
        for place, one in enumerate(self.judged.compiled):
            for name in _names(one):
                self._places.setdefault(name, []).append(place)
        for one in self.judged.law.program.compiled:
            for name in _names(one):
                self._named.setdefault(name, []).append(one)

    def hear(self, attestation: Attestation) -> None:
        """Take in an attestation: it claims open verdicts, or stands aside."""
        places = tuple(self._places.get((attestation.rule, attestation.row), ()))
        heard = _Heard(attestation, places)
        self._heard.append(heard)
        heard.standing = self._unfit(attestation, places)
        if heard.standing is not None:
            return
        meant = [spot for place in places for spot in self._meant(attestation, place)]
        opened = [spot for spot in meant if self._is_open(spot)]
        for spot in opened:
            self._claims[spot].append(heard)
        if opened:
            same = [spot for spot in meant if self._verdict(spot) is attestation.outcome]
            self._stand_beside(attestation, same)
        else:
            self._stand_aside(heard, meant)

    def _unfit(self, attestation: Attestation, places: Sequence[int]) -> Standing | None:
        """Why an attestation says nothing of this audit."""
        if attestation.institution != self._mark:
            return Standing.OTHER_INSTITUTION
        if not places:
            return Standing.NOT_JUDGED
        compiled = self._named[attestation.rule, attestation.row]
        acts = self.judged.law.pack.acts
        if attestation.edition != editions_on(compiled, acts, self.judged.as_of):
            return Standing.OTHER_EDITION
        return Standing.AFTER_AS_OF if attestation.day > self.judged.as_of else None

    def _meant(self, attestation: Attestation, place: int) -> Iterator[Spot]:
        """The verdicts on one requirement that an attestation is about."""
        codes = self.judged.verdicts[place]
        numbers: Sequence[int] = range(len(codes))
        if attestation.subject:
            one = self.judged.compiled[place]
            by_person = attestation.row is None and attestation.rule == withheld_name(one)
            keys = self._subjects(one.rule.about, by_person=by_person)
            numbers = sorted(keys.get(attestation.subject, ()))
        yield from ((place, number) for number in numbers if codes[number] != DISPUTED)

    def _subjects(self, kind: str, *, by_person: bool) -> dict[str, set[int]]:
        """Subjects by key; by the key of their outermost record where reports name only that."""
        found = self._keys.get((kind, by_person))
        if found is None:
            found = self._keys[kind, by_person] = defaultdict(set)
            tables, words = self.judged.tables, self.judged.law.vocabulary
            for number in range(tables.size(kind)):
                top = outermost(tables, words, kind, number) if by_person else (kind, number)
                found[key_of(tables, words, *top)].add(number)
                found[place_key_of(tables, words, *top)].add(number)
        return found

    def _is_open(self, spot: Spot) -> bool:
        place, number = spot
        code = self.judged.verdicts[place][number]
        return code == Code.UNDETERMINED and number not in self.old[place]

    def _stand_aside(self, heard: _Heard, meant: Sequence[Spot]) -> None:
        """Nothing is open: compare with what is certain."""
        certain = [spot for spot in meant if spot[1] not in self.old[spot[0]]]
        applying = [spot for spot in certain if self._verdict(spot) is not Verdict.NOT_APPLICABLE]
        compared = applying or certain
        if not compared:
            subject = heard.attestation.subject
            heard.standing = Standing.NO_SUBJECT if subject else Standing.NOTHING_TO_JUDGE
            return
        heard.certain = tuple(dict.fromkeys(map(self._verdict, compared)))
        same = heard.certain == (heard.attestation.outcome,)
        heard.standing = Standing.AGREES if same else Standing.DIFFERS
        self._stand_beside(heard.attestation, compared)

    def _stand_beside(self, attestation: Attestation, spots: Sequence[Spot]) -> None:
        """Show the attestation with certain verdicts, which stay the program's."""
        testimony = Testimony(attestation, decides=False)
        for place, number in spots:
            self.testimonies.setdefault(place, {})[number] = testimony

    def _verdict(self, spot: Spot) -> Verdict:
        place, number = spot
        return Verdict[Code(self.judged.verdicts[place][number]).name]

    def decide(self) -> Iterator[Spot]:
        """Let one attestation fill each verdict that is claimed; the verdicts that are filled.

        What names a requirement or a subject goes before what covers many; then the later day.
        """
        for spot, claiming in self._claims.items():
            best = max(map(_weight, claiming))
            equal = [one for one in claiming if _weight(one) == best]
            if len({one.attestation.outcome for one in equal}) > 1:
                for one in equal:
                    one.contradicted = True
                continue
            equal[0].filled += 1
            testimony = Testimony(equal[0].attestation, decides=True)
            self.testimonies.setdefault(spot[0], {})[spot[1]] = testimony
            yield spot

    def outcome(self) -> Iterator[Weighed]:
        """What became of each attestation."""
        for one in self._heard:
            compiled = tuple(self.judged.compiled[place] for place in one.places)
            standing = one.standing or _of_claimant(one)
            yield Weighed(one.attestation, standing, compiled, one.filled, one.certain)


def _names(compiled: Compiled) -> Iterator[tuple[str, str | None]]:
    yield compiled.name
    shared = withheld_name(compiled)
    if shared is not None:
        yield shared, None


def _of_claimant(heard: _Heard) -> Standing:
    if heard.filled:
        return Standing.COUNTS
    return Standing.CONTRADICTED if heard.contradicted else Standing.SUPERSEDED


def _weight(heard: _Heard) -> tuple[bool, bool, int]:
    attestation = heard.attestation
    return len(heard.places) == 1, bool(attestation.subject), attestation.day.toordinal()
