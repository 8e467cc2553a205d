"""Finding the facts that leave a verdict open, down to what a person can record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.auditing.subjects import outermost_unrecorded, pointer_of
from checker.auditing.watched import asks_in_vain
from checker.compiler.conditions import Columns, certain
from checker.engine.model import Formula
from checker.facts.columns import Beside, Computed, Each, OwnPlace
from checker.facts.table import FactTables
from checker.findings import Missing
from checker.packs.requirements import Compare, Condition
from checker.values import Sort, Value, is_none
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
        self._places: dict[str, list[list[int]]] = {}

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
        """The recordable facts behind a word that has no certain value for a subject.

        Where nothing is left to record, the facts that are recorded as none although a value is
        needed; failing these, the facts that say together what cannot be. Nothing where the
        calendar does not know a year, or the snapshot is of another day.
        """
        if not self.open(name, kind, number):
            return
        owner, place = self.owner(name, kind, number)
        if name not in self._computed:
            yield from self._recordable(name, owner, place)
            return
        found = list(self.inputs_missing(name, kind, number))
        if not found and not self.waits_for_calendar(name, kind, number):
            found = self.unfit(name, kind, number)
        yield from found

    def inputs_missing(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        """The recordable facts behind the inputs of a computed column, as for ``missing``."""
        owner, place = self.owner(name, kind, number)
        for source in self._computed[name].inputs:
            if isinstance(source, Beside):
                holder = self._holder(self._kind_of(source.word), owner, place)
                yield from self._each(source.word, *holder)
            elif isinstance(source, Each):
                yield from self._each(source.word, owner, place)
            elif not isinstance(source, OwnPlace):
                yield from self.missing(source, owner, place)

    def open(self, name: str, kind: str, number: int) -> bool:
        """Whether a column leaves something open for a subject: all of it, or more of a list."""
        value = self.value(kind, name, number)
        if value is None:
            return True
        word = self._vocabulary.words.get(name)
        return (word is None or word.sort is Sort.CHOICES) and value < 0

    def waits_for_calendar(self, name: str, kind: str, number: int) -> bool:
        """Whether a column is open because the calendar does not know a year on the way."""
        computed = self._computed.get(name)
        if computed is None or not self.open(name, kind, number):
            return False
        owner, place = self.owner(name, kind, number)
        values = [self._tables.input(owner, source)[place] for source in computed.inputs]
        return asks_in_vain(computed, self._tables.context, values) or any(
            self.waits_for_calendar(source, owner, place)
            for source in computed.inputs
            if isinstance(source, str)
        )

    def unfit(self, name: str, kind: str, number: int) -> list[Missing]:
        """Of the facts behind a computed column, those recorded as none; all where none is.

        Nothing on another day than the snapshot's, for which the records may well be silent.
        """
        if self._of_another_day():
            return []
        owner, place = self.owner(name, kind, number)
        if name not in self._computed:
            return list(self._place_of(name, owner, place))
        own = [(one, owner, place) for one in self._computed[name].inputs if isinstance(one, str)]
        listed = list(self._listed(name, owner, place))
        for facts in (own, listed):
            nones = [fact for fact in facts if is_none(self.value(fact[1], fact[0], fact[2]))]
            if nones:
                break
        return [missing for fact in nones or own for missing in self.unfit(*fact)]

    def _listed(self, name: str, kind: str, number: int) -> Iterator[tuple[str, str, int]]:
        """The facts that a computed column of a subject takes from lists of records."""
        for source in self._computed[name].inputs:
            if isinstance(source, Each):
                child = self._kind_of(source.word)
                holder, place = kind, number
                if isinstance(source, Beside):
                    holder, place = self._holder(child, kind, number)
                for one in self._below(child, holder, place):
                    yield source.word, child, one

    def _holder(self, child: str, kind: str, number: int) -> tuple[str, int]:
        """The ancestor of a subject that holds the list of a kind of record."""
        return self._ancestor(str(self._vocabulary.kinds[child].parent), kind, number)

    def owner(self, name: str, kind: str, number: int) -> tuple[str, int]:
        """The ancestor whose word it is."""
        return self._ancestor(self._kind_of(name), kind, number)

    def _ancestor(self, wanted: str, kind: str, number: int) -> tuple[str, int]:
        while kind != wanted:
            number = self._tables.records[kind].parents[number]
            kind = str(self._vocabulary.kinds[kind].parent)
        return kind, number

    def _kind_of(self, name: str) -> str:
        computed = self._computed.get(name)
        return computed.kind if computed is not None else self._vocabulary.words[name].kind

    def _recordable(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        word = self._vocabulary.words[name]
        if word.set_of is None:
            if not self._tables.is_recorded(word, number) or self.value(kind, name, number):
                yield from self._place_of(name, kind, number)
            return
        child, by = word.set_of
        if by and self._tables.records[child].lists[number] == "complete":
            yield from self._each(f"{child}.{by}", kind, number)
        elif not self._stood_otherwise(child):
            yield from self._place_of(name, kind, number)

    def _place_of(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        """Where a word of a subject is to be recorded; its list, where that is not recorded."""
        word = self._vocabulary.words[name]
        if self._tables.records[kind].places[number] < 0:
            yield self._unrecorded_list(kind, number)
            return
        above = pointer_of(self._tables, self._vocabulary, kind, number)
        if word.set_of is not None and kind == "institution":
            above = ""
        yield Missing(name, f"{above}/{'/'.join(word.path)}")

    def _unrecorded_list(self, kind: str, number: int) -> Missing:
        """The outermost list that is not recorded above a record that stands for one."""
        kind, number = outermost_unrecorded(self._tables, self._vocabulary, kind, number)
        return self._list_of(kind, pointer_of(self._tables, self._vocabulary, kind, number))

    def _list_of(self, kind: str, pointer: str) -> Missing:
        described = self._vocabulary.kinds[kind]
        return Missing(f"{described.parent}.{'.'.join(described.list_path)}", pointer)

    def _each(self, name: str, kind: str, number: int) -> Iterator[Missing]:
        child = self._kind_of(name)
        records = self._tables.records[child]
        for place in self._below(child, kind, number):
            if self.open(name, child, place):
                if records.places[place] < 0:
                    yield self._unrecorded_list(child, place)
                else:
                    yield from self.missing(name, child, place)
        while child != kind:
            parent = str(self._vocabulary.kinds[child].parent)
            if not self._stood_otherwise(child):
                for holder in self._below(parent, kind, number):
                    if self._tables.records[child].lists[holder] == "partial":
                        yield self._list_of(child, self._list_pointer(child, parent, holder))
            child = parent

    def _stood_otherwise(self, child: str) -> bool:
        """Whether a list is open only because the snapshot is of another day."""
        return self._vocabulary.kinds[child].standing and self._of_another_day()

    def _of_another_day(self) -> bool:
        return self._tables.context.as_of != self._tables.context.taken_on

    def _below(self, child: str, kind: str, number: int) -> Sequence[int]:
        """The places of a subject's records, or of its own where the kinds are one."""
        if child == kind:
            return (number,)
        parent = str(self._vocabulary.kinds[child].parent)
        held = self._held(child)
        return [place for holder in self._below(parent, kind, number) for place in held[holder]]

    def _held(self, child: str) -> Sequence[Sequence[int]]:
        """For each parent record, the places of its records of a kind."""
        found = self._places.get(child)
        if found is None:
            records = self._tables.records[child]
            found = self._places[child] = [[] for _ in records.lists]
            for place, parent in enumerate(records.parents):
                found[parent].append(place)
        return found

    def _list_pointer(self, child: str, kind: str, number: int) -> str:
        path = "/".join(self._vocabulary.kinds[child].list_path)
        above = pointer_of(self._tables, self._vocabulary, kind, number)
        return f"/{path}" if kind == "institution" else f"{above}/{path}"


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
