"""Tables of facts: the columns of one kind of subject, built when first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from checker.facts.beside import holders_of, own_places
from checker.facts.columns import Beside, Computed, Context, Each, Input, OwnPlace, Values
from checker.facts.encoding import MISSING, encoder, mask_of, opened
from checker.facts.records import Record, Records
from checker.values import EPOCH_ORDINAL, MINUTES_A_DAY, NONE, Partial, Sort, Value
from checker.vocabulary.words import Vocabulary, Word

_WRITTEN_OVER = ("institution", "recipient", "journal_entry", "arrival")
"""Kinds whose records live on: the day of an event may have replaced that of an earlier one."""
Column = Sequence[Value]
Supply = Callable[[Sequence[Record]], Value]
"""Told a subject's record and those of its ancestors, nearest first, supplies a value."""


class FactTables:
    """The tables of all kinds for one snapshot and one day."""

    def __init__(
        self,
        records: Mapping[str, Records],
        vocabulary: Vocabulary,
        computed: Mapping[str, Computed],
        context: Context,
        given: Mapping[str, Value] = MappingProxyType({}),
        supplied: Mapping[str, Supply] = MappingProxyType({}),
    ) -> None:
        """Build columns from these records; ``computed`` holds derived words and states.

        A word that is ``given`` has that value for every subject, in place of its computation; a
        word that is ``supplied`` is what somebody who sees more than this snapshot says of it.
        """
        self._given = given
        self._supplied = supplied
        self.records = records
        self.context = context
        self._vocabulary = vocabulary
        self._computed = computed
        self._lists: dict[tuple[str, str], Sequence[Values]] = {}
        self._texts: dict[str, int] = {}
        self._tables = {kind: FactTable(self, kind) for kind in records}

    def table(self, kind: str) -> FactTable:
        """The table of one kind."""
        return self._tables[kind]

    def size(self, kind: str) -> int:
        """How many subjects of this kind there are."""
        return len(self.records[kind].records)

    def build(self, kind: str, name: str) -> Column:
        """Compute a column of a kind."""
        computed = self._computed.get(name)
        word = self._vocabulary.words.get(name)
        owner = computed.kind if computed is not None else word.kind if word else kind
        if owner != kind:
            return self._inherited(kind, name)
        if name in self._given:
            return [self._given[name]] * self.size(kind)
        if name in self._supplied:
            return [self._supplied[name](chain) for chain in self._chains(kind)]
        if computed is not None:
            return self._compute(computed)
        if word is None:
            raise KeyError(name)
        return self._read(word)

    def _inherited(self, kind: str, name: str) -> Column:
        parent = self._vocabulary.kinds[kind].parent
        if parent is None:
            raise KeyError(f"{name} is not a fact of {kind}")
        column = self.table(parent).columns[name]
        return [column[place] for place in self.records[kind].parents]

    def _chains(self, kind: str) -> Iterator[Sequence[Record]]:
        """For each subject of a kind, its record and those of its ancestors, nearest first."""
        kinds = self._vocabulary.kinds
        for place, record in enumerate(self.records[kind].records):
            chain, own, number = [record], kind, place
            while (parent := kinds[own].parent) is not None:
                number = self.records[own].parents[number]
                chain.append(self.records[parent].records[number])
                own = parent
            yield chain

    def _compute(self, computed: Computed) -> Column:
        compute, context = computed.compute, self.context
        size = self.size(computed.kind)
        if not computed.inputs:
            return [compute(context)] * size
        inputs = [self.input(computed.kind, source) for source in computed.inputs]
        return [compute(context, *values) for values in zip(*inputs, strict=True)]

    def input(self, kind: str, source: Input) -> Sequence[Value] | Sequence[Values]:
        """For each subject of a kind, what a computation of that kind is given for an input."""
        if isinstance(source, Beside):
            return self._beside(kind, source.word)
        if isinstance(source, Each):
            return self.each(kind, source.word)
        if isinstance(source, OwnPlace):
            return own_places(self.records[kind])
        return self.table(kind).columns[source]

    def each(self, kind: str, name: str) -> Sequence[Values]:
        """For each subject of a kind, the values of a word over its own records."""
        found = self._lists.get((kind, name))
        if found is None:
            child = self._kind_of(name)
            between = self._vocabulary.kinds[child].parent
            found = self._own_each(child, name)
            if between != kind:
                found = self._merged(kind, str(between), found)
            self._lists[kind, name] = found
        return found

    def _beside(self, kind: str, name: str) -> Sequence[Values]:
        """For each subject of a kind, the values of a word over its ancestor's records."""
        kinds = self._vocabulary.kinds
        holder = str(kinds[self._kind_of(name)].parent)
        lists = self.each(holder, name)
        return [lists[place] for place in holders_of(kind, holder, self.records, kinds)]

    def _kind_of(self, name: str) -> str:
        computed = self._computed.get(name)
        return computed.kind if computed is not None else self._vocabulary.words[name].kind

    def _own_each(self, child: str, name: str) -> list[Values]:
        records = self.records[child]
        column = self.table(child).columns[name]
        values: list[list[Value]] = [[] for _ in records.lists]
        for parent, value in zip(records.parents, column, strict=True):
            values[parent].append(value)
        return [
            None if state == "absent" else Partial(row) if state == "partial" else tuple(row)
            for row, state in zip(values, records.lists, strict=True)
        ]

    def _merged(self, kind: str, between: str, own: list[Values]) -> Sequence[Values]:
        """Values of grandchildren: known only where every list on the way is recorded."""
        if between not in self.records:
            raise KeyError(f"{kind} holds no such records")
        records = self.records[between]
        merged: list[list[Value]] = [[] for _ in records.lists]
        absent = [state == "absent" for state in records.lists]
        partial = [state == "partial" for state in records.lists]
        for parent, values in zip(records.parents, own, strict=True):
            if values is None:
                absent[parent] = True
            else:
                partial[parent] |= isinstance(values, Partial)
                merged[parent].extend(values)
        found: list[Values] = [
            None if gone else Partial(row) if open_ else tuple(row)
            for row, gone, open_ in zip(merged, absent, partial, strict=True)
        ]
        above = self._vocabulary.kinds[between].parent
        if above == kind:
            return found
        return self._merged(kind, str(above), found)

    def _read(self, word: Word) -> Column:
        if word.set_of is not None:
            return self._read_list(word)
        encode = encoder(word, self._texts)
        values = [encode(value) for value in self._raw(word)]
        if word.sort is Sort.CHOICES:
            values = [
                opened(value) if open_ is True else value
                for value, open_ in zip(values, self._raw(word, "_partial"), strict=True)
            ]
        return self._as_of(word, values)

    def is_recorded(self, word: Word, number: int) -> bool:
        """Whether the record at a place has the word at all, be it for another day."""
        return _dig(self.records[word.kind].records[number], word.path) is not MISSING

    def _raw(self, word: Word, ending: str = "") -> Iterator[Any]:
        records = self.records[word.kind].records
        *groups, last = word.path
        if not groups:
            name = last + ending
            return (record.get(name, MISSING) for record in records)
        path = (*groups, last + ending)
        return (_dig(record, path) for record in records)

    def _read_list(self, word: Word) -> Column:
        assert word.set_of is not None
        child, by = word.set_of
        if word.sort is Sort.CHOICES:
            return [mask_of(values) for values in self._own_each(child, f"{child}.{by}")]
        records = self.records[child]
        counts = [0] * len(records.lists)
        for parent in records.parents:
            counts[parent] += 1
        open_states = ("absent", "partial")
        return [
            None if state in open_states else count
            for count, state in zip(counts, records.lists, strict=True)
        ]

    def _as_of(self, word: Word, values: list[Value]) -> Column:
        """Facts of a later day are ignored; an undated state holds only on the snapshot's day."""
        context = self.context
        if word.moment == "event":
            last = context.as_of if word.sort is Sort.DATE else _minutes(context.as_of + 1) - 1
            earlier = context.as_of < context.taken_on and word.kind in _WRITTEN_OVER
            later = None if earlier else NONE
            return [later if value is not None and value > last else value for value in values]
        if context.as_of == context.taken_on or word.lasting or word.moment == "planned":
            return values
        return [None] * len(values)


class FactTable:
    """The columns of one kind of subject."""

    def __init__(self, tables: FactTables, kind: str) -> None:
        """Build on demand within these tables."""
        self.kind = kind
        self.size = tables.size(kind)
        self.columns: Mapping[str, Column] = _Columns(tables, kind)


class _Columns(dict[str, Column]):
    """Columns that are built when first looked up."""

    def __init__(self, tables: FactTables, kind: str) -> None:
        super().__init__()
        self._tables = tables
        self._kind = kind

    def __missing__(self, name: str) -> Column:
        column = self[name] = self._tables.build(self._kind, name)
        return column


def _dig(record: Mapping[str, Any], path: Sequence[str]) -> Any:
    value: Any = record
    for name in path:
        if value is None:
            return None
        value = value.get(name, MISSING)
        if value is MISSING:
            return MISSING
    return value


def _minutes(ordinal: int) -> int:
    return (ordinal - EPOCH_ORDINAL) * MINUTES_A_DAY
