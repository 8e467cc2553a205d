"""The equipment table as the packs and as a second transcription have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.facts.derived.equipment import DIGITS
from checker.packs.model import Row, Rule
from checker.packs.requirements import EquipmentNorm
from checker.proof.conditions_reading import categories_of, condition_of

PER: Mapping[str, str] = {
    "room.itself": "room",
    "room.recipients": "recipient",
    "room.specialists": "specialist",
    "room.specialists_and_recipients": "specialist_and_recipient",
    "room.reading_tables": "reading_table",
    "room.functional_beds_recommended": "recommended_recipient",
    "room.beds": "beds",
}
_ROOM_COLUMNS = (
    "room_code",
    "room_digits",
    "room_mark",
    "room_recommended",
    "room_condition",
    "room_doubtful",
)
_RECOMMENDING = ("**", "***")


def equipment_of_pack(rules: Sequence[Rule]) -> dict[str, dict[str, str]]:
    """The rows of the packs: rooms as ``8``, items as ``8/1``."""
    return {
        row.row: _of_row(row, row.must, str(row.severity or rule.severity))
        for rule in rules
        for row in rule.rows
        if isinstance(row.must, EquipmentNorm)
    }


def equipment_of_reading(lines: Sequence[Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """The lines of the second transcription, one for each item, and their rooms."""
    found: dict[str, dict[str, str]] = {}
    first: dict[str, Mapping[str, str]] = {}
    for line in lines:
        head = first.setdefault(line["room"], line)
        found.setdefault(line["room"], _of_room(line))
        columns = _of_item(line)
        for name in _ROOM_COLUMNS:
            if line[name] != head[name]:
                columns[name] = f"{line[name]} / {head[name]}"
        found[f"{line['room']}/{line['item']}"] = columns
    return found


def _of_row(row: Row, norm: EquipmentNorm, severity: str) -> dict[str, str]:
    names = tuple(DIGITS)
    digits = [str(names.index(name) + 1) if name in names else name for name in categories_of(row)]
    columns = {
        "room_code": norm.room,
        "digits": " ".join(digits),
        "condition": condition_of(row),
        "severity": severity,
        "grace": _yes(norm.grace),
        "doubtful": _yes(bool(row.doubtful)),
    }
    if norm.item is None:
        return columns
    per = "none" if norm.per is None else PER.get(norm.per, norm.per)
    return {
        **columns,
        "code": norm.item,
        "minimum": "" if norm.at_least is None else str(norm.at_least),
        "per": per if norm.per_count == 1 else f"{norm.per_count} {per}",
    }


def _of_room(line: Mapping[str, str]) -> dict[str, str]:
    marks = [line["room_mark"]]
    return {
        "room_code": line["room_code"],
        "digits": line["room_digits"],
        "condition": line["room_condition"],
        "severity": _severity(marks, line["room_recommended"]),
        "grace": _yes("*" in marks),
        "doubtful": line["room_doubtful"],
    }


def _of_item(line: Mapping[str, str]) -> dict[str, str]:
    """The weaker of the room's and the item's marks binds."""
    marks = [line["room_mark"], line["item_mark"]]
    return {
        **_of_room(line),
        "digits": line["item_digits"] or line["room_digits"],
        "severity": _severity(marks, line["room_recommended"]),
        "grace": _yes("*" in marks),
        "doubtful": line["doubtful"],
        "code": line["code"],
        "minimum": line["minimum"],
        "per": "room" if line["per"] == "hall" else line["per"],
    }


def _severity(marks: Sequence[str], recommended: str) -> str:
    weak = recommended == "yes" or any(mark in _RECOMMENDING for mark in marks)
    return "recommendation" if weak else "violation"


def _yes(value: bool) -> str:
    return "yes" if value else "no"
