"""The field guide: what a snapshot can hold, for those who fill it in."""

from __future__ import annotations

from collections.abc import Iterator

from checker.law import snapshot_schema
from checker.texts import text
from checker.values import Sort
from checker.vocabulary.words import Kind, Vocabulary, Word, read_vocabulary


def field_guide(lang: str) -> Iterator[str]:
    """The guide, line by line, as Markdown."""
    vocabulary = read_vocabulary(snapshot_schema())
    yield f"# {text(lang, 'guide.title')}"
    yield ""
    yield text(lang, "guide.states")
    for kind in vocabulary.kinds.values():
        yield ""
        yield f"## {kind.label[lang]}"
        yield ""
        yield text(lang, "guide.place", path=_path_of(kind, vocabulary))
        yield ""
        for word in vocabulary.words.values():
            if word.kind == kind.name and word.set_of is None:
                yield from _field(word, lang)


def _path_of(kind: Kind, vocabulary: Vocabulary) -> str:
    if kind.parent is None:
        return "institution"
    own = f"{'.'.join(kind.list_path)}[]"
    if kind.parent == "institution":
        return own
    return f"{_path_of(vocabulary.kinds[kind.parent], vocabulary)}.{own}"


def _field(word: Word, lang: str) -> Iterator[str]:
    sort = text(lang, f"guide.sort.{word.sort}")
    marks = [
        text(lang, f"guide.{mark}")
        for mark, given in (
            ("personal", word.personal),
            ("health", word.health),
            ("nullable", word.nullable),
        )
        if given
    ]
    yield f"- `{'.'.join(word.path)}` – {word.label[lang]} ({'; '.join([sort, *marks])})"
    if lang in word.help:
        yield f"  {word.help[lang]}"
    if word.sort in (Sort.CHOICE, Sort.CHOICES):
        for code, label in word.choice_labels.items():
            yield f"  - `{code}` – {label[lang]}"
