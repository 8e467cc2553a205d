"""From the parsed YAML of one pack file to rules, all mistakes collected.

The file's shape has been checked against ``schemas/pack.schema.json`` before; here its words are
held against the vocabulary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from checker.packs.conditions import ConditionReader
from checker.packs.forms import FormReader
from checker.packs.model import (
    AUDIT_DAY,
    NO_TEXTS,
    Act,
    Checked,
    DutyOf,
    Example,
    Place,
    Row,
    Rule,
    RuleEdition,
    Severity,
)
from checker.packs.problems import Problems
from checker.values import Sort
from checker.vocabulary.words import Texts, Vocabulary

_Node = Mapping[str, Any]


class TopicReader:
    """Reads the rules of one pack file."""

    def __init__(
        self, vocabulary: Vocabulary, act: Act, readings: Mapping[str, Texts], problems: Problems
    ) -> None:
        """Read against these words, this act and its adopted readings."""
        self._vocabulary = vocabulary
        self._act = act
        self._readings = readings
        self._problems = problems
        self._readers: dict[str, ConditionReader] = {}

    def rules(self, content: _Node, act: str, chapter: str, topic: str) -> tuple[Rule, ...]:
        """The rules of the file; what is wrong with them goes to the problems."""
        background = content.get("background", {})
        found = []
        for number, node in enumerate(content["rules"]):
            pointer = f"/rules/{number}"
            place = Place(act, chapter, topic, self._problems.file, self._problems.line(pointer))
            found.append(self._rule(node, pointer, place, background))
        return tuple(found)

    def _rule(self, node: _Node, pointer: str, place: Place, background: _Node) -> Rule:
        about = node["about"]
        if about not in self._vocabulary.kinds:
            self._problems.unknown(f"{pointer}/about", "pack.kind", about, self._vocabulary.kinds)
        rows = tuple(
            self._row(row, f"{pointer}/rows/{number}", about)
            for number, row in enumerate(node.get("rows", ()))
        )
        editions = tuple(
            self._edition(edition, f"{pointer}/editions/{number}", about, bool(rows))
            for number, edition in enumerate(node["editions"])
        )
        self._check_rule(node, pointer, about)
        return Rule(
            id=node["id"],
            title=node["title"],
            place=place,
            clause=str(node["source"]["clause"]),
            provisions=tuple(node["source"]["provisions"]),
            severity=Severity(node["severity"]),
            checked=Checked(node["checked"]),
            duty_of=DutyOf(node["duty_of"]),
            about=about,
            judged_as_of=node["judged_as_of"],
            editions=editions,
            remedy=node["remedy"],
            finding=node["finding"],
            rows=rows,
            reading=node.get("reading"),
            look_at=node.get("look_at", NO_TEXTS),
            health=node.get("health", False),
            indicator=node.get("indicator", False),
            waivable=node.get("waivable", True),
            examples=self._examples(node, pointer, about, background, rows),
        )

    def _check_rule(self, node: _Node, pointer: str, about: str) -> None:
        day = node["judged_as_of"]
        if day != AUDIT_DAY:
            self._words(about).sort(day, f"{pointer}/judged_as_of", Sort.DATE)
        reading = node.get("reading")
        if reading is not None and reading not in self._readings:
            self._problems.unknown(f"{pointer}/reading", "pack.reading", reading, self._readings)
        if node["checked"] != Checked.BY_PROGRAM and "look_at" not in node:
            self._problems.add(pointer, "pack.look_at_missing", rule=node["id"])

    def _edition(self, node: _Node, pointer: str, about: str, has_rows: bool) -> RuleEdition:
        since = node["since"]
        if since not in self._act.editions:
            self._problems.unknown(f"{pointer}/since", "pack.edition", since, self._act.editions)
        if has_rows == ("must" in node):
            self._problems.add(pointer, "pack.must_or_rows")
        return RuleEdition(
            since=since,
            added=node.get("change") == "added",
            applies_when=self._optional_condition(node, pointer, about),
            must=self._form(node, pointer, about) if "must" in node else None,
        )

    def _row(self, node: _Node, pointer: str, about: str) -> Row:
        return Row(
            row=str(node["row"]),
            title=node["title"],
            provisions=tuple(node["provisions"]),
            must=self._form(node, pointer, about),
            applies_when=self._optional_condition(node, pointer, about),
            severity=Severity(node["severity"]) if "severity" in node else None,
            doubtful=node.get("doubtful", NO_TEXTS),
        )

    def _form(self, node: _Node, pointer: str, about: str) -> Any:
        return FormReader(self._words(about)).form(node["must"], f"{pointer}/must")

    def _optional_condition(self, node: _Node, pointer: str, about: str) -> Any:
        if "applies_when" not in node:
            return None
        return self._words(about).condition(node["applies_when"], f"{pointer}/applies_when")

    def _words(self, about: str) -> ConditionReader:
        found = self._readers.get(about)
        if found is None:
            visible = self._vocabulary.visible(about) if about in self._vocabulary.kinds else {}
            found = ConditionReader(visible, self._vocabulary, self._problems)
            self._readers[about] = found
        return found

    def _examples(
        self, node: _Node, pointer: str, about: str, background: _Node, rows: Sequence[Row]
    ) -> tuple[Example, ...]:
        names = [row.row for row in rows]
        found = []
        for number, example in enumerate(node.get("examples", ())):
            place = f"{pointer}/examples/{number}"
            row = str(example["row"]) if "row" in example else None
            if (row is None) == bool(names) or (row is not None and row not in names):
                self._problems.unknown(f"{place}/row", "pack.example_row", row or "", names)
            given = {**background, **example["given"]}
            values = {
                name: self._words(about).given(name, value, f"{place}/given/{name}")
                for name, value in given.items()
            }
            found.append(
                Example(
                    case=example["case"],
                    given=values,
                    expect=example["expect"],
                    row=row,
                    as_of=_day(example.get("as_of")),
                    taken_on=_day(example.get("taken_on")),
                    cause=example.get("cause"),
                    line=self._problems.line(place),
                )
            )
        return tuple(found)


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
