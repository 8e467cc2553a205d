"""``--set``: the snapshots of one run are judged as one set of institutions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checker.api import load_snapshot
from checker.auditing.set_declaration import Declaration, read_declaration
from checker.auditing.sets import SetOfInstitutions
from checker.auditing.snapshot import Snapshot
from checker.cli.inputs import Input
from checker.cli.problem import CommandLineProblem
from checker.facts.table import Supply
from checker.report.receipt import Given, GivenSet
from checker.source.mistakes import Refused

_MARK = b'"set_version"'
_SNAPSHOT_MARK = b'"snapshot_version"'


@dataclass(frozen=True, slots=True)
class Gathered:
    """A set that has been gathered, and the place of each snapshot in it."""

    institutions: SetOfInstitutions
    numbers: Mapping[str, int]
    """By the input's name; a snapshot that is refused has none."""
    given: GivenSet | None = None
    """The set, as a receipt names it."""

    def supplied(self, snapshot: Snapshot, as_of: date | None) -> Mapping[str, Supply]:
        """What the set says of the institution of a snapshot."""
        number = self.numbers[snapshot.name]
        return self.institutions.supplies(number, as_of or snapshot.taken_on)


def without_declarations(inputs: Sequence[Input]) -> tuple[tuple[Input, ...], tuple[Input, ...]]:
    """The snapshots among the inputs, and the declarations of sets among them."""
    declared = tuple(one for one in inputs if not one.flows and _declares(one))
    return tuple(one for one in inputs if one not in declared), declared


def _declares(source: Input) -> bool:
    try:
        data = source.read()
    except Refused:
        return False
    return _MARK in data and _SNAPSHOT_MARK not in data


def gather(snapshots: Sequence[Input], declared: Sequence[Input]) -> Gathered:
    """Read every snapshot once, keeping the little that the others need of it.

    A set that lacks an institution, because its snapshot is refused, is not complete, whatever it
    declares. Raises ``CommandLineProblem`` for what cannot be read twice and for a second
    declaration, and ``Refused`` for a declaration with mistakes. Mistakes of snapshots are told
    when they are judged.
    """
    if any(one.flows for one in snapshots):
        raise CommandLineProblem("cli.set.standard_input")
    if len(declared) > 1:
        raise CommandLineProblem("cli.set.declared_twice", file=declared[1].name)
    declaration, given = Declaration(), None
    for one in declared:
        data = one.read()
        declaration, given = read_declaration(data, one.name), Given.of(data, one.name)
    found = SetOfInstitutions(declaration)
    numbers: dict[str, int] = {}
    digests: list[str] = []
    for source in snapshots:
        try:
            snapshot = load_snapshot(source.read(), name=source.name)
        except Refused:
            found.declaration = replace(declaration, complete=False)
            continue
        numbers[source.name] = found.add(snapshot.content)
        digests.append(snapshot.digest)
    return Gathered(found, numbers, GivenSet.of(digests, given))
