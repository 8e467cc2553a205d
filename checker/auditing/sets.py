"""What only several institutions together can show: distances, doubles, arrivals, the register.

A set is gathered from its snapshots before any of them is judged; the snapshots themselves are
read again then. Where the set does not declare itself complete, somebody may be missing from it:
then only what is found is known, never what is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import cos, hypot, radians
from typing import Any, Final

from checker.auditing.set_declaration import Declaration, RegisterRow
from checker.auditing.set_members import Member, Person, Point, Post, Served, member_of, served
from checker.facts.records import Record
from checker.facts.table import Supply
from checker.values import NONE, Value, encode_number

HOME: Final = "home"
_ROUGHNESS: Final = 1.2
"""How much farther than the roughly nearest point the nearest one may seem."""
APART_KM: Final = 5
"""Paragraph 2-1 of Order 230 of 22.06.2023: home organisations stand more than 5 km apart."""


@dataclass(slots=True)
class SetOfInstitutions:
    """The institutions of a set, gathered before any of them is judged."""

    declaration: Declaration = field(default_factory=Declaration)
    _members: list[Member] = field(default_factory=list)
    _persons: dict[str, list[tuple[int, Person]]] = field(default_factory=dict)
    _posts: dict[str, list[tuple[int, Post]]] = field(default_factory=dict)

    def add(self, content: Mapping[str, Any]) -> int:
        """Take in a snapshot; its number in the set."""
        number, member = len(self._members), member_of(content)
        self._members.append(member)
        for iin, person in member.persons.items():
            self._persons.setdefault(iin, []).append((number, person))
        for iin, posts in member.posts.items():
            self._posts.setdefault(iin, []).extend((number, post) for post in posts)
        return number

    def supplies(self, number: int, as_of: date) -> Mapping[str, Supply]:
        """For the institution of a number, how the words of a set are worked out."""
        view = _View(self, number, as_of)
        return {
            "institution.straight_line_to_home_organisation": view.nearest_home,
            "institution.shares_register_entry": view.shares_entry,
            "institution.in_register_extract": view.in_extract,
            "institution.register_extract_agrees": view.extract_agrees,
            "recipient.also_served_since": view.also_served,
            "transfer.admitted_on": view.transfer_admitted,
            "transfer.file_arrived": view.transfer_file,
            "specialist.units_elsewhere": view.units_elsewhere,
        }

    def member(self, number: int) -> Member:
        """The institution of a number."""
        return self._members[number]

    def others(self, number: int) -> Iterator[Member]:
        """All institutions but that of a number."""
        return (one for place, one in enumerate(self._members) if place != number)

    def elsewhere(self, iin: str, number: int) -> list[Person]:
        """The person of an IIN at all institutions but that of a number."""
        return [one for place, one in self._persons.get(iin, ()) if place != number]

    def posts_elsewhere(self, iin: str, number: int) -> list[Post]:
        """The posts of a specialist at all institutions but that of a number."""
        return [one for place, one in self._posts.get(iin, ()) if place != number]

    def lists_everybody(self) -> bool:
        """Whether no person can be missing: the set and every list of recipients is complete."""
        return self.declaration.complete and all(one.persons_complete for one in self._members)


@dataclass(frozen=True, slots=True)
class _View:
    """The set as one of its institutions sees it."""

    set: SetOfInstitutions
    number: int
    as_of: date

    def nearest_home(self, _: Sequence[Record]) -> Value:
        """Kilometres in thousandths along the ellipsoid; more than 5 only where nobody is missing.

        ``NONE`` where the set is complete and holds no other home organisation.
        """
        homes = [one for one in self.set.others(self.number) if one.type == HOME]
        if self._own.point is None:
            return NONE if self.set.declaration.complete and not homes else None
        points = [one.point for one in homes if one.point is not None]
        nearest = _nearest(self._own.point, points)
        if nearest is not None and nearest <= APART_KM:
            return encode_number(nearest)
        if not self.set.declaration.complete or len(points) < len(homes):
            return None
        return NONE if nearest is None else encode_number(nearest)

    def shares_entry(self, _: Sequence[Record]) -> Value:
        """Whether another institution of the same type stands in the register by the same BIN."""
        if self._own.register_bin is None:
            return None
        same = any(
            one.register_bin == self._own.register_bin and one.type == self._own.type
            for one in self.set.others(self.number)
        )
        return 1 if same else self._unless_missing(0)

    def in_extract(self, _: Sequence[Record]) -> Value:
        """Whether the extract from the register lists the institution as of the audit's day."""
        if self.set.declaration.register is None or self._own.bin is None:
            return None
        return int(any(row.removed_on is None or row.removed_on > self.as_of for row in self._rows))

    def extract_agrees(self, chain: Sequence[Record]) -> Value:
        """Whether the extract says of categories, capacity and removal what the snapshot says."""
        register = chain[0].get("register") or {}
        answers = [one for row in self._rows for one in _comparisons(row, register)]
        return int(all(answers)) if answers else None

    @property
    def _own(self) -> Member:
        return self.set.member(self.number)

    @property
    def _rows(self) -> list[RegisterRow]:
        return [
            row
            for row in self.set.declaration.register or ()
            if row.bin == self._own.bin and self._own.type in row.service_forms
        ]

    def also_served(self, chain: Sequence[Record]) -> Value:
        """The day since which another institution serves the recipient at the same time."""
        recipient = chain[0]
        iin, stays = recipient.get("iin"), recipient.get("stays")
        if not iin or stays is None:
            return None
        own = tuple(served(stays))
        found = [
            max(mine.admitted, theirs.admitted)
            for person in self.set.elsewhere(iin, self.number)
            for mine in own
            for theirs in person.stays
            if _overlap(mine, theirs, self.as_of)
        ]
        if found:
            return max(found).toordinal()
        return NONE if self.set.lists_everybody() else None

    def transfer_admitted(self, chain: Sequence[Record]) -> Value:
        """The day the receiving institution admitted the transferred person."""
        person, whole = self._received(chain)
        if person is None:
            return NONE if whole else None
        moved = date.fromisoformat(chain[0]["transferred_on"])
        days = [one.admitted for one in person.stays if moved <= one.admitted <= self.as_of]
        return min(days).toordinal() if days else NONE

    def transfer_file(self, chain: Sequence[Record]) -> Value:
        """Whether the receiving institution has a personal file of the transferred person."""
        person, _ = self._received(chain)
        return None if person is None or person.has_file is None else int(person.has_file)

    def _received(self, chain: Sequence[Record]) -> tuple[Person | None, bool]:
        """The person at the receiving institution, and whether its list leaves nobody out."""
        transfer, _, recipient, *_ = chain
        iin, receiver = recipient.get("iin"), transfer.get("to_bin")
        if not iin or not receiver or not transfer.get("transferred_on"):
            return None, False
        receivers = [
            one
            for one in self.set.others(self.number)
            if one.bin == receiver and one.type == transfer.get("to_service_form", one.type)
        ]
        persons = [one.persons[iin] for one in receivers if iin in one.persons]
        whole = bool(receivers) and all(one.persons_complete for one in receivers)
        return (persons[0] if persons else None), whole

    def units_elsewhere(self, chain: Sequence[Record]) -> Value:
        """Units of staff, in thousandths, that the specialist holds at others of the set."""
        iin = chain[0].get("iin")
        if not iin:
            return None
        posts = self.set.posts_elsewhere(iin, self.number)
        held = [post for post in posts if _held(post, self.as_of)]
        known = sum(encode_number(post.units) for post in held if post.units is not None)
        return known or (None if held else self._unless_missing(0))

    def _unless_missing(self, value: Value) -> Value:
        return value if self.set.declaration.complete else None


def _nearest(point: Point, points: Sequence[Point]) -> float | None:
    """Kilometres to the nearest of some points; only those that may be the nearest are measured."""
    rough = [_rough(point, one) for one in points]
    limit = min(rough, default=0.0) * _ROUGHNESS
    near = (one for one, far in zip(points, rough, strict=True) if far <= limit)
    return min((_kilometres(point, one) for one in near), default=None)


def _rough(one: Point, other: Point) -> float:
    """Degrees of latitude between two points of a plane."""
    return hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0])))


def _kilometres(one: Point, other: Point) -> float:
    from geographiclib.geodesic import Geodesic  # noqa: PLC0415 -- only sets measure distances

    metres = Geodesic.WGS84.Inverse(*one, *other, Geodesic.DISTANCE)["s12"]
    return float(metres) / 1000


def _overlap(one: Served, other: Served, as_of: date) -> bool:
    """Whether two stays share more than the day on which one ends and the other begins."""
    begins = max(one.admitted, other.admitted)
    ends = min(one.discharged or date.max, other.discharged or date.max)
    return begins < ends and begins <= as_of


def _held(post: Post, day: date) -> bool:
    begun = post.started is not None and post.started <= day
    return begun and (post.finished is None or post.finished >= day)


def _comparisons(row: RegisterRow, register: Mapping[str, Any]) -> Iterator[bool]:
    """One answer for each particular that both sides record."""
    readers: tuple[tuple[str, object, Callable[[Any], object]], ...] = (
        ("categories", row.categories, frozenset),
        ("total_capacity", row.total_capacity, int),
        ("removed_on", row.removed_on, date.fromisoformat),
    )
    for name, theirs, read in readers:
        if theirs is not None and name in register:
            ours = register[name]
            yield (None if ours is None else read(ours)) == theirs
