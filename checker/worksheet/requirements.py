"""The requirements that an attestation can name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as with_default

from checker.auditing.identity import withheld_name
from checker.compiler.rules import Compiled
from checker.findings import Verdict
from checker.source.mistakes import Said, nearest_word, shown


@dataclass(frozen=True, slots=True)
class Objection:
    """What does not fit in an attestation: in which field, and the sentence that says it."""

    field: str
    message: str
    values: Mapping[str, Said] = with_default(default_factory=dict)


class Requirements:
    """Rules, rows and provisions of the packs, by the names that a worksheet uses."""

    def __init__(self, compiled: Sequence[Compiled]) -> None:
        """Know these requirements."""
        self._rows: dict[str, dict[str | None, tuple[str, ...]]] = {}
        self._shared: set[str] = set()
        for one in compiled:
            rule, row = one.name
            self._rows.setdefault(rule, {})[row] = one.provisions
            shared = withheld_name(one)
            if shared is not None:
                self._shared.add(shared)

    def objection(
        self, rule: str, row: str | None, provisions: Sequence[str], outcome: Verdict | None
    ) -> Objection | None:
        """Why this is no requirement of the packs; None where it is one."""
        if rule in self._shared:
            return _to_shared(row, outcome)
        rows = self._rows.get(rule)
        if rows is None:
            return _unknown("rule", rule, [*self._rows])
        if row not in rows:
            names = [name for name in rows if name is not None]
            return _unknown("row", row or "", names)
        strange = next((one for one in provisions if one not in rows[row]), None)
        if strange is not None:
            values = {"word": _named(strange)}
            return Objection("provisions", "worksheet.read.other_provision", values)
        return None


def _to_shared(row: str | None, outcome: Verdict | None) -> Objection | None:
    """A row that stands for several withheld requirements accuses of none of them."""
    if row is not None:
        return _unknown("row", row, [])
    if outcome is Verdict.BREACHED:
        return Objection("outcome", "worksheet.read.withheld")
    return None


def _unknown(field_name: str, word: str, known: list[str]) -> Objection:
    near = nearest_word(word, known)
    if field_name == "row" and not word:
        return Objection("row", "worksheet.read.no_row", {"word": known[0] if known else ""})
    message = f"worksheet.read.unknown_{field_name}" + ("_near" if near else "")
    return Objection(field_name, message, {"word": _named(word), "near": near})


def _named(word: str) -> str:
    return shown(word, spaces=True)
