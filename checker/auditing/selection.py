"""Choosing requirements and verdicts by one grammar: ``rule:…,act:…,verdict:…``.

Terms of one key are alternatives, different keys narrow each other. ``*`` stands for any signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import Final

from checker.compiler.rules import Compiled
from checker.findings import Verdict
from checker.law import Law
from checker.packs.model import Severity
from checker.texts import text

KEYS: Final = ("rule", "provision", "act", "chapter", "topic", "severity", "verdict")


class SelectionError(ValueError):
    """A selection that cannot be understood or chooses nothing.

    ``message_id`` names the sentence to show, ``values`` what it needs.
    """

    def __init__(self, message_id: str, **values: str) -> None:
        super().__init__(text("en", message_id, **values))
        self.message_id = message_id
        self.values = values

    def say(self, lang: str) -> str:
        """What is wrong with it, in kk, ru or en."""
        return text(lang, self.message_id, **self.values)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen: patterns by key."""

    terms: Mapping[str, tuple[str, ...]]

    @property
    def narrows(self) -> bool:
        """Whether it chooses requirements, beside verdicts."""
        return any(key != "verdict" for key in self.terms)

    @property
    def verdicts(self) -> frozenset[Verdict]:
        """The chosen verdicts; empty when all are shown."""
        return frozenset(Verdict(word) for word in self.terms.get("verdict", ()))


def parse_selection(texts: Iterable[str]) -> Selection:
    """Read the values of ``--select``. Raises ``SelectionError``."""
    found: dict[str, list[str]] = {}
    for term in (part.strip() for one in texts for part in one.split(",")):
        key, colon, value = (part.strip() for part in term.partition(":"))
        if not colon or not value:
            raise SelectionError("cli.select.form", term=term)
        if key not in KEYS:
            raise _unknown("key", key, KEYS)
        found.setdefault(key, []).append(_value(key, value))
    return Selection({key: tuple(values) for key, values in found.items()})


def choose(selection: Selection, law: Law, *, reveal: bool = True) -> tuple[Compiled, ...] | None:
    """The chosen requirements; None when the selection narrows nothing.

    Without ``reveal``, requirements that tell a diagnosis are chosen by whole clauses only: a
    verdict on one of them must not be had by asking for it alone. Raises ``SelectionError`` for a
    term that fits nothing, and when all terms together choose nothing.
    """
    if not selection.narrows:
        return None
    compiled = law.program.compiled
    chosen = set(range(len(compiled)))
    for key, patterns in selection.terms.items():
        if key != "verdict":
            chosen &= _fitting(key, patterns, compiled)
    if not chosen:
        raise SelectionError("cli.select.nothing")
    if not reveal:
        clauses = {_clause(compiled[place]) for place in chosen if compiled[place].rule.health}
        chosen |= {
            place
            for place, one in enumerate(compiled)
            if one.rule.health and _clause(one) in clauses
        }
    return tuple(compiled[place] for place in sorted(chosen))


def _clause(one: Compiled) -> tuple[str, str, str]:
    place = one.rule.place
    return place.act, place.chapter, one.rule.clause


def _fitting(key: str, patterns: Sequence[str], compiled: Sequence[Compiled]) -> set[int]:
    names = [_names(key, one) for one in compiled]
    found: set[int] = set()
    for pattern in patterns:
        fits = {
            place
            for place, own in enumerate(names)
            if any(fnmatchcase(name, pattern) for name in own)
        }
        if not fits:
            raise _unknown(key, pattern, {name for own in names for name in own})
        found |= fits
    return found


def _names(key: str, one: Compiled) -> tuple[str, ...]:
    rule, place = one.rule, one.rule.place
    match key:
        case "rule":
            return (rule.id, f"{rule.id}/{one.row.row}") if one.row is not None else (rule.id,)
        case "provision":
            return tuple(dict.fromkeys((*rule.provisions, *one.provisions)))
        case "act":
            return (place.act,)
        case "chapter":
            return place.chapter, place.chapter_path
        case "topic":
            return place.topic, place.topic_path
        case _:
            return (one.severity,)


def _value(key: str, value: str) -> str:
    if key == "severity" and value not in set(Severity):
        raise _unknown("severity", value, list(Severity))
    if key == "verdict":
        value = value.replace(" ", "_").replace("-", "_")
        if value not in set(Verdict):
            raise _unknown("verdict", value, list(Verdict))
    return value


def _unknown(key: str, value: str, known: Iterable[str]) -> SelectionError:
    near = get_close_matches(value, sorted(known), n=1, cutoff=0.5)
    message = "cli.select.unknown_near" if near else "cli.select.unknown"
    return SelectionError(message, key=key, value=value, near=near[0] if near else "")
