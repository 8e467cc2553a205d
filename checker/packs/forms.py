"""Reading the closed forms of requirements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from checker.calendar.terms import Term, TermError, parse_term
from checker.packs.conditions import ConditionReader
from checker.packs.requirements import (
    ByInspector,
    Condition,
    Cover,
    EquipmentNorm,
    ForbiddenWhen,
    Form,
    Happen,
    HappenEvery,
    Hold,
    Number,
    Recorded,
    StaffCell,
    StaffNorm,
)
from checker.values import Sort

_Node = Mapping[str, Any]
_NUMBERS = (Sort.COUNT, Sort.NUMBER)
POSITION_WORD = "position.position"
ROOM_WORD = "room.kind"
ITEM_WORD = "equipment.item"


class FormReader:
    """Reads what must be."""

    def __init__(self, words: ConditionReader) -> None:
        """Read with these words."""
        self._words = words
        self._problems = words.problems
        self._readers: Mapping[str, Callable[[_Node, str], Form]] = {
            "happen": self._happen,
            "happen_every": self._happen_every,
            "hold": self._hold,
            "forbidden_when": self._forbidden,
            "cover": self._cover,
            "number": self._number,
            "recorded": self._recorded,
            "staff_norm": self._staff,
            "equipment_norm": self._equipment,
            "by_inspector": lambda _node, _pointer: ByInspector(),
        }

    def form(self, node: _Node, pointer: str) -> Form:
        """Read the form at a pointer; the schema has seen to it that there is exactly one."""
        name = next(name for name in self._readers if name in node)
        return self._readers[name](node, pointer)

    def _happen(self, node: _Node, pointer: str) -> Form:
        for key in ("happen", "after", "unless_ended"):
            self._day(node.get(key), f"{pointer}/{key}")
        lenient = node.get("at_the_latest", {})
        self._day(lenient.get("after"), f"{pointer}/at_the_latest/after")
        if "absences" in node:
            self._words.sort(node["absences"], f"{pointer}/absences", Sort.COUNT)
        strict = self._term(node["within"], f"{pointer}/within")
        return Happen(
            happen=node["happen"],
            within=strict,
            after=node["after"],
            lenient_within=(
                self._term(lenient["within"], f"{pointer}/at_the_latest/within")
                if lenient
                else None
            ),
            lenient_after=lenient.get("after"),
            unless_ended=node.get("unless_ended"),
            absences=node.get("absences"),
        )

    def _term(self, text: str, pointer: str) -> Term:
        try:
            return parse_term(text)
        except TermError:
            self._problems.add(pointer, "pack.term", text=text)
            return parse_term("1 calendar day")

    def _happen_every(self, node: _Node, pointer: str) -> Form:
        self._words.child_word(node["events"], f"{pointer}/events")
        self._day(node["from"], f"{pointer}/from")
        self._day(node["until"], f"{pointer}/until")
        return HappenEvery(node["events"], node["from"], node["until"])

    def _hold(self, node: _Node, pointer: str) -> Form:
        self._day(node.get("due_on"), f"{pointer}/due_on")
        self._day(node.get("unless_ended"), f"{pointer}/unless_ended")
        return Hold(
            self._words.condition(node["hold"], f"{pointer}/hold"),
            node.get("due_on"),
            self._unclear(node, pointer),
            node.get("unless_ended"),
        )

    def _forbidden(self, node: _Node, pointer: str) -> Form:
        condition = self._words.condition(node["forbidden_when"], f"{pointer}/forbidden_when")
        return ForbiddenWhen(condition, self._unclear(node, pointer))

    def _unclear(self, node: _Node, pointer: str) -> Condition | None:
        if "unclear_when" not in node:
            return None
        return self._words.condition(node["unclear_when"], f"{pointer}/unclear_when")

    def _cover(self, node: _Node, pointer: str) -> Form:
        word = self._words.word(node["cover"], f"{pointer}/cover")
        for number, value in enumerate(node["every_one_of"]):
            if word is not None and value not in word.choices:
                place = f"{pointer}/every_one_of/{number}"
                self._problems.unknown(place, "pack.choice", str(value), word.choices)
        self._day(node.get("due_on"), f"{pointer}/due_on")
        return Cover(node["cover"], tuple(node["every_one_of"]), node.get("due_on"))

    def _number(self, node: _Node, pointer: str) -> Form:
        self._words.sort(node["number"], f"{pointer}/number", *_NUMBERS)
        if "of" in node:
            self._words.sort(node["of"], f"{pointer}/of", *_NUMBERS)
        per = _decimal(node.get("per", 1)) if "of" in node else None
        return Number(node["number"], _decimal(node["at_least"]), per, node.get("of"))

    def _recorded(self, node: _Node, pointer: str) -> Form:
        self._words.word(node["recorded"], f"{pointer}/recorded")
        self._day(node.get("due_on"), f"{pointer}/due_on")
        return Recorded(node["recorded"], node.get("due_on"))

    def _staff(self, node: _Node, pointer: str) -> Form:
        self._known(POSITION_WORD, node["staff_norm"], f"{pointer}/staff_norm")
        titles = tuple(node.get("or", ()))
        for number, title in enumerate(titles):
            self._known(POSITION_WORD, title, f"{pointer}/or/{number}")
        self._words.sort(node["band"], f"{pointer}/band", Sort.COUNT)
        return StaffNorm(
            position=node["staff_norm"],
            band=node["band"],
            cells=tuple(
                self._cell(cell, f"{pointer}/cells/{number}")
                for number, cell in enumerate(node["cells"])
            ),
            titles=titles,
            substitutions=node.get("substitutions", True),
        )

    def _cell(self, node: _Node, pointer: str) -> StaffCell:
        if "of" in node:
            self._words.sort(node["of"], f"{pointer}/of", *_NUMBERS)
        if ("units" in node) == ("unknown" in node):
            self._problems.add(pointer, "pack.cell")
        return StaffCell(
            at_least=node["from"],
            at_most=node["to"],
            units=_decimal(node["units"]) if "units" in node else None,
            per=_decimal(node.get("per", 1)) if "of" in node else None,
            of=node.get("of"),
            unknown=node.get("unknown", ""),
            doubtful=node.get("doubtful", False),
        )

    def _equipment(self, node: _Node, pointer: str) -> Form:
        self._known(ROOM_WORD, node["equipment_norm"], f"{pointer}/equipment_norm")
        if "item" in node:
            self._known(ITEM_WORD, node["item"], f"{pointer}/item")
        if "per" in node:
            self._words.sort(node["per"], f"{pointer}/per", *_NUMBERS, below="room")
        at_least = node.get("at_least")
        return EquipmentNorm(
            room=node["equipment_norm"],
            item=node.get("item"),
            at_least=None if at_least is None else _decimal(at_least),
            per=node.get("per"),
            per_count=_decimal(node.get("per_count", 1)),
            grace=node.get("grace", False),
        )

    def _known(self, word: str, value: str, pointer: str) -> None:
        choices = self._words.choices(word)
        if value not in choices:
            self._problems.unknown(pointer, "pack.choice", value, choices)

    def _day(self, name: str | None, pointer: str) -> None:
        if name is not None:
            self._words.sort(name, pointer, Sort.DATE)


def _decimal(value: object) -> Decimal:
    return Decimal(str(value))
