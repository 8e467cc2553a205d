"""Finding the facts that leave a verdict open, down to what a person can record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.audit.subjects import pointer_of
from checker.compiler.conditions import Columns, certain
from checker.engine.model import Formula
from checker.facts.columns import Beside, Computed, Each, OwnPlace
from checker.facts.table import FactTables
from checker.findings import Missing
from checker.packs.model import Compare, Condition
from checker.values import Partial, Value
from checker.vocabulary.words import Vocabulary


class Openness:
    """Looks for unrecorded facts behind one subject's open verdict."""

    def __init__(
        self, tables: FactTables, vocabulary: Vocabulary, computed: Mapping[str, Computed]
    ) -> None:
        """Look in these tables."""
        self._tables = tables
        self._vocabulary = vocabulary
        self._computed = computed
        self._columns = Columns(vocabulary)

    def holds(self, formula: Formula, kind: str, number: int) -> bool:
        """Whether a positive formula holds for a subject."""
        if formula[0] == "all":
            return all(self.holds(part, kind, number) for part in formula[1])
        if formula[0] == "any":
            return any(self.holds(part, kind, number) for part in formula[1])
        _, column, test, value, wanted = formula
        left = self.value(kind, column, number)
        right = self.value(kind, value, number) if isinstance(value, str) else value
        if left is None or right is None:
            return False
        if test == "exists":
            return (left == left) == wanted
        return _compared(left, test, right) == wanted

    def value(self, kind: str, column: str, number: int) -> Value:
        """A subject's value in a column."""
        return self._tables.table(kind).columns[column][number]

    def open_words(self, condition: Condition, kind: str, number: int) -> Iterator[str]:
        """The words that keep a condition from being certainly true or certainly false."""
        if any(
            self.holds(certain(condition, wanted, self._columns), kind, number)
            for wanted in (True, False)
        ):
            return
        if not isinstance(condition, Compare):
            for part in condition.parts:
                yield from self.open_words(part, kind, number)
            return
        yield condition.fact
        if hasattr(condition.value, "fact"):
            yield condition.value.fact

    def missing(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        """The recordable facts behind a word that has no known value for a subject."""
        owner, place = self.owner(name, kind, number)
        computed = self._computed.get(name)
        if computed is None:
            yield from self._recordable(name, owner, place)
            return
        for source in computed.inputs:
            if isinstance(source, Beside):
                yield from self._beside(source.word, owner, place)
            elif isinstance(source, Each):
                yield from self._each(source.word, owner, place)
            elif not isinstance(source, OwnPlace) and self.value(owner, source, place) is None:
                yield from self.missing(source, owner, place)

    def _beside(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        computed = self._computed.get(name)
        child = computed.kind if computed is not None else self._vocabulary.words[name].kind
        holder = str(self._vocabulary.kinds[child].parent)
        while kind != holder:
            number = self._tables.records[kind].parents[number]
            kind = str(self._vocabulary.kinds[kind].parent)
        yield from self._each(name, holder, number)

    def owner(self, name: str, kind: str, number: int) -> tuple[str, int]:
        """The ancestor whose word it is."""
        computed = self._computed.get(name)
        wanted = computed.kind if computed is not None else self._vocabulary.words[name].kind
        while kind != wanted:
            number = self._tables.records[kind].parents[number]
            kind = str(self._vocabulary.kinds[kind].parent)
        return kind, number

    def _recordable(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        word = self._vocabulary.words[name]
        if self.value(kind, name, number) is not None and word.set_of is None:
            return
        above = pointer_of(self._tables, self._vocabulary, kind, number)
        if self._tables.records[kind].places[number] < 0:
            yield self._list_of(kind, above)
            return
        if word.set_of is not None and kind == "institution":
            above = ""
        yield Missing(name, f"{above}/{'/'.join(word.path)}")

    def _list_of(self, kind: str, pointer: str) -> Missing:
        described = self._vocabulary.kinds[kind]
        return Missing(f"{described.parent}.{'.'.join(described.list_path)}", pointer)

    def _each(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        computed = self._computed.get(name)
        child = computed.kind if computed is not None else self._vocabulary.words[name].kind
        records = self._tables.records[child]
        column = self._tables.table(child).columns[name]
        for place, value in enumerate(column):
            if value is None and self._belongs(child, place, kind, number):
                if records.places[place] < 0:
                    pointer = pointer_of(self._tables, self._vocabulary, child, place)
                    yield self._list_of(child, pointer)
                else:
                    yield from self.missing(name, child, place)
        if self._partial(child, kind, number):
            yield self._list_of(child, self._list_pointer(child, kind, number))

    def _belongs(self, child: str, place: int, kind: str, number: int) -> bool:
        while child != kind:
            place = self._tables.records[child].parents[place]
            child = str(self._vocabulary.kinds[child].parent)
        return place == number

    def _partial(self, child: str, kind: str, number: int) -> bool:
        if self._vocabulary.kinds[child].parent != kind:
            return False
        return self._tables.records[child].lists[number] == "partial"

    def _list_pointer(self, child: str, kind: str, number: int) -> str:
        path = "/".join(self._vocabulary.kinds[child].list_path)
        above = pointer_of(self._tables, self._vocabulary, kind, number)
        return f"/{path}" if kind == "institution" else f"{above}/{path}"


def is_open(values: tuple[Value, ...] | None) -> bool:
    """Whether something is missing from the values of a list."""
    return values is None or isinstance(values, Partial) or None in values


def _compared(left: Value, test: str, right: Value) -> bool:
    assert left is not None
    assert right is not None
    return {
        "eq": left == right,
        "ge": left >= right,
        "le": left <= right,
        "gt": left > right,
        "lt": left < right,
    }[test]
