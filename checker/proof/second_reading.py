"""Holding the table packs against a second transcription, made without sight of the first."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from checker.packs.model import Pack, Rule
from checker.proof.equipment_reading import equipment_of_pack, equipment_of_reading
from checker.proof.staff_reading import ABOUT_THE_ROW, staff_of_pack, staff_of_reading
from checker.texts import text

FILE = "second-reading.csv"
FILES = "*/*/second-reading*.csv"
"""One for each appendix, and one for each table with letters of its own, such as ``app8a``."""
Table = Mapping[str, Mapping[str, str]]
"""Row by row, what stands in each column, in words that both sides share."""
Where = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the rules and the second reading do not say the same."""

    file: str
    row: str
    column: str
    """Empty when the whole row is on one side only."""
    pack: str
    reading: str

    def say(self, lang: str) -> str:
        """The difference as a sentence in kk, ru or en."""
        where = {"file": self.file, "row": self.row}
        if self.column:
            both = {"column": self.column, "pack": self.pack, "reading": self.reading}
            return text(lang, "second.cell", **where, **both)
        return text(lang, "second.only_rules" if self.pack else "second.only_reading", **where)


def compare(pack: Pack, folder: Path) -> tuple[Difference, ...]:
    """Compare every cell of every second reading below a rules folder with the packs' rows.

    Raises ``OSError`` when a file cannot be read.
    """
    found: list[Difference] = []
    for file in sorted(folder.glob(FILES)):
        rules = rules_of_table(pack.rules, table_of_file(file))
        found.extend(compare_file(rules, file, str(file.relative_to(folder))))
    return tuple(found)


def table_of_file(file: Path) -> Where:
    """The act, the chapter and the name of the table that a file transcribes."""
    return file.parent.parent.name, file.parent.name, file.name


def rules_of_table(rules: Sequence[Rule], table: Where) -> list[Rule]:
    """The rules of one table."""
    return [rule for rule in rules if _table_of_rule(rule) == table]


def _table_of_rule(rule: Rule) -> Where:
    lettered = rule.clause[-1:].isalpha()
    name = FILE.replace(".", f"-{rule.clause}.") if lettered else FILE
    return rule.place.act, rule.place.chapter, name


def compare_file(rules: Sequence[Rule], file: Path, name: str) -> list[Difference]:
    """Compare the rules of one appendix with its second reading."""
    lines = _lines(file)
    return differences(name, of_pack(rules, lines), of_reading(rules, lines))


def _lines(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def of_pack(rules: Sequence[Rule], lines: Sequence[Mapping[str, str]]) -> Table:
    """The rows of an appendix as its packs have them, in the columns of the reading."""
    if _is_equipment(lines):
        return equipment_of_pack(rules)
    bands = [column for column in (lines[0] if lines else ()) if column not in ABOUT_THE_ROW]
    return staff_of_pack(rules, bands)


def of_reading(rules: Sequence[Rule], lines: Sequence[Mapping[str, str]]) -> Table:
    """The rows of an appendix as the second transcription has them."""
    return equipment_of_reading(lines) if _is_equipment(lines) else staff_of_reading(lines, rules)


def _is_equipment(lines: Sequence[Mapping[str, str]]) -> bool:
    return bool(lines) and "room" in lines[0]


def differences(name: str, pack: Table, reading: Table) -> list[Difference]:
    """Every cell in which the two sides differ, and every row that one of them lacks."""
    found = []
    for row in dict.fromkeys((*reading, *pack)):
        if row not in reading or row not in pack:
            sides = ("", row) if row not in pack else (row, "")
            found.append(Difference(name, row, "", *sides))
            continue
        for column in dict.fromkeys((*reading[row], *pack[row])):
            ours, theirs = pack[row].get(column, ""), reading[row].get(column, "")
            if ours != theirs:
                found.append(Difference(name, row, column, ours, theirs))
    return found


class SecondReadings:
    """The second readings of a rules folder, ready to be held against changed rules."""

    def __init__(self, pack: Pack, folder: Path) -> None:
        """Read them all; raises ``OSError`` when a file cannot be read."""
        self._rules = pack.rules
        self._lines = {table_of_file(file): _lines(file) for file in sorted(folder.glob(FILES))}

    def notices(self, changed: Rule) -> bool:
        """Whether the second reading contradicts a rule that was changed in one place."""
        where = _table_of_rule(changed)
        lines = self._lines.get(where)
        if lines is None:
            return False
        own = {row.row for row in changed.rows}
        rules = [
            changed if rule.id == changed.id else rule
            for rule in rules_of_table(self._rules, where)
        ]
        if _is_equipment(lines):
            rules = [changed]
        pack, reading = of_pack(rules, lines), of_reading(rules, lines)
        return any(pack[row] != reading.get(row) for row in own if row in pack)
