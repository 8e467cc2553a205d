"""The little of an institution that the others of its set need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Served:
    """One stay of a person."""

    admitted: date
    discharged: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """A recipient as another institution may ask after."""

    stays: tuple[Served, ...]
    has_file: bool | None


@dataclass(frozen=True, slots=True)
class Post:
    """What a specialist holds at one institution."""

    units: float | None
    started: date | None
    finished: date | None


@dataclass(frozen=True, slots=True)
class Member:
    """The little of an institution that the others need."""

    bin: str | None
    register_bin: str | None
    type: str
    point: Point | None
    persons: Mapping[str, Person]
    persons_complete: bool
    posts: Mapping[str, tuple[Post, ...]]


def member_of(content: Mapping[str, Any]) -> Member:
    """What the others need of the institution of a snapshot."""
    institution = content["institution"]
    register = institution.get("register") or {}
    return Member(
        bin=institution.get("bin"),
        register_bin=register.get("bin") or institution.get("bin"),
        type=institution["type"],
        point=_point(institution),
        persons=dict(_persons(content)),
        persons_complete="recipients" in content and not content.get("recipients_partial", False),
        posts=_posts(content),
    )


def _point(institution: Mapping[str, Any]) -> Point | None:
    address = institution.get("address") or {}
    latitude, longitude = address.get("latitude"), address.get("longitude")
    if latitude is None or longitude is None:
        return None
    return float(latitude), float(longitude)


def _persons(content: Mapping[str, Any]) -> Iterator[tuple[str, Person]]:
    for recipient in content.get("recipients") or ():
        iin = recipient.get("iin")
        if iin:
            stays = tuple(served(recipient.get("stays") or ()))
            yield iin, Person(stays, _has_file(recipient.get("file") or {}))


def _has_file(file: Mapping[str, Any]) -> bool | None:
    if file.get("opened_on") or file.get("earlier_file_continued"):
        return True
    return False if "opened_on" in file else None


def served(stays: Sequence[Mapping[str, Any]]) -> Iterator[Served]:
    """The stays whose beginning is recorded, and whose end is or is known not to have come."""
    for stay in stays:
        if stay.get("admitted_on") and "discharged_on" in stay:
            yield Served(date.fromisoformat(stay["admitted_on"]), _day(stay["discharged_on"]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _posts(content: Mapping[str, Any]) -> Mapping[str, tuple[Post, ...]]:
    found: dict[str, list[Post]] = {}
    for specialist in content.get("specialists") or ():
        employment = specialist.get("employment") or {}
        if specialist.get("iin"):
            units = employment.get("rate")
            post = Post(
                None if units is None else float(units),
                _day(employment.get("started_on")),
                _day(employment.get("finished_on")),
            )
            found.setdefault(specialist["iin"], []).append(post)
    return {iin: tuple(posts) for iin, posts in found.items()}
