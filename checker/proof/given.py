"""From the facts that an example gives to a small snapshot with one subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from checker.packs.model import Example
from checker.values import Sort
from checker.vocabulary.words import Vocabulary, Word

DEFAULT_DAY = date(2026, 3, 2)
"""The day of an example that names none."""
Given = Mapping[str, Any]


def days_of(example: Example) -> tuple[date, date]:
    """The audit's day and the snapshot's day of an example."""
    as_of = example.as_of or DEFAULT_DAY
    return as_of, example.taken_on or as_of


def document_of(given: Given, about: str, vocabulary: Vocabulary, taken_on: date) -> dict[str, Any]:
    """A snapshot in which the subject and each of its ancestors stand alone in their lists.

    Words of the subject's own records are given as lists, one value for each record.
    """
    chain = tuple(reversed(vocabulary.chain(about)))
    records: dict[str, dict[str, Any]] = {kind: {} for kind in chain}
    document: dict[str, Any] = {
        "snapshot_version": "1",
        "taken_on": taken_on.isoformat(),
        "institution": records["institution"],
    }
    for kind in chain[1:]:
        holder = _holder(kind, document, records, vocabulary)
        _put(holder, vocabulary.kinds[kind].list_path, [records[kind]])
    for name, value in given.items():
        word = vocabulary.words[name]
        if word.derived:
            continue
        if word.kind in records:
            _put_word(records[word.kind] if word.kind != "institution" else document, word, value)
        else:
            _put_children(word, value, document, records, vocabulary)
    return document


def _holder(
    kind: str, document: dict[str, Any], records: Mapping[str, Any], vocabulary: Vocabulary
) -> Any:
    parent = vocabulary.kinds[kind].parent
    return document if parent in (None, "institution") else records[str(parent)]


def _put_word(holder: dict[str, Any], word: Word, value: Any) -> None:
    if word.set_of is None:
        record = holder["institution"] if "taken_on" in holder else holder
        _put(record, word.path, _raw(value))
    elif value is None:
        _put(holder, word.path, None)
    else:
        _, by = word.set_of
        items = [{by: choice} for choice in value] if by else [{} for _ in range(int(value))]
        _put(holder, word.path, items)


def _put_children(
    word: Word,
    value: Any,
    document: dict[str, Any],
    records: dict[str, dict[str, Any]],
    vocabulary: Vocabulary,
) -> None:
    """Give each record of a list below the subject its value; deeper lists hang on the first."""
    values: Sequence[Any] = value if isinstance(value, tuple | list) else [value]
    path: list[str] = []
    kind = word.kind
    while kind not in records:
        path.append(kind)
        kind = str(vocabulary.kinds[kind].parent)
    holder: Any = document if kind == "institution" else records[kind]
    for child in reversed(path):
        list_path = vocabulary.kinds[child].list_path
        items = _dig(holder, list_path)
        if items is None:
            items = []
            _put(holder, list_path, items)
        if child == word.kind:
            while len(items) < len(values):
                items.append({})
            for item, part in zip(items, values, strict=False):
                _put(item, word.path, _raw(part))
        else:
            if not items:
                items.append({})
            holder = items[0]


def _dig(holder: Any, path: Sequence[str]) -> Any:
    for name in path:
        if not isinstance(holder, dict):
            return None
        holder = holder.get(name)
    return holder


def _put(holder: dict[str, Any], path: Sequence[str], value: Any) -> None:
    *groups, last = path
    for group in groups:
        holder = holder.setdefault(group, {})
    holder[last] = value


def _raw(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_raw(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def encode_given(word: Word, value: Any) -> Any:
    """A derived word's value as a column holds it."""
    if value is None:
        return float("nan")
    if word.sort is Sort.CHOICES:
        values = value if isinstance(value, tuple | list) else (value,)
        return sum(1 << word.choices.index(part) for part in values)
    if word.choices:
        return word.choices.index(value) + 1
    if isinstance(value, date):
        return value.toordinal()
    if word.sort is Sort.NUMBER:
        return round(Decimal(str(value)) * 1000)
    return int(value)
